"""The pictures of the manual are made by the program itself, and are what it shows now.

After a change that was meant, `make beelden` writes them anew; look at the difference before it is kept.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.engine.bank.bankwereld import Kantoor
from tests.tui.conftest import Opener, Scherm
from tests.tui.test_bank_scherm import kantoor, open_bank
from tui.app import BeamerApp, TafelApp

__all__ = ["kantoor"]
PLATEN = Path(__file__).parents[2] / "docs" / "beeld"
HANDLEIDING = PLATEN.parent / "handleiding"
TAFEL: dict[str, tuple[type[TafelApp], tuple[str, ...]]] = {
    "scherm-agenda": (TafelApp, ()),
    "scherm-casus": (TafelApp, ("enter",)),
    "scherm-besluit": (TafelApp, ("down", "down", "down", "b")),
    "scherm-beamer": (BeamerApp, ()),
    "scherm-pot": (TafelApp, ("f4",)),
}


async def vergelijk(scherm: Scherm, naam: str) -> None:
    bestand = PLATEN / f"{naam}.svg"
    if os.environ.get("DOORBRAAK_BEELDEN") == "nieuw":
        await scherm.pilot.pause(1)
        bestand.write_text(_plaat(scherm), encoding="utf-8")
    bedoeld = _woorden(bestand.read_text(encoding="utf-8"))
    # What is on the screen in the end counts, also on a busy machine.
    for _ in range(100):
        if _woorden(_plaat(scherm)) == bedoeld:
            break
        await scherm.pilot.pause(0.02)
    assert _woorden(_plaat(scherm)) == bedoeld


def _plaat(scherm: Scherm) -> str:
    svg = scherm.app.export_screenshot(title="doorbraak tafel")
    # The font comes from the machine of who looks, not from the network.
    return re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S)


def _woorden(svg: str) -> list[str]:
    return re.findall(r">([^<]+)</text>", svg)


@pytest.mark.parametrize("naam", TAFEL)
async def test_een_plaat_van_de_tafel(naam: str, open_tafel: Opener) -> None:
    soort, toetsen = TAFEL[naam]
    async with open_tafel(soort=soort) as scherm:
        await scherm.druk(*toetsen)
        await vergelijk(scherm, naam)


async def test_een_plaat_van_de_bank(kantoor: Kantoor) -> None:
    async with open_bank(kantoor) as scherm:
        await vergelijk(scherm, "scherm-bank")


def test_elke_plaat_staat_in_de_handleiding() -> None:
    tekst = "".join(boek.read_text(encoding="utf-8") for boek in HANDLEIDING.glob("*.md"))
    for naam in (*TAFEL, "scherm-bank"):
        assert f"../beeld/{naam}.svg" in tekst, naam
