"""The product as somebody installs it: the wheel holds all it needs, away from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]


def draai(*opdracht: str | Path, cwd: Path, **omgeving: str) -> subprocess.CompletedProcess[str]:
    schoon = {
        k: v for k, v in os.environ.items() if not k.startswith(("DOORBRAAK_", "PREFECT_", "PYTHON", "COVERAGE_"))
    }
    return subprocess.run(
        [str(deel) for deel in opdracht],
        cwd=cwd,
        env=schoon | omgeving,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="session")
def wiel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    uit = tmp_path_factory.mktemp("wiel")
    gebouwd = draai(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", uit, WORTEL, cwd=uit)
    assert gebouwd.returncode == 0, gebouwd.stdout[-2000:] + gebouwd.stderr[-2000:]
    return next(uit.glob("*.whl"))


def maak_venv(map_: Path) -> Path:
    draai(sys.executable, "-m", "venv", map_, cwd=map_.parent)
    return map_ / "bin"


def test_in_het_wiel_zit_alles_en_niets_van_de_tests(wiel):
    namen = zipfile.ZipFile(wiel).namelist()
    for nodig in (
        "engine/_config/nl/feestdagen.csv",
        "engine/_config/proces/v1.toml",
        "engine/_config/regios/zuidoost-utrecht/regio.toml",
        "engine/migraties/versies/0001.sqlite.sql",
        "engine/migraties/versies/0001.postgresql.sql",
        "engine/migraties/script.py.mako",
        "engine/netwerk/formaat.schema.json",
        "tui/cli.py",
        "flows/cli.py",
    ):
        assert nodig in namen, nodig
    assert not [naam for naam in namen if naam.startswith("tests/")]


def test_uit_het_wiel_een_regio_inrichten_vanuit_een_andere_map(wiel, tmp_path):
    bin_ = maak_venv(tmp_path / "venv")
    draai(bin_ / "pip", "install", "--no-deps", "--quiet", wiel, cwd=tmp_path)
    # The packages of the test environment, without the checkout itself.
    eigen = next((tmp_path / "venv" / "lib").glob("python*/site-packages"))
    (eigen / "testpakketten.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    anders = tmp_path / "anders"
    anders.mkdir()
    waar = draai(bin_ / "python", "-c", "import engine; print(engine.__file__)", cwd=anders)
    assert str(eigen) in waar.stdout
    init = draai(
        bin_ / "doorbraak",
        "init",
        "--regio",
        "zuidoost-utrecht",
        "--oefen",
        "--database",
        "proef.db",
        "--json",
        cwd=anders,
    )
    assert init.returncode == 0, init.stderr
    assert json.loads(init.stdout)["regio"] == "Zuidoost Utrecht"
    controle = draai(
        bin_ / "doorbraak", "controleer", "--als", "sanne_schrijver", "--database", "proef.db", "--json", cwd=anders
    )
    assert json.loads(controle.stdout)["in_orde"]


@pytest.mark.lang
def test_met_de_extra_demo_in_een_lege_venv_de_demo_spelen(wiel, tmp_path):
    bin_ = maak_venv(tmp_path / "venv")
    geplaatst = draai(
        bin_ / "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "-r",
        WORTEL / "requirements" / "run.txt",
        cwd=tmp_path,
    )
    assert geplaatst.returncode == 0, geplaatst.stderr
    assert draai(bin_ / "pip", "install", "--quiet", f"{wiel}[demo]", cwd=tmp_path).returncode == 0
    uit = draai(bin_ / "doorbraak", "demo", "--json", cwd=tmp_path)
    assert uit.returncode == 0, uit.stderr
    assert json.loads(uit.stdout)["controle"]["in_orde"]
