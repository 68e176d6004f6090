"""The tables of the register. Dated rows are never changed: a correction gets `vervallen_op` and a new row.

A period is half-open: `geldig_tot` is the first day on which the row no longer holds.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class AdministratieRij(Rij, table=True):
    """The one row that says what this database is."""

    __tablename__ = "administratie"
    __table_args__ = (CheckConstraint("nummer = 1", name="administratie_een_rij"), {"sqlite_strict": True})

    nummer: int = Field(default=1, sa_type=Geheel, primary_key=True)
    regio: str = Field(sa_type=Tekst)
    naam: str = Field(sa_type=Tekst)
    oefen: bool = Field(sa_type=JaNee)
    klok: datetime | None = Field(default=None, sa_type=Moment)
    oefengebruiker: str | None = Field(default=None, sa_type=Tekst)
    gemaakt_op: datetime = Field(sa_type=Moment)


class OrganisatieRij(Rij, table=True):
    __tablename__ = "organisatie"

    id: str = Field(sa_type=Tekst, primary_key=True)
    naam: str = Field(sa_type=Tekst)
    soort: str = Field(sa_type=Tekst, index=True)
    domein: str = Field(sa_type=Tekst)
    gemeente: str | None = Field(default=None, sa_type=Tekst)
    werkgebied: Any = Field(sa_type=Json)
    onderdeel_van: str | None = Field(default=None, sa_type=Tekst, foreign_key="organisatie.id")
    kenmerken: Any = Field(sa_type=Json)


class PersoonRij(Rij, table=True):
    """A professional: no data of a child or of a gezin."""

    __tablename__ = "persoon"

    id: str = Field(sa_type=Tekst, primary_key=True)
    weergavenaam: str = Field(sa_type=Tekst)
    email: str | None = Field(default=None, sa_type=Tekst)


class FunctieRij(Rij, table=True):
    """A function; who holds it stands in `functievervulling`."""

    __tablename__ = "functie"

    id: str = Field(sa_type=Tekst, primary_key=True)
    naam: str = Field(sa_type=Tekst)
    organisatie: str | None = Field(default=None, sa_type=Tekst, foreign_key="organisatie.id")
    valt_onder: str | None = Field(default=None, sa_type=Tekst, foreign_key="functie.id")


class AanstellingRij(Rij, table=True):
    __tablename__ = "aanstelling"
    __table_args__ = (
        CheckConstraint("geldig_tot IS NULL OR geldig_van < geldig_tot", name="aanstelling_periode"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    persoon: str = Field(sa_type=Tekst, foreign_key="persoon.id", index=True)
    organisatie: str = Field(sa_type=Tekst, foreign_key="organisatie.id", index=True)
    functie: str = Field(sa_type=Tekst)
    geldig_van: date = Field(sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    vervanger: str | None = Field(default=None, sa_type=Tekst, foreign_key="persoon.id")
    bandbreedte: int | None = Field(default=None, sa_type=Geheel)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    vervallen_op: datetime | None = Field(default=None, sa_type=Moment)


class FunctievervullingRij(Rij, table=True):
    __tablename__ = "functievervulling"
    __table_args__ = (
        CheckConstraint("geldig_tot IS NULL OR geldig_van < geldig_tot", name="functievervulling_periode"),
        Index("functievervulling_functie_persoon", "functie", "persoon"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    persoon: str = Field(sa_type=Tekst, foreign_key="persoon.id", index=True)
    functie: str = Field(sa_type=Tekst)
    geldig_van: date = Field(sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    vervallen_op: datetime | None = Field(default=None, sa_type=Moment)


class AfwezigheidRij(Rij, table=True):
    """A recorded absence: only this lets a vervanger act (domein mandaat, substitutes)."""

    __tablename__ = "afwezigheid"
    __table_args__ = (CheckConstraint("geldig_van < geldig_tot", name="afwezigheid_periode"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    persoon: str = Field(sa_type=Tekst, foreign_key="persoon.id", index=True)
    geldig_van: date = Field(sa_type=Dag)
    geldig_tot: date = Field(sa_type=Dag)
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    vervallen_op: datetime | None = Field(default=None, sa_type=Moment)


class RegisterfeitRij(Rij, table=True):
    """A dated fact of the register: a fixed contact, what a provider offers, a document of the covenant.

    sleutel says which one it is (school/gemeente, aanbieder/product, naam/versie).
    """

    __tablename__ = "registerfeit"
    __table_args__ = (
        CheckConstraint("geldig_tot IS NULL OR geldig_van < geldig_tot", name="registerfeit_periode"),
        Index("registerfeit_sleutel", "soort", "sleutel"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    soort: str = Field(sa_type=Tekst)
    sleutel: str = Field(sa_type=Tekst)
    inhoud: Any = Field(sa_type=Json)
    geldig_van: date = Field(sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    bron: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)
    vervallen_op: datetime | None = Field(default=None, sa_type=Moment)


class RolRij(Rij, table=True):
    """What somebody may see: one of the nine roles."""

    __tablename__ = "rol"

    persoon: str = Field(sa_type=Tekst, primary_key=True, foreign_key="persoon.id")
    rol: str = Field(sa_type=Tekst, primary_key=True)


class MandaatRij(Rij, table=True):
    """One version of a mandaat, volmacht or machtiging; a change is a new version."""

    __tablename__ = "mandaat"

    id: str = Field(sa_type=Tekst, primary_key=True)
    versie: int = Field(sa_type=Geheel, primary_key=True)
    volgorde: int = Field(sa_type=Geheel)
    gever: str = Field(sa_type=Tekst, foreign_key="organisatie.id", index=True)
    soort: str = Field(sa_type=Tekst)
    houder_functie: str = Field(sa_type=Tekst, index=True)
    geldig_van: date = Field(sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    ingetrokken_op: date | None = Field(default=None, sa_type=Dag)
    inhoud: Any = Field(sa_type=Json)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class RegelingRij(Rij, table=True):
    """One version of an agreement of the region or of national data, copied in when the database was made."""

    __tablename__ = "regeling"

    naam: str = Field(sa_type=Tekst, primary_key=True)
    versie: str = Field(sa_type=Tekst, primary_key=True)
    geldig_van: date = Field(sa_type=Dag)
    inhoud: Any = Field(sa_type=Json)
    bron: str = Field(sa_type=Tekst)
    vingerafdruk: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class InlogRij(Rij, table=True):
    """Which person stands behind a database login (PostgreSQL); SYSTEEM for the runner."""

    __tablename__ = "inlog"

    login: str = Field(sa_type=Tekst, primary_key=True)
    persoon: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)
