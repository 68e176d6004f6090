"""Search in the neutral words of a casus by the beginning of a word, with the index of the database itself.

SQLite: an FTS5 table kept by triggers; PostgreSQL: a GIN index on the words. Names are not in here: they are found
through their keyed prefixes (engine.inzage.kluis).
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, Select, column, event, func, literal_column, table, text
from sqlmodel import SQLModel, col

from budget.basis.transactie import Sessie, is_postgres
from engine.casus.opslag import CasusRij

_WOORD = re.compile(r"\w+")

_SQLITE = (
    "CREATE VIRTUAL TABLE casus_zoek USING fts5(nummer UNINDEXED, woorden, prefix = '3 4')",
    """CREATE TRIGGER casus_zoek_nieuw AFTER INSERT ON casus BEGIN
    INSERT INTO casus_zoek (nummer, woorden) VALUES (NEW.nummer, NEW.vraag || ' ' || NEW.gemeente || ' ' ||
        replace(coalesce(NEW.school, ''), '_', ' '));
END""",
    """CREATE TRIGGER casus_zoek_wijzig AFTER UPDATE OF vraag, gemeente, school ON casus BEGIN
    DELETE FROM casus_zoek WHERE nummer = OLD.nummer;
    INSERT INTO casus_zoek (nummer, woorden) VALUES (NEW.nummer, NEW.vraag || ' ' || NEW.gemeente || ' ' ||
        replace(coalesce(NEW.school, ''), '_', ' '));
END""",
    "CREATE TRIGGER casus_zoek_weg AFTER DELETE ON casus BEGIN DELETE FROM casus_zoek WHERE nummer = OLD.nummer; END",
)
_WOORDEN = (
    "to_tsvector('simple'::regconfig, vraag || ' ' || gemeente || ' ' || replace(coalesce(school, ''), '_', ' '))"
)
_POSTGRES = (f"CREATE INDEX casus_zoek ON casus USING gin ({_WOORDEN})",)


@event.listens_for(SQLModel.metadata.tables["casus"], "after_create")
def _maak(_tabel: object, verbinding: Connection, **_: Any) -> None:
    for opdracht in _SQLITE if verbinding.dialect.name == "sqlite" else _POSTGRES:
        verbinding.exec_driver_sql(opdracht)


def met_woorden(db: Sessie, vraag: Select[Any], zoek: str) -> Select[Any] | None:
    """Return the question with the condition that every word typed begins a word of the casus; None without a word.

    The index leads, so that a limit stops the search: a word that half the casussen have costs no more than a rare one.
    """
    woorden = _WOORD.findall(zoek.replace("_", " ").lower())
    if not woorden:
        return None
    if is_postgres(db):
        gezocht = func.to_tsquery("simple", " & ".join(f"{woord}:*" for woord in woorden))
        return vraag.where(literal_column(_WOORDEN).bool_op("@@")(gezocht))
    index = table("casus_zoek", column("nummer"))
    gevonden = text("casus_zoek MATCH :woorden").bindparams(woorden=" ".join(f'"{woord}"*' for woord in woorden))
    return vraag.join(index, index.c.nummer == col(CasusRij.nummer)).where(gevonden)


def met_nummer(vraag: Select[Any], zoek: str) -> Select[Any] | None:
    """Return the question with the condition that the casusnummer begins so; None when it cannot be the beginning."""
    begin = zoek.strip().upper()
    return vraag.where(col(CasusRij.nummer).between(begin, f"{begin}~")) if begin.startswith("DT") else None
