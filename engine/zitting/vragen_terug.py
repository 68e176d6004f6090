"""What was done in a zitting and can still be taken back, and what was corrected afterwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.zicht import mag_zien
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.zitting.opslag import BesluitRij, CorrectieRij, ZittingRij


def terug_te_nemen(db: Sessie, wie: Gebruiker, zitting: str, nu: datetime) -> list[dict[str, Any]]:
    """Return the besluiten of a zitting, the last one first, and whether `neem_terug` would take each of them back.

    waarom_niet is empty when it can. What only the act itself sees (the casus went on) is refused there.
    """
    b, c, z = BesluitRij, CasusRij, ZittingRij
    vraag = (
        select(b, col(z.status))
        .join(c, col(c.nummer) == col(b.casus))
        .join(z, col(z.id) == col(b.zitting))
        .where(col(b.zitting) == zitting, col(b.status) != "teruggenomen", mag_zien(wie, dag(nu)))
        .order_by(col(b.genomen_op).desc(), col(b.volgnummer).desc())
    )
    gevonden = db.execute(vraag).all()
    vast = _met_opdracht(db, [rij.id for rij, _ in gevonden])
    gehad: set[str] = set()
    antwoord = []
    for rij, status in gevonden:
        waarom = ""
        if status != "open":
            waarom = "de zitting is niet open"
        elif rij.casus in gehad:
            waarom = "er is een later besluit in deze casus"
        elif rij.id in vast:
            waarom = "er rust een opdracht of vrijval op"
        gehad.add(rij.casus)
        antwoord.append(
            {
                "besluit": rij.id,
                "casusnummer": rij.casus,
                "status": rij.status,
                "doel": rij.doel,
                "tijdstip": rij.genomen_op.isoformat(),
                "door": rij.door,
                "mag": not waarom,
                "waarom_niet": waarom,
            }
        )
    return antwoord


def correcties(db: Sessie, besluiten: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Return what was corrected afterwards per besluit, oldest first."""
    r = CorrectieRij
    vraag = select(r).where(col(r.besluit).in_(besluiten)).order_by(col(r.nummer))
    gevonden: dict[str, list[dict[str, Any]]] = {}
    for rij in db.execute(vraag).scalars():
        gevonden.setdefault(rij.besluit, []).append(
            {
                "correctie": rij.correctie,
                "reden": rij.reden,
                "nieuw_besluit": rij.nieuw_besluit,
                "door": rij.door,
                "op": dag(rij.vastgelegd_op).isoformat(),
            }
        )
    return gevonden


def _met_opdracht(db: Sessie, besluiten: Collection[str]) -> set[str]:
    f = FinancieringslijnRij
    vraag = select(col(f.besluit)).where(
        col(f.besluit).in_(besluiten), col(f.gereserveerd) != col(f.toegekend), col(f.status) != "vrijgevallen"
    )
    return set(db.execute(vraag).scalars())
