"""The append-only log of the regie; a mistake gets `vervallen_op`, nothing else ever changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Index, bindparam, event, select
from sqlmodel import Field, SQLModel, col

from budget.basis.klok import dag
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Dag, Geheel, Moment, Tekst
from budget.basis.voorbereid import rijen
from engine.netwerk.begrippen import Gebeurtenissoort, Laag
from engine.netwerk.rijen import Gebeurtenis


class RegieGebeurtenisRij(Rij, table=True):
    """One event of the regie of a casus. Order: by datum, then by id.

    Deliberately no UNIQUE on "one accepted regie per casus": two holders and a dispute are what we look for.
    """

    __tablename__ = "regie_gebeurtenis"
    __table_args__ = (Index("regie_gebeurtenis_casus", "casus_id", "datum", "id"), {"sqlite_strict": True})

    id: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus_id: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    datum: date = Field(sa_type=Dag)
    soort: str = Field(sa_type=Tekst)
    laag: str = Field(default=Laag.CASUS.value, sa_type=Tekst)
    persoon: str | None = Field(default=None, sa_type=Tekst)
    aan: str | None = Field(default=None, sa_type=Tekst)
    duo_met: str | None = Field(default=None, sa_type=Tekst)
    vervanger: str | None = Field(default=None, sa_type=Tekst)
    door: str | None = Field(default=None, sa_type=Tekst)
    reden: str = Field(default="", sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    vervallen_op: datetime | None = Field(default=None, sa_type=Moment)


class RegieUitzonderingRij(Rij, table=True):
    """The region lets a casus be decided on without a casusregisseur, from `van` up to `tot`, and why."""

    __tablename__ = "regie_uitzondering"
    __table_args__ = (Index("regie_uitzondering_casus", "casus"), {"sqlite_strict": True})

    id: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    van: date = Field(sa_type=Dag)
    tot: date = Field(sa_type=Dag)
    reden: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


_VAST = "id, casus_id, datum, soort, laag, persoon, aan, duo_met, vervanger, door, reden, vastgelegd_op"
_MELDING = "regie_gebeurtenis: wat is vastgelegd verandert niet"
_SQLITE = (
    f"CREATE TRIGGER regie_gebeurtenis_vast BEFORE UPDATE OF {_VAST} ON regie_gebeurtenis "
    f"BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END",
    "CREATE TRIGGER regie_gebeurtenis_vervallen BEFORE UPDATE ON regie_gebeurtenis WHEN OLD.vervallen_op IS NOT NULL "
    f"BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END",
    "CREATE TRIGGER regie_gebeurtenis_blijft BEFORE DELETE ON regie_gebeurtenis "
    f"BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END",
)
_POSTGRES = (
    "CREATE FUNCTION regie_gebeurtenis_vast() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_MELDING}'; END $$",
    f"CREATE TRIGGER regie_gebeurtenis_vast BEFORE UPDATE OF {_VAST} ON regie_gebeurtenis "
    "FOR EACH ROW EXECUTE FUNCTION regie_gebeurtenis_vast()",
    "CREATE TRIGGER regie_gebeurtenis_vervallen BEFORE UPDATE ON regie_gebeurtenis FOR EACH ROW "
    "WHEN (OLD.vervallen_op IS NOT NULL) EXECUTE FUNCTION regie_gebeurtenis_vast()",
    "CREATE TRIGGER regie_gebeurtenis_blijft BEFORE DELETE ON regie_gebeurtenis "
    "FOR EACH ROW EXECUTE FUNCTION regie_gebeurtenis_vast()",
)


@event.listens_for(SQLModel.metadata.tables["regie_gebeurtenis"], "after_create")
def _maak_vast(_tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Add the triggers that keep the log append-only, on whichever database the table was made."""
    for opdracht in _SQLITE if verbinding.dialect.name == "sqlite" else _POSTGRES:
        verbinding.exec_driver_sql(opdracht)


def schrijf(db: Sessie, casus: str, gebeurtenis: Gebeurtenis, nu: datetime) -> None:
    """Add one event to the log; its own id and record dates are ignored, the record time is now."""
    db.add(
        RegieGebeurtenisRij(
            casus_id=casus,
            datum=gebeurtenis.datum,
            soort=gebeurtenis.soort.value,
            laag=gebeurtenis.laag.value,
            persoon=gebeurtenis.persoon,
            aan=gebeurtenis.aan,
            duo_met=gebeurtenis.duo_met,
            vervanger=gebeurtenis.vervanger,
            door=gebeurtenis.door,
            reden=gebeurtenis.reden,
            vastgelegd_op=nu,
        )
    )
    db.flush()


_R = RegieGebeurtenisRij
_LOG = (
    select(
        col(_R.id), col(_R.datum), col(_R.soort), col(_R.laag), col(_R.persoon), col(_R.aan), col(_R.duo_met),
        col(_R.vervanger), col(_R.door), col(_R.reden), col(_R.vastgelegd_op), col(_R.vervallen_op),
    )
    .where(col(_R.casus_id) == bindparam("casus"))
    .order_by(col(_R.datum), col(_R.id))
)  # fmt: skip


def gebeurtenissen(db: Sessie, casussen: Collection[str]) -> Mapping[str, list[Gebeurtenis]]:
    """Return the whole log of these casussen, in order, as the network rules read it; a small select per casus."""
    return {casus: [_gebeurtenis(*velden) for velden in rijen(db, _LOG, casus=casus)] for casus in casussen}


def _gebeurtenis(
    id: int,
    datum: date,
    soort: str,
    laag: str,
    persoon: str | None,
    aan: str | None,
    duo_met: str | None,
    vervanger: str | None,
    door: str | None,
    reden: str,
    vastgelegd: datetime,
    vervallen: datetime | None,
) -> Gebeurtenis:
    return Gebeurtenis(
        id=str(id),
        vastgelegd_op=dag(vastgelegd),
        vervallen_op=None if vervallen is None else dag(vervallen),
        datum=datum,
        soort=Gebeurtenissoort(soort),
        laag=Laag(laag),
        persoon=persoon,
        aan=aan,
        duo_met=duo_met,
        vervanger=vervanger,
        door=door,
        reden=reden,
    )
