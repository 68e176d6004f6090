"""The agenda of a zitting when a casus goes another way, and the zitting itself in somebody's diary."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import Sessie
from engine.berichten.begrippen import Agendapunt
from engine.zitting.opslag import AgendapuntRij, ZittingRij

_BEGIN, _DUUR = time(9), timedelta(hours=3)


def in_de_agenda(zitting: str, op: date, plaats: str) -> Agendapunt:
    """Return the zitting as an appointment; the same zitting always has the same kenmerk."""
    begin = datetime.combine(op, _BEGIN, tzinfo=AMSTERDAM)
    return Agendapunt(f"zitting:{zitting}", "Doorbraaktafel", begin, begin + _DUUR, plaats)


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
