"""Casussen of the database as documents: none leaks into another, the thresholds are those of the region, commands."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.basis.klok import dag
from budget.basis.transactie import transactie
from engine.netwerk.casusdocument import documenten, lees_register, weging
from engine.netwerk.controle import controleer_bestand
from engine.netwerk.vragen import controleer
from engine.regio.inrichten import init
from tests.engine.netwerk.netwerk_bouwers import een_document, met_personen
from tests.opslag.netwerkwereld import CASUS, NU, SCHOOL, TEAM, VERA, ZORG, een_netwerk, relatie
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

MENSEN = (SCHOOL, TEAM, ZORG, "tom_toezegger", "tess_teambaas", "dorien_directeur", "cas_consulent")
VELDEN = ("regel", "betrokkenen", "soort", "ernst", "tekst")


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False), st.integers(2, 5))
def test_het_document_van_de_ene_casus_heeft_geen_rij_van_een_andere(
    praktijk: str, toeval: random.Random, aantal: int
) -> None:
    with transactie(praktijk) as db:
        casussen = [f"DT-LEK{nr}" for nr in range(aantal)]
        for casus in casussen:
            een_netwerk(db, casus, zonder=toeval.choice([(), ("informatie",), ("regie",)]))
            for nr in range(toeval.randint(0, 6)):
                een, ander = toeval.sample(MENSEN, 2)
                db.add(relatie(casus, "wijst_naar", een, ander, onderwerp="plek", citaat=f"merk {casus} {nr}"))
                db.add(relatie(casus, "informatie", een, ander, contactmomenten=["2026-11-20"], x_merk=casus))
        db.flush()
        samen = {d["casus"]["id"]: d for d in documenten(db, casussen, dag(NU))}
        for casus in casussen:
            (alleen,) = documenten(db, [casus], dag(NU))
            assert alleen == samen[casus]
            tekst = json.dumps(alleen)
            assert not [ander for ander in casussen if ander != casus and ander in tekst]
        db.rollback()


def test_export_en_weer_inlezen_geeft_dezelfde_bevindingen(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("informatie", "vast_gezicht"))
        db.add_all([
            relatie(CASUS, "wijst_naar", SCHOOL, ZORG, onderwerp="regie"),
            relatie(CASUS, "melding", SCHOOL, "swv_zout"),
            # Withdrawn on its own day: it never stood on record, and must not come along.
            relatie(CASUS, "melding", TEAM, "swv_zout", vervallen_op=relatie(CASUS, "melding", TEAM).vastgelegd_op),
        ])  # fmt: skip
        db.flush()
        hier = controleer(db, VERA, CASUS, NU)
        bestand = json.dumps(documenten(db, [CASUS], dag(NU)))
    daar = controleer_bestand(bestand, "export.json")
    assert [[b[v] for v in VELDEN] for b in daar["bevindingen"]] == [
        [b[v] for v in VELDEN] for b in hier["bevindingen"]
    ]
    assert daar["kaarten"] == hier["kaarten"]
    assert {"R11", "R20", "R21"} <= {b["regel"] for b in hier["bevindingen"]}


@pytest.mark.parametrize(
    ("regio", "anders", "aanbieders", "gezin"),
    [("zuidoost-utrecht", {}, 4, 3), ("schiedam-vlaardingen-maassluis", {"contactvenster_dagen": 60}, 3, 4)],
)
def test_drempels_en_punten_komen_uit_de_regio(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, regio: str, anders: dict[str, int],
    aanbieders: int, gezin: float,
) -> None:  # fmt: skip
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(sqlite_url, regio, oefen=True, nu=datetime(2026, 9, 1, 8, tzinfo=UTC), beheerder=None)
    with transactie(sqlite_url) as db:
        drempels = lees_register(db).drempels
        assert drempels["aanbieders_vanaf"] == aanbieders
        assert drempels["contactvenster_dagen"] == anders.get("contactvenster_dagen", 90)
        assert (weging(db).gezin, weging(db).genoeg) == (gezin, 4)
        assert "punten" not in drempels


# -- bad input --------------------------------------------------------------------------------------------------------


def test_van_slechte_invoer_wordt_alles_genoemd_en_niets_gerekend() -> None:
    fout = een_document(
        {"soort": "betrokken", "van": "spook"},
        {"soort": "betrokken", "van": "dewit", "geldig_van": "2026-10-01", "geldig_tot": "2026-09-01"},
        {"soort": "informatie", "van": "vos", "naar": "vos"},
        {"soort": "wijst_naar", "van": "dewit", "naar": "onbekend", "onderwerp": "regie"},
    )
    antwoord = controleer_bestand(json.dumps(fout), "slecht.json")
    assert "bevindingen" not in antwoord
    assert len({f["pad"] for f in antwoord["fouten"]}) == 4
    assert all(f["melding"] and f["casus"] == "C-1" for f in antwoord["fouten"])


def test_een_id_met_opmaak_wordt_geweigerd_en_niet_herhaald() -> None:
    fout = een_document({"soort": "wijst_naar", "van": "dewit", "naar": "<b>x</b>", "onderwerp": "regie"})
    (gevonden,) = controleer_bestand(json.dumps(fout), "slecht.json")["fouten"]
    assert gevonden["pad"] == "relaties[12].naar"
    assert "<b>" not in gevonden["melding"]


def test_niemand_vijfhonderd_mensen_en_een_naam_met_opmaak_gaan_goed() -> None:
    leeg: dict[str, Any] = een_document(relaties=[], personen=[], regie_gebeurtenissen=[])
    assert [b["regel"] for b in controleer_bestand(json.dumps(leeg), "")["bevindingen"]] == ["R01"]
    druk = met_personen(een_document(), *(f"p{nr}" for nr in range(500)))
    druk["relaties"] += [{"soort": "betrokken", "van": f"p{nr}", "domein": "jgz"} for nr in range(500)]
    druk["personen"][0]["weergavenaam"] = "<script>alert(1)</script>"
    assert "fouten" not in controleer_bestand(json.dumps(druk), "")


# -- the commands -----------------------------------------------------------------------------------------------------


def test_de_opdrachten(praktijk: str, capsys: pytest.CaptureFixture[str]) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("informatie",))

    def doorbraak(*wat: str, als: str = "vera_voorbeeld") -> tuple[int, str]:
        rest = ["--database", praktijk, "--als", als, "--nu", "2026-12-03T10:00+01:00"]
        return hoofdprogramma(programma, ["netwerk", *wat, *rest]), capsys.readouterr().out

    def als_json(*wat: str) -> Any:
        code, uit = doorbraak(*wat, "--json")
        assert code == 0, uit
        return json.loads(uit)

    assert als_json("wat-als", CASUS, "--zonder", TEAM)["nieuw"][0]["regel"] == "R02"
    assert "vertrekt, dan:" in doorbraak("wat-als", CASUS, "--zonder", TEAM)[1]
    assert doorbraak("wat-als", CASUS, "--zonder", "niemand")[0] == 2
    assert als_json("wie-vragen", CASUS)["casusnummer"] == CASUS
    assert "punten" in doorbraak("wie-vragen", CASUS)[1]
    assert doorbraak("wie-vragen", CASUS, als="fenna_financier")[0] == 1
    assert doorbraak("antwoord", CASUS, "--regel", "R11", "--oordeel", "weet_niet")[0] == 2
    klopt = als_json("antwoord", CASUS, "--regel", "R11", "--oordeel", "klopt", "--sleutel", "k1")
    assert (klopt["soort"], klopt["sleutel"]) == ("vastgesteld", "k1")
    assert "[beantwoord]" in doorbraak("controleer", "--casus", CASUS)[1]
    assert doorbraak("antwoord", CASUS, "--regel", "R20", "--oordeel", "klopt")[0] == 1
    assert "1 van 1 klopt" in doorbraak("regels")[1]
    assert doorbraak("herstel", "--regel", "R11", "--reden", "zomaar")[0] == 1
