"""A Prefect server of our own on this machine: started when needed, stopped by who started it.

Bound to 127.0.0.1, telemetry off, its own home folder; it holds no truth, only the history of runs.
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
from pathlib import Path

START_SECONDEN = 60


def omgeving(thuis: Path, poort: int) -> dict[str, str]:
    """Return the settings of a local server and of everything that talks to it.

    No results and no parameters of people: tasks get casusnummers only, logs hold no data.
    """
    return {
        "PREFECT_HOME": str(thuis),
        "PREFECT_API_URL": f"http://127.0.0.1:{poort}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_TO_API_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
        "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1",
        "PREFECT_SERVER_EPHEMERAL_ENABLED": "false",
        "PREFECT_CLI_WRAP_LINES": "false",
    }


def vrije_poort() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as kanaal:
        kanaal.bind(("127.0.0.1", 0))
        poort: int = kanaal.getsockname()[1]
        return poort


@contextmanager
def lokale_server(thuis: Path, poort: int | None = None) -> Iterator[dict[str, str]]:
    """Run a Prefect server for as long as the block lasts; yields the environment that talks to it.

    RuntimeError when it is not there within a minute. The server and its children end with the block, also
    when the block fails; it dies with us when we are killed.
    """
    thuis.mkdir(parents=True, exist_ok=True)
    poort = poort or vrije_poort()
    eigen = omgeving(thuis, poort)
    logboek = thuis / "server.log"
    with logboek.open("ab") as uit:
        proces = subprocess.Popen(
            [sys.executable, "-m", "flows.serverproces", str(poort)],
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
