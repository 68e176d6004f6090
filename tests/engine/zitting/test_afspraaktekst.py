"""An afspraak in one line, as it is typed at the table."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.basis.weigering import OnbruikbareInvoer
from engine.zitting.regels.afspraaktekst import Afspraakregel, lees_afspraak

VANDAAG = date(2026, 11, 23)  # a Monday
MENSEN = {
    "kim_voorbeeld": "Kim Voorbeeld",
    "jan_jansma": "Jan Jansma",
    "jan_pietersma": "Jan Pietersma",
    "tess_teambaas": "Tess Teambaas",
}


def werkdagen(vanaf: date, aantal: int) -> date:
    dag = vanaf
    while aantal:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < 5
    return dag


def lees(tekst: str) -> Afspraakregel:
    return lees_afspraak(tekst, VANDAAG, MENSEN, werkdagen)


def test_wie_wat_en_wanneer_in_een_regel():
    assert lees("Kim belt huisarts +5wd") == Afspraakregel("kim_voorbeeld", "belt huisarts", "", date(2026, 11, 30))


def test_na_zodat_staat_waaraan_je_ziet_dat_het_is_gedaan():
    regel = lees("tess_teambaas stuurt het rooster zodat de school kan plannen vr.")
    assert (regel.wie, regel.wat, regel.meetbaar) == ("tess_teambaas", "stuurt het rooster", "de school kan plannen")
    assert regel.op == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("dag", "verwacht"),
    [
        ("+2w", "2026-12-07"),
        ("+10d", "2026-12-03"),
        ("+1m", "2026-12-23"),
        ("morgen", "2026-11-24"),
        ("vandaag", "2026-11-23"),
        ("ma", "2026-11-30"),
        ("Vrijdag", "2026-11-27"),
        ("27-11", "2026-11-27"),
        ("3-1", "2027-01-03"),
        ("3-1-2027", "2027-01-03"),
        ("2026-12-01", "2026-12-01"),
    ],
)
def test_een_dag_kan_op_veel_manieren(dag, verwacht):
    assert lees(f"Kim belt huisarts {dag}").op.isoformat() == verwacht


def test_twee_mensen_met_dezelfde_voornaam_moeten_worden_genoemd():
    with pytest.raises(OnbruikbareInvoer) as fout:
        lees("Jan belt school +5wd")
    assert "jan_jansma, jan_pietersma" in fout.value.fouten[0].oplossing
    assert lees("Jan Jansma belt school +5wd").wie == "jan_jansma"


@pytest.mark.parametrize(
    ("tekst", "plaatsen"),
    [
        ("", ["dag", "wie", "wat"]),
        ("Kim belt huisarts", ["dag"]),
        ("Kim belt huisarts 31-2", ["dag"]),
        ("Piet belt huisarts +5wd", ["wie"]),
        ("Piet +5wd", ["wie", "wat"]),
        ("Kim +0wd", ["dag"]),
    ],
)
def test_alles_wat_ontbreekt_wordt_tegelijk_gezegd(tekst, plaatsen):
    with pytest.raises(OnbruikbareInvoer) as fout:
        lees(tekst)
    assert [f.plaats for f in fout.value.fouten] == plaatsen
    assert all(f.oplossing for f in fout.value.fouten)


@given(st.text(max_size=60))
def test_elke_tekst_geeft_een_afspraak_of_een_nette_melding(tekst):
    with suppress(OnbruikbareInvoer):
        assert len(lees(tekst).wat) >= 3
