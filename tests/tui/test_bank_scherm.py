"""The bank at the screen: why a proposal, choosing it, putting a line aside, and what a voorzitter may not do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import Input

from budget.basis.transactie import lezing, transactie
from tests.budget.bank.bouw import Post, camt
from tests.engine.bank.bankwereld import BEGIN, Kantoor, een_kantoor
from tests.engine.geldspoor import geldwereld as w
from tests.tui.conftest import Scherm
from tui import bankdaden as daden
from tui.app import TafelApp
from tui.kader import Kader
from tui.widgets.lijst import Lijst

DAG = "2026-10-05"
VREEMD = "NL91ABNA0417164300"


@pytest.fixture
def kantoor(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kantoor:
    monkeypatch.setenv("DOORBRAAK_TOETSEN", str(tmp_path / "geen.toml"))
    gemaakt = een_kantoor(sqlite_url, tmp_path)
    with transactie(sqlite_url) as db:
        w.tot_verrekening(db)
        from budget.grootboek.vragen import saldi

        begin = sum(s.saldo.cents for s in saldi(db, "1100"))
    gemaakt.lees(
        camt(
            (Post(DAG, 504_000, "betaling", "Onbekend", VREEMD), Post(DAG, 12_500, "geen idee", "Iemand", VREEMD)),
            begin=begin or BEGIN,
            dag=DAG,
        )
    )
    return gemaakt


@asynccontextmanager
async def open_bank(kantoor: Kantoor, als: str = "karin_kassier") -> AsyncIterator[Scherm]:
    app = TafelApp(Kader(database=kantoor.url, als=als, nu=w.NU.isoformat()))
    async with app.run_test(size=(120, 40)) as pilot:
        scherm = Scherm(app, pilot)
        await scherm.begonnen()
        await scherm.druk("f5")
        yield scherm


async def vul(scherm: Scherm, **waarden: str) -> None:
    for veld, waarde in waarden.items():
        scherm.app.screen.query_one(f"#{veld}", Input).value = waarde
    await scherm.rust()


async def test_splitsen_en_een_koppeling_terugdraaien(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await scherm.druk("down", "s", "f8")
        assert "Noem ten minste twee doelen" in scherm.tekst
        await vul(scherm, doel1="rente", bedrag1="25.00", doel2="te_veel:gemeente_zeist")
        await scherm.druk("f8")
        assert "kan twee dingen betekenen" in scherm.tekst
        await vul(scherm, bedrag1="25,00")
        await scherm.druk("f8")
        assert kantoor.stand().open.aantal == 1
        await scherm.druk("u")
        assert "25,00" in scherm.tekst
        assert "rente" in scherm.tekst
        await scherm.druk("down", "enter", "f8")
        assert "waarom dit niet klopt" in scherm.tekst
        await vul(scherm, reden="verkeerd doel genoemd")
        await scherm.druk("f8")
        assert "staat weer open voor" in scherm.tekst
        assert kantoor.stand().open.aantal == 2


async def test_heel_een_niveau_toont_eerst_de_lijst(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await scherm.druk("A")
        assert "Akkoord met heel niveau" in scherm.tekst
        assert "Samen 1 regel: 5.040,00" in scherm.tekst
        await scherm.druk("enter")
        assert kantoor.stand().open.aantal == 2
        await scherm.druk("f8")
        assert "1 bankregel is gekoppeld" in scherm.tekst
        assert kantoor.stand().open.aantal == 1


async def test_een_voorstel_dat_intussen_een_ander_is(kantoor: Kantoor) -> None:
    """What was shown is what is matched, or nothing: voorstel_veranderd."""
    async with open_bank(kantoor) as scherm:
        scherm.app._volger.stop()
        feiten = scherm.app.screen.feiten  # type: ignore[attr-defined]
        feiten.stand["regels"][0]["voorstellen"][0]["doelen"][0]["doel"] = "vordering:een-andere"
        await scherm.druk("f8")
        assert "intussen een ander" in scherm.tekst
        assert kantoor.stand().open.aantal == 2


async def test_zoeken_in_de_regels(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await scherm.druk("slash")
        await scherm.typ("125,00")
        assert "1 van 2 regels" in scherm.tekst
        await scherm.druk("enter", "plus")
        assert "Ander doel" in scherm.tekst
        await vul(scherm, doel="iets onzinnigs")
        await scherm.druk("f8")
        assert "✗" in scherm.tekst
        await scherm.druk("escape", "escape")
        assert "sluit aan" in scherm.tekst


async def test_een_ander_sluit_de_periode(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await scherm.druk("k")
        assert "Wie inlas of koppelde" in scherm.tekst
        await vul(scherm, tot="31 oktober")
        await scherm.druk("f8")
        assert "is geen dag" in scherm.tekst
        await vul(scherm, tot="31-10-2026")
        await scherm.druk("f8")
        assert "controller" in scherm.tekst


async def test_een_tweede_kassier_ziet_het_live(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await scherm.druk("down")

        def ander() -> None:
            with Kader(database=kantoor.url, als="kees_kluis", nu=w.NU.isoformat()).opdracht() as i:
                regel = kantoor.stand().als_json()["regels"][0]
                daden.leg_opzij(regel["regel"], "een tweede kijkt mee")(i)

        await asyncio.to_thread(ander)
        await scherm.tot("‖")
        assert scherm.app.screen.query_one(Lijst).cursor_row == 1


async def test_een_bankregel_met_een_voorstel(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        assert "Open 2 regels: bij 5.165,00" in scherm.tekst
        assert "504" in scherm.tekst or "5.040,00" in scherm.tekst
        await scherm.druk("3")
        assert "Dat voorstel is er niet" in scherm.tekst
        await scherm.druk("1")
        assert "F8 koppelt deze regel aan voorstel 1" in scherm.tekst
        await scherm.druk("enter")
        with lezing(kantoor.url):
            assert kantoor.stand().open.aantal == 2
        await scherm.druk("f8")
        assert kantoor.stand().open.aantal == 1
        assert "Open 1 regel: bij 125,00" in scherm.tekst
        await scherm.druk("f8")
        assert "geen voorstel om te koppelen" in scherm.tekst
        await scherm.druk("l", "f8")
        assert "Schrijf in een paar woorden" in scherm.tekst
        await vul(scherm, notitie="wacht op antwoord van de bank")
        await scherm.druk("f8")
        await scherm.rust()
        assert "Ligt opzij: wacht op antwoord van" in scherm.tekst
