"""Run the frozen statements of one migration, in the words of the database at hand."""

from __future__ import annotations

from pathlib import Path

SCHEIDING = "\n-- >>\n"
"""Between two statements in a file; a trigger holds semicolons of its own."""


def bestand_van(revisie: str, dialect: str) -> Path:
    """Return the file with the statements of a revision for a dialect."""
    return Path(__file__).parent / "versies" / f"{revisie}.{dialect}.sql"


def voer_uit(revisie: str) -> None:
    """Run every statement of this revision on the connection of the migration."""
    from alembic import op

    verbinding = op.get_bind()
    for opdracht in bestand_van(revisie, verbinding.dialect.name).read_text(encoding="utf-8").split(SCHEIDING):
        verbinding.exec_driver_sql(opdracht)
