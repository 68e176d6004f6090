"""A change in the staff register that the table makes itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.register.opslag import AanstellingRij


def leg_vervanger_vast(db: Sessie, persoon: str, vervanger: str, nu: datetime) -> None:
    """Name who acts for somebody, in every appointment that holds today; the old row stays as what was known."""
    op, b = dag(nu), AanstellingRij
    vraag = select(b).where(
        col(b.persoon) == persoon,
        col(b.vervallen_op).is_(None),
        col(b.geldig_van) <= op,
        or_(col(b.geldig_tot).is_(None), col(b.geldig_tot) > op),
    )
    for rij in db.execute(vraag.order_by(col(b.nummer))).scalars().all():
        nieuw = rij.model_dump(exclude={"nummer"}) | {"vervanger": vervanger, "vastgelegd_op": nu}
        rij.vervallen_op = nu
        db.add(rij)
        db.add(AanstellingRij(**nieuw))
    db.flush()
