"""What the room may not see, and what must not happen by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.basis.transactie import lezing
from engine.zitting.vragen import zittingen
from tests.tui.conftest import Opener
from tests.tui.schermwereld import KINDEREN, VERA, ZITTING
from tui.app import TafelApp
from tui.kader import Kader
from tui.schermen.lezen import DichtScherm

PLEKKEN = ("f2", "f3", "f4", "f5", "f6")


def verraadt(tekst: str) -> list[str]:
    """Return what of names, amounts and limits stands on the screen."""
    geheim = [deel for kind in KINDEREN for deel in str(kind["naam"]).split()]
    geheim += [str(kind["bedrag"]) for kind in KINDEREN] + ["79.850", "20.000", "€"]
    return [woord for woord in geheim if woord in tekst]


async def test_de_presentatiestand_toont_niets_wat_verborgen_moet_blijven(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        assert verraadt(scherm.tekst)
        await scherm.druk("f9")
        assert "PRESENTATIESTAND" in scherm.tekst
        for plek in PLEKKEN:
            await scherm.druk(plek)
            assert verraadt(scherm.tekst) == [], plek
        await scherm.druk("f2", "m")
        assert verraadt(scherm.tekst) == []
        await scherm.druk("escape", "enter")
        for tab in "1234":
            await scherm.druk(tab)
            assert verraadt(scherm.tekst) == [], tab
        assert "N.V." in scherm.tekst
        await scherm.druk("b")
        assert "Verlaat eerst de presentatiestand" in scherm.tekst


async def test_uit_de_presentatiestand_met_twee_keer_f9(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("f9", "f9")
        assert "Nog een keer F9" in scherm.tekst
        await scherm.druk("down", "f9")
        assert verraadt(scherm.tekst) == []
        await scherm.druk("f9")
        assert "Noor V. (14)" in scherm.tekst


async def test_scherm_dicht_en_vergrendeld(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("x")
        assert verraadt(scherm.tekst) == []
        await scherm.druk("enter", "b", "f4")
        assert isinstance(scherm.app.screen, DichtScherm)
        await scherm.druk("x")
        assert "Noor V. (14)" in scherm.tekst
        await scherm.druk("f12")
        assert verraadt(scherm.tekst) == []
        await scherm.druk("enter")
        assert "Noor V. (14)" in scherm.tekst


async def test_na_stilte_gaat_het_scherm_dicht_ook_boven_een_formulier(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("down", "down", "down", "b")
        scherm.app._slot_na = 0.1
        await scherm.tot("Vergrendeld")
        assert isinstance(scherm.app.screen, DichtScherm)
        assert verraadt(scherm.tekst) == []
        await scherm.druk("enter")
        assert "Besluit vastleggen" in scherm.tekst


async def test_alleen_lezen_legt_niets_vast(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel(alleen_lezen=True) as scherm:
        await scherm.druk("o")
        assert "alleen om te kijken" in scherm.tekst
    with lezing(tafel_url) as db:
        assert zittingen(db, VERA, ZITTING)[0].status == "open"


async def test_een_rol_zonder_recht_hoort_waarom(open_tafel: Opener) -> None:
    async with open_tafel(als="tom_toezegger") as scherm:
        assert "Noor" not in scherm.tekst
        await scherm.druk("f4")
        assert "de pot bekijken" in scherm.tekst
        assert "€" not in scherm.tekst.replace("€ 0", "")


async def test_een_onbekende_gebruiker_opent_niets(tafel_url: str) -> None:
    app = TafelApp(Kader(database=tafel_url, als="niemand_bekend"))
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if app.return_value is not None:
                break
    assert getattr(app.return_value, "code", "") == "gebruiker_onbekend"


async def test_een_fout_toont_een_nummer_en_geen_gegevens(
    open_tafel: Opener, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "staat"))
    with pytest.raises(ZeroDivisionError):
        async with open_tafel() as scherm:

            def kapot() -> None:
                naam = "Noor Verzonnen 123456782"
                raise ZeroDivisionError(naam)

            scherm.app.call_later(kapot)
            await scherm.pilot.pause(0.5)
    uit, fout = capsys.readouterr()
    assert "Noor" not in uit + fout
    assert "123456782" not in uit + fout
    assert "foutnummer" in uit + fout
    (bewaard,) = (tmp_path / "staat").rglob("fout-*.txt")
    assert "kapot" in bewaard.read_text()
    assert "Noor" not in bewaard.read_text()


async def test_tekst_van_mensen_is_geen_opmaak(open_tafel: Opener) -> None:
    async with open_tafel(120, 40) as scherm:
        await scherm.druk("down", "down", "down", "down", "enter")
        assert "Wie pakt de dagbesteding op? [spoed]" in scherm.tekst


async def test_zonder_kleur_staat_alles_er_ook(open_tafel: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_tafel() as scherm:
        for teken in ("!  09:00", "◆ Besluit", "■ Ruggespraak"):
            assert teken in scherm.tekst


async def test_de_cursor_van_de_terminal_volgt_de_regel(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        boven = scherm.app.cursor_position
        await scherm.druk("down", "down")
        assert scherm.app.cursor_position.y == boven.y + 2


async def test_niets_is_engels(open_tafel: Opener) -> None:
    engels = ("Select", "Search", "No matches", "Quit", "Palette", "Focus", "Loading", "Submit", "Cancel", "Help")
    async with open_tafel(120, 40) as scherm:
        for toetsen in (
            ("question_mark",),
            ("escape", "b"),
            ("escape", "ctrl+c"),
            ("escape", "slash"),
            ("escape", "z"),
        ):
            await scherm.druk(*toetsen)
            for woord in engels:
                assert woord not in scherm.tekst, (toetsen, woord)
