"""Bring the schema of a database to the newest version, by the chain of migrations that comes with the product."""

from __future__ import annotations

from pathlib import Path

from budget.basis.transactie import motor


def maak_schema(url: str) -> None:
    """Bring an empty database, or one of an older version, to the newest version: all of it or nothing."""
    from alembic import command
    from alembic.config import Config

    instelling = Config()
    instelling.set_main_option("script_location", str(Path(__file__).parent))
    instelling.set_main_option("version_locations", str(Path(__file__).parent / "versies"))
    instelling.set_main_option("path_separator", "os")
    with motor(url).begin() as verbinding:
        instelling.attributes["verbinding"] = verbinding
        command.upgrade(instelling, "head")
