"""How soon a command answers: the help and the state of the pot, from the start of the process, beside an empty Python.

Goals: `doorbraak --help` within 0.3 s, `pot stand` within 1 s. What a user has after the first day: compiled modules.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

pytestmark = pytest.mark.meting
DOORBRAAK = Path(sys.executable).with_name("doorbraak")
WORTEL = Path(__file__).parents[2]
KEREN = 7


@pytest.fixture(scope="module")
def omgeving() -> dict[str, str]:
    """The environment of a user, with every module compiled before."""
    for map_ in ("budget", "engine", "flows", "tui"):
        compileall.compile_dir(WORTEL / map_, quiet=2)
    return {naam: waarde for naam, waarde in os.environ.items() if naam != "PYTHONDONTWRITEBYTECODE"}


def _seconden(omgeving: dict[str, str], *opdracht: str | Path) -> float:
    """Return the fastest of several starts, until the process is gone."""
    tijden = []
    for _ in range(KEREN):
        begin = perf_counter()
        subprocess.run(opdracht, env=omgeving, check=True, stdout=subprocess.DEVNULL)
        tijden.append(perf_counter() - begin)
    return min(tijden)


@pytest.fixture(scope="module")
def leeg(omgeving: dict[str, str]) -> float:
    """The base: Python that does nothing."""
    return _seconden(omgeving, sys.executable, "-c", "pass")


def _toon(naam: str, duur: float, grens: float, leeg: float) -> None:
    print(f"{naam}: {duur:.3f} s (grens {grens} s), {duur / leeg:.0f} keer een leeg Python ({leeg:.3f} s)")


def test_de_hulptekst(omgeving: dict[str, str], leeg: float, record_property) -> None:
    duur = _seconden(omgeving, DOORBRAAK, "--help")
    record_property("help_s", round(duur, 3))
    _toon("doorbraak --help", duur, 0.3, leeg)
    assert duur < 0.3


def test_de_stand_van_de_pot(omgeving: dict[str, str], leeg: float, praktijk: str, record_property) -> None:
    duur = _seconden(omgeving, DOORBRAAK, "pot", "stand", "--database", praktijk.removeprefix("sqlite:///"))
    record_property("pot_stand_s", round(duur, 3))
    _toon("doorbraak pot stand", duur, 1, leeg)
    assert duur < 1


def test_de_stand_van_de_pot_laadt_niets_wat_zij_niet_nodig_heeft(omgeving: dict[str, str], praktijk: str) -> None:
    uit = subprocess.run(
        [sys.executable, "-X", "importtime", DOORBRAAK, "pot", "stand", "--database", praktijk.removeprefix("sqlite:///")],
        env=omgeving, check=True, capture_output=True, text=True,
    )  # fmt: skip
    geladen = {regel.rsplit("|", 1)[-1].strip() for regel in uit.stderr.splitlines()}
    zwaar = {"alembic", "cryptography", "lxml", "networkx", "prefect", "schwifty", "sqlalchemy.dialects.postgresql",
             "textual", "yaml"}  # fmt: skip
    assert not geladen & zwaar
