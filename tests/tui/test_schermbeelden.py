"""Every screen at three sizes, compared with the text it should show (tests/tui/beelden).

After a change that was meant, DOORBRAAK_BEELDEN=nieuw pytest tests/tui/test_schermbeelden.py writes them anew;
look at the difference before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.conftest import Opener

BEELDEN = Path(__file__).parent / "beelden"
MATEN = ((60, 18), (80, 24), (120, 40))
SCHERMEN: dict[str, tuple[str, ...]] = {
    "agenda": (),
    "termijnen": ("f3",),
    "pot": ("f4",),
    "bank": ("f5",),
    "besluitenlijst": ("f6",),
    "casus": ("enter",),
    "netwerk": ("enter", "2"),
    "netwerk-kaart": ("enter", "n", "down", "k"),
    "netwerk-matrix": ("enter", "n", "k", "k"),
    "netwerk-wie": ("enter", "n", "k", "k", "k"),
    "netwerk-navragen": ("enter", "n", "w"),
    "geld": ("enter", "3"),
    "verloop": ("enter", "4"),
    "besluit": ("b",),
    "regie": ("r",),
    "mandaat": ("m",),
    "aanwezig": ("p",),
    "vaststellen": ("z",),
    "hulp": ("question_mark",),
    "presentatie": ("f9",),
    "presentatie-casus": ("f9", "enter"),
}


@pytest.mark.parametrize("maat", MATEN, ids=lambda m: f"{m[0]}x{m[1]}")
@pytest.mark.parametrize("naam", SCHERMEN)
async def test_het_scherm_ziet_er_uit_als_bedoeld(naam: str, maat: tuple[int, int], open_tafel: Opener) -> None:
    bestand = BEELDEN / f"{naam}-{maat[0]}x{maat[1]}.txt"
    nieuw = os.environ.get("DOORBRAAK_BEELDEN") == "nieuw"
    bedoeld = "" if nieuw else bestand.read_text(encoding="utf-8")
    async with open_tafel(*maat) as scherm:
        await scherm.druk(*SCHERMEN[naam])
        # A width can still be settling on a busy machine; what is on the screen in the end counts.
        for _ in range(100 if bedoeld else 0):
            if scherm.tekst + "\n" == bedoeld:
                break
            await scherm.pilot.pause(0.02)
        getoond = scherm.tekst
    regels = getoond.splitlines()
    assert len(regels) <= maat[1]
    assert max(map(len, regels)) <= maat[0]
    if nieuw:
        bestand.write_text(getoond + "\n", encoding="utf-8")
    else:
        assert getoond + "\n" == bedoeld
