"""Advices (camt.054) beside the statements: they never post; they tell early, and they know the parts of a batch.

A line of an advice is that of a statement when account and amount are equal and the reference of the bank or the number
of the payer too. Its text is kept until every line of it stands on a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import insert, or_, select, true
from sqlmodel import col

from budget.bank.begrippen import Bankregel
from budget.bank.opslag import AfschriftRij, BankregeldeelRij, BankregelRij, deelrijen, uit_json
from budget.basis.klok import dag
from budget.basis.transactie import Sessie

_EERDER, _LATER = timedelta(days=7), timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Aangekondigd:
    """A line of an advice that stands on no statement yet: of which advice, since when, and what the bank told."""

    afschrift: int
    sinds: date
    regel: Bankregel


def aangekondigd(db: Sessie) -> list[Aangekondigd]:
    """Return what was announced and stands on no statement, oldest first; O(lines of the advices that wait)."""
    return [Aangekondigd(rij.nummer or 0, sinds, regel) for rij, sinds, regel, id_ in _regels(db) if id_ is None]


def verbind(db: Sessie) -> None:
    """Give batches without parts those of their advice, and let go of advices that came in whole.

    Only parts that add up to their line. O(lines of the advices that wait).
    """
    wacht: set[int] = set()
    alle: list[AfschriftRij] = []
    for rij, _, regel, id_ in _regels(db):
        if not alle or alle[-1] is not rij:
            alle.append(rij)
        if id_ is None:
            wacht.add(rij.nummer or 0)
        elif sum(deel.cents for deel in regel.delen) == regel.cents and not _heeft_delen(db, id_):
            db.execute(insert(BankregeldeelRij), deelrijen(id_, regel))
    for rij in alle:
        if rij.nummer not in wacht:
            rij.inhoud = None
    db.flush()


def _heeft_delen(db: Sessie, id_: str) -> bool:
    d = BankregeldeelRij
    return db.execute(select(col(d.regel)).where(col(d.regel) == id_).limit(1)).first() is not None


def _regels(db: Sessie) -> Iterator[tuple[AfschriftRij, date, Bankregel, str | None]]:
    """Give the lines of the advices that wait, each with its line on a statement, None while there is none."""
    a = AfschriftRij
    vraag = select(a).where(col(a.status) == "aanvaard", col(a.aankondiging).is_(true()), col(a.volgorde).is_not(None))
    for rij in db.execute(vraag.order_by(col(a.nummer))).scalars():
        if rij.inhoud is not None:
            for regel in uit_json(rij.inhoud).regels:
                sinds = regel.boekdatum or regel.valutadatum or (dag(rij.aanvaard_op) if rij.aanvaard_op else date.min)
                yield rij, sinds, regel, _op_afschrift(db, rij.rekening, sinds, regel)


def _op_afschrift(db: Sessie, rekening: str, sinds: date, regel: Bankregel) -> str | None:
    b = BankregelRij
    kenmerken = [
        kolom == waarde
        for kolom, waarde in (
            (col(b.bankreferentie), regel.bankreferentie),
            (col(b.eindtoteind), regel.eindtoteind),
        )
        if waarde
    ]
    if not kenmerken:
        return None
    gevonden: str | None = db.execute(
        select(col(b.id))
        .where(col(b.rekening) == rekening, col(b.boekdatum).between(sinds - _EERDER, sinds + _LATER))
        .where(col(b.cents) == regel.cents, or_(*kenmerken))
        .order_by(col(b.id))
        .limit(1)
    ).scalar()
    return gevonden
