"""The account number on which a party is paid."""

from __future__ import annotations

from budget.basis.transactie import Sessie
from budget.grootboek.ruw import Ruw


def rekening_van(db: Sessie, partij: str) -> str | None:
    """Return the newest account of a party when a second person confirmed it; None otherwise."""
    rij = Ruw(db).rij("SELECT iban, bevestigd_door FROM pot_iban WHERE partij = ? ORDER BY nummer DESC LIMIT 1", partij)
    return str(rij[0]) if rij is not None and rij[0] and rij[1] else None
