"""Does the amount fit under the ceilings of the record (K10-K13)?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from budget.basis.geld import NUL, Geld
from budget.basis.klok import datum
from engine.mandaat.begrippen import Gebruik, Mandaat, Onbeperkt, Plafond, Vervanger
from engine.mandaat.toetsing import Melding, Vereiste


@dataclass(frozen=True, slots=True)
class Plafondoordeel:
    """What does not fit, and the part of the amount above the lowest ceiling."""

    meldingen: tuple[Melding, ...]
    boven_grens: Geld


def toets_plafonds(
    mandaat: Mandaat, vereiste: Vereiste, gebruik: Gebruik, op: date, vervanger: Vervanger | None = None
) -> Plafondoordeel:
    """K10-K13 together; a vervanger has the ceilings of the record unless the record says less."""
    bedrag = vereiste.bedrag
    lager = vervanger or Vervanger(mandaat.houder_functie)
    grenzen = (
        ("K10", "BOVEN_REGEL", "per planregel", mandaat.max_per_regel, lager.max_per_regel, NUL),
        (
            "K11",
            "BOVEN_CASUS",
            "per casus",
            mandaat.max_per_casus,
            lager.max_per_casus,
            gebruik.van_casus(mandaat.id, vereiste.casus),
        ),
        (
            "K12",
            "BOVEN_JAAR",
            f"in {op.year}",
            mandaat.max_per_jaar,
            lager.max_per_jaar,
            gebruik.van_jaar(mandaat.id, op.year),
        ),
    )
    meldingen, boven_grens = [], NUL
    for regel, code, waarover, plafond, verlaagd, gebruikt in grenzen:
        grens = laagste_plafond(plafond, verlaagd)
        if isinstance(grens, Onbeperkt) or gebruikt + bedrag <= grens:
            continue
        boven_grens = max(boven_grens, min(bedrag, gebruikt + bedrag - grens))
        al = f", waarvan {gebruikt} al gebruikt" if gebruikt else ""
        meldingen.append(
            Melding(regel, code, f"{bedrag} past niet: het mandaat is {grens} {waarover}{al}.", mandaat.id)
        )
    meldingen.extend(_toets_looptijd(mandaat, vereiste, op))
    return Plafondoordeel(tuple(meldingen), boven_grens)


def laagste_plafond(plafond: Plafond, lager: Plafond | None) -> Plafond:
    """Return the ceiling of the record, or that of the vervanger when it is lower."""
    if lager is None or isinstance(lager, Onbeperkt):
        return plafond
    return lager if isinstance(plafond, Onbeperkt) else min(plafond, lager)


def _toets_looptijd(mandaat: Mandaat, vereiste: Vereiste, op: date) -> Iterator[Melding]:
    """K13: not longer than the record allows, and the record is in force in every calendar year of the line."""
    if not isinstance(mandaat.max_looptijd, Onbeperkt) and vereiste.looptijd_maanden > mandaat.max_looptijd:
        tekst = f"{vereiste.looptijd_maanden} maanden is te lang: het mandaat is {mandaat.max_looptijd} maanden."
        yield Melding("K13", "TE_LANG", tekst, mandaat.id)
    einde = _vroegste(mandaat.geldig_tot, mandaat.ingetrokken_op)
    if einde is None or einde <= op:
        return
    begin = vereiste.vanaf or op
    for jaar in jaren_van(begin, vereiste.looptijd_maanden):
        if jaar > op.year and einde <= max(begin, date(jaar, 1, 1)):
            tekst = f"De planregel loopt door in {jaar}, het mandaat geldt tot {datum(einde)}."
            yield Melding("K13", "JAARGRENS", tekst, mandaat.id)
            return


def jaren_van(begin: date, maanden: int) -> range:
    """Return the calendar years that a line of so many months touches; a line of 0 months is one day."""
    laatste = begin.year * 12 + begin.month - 1 + maanden
    # A line that starts on the first ends with the last day of the month before.
    if maanden and begin.day == 1:
        laatste -= 1
    return range(begin.year, laatste // 12 + 1)


def _vroegste(*dagen: date | None) -> date | None:
    return min((dag for dag in dagen if dag is not None), default=None)
