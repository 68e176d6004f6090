"""The acceptance scenarios of the pot, played on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from budget.grootboek.naspelen import naspelen

SCENARIOS = Path(__file__).with_name("scenarios.yaml")
ALLE = [str(s["nr"]) for s in yaml.safe_load(SCENARIOS.read_text())["scenarios"]]
ZONDER_BANK = ["1", "2", "2b", "4", "5", "12", "21", "22"]
BANKBESTANDEN = {"17", "17b", "18", "18b", "19", "20"}
MET_DE_HAND = [nr for nr in ALLE if nr not in BANKBESTANDEN]


@pytest.mark.parametrize("nr", ZONDER_BANK)
def test_scenario_zonder_bank(nr: str, url: str) -> None:
    (uitslag,) = naspelen(SCENARIOS, lambda: url, nr)
    assert [stap.afwijkingen for stap in uitslag.stappen if stap.afwijkingen] == []


@pytest.mark.parametrize("nr", MET_DE_HAND)
def test_scenario_met_de_hand_geboekt(nr: str, url: str) -> None:
    (uitslag,) = naspelen(SCENARIOS, lambda: url, nr, zelf_boeken=True)
    assert [(stap.stap, stap.doe, stap.afwijkingen) for stap in uitslag.stappen if stap.afwijkingen] == []
