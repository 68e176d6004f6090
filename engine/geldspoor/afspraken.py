"""What the money track asks of the region: terms of the covenant, earmarks of the pot and spending rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from budget.basis.transactie import Sessie
from engine.betaler.bestedingsregels import Besteding, Waarde, beoordeel_besteding
from engine.geldspoor.weigeringen import BestedingGeblokkeerd
from engine.register.vragen import bestedingsregels, kalender, regeling
from engine.termijnen.begrippen import Grondslag, lees_duur
from engine.termijnen.regels.berekening import bereken


@dataclass(frozen=True, slots=True)
class Convenantdagen:
    """Days that follow from the covenant, for one starting day."""

    houdbaar_tot: date
    betwisten_tot: date
    betalen_voor: date


def convenantdagen(db: Sessie, start: date) -> Convenantdagen:
    """Return until when a reservering keeps, a claim may be contested and must be paid, counted from a day."""
    afspraken = regeling(db, "regio", start).inhoud["convenant"]

    def einde(naam: str) -> date:
        return bereken(start, lees_duur(afspraken[naam]["duur"]), Grondslag.CONTRACT, kalender(db)).ruw_einde

    return Convenantdagen(
        einde("reservering_houdbaar_na_planregel"), einde("betwisten_binnen"), einde("vordering_betalen_binnen")
    )


def uitzoekers_nodig(db: Sessie, op: date) -> int:
    """Return how many uitzoekers take an uitzoekbesluit together."""
    aantal: int = regeling(db, "regio", op).inhoud["convenant"]["uitzoekers"]["aantal"]
    return aantal


def keur_besteding(
    db: Sessie, bestemming: str, op: date, *, kenmerken: Collection[str] = (), aangetoond: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the earmarks that may pay a destination, in the order of the pot; refusal: besteding_geblokkeerd (none).

    Which compartments have enough money is the ledger's question; this one comes before it.
    """
    regels = bestedingsregels(db, op)
    oormerken = dict.fromkeys(d["oormerk"] for d in regeling(db, "pot", op).inhoud["deelnemers"])
    oordelen = [
        beoordeel_besteding(Besteding(oormerk, bestemming, frozenset(kenmerken), frozenset(aangetoond)), regels, op)
        for oormerk in oormerken
    ]
    toegestaan = tuple(
        oormerk for oormerk, oordeel in zip(oormerken, oordelen, strict=True) if oordeel.waarde is Waarde.TOEGESTAAN
    )
    if toegestaan:
        return toegestaan
    redenen = dict.fromkeys(reden for oordeel in oordelen for reden in oordeel.redenen)
    mist = dict.fromkeys(naam for oordeel in oordelen for naam in oordeel.ontbreekt)
    wegen = dict.fromkeys(naam for oordeel in oordelen for naam in oordeel.alternatieven)
    if mist:
        wegen[f"toon aan: {', '.join(mist)}"] = None
    raise BestedingGeblokkeerd(bestemming, list(redenen), list(wegen))
