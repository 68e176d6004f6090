"""Counting: from a day and a duration to the raw end, before any law moves it."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from engine.termijnen.begrippen import EEN_DAG, Duur, Eenheid, Grondslag, Kalender

_WEEK = timedelta(weeks=1)


def plus_maanden(vanaf: date, aantal: int) -> date:
    """Return the same day number so many months on, or the month's last day if there is none."""
    jaar, maand = divmod(vanaf.year * 12 + vanaf.month - 1 + aantal, 12)
    return date(jaar, maand + 1, min(vanaf.day, monthrange(jaar, maand + 1)[1]))


def tel_werkdagen(vanaf: date, aantal: int, kalender: Kalender, *, dienst: bool) -> date:
    """Return the wd so many after the day (negative: before it); the day itself does not count.

    dienst: closing days of the region are no wd. Refuses a year without holidays (feestdagen_ontbreken).
    """
    stap = EEN_DAG if aantal > 0 else -EEN_DAG
    op, nog = vanaf, abs(aantal)
    while nog:
        op += stap
        nog -= kalender.werkdag(op, dienst=dienst)
    return op


def werkdagen_in(van: date, tot: date, kalender: Kalender, *, dienst: bool) -> int:
    """Count the wd in [van, tot)."""
    return sum(kalender.werkdag(van + n * EEN_DAG, dienst=dienst) for n in range((tot - van).days))


def lesweek(maandag: date, kalender: Kalender) -> bool:
    """Say whether the week holds a school day; a week that is only partly holiday counts."""
    return any(kalender.schooldag(maandag + n * EEN_DAG) for n in range(5))


def tel_schoolweken(vanaf: date, aantal: int, kalender: Kalender) -> date:
    """Return the same weekday so many lesweken on; holiday weeks are skipped (schoolvakanties_ontbreken)."""
    stap = _WEEK if aantal > 0 else -_WEEK
    maandag, nog = vanaf - vanaf.weekday() * EEN_DAG, abs(aantal)
    while nog:
        maandag += stap
        nog -= lesweek(maandag, kalender)
    return maandag + vanaf.weekday() * EEN_DAG


def ruw_einde(vanaf: date, duur: Duur) -> date:
    """Count calendar units (d, w, m, j) from a day, without any calendar: retention, birthdays.

    The day itself does not count: N weeks end on the same weekday, N months on the same day number.
    wd and schoolweek need a calendar and are a ValueError here.
    """
    match duur.eenheid:
        case Eenheid.DAG:
            return vanaf + timedelta(days=duur.aantal)
        case Eenheid.WEEK:
            return vanaf + timedelta(weeks=duur.aantal)
        case Eenheid.MAAND:
            return plus_maanden(vanaf, duur.aantal)
        case Eenheid.JAAR:
            return plus_maanden(vanaf, 12 * duur.aantal)
        case _:
            raise ValueError(f"{duur} tellen kan alleen met een kalender")


def tel(vanaf: date, duren: Sequence[Duur], grondslag: Grondslag, kalender: Kalender) -> date:
    """Return the raw end of the durations together, counted on from the same start."""
    op = vanaf
    for duur in duren:
        if duur.eenheid is Eenheid.WERKDAG:
            op = tel_werkdagen(op, duur.aantal, kalender, dienst=grondslag is Grondslag.DIENST)
        elif duur.eenheid is Eenheid.SCHOOLWEEK:
            op = tel_schoolweken(op, duur.aantal, kalender)
        else:
            op = ruw_einde(op, duur)
    return op


def voeg_samen(duren: Sequence[Duur]) -> tuple[Duur, ...]:
    """Add up neighbours of one unit: 6 and 4 weeks are a term of 10 weeks, counted once from the start."""
    samen: list[Duur] = []
    for duur in duren:
        if samen and samen[-1].eenheid is duur.eenheid:
            samen[-1] = Duur(samen[-1].aantal + duur.aantal, duur.eenheid)
        else:
            samen.append(duur)
    return tuple(samen)
