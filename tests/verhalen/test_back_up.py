"""The back-up of docs/beheer/back-up.md: safe while others work, whole when it comes back, names only with the key."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from budget.basis import transactie
from engine.casus.formaat import Aanmelding
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

DOORBRAAK = Path(sys.executable).with_name("doorbraak")


def kopieer(bron: str, doel: Path) -> None:
    """What `sqlite3 BRON ".backup DOEL"` does, with the SQLite of the program."""
    module = transactie._sqlite_module()
    with closing(module.connect(bron)) as van, closing(module.connect(doel)) as naar:
        van.backup(naar, pages=20)


def test_een_kopie_terwijl_anderen_melden_is_heel(
    praktijk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    omgeving = os.environ | {"DOORBRAAK_DATABASE": praktijk, "DOORBRAAK_GEBRUIKER": "sanne_schrijver"}
    bezig = []
    for nummer in range(3):
        bestand = tmp_path / f"{nummer}.yaml"
        bestand.write_text(Aanmelding.VOORBEELD.replace("F-2026-0001", f"F-{nummer}"))
        opdracht = [str(DOORBRAAK), "casus", "meld", "--bestand", str(bestand)]
        bezig.append(subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.DEVNULL))
    kopie = tmp_path / "kopie.db"
    kopieer(praktijk.removeprefix("sqlite:///"), kopie)
    assert [ander.wait(timeout=60) for ander in bezig] == [0, 0, 0]
    with closing(transactie._sqlite_module().connect(kopie)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert hoofdprogramma(programma, ["--database", str(kopie), "controleer", "--als", "SYSTEEM"]) == 0
    assert "Alles is in orde." in capsys.readouterr().out


def test_een_kopie_zonder_sleutel_noemt_geen_namen(
    praktijk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bestand, kopie = tmp_path / "a.yaml", tmp_path / "kopie.db"
    bestand.write_text(Aanmelding.VOORBEELD)
    melden = ["--database", praktijk, "--als", "sanne_schrijver", "casus", "meld", "--bestand", str(bestand)]
    assert hoofdprogramma(programma, melden) == 0
    kopieer(praktijk.removeprefix("sqlite:///"), kopie)
    assert b"Noor Bedacht" not in kopie.read_bytes()
    monkeypatch.delenv("DOORBRAAK_SLEUTELBESTAND")
    for opdracht, code in (("pot stand", 0), ("controleer", 0), ("casus lijst --zoek Noor", 4)):
        argumenten = ["--database", str(kopie), "--als", "sanne_schrijver", *opdracht.split()]
        assert hoofdprogramma(programma, argumenten) == code, opdracht
    assert "sleutelbestand" in capsys.readouterr().err
