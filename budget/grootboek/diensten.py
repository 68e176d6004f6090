"""Use cases of the ledger: open the pot, lock the book, post an event."""

from __future__ import annotations

from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.transactie import Sessie
from budget.grootboek.antwoorden import Boekstand, Geboekt
from budget.grootboek.begrippen import Gebeurtenis


def open_pot(db: Sessie, *, iban: str, nu: datetime, tolerantie: Geld = NUL) -> None:
    """Make the book of the pot; tolerantie is the largest betalingsverschil that the region allows."""
    raise NotImplementedError


def vergrendel(db: Sessie) -> Boekstand:
    """Lock the book until the end of the transaction and return its head."""
    raise NotImplementedError


def boek(db: Sessie, wie: Gebruiker, gebeurtenis: Gebeurtenis, *, sleutel: str, nu: datetime) -> Geboekt:
    """Post one event as a whole, in the transaction of the caller."""
    raise NotImplementedError
