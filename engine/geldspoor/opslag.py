"""The rows of the money track: what the ledger does not keep. No row holds a name or a word about the child."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class FinancieringslijnRij(Rij, table=True):
    """One plan line paid from the pot: one provider, one period.

    Amounts in cents: `toegekend` is what the besluit reserved; `gereserveerd` and `verplicht` are what is still
    tied, `voorgefinancierd` what was invoiced and is not asked back. wet and taakveld are presumed until the
    uitzoekbesluit fixes them.
    besloten_door: the persons who decided on the reservering; they take no other part in the money.
    """

    __tablename__ = "financieringslijn"
    __table_args__ = (
        UniqueConstraint("casus", "volgnummer", name="financieringslijn_volgnummer"),
        CheckConstraint("van <= tot", name="financieringslijn_periode"),
        CheckConstraint(
            "toegekend > 0 AND gereserveerd >= 0 AND verplicht >= 0 AND voorgefinancierd >= 0 "
            "AND gereserveerd + verplicht + voorgefinancierd <= toegekend",
            name="financieringslijn_bedragen",
        ),
        Index("financieringslijn_status", "status"),
        {"sqlite_strict": True},
    )

    lijn: str = Field(sa_type=Tekst, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer", index=True)
    volgnummer: int = Field(sa_type=Geheel)
    besluit: str = Field(sa_type=Tekst)
    planregel: str = Field(sa_type=Tekst)
    aanbieder: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst)
    status_sinds: date = Field(sa_type=Dag)
    versie: int = Field(sa_type=Geheel)
    toegekend: int = Field(sa_type=Geheel)
    gereserveerd: int = Field(sa_type=Geheel)
    verplicht: int = Field(default=0, sa_type=Geheel)
    voorgefinancierd: int = Field(default=0, sa_type=Geheel)
    wet: str = Field(sa_type=Tekst)
    taakveld: str = Field(sa_type=Tekst)
    bestemming: str = Field(sa_type=Tekst)
    van: date = Field(sa_type=Dag)
    tot: date = Field(sa_type=Dag)
    houdbaar_tot: date = Field(sa_type=Dag)
    besloten_door: Any = Field(sa_type=Json)
    besteller: str | None = Field(default=None, sa_type=Tekst)
    onderzoeker: str | None = Field(default=None, sa_type=Tekst)
    onderzoek_gestart_op: date | None = Field(default=None, sa_type=Dag)
    gemaakt_op: datetime = Field(sa_type=Moment)


class FactuurRij(Rij, table=True):
    """An invoice as it came in. gelijk: the number without case and spaces, for the duplicate check.

    status: gelezen or akkoord. vingerafdruk: SHA-256 of the file.
    """

    __tablename__ = "factuur"
    __table_args__ = (
        UniqueConstraint("aanbieder", "gelijk", name="factuur_gelijk"),
        CheckConstraint("bedrag > 0 AND btw >= 0 AND btw <= bedrag", name="factuur_bedragen"),
        {"sqlite_strict": True},
    )

    aanbieder: str = Field(sa_type=Tekst, primary_key=True)
    nummer: str = Field(sa_type=Tekst, primary_key=True)
    gelijk: str = Field(sa_type=Tekst)
    lijn: str = Field(sa_type=Tekst, foreign_key="financieringslijn.lijn", index=True)
    bedrag: int = Field(sa_type=Geheel)
    btw: int = Field(sa_type=Geheel)
    btw_regime: str = Field(sa_type=Tekst)
    factuurdatum: date = Field(sa_type=Dag)
    vervaldatum: date = Field(sa_type=Dag)
    iban: str = Field(sa_type=Tekst)
    orderreferentie: str = Field(sa_type=Tekst)
    vingerafdruk: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst)
    gelezen_door: str = Field(sa_type=Tekst)
    gelezen_op: datetime = Field(sa_type=Moment)
    prestatie: str = Field(default="", sa_type=Tekst)
    prestatie_door: str | None = Field(default=None, sa_type=Tekst)
    prestatie_op: date | None = Field(default=None, sa_type=Dag)
    niet_elders: bool | None = Field(default=None, sa_type=JaNee)


class UitzoekbesluitRij(Rij, table=True):
    """One version of the decision who pays a line; a revision is a new version."""

    __tablename__ = "uitzoekbesluit"

    lijn: str = Field(sa_type=Tekst, primary_key=True, foreign_key="financieringslijn.lijn")
    versie: int = Field(sa_type=Geheel, primary_key=True)
    uitkomst: str = Field(sa_type=Tekst)
    bedrag: int = Field(sa_type=Geheel)
    taakveld: str = Field(sa_type=Tekst)
    beslist_op: date = Field(sa_type=Dag)
    beslist_door: Any = Field(sa_type=Json)
    onderbouwing: Any = Field(sa_type=Json)
    vastgelegd_door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class UitzoekaandeelRij(Rij, table=True):
    """The share of one payer in one version: how much, under which law, and how the payer was heard.

    bedrag is the stored share; a correction never splits again.
    """

    __tablename__ = "uitzoekaandeel"

    lijn: str = Field(sa_type=Tekst, primary_key=True)
    versie: int = Field(sa_type=Geheel, primary_key=True)
    betaler: str = Field(sa_type=Tekst, primary_key=True)
    plaats: int = Field(sa_type=Geheel)
    bedrag: int = Field(sa_type=Geheel)
    wet: str = Field(sa_type=Tekst)
    artikel: str = Field(sa_type=Tekst)
    van: date = Field(sa_type=Dag)
    tot: date = Field(sa_type=Dag)
    gehoord_op: date | None = Field(default=None, sa_type=Dag)
    gehoord: str = Field(default="", sa_type=Tekst)


class BetwistingRij(Rij, table=True):
    """A payer contests its share, in writing and with a reason. status: open, gehandhaafd or herzien.

    document: where the letter is kept, when the kassier recorded it for the payer.
    """

    __tablename__ = "betwisting"

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    lijn: str = Field(sa_type=Tekst, foreign_key="financieringslijn.lijn", index=True)
    betaler: str = Field(sa_type=Tekst)
    grond: str = Field(sa_type=Tekst)
    reden: str = Field(sa_type=Tekst)
    eigen_poging: str = Field(sa_type=Tekst)
    ontvangen_op: date = Field(sa_type=Dag)
    door: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst)
    antwoord: str = Field(default="", sa_type=Tekst)
    antwoord_op: date | None = Field(default=None, sa_type=Dag)
    document: str = Field(default="", sa_type=Tekst)


class VorderingsbriefRij(Rij, table=True):
    """A letter that asks a payer for the amount of a claim; a changed claim gets a new letter.

    vordering: the number (VV, year, six digits); besluitversie: the version of the uitzoekbesluit behind it.
    """

    __tablename__ = "vorderingsbrief"
    __table_args__ = (
        UniqueConstraint("vordering", "besluitversie", name="vorderingsbrief_eens"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    vordering: str = Field(sa_type=Tekst)
    besluitversie: int = Field(sa_type=Geheel)
    lijn: str = Field(sa_type=Tekst, foreign_key="financieringslijn.lijn", index=True)
    betaler: str = Field(sa_type=Tekst)
    kenmerk: str = Field(sa_type=Tekst)
    bedrag: int = Field(sa_type=Geheel)
    dag: date = Field(sa_type=Dag)
    betaal_voor: date = Field(sa_type=Dag)
