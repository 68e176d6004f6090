"""What goes into a payment file and what comes back about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Betaling:
    """One payment: our order number, cents (> 0), who gets it and what it is for.

    eindtoteind: the order number, at most 35 characters, once for ever. kenmerk: the structured reference of the
    invoice (RF or betalingskenmerk); when it is there, omschrijving is not sent, a payment has one of the two.
    """

    eindtoteind: str
    cents: int
    naam: str
    iban: str
    op: date
    omschrijving: str = ""
    kenmerk: str = ""


@dataclass(frozen=True, slots=True)
class Betaalbestand:
    """A batch of payments from one pot account. nummer becomes the MsgId: at most 26 characters, once for ever."""

    nummer: str
    naam: str
    iban: str
    gemaakt_op: datetime
    betalingen: tuple[Betaling, ...]
    bic: str = ""

    @property
    def som(self) -> int:
        """The control sum in cents."""
        return sum(betaling.cents for betaling in self.betalingen)


class Versie(StrEnum):
    """Versions of pain.001 that we write."""

    V09 = "09"
    V03 = "03"


class Code(StrEnum):
    """Findings about a payment file, in the order of reporting."""

    ONLEESBAAR = "ONLEESBAAR"
    DOCTYPE = "DOCTYPE"
    BERICHTSOORT = "BERICHTSOORT"
    XSD = "XSD"
    HANDTEKENING = "HANDTEKENING"
    AANTAL = "AANTAL"
    CONTROLESOM = "CONTROLESOM"
    LEGE_BATCH = "LEGE_BATCH"
    IBAN = "IBAN"
    VALUTA = "VALUTA"
    BEDRAG = "BEDRAG"
    DUBBEL_EINDTOTEIND = "DUBBEL_EINDTOTEIND"
    DATUM_VERLEDEN = "DATUM_VERLEDEN"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One finding: what, where (payment 2 of batch 1) and what to do; a warning does not stop a file."""

    code: Code
    plaats: str
    melding: str
    oplossing: str

    @property
    def is_waarschuwing(self) -> bool:
        return self.code is Code.DATUM_VERLEDEN


class Status(StrEnum):
    """What a bank says of a file, a batch or a payment."""

    ACTC = "ACTC"
    ACCP = "ACCP"
    ACSP = "ACSP"
    ACSC = "ACSC"
    ACWC = "ACWC"
    PDNG = "PDNG"
    PART = "PART"
    RCVD = "RCVD"
    CANC = "CANC"
    RJCT = "RJCT"


@dataclass(frozen=True, slots=True)
class Betaalstatus:
    """The status of one payment; reden is the code of the bank (AC04), toelichting its own words."""

    status: Status
    reden: str = ""
    toelichting: str = ""

    def __str__(self) -> str:
        return f"{self.status} {self.reden}".rstrip()


@dataclass(frozen=True, slots=True)
class Groepstatus:
    """What the bank says of one batch (PmtInf) and of the payments that it names."""

    batch: str
    status: Betaalstatus | None
    betalingen: tuple[tuple[str, Betaalstatus], ...]


@dataclass(frozen=True, slots=True)
class Statusbericht:
    """A pain.002: about which file (its MsgId), what is said of the whole and of the parts that are named."""

    soort: str
    bericht: str
    bestand: str
    status: Betaalstatus | None
    groepen: tuple[Groepstatus, ...]
