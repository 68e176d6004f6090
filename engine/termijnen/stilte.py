"""Silence in a casus: an obligation that every event moves, so that nobody waits for nothing (R7)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, false, func, or_, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.proces.vragen import proces
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.verplichtingen import STILTE, leid_af, open_termijn, sluit_termijnen, verplaats_termijn

GEWOON, THUIS = "D_STILTE", "D_STILTE_THUIS"


def bewaak_stilte(db: Sessie, nu: datetime) -> None:
    """Give every open casus a term that starts on the day of its last event; end that of a casus that is closed.

    An event itself moves the term that is there; this opens the first one, changes its kind and is the safety net.
    Shorter for a child at home without school. Three selects, and a write for each casus in which something happened.
    """
    c, g, t = CasusRij, GebeurtenisRij, TermijnRij
    versies = list(db.execute(select(col(c.proces)).distinct()).scalars())
    klaar = or_(false(), *(_geeindigd(db, versie) for versie in versies))
    thuis = and_(col(c.thuis_sinds).is_not(None), col(c.thuis_sinds) <= dag(nu))
    nodig = case((thuis, THUIS), else_=GEWOON)
    laatst = (
        select(col(g.casus).label("casus"), func.max(col(g.dag)).label("dag"))
        .where(col(g.spoor) != "proces")
        .group_by(col(g.casus))
        .subquery()
    )
    bewaakt = and_(col(t.casus) == col(c.nummer), col(t.onderwerp) == STILTE, col(t.status) == "open")
    bezig = (
        select(col(c.nummer), laatst.c.dag, nodig, col(t.nummer), col(t.code))
        .join(laatst, laatst.c.casus == col(c.nummer))
        .outerjoin(t, bewaakt)
        .where(~klaar, or_(col(t.nummer).is_(None), col(t.start) != laatst.c.dag, col(t.code) != nodig))
        .order_by(col(c.nummer))
    )
    for casus, sinds, code, nummer, oude_code in db.execute(bezig).all():
        if code == oude_code:
            verplaats_termijn(db, nummer, leid_af(db, code, sinds), nu)
            continue
        sluit_termijnen(db, casus, STILTE, nu, status="vervallen")
        open_termijn(
            db, casus=casus, onderwerp=STILTE, code=code, start=sinds, ontvanger="casusregisseur",
            doe="Er gebeurde lang niets: leg vast hoe het gaat, of vraag de voorzitter om hulp.", nu=nu,
        )  # fmt: skip
    for casus in db.execute(select(col(c.nummer)).join(t, bewaakt).where(klaar)).scalars().all():
        sluit_termijnen(db, casus, STILTE, nu)


def _geeindigd(db: Sessie, versie: str) -> ColumnElement[bool]:
    return and_(col(CasusRij.proces) == versie, col(CasusRij.status).in_(proces(db, versie).hulp.klaar))
