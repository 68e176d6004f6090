"""The arithmetic of the reports: open parts, ages, position, rows that add up, and the forecast."""

from __future__ import annotations

import itertools
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.verslag.begrippen import Mutatie
from budget.verslag.regels.ouderdom import open_delen, openstaand, vak
from budget.verslag.regels.positie import REKENINGEN, positie
from budget.verslag.regels.prognose import kans_leeg, prognose, weken_tot
from budget.verslag.regels.verdeling import PER_CASUS, rekeningen, verdeling

DAG = date(2026, 11, 30)
cents = st.integers(-10_000_00, 10_000_00)
bewegingen = st.lists(st.tuples(st.dates(date(2026, 1, 1), DAG), cents)).map(
    lambda rij: sorted(rij, key=lambda b: b[0])
)


def dagen_terug(n: int) -> date:
    return DAG - timedelta(days=n)


def test_wat_het_oudst_is_wordt_het_eerst_betaald() -> None:
    delen = open_delen([(dagen_terug(100), 500), (dagen_terug(40), 300), (dagen_terug(10), -600)])
    assert delen == [(dagen_terug(40), 200)]


def test_wat_terugkomt_begint_opnieuw_te_tellen() -> None:
    assert open_delen([(dagen_terug(90), 500), (dagen_terug(80), -500), (dagen_terug(5), 500)]) == [
        (dagen_terug(5), 500)
    ]


@given(bewegingen)
def test_open_delen_tellen_op_tot_het_saldo_en_staan_aan_een_kant(rij: list[tuple[date, int]]) -> None:
    delen = open_delen(rij)
    assert sum(bedrag for _, bedrag in delen) == sum(bedrag for _, bedrag in rij)
    assert len({bedrag > 0 for _, bedrag in delen}) <= 1
    assert [op for op, _ in delen] == sorted(op for op, _ in delen)


@pytest.mark.parametrize(("dagen", "naam"), [(0, "0-30"), (30, "0-30"), (31, "31-60"), (90, "61-90"), (91, "ouder")])
def test_grenzen_van_de_ouderdom(dagen: int, naam: str) -> None:
    assert vak(dagen_terug(dagen), DAG) == naam


@given(st.lists(st.tuples(st.sampled_from(["1300", "1310"]), st.sampled_from(["K1", "K2"]), cents)))
def test_ouderdom_en_posten_tellen_op_tot_het_totaal(rij: list[tuple[str, str, int]]) -> None:
    mutaties = [
        Mutatie(code, (k,) if code == "1300" else ("Zeist", k, k), dagen_terug(n), c)
        for n, (code, k, c) in enumerate(rij)
    ]
    for teken in (1, -1):
        uit = openstaand(mutaties[::-1], DAG, teken=teken)
        assert uit.totaal == sum(uit.ouderdom.values()) == sum(post.cents for post in uit.posten)
        assert uit.totaal == teken * sum(m.cents for m in mutaties)


@given(st.lists(st.tuples(st.sampled_from(REKENINGEN), st.sampled_from(REKENINGEN), st.integers(1, 10**6))))
def test_geld_en_eigendom_geven_hetzelfde_beschikbaar_als_toezeggingen_weglopen(
    paren: list[tuple[str, str, int]],
) -> None:
    """Pairs inside the money circle; 1200 has no counterpart here, so its balance is the only difference."""
    geld = [p for p in paren if p[0][0] != "9" and p[1][0] != "9"]
    mutaties = [
        Mutatie(code, ("x", "x", "x"), DAG, teken * c)
        for van, naar, c in geld
        for code, teken in ((van, 1), (naar, -1))
    ]
    p = positie(mutaties, DAG)
    assert p.kaskant - p.budgetkant == -p.nog_te_storten


@given(st.lists(st.tuples(st.sampled_from(rekeningen(PER_CASUS)), st.sampled_from(["K1", "K2", "K3"]), cents)))
def test_elke_cent_staat_in_een_rij(rij: list[tuple[str, str, int]]) -> None:
    mutaties = [Mutatie(code, (k, "v1", "6.751"), DAG, c) for code, k, c in rij]
    uit = verdeling(mutaties, PER_CASUS, lambda m: m.dimensies[0])
    for (teken, codes), totaal in zip(PER_CASUS.values(), uit.totalen, strict=True):
        assert totaal == teken * sum(m.cents for m in mutaties if m.rekening in codes)


