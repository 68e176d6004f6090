"""The schema as the code describes it, made without migrations: what the chain of migrations must lead to."""

from __future__ import annotations

from sqlalchemy import Connection, event

from budget.grootboek.schema import ddl
from engine.migraties.tabellen import alle_tabellen


def zet_op(verbinding: Connection) -> list[str]:
    """Make every table and trigger on an empty database; return the statements that did it, in order."""
    gedaan: list[str] = []

    def onthoud(_c: object, _cur: object, opdracht: str, *_: object) -> None:
        if opdracht.lstrip().upper().startswith(("CREATE", "ALTER")):
            gedaan.append(opdracht.strip())

    event.listen(verbinding, "before_cursor_execute", onthoud)
    try:
        alle_tabellen().create_all(verbinding)
        for opdracht in ddl(verbinding.dialect.name):
            verbinding.exec_driver_sql(opdracht)
    finally:
        event.remove(verbinding, "before_cursor_execute", onthoud)
    return gedaan
