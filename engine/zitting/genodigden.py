"""Who is invited for a casus on an agenda that stands already."""

from __future__ import annotations

from budget.basis.transactie import Sessie
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij


def nodig_bij(db: Sessie, zitting: str, casus: str, persoon: str) -> None:
    """Add somebody to the people invited for this agendapunt; twice is once."""
    punt = db.get_one(AgendapuntRij, (zitting, casus))
    if persoon not in punt.genodigden:
        punt.genodigden = [*punt.genodigden, persoon]
        db.add(punt)
    if db.get(ZittingPersoonRij, (zitting, persoon)) is None:
        db.add(ZittingPersoonRij(zitting=zitting, persoon=persoon))
    db.flush()
