"""A quarter of the contact rows gone: what the rules then say that is not so, in a synthetic region.

Only a rule whose evidence lies in one kind of row never raises a false finding.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field, replace

import pytest

from engine.netwerk.controle import beeld_van
from engine.netwerk.formaat import Document
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import Informatie
from tests.engine.netwerk.netwerk_regio import een_casus

NOOIT_VALS = ("R07", "R14", "R20", "R22")
HOOGSTENS_VALS = {"R09": 8.2, "R11": 4.8, "R16": 17.0, "R19": 16.5}
ALLEEN_GETOOND = frozenset({"R12"})
"""False findings per 100 casussen with 25% of the contact rows gone, of the measured table; the others 0.5.

These depend on how many lines an actor has: they are held to the table in a region where people speak to most others,
and only shown for a sparse one. R12 is a list for the region and speaks in every star round a regisseur: here it is
above the 14.3 of the table, and only shown.
"""


@dataclass
class Telling:
    """Per rule the findings that came, stayed and went when rows went missing."""

    vals: Counter[str] = field(default_factory=Counter)
    terecht: Counter[str] = field(default_factory=Counter)
    gemist: Counter[str] = field(default_factory=Counter)


def sleutels(document: Document) -> set[tuple[str, frozenset[str]]]:
    return {b.sleutel for b in bevindingen(beeld_van(document))}


def tel(casussen: int, dichtheid: float) -> Telling:
    toeval, t = random.Random(20261203), Telling()
    for nr in range(casussen):
        document = een_casus(nr, toeval, dichtheid)
        blijft = tuple(r for r in document.rijen.relaties if not isinstance(r, Informatie) or toeval.random() > 0.25)
        vol, minder = sleutels(document), sleutels(replace(document, rijen=replace(document.rijen, relaties=blijft)))
        t.vals.update(regel for regel, _ in minder - vol)
        t.terecht.update(regel for regel, _ in minder & vol)
        t.gemist.update(regel for regel, _ in vol - minder)
    return t


def boven_de_tabel(t: Telling, casussen: int, *, alles: bool) -> dict[str, int]:
    """Return the rules with more false findings than the table, with how many; never a false one of NOOIT_VALS."""
    grens = {r: HOOGSTENS_VALS.get(r, 0.5) for r in t.vals if alles or r not in HOOGSTENS_VALS}
    grens = {r: hoogstens for r, hoogstens in grens.items() if r not in ALLEEN_GETOOND} | dict.fromkeys(NOOIT_VALS, 0.0)
    return {r: t.vals[r] for r, hoogstens in grens.items() if t.vals[r] / casussen * 100 > hoogstens}


def test_een_kwart_van_de_contacten_kwijt_en_vier_regels_vergissen_zich_nooit() -> None:
    t = tel(200, 0.7)
    assert all(t.terecht[regel] for regel in NOOIT_VALS), "the region holds none of the problems"
    assert boven_de_tabel(t, 200, alles=True) == {}


@pytest.mark.lang
@pytest.mark.parametrize("dichtheid", [0.45, 0.7])
def test_een_grote_regio_met_een_kwart_kwijt(dichtheid: float) -> None:
    t = tel(2500, dichtheid)
    assert all(t.terecht[regel] >= 20 for regel in NOOIT_VALS)
    assert boven_de_tabel(t, 2500, alles=dichtheid == 0.7) == {}
