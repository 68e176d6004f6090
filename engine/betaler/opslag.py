"""The payer advice as it was given: one row per version, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, event
from sqlmodel import Field, SQLModel

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, Json, Moment, Tekst


class BetaleradviesRij(Rij, table=True):
    """One version of the advice on a line; `advies` is what `betaler advies --json` shows, without a name."""

    __tablename__ = "betaleradvies"

    lijn: str = Field(sa_type=Tekst, primary_key=True, foreign_key="financieringslijn.lijn")
    versie: int = Field(sa_type=Geheel, primary_key=True)
    op: date = Field(sa_type=Dag)
    uitkomst: str = Field(sa_type=Tekst)
    matrixversie: str = Field(sa_type=Tekst)
    advies: Any = Field(sa_type=Json)
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


_MELDING = "betaleradvies: een advies verandert niet; maak een nieuwe versie"
_SQLITE = tuple(
    f"CREATE TRIGGER betaleradvies_{naam} BEFORE {wat} ON betaleradvies BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END"
    for naam, wat in (("vast", "UPDATE"), ("blijft", "DELETE"))
)
_POSTGRES = (
    "CREATE FUNCTION betaleradvies_vast() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_MELDING}'; END $$",
    "CREATE TRIGGER betaleradvies_vast BEFORE UPDATE OR DELETE ON betaleradvies "
    "FOR EACH ROW EXECUTE FUNCTION betaleradvies_vast()",
)


@event.listens_for(SQLModel.metadata.tables["betaleradvies"], "after_create")
def _maak_vast(_tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Add the triggers that keep an advice as it was, on whichever database the table was made."""
    for opdracht in _SQLITE if verbinding.dialect.name == "sqlite" else _POSTGRES:
        verbinding.exec_driver_sql(opdracht)
