"""The one way into the database: `transactie` to change, `lezing` to look; SQLite and PostgreSQL alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session, create_engine

from budget.basis.weigering import Weigering

Sessie = Session
"""The open transaction that every use case and question works in; it never commits itself."""

VERSIES = ("0001",)
"""Every version of the schema that this program knows, oldest first; the last is the one it works with."""

WACHT_SECONDEN = 10
_VEILIGE_WAL = (3, 51, 3)


class DatabaseOnbereikbaar(Weigering):
    code = "database_onbereikbaar"
    exitcode = 4

    def __init__(self, waar: str) -> None:
        super().__init__(
            f"De database {waar} is niet te bereiken.",
            oplossing="Controleer het pad of het adres (--database of DOORBRAAK_DATABASE) en of de server draait.",
        )


class NietIngericht(Weigering):
    code = "niet_ingericht"
    exitcode = 4

    def __init__(self, waar: str) -> None:
        super().__init__(
            f"De database {waar} is nog niet ingericht.",
            oplossing="Richt haar in met 'doorbraak init --regio MAP', of probeer eerst 'doorbraak demo'.",
        )


class DatabaseNieuwer(Weigering):
    code = "database_nieuwer"
    exitcode = 4

    def __init__(self, versie: str) -> None:
        super().__init__(
            f"De database is van een nieuwere versie ({versie}) dan dit programma ({VERSIES[-1]}).",
            oplossing="Werk dit programma bij; de database is niet aangeraakt.",
        )


class DatabaseOuder(Weigering):
    code = "database_ouder"
    exitcode = 4

    def __init__(self, versie: str) -> None:
        super().__init__(
            f"De database is van een oudere versie ({versie}) dan dit programma ({VERSIES[-1]}).",
            oplossing="Maak een back-up en volg docs/beheer/bijwerken.md; de database is niet aangeraakt.",
        )


class DatabaseBezet(Weigering):
    code = "database_bezet"
    exitcode = 4

    def __init__(self) -> None:
        super().__init__(
            f"Een ander programma houdt de database langer dan {WACHT_SECONDEN} seconden bezet."
            " Er is niets vastgelegd.",
            oplossing="Wacht even en probeer het opnieuw; met dezelfde --sleutel gebeurt niets dubbel.",
        )


class SchijfVol(Weigering):
    code = "schijf_vol"
    exitcode = 4

    def __init__(self) -> None:
        super().__init__(
            "De schijf is vol; er is niets vastgelegd.",
            oplossing="Maak ruimte vrij en probeer het opnieuw; met dezelfde --sleutel gebeurt niets dubbel.",
        )


class AlleenLezen(Weigering):
    code = "alleen_lezen"
    exitcode = 4

    def __init__(self, waar: str) -> None:
        super().__init__(
            f"In {waar} mag of kan niet worden geschreven; er is niets vastgelegd.",
            oplossing="Kies een andere map met --database, of vraag de beheerder om schrijfrechten.",
        )


class GeenDatabase(Weigering):
    code = "geen_database"
    exitcode = 4

    def __init__(self, waar: str) -> None:
        super().__init__(
            f"{waar} is geen database van dit programma.",
            oplossing="Controleer het pad bij --database; het bestand is niet aangeraakt.",
        )


def _sqlite_module() -> ModuleType:
    """Return the newest SQLite at hand; the system's own may carry the WAL-reset fault."""
    try:
        import pysqlite3
    except ImportError:
        return sqlite3
    nieuwer: bool = pysqlite3.sqlite_version_info > sqlite3.sqlite_version_info
    return pysqlite3.dbapi2 if nieuwer else sqlite3


@cache
def bestand(url: str) -> Path | None:
    """Return the file of a SQLite database, None for a server."""
    adres = make_url(url)
    return Path(adres.database) if adres.get_backend_name() == "sqlite" and adres.database else None


def toonbaar(url: str) -> str:
    """Name the database without user name and password."""
    pad = bestand(url)
    if pad is not None:
        return str(pad)
    adres = make_url(url)
    return f"{adres.host or 'deze computer'}/{adres.database or ''}"


@cache
def motor(url: str) -> Engine:
    """Return the engine of this address, made once per process; refusal: database_onbereikbaar."""
    try:
        adres = make_url(url)
    except ArgumentError:
        raise DatabaseOnbereikbaar(url) from None
    if adres.get_backend_name() == "postgresql":
        gekozen = create_engine(adres.set(drivername="postgresql+psycopg"), connect_args={"connect_timeout": 5})

        @event.listens_for(gekozen, "connect")
        def _pg_verbonden(verbinding: Any, _: Any) -> None:
            verbinding.execute(f"SET lock_timeout = '{WACHT_SECONDEN}s'")
            verbinding.execute("SET timezone = 'UTC'")
            verbinding.commit()

        return gekozen
    if adres.get_backend_name() != "sqlite" or not adres.database:
        raise DatabaseOnbereikbaar(toonbaar(url))
    module = _sqlite_module()
    # A full cache of the driver throws its newest statement away, and preparing one with its triggers costs ten times
    # running it: room for every statement of the product.
    instellingen = {"timeout": WACHT_SECONDEN, "check_same_thread": False, "cached_statements": 4096}
    gekozen = create_engine(adres, module=module, connect_args=instellingen)
    modus = "WAL" if module.sqlite_version_info >= _VEILIGE_WAL else "DELETE"

    @event.listens_for(gekozen, "connect")
    def _verbonden(verbinding: Any, _: Any) -> None:
        # The driver must not begin by itself: BEGIN IMMEDIATE takes the write lock before anything is read.
        verbinding.isolation_level = None
        verbinding.execute(f"PRAGMA journal_mode={modus}")
        verbinding.execute("PRAGMA synchronous=FULL")
        verbinding.execute("PRAGMA foreign_keys=ON")
        verbinding.execute("PRAGMA recursive_triggers=ON")

    @event.listens_for(gekozen, "begin")
    def _begin(verbinding: Any) -> None:
        lezen = verbinding.get_execution_options().get("lezen", False)
        _op_de_driver(verbinding, "BEGIN" if lezen else "BEGIN IMMEDIATE")

    return gekozen


