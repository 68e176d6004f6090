"""The stages of one obligation: planned when it is made or moved, dropped when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, insert, update
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.register.vragen import kalender
from engine.termijnen.ladder import afspraken
from engine.termijnen.opslag import HerinneringRij, TermijnRij
from engine.termijnen.regels.stil import om
from engine.termijnen.regels.tredes import DIRECT, tredes


def plan(db: Sessie, termijn: TermijnRij, nu: datetime, *, afgesproken: bool = False) -> None:
    """Write a row for every stage and rol; a stage is due at the time of the digest, `direct` at once."""
    geldt = afspraken(db)
    duur = None if afgesproken else geldt.meetduur(termijn.code)
    ladder = geldt.ladder(termijn.code, termijn.onderwerp)
    rijen = [
        {
            "termijnverplichting": termijn.nummer,
            "trede": trede.naam,
            "termijn_versie": termijn.versie,
            "due_at": nu if trede.naam == DIRECT else om(trede.op, geldt.bericht.verzamelbericht),
            "rol": rol,
            "status": "gepland",
            "actueel": True,
        }
        for trede in tredes(ladder, termijn.start, termijn.einde, duur, kalender(db))
        for rol in trede.naar
    ]
    if rijen:
        db.execute(insert(HerinneringRij), rijen)


def laat_vervallen(db: Sessie, termijnen: Sequence[int]) -> None:
    """Stop the reminders of these obligations; what was sent stays on record as sent."""
    h = HerinneringRij
    db.execute(
        update(h)
        .where(col(h.termijnverplichting).in_(termijnen), col(h.actueel))
        .values(actueel=False, status=case((col(h.status) == "gepland", "vervallen"), else_=col(h.status)))
    )
