"""Obligations with a date, the stages at which somebody is told, and who was told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Index, event, text
from sqlmodel import Field, SQLModel

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class TermijnRij(Rij, table=True):
    """One termijnverplichting. A later date raises `versie`, which arms the reminders again.

    onderwerp: what it is about within the casus: hulp, geld:<lijn>, regie:<persoon>, afspraak:<nr>, verzoek:<nr>.
    ontvanger: a role, a function, `casusregisseur`, or `persoon:<id>`; resolved when something is sent.
    status: open, voldaan or vervallen.
    """

    __tablename__ = "termijnverplichting"
    __table_args__ = (
        Index("termijnverplichting_open", "status", "einde"),
        Index("termijnverplichting_casus", "casus", "onderwerp", "status"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str | None = Field(default=None, sa_type=Tekst)
    onderwerp: str = Field(sa_type=Tekst)
    code: str = Field(sa_type=Tekst)
    ontvanger: str = Field(sa_type=Tekst)
    doe: str = Field(sa_type=Tekst)
    start: date = Field(sa_type=Dag)
    ruw_einde: date = Field(sa_type=Dag)
    einde: date = Field(sa_type=Dag)
    versie: int = Field(default=1, sa_type=Geheel)
    afleiding: Any = Field(sa_type=Json)
    status: str = Field(default="open", sa_type=Tekst)
    geopend_op: datetime = Field(sa_type=Moment)
    gesloten_op: datetime | None = Field(default=None, sa_type=Moment)


class HerinneringRij(Rij, table=True):
    """One stage of the ladder of an obligation, for one rol; who that is, is looked up when it is sent.

    trede: direct, 70%, -5wd, +2wd. status: gepland, verzonden, ingehaald (a higher stage went first) or vervallen
    (done, or the date moved). actueel: this row can still lead to a message: it waits, or it is the stage on
    which the obligation stands, so that a new holder of the rol gets it too.
    """

    __tablename__ = "herinnering"
    __table_args__ = (
        Index("herinnering_actueel", "due_at", sqlite_where=text("actueel = 1"), postgresql_where=text("actueel")),
        Index("herinnering_termijn", "termijnverplichting"),
        CheckConstraint("status IN ('gepland', 'verzonden', 'ingehaald', 'vervallen')", name="herinnering_status"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    termijnverplichting: int = Field(sa_type=Geheel, foreign_key="termijnverplichting.nummer")
    trede: str = Field(sa_type=Tekst)
    termijn_versie: int = Field(sa_type=Geheel)
    due_at: datetime = Field(sa_type=Moment)
    rol: str = Field(sa_type=Tekst)
    status: str = Field(default="gepland", sa_type=Tekst)
    actueel: bool = Field(default=True, sa_type=JaNee)


class VerzendingRij(Rij, table=True):
    """Who was told what, once: the key is the claim. `ontvanger` is a person; `casus` is empty when there is none.

    trede: the stage, or `te_laat:<day>` for an overdue obligation that is repeated in the digest of that day.
    """

    __tablename__ = "verzending"
    __table_args__ = (Index("verzending_termijn", "termijnverplichting"), {"sqlite_strict": True})

    casus: str = Field(sa_type=Tekst, primary_key=True)
    termijnverplichting: int = Field(sa_type=Geheel, primary_key=True, foreign_key="termijnverplichting.nummer")
    trede: str = Field(sa_type=Tekst, primary_key=True)
    ontvanger: str = Field(sa_type=Tekst, primary_key=True)
    termijn_versie: int = Field(sa_type=Geheel, primary_key=True)
    op: date = Field(sa_type=Dag)
    outbox: int = Field(sa_type=Geheel, foreign_key="outbox.nummer")


class TermijnwijzigingRij(Rij, table=True):
    """One thing that changed when an obligation ends; never changed itself, so that the end can be recomputed.

    soort: opschorting, hervatting (of an opschorting), verlenging, verplaatsing.
    inhoud: the dates and grounds of that kind. op: the day on which it counts; vastgelegd_op: when it was entered.
    """

    __tablename__ = "termijnwijziging"
    __table_args__ = (
        Index("termijnwijziging_termijn", "termijnverplichting", "nummer"),
        CheckConstraint(
            "soort IN ('opschorting', 'hervatting', 'verlenging', 'verplaatsing')",
            name="termijnwijziging_soort",
        ),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    termijnverplichting: int = Field(sa_type=Geheel, foreign_key="termijnverplichting.nummer")
    soort: str = Field(sa_type=Tekst)
    inhoud: Any = Field(sa_type=Json)
    reden: str = Field(sa_type=Tekst)
    op: date = Field(sa_type=Dag)
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


_MELDING = "termijnwijziging: wat is vastgelegd verandert niet"
_SQLITE = tuple(
    f"CREATE TRIGGER termijnwijziging_{naam} BEFORE {wat} ON termijnwijziging "
    f"BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END"
    for naam, wat in (("vast", "UPDATE"), ("blijft", "DELETE"))
)
_POSTGRES = (
    "CREATE FUNCTION termijnwijziging_vast() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_MELDING}'; END $$",
    "CREATE TRIGGER termijnwijziging_vast BEFORE UPDATE OR DELETE ON termijnwijziging "
    "FOR EACH ROW EXECUTE FUNCTION termijnwijziging_vast()",
)


@event.listens_for(SQLModel.metadata.tables["termijnwijziging"], "after_create")
def _maak_vast(_tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Add the triggers that keep the log append-only, on whichever database the table was made."""
    for opdracht in _SQLITE if verbinding.dialect.name == "sqlite" else _POSTGRES:
        verbinding.exec_driver_sql(opdracht)
