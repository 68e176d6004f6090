"""How long the mandate check takes: a zitting of 12 casussen with 40 mandates, and one what-if while typing."""

from dataclasses import replace
from time import perf_counter

import pytest

from budget.basis.geld import EURO
from engine.mandaat.begrippen import Gebruik, Vervulling
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.toetsing import Planregel, Toetsvraag
from tests.engine.mandaat.bouwers import (
    FUNCTIES,
    M1,
    M2,
    M3,
    VANDAAG,
    aanwezig,
    een_arrangement,
    een_beschikking,
    een_mandaat,
    een_potregel,
    een_register,
    werkdag_later,
)

pytestmark = pytest.mark.meting
CASUSSEN, MANDATEN = 12, 40


def _zitting(casussen: int) -> Toetsvraag:
    regels = tuple(
        Planregel(
            f"{casus}/{nr}",
            (
                een_beschikking("1.000", casus=f"DT-{casus}"),
                een_arrangement("1.000", casus=f"DT-{casus}"),
                een_potregel("2.000", casus=f"DT-{casus}"),
            ),
        )
        for casus in range(casussen)
        for nr in range(3)
    )
    aan_tafel = aanwezig("teammanager jeugd A", "directeur X", "lid gemeenten", "lid swv'en")
    return Toetsvraag(regels, VANDAAG, aanwezigheid=aan_tafel)


def _register():
    # Half of the records are of the same college and act: every one of them is a candidate.
    anderen = [
        een_mandaat(f"A{nr}", tot="500")
        if nr % 2
        else een_mandaat(f"B{nr}", gever=f"college {nr}", houder_functie=f"functie {nr}")
        for nr in range(MANDATEN - 3)
    ]
    namen = {**FUNCTIES, **{f"functie {nr}": f"persoon {nr}" for nr in range(500)}}
    gebruik = Gebruik({("M1", f"oud {nr}"): EURO("1") for nr in range(2_000)}, {("M1", 2026): EURO("2.000")})
    return een_register(
        *anderen,
        M1,
        M2,
        M3,
        gebruik=gebruik,
        vervullingen=tuple(Vervulling(functie, persoon, VANDAAG) for functie, persoon in namen.items()),
    )


def _milliseconden(vraag: Toetsvraag) -> float:
    register, tijden = _register(), []
    for _ in range(7):
        begin = perf_counter()
        toets_mandaat(vraag, replace(register), werkdag_later)
        tijden.append((perf_counter() - begin) * 1000)
    return sorted(tijden)[len(tijden) // 2]


def test_mandaatcheck_van_een_hele_zitting(record_property):
    duur = _milliseconden(_zitting(CASUSSEN))
    record_property("mandaatcheck_zitting_ms", round(duur, 1))
    print(f"mandaatcheck: {CASUSSEN} casussen, {MANDATEN} mandaten: {duur:.1f} ms (grens 50)")
    assert duur <= 50


def test_wat_als_tijdens_het_typen(record_property):
    duur = _milliseconden(_zitting(1))
    record_property("wat_als_ms", round(duur, 1))
    print(f"wat-als: een casus, {MANDATEN} mandaten: {duur:.1f} ms (grens 20)")
    assert duur <= 20
