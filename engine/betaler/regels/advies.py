"""The payer advice: candidates in order, what is missing, and what follows when nobody can say it surely; pure.

Order of rules: blocks, precedence of Wlz and Zvw, cell of the matrix, the drietrapsraket (school, then
samenwerkingsverband, then jeugdhulp), the covenant, grijs. Material for the uitzoekers: it books nothing.
Source of the raket and of grijs: Oberon, evaluatie samenwerking onderwijs en jeugdhulp Zuidoost Utrecht (2021).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from budget.basis.geld import Geld
from budget.grootboek.regels.verdelen import verdeel
from engine.betaler.begrippen import (
    Advies,
    Adviesuitkomst,
    Betalerafspraken,
    Betalerfeiten,
    Forum,
    Impasse,
    Kandidaat,
    Reden,
)
from engine.betaler.bestedingsregels import Waarde
from engine.betaler.regels.standen import Rang, Stand, betaler_van, gekozen_activiteiten, oordelen, standen
from engine.betaler.regels.woonplaats import Woonplaats, Zekerheid, woonplaats
from engine.regio.begrippen import Betalerkolom

T = TypeVar("T")
_ZEKER = {Rang.VAST: Zekerheid.HOOG, Rang.VOORWAARDE: Zekerheid.MIDDEN, Rang.GRIJS: Zekerheid.LAAG}
_ZWAKST = (Zekerheid.HOOG, Zekerheid.MIDDEN, Zekerheid.LAAG)
_BESTEDING = "bestedingsregel"
_WOONPLAATS = "Jeugdwet art. 1.1 (Stb. 2020, 78)"
_RAKET = "drietrapsraket: school, dan samenwerkingsverband, dan jeugdhulp (Oberon 2021)"
_LAATSTE = 99


def adviseer(feiten: Betalerfeiten, afspraken: Betalerafspraken, op: date) -> Advies:
    """Return who may have to pay a line, in order, with reasons; never raises.

    op: the day whose rules count. O(activities x columns + stretches of the address history).
    """
    per_oormerk = oordelen(feiten, afspraken, op)
    if per_oormerk and all(oordeel.waarde is Waarde.GEBLOKKEERD for oordeel in per_oormerk.values()):
        redenen = tuple(
            Reden(_BESTEDING, f"{oormerk}: {' '.join(oordeel.redenen)}", False, "; ".join(oordeel.bronnen))
            for oormerk, oordeel in per_oormerk.items()
        )
        wegen = _uniek(naam for oordeel in per_oormerk.values() for naam in oordeel.alternatieven)
        return Advies(Adviesuitkomst.GEBLOKKEERD, (), redenen, (), wegen, (), {}, afspraken.matrixversie)
    activiteiten, mist = gekozen_activiteiten(feiten, afspraken)
    alle = standen(feiten, afspraken, activiteiten, op)
    delen = woonplaats(feiten.jeugdige, feiten.van, feiten.tot)
    over = [stand for stand in alle if stand.rang is not Rang.UIT]
    vast = _vaste_kolommen(over)
    kandidaten = _kandidaten(over, vast, delen, feiten, afspraken)
    uitkomst = _uitkomst(vast, delen)
    grijs = uitkomst is Adviesuitkomst.GRIJS
    return Advies(
        uitkomst=uitkomst,
        kandidaten=kandidaten,
        afgevallen=_uniek(r for stand in alle if stand.rang is Rang.UIT for r in stand.redenen if not r.voor),
        ontbreekt=_uniek((
            *mist,
            *(wat for stand in alle for wat in stand.ontbreekt),
            *(wat for deel in delen for wat in deel.ontbreekt if any(s.kolom.plek == "woonplaats" for s in over)),
            *(("welk deel van het bedrag bij welke activiteit hoort",) if _over_activiteiten(vast) else ()),
        )),
        alternatieven=_uniek(weg for stand in alle for weg in stand.alternatieven),
        fora=_fora(kandidaten, afspraken.fora),
        bij_impasse=_bij_impasse(feiten.bedrag, afspraken.impasse) if grijs else {},
        matrixversie=afspraken.matrixversie,
    )  # fmt: skip


def _vaste_kolommen(over: Sequence[Stand]) -> dict[str, list[Stand]] | None:
    """Return per activity the columns that pay it surely, precedence applied; None when one has none or more."""
    per_activiteit: dict[str, list[Stand]] = {}
    for stand in over:
        per_activiteit.setdefault(stand.activiteit, [])
        if stand.rang is Rang.VAST:
            per_activiteit[stand.activiteit].append(stand)
    if not per_activiteit or any(len(rij) != 1 for rij in per_activiteit.values()):
        return None
    return per_activiteit


def _over_activiteiten(vast: Mapping[str, list[Stand]] | None) -> bool:
    return vast is not None and len({rij[0].kolom.code for rij in vast.values()}) > 1


def _uitkomst(vast: Mapping[str, list[Stand]] | None, delen: Sequence[Woonplaats]) -> Adviesuitkomst:
    if vast is None:
        return Adviesuitkomst.GRIJS
    kolommen = {rij[0].kolom.code: rij[0].kolom for rij in vast.values()}
    gemeente = any(kolom.plek == "woonplaats" for kolom in kolommen.values())
    if gemeente and any(deel.gemeente is None for deel in delen):
        return Adviesuitkomst.GRIJS
    gemeenten = {deel.gemeente for deel in delen} if gemeente else {""}
    return Adviesuitkomst.ENKEL if len(kolommen) == 1 and len(gemeenten) == 1 else Adviesuitkomst.GEDEELD


def _kandidaten(
    over: Sequence[Stand],
    vast: Mapping[str, list[Stand]] | None,
    delen: Sequence[Woonplaats],
    feiten: Betalerfeiten,
    afspraken: Betalerafspraken,
) -> tuple[Kandidaat, ...]:
    per_kolom: dict[str, list[Stand]] = {}
    for stand in over:
        per_kolom.setdefault(stand.kolom.code, []).append(stand)
    treden = {s.kolom.code for s in over if s.kolom.raket is not None}
    gevonden: list[tuple[tuple[int, bool, int], Kandidaat]] = []
    for stands in per_kolom.values():
        kolom, rang = stands[0].kolom, max(s.rang for s in stands)
        redenen = _uniek(reden for s in stands for reden in s.redenen)
        if kolom.raket is not None and len(treden) > 1:
            redenen += (Reden("drietrapsraket", f"Trede {kolom.raket} van de drietrapsraket.", True, _RAKET),)
        zeker = _ZEKER[rang]
        onzeker = vast is None or len(per_kolom) > 1 or any(s.ontbreekt for s in stands)
        if zeker is Zekerheid.HOOG and onzeker:
            zeker = Zekerheid.MIDDEN
        heel = vast is not None and not _over_activiteiten(vast) and rang is Rang.VAST
        orde = (-rang, not any(s.voorrang for s in stands), kolom.raket or _LAATSTE)
        gevonden += [
            (orde, kandidaat) for kandidaat in _van_kolom(kolom, redenen, zeker, heel, delen, feiten, afspraken)
        ]
    return tuple(kandidaat for _, kandidaat in sorted(gevonden, key=lambda deel: deel[0]))


def _van_kolom(
    kolom: Betalerkolom,
    redenen: tuple[Reden, ...],
    zeker: Zekerheid,
    heel: bool,
    delen: Sequence[Woonplaats],
    feiten: Betalerfeiten,
    afspraken: Betalerafspraken,
) -> Iterable[Kandidaat]:
    basis = Kandidaat(
        betaler=betaler_van(kolom, feiten) or kolom.code, kolom=kolom.code, plek=kolom.plek, wet=kolom.wet,
        artikel=kolom.artikel, rol=kolom.rol, van=feiten.van, tot=feiten.tot, bedrag=feiten.bedrag if heel else None,
        zekerheid=zeker, redenen=redenen,
    )  # fmt: skip
    if kolom.plek != "woonplaats":
        yield basis
        return
    bedragen = _per_deel(feiten.bedrag, delen) if heel else [None] * len(delen)
    for deel, bedrag in zip(delen, bedragen, strict=True):
        reden = Reden("woonplaats", f"Stap {deel.stap}: {deel.reden}.", True, _WOONPLAATS)
        for gemeente in (deel.gemeente,) if deel.gemeente is not None else deel.kandidaten:
            betaler = afspraken.gemeenten.get(gemeente, gemeente)
            doet_mee = betaler in afspraken.oormerken
            buiten = Reden("woonplaats", f"{gemeente} doet niet mee aan deze pot.", False, "deelnemers van de pot")
            yield replace(
                basis,
                betaler=betaler,
                rol=kolom.rol if doet_mee else "buiten",
                van=deel.van,
                tot=deel.tot,
                bedrag=bedrag,
                zekerheid=max(zeker, deel.zekerheid, key=_ZWAKST.index),
                redenen=(*redenen, reden, *(() if doet_mee else (buiten,))),
            )


def _per_deel(bedrag: Geld | None, delen: Sequence[Woonplaats]) -> list[Geld | None]:
    """Split an amount over the stretches by days; a stretch without a single gemeente keeps no amount."""
    if bedrag is None or any(deel.gemeente is None for deel in delen):
        return [None] * len(delen)
    dagen = {str(nr): (deel.tot - deel.van).days + 1 for nr, deel in enumerate(delen)}
    return [Geld(cents) for cents in verdeel(bedrag.cents, dagen).values()]


def _fora(kandidaten: Sequence[Kandidaat], fora: Sequence[Forum]) -> tuple[Forum, ...]:
    """Return where these candidates can go with a dispute; two gemeenten count as that pair."""
    betalers = {(k.plek, k.betaler) for k in kandidaten}
    paren = {frozenset({een[0], ander[0]}) for een in betalers for ander in betalers if een != ander}
    return tuple(forum for forum in fora if forum.partijen in paren)


def _bij_impasse(bedrag: Geld | None, impasse: Impasse) -> dict[str, Geld]:
    if bedrag is None or not impasse.gewichten:
        return {}
    return {wie: Geld(cents) for wie, cents in verdeel(bedrag.cents, impasse.gewichten).items() if cents}


def _uniek(dingen: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(dingen))
