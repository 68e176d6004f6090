"""What changed, for screens that follow live; reading and logging never write here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, event
from sqlmodel import Field, SQLModel, col, func, select

from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Geheel, Moment, Tekst
from budget.basis.voorbereid import voeg_in


class WijzigingRij(Rij, table=True):
    """One change: of what kind of thing, and its kenmerk (casusnummer, zitting, pot, bank)."""

    __tablename__ = "wijziging"

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    soort: str = Field(sa_type=Tekst)
    kenmerk: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)


KANAAL = "doorbraak_wijziging"
_POSTGRES = (
    f"CREATE FUNCTION wijziging_roep() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN PERFORM pg_notify('{KANAAL}', ''); RETURN NULL; END $$",
    "CREATE TRIGGER wijziging_roep AFTER INSERT ON wijziging FOR EACH STATEMENT EXECUTE FUNCTION wijziging_roep()",
)


@event.listens_for(SQLModel.metadata.tables["wijziging"], "after_create")
def _maak_roep(_tabel: object, verbinding: Connection, **_: Any) -> None:
    """On PostgreSQL a change calls out as soon as it stands: LISTEN hears it, without looking all the time."""
    if verbinding.dialect.name == "postgresql":
        for opdracht in _POSTGRES:
            verbinding.exec_driver_sql(opdracht)


def meld_wijziging(db: Sessie, soort: str, kenmerk: str, nu: datetime) -> None:
    """Tell the screens in the same transaction that this thing changed."""
    voeg_in(db, WijzigingRij, soort=soort, kenmerk=kenmerk, op=nu)


def laatste_wijziging(db: Sessie) -> int:
    """Return the number of the newest change, 0 when nothing ever changed."""
    return db.exec(select(func.max(col(WijzigingRij.nummer)))).one() or 0


def wijzigingen_na(db: Sessie, nummer: int) -> list[tuple[str, str]]:
    """Return the soort and kenmerk of what changed after this number, each once, oldest first."""
    w = WijzigingRij
    rijen = db.exec(select(w.soort, w.kenmerk).where(col(w.nummer) > nummer).order_by(col(w.nummer)))
    return list(dict.fromkeys((soort, kenmerk) for soort, kenmerk in rijen))
