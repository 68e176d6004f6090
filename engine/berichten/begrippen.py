"""What a message is made of, and how its delivery went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from budget.basis.klok import AMSTERDAM


class Status(StrEnum):
    """Where a message stands: it waits, it was handed over, or it cannot be delivered at all."""

    WACHT = "wacht"
    VERZONDEN = "verzonden"
    ONBESTELBAAR = "onbestelbaar"


@dataclass(frozen=True, slots=True)
class Agendapunt:
    """A day in somebody's diary, sent along as .ics. No names, care or amounts in title or place.

    kenmerk: the same for every version of this appointment (a zitting number); volgnummer rises when it is moved
    or cancelled, so that a diary replaces what it has. hele_dag: a day without a time, such as the end of a term;
    begin and einde are then midnights in Amsterdam.
    """

    kenmerk: str
    titel: str
    begin: datetime
    einde: datetime
    plaats: str = ""
    volgnummer: int = 0
    vervalt: bool = False
    hele_dag: bool = False

    @classmethod
    def hele_dag_op(cls, op: date, kenmerk: str, titel: str, *, volgnummer: int = 0) -> Agendapunt:
        """Return an appointment for a whole day."""
        begin = datetime.combine(op, time(), AMSTERDAM)
        einde = datetime.combine(op + timedelta(days=1), time(), AMSTERDAM)
        return cls(kenmerk, titel, begin, einde, volgnummer=volgnummer, hele_dag=True)

    def als_json(self) -> dict[str, Any]:
        return {
            "kenmerk": self.kenmerk,
            "titel": self.titel,
            "begin": self.begin.isoformat(),
            "einde": self.einde.isoformat(),
            "plaats": self.plaats,
            "volgnummer": self.volgnummer,
            "vervalt": self.vervalt,
            "hele_dag": self.hele_dag,
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
    agenda: tuple[Agendapunt, ...]
    message_id: str
    gemaakt_op: datetime
    pogingen: int


@dataclass(frozen=True, slots=True)
class Bezorging:
    """How a round of deliveries went, in numbers of messages."""

    verzonden: int = 0
    uitgesteld: int = 0
    onbestelbaar: int = 0
