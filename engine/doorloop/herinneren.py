"""The round of reminders: what is due goes to the outbox, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.doorloop.begrippen import Stap, Werk, toestand
from engine.termijnen.herinneren import Ronde, herinner


def _altijd(db: Sessie, nu: datetime) -> Sequence[Werk]:
    """Return the one sweep; whether anything is due it finds out itself, in one select."""
    return [Werk("alle", keer=f"{nu.isoformat()}/{toestand(db)}")]


def _herinner(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    uitkomst = herinner(db, wie, Ronde(), sleutel=sleutel, versie=0, nu=nu)
    iets = any(uitkomst.gegevens[naam] for naam in ("verzonden", "samenvattingen", "geescaleerd"))
    return uitkomst if iets else Uitkomst(uitkomst.gegevens, uitkomst.melding, herhaald=True)


HERINNERINGEN = (Stap("herinneren", _altijd, _herinner),)
