"""Which afspraken there are, and the line in which one is typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.zicht import mag_zien
from engine.mandaat.vragen import werkdag_later
from engine.register.vragen import personen
from engine.zitting.begrippen import NieuweAfspraak
from engine.zitting.opslag import AfspraakRij, BesluitRij
from engine.zitting.regels.afspraaktekst import lees_afspraak


def afspraken(
    db: Sessie,
    wie: Gebruiker,
    nu: datetime,
    *,
    casus: str | None = None,
    zitting: str | None = None,
    alle: bool = False,
) -> list[dict[str, Any]]:
    """Return the afspraken that this user may see, the first day first; only the open ones unless `alle`."""
    a, b, c = AfspraakRij, BesluitRij, CasusRij
    vraag = (
        select(a, col(b.zitting))
        .join(c, col(c.nummer) == col(a.casus))
        .outerjoin(b, col(b.id) == col(a.besluit))
        .where(mag_zien(wie, dag(nu)))
        .order_by(col(a.op), col(a.nummer))
    )
    if casus is not None:
        vraag = vraag.where(col(a.casus) == casus)
    if zitting is not None:
        vraag = vraag.where((col(a.zitting) == zitting) | (col(b.zitting) == zitting))
    if not alle:
        vraag = vraag.where(col(a.status) == "open")
    return [
        {
            "nummer": rij.nummer,
            "casusnummer": rij.casus,
            "wie": rij.wie,
            "wat": rij.wat,
            "meetbaar": rij.meetbaar,
            "op": rij.op.isoformat(),
            "status": rij.status,
            "besluit": rij.besluit,
            "zitting": rij.zitting or van_besluit,
            "te_laat": rij.status == "open" and rij.op < dag(nu),
        }
        for rij, van_besluit in db.execute(vraag)
    ]


def afspraak_uit_tekst(
    db: Sessie, casus: str, tekst: str, nu: datetime, *, zitting: str | None = None
) -> NieuweAfspraak:
    """Read an afspraak in one line with the people and the calendar of this region; unusable input, all at once."""
    regel = lees_afspraak(tekst, dag(nu), {p.id: p.weergavenaam for p in personen(db)}, werkdag_later(db))
    return NieuweAfspraak(casus, regel.wie, regel.wat, regel.op, regel.meetbaar, zitting)
