"""Earmarks: money keeps its source as compartments, and a reservering is filled from those that may pay it.

A compartment is the money of one participant under one oormerk. What a casus holds (reserved, committed,
prefinanced, claimed, borne by the pot) is taken from its fillings in the order in which they were made; a
vrijval takes away the newest fillings of its reservering, and what comes back frees the newest that are left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budget.basis.geld import Geld
from budget.grootboek.weigeringen import OormerkPastNiet


class Vak(NamedTuple):
    """What a participant paid in under an oormerk and what is not used up by year-ends and refunds, in cents."""

    deelnemer: str
    oormerk: str
    inleg: int

    @property
    def naam(self) -> str:
        return f"{self.deelnemer} ({self.oormerk or 'zonder oormerk'})"


class Vulling(NamedTuple):
    deelnemer: str
    oormerk: str
    bedrag: int


class Beslag(NamedTuple):
    """What a casus holds now, how it was filled, and which oormerken may pay it (None: any)."""

    casus: str
    gebonden: int
    vullingen: Sequence[Vulling]
    toegestaan: frozenset[str] | None


def vul(
    bedrag: int, bestemming: str, oormerken: Sequence[str], vakken: Sequence[Vak], beslagen: Sequence[Beslag], vrij: int
) -> list[Vulling]:
    """Fill a reservering from the compartments that may pay it, in the order of `oormerken` (empty: any).

    vrij: what the pot has for decisions. Refusal: oormerk_past_niet, which names every compartment and, when
    another division of what is tied already would help, that division.
    """
    ruimte = _ruimte(vakken, beslagen, vrij)
    volgorde = [vak for oormerk in oormerken for vak in vakken if vak.oormerk == oormerk] if oormerken else list(vakken)
    vullingen: list[Vulling] = []
    rest = bedrag
    for vak in volgorde:
        deel = min(rest, ruimte[vak])
        if deel:
            vullingen.append(Vulling(vak.deelnemer, vak.oormerk, deel))
            rest -= deel
    if rest:
        mag = set(volgorde)
        toelichting = {
            vak.naam: (Geld(ruimte[vak]), "mag dit betalen" if vak in mag else "mag dit niet betalen") for vak in vakken
        }
        anders = _andere_verdeling(bedrag, mag, vakken, beslagen, ruimte)
        raise OormerkPastNiet(Geld(bedrag), bestemming, toelichting, Geld(bedrag - rest), anders)
    return vullingen


def _ruimte(vakken: Sequence[Vak], beslagen: Sequence[Beslag], vrij: int) -> dict[Vak, int]:
    """Return what every compartment still has; general costs and unfilled claims come off in the order of the pot."""
    ruimte = {vak: vak.inleg for vak in vakken}
    bij_naam = {(vak.deelnemer, vak.oormerk): vak for vak in vakken}
    for beslag in beslagen:
        for vulling in _gebruikt(beslag):
            vak = bij_naam.get((vulling.deelnemer, vulling.oormerk))
            if vak is not None:
                ruimte[vak] -= vulling.bedrag
    ruimte = {vak: max(0, cents) for vak, cents in ruimte.items()}
    te_veel = sum(ruimte.values()) - max(0, vrij)
    for vak in vakken:
        af = max(0, min(te_veel, ruimte[vak]))
        ruimte[vak] -= af
        te_veel -= af
    return ruimte


def _gebruikt(beslag: Beslag) -> list[Vulling]:
    rest = beslag.gebonden
    gebruikt = []
    for vulling in beslag.vullingen:
        deel = max(0, min(rest, vulling.bedrag))
        gebruikt.append(vulling._replace(bedrag=deel))
        rest -= deel
    return gebruikt


def _andere_verdeling(
    bedrag: int, mag: set[Vak], vakken: Sequence[Vak], beslagen: Sequence[Beslag], ruimte: dict[Vak, int]
) -> dict[str, Geld]:
    """Return how the compartments could pay this after all when earlier fillings moved; empty when they cannot."""
    # Only here: the import takes longer than a reservering.
    import networkx as nx

    netwerk = nx.DiGraph()
    bij_naam = {(vak.deelnemer, vak.oormerk): vak for vak in vakken}
    inhoud = dict(ruimte)
    nodig = bedrag
    for beslag in beslagen:
        som = 0
        for vulling in _gebruikt(beslag):
            vak = bij_naam.get((vulling.deelnemer, vulling.oormerk))
            if vak is not None:
                inhoud[vak] += vulling.bedrag
                som += vulling.bedrag
        if som:
            nodig += som
            netwerk.add_edge(("casus", beslag.casus), "uit", capacity=som)
            for vak in vakken:
                if beslag.toegestaan is None or vak.oormerk in beslag.toegestaan:
                    netwerk.add_edge(("vak", vak), ("casus", beslag.casus))
    netwerk.add_node("in")
    netwerk.add_edge("nieuw", "uit", capacity=bedrag)
    for vak in vakken:
        netwerk.add_edge("in", ("vak", vak), capacity=inhoud[vak])
        if vak in mag:
            netwerk.add_edge(("vak", vak), "nieuw")
    waarde, stroom = nx.maximum_flow(netwerk, "in", "uit")
    if waarde < nodig:
        return {}
    return {vak.naam: Geld(stroom["vak", vak]["nieuw"]) for vak in vakken if stroom["vak", vak].get("nieuw")}
