"""Fixed keys and the casusnummers that follow from them, so that every practice run gives the same numbers."""

from __future__ import annotations

from engine.casus.nummer import maak_nummer


def sleutel_van(casus: str | None, volgnummer: int) -> str:
    """Return the key of the nth act of a casus, or of the table itself."""
    return f"oefen/{casus or 'tafel'}/{volgnummer}"


def nummer_van(casus: str) -> str:
    """Return the number that a casus gets when its first act is the aanmelding."""
    return maak_nummer(f"{sleutel_van(casus, 1)}/0")
