"""A finding of the check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bevinding:
    """What does not hold (I1-I16, keten, schema, ontvangst), where, and what was found."""

    regel: str
    plaats: str
    melding: str

    def als_json(self) -> dict[str, str]:
        return {"regel": self.regel, "plaats": self.plaats, "melding": self.melding}
