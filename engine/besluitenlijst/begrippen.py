"""Who gets a besluitenlijst, and what of a besluit stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Soort(StrEnum):
    """A kind of recipient; what it may see follows from it (`regels.deel_voor`)."""

    TAFEL = "tafel"
    GEZIN = "gezin"
    SCHOOL = "school"
    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"
    BESTUUR = "bestuur"


@dataclass(frozen=True, slots=True)
class Ontvanger:
    """A recipient: wie is the organisation, for the gezin the casusnummer, for the table nothing.

    mensen: who works there, so that their afspraken are its own.
    """

    soort: Soort
    wie: str
    naam: str
    mensen: frozenset[str] = frozenset()

    @property
    def kenmerk(self) -> str:
        """Return how a command and a file name call it: `gezin-DT-7K3M9Q`, `gemeente-gemeente_zeist`, `tafel`."""
        return f"{self.soort.value}-{self.wie}" if self.wie else self.soort.value


@dataclass(frozen=True, slots=True)
class Deel:
    """What one recipient sees of one besluit. wat, bedrag, bron, uitkomst in a line are None when not for it.

    doel None: not for this recipient. meer: there are lines that it does not see. correcties: without the text when
    that may tell more than the recipient sees.
    """

    besluit: str
    casus: str
    voorgenomen: bool
    doel: str | None
    regels: tuple[Regeldeel, ...]
    afspraken: tuple[dict[str, Any], ...]
    meningen: tuple[dict[str, Any], ...]
    correcties: tuple[dict[str, Any], ...]
    meer: bool


@dataclass(frozen=True, slots=True)
class Regeldeel:
    """What one recipient sees of one plan line; bedrag in cents."""

    kenmerk: str
    soort: str
    wat: str | None
    aanbieder: str | None
    van: date
    tot: date
    bedrag: int | None
    bron: str | None
    namens: tuple[str, ...]
    uitkomst: str | None
    wet: str | None
    besluitvorm: str


@dataclass(frozen=True, slots=True)
class Namen:
    """Names by id of organisations, people and kinds of plan lines."""

    organisaties: dict[str, str]
    mensen: dict[str, str]
    soorten: dict[str, str]


def zin(tekst: str) -> str:
    """Return the text closed as a sentence; what somebody wrote may already end in a mark."""
    return tekst if tekst.endswith((".", "?", "!")) else f"{tekst}."


def klaar_als(afspraak: Mapping[str, Any]) -> str:
    """Return how one sees that an afspraak is done; nothing where that only repeats what was agreed."""
    return "" if afspraak["meetbaar"] == f"{afspraak['wat']}: gedaan" else str(afspraak["meetbaar"])
