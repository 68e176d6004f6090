"""What every rule shares: accounts, pairs, facts for the sub-ledgers, and the state that a rule may read."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol

from budget.basis.geld import Geld
from budget.grootboek.begrippen import Mandaat
from budget.grootboek.regels.oormerken import Beslag, Vak
from budget.grootboek.weigeringen import BedragOngeldig, BovenBankregel, CasusGesloten, VerdeelsleutelOntbreekt

GROOTSTE = 10**12

UITVOERING, INSTANDHOUDING = "uitvoering", "instandhouding"
"""The two keys of an arrangement: what help costs, and what it costs to keep the pot."""

Rekening = tuple[str, ...]
"""An account: its code and then its dimensions, as ("1310", "Zeist", "K9", "B1")."""


class Paar(NamedTuple):
    """One boeking: a positive amount from credit to debit."""

    debet: Rekening
    credit: Rekening
    cents: int


@dataclass(frozen=True, slots=True)
class Bankregelfeit:
    regel: str
    iban: str
    bedrag: int
    datum: str


@dataclass(frozen=True, slots=True)
class Toezeggingfeit:
    deelnemer: str
    jaar: int
    bedrag: int
    oormerk: str


@dataclass(frozen=True, slots=True)
class Reserveringfeit:
    casus: str
    jaar: int
    bedrag: int
    bestemming: str


@dataclass(frozen=True, slots=True)
class Stortingfeit:
    """Negative when the bank took it back."""

    deelnemer: str
    jaar: int
    bedrag: int
    oormerk: str


@dataclass(frozen=True, slots=True)
class Vullingfeit:
    plaats: int
    deelnemer: str
    oormerk: str
    bedrag: int


@dataclass(frozen=True, slots=True)
class Oormerkfeit:
    """An earmark that may pay a reservering."""

    plaats: int
    oormerk: str


@dataclass(frozen=True, slots=True)
class Mandaatfeit:
    plaats: int
    mandaat: str
    jaarplafond: int | None
    casusplafond: int | None
    geldig_van: str
    geldig_tot: str


@dataclass(frozen=True, slots=True)
class Vrijvalfeit:
    reservering: int
    bedrag: int


@dataclass(frozen=True, slots=True)
class Besluiterfeit:
    casus: str
    persoon: str


@dataclass(frozen=True, slots=True)
class Factuurfeit:
    aanbieder: str
    factuur: str
    gelijk: str
    casus: str
    bedrag: int
    prestatie_door: str


@dataclass(frozen=True, slots=True)
class Opdrachtfeit:
    opdracht: str
    begunstigde: str
    factuur: str
    bedrag: int
    eerste_akkoord: str
    tweede_akkoord: str


@dataclass(frozen=True, slots=True)
class Besluitfeit:
    casus: str
    besluit: str
    versie: int
    sleutel: str
    taakveld: str


@dataclass(frozen=True, slots=True)
class Aandeelfeit:
    plaats: int
    betaler: str
    bedrag: int


@dataclass(frozen=True, slots=True)
class Vorderingfeit:
    """A new claim; the reference of the payer is made at booking when it is empty."""

    betaler: str
    casus: str
    besluit: str
    kenmerk: str


@dataclass(frozen=True, slots=True)
class Mutatiefeit:
    """A change of one part of a claim; sleutel is the key version of a write-off."""

    plaats: int
    betaler: str
    casus: str
    besluit: str
    soort: str
    bedrag: int
    sleutel: str = ""


@dataclass(frozen=True, slots=True)
class Casusstandfeit:
    casus: str
    dicht: int


@dataclass(frozen=True, slots=True)
class Periodefeit:
    tot: str


@dataclass(frozen=True, slots=True)
class Ibanfeit:
    """An empty iban keeps the one that was there."""

    partij: str
    iban: str
    door: str
    bevestigd_door: str


@dataclass(frozen=True, slots=True)
class Partijfeit:
    partij: str
    soort: str
    volgorde: int


@dataclass(frozen=True, slots=True)
class Sleutelfeit:
    versie: str
    naam: str
    vanaf: str
    basis: str
    peildatum: str
    besluit: str


@dataclass(frozen=True, slots=True)
class Gewichtfeit:
    versie: str
    plaats: int
    deelnemer: str
    gewicht: int


@dataclass(frozen=True, slots=True)
class Tolerantiefeit:
    vanaf: str
    cents: int


Feit = (
    Bankregelfeit
    | Toezeggingfeit
    | Reserveringfeit
    | Mandaatfeit
    | Vrijvalfeit
    | Besluiterfeit
    | Factuurfeit
    | Opdrachtfeit
    | Besluitfeit
    | Aandeelfeit
    | Vorderingfeit
    | Mutatiefeit
    | Casusstandfeit
    | Periodefeit
    | Ibanfeit
    | Partijfeit
    | Sleutelfeit
    | Gewichtfeit
    | Tolerantiefeit
    | Stortingfeit
    | Vullingfeit
    | Oormerkfeit
)


@dataclass(frozen=True, slots=True)
class Uitwerking:
    """What one event does: its pairs, what it is about, and the facts for the sub-ledgers."""

    paren: tuple[Paar, ...]
    casus: str = ""
    regel: str = ""
    besluit: str = ""
    feiten: tuple[Feit, ...] = ()
    keert_om: int | None = None


class Factuur(NamedTuple):
    factuur: str
    casus: str
    bedrag: int
    prestatie_door: str


class Opdracht(NamedTuple):
    begunstigde: str
    factuur: str
    bedrag: int


class Ibanstand(NamedTuple):
    """bevestigd: the newest IBAN is known and confirmed; wijzigers: who changed it since the last debited payment."""

    bevestigd: bool
    wijzigers: frozenset[str]


class Besluitversie(NamedTuple):
    """The version in force; sleutel is empty while the pot never bore a share."""

    versie: int
    sleutel: str
    taakveld: str
    aandelen: Mapping[str, int]


class Delen(NamedTuple):
    """The parts of a claim in cents, and the key version of its first write-off."""

    gevorderd: int = 0
    ingetrokken: int = 0
    ontvangen: int = 0
    gestorneerd: int = 0
    afgeschreven: int = 0
    verschil: int = 0
    nagekomen: int = 0
    naar_1710: int = 0
    sleutel: str = ""


class Reserveringstand(NamedTuple):
    post: int
    jaar: int
    bedrag: int
    vrijgevallen: int
    mandaten: tuple[str, ...]


class Postfeit(NamedTuple):
    """A journaalpost that may be reversed."""

    soort: str
    casus: str
    regel: str
    besluit: str
    paren: tuple[Paar, ...]
    mutaties: tuple[Mutatiefeit, ...]


class Stand(Protocol):
    """The state of the ledger that a rule may read; balances debit positive, in cents."""

    @property
    def iban(self) -> str: ...
    @property
    def beschikbaar_besluit(self) -> int: ...
    @property
    def gesloten_tot(self) -> date | None: ...
    def saldo(self, *rekening: str) -> int:
        """Return the balance of one account; 0 when it was never used."""
        ...

    def mandaatgebruik(self, mandaat: str, jaar: str) -> int: ...
    def bankregel(self, regel: str) -> int | None: ...
    def heeft_bankregels(self) -> bool: ...
    def is_deelnemer(self, naam: str) -> bool: ...
    def toegezegd(self, deelnemer: str, jaar: int) -> int: ...
    def oormerk(self, deelnemer: str, jaar: int) -> str:
        """Return the earmark of the oldest toezegging of a participant for a year."""
        ...

    def vakken(self) -> Sequence[Vak]:
        """Return the compartments in the order of the participants; empty when no money in the pot is earmarked."""
        ...

    def beslagen(self) -> Sequence[Beslag]: ...
    def casus_dicht(self, casus: str) -> bool: ...
    def besluiters(self, casus: str) -> frozenset[str]: ...
    def reserveringen(self, casus: str) -> Sequence[Reserveringstand]: ...
    def factuur(self, aanbieder: str, gelijk: str) -> Factuur | None: ...
    def opdracht(self, opdracht: str) -> Opdracht | None: ...
    def ibanstand(self, partij: str) -> Ibanstand: ...
    def besluit(self, casus: str, besluit: str) -> Besluitversie | None: ...
    def besluiten(self, betaler: str, casus: str) -> Sequence[str]:
        """Return the besluiten from which the payer has a claim in the casus."""
        ...

    def delen(self, betaler: str, casus: str, besluit: str) -> Delen: ...
    def sleutel_op(self, op: date, naam: str = UITVOERING) -> str | None:
        """Return the version of a key in force on a day."""
        ...

    def gewichten(self, versie: str) -> Mapping[str, int]: ...
    def sleutel_voorziening(self, casus: str) -> str | None: ...
    def tolerantie(self, op: date) -> int: ...
    def open_posten(self, casus: str) -> Mapping[str, int]:
        """Return what is not zero on a casus, by its Dutch name."""
        ...

    def memo_open(self, jaar: int) -> Sequence[tuple[str, str]]:
        """Return account and casus of every memo item of a boekjaar that is not zero."""
        ...

    def eerste_jaar(self) -> int | None:
        """Return the year of the oldest boekdatum."""
        ...

    def open_vorderingen(self, casus: str) -> int: ...
    def post(self, nummer: int) -> Postfeit | None: ...
    def tegengeboekt(self, nummer: int) -> bool: ...
    def laatste_versie(self, nummer: int) -> bool:
        """Say whether the besluit that this journaalpost booked is still the newest version."""
        ...

    def vrijval_op(self, nummer: int) -> bool:
        """Say whether part of the reservering of this journaalpost was released."""
        ...

    def verdeeld(self, jaar: int) -> bool: ...
    def bestemd(self, jaar: int) -> bool: ...
    def resultaat(self, jaar: int) -> Mapping[Rekening, int]:
        """Return what the result accounts hold of this year."""
        ...


def in_cents(bedrag: Geld) -> int:
    """Return the cents of an amount that can be booked; refusal: bedrag_ongeldig."""
    cents = bedrag.cents
    if isinstance(cents, bool) or not isinstance(cents, int) or not 0 < cents <= GROOTSTE:
        raise BedragOngeldig(cents)
    return cents


def maak_paren(debet: Iterable[tuple[Rekening, int]], credit: Iterable[tuple[Rekening, int]]) -> tuple[Paar, ...]:
    """Pair several debits with several credits: next with next, the smaller rest is posted."""
    paren: list[Paar] = []
    rechts = deque((rekening, cents) for rekening, cents in credit if cents)
    for links, over in debet:
        while over:
            tegen, rest = rechts.popleft()
            cents = min(over, rest)
            paren.append(Paar(links, tegen, cents))
            over -= cents
            if rest > cents:
                rechts.appendleft((tegen, rest - cents))
    if rechts:
        raise AssertionError("debit and credit of an event differ")
    return tuple(paren)


def credit_over(regel: str, cents: int, stand: Stand) -> None:
    """Demand that a credit bank line still has this amount to match; refusal: boven_bankregel."""
    _over(regel, cents, stand, bij=True)


def debet_over(regel: str, cents: int, stand: Stand) -> None:
    """Demand that a debit bank line still has this amount to match; refusal: boven_bankregel."""
    _over(regel, cents, stand, bij=False)


def _over(regel: str, cents: int, stand: Stand, *, bij: bool) -> None:
    bedrag = stand.bankregel(regel)
    if bedrag is None:
        raise BovenBankregel(Geld(cents), regel, None)
    open_ = -stand.saldo("1700", regel)
    if (open_ if bij else -open_) < cents:
        raise BovenBankregel(Geld(cents), regel, Geld(open_))


def casus_open(casus: str, stand: Stand) -> None:
    """Refusal: casus_gesloten."""
    if stand.casus_dicht(casus):
        raise CasusGesloten(casus)


def sleutelversie(op: date, stand: Stand, *, instandhouding: bool = False) -> str:
    """Return the key version in force on a day; refusal: verdeelsleutel_ontbreekt.

    instandhouding: what it costs to keep the pot has a key of its own in some regions; elsewhere it follows the other.
    """
    versie = (stand.sleutel_op(op, INSTANDHOUDING) if instandhouding else None) or stand.sleutel_op(op)
    if versie is None:
        raise VerdeelsleutelOntbreekt(op)
    return versie


def mandaatfeiten(mandaten: Sequence[Mandaat]) -> tuple[Mandaatfeit, ...]:
    """Return the snapshot of the mandates that is stored with a decision."""
    return tuple(
        Mandaatfeit(
            plaats,
            m.mandaat,
            None if m.jaarplafond is None else m.jaarplafond.cents,
            None if m.casusplafond is None else m.casusplafond.cents,
            "" if m.geldig_van is None else m.geldig_van.isoformat(),
            "" if m.geldig_tot is None else m.geldig_tot.isoformat(),
        )
        for plaats, m in enumerate(mandaten)
    )
