"""A database with the whole practice region in it; made once per database, copied per test."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from budget.basis.transactie import motor
from engine.regio.inrichten import init

_TELLER = itertools.count(1)
INGERICHT = datetime(2026, 9, 5, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def regiosleutel(werkmap: Path) -> Path:
    return werkmap / "regio.sleutel"


def _richt_in(url: str, sleutel: Path) -> None:
    """Set up the region with this key file; the template of each database has the same one."""
    eerder, bewaard = os.environ.get("DOORBRAAK_SLEUTELBESTAND"), sleutel.with_suffix(".bewaard")
    os.environ["DOORBRAAK_SLEUTELBESTAND"] = str(sleutel)
    try:
        if sleutel.exists():
            sleutel.rename(bewaard)
        init(url, "zuidoost-utrecht", oefen=True, nu=INGERICHT, beheerder="bert_beheer")
        if bewaard.exists():
            bewaard.replace(sleutel)
    finally:
        motor(url).dispose()
        if eerder is None:
            del os.environ["DOORBRAAK_SLEUTELBESTAND"]
        else:
            os.environ["DOORBRAAK_SLEUTELBESTAND"] = eerder


@pytest.fixture(scope="session")
def sqlite_regio(werkmap: Path, sqlite_sjabloon: Path, regiosleutel: Path) -> Path:
    pad = werkmap / "regio.db"
    shutil.copy(sqlite_sjabloon, pad)
    _richt_in(f"sqlite:///{pad}", regiosleutel)
    return pad


@pytest.fixture(scope="session")
def postgres_regio(postgres_beheer: str, postgres_sjabloon: str, regiosleutel: Path) -> str:
    adres = make_url(postgres_beheer).set(drivername="postgresql+psycopg")
    beheer = create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text("DROP DATABASE IF EXISTS regio"))
        verbinding.execute(text(f"CREATE DATABASE regio TEMPLATE {postgres_sjabloon}"))
    _richt_in(adres.set(database="regio").render_as_string(hide_password=False), regiosleutel)
    beheer.dispose()
    return "regio"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what uses `regio` on SQLite; on PostgreSQL too where the database matters, the rest in `make lang`."""
    if "regio" not in metafunc.fixturenames or "regio" in _zelf_gekozen(metafunc):
        return
    beide = metafunc.definition.get_closest_marker("beide") is not None
    postgres = pytest.param("postgres", marks=() if beide else pytest.mark.lang)
    metafunc.parametrize("regio", ["sqlite", postgres], indirect=True)


def _zelf_gekozen(metafunc: pytest.Metafunc) -> set[str]:
    return {naam for merk in metafunc.definition.iter_markers("parametrize") for naam in str(merk.args[0]).split(",")}


@pytest.fixture
def regio(
    request: pytest.FixtureRequest, werkmap: Path, regiosleutel: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The region Zuidoost Utrecht with an open pot."""
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(regiosleutel))
    if request.param == "sqlite":
        sjabloon: Path = request.getfixturevalue("sqlite_regio")
        pad = werkmap / f"regio{next(_TELLER)}.db"
        shutil.copy(sjabloon, pad)
        yield f"sqlite:///{pad}"
        motor(f"sqlite:///{pad}").dispose()
        for rest in pad.parent.glob(f"{pad.name}*"):
            rest.unlink()
        return
    naam, bron = f"regio{os.getpid()}_{next(_TELLER)}", request.getfixturevalue("postgres_regio")
    adres = make_url(request.getfixturevalue("postgres_beheer")).set(drivername="postgresql+psycopg")
    beheer = create_engine(adres, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam} TEMPLATE {bron}"))
    url = adres.set(database=naam).render_as_string(hide_password=False)
    yield url
    motor(url).dispose()
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)"))
    beheer.dispose()
