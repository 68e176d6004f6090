"""What changed, for screens that follow live; reading and logging never write here."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, col, func, select

from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Geheel, Moment, Tekst
from budget.basis.voorbereid import voeg_in


class WijzigingRij(Rij, table=True):
    """One change: of what kind of thing, and its kenmerk (casusnummer, zitting, pot, bank)."""

    __tablename__ = "wijziging"

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    soort: str = Field(sa_type=Tekst)
    kenmerk: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)


def meld_wijziging(db: Sessie, soort: str, kenmerk: str, nu: datetime) -> None:
    """Tell the screens in the same transaction that this thing changed."""
    voeg_in(db, WijzigingRij, soort=soort, kenmerk=kenmerk, op=nu)


def laatste_wijziging(db: Sessie) -> int:
    """Return the number of the newest change, 0 when nothing ever changed."""
    return db.exec(select(func.max(col(WijzigingRij.nummer)))).one() or 0


def wijzigingen_na(db: Sessie, nummer: int) -> list[tuple[str, str]]:
    """Return the soort and kenmerk of what changed after this number, each once, oldest first."""
    w = WijzigingRij
    rijen = db.exec(select(w.soort, w.kenmerk).where(col(w.nummer) > nummer).order_by(col(w.nummer)))
    return list(dict.fromkeys((soort, kenmerk) for soort, kenmerk in rijen))
