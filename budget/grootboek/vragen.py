"""Questions to the ledger; every answer is a frozen row."""

from __future__ import annotations

from budget.basis.transactie import Sessie
from budget.grootboek.antwoorden import (
    Casuslijn,
    Journaalpost,
    OpenBankregel,
    OpenFactuur,
    Potstand,
    Rekeningsaldo,
    Vordering,
)


def stand(db: Sessie) -> Potstand:
    """Return what is available and the balance per account number."""
    raise NotImplementedError


def saldi(db: Sessie, rekening: str | None = None, *dimensies: str) -> list[Rekeningsaldo]:
    """Return the balances of an account whose first dimensions are these; unit 1 only."""
    raise NotImplementedError


def regels(db: Sessie, *, vanaf: int = 1, casus: str | None = None, bankregel: str | None = None) -> list[Journaalpost]:
    """Return the journal from a number on, or of one casus or bank line."""
    raise NotImplementedError


def vorderingen(db: Sessie, *, casus: str | None = None, betaler: str | None = None) -> list[Vordering]:
    """Return the claims, settled ones included."""
    raise NotImplementedError


def wachtrij(db: Sessie) -> list[OpenBankregel]:
    """Return every bank line with an unmatched part."""
    raise NotImplementedError


def facturen_open(db: Sessie) -> list[OpenFactuur]:
    """Return every invoice that is not paid yet."""
    raise NotImplementedError


def casuslijn(db: Sessie, casus: str) -> Casuslijn:
    """Return the money line of one casus."""
    raise NotImplementedError
