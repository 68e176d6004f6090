"""Rows of paying: batches, orders, approvals and what the bank said. The ledger knows an order by the same number."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Bytes, Dag, Geheel, Moment, Tekst


class BetaalbatchRij(Rij, table=True):
    """A batch; its number is the MsgId of the file. inhoud and sha256: the file, as it left.

    intrekreden: why a proposal was withdrawn before its second approval, with who did that.
    """

    __tablename__ = "betaalbatch"
    __table_args__ = (
        CheckConstraint("status IN ('voorstel', 'akkoord', 'bestand', 'ingetrokken')", name="betaalbatch_status"),
        {"sqlite_strict": True},
    )

    nummer: str = Field(sa_type=Tekst, primary_key=True)
    status: str = Field(sa_type=Tekst)
    gemaakt_door: str = Field(sa_type=Tekst)
    gemaakt_op: datetime = Field(sa_type=Moment)
    uitvoeren_op: date | None = Field(default=None, sa_type=Dag, nullable=True)
    geschreven_door: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    geschreven_op: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    ingetrokken_door: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    intrekreden: str = Field(default="", sa_type=Tekst)
    sha256: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    inhoud: bytes | None = Field(default=None, sa_type=Bytes, nullable=True)


class BetaalopdrachtRij(Rij, table=True):
    """One order; its number is the EndToEndId, used once for ever. cents, naam and iban are what the bank gets."""

    __tablename__ = "betaalopdracht"
    __table_args__ = (
        CheckConstraint("cents > 0", name="betaalopdracht_bedrag"),
        Index("betaalopdracht_factuur", "aanbieder", "factuur"),
        {"sqlite_strict": True},
    )

    opdracht: str = Field(sa_type=Tekst, primary_key=True)
    batch: str = Field(sa_type=Tekst, foreign_key="betaalbatch.nummer", index=True)
    aanbieder: str = Field(sa_type=Tekst)
    factuur: str = Field(sa_type=Tekst)
    cents: int = Field(sa_type=Geheel)
    naam: str = Field(sa_type=Tekst)
    iban: str = Field(sa_type=Tekst)
    besteller: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst)
    bankstatus: str = Field(default="", sa_type=Tekst)


class BetaalakkoordRij(Rij, table=True):
    """One person approved one batch."""

    __tablename__ = "betaalakkoord"

    batch: str = Field(sa_type=Tekst, primary_key=True, foreign_key="betaalbatch.nummer")
    persoon: str = Field(sa_type=Tekst, primary_key=True)
    plaats: int = Field(sa_type=Geheel)
    op: datetime = Field(sa_type=Moment)


class BetaalstatusRij(Rij, table=True):
    """What one status report said of one order."""

    __tablename__ = "betaalstatus"
    __table_args__ = (
        UniqueConstraint("opdracht", "bericht", name="betaalstatus_eens"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    opdracht: str = Field(sa_type=Tekst, foreign_key="betaalopdracht.opdracht")
    bericht: str = Field(sa_type=Tekst)
    status: str = Field(sa_type=Tekst)
    reden: str = Field(sa_type=Tekst)
    toelichting: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)
