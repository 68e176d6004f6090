"""`export beancount` and `export hledger`: who may take the whole book along, and what is written."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from beancount.loader import load_file
from sqlalchemy import text

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import lezing
from engine.casus.weigeringen import NietBevoegd
from engine.export.diensten import exporteer_beancount, exporteer_hledger
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

NU = datetime(2026, 9, 7, 8, tzinfo=UTC)


@pytest.mark.parametrize("regio", ["sqlite"], indirect=True)
def test_de_kassier_schrijft_het_grootboek_en_dat_staat_in_het_logboek(
    regio: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for soort, naam in (("beancount", "pot.beancount"), ("hledger", "pot.journal")):
        map_ = tmp_path / soort
        keuzes = ["--uit", str(map_), "--database", regio, "--als", "karin_kassier", "--json"]
        code = hoofdprogramma(programma, ["export", soort, *keuzes])
        uit, fout = capsys.readouterr()
        assert code == 0, fout
        assert json.loads(uit) == {"bestanden": [str(map_ / naam)]}
        with lezing(regio) as db:
            gelogd = text("SELECT COUNT(*) FROM inzagelog WHERE object = :o")
            assert db.execute(gelogd, {"o": f"export/{soort}/journaal"}).scalar() >= 1
    assert load_file(str(tmp_path / "beancount" / "pot.beancount"))[1] == []


@pytest.mark.parametrize("rol", [Rol.FINANCIER, Rol.TAFELDEELNEMER, Rol.CASUSREGISSEUR])
def test_wie_niet_het_hele_grootboek_ziet_neemt_het_niet_mee(rol: Rol, regio: str) -> None:
    wie = Gebruiker("frank_financier", rol, "gemeente_zeist")
    for maak in (exporteer_beancount, exporteer_hledger):
        with lezing(regio) as db, pytest.raises(NietBevoegd):
            maak(db, wie, NU)
