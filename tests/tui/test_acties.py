"""The register of actions: complete, without clashes, and each twin a real command."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from tests.tui.conftest import Opener
from tui.acties import Actie, alle_acties, eigen_toetsen, keur, toetsnaam
from tui.cli import programma
from tui.luiegroep import NederlandseContext

ACTIES = alle_acties()


def ontleed(regel: str) -> click.Command:
    """Walk the click tree with the words of a command line; fails where a word fits nowhere."""
    programma_naam, *woorden = shlex.split(regel)
    assert programma_naam == "doorbraak"
    opdracht: click.Command = programma
    ctx = NederlandseContext(programma, info_name="doorbraak")
    while isinstance(opdracht, click.Group):
        _, gevonden, woorden = opdracht.resolve_command(ctx, woorden)
        assert gevonden is not None, regel
        opdracht = gevonden
        ctx = NederlandseContext(opdracht, info_name=opdracht.name, parent=ctx)
    opdracht.parse_args(ctx, list(woorden))
    return opdracht


@pytest.mark.parametrize("actie", [a for a in ACTIES if a.tweeling], ids=lambda a: a.id)
def test_elke_tweeling_is_een_echte_opdracht(actie: Actie) -> None:
    assert ontleed(actie.tweeling) is not None


@pytest.mark.parametrize("regel", ["doorbraak casus toon", "doorbraak pot onzin", "doorbraak zitting open Z --nee"])
def test_een_verkeerde_tweeling_valt_op(regel: str) -> None:
    with pytest.raises((click.ClickException, AssertionError)):
        ontleed(regel)


@pytest.mark.parametrize("actie", ACTIES, ids=lambda a: a.id)
def test_elke_actie_heeft_nederlandse_woorden(actie: Actie) -> None:
    assert actie.titel[0].isupper()
    assert actie.uitleg.endswith((".", "?"))
    assert actie.id.count(".") == 1


def test_wat_iets_vastlegt_heeft_een_tweeling() -> None:
    assert [a.id for a in ACTIES if a.schrijft and not a.tweeling] == []


def test_dubbel_en_te_vol_valt_op() -> None:
    een = Actie("a.een", "Een", "Een.", "b", "een", "a")
    with pytest.raises(AssertionError, match="bestaat al"):
        keur([een, een])
    with pytest.raises(AssertionError, match="dubbel"):
        keur([een, Actie("a.twee", "Twee", "Twee.", "b", "twee", "a")])
    with pytest.raises(AssertionError, match="te vol"):
        keur([Actie(f"a.v{n}", "V", "V.", str(n), "v", "a", voet=True) for n in range(7)])


def test_zo_heet_een_toets() -> None:
    assert [toetsnaam(t) for t in ("f8", "question_mark,f1", "less_than_sign", "ctrl+p", "escape")] == [
        "F8", "?", "<", "ctrl+p", "Esc",
    ]  # fmt: skip


async def test_elke_actie_bestaat_ook_echt(open_tafel: Opener) -> None:
    from tui.app import TafelApp
    from tui.schermen import alle_schermen

    klassen = {id_: klasse for klasse in alle_schermen() for id_ in (a.id for a in klasse.ACTIES)}
    for actie in ACTIES:
        klasse = klassen.get(actie.id, TafelApp)
        assert hasattr(klasse, f"action_{actie.doe.partition('(')[0]}"), actie.id


async def test_de_hulp_voert_uit_wat_u_kiest(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("ctrl+p")
        await scherm.typ("mandaat")
        assert "Mandaat nu" in scherm.tekst
        assert "doorbraak zitting agenda" in scherm.tekst
        await scherm.druk("enter")
        assert "Deze tafel kan nu per regel beslissen" in scherm.tekst
        await scherm.druk("escape", "question_mark")
        await scherm.typ("xyzzy")
        assert "Niets gevonden" in scherm.tekst


async def test_eigen_toetsen_gelden(open_tafel: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = tmp_path / "toetsen.toml"
    bestand.write_text('"agenda.mandaat" = "w"\n')
    monkeypatch.setenv("DOORBRAAK_TOETSEN", str(bestand))
    async with open_tafel() as scherm:
        await scherm.druk("w")
        assert "Deze tafel kan nu per regel beslissen" in scherm.tekst


def test_een_kapot_toetsenbestand_telt_niet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bestand = tmp_path / "toetsen.toml"
    bestand.write_text("dit is geen toml = = =")
    monkeypatch.setenv("DOORBRAAK_TOETSEN", str(bestand))
    assert eigen_toetsen() == {}
    monkeypatch.delenv("DOORBRAAK_TOETSEN")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nergens"))
    assert eigen_toetsen() == {}


async def test_de_muis_kan_wat_de_toetsen_kunnen(open_tafel: Opener) -> None:
    async with open_tafel(120, 40) as scherm:
        from tui.schermen.basis import Plek
        from tui.widgets.voet import Toets

        toets = next(t for t in scherm.app.screen.query(Toets) if t._doe == "mandaat")
        await scherm.pilot.click(toets)
        await scherm.rust()
        assert "Deze tafel kan nu per regel beslissen" in scherm.tekst
        await scherm.druk("escape")
        plek = next(p for p in scherm.app.screen.query(Plek) if p._plek == "pot")
        await scherm.pilot.click(plek)
        await scherm.rust()
        assert "vrij voor besluiten" in scherm.tekst
