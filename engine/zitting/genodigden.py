"""Who is invited for a casus on an agenda that stands already."""

from __future__ import annotations

from datetime import datetime

from budget.basis.transactie import Sessie
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij, ZittingRij


def nodig_bij(db: Sessie, zitting: str, casus: str, persoon: str, nu: datetime) -> None:
    """Add somebody to the people invited for this agendapunt; twice is once.

    When the invitations of the zitting were sent already, this person gets one too.
    """
    punt = db.get_one(AgendapuntRij, (zitting, casus))
    if persoon in punt.genodigden:
        return
    punt.genodigden = [*punt.genodigden, persoon]
    mens = db.get(ZittingPersoonRij, (zitting, persoon)) or ZittingPersoonRij(zitting=zitting, persoon=persoon)
    db.add_all([punt, mens])
    db.flush()
    rij = db.get_one(ZittingRij, zitting)
    if rij.status == "uitgenodigd":
        # The use cases of a zitting know the network; the other way it is looked up when it is needed.
        from engine.zitting.diensten.plannen import verstuur_uitnodiging

        verstuur_uitnodiging(db, rij, mens, [punt], nu)
