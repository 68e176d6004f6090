"""The process as files for a modeller or another engine."""

from __future__ import annotations

from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import Sessie
from engine.export.bestanden import Exportbestand
from engine.proces.bpmn import als_bpmn
from engine.proces.vragen import procesversie, procesversies


def exporteer_bpmn(db: Sessie, wie: Gebruiker, nu: datetime) -> list[Exportbestand]:
    """Return both tracks of every version as BPMN 2.0; for everybody, for it holds no casus."""
    return [
        Exportbestand(f"{spoor.naam}spoor-v{versie}.bpmn", als_bpmn(spoor, versie))
        for versie in procesversies(db)
        for proces in [procesversie(db, versie)]
        for spoor in (proces.hulp, proces.geld)
    ]
