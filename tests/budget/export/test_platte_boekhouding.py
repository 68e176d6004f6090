"""The exports for beancount and hledger, judged by those programs themselves; a moved cent is found by both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from beancount.core.data import Balance, Open, Transaction
from beancount.loader import load_string

from budget.basis.geld import Geld
from budget.basis.transactie import lezing
from budget.export.beancount import beancount_bestand
from budget.export.hledger import hledger_bestand
from budget.grootboek.begrippen import Reservering, Toezegging
from budget.grootboek.naspelen import naspelen
from budget.grootboek.vragen import saldi
from tests.budget.export.keuring import HLEDGER, keur_hledger
from tests.budget.grootboek.oefenpot import DAG, oefenpot

SCENARIOS = Path(__file__).parents[1] / "grootboek" / "scenarios.yaml"
BANKBESTANDEN = {"17", "17b", "18", "18b", "19", "20"}
MET_DE_HAND = [
    nr for s in yaml.safe_load(SCENARIOS.read_text())["scenarios"] if (nr := str(s["nr"])) not in BANKBESTANDEN
]
VOL = "3"

met_hledger = pytest.mark.skipif(HLEDGER is None, reason="hledger is not installed (apt-get install hledger)")


def beancount(url: str) -> str:
    with lezing(url) as db:
        return beancount_bestand(db).decode()


def hledger(url: str) -> str:
    with lezing(url) as db:
        return hledger_bestand(db).decode()


def eerste_bedrag_een_cent_anders(tekst: str, patroon: str) -> str:
    """Change one cent in the first amount that the pattern finds."""
    gevonden = re.search(patroon, tekst, re.MULTILINE)
    assert gevonden is not None
    cents = int(gevonden[1].replace(".", "")) + 1
    anders = f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"
    return tekst[: gevonden.start(1)] + anders + tekst[gevonden.end(1) :]


@pytest.mark.parametrize("nr", MET_DE_HAND)
def test_beancount_keurt_elk_scenario_goed(nr: str, sqlite_url: str) -> None:
    naspelen(SCENARIOS, lambda: sqlite_url, nr, zelf_boeken=True)
    posten, fouten, _ = load_string(beancount(sqlite_url))
    assert [fout.message for fout in fouten] == []
    with lezing(sqlite_url) as db:
        boek = {saldo.sleutel: saldo.saldo.cents for saldo in saldi(db)}
    rekeningen = {post.account: post.meta["rekening"] for post in posten if isinstance(post, Open)}
    gezegd = {rekeningen[p.account]: int(p.amount.number * 100) for p in posten if isinstance(p, Balance)}
    assert {sleutel: cents for sleutel, cents in gezegd.items() if cents} == boek
    assert set(gezegd) == set(rekeningen.values())


@met_hledger
@pytest.mark.parametrize("nr", MET_DE_HAND)
def test_hledger_keurt_elk_scenario_goed(nr: str, sqlite_url: str) -> None:
    naspelen(SCENARIOS, lambda: sqlite_url, nr, zelf_boeken=True)
    assert keur_hledger(hledger(sqlite_url)) == ""


def test_beide_databases_geven_dezelfde_tekst(url: str, sqlite_url: str) -> None:
    for adres in {url, sqlite_url}:
        naspelen(SCENARIOS, lambda adres=adres: adres, VOL, zelf_boeken=True)
    assert beancount(url) == beancount(sqlite_url)
    assert hledger(url) == hledger(sqlite_url)


def test_geld_en_memoriaal_staan_in_aparte_bomen(sqlite_url: str) -> None:
    oefenpot(sqlite_url)(Reservering(datum=DAG, casus="K1", bedrag=Geld(12_345), door=("t",)))
    posten, _, _ = load_string(beancount(sqlite_url))
    for post in posten:
        if isinstance(post, Transaction):
            memo = {mutatie.account.startswith("Vermogen:Memoriaal:") for mutatie in post.postings}
            assert len(memo) == 1
            assert sum(mutatie.units.number for mutatie in post.postings) == 0
    tekst = beancount(sqlite_url)
    assert "Vermogen:Memoriaal:9100-Reserveringen:K1:2026 123.45 ~ 0.00 EUR" in tekst
    assert "Memoriaal:9100-Reserveringen:K1:2026  0.00 EUR = 123.45 EUR" in hledger(sqlite_url)


def test_namen_die_op_elkaar_lijken_blijven_twee_rekeningen(sqlite_url: str) -> None:
    doe = oefenpot(sqlite_url)
    for casus, cents in (("K 1", 100), ("K.1", 250), ('K"1', 5), ("é", 7)):
        doe(Reservering(datum=DAG, casus=casus, bedrag=Geld(cents), door=("t",), bron='een "bron"\n; x\\'))
    tekst = beancount(sqlite_url)
    posten, fouten, _ = load_string(tekst)
    assert not fouten
    sleutels = {post.meta["rekening"] for post in posten if isinstance(post, Open)}
    assert {"9100:K 1:2026", "9100:K.1:2026", '9100:K"1:2026', "9100:é:2026"} <= sleutels
    if HLEDGER is not None:
        assert keur_hledger(hledger(sqlite_url)) == ""


def test_een_lege_pot_is_ook_een_goed_bestand(sqlite_url: str) -> None:
    oefenpot(sqlite_url, gestort=0)
    assert not load_string(beancount(sqlite_url))[1]
    if HLEDGER is not None:
        assert keur_hledger(hledger(sqlite_url)) == ""


@pytest.mark.parametrize("patroon", [r"^  Activa\S+  (-?\d+\.\d\d) EUR$", r"^\S+ balance Activa\S+ (-?\d+\.\d\d)"])
def test_een_cent_verschil_keurt_beancount_af(patroon: str, sqlite_url: str) -> None:
    naspelen(SCENARIOS, lambda: sqlite_url, VOL, zelf_boeken=True)
    assert load_string(eerste_bedrag_een_cent_anders(beancount(sqlite_url), patroon))[1]


@met_hledger
@pytest.mark.parametrize(
    "patroon", [r"^    Activa\S+  (-?\d+\.\d\d) EUR$", r"^    Activa\S+  0\.00 EUR = (-?\d+\.\d\d)"]
)
def test_een_cent_verschil_keurt_hledger_af(patroon: str, sqlite_url: str) -> None:
    naspelen(SCENARIOS, lambda: sqlite_url, VOL, zelf_boeken=True)
    assert keur_hledger(eerste_bedrag_een_cent_anders(hledger(sqlite_url), patroon)) != ""


def test_een_cent_aan_beide_kanten_van_een_boeking_valt_op_bij_het_eindsaldo(sqlite_url: str) -> None:
    oefenpot(sqlite_url, gestort=0)(Toezegging(datum=DAG, deelnemer="Aarde", bedrag=Geld(10_000)))

    def een_cent_meer(tekst: str) -> str:
        return re.sub(r"  (-?)100\.00 EUR$", r"  \g<1>100.01 EUR", tekst, flags=re.MULTILINE)

    fouten = load_string(een_cent_meer(beancount(sqlite_url)))[1]
    assert fouten
    assert all("Balance failed" in fout.message for fout in fouten)
