"""The screen checks the book when it opens, and says so when something is not whole."""

from __future__ import annotations

from tests.opslag.test_grootboek_knoeien import knoei
from tests.tui.conftest import Opener
from tui.kader import Kader
from tui.voorlezen import Voorlezer

ZIN = "De controle vond"


async def test_een_gaaf_boek_geeft_geen_melding(open_tafel: Opener) -> None:
    async with open_tafel() as scherm:
        assert ZIN not in scherm.tekst


async def test_een_veranderd_boek_staat_meteen_op_het_scherm(open_tafel: Opener, tafel_url: str) -> None:
    knoei(tafel_url, "UPDATE pot_toezegging SET bedrag = bedrag + 1", zonder_triggers=True)
    async with open_tafel() as scherm:
        assert ZIN in scherm.tekst
        assert "doorbraak controleer" in scherm.tekst


def test_een_veranderd_boek_wordt_voorgelezen(tafel_url: str) -> None:
    knoei(tafel_url, "UPDATE pot_toezegging SET bedrag = bedrag + 1", zonder_triggers=True)
    gezegd: list[str] = []
    Voorlezer(
        Kader(database=tafel_url, als="vera_voorbeeld:voorzitter"),
        alleen_lezen=True,
        zeg=gezegd.append,
        vraag=lambda _: "stop",
    ).begin()
    assert any(regel.startswith(f"Let op. {ZIN}") for regel in gezegd)
