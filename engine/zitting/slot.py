"""What the database itself refuses: a besluit keeps its words, and a closed zitting changes no more.

Triggers on SQLite and PostgreSQL, so that no program and no hand goes round them. Of a besluit only the status
moves, of a plan line only its financieringslijn; both only while the zitting is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, event
from sqlmodel import SQLModel

import engine.zitting.opslag  # noqa: F401  (the tables must be known)

DICHT = "de zitting is vastgesteld en verandert niet meer"
VAST = "wat is besloten verandert niet; leg een correctie vast"

_ZITTING = "(SELECT z.status FROM zitting z WHERE z.id = {rij}.zitting)"
_VIA_BESLUIT = "(SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = {rij}.besluit)"
_VAN_AFSPRAAK = (
    "(SELECT z.status FROM zitting z WHERE z.id = "
    "COALESCE({rij}.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = {rij}.besluit)))"
)
_STATUS = {
    "zitting": "{rij}.status",
    "zitting_persoon": _ZITTING,
    "agendapunt": _ZITTING,
    "besluit": _ZITTING,
    "planregel": _VIA_BESLUIT,
    "afspraak": _VAN_AFSPRAAK,
}
"""Where the status of the zitting is found from a row of each table."""

_AFSPRAAK = ("casus", "besluit", "zitting", "wie", "wat", "meetbaar", "op", "gemaakt_op")
_ALTIJD_VAST = {
    "besluit": "status",
    "planregel": "lijn",
    "medebeslissing": "",
    "ruggespraak": "",
    "besluitcorrectie": "",
}
"""Tables of which rows never change, but for one column."""


def _triggers(tabel: str) -> Iterable[tuple[str, str, str, str]]:
    """Yield (name, moment and columns, condition, message) of every trigger of a table."""
    if tabel in _STATUS:
        kolommen = f" OF {', '.join(_AFSPRAAK)}" if tabel == "afspraak" else ""
        momenten = (("wijzig", f"UPDATE{kolommen}", "OLD"), ("weg", "DELETE", "OLD"), ("bij", "INSERT", "NEW"))
        for naam, wanneer, rij in momenten:
            if tabel != "zitting" or naam != "bij":
                yield f"{tabel}_dicht_{naam}", wanneer, f"{_STATUS[tabel].format(rij=rij)} = 'vastgesteld'", DICHT
    if tabel in _ALTIJD_VAST:
        vrij = _ALTIJD_VAST[tabel]
        vast = ", ".join(kolom.name for kolom in SQLModel.metadata.tables[tabel].columns if kolom.name != vrij)
        yield f"{tabel}_vast", f"UPDATE OF {vast}", "", VAST
        yield f"{tabel}_blijft", "DELETE", "", VAST


def _maak(tabel: str, verbinding: Connection) -> None:
    sqlite = verbinding.dialect.name == "sqlite"
    for naam, wanneer, als, melding in _triggers(tabel):
        voorwaarde = f"WHEN {als} " if als and sqlite else ""
        if sqlite:
            verbinding.exec_driver_sql(
                f"CREATE TRIGGER {naam} BEFORE {wanneer} ON {tabel} {voorwaarde}"
                f"BEGIN SELECT RAISE(ABORT, '{tabel}: {melding}'); END"
            )
            continue
        # A condition with a query has to stand in the function: WHEN of a PostgreSQL trigger takes no subquery.
        weiger = f"RAISE EXCEPTION '{tabel}: {melding}';"
        terug = "OLD" if wanneer == "DELETE" else "NEW"
        lijf = f"IF {als} THEN {weiger} END IF; RETURN {terug};" if als else weiger
        verbinding.exec_driver_sql(
            f"CREATE FUNCTION {naam}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {lijf} END $$"
        )
        verbinding.exec_driver_sql(
            f"CREATE TRIGGER {naam} BEFORE {wanneer} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()"
        )


def _na_aanmaak(tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Add the triggers of a table, on whichever database it was made."""
    _maak(tabel.name, verbinding)


for _naam in dict.fromkeys((*_STATUS, *_ALTIJD_VAST)):
    event.listen(SQLModel.metadata.tables[_naam], "after_create", _na_aanmaak)
