"""The outbox: what must be sent, written in the transaction of the fact itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Geheel, Json, Moment, Tekst


class OutboxRij(Rij, table=True):
    """One message to one person of the register; the address is looked up when it is sent.

    sleutel: the same fact gives the same key, so that it is written once. message_id: made once, so that a second
    delivery of the same message can be recognised. volgende_poging: not before this moment; while a message is
    being sent it is the moment at which another runner may try. gemeld_op: an undeliverable message was reported.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_wacht", "status", "volgende_poging"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    soort: str = Field(sa_type=Tekst)
    aan: str = Field(sa_type=Tekst)
    onderwerp: str = Field(sa_type=Tekst)
    regels: Any = Field(sa_type=Json)
    agenda: Any = Field(default=None, sa_type=Json, nullable=True)
    sleutel: str = Field(sa_type=Tekst, unique=True)
    message_id: str = Field(sa_type=Tekst)
    status: str = Field(default="wacht", sa_type=Tekst)
    pogingen: int = Field(default=0, sa_type=Geheel)
    volgende_poging: datetime = Field(sa_type=Moment)
    verzonden_op: datetime | None = Field(default=None, sa_type=Moment)
    gemeld_op: datetime | None = Field(default=None, sa_type=Moment)
    fout: str | None = Field(default=None, sa_type=Tekst)
    gemaakt_op: datetime = Field(sa_type=Moment)
