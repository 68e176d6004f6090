"""A Prefect server of our own on this machine: started when needed, stopped by who started it.

Bound to 127.0.0.1 unless another address is asked for, which needs a password; telemetry off, its own home folder.
It holds no truth, only the history of runs, and that for a month. PREFECT_API_DATABASE_CONNECTION_URL puts that history
in PostgreSQL, which more than one machine needs.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from budget.basis.weigering import Weigering

START_SECONDEN = 90
DEZE_MACHINE = "127.0.0.1"
BEWAARD = timedelta(days=30)
"""So long the history of runs is kept; events, which are many, a week."""


class InlogOntbreekt(Weigering):
    """A server that others can reach without a password shows casusnummers to everybody in the network."""

    code = "prefect_inlog_ontbreekt"
    exitcode = 2

    def __init__(self, adres: str) -> None:
        super().__init__(
            f"De Prefect-server zou op {adres} zonder wachtwoord voor iedereen bereikbaar zijn.",
            oplossing="Zet DOORBRAAK_PREFECT_INLOG op naam:wachtwoord, of laat --adres weg.",
        )


def omgeving(thuis: Path, poort: int, adres: str = DEZE_MACHINE, inlog: str | None = None) -> dict[str, str]:
    """Return the settings of a server and of everything on this machine that talks to it.

    No results and no parameters of people: tasks get casusnummers only, logs stay out of the database.
    Refusal: prefect_inlog_ontbreekt for another address without a password.
    """
    if adres != DEZE_MACHINE and not inlog:
        raise InlogOntbreekt(adres)
    zelf = DEZE_MACHINE if adres == "0.0.0.0" else adres
    return {
        "PREFECT_HOME": str(thuis),
        "PREFECT_API_URL": f"http://{zelf}:{poort}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(int(BEWAARD.total_seconds())),
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P7D",
        # In memory a killed run would hold its slot for minutes after a restart.
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_CLI_WRAP_LINES": "false",
        **({"PREFECT_SERVER_API_AUTH_STRING": inlog, "PREFECT_API_AUTH_STRING": inlog} if inlog else {}),
    }


def vrije_poort() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as kanaal:
        kanaal.bind(("127.0.0.1", 0))
        poort: int = kanaal.getsockname()[1]
        return poort


@contextmanager
def lokale_server(
    thuis: Path, poort: int | None = None, adres: str = DEZE_MACHINE, inlog: str | None = None
) -> Iterator[dict[str, str]]:
    """Run a Prefect server for as long as the block lasts; yields the environment that talks to it.

    Refusal: prefect_inlog_ontbreekt. RuntimeError when it is not there within a minute and a half.
    The server and its children end with the block, also when the block fails; it dies with us when we are killed.
    """
    poort = poort or vrije_poort()
    eigen = omgeving(thuis, poort, adres, inlog)
    thuis.mkdir(parents=True, exist_ok=True)
    logboek = thuis / "server.log"
    with logboek.open("ab") as uit:
        proces = subprocess.Popen(
            [sys.executable, "-m", "flows.serverproces", adres, str(poort)],
            env=os.environ | eigen,
            stdin=subprocess.PIPE,
            stdout=uit,
            stderr=uit,
            start_new_session=True,
        )
    try:
        _wacht_tot_hij_antwoordt(proces, eigen["PREFECT_API_URL"], logboek)
        yield eigen
    finally:
        _stop(proces)


def _wacht_tot_hij_antwoordt(proces: subprocess.Popen[bytes], url: str, logboek: Path) -> None:
    grens = time.monotonic() + START_SECONDEN
    while time.monotonic() < grens:
        if proces.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"de Prefect-server startte niet; zie {logboek}")


def _stop(proces: subprocess.Popen[bytes]) -> None:
    if proces.stdin is not None:
        proces.stdin.close()
    try:
        proces.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(proces.pid, signal.SIGKILL)
        proces.wait()
