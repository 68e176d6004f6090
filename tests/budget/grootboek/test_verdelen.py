"""Splitting: nothing lost, the same for ever, mirrored for negative amounts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.grootboek.regels.verdelen import dagen_per_wie, meng, met_plafond, verdeel
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


DELEN = st.lists(st.tuples(st.integers(1, 100), GEWICHTEN), min_size=1, max_size=4)


@given(DELEN)
def test_een_mix_is_precies_de_gewogen_som_van_zijn_delen(delen: list[tuple[int, dict[str, int]]]) -> None:
    gewichten = meng(delen)
    totaal, geheel = sum(gewichten.values()), sum(aandeel for aandeel, _ in delen)
    for naam, gewicht in gewichten.items():
        hoort = sum(Fraction(aandeel * deel.get(naam, 0), sum(deel.values()) * geheel) for aandeel, deel in delen)
        assert Fraction(gewicht, totaal) == hoort
    assert meng([(7, gewichten)]) == gewichten


def test_de_mix_van_gemeenten_en_samenwerkingsverbanden_verdeelt_als_haar_gewichten() -> None:
    """Fourteen parts by inhabitants, six by halves: the weights of the key, and its shares of 12.345,67 euro."""
    gemeenten = dict(zip("ABCDE", (1078, 3017, 3458, 1659, 4788), strict=True))
    gewichten = meng([(14, gemeenten), (6, {"F": 50, "G": 50})])
    assert gewichten == gemeenten | {"F": 3000, "G": 3000}
    assert list(verdeel(1_234_567, gewichten).values()) == [
        66_543,
        186_235,
        213_457,
        102_407,
        295_555,
        185_185,
        185_185,
    ]


def test_profijt_en_solidariteit_in_een_sleutel() -> None:
    """Sixty percent by own use, forty by inhabitants: who used nothing still bears a part."""
    gewichten = meng([(60, {"Aarde": 9, "Vuur": 1, "Water": 0}), (40, {"Aarde": 1, "Vuur": 2, "Water": 1})])
    assert verdeel(100_00, gewichten) == {"Aarde": 64_00, "Vuur": 26_00, "Water": 10_00}


@pytest.mark.parametrize(
    ("gewichten", "cents", "hoort"),
    [
        ((1, 1, 1), 100_00, (33_34, 33_33, 33_33)),
        ((1, 1, 1), -100_00, (-33_34, -33_33, -33_33)),
        ((1, 1, 1), 1, (1, 0, 0)),
        ((0, 1, 2), 100_00, (0, 33_33, 66_67)),
    ],
)
def test_bekende_verdelingen(gewichten: tuple[int, ...], cents: int, hoort: tuple[int, ...]) -> None:
    assert tuple(verdeel(cents, dict(zip("ABC", gewichten, strict=True))).values()) == hoort


def test_boven_het_plafond_dragen_allen_samen() -> None:
    """Own cost to 50.000 per youth; the 70.000 above it goes to all by weight, also to who used nothing."""
    kosten = {"Aarde": (120_000_00, 10_000_00), "Vuur": (30_000_00,)}
    gedragen = met_plafond(kosten, 50_000_00, {"Aarde": 3, "Vuur": 2, "Water": 2})
    assert gedragen == {"Aarde": 90_000_00, "Vuur": 50_000_00, "Water": 20_000_00}


@given(
    st.dictionaries(st.sampled_from("ABCD"), st.lists(st.integers(0, 10**7), max_size=4)),
    st.integers(0, 10**7),
    st.dictionaries(st.sampled_from("ABCD"), st.integers(1, 99), min_size=1),
)
def test_een_plafond_verliest_geen_cent(kosten: dict[str, list[int]], plafond: int, gewichten: dict[str, int]) -> None:
    gedragen = met_plafond(kosten, plafond, gewichten)
    assert sum(gedragen.values()) == sum(map(sum, kosten.values()))
    if all(bedrag <= plafond for bedragen in kosten.values() for bedrag in bedragen):
        assert {naam: gedragen[naam] for naam in kosten} == {naam: sum(bedragen) for naam, bedragen in kosten.items()}


@pytest.mark.parametrize("delen", [[], [(0, {"A": 1})], [(1, {"A": 0})], [(-1, {"A": 1}), (2, {"A": 1})]])
def test_een_mix_zonder_bruikbaar_deel(delen: list[tuple[int, dict[str, int]]]) -> None:
    with pytest.raises(GewichtenOngeldig):
        meng(delen)
