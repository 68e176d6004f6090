"""The bank at the screen: why a proposal, choosing it, putting a line aside, and what a voorzitter may not do."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from budget.basis.transactie import lezing, transactie
from tests.budget.bank.bouw import Post, camt
from tests.engine.bank.bankwereld import BEGIN, Kantoor, een_kantoor
from tests.engine.geldspoor import geldwereld as w
from tests.tui.conftest import Scherm
from tui.app import TafelApp
from tui.kader import Kader

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


async def test_een_bankregel_met_een_voorstel(kantoor: Kantoor) -> None:
    app = TafelApp(Kader(database=kantoor.url, als="karin_kassier", nu=w.NU.isoformat()))
    async with app.run_test(size=(120, 40)) as pilot:
        scherm = Scherm(app, pilot)
        await pilot.pause(0.5)
        await scherm.rust()
        await scherm.druk("f5")
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
        app.screen.query_one("#notitie", Input).value = "wacht op antwoord van de bank"
        await scherm.druk("f8")
        await scherm.rust()
        assert "Ligt opzij: wacht op antwoord van" in scherm.tekst
