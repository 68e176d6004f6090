"""Splitting: nothing lost, the same for ever, mirrored for negative amounts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.grootboek.regels.verdelen import dagen_per_wie, verdeel
from budget.grootboek.weigeringen import GewichtenOngeldig

GEWICHTEN = st.dictionaries(st.text(min_size=1, max_size=4), st.integers(0, 10**6), min_size=1).filter(
    lambda gewichten: sum(gewichten.values()) > 0
)
CENTS = st.integers(-(10**12), 10**12)


@given(CENTS, GEWICHTEN)
def test_niets_gaat_verloren_en_niemand_scheelt_een_cent(cents: int, gewichten: dict[str, int]) -> None:
    aandelen = verdeel(cents, gewichten)
    totaal = sum(gewichten.values())
    assert sum(aandelen.values()) == cents
    assert list(aandelen) == list(gewichten)
    for naam, gewicht in gewichten.items():
        assert abs(aandelen[naam] - Fraction(cents * gewicht, totaal)) < 1
        assert gewicht or not aandelen[naam]
    assert verdeel(-cents, gewichten) == {naam: -aandeel for naam, aandeel in aandelen.items()}


@given(st.integers(0, 10**6), st.integers(1, 9))
def test_gelijke_resten_gaan_in_volgorde_van_noemen(cents: int, aantal: int) -> None:
    aandelen = list(verdeel(cents, {str(nummer): 1 for nummer in range(aantal)}).values())
    assert aandelen == sorted(aandelen, reverse=True)


@pytest.mark.parametrize("gewichten", [{}, {"A": 0}, {"A": -1, "B": 2}, {"A": 1.5}, {"A": True}])
def test_onbruikbare_gewichten(gewichten: dict[str, int]) -> None:
    with pytest.raises(GewichtenOngeldig):
        verdeel(100, gewichten)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.integers(0, 400),
    st.lists(st.tuples(st.dates(date(2025, 6, 1), date(2027, 6, 1)), st.sampled_from("ABC")), max_size=5),
)
def test_elke_dag_heeft_een_betaler(van: date, duur: int, wissels: list[tuple[date, str]]) -> None:
    tot = van + timedelta(days=duur)
    dagen = dagen_per_wie(van, tot, "eerste", wissels)
    assert sum(dagen.values()) == duur + 1
    per_dag: dict[str, int] = {}
    for nummer in range(duur + 1):
        dag = van + timedelta(days=nummer)
        voorbij = [wie for op, wie in sorted(wissels, key=lambda wissel: wissel[0]) if op <= dag]
        wie = voorbij[-1] if voorbij else "eerste"
        per_dag[wie] = per_dag.get(wie, 0) + 1
    assert dagen == per_dag
