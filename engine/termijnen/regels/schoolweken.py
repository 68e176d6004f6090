"""School weeks: sixteen hours of absence in four successive lesweken.

Source: https://www.onderwijsinspectie.nl/onderwerpen/registreren-en-melden-van-ongeoorloofd-verzuim
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from engine.termijnen.begrippen import EEN_DAG, Afleiding, Duur, Eenheid, Grondslag, Kalender
from engine.termijnen.regels.berekening import bereken
from engine.termijnen.regels.tellen import lesweek

_WEEK = timedelta(weeks=1)
_DREMPEL = Decimal(16)
_VENSTER = 4
_MELDTERMIJN = Duur(5, Eenheid.WERKDAG)


@dataclass(frozen=True, slots=True)
class Verzuim:
    """Hours of absence on one day: clock hours in primary, lessons in secondary education."""

    dag: date
    uren: Decimal
    geoorloofd: bool = False


@dataclass(frozen=True, slots=True)
class Verzuimmelding:
    """The threshold was reached: on which day, over which weeks, and by when it must be reported."""

    drempeldag: date
    vanaf_week: date
    uren: Decimal
    melden: Afleiding


def verzuim16(
    verzuim: Iterable[Verzuim], kalender: Kalender, *, drempel: Decimal = _DREMPEL, venster: int = _VENSTER
) -> tuple[Verzuimmelding, ...]:
    """Return every time that the hours reach the threshold within so many successive lesweken.

    The window slides; holiday weeks are skipped; allowed absence does not count; after a report the counting
    restarts with the next absence. The report is due within 5 wd after the threshold day.
    Refuses: schoolvakanties_ontbreken, feestdagen_ontbreken.
    """
    meldingen: list[Verzuimmelding] = []
    lopend: list[Verzuim] = []
    for item in sorted((v for v in verzuim if not v.geoorloofd), key=lambda v: v.dag):
        if not lesweek(_maandag(item.dag), kalender):
            continue
        lopend.append(item)
        vanaf = _begin_venster(lopend[0].dag, item.dag, venster, kalender)
        lopend = [v for v in lopend if v.dag >= vanaf]
        uren = sum((v.uren for v in lopend), Decimal(0))
        if uren >= drempel:
            melden = bereken(item.dag, _MELDTERMIJN, Grondslag.SCHOOLWEKEN, kalender)
            meldingen.append(Verzuimmelding(item.dag, vanaf, uren, melden))
            lopend = []
    return tuple(meldingen)


def _maandag(op: date) -> date:
    return op - op.weekday() * EEN_DAG


def _begin_venster(eerste: date, laatste: date, venster: int, kalender: Kalender) -> date:
    """Return the Monday of the first lesweek of the window that ends in the week of `laatste`.

    Looks no further back than the first absence, so that it asks for no older school calendar than needed.
    """
    maandag, weken = _maandag(laatste), 1
    begin = maandag
    while weken < venster and maandag > _maandag(eerste):
        maandag -= _WEEK
        if lesweek(maandag, kalender):
            weken += 1
            begin = maandag
    return begin
