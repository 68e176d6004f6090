"""Run flows as a person or a service does, ask the Prefect server, and wait until something is so."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import urllib.request
from base64 import b64encode
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text

from budget.basis.transactie import lezing

FLOWS = [sys.executable, "-m", "flows.cli"]


@dataclass(frozen=True)
class Dienst:
    """A running `doorbraak-flows start`: its database, its process, and how others reach its server."""

    database: str
    proces: subprocess.Popen[str]
    omgeving: dict[str, str]


def in_prefect(omgeving: dict[str, str]) -> str:
    """Everything that the server has on disk, its database with all columns and its log, as one text."""
    thuis = Path(omgeving["PREFECT_HOME"])
    stukken = []
    with closing(sqlite3.connect(f"file:{thuis / 'prefect.db'}?mode=ro", uri=True)) as db:
        tabellen = [naam for (naam,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for tabel in tabellen:
            stukken += [repr(rij) for rij in db.execute(f'SELECT * FROM "{tabel}"')]
    rest = [pad for pad in thuis.rglob("*") if pad.is_file() and "prefect.db" not in pad.name]
    return "\n".join([*stukken, *(pad.read_text(errors="replace") for pad in rest)])


def vraag(omgeving: dict[str, str], pad: str, **inhoud: Any) -> Any:
    kop = {"Content-Type": "application/json"}
    if inlog := omgeving.get("PREFECT_API_AUTH_STRING"):
        kop["Authorization"] = f"Basic {b64encode(inlog.encode()).decode()}"
    verzoek = urllib.request.Request(f"{omgeving['PREFECT_API_URL']}/{pad}", json.dumps(inhoud).encode(), kop)
    with urllib.request.urlopen(verzoek, timeout=10) as antwoord:
        return json.load(antwoord)


def vraag_met(api: dict[str, str], pad: str) -> Any:
    """Ask, and answer nothing while nobody listens."""
    try:
        return vraag(api, pad)
    except OSError:
        return []


def draai(omgeving: dict[str, str], url: str, *argumenten: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FLOWS, "--database", url, *argumenten],
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def outbox(url: str) -> list[str]:
    with lezing(url) as db:
        return list(db.execute(text("SELECT onderwerp FROM outbox ORDER BY nummer")).scalars())


def wacht(kijk: Any, seconden: float) -> Any:
    grens = time.monotonic() + seconden
    while time.monotonic() < grens:
        if gevonden := kijk():
            return gevonden
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")
