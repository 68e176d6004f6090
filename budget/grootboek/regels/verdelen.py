"""Split an amount over weights: whole cents, nothing lost, the same answer for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import gcd, lcm

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


def meng(delen: Sequence[tuple[int, Mapping[str, int]]]) -> dict[str, int]:
    """Return the smallest whole weights of a mix: per part its share of the whole, split by its own weights.

    Exact, so that nothing is rounded before money is split: profit and solidarity, or gemeenten beside schools. Names
    stand in the order of first mention. Refusal: gewichten_ongeldig.
    """
    _totaal({str(plaats): aandeel for plaats, (aandeel, _) in enumerate(delen)})
    totalen = [_totaal(gewichten) for _, gewichten in delen]
    noemer = lcm(*totalen)
    som: dict[str, int] = {}
    for (aandeel, gewichten), totaal in zip(delen, totalen, strict=True):
        for naam, gewicht in gewichten.items():
            som[naam] = som.get(naam, 0) + aandeel * gewicht * (noemer // totaal)
    deler = gcd(*som.values())
    return {naam: gewicht // deler for naam, gewicht in som.items()}


def met_plafond(kosten: Mapping[str, Sequence[int]], plafond: int, gewichten: Mapping[str, int]) -> dict[str, int]:
    """Return what each bears when costs above a ceiling are shared: of every own item up to the ceiling, and a share.

    kosten: per payer its items in cents, each held against the ceiling by itself. Nothing is lost: the answers add up
    to all items together. Refusal: gewichten_ongeldig (also for the shared part).
    """
    boven = sum(max(0, bedrag - plafond) for bedragen in kosten.values() for bedrag in bedragen)
    samen = verdeel(boven, gewichten)
    namen = dict.fromkeys((*kosten, *gewichten))
    return {naam: sum(min(bedrag, plafond) for bedrag in kosten.get(naam, ())) + samen.get(naam, 0) for naam in namen}


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
