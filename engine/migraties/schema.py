"""Make the schema of an empty database."""

from __future__ import annotations

from sqlalchemy import text

from budget.basis.transactie import VERSIES, motor
from budget.grootboek.schema import ddl
from engine.migraties.tabellen import alle_tabellen


def maak_schema(url: str) -> None:
    """Bring the database to the newest version."""
    gekozen = motor(url)
    with gekozen.begin() as verbinding:
        alle_tabellen().create_all(verbinding)
        for opdracht in ddl(verbinding.dialect.name):
            verbinding.exec_driver_sql(opdracht)
        verbinding.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
        verbinding.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": VERSIES[-1]})
