"""What happens to an agenda when a casus goes another way."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.zitting.opslag import AgendapuntRij, ZittingRij


def haal_van_agenda(db: Sessie, casus: str, op: date) -> None:
    """Take a casus off every agenda that is still to come."""
    a, z = AgendapuntRij, ZittingRij
    punten = (
        select(a)
        .join(z, col(z.id) == col(a.zitting))
        .where(col(a.casus) == casus, col(a.status) == "gepland", col(z.op) >= op, col(z.status) != "vastgesteld")
    )
    for punt in db.execute(punten).scalars().all():
        punt.status = "van_agenda"
        db.add(punt)
