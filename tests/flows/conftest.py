"""One Prefect server for all tests of the flows, started as people start it: `doorbraak-flows start`."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.server import omgeving, vrije_poort
from tests.flows.flowwereld import FLOWS, Dienst, vraag_met, wacht


@pytest.fixture(scope="session")
def dienst(werkmap: Path, praktijk_sjabloon: Path, praktijk_sleutel: Path) -> Iterator[Dienst]:
    """The service on a practice region of its own; ready when its schedules are known."""
    map_ = werkmap / "dienst"
    map_.mkdir()
    shutil.copy(praktijk_sjabloon, map_ / "praktijk.db")
    adres, poort = f"sqlite:///{map_}/praktijk.db", vrije_poort()
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PREFECT_")}
    proces = subprocess.Popen(
        [*FLOWS, "--database", adres, "start", "--poort", str(poort)],
        env=schoon | {"DOORBRAAK_SLEUTELBESTAND": str(praktijk_sleutel)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    loopt = Dienst(adres, proces, omgeving(map_ / "praktijk.db.prefect", poort))
    try:
        wacht(lambda: vraag_met(loopt.omgeving, "deployments/filter"), 120)
        yield loopt
    finally:
        if proces.poll() is None:
            proces.send_signal(signal.SIGINT)
            proces.communicate(timeout=60)


@pytest.fixture
def server(dienst: Dienst) -> dict[str, str]:
    """What a command needs to use the server of the service."""
    return dienst.omgeving
