"""The records of consent: what was said, by whom in which capacity, for which domain, with whom and how long."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Connection, Index, event
from sqlmodel import Field, SQLModel

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class ToestemmingRij(Rij, table=True):
    """One record; only the withdrawal is ever filled in. No name: `door` holds capacities (ouders, jeugdige, ...).

    antwoord: gevraagd, gegeven, geweigerd, or doorbroken (shared for safety without consent, with a second person).
    """

    __tablename__ = "toestemming"
    __table_args__ = (
        CheckConstraint("antwoord IN ('gevraagd', 'gegeven', 'geweigerd', 'doorbroken')", name="toestemming_antwoord"),
        CheckConstraint("van < tot", name="toestemming_periode"),
        Index("toestemming_casus", "casus"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    domein: str = Field(sa_type=Tekst)
    door: Any = Field(sa_type=Json)
    antwoord: str = Field(sa_type=Tekst)
    ontvangers: Any = Field(sa_type=Json)
    categorieen: Any = Field(sa_type=Json)
    doel: str = Field(sa_type=Tekst)
    wijze: str = Field(sa_type=Tekst)
    document: str = Field(default="", sa_type=Tekst)
    van: date = Field(sa_type=Dag)
    tot: date = Field(sa_type=Dag)
    reden: str = Field(default="", sa_type=Tekst)
    tweede: str | None = Field(default=None, sa_type=Tekst)
    geinformeerd: bool | None = Field(default=None, sa_type=JaNee)
    vastgelegd_door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    ingetrokken_op: date | None = Field(default=None, sa_type=Dag)
    ingetrokken_door: str | None = Field(default=None, sa_type=Tekst)


_MELDING = "toestemming: wat is vastgelegd verandert niet; trek in en leg opnieuw vast"


@event.listens_for(SQLModel.metadata.tables["toestemming"], "after_create")
def _maak_vast(tabel: Any, verbinding: Connection, **_: Any) -> None:
    """Let nothing change but the withdrawal, once, on whichever database the table was made."""
    vast = ", ".join(k.name for k in tabel.columns if not k.name.startswith("ingetrokken"))
    momenten = (
        ("vast", f"UPDATE OF {vast}", ""),
        ("ingetrokken", "UPDATE", "WHEN (OLD.ingetrokken_op IS NOT NULL) "),
        ("blijft", "DELETE", ""),
    )
    sqlite = verbinding.dialect.name == "sqlite"
    if not sqlite:
        verbinding.exec_driver_sql(
            "CREATE FUNCTION toestemming_vast() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_MELDING}'; END $$"
        )
    weiger = f"BEGIN SELECT RAISE(ABORT, '{_MELDING}'); END" if sqlite else "EXECUTE FUNCTION toestemming_vast()"
    for naam, wanneer, als in momenten:
        per_rij = "" if sqlite else "FOR EACH ROW "
        verbinding.exec_driver_sql(
            f"CREATE TRIGGER toestemming_{naam} BEFORE {wanneer} ON toestemming {per_rij}{als}{weiger}"
        )
