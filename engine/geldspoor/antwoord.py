"""The answer of every use case on a line: its new state, what it still ties, and the pot."""

from __future__ import annotations

from typing import Any

from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.vragen import beschikbaar
from engine.geldspoor.opslag import FinancieringslijnRij


def antwoord(db: Sessie, lijn: FinancieringslijnRij, melding: str, **erbij: Any) -> Uitkomst:
    """Return the state of the line, its version, its amounts in cents and what the pot can still carry."""
    vrij, voor_besluiten = beschikbaar(db)
    return Uitkomst(
        {
            "lijn": lijn.lijn,
            "casusnummer": lijn.casus,
            "status_geld": lijn.status,
            "versie": lijn.versie,
            "gereserveerd": lijn.gereserveerd,
            "verplicht": lijn.verplicht,
            "voorgefinancierd": lijn.voorgefinancierd,
            "pot": {
                "beschikbaar": vrij.cents,
                "beschikbaar_besluit": voor_besluiten.cents,
                "overtekend": voor_besluiten.cents < 0,
            },
            **erbij,
        },
        melding,
    )
