"""`pot boek`: an existing administration comes in as a whole, or not at all."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import yaml
from sqlmodel import select

from budget.bank.opslag import AfschriftRij, BankregelRij
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek import vragen
from budget.grootboek.controle import controleer
from budget.grootboek.naspelen import naspelen
from budget.grootboek.weigeringen import BovenReservering
from engine.casus.weigeringen import NietBevoegd
from engine.pot.inbrengen import Inbreng, VerwachtingNietGehaald, breng_in
from engine.pot.vragen import ingebracht
from tests.budget.grootboek.oefenpot import DEELNEMERS, KASSIER, NU, open_oefenpot
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

REGIO: dict[str, Any] = {
    "pot": "NL00TEST0000000001",
    "deelnemers": {naam: f"NL00TEST000000000{nummer}" for nummer, naam in enumerate(DEELNEMERS, 2)},
    "partijen": {"Brug": "NL00TEST0000000009"},
    "sleutels": [{"versie": "v1", "vanaf": date(2026, 1, 1), "gewichten": dict(DEELNEMERS)}],
    "tolerantie": 100,
}
INLEG: list[dict[str, Any]] = [
    {"doe": "toezegging", "datum": date(2026, 1, 5), "deelnemer": "Aarde", "bedrag": 500_000},
    {"doe": "bankregel", "datum": date(2026, 1, 6), "regel": "b1", "bedrag": 500_000, "naam": "Gemeente Aarde"},
    {"doe": "storting", "regel": "b1", "deelnemer": "Aarde", "bedrag": 500_000, "verwacht": {"beschikbaar": 500_000}},
]
CASUS: list[dict[str, Any]] = [
    {"doe": "reservering", "datum": date(2026, 2, 1), "casus": "K1", "bedrag": 80_000, "door": "p-tafel"},
    {"doe": "verplichting", "casus": "K1", "bedrag": 60_000, "id": "besteld"},
    {"doe": "tegenboeking", "van": "besteld"},
    {
        "doe": "verplichting",
        "casus": "K1",
        "bedrag": 70_000,
        "verwacht": {"saldo": {"9200:K1": 70_000, "9100": 10_000}},
    },
    {"doe": "bankregel", "datum": date(2026, 2, 3), "regel": "b2", "bedrag": -70_000},
    {"doe": "bankregel", "regel": "b3", "bedrag": -70_000, "verwacht": {"wachtrij": {"b2": -70_000, "b3": -70_000}}},
]


def een_bestand(*stappen: dict[str, Any], **regio: Any) -> str:
    scenario = {"nr": 1, "naam": "wat er al was", "regio": "hier", "stappen": list(stappen)}
    document = {"formaat": "pot-scenario/1", "regios": {"hier": REGIO | regio}, "scenarios": [scenario]}
    return yaml.safe_dump(document, allow_unicode=True)


def breng(url: str, tekst: str, sleutel: str = "in", wie: Gebruiker = KASSIER) -> Uitkomst:
    with transactie(url) as db:
        return breng_in(db, wie, Inbreng("pot.yaml", tekst), sleutel=sleutel, versie=0, nu=NU)


def geboekt(url: str) -> int:
    with lezing(url) as db:
        return len(vragen.regels(db))


def test_een_administratie_komt_er_in_een_keer_in(url: str) -> None:
    open_oefenpot(url, gestort=0)
    tekst = een_bestand(*INLEG, *CASUS)
    uitkomst = breng(url, tekst)
    assert uitkomst.melding.startswith("9 stappen geboekt")
    assert breng(url, tekst) == Uitkomst(uitkomst.gegevens, uitkomst.melding, herhaald=True)
    assert geboekt(url) == 9
    with transactie(url) as db:
        stappen = ingebracht(db, KASSIER, uitkomst.gegevens["eerste"], uitkomst.gegevens["laatste"], NU)
        (afschrift,) = db.exec(select(AfschriftRij)).all()
        regels = {(rij.id, rij.volgnr, rij.naam) for rij in db.exec(select(BankregelRij)).all()}
    assert [(s["stap"], s["doe"], s["uitkomst"], s["verwacht_klopt"]) for s in stappen[:2]] == [
        (1, "toezegging", "geboekt", True),
        (2, "bankregel", "geboekt", True),
    ]
    assert stappen[6]["saldi_detail"]["9200:K1:2026"] == 70_000
    assert stappen[-1]["saldi"]["1700"] == 140_000
    assert (afschrift.begin, afschrift.einde, afschrift.regels) == (0, 360_000, 3)
    assert regels == {("b1", 1, "Gemeente Aarde"), ("b2", 1, ""), ("b3", 2, "")}
    with lezing(url) as db:
        assert controleer(db, volledig=True).in_orde


def test_de_antwoorden_zijn_die_van_het_naspelen(sqlite_url: str, postgres_url: str) -> None:
    """What comes in on a real pot gives step by step what a practice pot gives."""
    open_oefenpot(sqlite_url, gestort=0)
    g = breng(sqlite_url, een_bestand(*INLEG, *CASUS)).gegevens
    (nagespeeld,) = naspelen(een_bestand(*INLEG, *CASUS), lambda: postgres_url)
    with transactie(sqlite_url) as db:
        assert ingebracht(db, KASSIER, g["eerste"], g["laatste"], NU) == nagespeeld.als_json()["stappen"]


def test_een_financier_ziet_alleen_de_rekeningen_van_de_eigen_organisatie(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url, gestort=0)
    financier = Gebruiker("p-f", Rol.FINANCIER, "Aarde")
    g = breng(sqlite_url, een_bestand(*INLEG), wie=financier).gegevens
    with transactie(sqlite_url) as db:
        stappen = ingebracht(db, financier, g["eerste"], g["laatste"], NU)
    assert set(stappen[-1]["saldi_detail"]) == {"2000:Aarde"}


def test_een_weigering_noemt_de_stap_en_boekt_niets(url: str) -> None:
    open_oefenpot(url, gestort=0)
    te_veel = {"doe": "verplichting", "casus": "K1", "bedrag": 90_000}
    for _ in range(2):
        with pytest.raises(BovenReservering) as weigering:
            breng(url, een_bestand(*INLEG, CASUS[0], te_veel))
        assert weigering.value.als_json()["stap"] == 5
        assert weigering.value.melding.count("Stap 5 (verplichting): ") == 1
    assert geboekt(url) == 0
    with transactie(url) as db:
        assert db.exec(select(AfschriftRij)).first() is None


def test_een_verwachting_die_niet_uitkomt_boekt_niets(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url, gestort=0)
    anders = INLEG[2] | {"verwacht": {"beschikbaar": 1, "saldo": {"1100": 2}}}
    with pytest.raises(VerwachtingNietGehaald) as weigering:
        breng(sqlite_url, een_bestand(*INLEG[:2], anders, *CASUS))
    (stap,) = weigering.value.als_json()["stappen"]
    assert (stap["stap"], len(stap["afwijkingen"]), weigering.value.exitcode) == (3, 2, 3)
    assert geboekt(sqlite_url) == 0


def test_wie_niet_betaalt_brengt_niets_in(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url, gestort=0)
    with pytest.raises(NietBevoegd):
        breng(sqlite_url, een_bestand(*INLEG), wie=Gebruiker("p-v", Rol.VOORZITTER, "Aarde"))


def fouten(url: str, tekst: str) -> dict[str, str]:
    with pytest.raises(OnbruikbareInvoer) as fout:
        breng(url, tekst)
    assert all(f.bestand == "pot.yaml" and f.oplossing for f in fout.value.fouten)
    return {f.plaats: f.melding for f in fout.value.fouten}


def test_wat_bij_oefenen_hoort_is_hier_onbruikbaar_en_alles_wordt_genoemd(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url, gestort=0)
    gevonden = fouten(
        sqlite_url,
        een_bestand(
            {"doe": "controle", "verwacht": {"quarantaine": 0}},
            {"doe": "reservering", "datum": date(2026, 2, 1), "casus": "K1", "bedrag": 1},
            {"doe": "reservering", "casus": "K1", "bedrag": 1, "door": "p", "geweigerd": "mandaat"},
            {"doe": "storting", "regel": "b1", "deelnemer": "Aarde", "bedrag": 1, "automatisch": True},
            {"doe": "toezegging", "deelnemer": "Lucht", "bedrag": 1, "verwacht": {"pain001": {}}},
        ),
    )
    assert set(gevonden) == {
        f"scenarios[0].stappen[{plaats}"
        for plaats in (
            "0].datum", "0].doe", "1].door", "2].geweigerd", "3].automatisch", "4].deelnemer",
            "4].verwacht.pain001",
        )
    }  # fmt: skip


def test_een_begin_of_twee_scenario_s_is_onbruikbaar(sqlite_url: str) -> None:
    document = yaml.safe_load(een_bestand(*INLEG))
    document["scenarios"][0]["begin"] = {"toezegging": 1, "datum": date(2026, 1, 1)}
    assert set(fouten(sqlite_url, yaml.safe_dump(document))) == {"scenarios[0].begin"}
    document["scenarios"] *= 2
    assert set(fouten(sqlite_url, yaml.safe_dump(document))) == {"scenarios"}


def test_een_bestand_van_een_andere_pot_is_onbruikbaar(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url, gestort=0)
    anders = REGIO["deelnemers"] | {"Aarde": "NL00TEST0000000099"}
    gevonden = fouten(
        sqlite_url,
        een_bestand(
            *INLEG,
            pot="NL00TEST0000000002",
            deelnemers={**anders, "Lucht": None},
            partijen={"Kade": None},
            sleutels=[{"versie": "v2", "vanaf": date(2026, 1, 1), "gewichten": {"Aarde": 1}}],
            tolerantie=0,
        ),
    )
    assert set(gevonden) == {
        f"regios.{plaats}"
        for plaats in (
            "pot", "deelnemers", "deelnemers.Aarde", "deelnemers.Lucht", "partijen.Kade", "sleutels.v1", "sleutels.v2",
            "tolerantie",
        )
    }  # fmt: skip


def test_op_de_opdrachtregel(praktijk: str, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "pot.yaml"
    pad.write_text(een_bestand(*INLEG))
    opdracht = ["pot", "boek", "--bestand", str(pad), "--database", praktijk, "--als", "karin_kassier", "--json"]
    assert hoofdprogramma(programma, opdracht) == 2
    assert {f["plaats"] for f in json.loads(capsys.readouterr().out)["fouten"]} > {"regios.pot"}
