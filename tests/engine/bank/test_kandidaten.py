"""What is read for given lines leads to the same proposals as reading everything; together or one by one alike."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from budget.afletteren.opslag import lees_open_regels
from budget.afletteren.regels.niveaus import stel_voor, wat_zeker_is, zeker
from budget.afletteren.vragen import toewijzingen
from budget.basis.transactie import lezing, transactie
from budget.grootboek.begrippen import Betwisting
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import saldi, vorderingen
from engine.bank.gegevens import kandidaten
from tests.budget.bank.bouw import Post, camt
from tests.engine.bank.bankwereld import ZEIST, ZOUT, Kantoor, een_kantoor
from tests.engine.geldspoor import geldwereld as w

VREEMD, DAG = "NL91ABNA0417164300", "2026-10-05"


@pytest.fixture
def verrekend(kantoor: Kantoor) -> Kantoor:
    with transactie(kantoor.url) as db:
        w.tot_verrekening(db)
    return kantoor


def posten(kenmerk: dict[str, str]) -> list[Post]:
    """Lines of every kind: with and without reference, right and wrong amounts, taken back, of the bank, of nobody."""
    zeist, zout = kenmerk["gemeente_zeist"], kenmerk["swv_zout"]
    tekst = "Verrekening kwartaal 3, met dank"
    return [
        Post(DAG, 504_000, f"{tekst} {zeist[:9]} {zeist[9:]}", "Gemeente Zeist", ZEIST),
        Post(DAG, 100_000, zout.lower(), "SWV ZOUT", ZOUT),
        Post(DAG, 336_000, tekst, "SWV ZOUT", ZOUT),
        Post(DAG, 336_001, tekst, "Samenwerkingsverband Zout", VREEMD),
        Post(DAG, 504_000, "VV2026000001", "Onbekend", VREEMD),
        Post(DAG, 840_000, f"{zeist} {zout}", "Onbekend", VREEMD),
        Post(DAG, -504_000, naam="Gemeente Zeist", iban=ZEIST, kenmerk=zeist, retour="MS02"),
        Post(DAG, -100_000, naam="SWV ZOUT", iban=ZOUT, retour="MS02"),
        Post(DAG, -1_250, "kosten betaalpakket", "Bank"),
        Post(DAG, -840_000, "huur", "De Brug", w.IBAN),
        Post(DAG, 1, "", "", ""),
    ]


def kenmerken(kantoor: Kantoor) -> dict[str, str]:
    with lezing(kantoor.url) as db:
        return {v.betaler: v.kenmerk for v in vorderingen(db)}


def lees(kantoor: Kantoor, *stukken: Post) -> None:
    with lezing(kantoor.url) as db:
        begin = sum(s.saldo.cents for s in saldi(db, "1100"))
    kantoor.lees(camt(stukken, begin=begin, dag=DAG))


def test_per_regel_lezen_geeft_dezelfde_voorstellen_als_alles_lezen(verrekend: Kantoor) -> None:
    vooraf = posten(kenmerken(verrekend))
    lees(verrekend, *vooraf)
    lees(verrekend, *vooraf)
    with transactie(verrekend.url) as db:
        regels = lees_open_regels(db)
        assert len(regels) > len(vooraf)
        alles = kandidaten(db)
        samen, vanzelf = kandidaten(db, regels), kandidaten(db, regels, vanzelf=True)
        for regel in regels:
            verwacht = stel_voor(regel, alles)
            assert stel_voor(regel, samen) == verwacht
            assert stel_voor(regel, kandidaten(db, [regel])) == verwacht
            assert wat_zeker_is(regel, vanzelf) == zeker(verwacht)
        assert sum(bool(stel_voor(regel, alles)) for regel in regels) > len(regels) // 2


def test_een_betwiste_vordering_wordt_op_bedrag_gevonden(verrekend: Kantoor) -> None:
    with transactie(verrekend.url) as db:
        zeist = next(v for v in vorderingen(db) if v.betaler == "gemeente_zeist")
        betwisting = Betwisting(
            datum=w.VANDAAG, betaler=zeist.betaler, casus=zeist.casus, besluit=zeist.besluit, bedrag=w.EURO("40,00")
        )
        boek(db, w.KARIN, betwisting, sleutel=w.sleutel(), nu=w.NU)
    lees(verrekend, Post(DAG, 504_000, "verrekening", "Gemeente Zeist", ZEIST))
    with lezing(verrekend.url) as db:
        (regel,) = lees_open_regels(db)
        voorstellen = stel_voor(regel, kandidaten(db, [regel]))
        assert [v.niveau for v in voorstellen] == ["L5"]
        assert voorstellen == stel_voor(regel, kandidaten(db))


def test_samen_ingelezen_is_hetzelfde_als_dag_voor_dag(sqlite_url: str, tmp_path: Path) -> None:
    kantoor = een_kantoor(sqlite_url, tmp_path)
    with transactie(sqlite_url) as db:
        w.tot_verrekening(db)
    los = tmp_path / "los.db"
    with sqlite3.connect(sqlite_url.removeprefix("sqlite:///")) as bron:
        bron.execute("VACUUM INTO ?", (str(los),))
    anders = Kantoor(f"sqlite:///{los}", tmp_path)
    stukken = [p for p in posten(kenmerken(kantoor)) if p.cents > 0]
    lees(kantoor, *stukken)
    for stuk in stukken:
        lees(anders, stuk)
    assert uitkomst(kantoor) == uitkomst(anders)


def uitkomst(kantoor: Kantoor) -> tuple[list[tuple[str, str, int, str]], list[tuple[str, int]]]:
    with lezing(kantoor.url) as db:
        assert controleer(db, volledig=True).in_orde
        gekoppeld = [(t.regel, t.doel.notatie, t.doel.cents, t.niveau) for t in toewijzingen(db)]
        return sorted(gekoppeld), [(r.regel, r.open) for r in lees_open_regels(db)]
