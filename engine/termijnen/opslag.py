"""Obligations with a date: who must do what before when, and why that date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, Json, Moment, Tekst


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
