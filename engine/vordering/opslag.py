"""The reminders that were sent of a claim."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, Tekst


class AanmaningRij(Rij, table=True):
    """One reminder of an unpaid letter. bedrag in cents: open and undisputed that day; betaal_voor: the new last day.

    besluitversie: the letter that it reminds of; a new letter starts the steps anew.
    """

    __tablename__ = "aanmaning"

    vordering: str = Field(sa_type=Tekst, primary_key=True)
    besluitversie: int = Field(sa_type=Geheel, primary_key=True)
    stap: int = Field(sa_type=Geheel, primary_key=True)
    naam: str = Field(sa_type=Tekst)
    bedrag: int = Field(sa_type=Geheel)
    dag: date = Field(sa_type=Dag)
    betaal_voor: date = Field(sa_type=Dag)
    door: str = Field(sa_type=Tekst)
