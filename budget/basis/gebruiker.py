"""Who asks: a person in one role, for one organisation, sometimes on behalf of another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rol(StrEnum):
    """What one may see; what one may do is a function held from/to."""

    VOORZITTER = "voorzitter"
    SECRETARIS = "secretaris"
    TAFELDEELNEMER = "tafeldeelnemer"
    CASUSREGISSEUR = "casusregisseur"
    FINANCIER = "financier"
    KASSIER = "kassier"
    BESTUURDER = "bestuurder"
    BEHEERDER = "beheerder"
    AUDITOR = "auditor"
    SYSTEEM = "systeem"


@dataclass(frozen=True, slots=True)
class Gebruiker:
    """The person (id in the register), the role chosen, the organisation, and on whose behalf.

    zelfverklaard: True when the identity is a statement of the user (SQLite), False when the database
    login proves it (PostgreSQL).
    """

    persoon: str
    rol: Rol
    organisatie: str
    namens: str | None = None
    zelfverklaard: bool = True


SYSTEEM = Gebruiker("SYSTEEM", Rol.SYSTEEM, "SYSTEEM", zelfverklaard=False)
"""What moves by itself: the flows, the sweep and `doorloop`."""
