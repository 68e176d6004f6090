"""`pot naspelen` and `oefen simuleer`: exit codes and answers of the contract."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tui.cli import programma
from tui.luiegroep import hoofdprogramma

SCENARIOS = Path(__file__).parents[1] / "budget" / "grootboek" / "scenarios.yaml"


def test_een_scenario_dat_klopt(capsys):
    assert hoofdprogramma(programma, ["pot", "naspelen", "--bestand", str(SCENARIOS), "--scenario", "2", "--json"]) == 0
    (uitslag,) = json.loads(capsys.readouterr().out)
    assert (uitslag["scenario"], uitslag["naam"]) == ("2", "reserveren tot de pot leeg is")
    eerste, tweede = uitslag["stappen"][:2]
    assert (eerste["stap"], eerste["doe"], eerste["uitkomst"], eerste["code"]) == (1, "reservering", "geboekt", None)
    assert (tweede["uitkomst"], tweede["code"]) == ("geweigerd", "onvoldoende_beschikbaar")
    assert eerste["beschikbaar"] == 5_000_000
    assert eerste["saldi"]["9100"] == 20_000_000
    assert "9500" not in eerste["saldi"]


def test_een_verwachting_die_niet_uitkomt_geeft_drie(tmp_path, capsys):
    document = yaml.safe_load(SCENARIOS.read_text())
    document["scenarios"] = [s for s in document["scenarios"] if s["nr"] == 2]
    document["scenarios"][0]["stappen"][0]["verwacht"]["beschikbaar"] = 1
    anders = tmp_path / "anders.yaml"
    anders.write_text(yaml.safe_dump(document, allow_unicode=True))
    assert hoofdprogramma(programma, ["pot", "naspelen", "--bestand", str(anders)]) == 3
    assert "stap 1 reservering" in capsys.readouterr().out


@pytest.mark.parametrize("tekst", ["formaat: iets-anders/1", "geen: yaml: meer", "[]"])
def test_een_onbruikbaar_bestand_geeft_twee(tmp_path, tekst, capsys):
    (tmp_path / "f.yaml").write_text(tekst)
    assert hoofdprogramma(programma, ["pot", "naspelen", "--bestand", str(tmp_path / "f.yaml"), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["fouten"]


def test_een_simulatie_telt_wat_er_gebeurde(capsys):
    assert hoofdprogramma(programma, ["oefen", "simuleer", "--zaad", "3", "--stappen", "200", "--json"]) == 0
    uitslag = json.loads(capsys.readouterr().out)
    assert uitslag["gebroken"] == []
    assert sum(uitslag["opdrachten"]["gebeurd"].values()) > 50
    assert sum(uitslag["opdrachten"]["geweigerd"].values()) > 20
