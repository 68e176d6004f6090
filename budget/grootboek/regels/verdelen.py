"""Split an amount over weights: whole cents, nothing lost, the same answer for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from budget.grootboek.weigeringen import GewichtenOngeldig


def verdeel(cents: int, gewichten: Mapping[str, int]) -> dict[str, int]:
    """Split by largest remainder; equal remainders go in listed order, a negative amount mirrors its positive.

    Refusal: gewichten_ongeldig (a weight that is negative or no whole number, or nothing above zero).
    """
    totaal = _totaal(gewichten)
    bedrag = abs(cents)
    aandelen = {naam: bedrag * gewicht // totaal for naam, gewicht in gewichten.items()}
    rest = bedrag - sum(aandelen.values())
    # sorted() is stable: names with equal remainders keep the order in which they are listed.
    for naam in sorted(gewichten, key=lambda naam: -(bedrag * gewichten[naam] % totaal))[:rest]:
        aandelen[naam] += 1
    return aandelen if cents >= 0 else {naam: -aandeel for naam, aandeel in aandelen.items()}


def dagen_per_wie(van: date, tot: date, eerste: str, wissels: Sequence[tuple[date, str]]) -> dict[str, int]:
    """Count the days per payer from van to tot, both included; a change counts from its own day."""
    dagen: dict[str, int] = {}
    wie = eerste
    begin = van
    for op, volgende in sorted(wissels, key=lambda wissel: wissel[0]):
        if op > tot:
            break
        dagen[wie] = dagen.get(wie, 0) + max(0, (op - begin).days)
        wie, begin = volgende, max(op, van)
    dagen[wie] = dagen.get(wie, 0) + max(0, (tot + timedelta(days=1) - begin).days)
    return {naam: aantal for naam, aantal in dagen.items() if aantal}


def _totaal(gewichten: Mapping[str, int]) -> int:
    if any(isinstance(gewicht, bool) or not isinstance(gewicht, int) or gewicht < 0 for gewicht in gewichten.values()):
        raise GewichtenOngeldig
    totaal = sum(gewichten.values())
    if totaal == 0:
        raise GewichtenOngeldig
    return totaal