@contextmanager
def transactie(url: str) -> Iterator[Sessie]:
    """Open the write transaction of one use case: all of it is stored, or nothing.

    A Weigering with `onthoud` (raised by the ledger) rolls back everything, is remembered in a transaction of its own
    and raised on; every other exception rolls back everything. No savepoint for that: on SQLite an open savepoint makes
    every later statement copy the pages that it changes, which costs a long transaction more than its work.
    Refusals: database_onbereikbaar, niet_ingericht, database_nieuwer, database_ouder, database_bezet,
    schijf_vol, alleen_lezen, geen_database.
    """
    with vertaald(url), Session(_gereed(url), expire_on_commit=False) as db:
        db.connection()
        try:
            yield db
            db.commit()
        except Weigering as weigering:
            db.rollback()
            onthoud = getattr(weigering, "onthoud", None)
            if onthoud is not None:
                db.expunge_all()
                onthoud(db)
                db.commit()
            raise


def _op_de_driver(verbinding: Connection, sql: str) -> None:
    """Execute what every transaction begins with, without the forty microseconds that SQLAlchemy adds to it."""
    try:
        verbinding.connection.dbapi_connection.cursor().execute(sql)  # type: ignore[union-attr]
    except verbinding.dialect.loaded_dbapi.Error as fout:
        raise DBAPIError(sql, None, fout) from fout


@contextmanager
def lezing(url: str) -> Iterator[Sessie]:
    """Open one consistent view of the database; nothing can be stored in it. Refusals as `transactie`."""
    with vertaald(url), Session(_gereed(url).execution_options(lezen=True), expire_on_commit=False) as db:
        if db.get_bind().dialect.name == "postgresql":
            db.connection().exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield db
        db.rollback()


def is_postgres(db: Sessie) -> bool:
    """Say which of the two databases this is."""
    return db.get_bind().dialect.name == "postgresql"


_gezien: set[str] = set()


def _gereed(url: str) -> Engine:
    """Return the engine of a database that is there and of this version."""
    pad = _bestand_of_fout(url)
    if pad is not None and not pad.exists():
        _gezien.discard(url)
        raise NietIngericht(toonbaar(url))
    gekozen = motor(url)
    if url in _gezien:
        return gekozen
    versie = schemaversie(gekozen)
    if versie is None:
        raise NietIngericht(toonbaar(url))
    if versie not in VERSIES:
        raise DatabaseNieuwer(versie)
    if versie != VERSIES[-1]:
        raise DatabaseOuder(versie)
    _gezien.add(url)
    return gekozen


def _bestand_of_fout(url: str) -> Path | None:
    """Return the file of the address; an address that cannot be read is refused as database_onbereikbaar."""
    try:
        return bestand(url)
    except ArgumentError:
        raise DatabaseOnbereikbaar(url) from None


def vergeet(url: str) -> None:
    """Close the connections of this address and look again at the next use; for a file that is replaced."""
    if url in _gezien:
        _gezien.discard(url)
        motor(url).dispose()


def schemaversie(gekozen: Engine) -> str | None:
    """Return the version that the database says it has; None when it was never set up."""
    bestaat = (
        "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        if gekozen.dialect.name == "sqlite"
        else "SELECT 1 FROM pg_tables WHERE tablename = 'alembic_version' AND schemaname = current_schema()"
    )
    with gekozen.execution_options(lezen=True).connect() as verbinding:
        if verbinding.execute(text(bestaat)).first() is None:
            return None
        rij = verbinding.execute(text("SELECT version_num FROM alembic_version")).first()
        return None if rij is None else str(rij[0])


@contextmanager
def vertaald(url: str) -> Iterator[None]:
    """Turn what the driver says of a full disk, a lock or a missing server into a refusal in Dutch."""
    try:
        yield
    except DBAPIError as fout:
        weigering = _weigering_bij(url, str(fout.orig).lower())
        if weigering is None:
            raise
        raise weigering from None


def _weigering_bij(url: str, tekst: str) -> Weigering | None:
    if "disk is full" in tekst or "no space left" in tekst:
        return SchijfVol()
    if "locked" in tekst or "lock timeout" in tekst:
        return DatabaseBezet()
    if "readonly" in tekst or "read-only" in tekst:
        return AlleenLezen(toonbaar(url))
    if "not a database" in tekst or "malformed" in tekst:
        return GeenDatabase(toonbaar(url))
    if "unable to open" in tekst or "connection" in tekst or ("does not exist" in tekst and "database" in tekst):
        return DatabaseOnbereikbaar(toonbaar(url))
    return None
