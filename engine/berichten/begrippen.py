"""What a message is made of, and how its delivery went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Where a message stands: it waits, it was handed over, or it cannot be delivered at all."""

    WACHT = "wacht"
    VERZONDEN = "verzonden"
    ONBESTELBAAR = "onbestelbaar"


@dataclass(frozen=True, slots=True)
class Agendapunt:
    """A day in somebody's diary, sent along as .ics. No names, care or amounts in title or place.

    kenmerk: the same for every version of this appointment (a zitting number); volgnummer rises when it is moved
    or cancelled, so that a diary replaces what it has.
    """

    kenmerk: str
    titel: str
    begin: datetime
    einde: datetime
    plaats: str = ""
    volgnummer: int = 0
    vervalt: bool = False

    def als_json(self) -> dict[str, Any]:
        return {
            "kenmerk": self.kenmerk,
            "titel": self.titel,
            "begin": self.begin.isoformat(),
            "einde": self.einde.isoformat(),
            "plaats": self.plaats,
            "volgnummer": self.volgnummer,
            "vervalt": self.vervalt,
        }

    @classmethod
    def uit_json(cls, gegevens: dict[str, Any]) -> Agendapunt:
        """Return the appointment as it was stored."""
        tijden = {naam: datetime.fromisoformat(gegevens[naam]) for naam in ("begin", "einde")}
        return cls(**(gegevens | tijden))


@dataclass(frozen=True, slots=True)
class Bericht:
    """A message that is about to be delivered; the address was looked up just now, None when there is none."""

    nummer: int
    soort: str
    aan: str
    adres: str | None
    onderwerp: str
    regels: tuple[str, ...]
    agenda: Agendapunt | None
    message_id: str
    gemaakt_op: datetime
    pogingen: int


@dataclass(frozen=True, slots=True)
class Bezorging:
    """How a round of deliveries went, in numbers of messages."""

    verzonden: int = 0
    uitgesteld: int = 0
    onbestelbaar: int = 0
