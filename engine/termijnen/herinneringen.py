"""The stages of one obligation: planned when it is made or moved, dropped when it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, update
from sqlmodel import col

from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen, voeg_alle_in
from engine.register.vragen import kalender
from engine.termijnen.begrippen import Verplichting
from engine.termijnen.ladder import afspraken
from engine.termijnen.opslag import HerinneringRij
from engine.termijnen.regels.stil import om
from engine.termijnen.regels.tredes import DIRECT, tredes


def plan(db: Sessie, termijn: Verplichting, nu: datetime, *, afgesproken: bool = False) -> None:
    """Write a row for every stage and rol; a stage is due at the time of the digest, `direct` at once."""
    geldt = afspraken(db)
    duur = None if afgesproken else geldt.meetduur(termijn.code)
    ladder = geldt.ladder(termijn.code, termijn.onderwerp)
    gepland = [
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
    voeg_alle_in(db, HerinneringRij, gepland)


def laat_vervallen(db: Sessie, termijnen: Sequence[int]) -> None:
    """Stop the reminders of these obligations; what was sent stays on record as sent."""
    for nummer in termijnen:
        rijen(db, _LAAT_VERVALLEN, termijn=nummer)


_H = HerinneringRij
_LAAT_VERVALLEN = (
    update(_H)
    .where(col(_H.termijnverplichting) == bindparam("termijn"), col(_H.actueel))
    .values(actueel=False, status=case((col(_H.status) == "gepland", "vervallen"), else_=col(_H.status)))
)