def stromen(per_week: int, weken: int, *, spreiding: int = 0, zaad: int = 1) -> list[tuple[date, int]]:
    kans = random.Random(zaad)
    return [
        (dagen_terug(7 * n + 2), per_week + (kans.randint(-spreiding, spreiding) if spreiding else 0))
        for n in range(weken)
    ]


def test_een_vaste_stroom_is_een_deling() -> None:
    p = prognose(100_000, stromen(10_000, 20), dagen_terug(139), DAG)
    assert (p.vroeg, p.midden, p.laat) == (DAG + timedelta(days=70),) * 3
    assert p.per_week == 10_000
    assert p.kans_jaar == 100


def test_meer_spreiding_en_minder_weken_geven_een_bredere_band() -> None:
    smal = prognose(1_000_000, stromen(40_000, 26, spreiding=10_000), dagen_terug(400), DAG)
    breed = prognose(1_000_000, stromen(40_000, 26, spreiding=60_000), dagen_terug(400), DAG)
    kort = prognose(1_000_000, stromen(40_000, 9, spreiding=60_000), dagen_terug(62), DAG)

    def breedte(p: object) -> int:
        assert p.vroeg is not None  # type: ignore[attr-defined]
        return ((p.laat or date(2036, 1, 1)) - p.vroeg).days  # type: ignore[attr-defined]

    assert breedte(smal) < breedte(breed) < breedte(kort)
    for p in (smal, breed):
        assert p.vroeg is not None
        assert p.midden is not None
        assert p.laat is not None
        assert p.vroeg < p.midden < p.laat


def test_de_gesloten_vorm_klopt_met_naspelen() -> None:
    """An independent check: a random walk in small steps reaches the bottom about as often as the formula says."""
    kans = random.Random(7)
    hoogte, drift, spreiding, weken, stap = 100.0, 6.0, 20.0, 15, 0.1
    geraakt = 0
    for _ in range(1500):
        stand = hoogte
        for _ in range(int(weken / stap)):
            stand -= drift * stap + kans.gauss(0, spreiding * stap**0.5)
            if stand <= 0:
                geraakt += 1
                break
    # With endless weeks the mean is certain, as in the walk.
    assert abs(geraakt / 1500 - kans_leeg(100, drift, spreiding, 10**12, weken)) < 0.05


def test_een_pot_die_groeit_raakt_niet_leeg() -> None:
    p = prognose(100_000, stromen(-1_000, 20), dagen_terug(139), DAG)
    assert (p.vroeg, p.midden, p.laat, p.kans_jaar) == (None, None, None, 0)


def test_een_lege_pot_is_vandaag_leeg() -> None:
    p = prognose(0, stromen(1_000, 20, spreiding=500), dagen_terug(139), DAG)
    assert p.midden == DAG


@pytest.mark.parametrize(("weken", "sinds"), [(7, 48), (3, 139), (0, 139)])
def test_te_weinig_gegevens_wordt_gezegd(weken: int, sinds: int) -> None:
    p = prognose(100_000, stromen(1_000, weken), dagen_terug(sinds), DAG)
    assert "nodig zijn 8 weken" in p.te_weinig
    assert p.midden is None


def test_geen_inleg_is_geen_week() -> None:
    assert weken_tot([], None, DAG) == ()
    assert weken_tot([], DAG + timedelta(days=1), DAG) == ()
    assert [week.tot for week in weken_tot([(DAG, 5)], dagen_terug(13), DAG)] == [dagen_terug(7), DAG]


@given(st.integers(1, 10**9), st.floats(-1e6, 1e6), st.floats(0, 1e6), st.integers(2, 26))
def test_de_kans_neemt_alleen_toe(hoogte: int, drift: float, spreiding: float, aantal: int) -> None:
    kansen = [kans_leeg(hoogte, drift, spreiding, aantal, weken) for weken in (0, 1, 4, 52, 520)]
    assert all(0 <= kans <= 1 for kans in kansen)
    assert all(b >= a - 1e-9 for a, b in itertools.pairwise(kansen))
