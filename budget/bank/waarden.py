"""Amounts, days and accounts as banks write them; shared by the readers of every format."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache

from budget.basis.klok import dag

MUNT = "EUR"
_BEDRAG = re.compile(r"\+?(\d{1,15})(?:[.,](\d*))?")
_DATUM = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?")
GEEN_KENMERK = frozenset({"NOTPROVIDED", "NONREF", "NOT PROVIDED"})


def lees_cents(tekst: str) -> int | None:
    """Read an unsigned amount with a point or comma as cents.

    None for what is negative, no number, or has more than two decimals that are not zero (18.150 is fine).
    """
    gelezen = _BEDRAG.fullmatch(tekst)
    if gelezen is None:
        return None
    heel, breuk = gelezen.groups()
    if not breuk:
        return int(heel) * 100
    if len(breuk) > 2 and breuk[2:].strip("0"):
        return None
    return int(heel) * 100 + int((breuk + "0")[:2])


@lru_cache(maxsize=4096)
def lees_dag(tekst: str) -> date | None:
    """Read an ISO date, or a moment as its day in Amsterdam; None when there is no such day."""
    if "T" in tekst:
        try:
            moment = datetime.fromisoformat(tekst)
        except ValueError:
            return None
        return dag(moment) if moment.tzinfo else moment.date()
    gelezen = _DATUM.fullmatch(tekst)
    if gelezen is None:
        return None
    jaar, maand, dagnr = map(int, gelezen.groups())
    return maak_dag(jaar, maand, dagnr)


def maak_dag(jaar: int, maand: int, dagnr: int) -> date | None:
    """Return the day, or None when the calendar has no such day."""
    try:
        return date(jaar, maand, dagnr)
    except ValueError:
        return None


def laatste_van_de_maand(jaar: int, maand: int, dagnr: int) -> date | None:
    """Return the last day of the month for a day such as 30 February; None when the month does not exist either."""
    if 1 <= maand <= 12 and 28 < dagnr <= 31 and 1 <= jaar <= 9999:
        return date(jaar, maand, monthrange(jaar, maand)[1])
    return None


def lees_valutadag(tekst: str) -> tuple[date | None, bool]:
    """Read a value date; an impossible one becomes the last day of that month. Says whether it was adjusted."""
    gelezen = lees_dag(tekst)
    if gelezen is not None or not tekst:
        return gelezen, False
    vorm = _DATUM.match(tekst)
    return (laatste_van_de_maand(*map(int, vorm.groups())) if vorm else None), True


def schone_rekening(tekst: str) -> str:
    """Return an account without spaces and dots, in capitals."""
    return "".join(tekst.split()).replace(".", "").upper()


def kenmerk_of_niets(tekst: str) -> str:
    """Return the reference, or "" for what banks write when there is none."""
    return "" if tekst.upper() in GEEN_KENMERK else tekst
