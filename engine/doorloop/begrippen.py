"""A round, its steps, and the report of what moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.wijziging import laatste_wijziging


@dataclass(frozen=True, slots=True)
class Werk:
    """One thing that is due: its kenmerk, the casus it belongs to, and a mark that changes when it is due again."""

    kenmerk: str
    casus: str | None = None
    keer: str = ""


def toestand(db: Sessie) -> str:
    """Return what changes as soon as anything changed: the same work can be due again on a clock that stands still."""
    return str(laatste_wijziging(db))


Zoek = Callable[[Sessie, datetime], Sequence[Werk]]
Doe = Callable[[Sessie, Gebruiker, Werk, str, datetime], Uitkomst]


@dataclass(frozen=True, slots=True)
class Stap:
    """One step of a round: what is due, and the one use case that moves it."""

    naam: str
    zoek: Zoek
    doe: Doe


@dataclass(slots=True)
class Verslag:
    """What a step or a round did: moved, waiting for people, refused; without any data of persons."""

    verplaatst: list[dict[str, Any]] = field(default_factory=list)
    gewacht: list[dict[str, Any]] = field(default_factory=list)
    geweigerd: list[dict[str, Any]] = field(default_factory=list)

    def erbij(self, ander: Verslag) -> None:
        """Add what another step did."""
        self.verplaatst += ander.verplaatst
        self.gewacht += ander.gewacht
        self.geweigerd += ander.geweigerd

    @property
    def casussen(self) -> list[str]:
        """The casusnummers that moved, each once."""
        return sorted({r["casus"] for r in self.verplaatst if r["casus"]})

    def als_json(self) -> dict[str, Any]:
        return {"verplaatst": self.verplaatst, "gewacht": self.gewacht, "geweigerd": self.geweigerd}
