"""The rows of a casus: neutral facts only; names and own words are in the person store."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class CasusRij(Rij, table=True):
    """One child or household question at the table.

    kenmerken: neutral facts of the aanmelding (what was tried, consents by capacity, requested powers).
    """

    __tablename__ = "casus"
    __table_args__ = (UniqueConstraint("bron", "extern_id", name="casus_bron"), {"sqlite_strict": True})

    nummer: str = Field(sa_type=Tekst, primary_key=True)
    bron: str = Field(sa_type=Tekst)
    extern_id: str = Field(sa_type=Tekst)
    versie: int = Field(sa_type=Geheel)
    proces: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst, index=True)
    status_sinds: date = Field(sa_type=Dag)
    aangemeld_op: datetime = Field(sa_type=Moment)
    aanmelder: str | None = Field(default=None, sa_type=Tekst)
    aanmelder_organisatie: str = Field(sa_type=Tekst)
    school: str | None = Field(default=None, sa_type=Tekst)
    swv: str | None = Field(default=None, sa_type=Tekst)
    gemeente: str = Field(sa_type=Tekst)
    leeftijdsband: str = Field(sa_type=Tekst)
    verzuim: str = Field(sa_type=Tekst)
    thuis_sinds: date | None = Field(default=None, sa_type=Dag)
    eerste_signaal: date = Field(sa_type=Dag)
    gewenste_start: date = Field(sa_type=Dag)
    spoed: bool = Field(sa_type=JaNee)
    gedwongen_kader: bool = Field(sa_type=JaNee)
    veiligheid: bool = Field(sa_type=JaNee)
    vraag: str = Field(sa_type=Tekst)
    lijst_bevestigd_op: date | None = Field(default=None, sa_type=Dag)
    kenmerken: Any = Field(sa_type=Json)


class GebeurtenisRij(Rij, table=True):
    """What happened: who, on whose behalf, when and why; never changed.

    spoor: hulp, geld, regie, zitting or afspraak; lijn: the financieringslijn, for the money track.
    """

    __tablename__ = "gebeurtenis"
    __table_args__ = (Index("gebeurtenis_casus", "casus", "nummer"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    spoor: str = Field(sa_type=Tekst)
    lijn: str | None = Field(default=None, sa_type=Tekst)
    code: str = Field(sa_type=Tekst)
    naam: str = Field(sa_type=Tekst)
    van: str = Field(sa_type=Tekst)
    naar: str = Field(sa_type=Tekst)
    persoon: str = Field(sa_type=Tekst)
    rol: str = Field(sa_type=Tekst)
    namens: str | None = Field(default=None, sa_type=Tekst)
    dag: date = Field(sa_type=Dag)
    tijdstip: datetime = Field(sa_type=Moment)
    reden: str = Field(sa_type=Tekst)
    gegevens: Any = Field(sa_type=Json)


class ToegangRij(Rij, table=True):
    """Why a role, an organisation or a person may see a casus; the query for every read path uses it."""

    __tablename__ = "toegang"
    __table_args__ = (Index("toegang_wie", "soort", "wie", "grond", "casus"), {"sqlite_strict": True})

    casus: str = Field(sa_type=Tekst, primary_key=True, foreign_key="casus.nummer")
    soort: str = Field(sa_type=Tekst, primary_key=True)
    wie: str = Field(sa_type=Tekst, primary_key=True)
    grond: str = Field(sa_type=Tekst, primary_key=True)
    vanaf: date = Field(sa_type=Dag)
    tot: date | None = Field(default=None, sa_type=Dag)
