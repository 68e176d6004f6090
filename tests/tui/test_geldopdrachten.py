"""The money commands: one line from order to letter, as people and as other programs see it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import transactie
from engine.geldspoor import diensten as d
from engine.geldspoor.formaat import Betwistingsbrief, Handhaving, Uitzoek
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import CASUS, LIJN
from tui.cli import programma
from tui.luiegroep import hoofdprogramma


class Opdrachtregel:
    """Runs commands on one practice database and reads their answers."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self._capsys = url, capsys

    def __call__(self, *argumenten: str, als: str = "karin_kassier") -> tuple[int, str, str]:
        code = hoofdprogramma(programma, [*argumenten, "--database", self.url, "--als", als])
        uit, fout = self._capsys.readouterr()
        return code, uit, fout

    def json(self, *argumenten: str, als: str = "karin_kassier") -> Any:
        code, uit, fout = self(*argumenten, "--json", als=als)
        assert code == 0, uit + fout
        return json.loads(uit)


@pytest.fixture
def doorbraak(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> Opdrachtregel:
    with transactie(sqlite_url) as db:
        w.leg_wereld(db)
        w.een_reservering(db)
    return Opdrachtregel(sqlite_url, capsys)


def bestand(map_: Path, naam: str, tekst: str) -> str:
    (map_ / naam).write_text(tekst)
    return str(map_ / naam)


def test_een_lijn_van_opdracht_tot_brief(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    gemaakt = doorbraak.json("verplichting", "maak", "--lijn", LIJN, "--getoetst-op", "2026-10-05", als="bas_besteller")
    assert (gemaakt["status_geld"], gemaakt["verplicht"]) == ("verplicht", 840_000)
    factuur = bestand(tmp_path, "factuur.yaml", w.een_factuur().tekst)
    gelezen = doorbraak.json("factuur", "lees", factuur)
    assert gelezen["factuur"]["bedrag"] == 840_000
    akkoord = ["factuur", "akkoord", "2026-118", "--aanbieder", w.AANBIEDER, "--prestatie", "Nagevraagd bij de school."]
    code, _, fout = doorbraak(*akkoord, als="pien_prestatie")
    assert code == 1
    assert "--niet-elders" in fout
    assert doorbraak.json(*akkoord, "--niet-elders", als="pien_prestatie")["status_geld"] == "voorgefinancierd"

    with transactie(doorbraak.url) as db:
        w.doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(LIJN))
    uitzoek = Uitzoek.VOORBEELD.replace("2026-11-", "2026-10-").replace("-10-10", "-10-05")
    uitzoek = uitzoek.replace("2026-10-03", "2026-10-02").replace("2026-10-04", "2026-10-02")
    besluit = doorbraak.json(
        "uitzoek", "besluit", "--bestand", bestand(tmp_path, "u.yaml", uitzoek), als="ursula_uitzoek"
    )
    assert besluit["aandelen"] == {"gemeente_zeist": 504_000, "swv_zout": 336_000}
    with transactie(doorbraak.url) as db:
        w.doe(db, d.verrekenen, SYSTEEM, d.Lijnstap(LIJN))

    lijst = doorbraak.json("vordering", "lijst")["vorderingen"]
    assert [(v["nummer"], v["open"], v["status"]) for v in lijst] == [
        ("VV2026000001", 504_000, "verzonden"),
        ("VV2026000002", 336_000, "verzonden"),
    ]
    _, tekst, _ = doorbraak("vordering", "lijst", als="zoe_zuinig")
    assert tekst.count("VV2026") == 1
    _, brief, _ = doorbraak("vordering", "brief", "VV2026000001", als="zoe_zuinig")
    assert "€ 5.040,00" in brief
    assert doorbraak.json("vordering", "brief", "VV2026000001")["bedrag"] == 504_000
    assert "niets aan te manen" in doorbraak("vordering", "aanmaan", "--proef", als="karin_kassier")[1]

    betwisting = Betwistingsbrief.VOORBEELD.replace("2026-11-23", "2026-10-05")
    pad = bestand(tmp_path, "betwisting.yaml", betwisting)
    assert doorbraak.json("uitzoek", "betwist", "--bestand", pad, als="zoe_zuinig")["status_geld"] == "betwist"
    pad = bestand(tmp_path, "antwoord.yaml", Handhaving.VOORBEELD)
    handhaaf = doorbraak.json("uitzoek", "betwist", "--bestand", pad, als="ursula_uitzoek")
    assert handhaaf["status_geld"] == "in_verrekening"
    code, _, fout = doorbraak(
        "uitzoek", "herzie", "--bestand", bestand(tmp_path, "h.yaml", uitzoek), als="ursula_uitzoek"
    )
    assert code == 1
    assert "kan niet in de status" in fout


def test_de_pot_in_tekst_en_json(doorbraak: Opdrachtregel) -> None:
    stand = doorbraak.json("pot", "stand")
    assert stand["beschikbaar_besluit"] == 6_160_000
    assert stand["saldi"]["9100"] == 840_000
    _, tekst, _ = doorbraak("pot", "stand")
    assert "61.600,00" in tekst
    rekeningen = doorbraak.json("pot", "grootboek", "--rekening", "9100")["rekeningen"]
    assert rekeningen == [{"rekening": "9100", "naam": "Reserveringen", "dimensies": [CASUS, "2026"], "saldo": 840_000}]
    assert (
        doorbraak.json("pot", "overzicht", "--deelnemer", "gemeente_zeist", als="zoe_zuinig")["ingelegd"] == 1_000_000
    )
    _, tekst, _ = doorbraak("pot", "overzicht", "--deelnemer", "gemeente_zeist")
    assert "10.000,00" in tekst
    _, tekst, _ = doorbraak("pot", "grootboek", "--rekening", "1700")
    assert "niets" in tekst


def test_oefenen_reserveren_en_vrijgeven(doorbraak: Opdrachtregel) -> None:
    gereserveerd = doorbraak.json("pot", "reserveer", "--casus", CASUS, "--bedrag", "2.500", als="vera_voorbeeld")
    assert gereserveerd["beschikbaar_besluit"] == 5_910_000
    code, tekst, _ = doorbraak("pot", "vrijgeven", "--casus", CASUS, "--reden", "Geoefend.")
    assert (code, "2.500,00" in tekst) == (0, True)
    assert doorbraak.json("pot", "vrijgeven", "--lijn", LIJN, "--reden", "Verhuisd.")["status_geld"] == "vrijgevallen"


@pytest.mark.parametrize(
    ("argumenten", "code", "melding"),
    [
        (["pot", "reserveer", "--casus", CASUS, "--bedrag", "12.50"], 2, "twee dingen"),
        (["pot", "reserveer", "--casus", CASUS, "--bedrag", "70.000"], 1, "onvoldoende|beschikbaar"),
        (["pot", "grootboek", "--rekening", "1234"], 2, "geen rekening"),
        (["pot", "vrijgeven", "--reden", "x"], 2, "--lijn"),
        (["pot", "vrijgeven", "--lijn", LIJN, "--bedrag", "1", "--reden", "x"], 2, "--casus"),
        (["verplichting", "maak"], 2, "--bestand"),
        (["factuur", "lees", "/er/niet"], 2, "niet"),
        (["vordering", "brief", "VV2026000099"], 1, "VV2026000099"),
    ],
)
def test_wat_niet_kan_zegt_waarom(doorbraak: Opdrachtregel, argumenten: list[str], code: int, melding: str) -> None:
    antwoord, uit, fout = doorbraak(*argumenten)
    assert antwoord == code
    assert uit == ""
    assert any(deel in fout for deel in melding.split("|"))
