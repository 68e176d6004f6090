"""What the ledger answers: frozen rows with whole cents as Geld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from budget.basis.geld import Geld


class Boekstand(NamedTuple):
    """The head of the book, read under the lock: last numbers, head of the chain, last booking time."""

    post: int
    boeking: int
    kop: str
    geboekt_op: int
    beschikbaar: Geld
    beschikbaar_besluit: Geld
    iban: str


class Boekregel(NamedTuple):
    """One debit/credit pair; accounts as `1310:Zeist:K9:B1`."""

    volgnummer: int
    debet: str
    credit: str
    bedrag: Geld


class Geboekt(NamedTuple):
    """The answer of `boek`: journaalpost, its pairs (none when the event only keeps the ledger), and what is left.

    herhaald: the key was known; this is the answer of the first time.
    """

    nummer: int
    regels: tuple[Boekregel, ...]
    beschikbaar: Geld
    beschikbaar_besluit: Geld
    herhaald: bool = False


@dataclass(frozen=True, slots=True)
class Potstand:
    """The pot in one look: beschikbaar, beschikbaar for decisions, and the balance per account number."""

    beschikbaar: Geld
    beschikbaar_besluit: Geld
    saldi: Mapping[str, Geld]

    @property
    def overtekend(self) -> bool:
        """Say whether facts have made the pot negative for decisions."""
        return self.beschikbaar_besluit.cents < 0


@dataclass(frozen=True, slots=True)
class Rekeningsaldo:
    """The balance of one account: debit positive."""

    rekening: str
    dimensies: tuple[str, ...]
    saldo: Geld

    @property
    def sleutel(self) -> str:
        """Return the account with its dimensions, as in `1310:Zeist:K9:B1`."""
        return ":".join((self.rekening, *self.dimensies))


@dataclass(frozen=True, slots=True)
class Journaalpost:
    """One event as booked."""

    nummer: int
    soort: str
    datum: date
    geboekt_op: datetime
    actor: str
    bron: str
    keert_om: int | None
    regels: tuple[Boekregel, ...]


@dataclass(frozen=True, slots=True)
class Vordering:
    """A claim with the parts that add up: gevorderd = ingetrokken + ontvangen - gestorneerd - naar_1710
    + afgeschreven + open; open = undisputed + betwist."""

    nummer: str
    betaler: str
    casus: str
    besluit: str
    kenmerk: str
    gevorderd: Geld
    ingetrokken: Geld
    ontvangen: Geld
    gestorneerd: Geld
    afgeschreven: Geld
    naar_1710: Geld
    open: Geld
    betwist: Geld
    sinds: date


@dataclass(frozen=True, slots=True)
class OpenBankregel:
    """A bank line with an unmatched part, seen from the bank (credit positive)."""

    regel: str
    datum: date
    bedrag: Geld
    open: Geld


@dataclass(frozen=True, slots=True)
class OpenFactuur:
    """An invoice with what is still to be paid and what has been ordered (onderweg)."""

    aanbieder: str
    factuur: str
    casus: str
    datum: date
    bedrag: Geld
    open: Geld
    onderweg: Geld
    prestatie_door: str


@dataclass(frozen=True, slots=True)
class Casuslijn:
    """The money line of one casus."""

    casus: str
    gesloten: bool
    gereserveerd: Geld
    verplicht: Geld
    voorgefinancierd: Geld
    in_uitzoek: Geld
    gevorderd_open: Geld
    betwist: Geld
    terug_te_vorderen: Geld
    ten_laste_van_de_pot: Geld
    journaalposten: tuple[Journaalpost, ...]
