"""The reference of a claim and the accounts it is paid from."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.bank.iban import is_iban, toon_iban, welke_rekening
from budget.bank.rf import Vondst, druk_rf, is_rf, maak_rf, mogelijke_rf, zoek_rf
from tests.budget.bank.bouw import POT, ZEIST

kernen = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=21)


@pytest.mark.parametrize(
    ("kern", "rf"),
    [
        ("VV2026000010", "RF65VV2026000010"),
        ("vv 2026 000011", "RF38VV2026000011"),
        ("539007547034", "RF18539007547034"),
    ],
)
def test_maken_en_controleren(kern: str, rf: str) -> None:
    assert maak_rf(kern) == rf
    assert is_rf(rf)
    assert is_rf(druk_rf(rf).lower())


@pytest.mark.parametrize("kern", ["", "A" * 22, "VV-2026", "één"])
def test_een_kern_met_andere_tekens_of_te_lang(kern: str) -> None:
    with pytest.raises(ValueError, match="kern"):
        maak_rf(kern)


@pytest.mark.parametrize("tekst", ["", "RF66VV2026000010", "RF65", "VV2026000010", "RF65VV2026000010X9" + "0" * 20])
def test_wat_geen_kenmerk_is(tekst: str) -> None:
    assert not is_rf(tekst)


def test_op_papier_in_groepen_van_vier() -> None:
    assert druk_rf("rf65vv2026000010") == "RF65 VV20 2600 0010"


@given(kernen, st.integers(4, 24), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_een_verkeerd_teken_valt_altijd_op(kern: str, plaats: int, teken: str) -> None:
    rf = maak_rf(kern)
    if plaats < len(rf) and rf[plaats].isdigit() == teken.isdigit() and rf[plaats] != teken:
        assert not is_rf(rf[:plaats] + teken + rf[plaats + 1 :])


def test_zoeken_met_spaties_en_afgebroken_regels() -> None:
    tekst = "Betreft RF65VV2026000010 en rf38 VV2\n026000011 verrekening"
    eerste, tweede = zoek_rf(tekst)
    assert (eerste.kenmerk, tekst[eerste.begin : eerste.einde]) == ("RF65VV2026000010", "RF65VV2026000010")
    assert (tweede.kenmerk, tekst[tweede.begin : tweede.einde]) == ("RF38VV2026000011", "rf38 VV2\n026000011")


def test_zoeken_naar_wat_bekend_is_slikt_geen_tekst_erachter_in() -> None:
    bekend = frozenset({"RF65VV2026000010"})
    assert zoek_rf("RF65VV2026000010VERREKENING", bekend) == (Vondst("RF65VV2026000010", 0, 16),)
    assert zoek_rf("RF38VV2026000011", bekend) == ()


@given(kernen, st.lists(st.integers(1, 20), max_size=5))
def test_elk_kenmerk_wordt_gevonden_hoe_de_bank_ook_knipt(kern: str, knippen: list[int]) -> None:
    rf = maak_rf(kern)
    for plaats in knippen:
        rf = rf[:plaats] + "\n" + rf[plaats:]
    heel = "".join(rf.split())
    assert [vondst.kenmerk for vondst in zoek_rf(f"ß Betreft: {rf} - dank", frozenset({heel}))] == [heel]


@given(st.text(max_size=80))
def test_zoeken_struikelt_nergens_over(tekst: str) -> None:
    for vondst in zoek_rf(tekst):
        assert is_rf(vondst.kenmerk)


@pytest.mark.parametrize(
    ("tekst", "goed"),
    [(POT, True), ("nl19 test 0001 0000 01", True), ("NL20TEST0001000001", False), ("NL19", False), ("", False)],
)
def test_iban(tekst: str, goed: bool) -> None:
    assert is_iban(tekst) is goed


def test_iban_voor_mensen() -> None:
    assert toon_iban(POT) == "NL19 TEST 0001 0000 01"


@pytest.mark.parametrize(
    ("gevonden", "rekening"),
    [
        (POT, POT),
        ("0001000001", POT),
        ("12 34", POT),
        (ZEIST, ZEIST),
        ("1000001", None),
        ("", None),
        ("9999999999", None),
    ],
)
def test_welke_rekening_een_bestand_bedoelt(gevonden: str, rekening: str | None) -> None:
    assert welke_rekening(gevonden, {POT: ["1234"], ZEIST: []}) == rekening


def test_lezen_laadt_het_bankenregister_niet() -> None:
    code = "import sys, budget.bank.keur, budget.bank.iban; print('schwifty' in sys.modules)"
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "False"


@given(st.lists(st.one_of(kernen.map(maak_rf), st.text("RF0189 VéßA\n", max_size=30)), max_size=5).map("".join))
def test_wat_een_tekst_kan_noemen_is_genoeg_om_in_te_zoeken(tekst: str) -> None:
    mogelijk = mogelijke_rf(tekst)
    assert all(map(is_rf, mogelijk))
    assert {vondst.kenmerk for vondst in zoek_rf(tekst)} <= mogelijk
    assert zoek_rf(tekst, frozenset(mogelijk)) == zoek_rf(tekst)
