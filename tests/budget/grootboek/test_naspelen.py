"""The acceptance scenarios of the pot, played on both databases."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from budget.afletteren.naspelen import Naspeelbank
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek.naspelen import naspelen
from tests.budget.export.keuring import bezwaren

SCENARIOS = Path(__file__).with_name("scenarios.yaml")
VOORBEELDEN = Path(
    os.environ.get("DOORBRAAK_VOORBEELDEN") or Path(__file__).parents[4] / "shared/financien/voorbeelden"
)
ALLE = [str(s["nr"]) for s in yaml.safe_load(SCENARIOS.read_text())["scenarios"]]
ZONDER_BANK = ["1", "2", "2b", "4", "5", "12", "21", "22"]
BANKBESTANDEN = {"17", "17b", "18", "18b", "19", "20"}
MET_BESTAND = {"17b", "18", "18b", "19", "20"}
"""These read bank files of others, which are not part of this repository."""
MET_DE_HAND = [nr for nr in ALLE if nr not in BANKBESTANDEN]


@pytest.mark.parametrize("nr", ZONDER_BANK)
def test_scenario_zonder_bank(nr: str, url: str) -> None:
    (uitslag,) = naspelen(SCENARIOS, lambda: url, nr)
    assert [stap.afwijkingen for stap in uitslag.stappen if stap.afwijkingen] == []


@pytest.mark.parametrize("nr", [nr for nr in ALLE if nr not in MET_BESTAND])
def test_scenario_met_de_bank_van_het_product(nr: str, url: str) -> None:
    (uitslag,) = naspelen(SCENARIOS, lambda: url, nr, bank=Naspeelbank())
    assert [(stap.stap, stap.doe, stap.afwijkingen) for stap in uitslag.stappen if stap.afwijkingen] == []
    if "sqlite" in url:
        assert bezwaren(url) == []


@pytest.mark.skipif(not VOORBEELDEN.is_dir(), reason="de verzameling bankbestanden van anderen is er niet")
@pytest.mark.parametrize("nr", sorted(MET_BESTAND))
def test_scenario_met_bankbestanden_van_anderen(nr: str, url: str, tmp_path: Path) -> None:
    (tmp_path / "scenarios.yaml").symlink_to(SCENARIOS)
    (tmp_path / "voorbeelden").symlink_to(VOORBEELDEN)
    (uitslag,) = naspelen(tmp_path / "scenarios.yaml", lambda: url, nr, bank=Naspeelbank())
    assert [(stap.stap, stap.doe, stap.afwijkingen) for stap in uitslag.stappen if stap.afwijkingen] == []
    if "sqlite" in url:
        assert bezwaren(url) == []


@pytest.mark.parametrize("nr", ["18", "19"])
def test_een_bankbestand_dat_er_niet_is_wordt_genoemd(nr: str, sqlite_url: str) -> None:
    with pytest.raises(OnbruikbareInvoer, match="dit bestand is er niet"):
        naspelen(SCENARIOS, lambda: sqlite_url, nr, bank=Naspeelbank())


@pytest.mark.parametrize("nr", MET_DE_HAND)
def test_scenario_met_de_hand_geboekt(nr: str, url: str) -> None:
    (uitslag,) = naspelen(SCENARIOS, lambda: url, nr, zelf_boeken=True)
    assert [(stap.stap, stap.doe, stap.afwijkingen) for stap in uitslag.stappen if stap.afwijkingen] == []
