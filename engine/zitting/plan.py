"""The plan in force of a casus: the lines of its besluit, with those that an aanvullend besluit added."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.toestemming.vragen import te_weinig_toestemming
from engine.zitting.opslag import BesluitRij, PlanregelRij

AANVULLEND = "aanvullend_besluit"


def planregels(db: Sessie, casus: str) -> tuple[str, ...]:
    """Return the names of the lines of the plan in force, in order."""
    return tuple(regel.kenmerk for regel in _regels(db, casus))


def uitvoerders(db: Sessie, casus: str) -> frozenset[str]:
    """Return the persons and providers who carry out the plan in force."""
    return frozenset(naam for regel in _regels(db, casus) for naam in (regel.uitvoerder, regel.aanbieder) if naam)


def zonder_toestemming(db: Sessie, casus: CasusRij, op: date) -> tuple[str, ...]:
    """Return the lines of the plan in force whose consent is missing or too little at the age of this day.

    A compulsory framework needs none.
    """
    # An empty JSON column is NULL on the one database and a JSON null on the other: looked at here, not in SQL.
    door = {
        regel.kenmerk: regel.toestemming["door"] if regel.toestemming else ()
        for regel in _regels(db, casus.nummer)
        if regel.toestemming_nodig and not regel.gedwongen_kader
    }
    return te_weinig_toestemming(db, casus, door, op)


def _regels(db: Sessie, casus: str) -> list[Row[Any]]:
    """Return the lines in order; a line that a later besluit decides again counts as decided there."""
    p, besluiten = PlanregelRij, _besluiten(db, casus)
    vraag = select(
        col(p.besluit), col(p.kenmerk), col(p.uitvoerder), col(p.aanbieder), col(p.toestemming_nodig),
        col(p.gedwongen_kader), col(p.toestemming),
    ).where(col(p.besluit).in_(besluiten))  # fmt: skip
    rijen = db.execute(vraag.order_by(col(p.volgorde))).all()
    return list({r.kenmerk: r for r in sorted(rijen, key=lambda r: besluiten.index(r.besluit))}.values())


def _besluiten(db: Sessie, casus: str) -> list[str]:
    """Return the last besluit that made a plan and the additions to it, oldest first."""
    b, g = BesluitRij, GebeurtenisRij
    genomen = select(col(b.id)).where(col(b.casus) == casus, col(b.status) == "genomen")
    aanvullingen = {
        gegevens["besluit"]
        for gegevens in db.execute(
            select(col(g.gegevens)).where(col(g.casus) == casus, col(g.naam) == AANVULLEND)
        ).scalars()
    }
    gevonden: list[str] = []
    for besluit in db.execute(genomen.order_by(col(b.volgnummer).desc())).scalars():
        gevonden.insert(0, besluit)
        if besluit not in aanvullingen:
            break
    return gevonden
