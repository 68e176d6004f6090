"""A meeting at the screen without touching the mouse: open, who is there, regie, search, one to the next, close."""

from __future__ import annotations

from dataclasses import replace

from textual.widgets import Input, Select

from budget.basis.transactie import lezing, transactie
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod
from engine.zitting.opslag import ZittingRij
from engine.zitting.vragen import mandaat_nu, zittingen
from tests.tui.conftest import Opener
from tests.tui.schermwereld import NU, VERA, VOLGENDE, ZITTING, doe


async def test_de_zitting_openen(open_tafel: Opener, tafel_url: str) -> None:
    with transactie(tafel_url) as db:
        rij = db.get(ZittingRij, ZITTING)
        assert rij is not None
        rij.status = "uitgenodigd"
        db.add(rij)
    async with open_tafel() as scherm:
        assert "nog niet geopend" in scherm.tekst
        await scherm.druk("b")
        assert "nog niet open" in scherm.tekst
        await scherm.druk("escape", "o")
        assert "is open" in scherm.tekst
        await scherm.druk("o")
        assert "✗" in scherm.tekst
    with lezing(tafel_url) as db:
        assert zittingen(db, VERA, ZITTING)[0].status == "open"


async def test_wie_er_zijn_verandert_wat_de_tafel_kan(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("p", "end", "enter")
        assert "✗ afwezig          Tom Toezegger" in scherm.tekst
        await scherm.druk("escape", "m")
        assert "Tom Toezegger" not in scherm.tekst
        await scherm.druk("escape", "p", "end", "space", "escape")
        assert "4 van 4 leden er" in scherm.tekst
    with lezing(tafel_url) as db:
        aanwezig = {m["persoon"]: m["wijze"] for m in mandaat_nu(db, VERA, ZITTING, NU)["aanwezig"]}
    assert aanwezig["tom_toezegger"] == "aanwezig"


async def test_regie_vragen_en_zelf_aanvaarden(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("r", "f8")
        assert "Kies wie u vraagt" in scherm.tekst
        scherm.app.screen.query_one("#aan", Select).value = "carla_casus"
        scherm.app.screen.query_one("#vervanger", Select).value = "cas_consulent"
        await scherm.druk("f8")
        assert "Carla Casus is gevraagd" in scherm.tekst
        assert "? gevraagd: Carla Casus" in scherm.tekst
    async with open_tafel(als="carla_casus") as scherm:
        await scherm.druk("enter", "r")
        assert "U bent gevraagd" in scherm.tekst
        await scherm.druk("f8")
        assert "Carla Casus heeft de casusregie" in scherm.tekst


async def test_een_geweigerd_verzoek_zegt_waarom(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel(120, 40) as scherm:
        await scherm.druk("enter")
        nummer = scherm.app.screen.nummer  # type: ignore[attr-defined]
        with transactie(tafel_url) as db:
            doe(db, regie.bied, VERA, Aanbod(nummer, "carla_casus", "cas_consulent"), NU, "eerder")
        await scherm.pilot.pause(0.5)
        await scherm.rust()
        await scherm.druk("r")
        scherm.app.screen.query_one("#aan", Select).value = "carla_casus"
        scherm.app.screen.query_one("#vervanger", Select).value = "cas_consulent"
        await scherm.druk("f8")
        assert "al gevraagd" in scherm.tekst
        await scherm.druk("escape")


async def test_van_casus_naar_casus(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "less_than_sign")
        assert "eerste casus van de agenda" in scherm.tekst
        await scherm.druk("2", "greater_than_sign")
        assert "Daan K. (9)" in scherm.tekst
        assert "Onderwijs" in scherm.tekst
        await scherm.druk(*["greater_than_sign"] * 5)
        assert "laatste casus van de agenda" in scherm.tekst
        await scherm.druk("escape")
        assert "Agenda ma 23 nov" in scherm.tekst


async def test_zoeken_op_het_begin_van_een_naam(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("slash")
        await scherm.typ("no")
        assert "ten minste 3 letters" in scherm.tekst
        await scherm.typ("noor")
        assert "1 casus gevonden" in scherm.tekst
        await scherm.druk("enter")
        assert "Noor V. (14)" in scherm.tekst
        assert "Wie betaalt zorg in onderwijstijd?" in scherm.tekst
        await scherm.druk("slash")
        await scherm.typ("bestaat niet")
        assert "Niets gevonden" in scherm.tekst


async def test_vanuit_de_plekken_naar_de_casus(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("f3", "enter")
        assert "Waarom deze datum?" in scherm.tekst
        await scherm.druk("escape", "f4", "g")
        assert "Bank potrekening" in scherm.tekst
        await scherm.druk("escape", "f6", "left")
        assert "geen zitting meer" in scherm.tekst
        await scherm.druk("right")
        assert "Besluitenlijst ma 7 dec" in scherm.tekst
        await scherm.druk("f2", "n")
        assert "Wat helpt" in scherm.tekst
        await scherm.druk("escape", "t")
        assert "Wat er is gebeurd" in scherm.tekst


async def test_voorlezen_en_vaststellen(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("z", "f8")
        assert "kies een volgende zitting" in scherm.tekst
        scherm.app.screen.query_one("#naar", Select).value = VOLGENDE
        scherm.app.screen.query_one("#reden", Input).value = "geen tijd meer"
        await scherm.druk("f8")
        assert "is vastgesteld" in scherm.tekst
    with lezing(tafel_url) as db:
        staat = {kort.id: (kort.status, kort.agendapunten) for kort in zittingen(db, VERA)}
    assert staat[ZITTING][0] == "vastgesteld"
    assert staat[VOLGENDE][1] == 6


async def test_zonder_volgende_zitting_zegt_het_scherm_wat_er_eerst_moet(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("z")
        scherm.app.screen.feiten = replace(scherm.app.screen.feiten, volgende=())  # type: ignore[attr-defined]
        await scherm.druk("f8")
        assert "er is geen volgende zitting" in scherm.tekst
        assert "zitting plan" in scherm.tekst


async def test_het_lichte_scherm(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        for thema in ("licht", "kleurenblind", "donker"):
            await scherm.druk("ctrl+t")
            assert scherm.app.theme == f"doorbraak-{thema}"
