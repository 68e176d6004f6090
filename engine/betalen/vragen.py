"""Questions about payments for a Gebruiker."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from budget.betalen.begrippen import Batch, Batchstatus
from budget.betalen.opslag import BetaalbatchRij
from budget.betalen.vragen import batches
from budget.betalen.weigeringen import BatchOnbekend
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, eis_rol


def betaalbestand(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> bytes:
    """Return the payment file of a batch, once it was made; for a kassier. Refusals: niet_bevoegd, batch_onbekend."""
    eis_rol(wie, (Rol.KASSIER,), "een betaalbestand ophalen")
    b = BetaalbatchRij
    inhoud = db.execute(select(col(b.inhoud)).where(col(b.nummer) == nummer)).scalar()
    if inhoud is None:
        raise BatchOnbekend(nummer)
    log(db, wie, Handeling.EXPORTEREN, [], nu, object_=f"betaalbestand/{nummer}")
    return bytes(inhoud)


def heeft_akkoord(db: Sessie) -> bool:
    """Say whether a batch is approved and has no file yet."""
    return bool(batches(db, status=Batchstatus.AKKOORD))


def betaalbatches(
    db: Sessie, wie: Gebruiker, *, nummer: str | None = None, status: Batchstatus | None = None
) -> list[Batch]:
    """Return the batches with their orders; refusal: niet_bevoegd."""
    eis_rol(wie, GROOTBOEK_LEZEN, "betalingen bekijken")
    return batches(db, nummer=nummer, status=status)
