"""The keys of the meeting: within their budget, with the new dates first, and back until the zitting is final."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input, Select

from budget.basis.transactie import lezing
from engine.casus.vragen import toon
from engine.zitting.vragen import agenda, besluitenlijst
from engine.zitting.vragen_afspraken import afspraken
from tests.tui.conftest import Opener, Scherm
from tests.tui.schermwereld import NU, VERA, ZITTING
from tests.tui.test_besluit_scherm import FINN, met_toestemming, vul
from tui.schermen.agenda import AgendaScherm
from tui.schermen.casus import CasusScherm


def punten(url: str) -> dict[str, str]:
    with lezing(url) as db:
        return {regel.casus: regel.status for regel in agenda(db, VERA, ZITTING, NU.date())}


def nummer(scherm: Scherm) -> str:
    assert isinstance(scherm.app.screen, CasusScherm)
    return scherm.app.screen.nummer


async def test_de_status_van_een_punt_in_twee_toetsen(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "s", "a")
        casus = nummer(scherm)
        assert punten(tafel_url)[casus] == "aan_de_beurt"
        assert "nu 0 van 20 min" in scherm.tekst
        await scherm.druk("s", "u", "f8")
        assert "Schrijf in een paar woorden waarom" in scherm.tekst
        scherm.app.screen.query_one("#reden", Input).value = "de tijd is op"
        await scherm.druk("f8")
        assert punten(tafel_url)[casus] == "uitgesteld"
        assert "1 van 6, uitgesteld" in scherm.tekst


async def test_een_afspraak_is_een_toets_en_een_regel(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel(120, 40) as scherm:
        await scherm.druk("enter", "a")
        await scherm.typ("Carla belt de huisarts +5wd")
        assert "→ Carla Casus, uiterlijk ma 30 nov 2026" in scherm.tekst
        await scherm.druk("enter")
        with lezing(tafel_url) as db:
            assert afspraken(db, VERA, NU) == []
        await scherm.druk("f8")
        assert isinstance(scherm.app.screen, CasusScherm)
        assert "○ Carla Casus, vóór ma 30 nov 2026: belt de huisarts" in scherm.tekst
        with lezing(tafel_url) as db:
            (afspraak,) = afspraken(db, VERA, NU)
        await scherm.druk("escape", "f6")
        await scherm.tot("Noor V. (14): Carla Casus")
        await scherm.druk("f2", "enter", "d", "enter")
        with lezing(tafel_url) as db:
            assert afspraken(db, VERA, NU) == []
    assert (afspraak["wie"], afspraak["op"], afspraak["zitting"]) == ("carla_casus", "2026-11-30", ZITTING)


async def test_een_afspraak_die_niet_te_lezen_is_zegt_waarom(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "a")
        await scherm.typ("Karel Onbekend belt")
        assert "geen dag achteraan" in scherm.tekst
        await scherm.druk("f8")
        assert "✗" in scherm.tekst
    with lezing(tafel_url) as db:
        assert afspraken(db, VERA, NU) == []


async def test_aanhouden_toont_eerst_de_nieuwe_dagen(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "h", "h")
        for veld, waarde in (("terug", "7-12"), ("wacht_op", "het verslag van de arts"), ("reden", "nog niet af")):
            scherm.app.screen.query_one(f"#{veld}", Input).value = waarde
        scherm.app.screen.query_one("#door", Select).value = "ilse_intern"
        await scherm.rust()
        assert "Wat er verandert" in scherm.tekst
        assert "7 dec 2026" in scherm.tekst
        casus = scherm.app.screen_stack[-2].nummer  # type: ignore[attr-defined]
        with lezing(tafel_url) as db:
            assert toon(db, VERA, casus, NU, ververs=True).kort.status == "geagendeerd"
        await scherm.druk("f8")
    with lezing(tafel_url) as db:
        assert toon(db, VERA, casus, NU, ververs=True).kort.status == "aangehouden"


async def test_een_termijn_verzetten_toont_de_nieuwe_dag(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "h", "1")
        scherm.app.screen.query_one("#op", Input).value = "+2w"
        scherm.app.screen.query_one("#reden", Input).value = "de regisseur is ziek"
        await scherm.rust()
        assert "ma 9 nov 2026 wordt ma 7 dec 2026" in scherm.tekst
        await scherm.druk("f8")
        assert isinstance(scherm.app.screen, CasusScherm)
        assert "✓" in scherm.tekst


async def test_een_besluit_terugdraaien_met_u(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("u")
        assert "nog niets besloten" in scherm.tekst
        await scherm.druk("escape", *FINN, "b")
        await met_toestemming(scherm, herhaling="9.800")
        await scherm.druk("f8", "u")
        assert "Laatste handelingen" in scherm.tekst
        await scherm.druk("enter")
        scherm.app.screen.query_one("#reden", Input).value = "verkeerde aanbieder"
        await scherm.druk("f8")
        assert isinstance(scherm.app.screen, CasusScherm)
        assert "Pot vrij € 79.850" in scherm.tekst
    with lezing(tafel_url) as db:
        assert [b.status for b in besluitenlijst(db, VERA, NU, zitting=ZITTING)] in ([], ["teruggenomen"])


async def test_een_sjabloon_dat_geen_besluit_is_opent_wat_het_wel_is(open_tafel: Opener) -> None:
    async with open_tafel(120, 40) as scherm:
        await scherm.druk("b")
        scherm.app.screen.query_one("#sjabloon", Select).value = "toewijzen"
        await scherm.rust()
        assert "Betaalt eerst: kies wie er betaalt" in scherm.tekst
        scherm.app.screen.query_one("#sjabloon", Select).value = "terugverwijzen"
        await scherm.rust()
        assert "Aanhouden · " in scherm.tekst
        assert "Terug naar school en wijkteam" in scherm.tekst


async def test_springen_aanwezig_en_vaststellen_vanuit_de_casus(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("ctrl+o", "3")
        assert "Yara B. (16)" in scherm.tekst
        await scherm.druk("p")
        assert "Wie zijn er?" in scherm.tekst
        await scherm.druk("escape", "z")
        assert "Voorlezen en vaststellen" in scherm.tekst
        await scherm.druk("escape", "ctrl+o", "p")
        assert "vrij voor besluiten" in scherm.tekst
        await scherm.druk("ctrl+o", "a")
        assert isinstance(scherm.app.screen, AgendaScherm | CasusScherm)


async def test_termijnen_van_mij_en_in_de_tijd(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("f3", "g")
        assert "Termijnen in de tijd" in scherm.tekst
        await scherm.druk("escape", "m")
        assert "Mijn termijnen" in scherm.tekst


async def test_wat_mag_met_wie_gedeeld_worden(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "v")
        assert "✗ mag niet  jeugdhulp: vraag toestemming aan jeugdige (onvolledig)" in scherm.tekst
        assert "✓ mag  onderwijs: toestemming, geldig, tot ma 1 nov 2027" in scherm.tekst
        assert "verandert wie er moet toestemmen" in scherm.tekst


async def test_de_besluitenlijst_op_papier_voor_een_ontvanger(open_tafel: Opener, tmp_path: Path) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("f6", "d")
        assert "Op papier · voor wie?" in scherm.tekst
        await scherm.druk("enter")
        await vul(scherm, map=str(tmp_path / "lijsten"), vorm="md")
        await scherm.druk("f8")
        assert "Geschreven: " in scherm.tekst
        await scherm.druk("f9", "d")
        assert "Verlaat eerst de presentatiestand" in scherm.tekst
    assert "Besluitenlijst" in next((tmp_path / "lijsten").rglob("*tafel*.md")).read_text(encoding="utf-8")


async def test_hoe_lang_reikt_de_pot(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("f4", "v")
        assert "Hoe lang reikt de pot?" in scherm.tekst
        assert "Te weinig gegevens voor een prognose" in scherm.tekst
