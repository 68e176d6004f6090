"""Runners on a PostgreSQL with many new casussen: start them, kill them, and see what went out."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
from sqlalchemy import text
from sqlalchemy.engine import make_url

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import transactie
from engine.register.diensten import leg_regio_vast, registreer_login
from tests.opslag.herinnerwereld import BEGIN, een_casus, zuidoost

CASUSSEN = 120


def richt_in(url: str, aantal: int = CASUSSEN) -> None:
    """A region whose runner is the login of the tests, with new casussen that wait for their receipt."""
    with transactie(url) as db:
        leg_regio_vast(db, zuidoost(), BEGIN, oefen=True)
        login = db.execute(text("SELECT session_user")).scalar_one()
        registreer_login(db, login, SYSTEEM.persoon, BEGIN)
        for nummer in range(aantal):
            een_casus(db, f"DT-{nummer:06}", status="aangemeld", aanmelder="berend_brug")


def ontvangstberichten(url: str) -> list[str]:
    """The keys of the receipts; read with a connection of its own, since the pool may hold broken ones."""
    adres = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(adres) as db:
        return [sleutel for (sleutel,) in db.execute("SELECT sleutel FROM outbox WHERE soort = 'ontvangstbevestiging'")]


def alles_een_keer(url: str, aantal: int = CASUSSEN) -> bool:
    berichten = ontvangstberichten(url)
    assert len(berichten) == len(set(berichten)) <= aantal
    return len(berichten) == aantal


@contextmanager
def proces(*opdracht: str, uit: Path, **omgeving: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own, with its output in a file; killed at the end, however it ended."""
    with uit.open("ab") as stroom:
        kind = subprocess.Popen(
            opdracht, env=os.environ | omgeving, stdout=stroom, stderr=stroom, start_new_session=True
        )
    try:
        yield kind
    finally:
        dood(kind)


def dood(kind: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(kind.pid, signal.SIGKILL)
    kind.wait()
