"""The rows of the actor network: relations, findings with the answers to them, and the standing of a rule.

Rows are never changed: a correction withdraws a relation and adds another, an answer adds a row.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Index, event, text
from sqlmodel import Field, SQLModel

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, Json, Moment, Tekst


class RelatieRij(Rij, table=True):
    """betrokken, informatie, wijst_naar, melding, contactpersoon or vast_gezicht; casus None = regional.

    van and naar: ids of persons or organisations of the register, or of a member of the gezin (moeder); van is None
    where the absence itself is on record (nobody is the fixed face of this gezin).
    velden: the fields of this soort, in the form of `doorbraak-netwerk/1`.
    """

    __tablename__ = "relatie"
    __table_args__ = (
        Index("relatie_casus", "casus", "soort"),
        Index("relatie_van", "van"),
        Index("relatie_naar", "naar"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str | None = Field(default=None, sa_type=Tekst)
    soort: str = Field(sa_type=Tekst)
    van: str | None = Field(default=None, sa_type=Tekst)
    naar: str | None = Field(default=None, sa_type=Tekst)
    geldig_van: date | None = Field(default=None, sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    kennis: str = Field(default="aanwezig", sa_type=Tekst)
    bevestigd_op: date | None = Field(default=None, sa_type=Dag)
    vastgelegd_op: date = Field(sa_type=Dag)
    vervallen_op: date | None = Field(default=None, sa_type=Dag)
    bron: str = Field(default="", sa_type=Tekst)
    velden: Any = Field(sa_type=Json)


class BevindingRij(Rij, table=True):
    """A finding from the day it opened until an event closed it; at most one is open per casus and sleutel.

    sleutel: the rule and its betrokkenen as one text. tekst: the sentence without names. vingerafdruk: what was on
    record when the rule last said so; the finding stays open until something else happens. bewijs: ids of rows.
    """

    __tablename__ = "bevinding"
    __table_args__ = (
        Index(
            "bevinding_open",
            "casus",
            "sleutel",
            unique=True,
            sqlite_where=text("gesloten_op IS NULL"),
            postgresql_where=text("gesloten_op IS NULL"),
        ),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    regel: str = Field(sa_type=Tekst)
    sleutel: str = Field(sa_type=Tekst)
    betrokkenen: Any = Field(sa_type=Json)
    soort: str = Field(sa_type=Tekst)
    ernst: int = Field(sa_type=Geheel)
    tekst: str = Field(sa_type=Tekst)
    bewijs: Any = Field(sa_type=Json)
    vingerafdruk: str = Field(sa_type=Tekst)
    geopend_op: date = Field(sa_type=Dag)
    gesloten_op: date | None = Field(default=None, sa_type=Dag)
    gesloten_door: str | None = Field(default=None, sa_type=Tekst)


class BevindingsantwoordRij(Rij, table=True):
    """What somebody answered to a finding; never changed, a later answer is another row.

    tekst: the sentence that was answered, without names. tot: not before this day the finding comes back
    (niet_van_toepassing), or the day by which the person in `vraag_aan` knows (weet_niet).
    """

    __tablename__ = "bevindingsantwoord"
    __table_args__ = (
        CheckConstraint(
            "oordeel IN ('klopt', 'al_geregeld', 'niet_van_toepassing', 'weet_niet')", name="bevindingsantwoord_oordeel"
        ),
        Index("bevindingsantwoord_bevinding", "bevinding", "nummer"),
        Index("bevindingsantwoord_regel", "regel"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    bevinding: int = Field(sa_type=Geheel, foreign_key="bevinding.nummer")
    casus: str = Field(sa_type=Tekst)
    regel: str = Field(sa_type=Tekst)
    oordeel: str = Field(sa_type=Tekst)
    tekst: str = Field(sa_type=Tekst)
    tot: date | None = Field(default=None, sa_type=Dag)
    vraag_aan: str | None = Field(default=None, sa_type=Tekst)
    reden: str = Field(default="", sa_type=Tekst)
    persoon: str = Field(sa_type=Tekst)
    rol: str = Field(sa_type=Tekst)
    dag: date = Field(sa_type=Dag)
    tijdstip: datetime = Field(sa_type=Moment)


class RegelstandRij(Rij, table=True):
    """From when a rule is only a hint in this region, or counts again; never changed, the last row counts.

    telt_vanaf: answers with this number or lower no longer count. antwoorden, klopt: the figures it rests on.
    """

    __tablename__ = "netwerkregelstand"
    __table_args__ = (
        CheckConstraint("stand IN ('hint', 'telt_mee')", name="netwerkregelstand_stand"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    regel: str = Field(sa_type=Tekst)
    stand: str = Field(sa_type=Tekst)
    reden: str = Field(sa_type=Tekst)
    antwoorden: int = Field(sa_type=Geheel)
    klopt: int = Field(sa_type=Geheel)
    telt_vanaf: int = Field(sa_type=Geheel)
    persoon: str = Field(sa_type=Tekst)
    tijdstip: datetime = Field(sa_type=Moment)


def _maak_vast(tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Add the triggers that keep a table append-only, on whichever database it was made."""
    naam = tabel.name
    melding = f"{naam}: wat is vastgelegd verandert niet"
    if verbinding.dialect.name == "sqlite":
        for wat in ("UPDATE", "DELETE"):
            verbinding.exec_driver_sql(
                f"CREATE TRIGGER {naam}_{wat.lower()} BEFORE {wat} ON {naam} "
                f"BEGIN SELECT RAISE(ABORT, '{melding}'); END"
            )
        return
    verbinding.exec_driver_sql(
        f"CREATE FUNCTION {naam}_vast() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{melding}'; END $$"
    )
    verbinding.exec_driver_sql(
        f"CREATE TRIGGER {naam}_vast BEFORE UPDATE OR DELETE ON {naam} FOR EACH ROW EXECUTE FUNCTION {naam}_vast()"
    )


for _naam in ("bevindingsantwoord", "netwerkregelstand"):
    event.listen(SQLModel.metadata.tables[_naam], "after_create", _maak_vast)
