"""The second window follows the voorzitter and shows nothing that the room should not see; who only looks, looks."""

from __future__ import annotations

import pytest

from tests.tui.conftest import Opener, Scherm
from tests.tui.test_tafel_veilig import verraadt
from tui.app import BeamerApp


async def tot(scherm: Scherm, tekst: str) -> None:
    for _ in range(100):
        if tekst in scherm.tekst:
            return
        await scherm.pilot.pause(0.02)
    raise AssertionError(f"'{tekst}' is niet te zien in\n{scherm.tekst}")


async def test_het_tweede_scherm_volgt_de_voorzitter(open_tafel: Opener) -> None:
    async with open_tafel(soort=BeamerApp) as beamer, open_tafel() as scherm:
        assert "Agendapunt 1" in beamer.tekst
        assert verraadt(beamer.tekst) == []
        await scherm.druk("enter")
        await tot(beamer, "Wie betaalt zorg in onderwijstijd?")
        assert "N.V." in beamer.tekst
        assert verraadt(beamer.tekst) == []
        await scherm.druk("greater_than_sign")
        await tot(beamer, "Agendapunt 2 van 6")
        await scherm.druk("x")
        await scherm.pilot.pause(0.5)
        await beamer.rust()
        assert "Agendapunt" not in beamer.tekst
        await scherm.druk("x")
        await tot(beamer, "Agendapunt 2 van 6")
        await scherm.druk("escape")
        await tot(beamer, "Agendapunt 6")


async def test_op_het_tweede_scherm_kan_niets(open_tafel: Opener) -> None:
    async with open_tafel(soort=BeamerApp) as beamer:
        for toets in ("f9", "f9", "f4", "slash", "enter", "b"):
            await beamer.druk(toets)
            assert verraadt(beamer.tekst) == [], toets
            assert "Agendapunt 1" in beamer.tekst
        await beamer.druk("question_mark")
        assert "Stoppen" in beamer.tekst


@pytest.mark.parametrize("als", ["aukje_audit"])
async def test_wie_alleen_kijkt_ziet_geen_toetsen_om_vast_te_leggen(open_tafel: Opener, als: str) -> None:
    async with open_tafel(als=als) as scherm:
        assert "b Besluit" not in scherm.tekst
        await scherm.druk("question_mark")
        await scherm.typ("vaststellen")
        assert "Niets gevonden" in scherm.tekst
        await scherm.druk("escape", "o")
        assert "alleen om te kijken" in scherm.tekst
