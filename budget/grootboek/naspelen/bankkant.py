"""What the bank side must offer to play steps with bank files, the matcher and payment files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from budget.basis.transactie import Sessie
from budget.basis.weigering import Weigering


class NogNietOndersteund(Weigering):
    code = "nog_niet_ondersteund"
    exitcode = 2

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"'{wat}' is nog niet na te spelen: daar is de bankkant van het product voor nodig.",
            oplossing="Speel een scenario zonder bankbestand en zonder automatisch afletteren.",
        )


class Importuitslag(NamedTuple):
    """Per statement what `verwacht.import` compares, and the ids of the new bank lines in order."""

    afschriften: Sequence[Mapping[str, Any]]
    regels: Sequence[str]


class Bankkant(Protocol):
    """The bank side of the product, as naspelen uses it."""

    def open(self, db: Sessie, rekeningen: Sequence[str], nu: datetime) -> None:
        """Make the pot account known, also under other identifications."""
        ...

    def beschrijf(self, db: Sessie, stap: Mapping[str, Any], op: date, nu: datetime) -> None:
        """Store what describes a bankregel step for the matcher, after it was posted."""
        ...

    def importeer(self, db: Sessie, stap: Mapping[str, Any], map_: Path, op: date, nu: datetime) -> Importuitslag: ...

    def statusbericht(
        self, db: Sessie, stap: Mapping[str, Any], map_: Path, op: date, nu: datetime
    ) -> Mapping[str, str]:
        """Read a pain.002; returns per order its status."""
        ...

    def voorstellen(self, db: Sessie, regel: str) -> Mapping[str, Any]:
        """Return what the matcher would do with a line: niveau, actie, oplossingen."""
        ...

    def boek_automatisch(self, db: Sessie, op: date, nu: datetime) -> None:
        """Book every automatic match and every rejected order."""
        ...

    def betaalbestand(self, db: Sessie) -> tuple[int, int]:
        """Return number and sum of the orders that are not yet in a payment file."""
        ...

    def quarantaine(self, db: Sessie) -> int:
        """Return the number of statements in quarantine."""
        ...
