"""The answer of every use case on a line: its new state, what it still ties, and the pot."""

from __future__ import annotations

from typing import Any

from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.vragen import stand
from engine.geldspoor.opslag import FinancieringslijnRij


def antwoord(db: Sessie, lijn: FinancieringslijnRij, melding: str, **erbij: Any) -> Uitkomst:
    """Return the state of the line, its version, its amounts in cents and what the pot can still carry."""
    pot = stand(db)
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
                "beschikbaar": pot.beschikbaar.cents,
                "beschikbaar_besluit": pot.beschikbaar_besluit.cents,
                "overtekend": pot.overtekend,
            },
            **erbij,
        },
        melding,
    )
