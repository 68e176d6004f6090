"""What may be paid, and a batch of orders on its way to the bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from budget.basis.geld import Geld
from budget.betalen.bericht.begrippen import Bevinding


class Batchstatus(StrEnum):
    """A batch: proposed, approved by two persons (the orders are posted), written to a file; or withdrawn.

    verwerkt: of every order the bank said how it ended. It is not stored: the statements say it.
    """

    VOORSTEL = "voorstel"
    AKKOORD = "akkoord"
    BESTAND = "bestand"
    VERWERKT = "verwerkt"
    INGETROKKEN = "ingetrokken"


class Opdrachtstatus(StrEnum):
    """An order: proposed, posted and under way, or rejected by the bank before it was booked.

    betaald (debited by the bank) and teruggekomen (debited and returned) are not stored: the statements say it.
    """

    VOORSTEL = "voorstel"
    ONDERWEG = "onderweg"
    BETAALD = "betaald"
    TERUGGEKOMEN = "teruggekomen"
    AFGEWEZEN = "afgewezen"


@dataclass(frozen=True, slots=True)
class TeBetalen:
    """An approved invoice with what the caller knows of it and the ledger does not.

    naam: of the provider, as the bank gets it. iban: as on the invoice. besteller: who placed the order.
    """

    aanbieder: str
    factuur: str
    naam: str
    iban: str
    vervaldatum: date
    besteller: str = ""


@dataclass(frozen=True, slots=True)
class TerugTeBetalen:
    """A party that gets money back (1710): how it is called, and how much; None is all of it."""

    partij: str
    naam: str
    bedrag: Geld | None = None


@dataclass(frozen=True, slots=True)
class Overgeslagen:
    """An invoice that is not proposed, and why."""

    aanbieder: str
    factuur: str
    waarom: str


@dataclass(frozen=True, slots=True)
class Opdracht:
    """One payment order: its own number (EndToEndId), for which invoice, how much, to whom.

    factuur: empty when money goes back that was received too much.
    """

    opdracht: str
    batch: str
    aanbieder: str
    factuur: str
    bedrag: Geld
    naam: str
    iban: str
    status: Opdrachtstatus
    bankstatus: str = ""

    def als_json(self) -> dict[str, Any]:
        return {
            "opdracht": self.opdracht,
            "aanbieder": self.aanbieder,
            "factuur": self.factuur or None,
            "bedrag": self.bedrag.cents,
            "iban": self.iban,
            "status": self.status.value,
            "bankstatus": self.bankstatus or None,
        }


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with its orders and who approved it."""

    nummer: str
    status: Batchstatus
    gemaakt_door: str
    gemaakt_op: datetime
    uitvoeren_op: date | None
    akkoord: tuple[str, ...]
    opdrachten: tuple[Opdracht, ...]

    @property
    def som(self) -> Geld:
        return Geld(sum(opdracht.bedrag.cents for opdracht in self.opdrachten))

    def als_json(self) -> dict[str, Any]:
        return {
            "batch": self.nummer,
            "status": self.status.value,
            "gemaakt_door": self.gemaakt_door,
            "akkoord": list(self.akkoord),
            "uitvoeren_op": self.uitvoeren_op.isoformat() if self.uitvoeren_op else None,
            "opdrachten": [opdracht.als_json() for opdracht in self.opdrachten],
            "som": self.som.cents,
        }


@dataclass(frozen=True, slots=True)
class Uitgaand:
    """A payment file as it leaves: its bytes, their SHA-256, and warnings of our own check."""

    batch: Batch
    inhoud: bytes
    sha256: str
    waarschuwingen: tuple[Bevinding, ...]


@dataclass(frozen=True, slots=True)
class Statusuitslag:
    """What a status report changed: the batch, per order its status, and numbers that we do not know."""

    batch: Batch
    statussen: Mapping[str, str]
    afgewezen: tuple[str, ...]
    onbekend: tuple[str, ...]
