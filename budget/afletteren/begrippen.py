"""What a bank line can be matched with, how sure that is, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from budget.bank.rf import is_rf

Naam = TypeVar("Naam")
Ding = TypeVar("Ding")

REGELVERSIE = "1"
"""The version of the matching rules; stored with every allocation."""


class Niveau(StrEnum):
    """How a proposal was found, from certain to weak."""

    L0 = "L0"
    L1 = "L1"
    L2 = "L2"
    L3 = "L3"
    L4 = "L4"
    L5 = "L5"
    L6 = "L6"
    L7 = "L7"
    L8 = "L8"
    TERUGNAME = "terugname"
    REGEL = "regel"
    GEEN = "geen"
    HAND = "hand"


class Doelsoort(StrEnum):
    """What a bank line can be for; each is one event of the ledger.

    verschil takes nothing of the line: it is the small rest of a claim that the pot bears with a reason.
    """

    VORDERING = "vordering"
    OPDRACHT = "opdracht"
    RETOUR = "retour"
    STORTING = "storting"
    STORNO = "storno"
    STORTING_STORNO = "storting_storno"
    TERUGVORDERING = "terugvordering"
    NAGEKOMEN = "nagekomen"
    TE_VEEL = "te_veel"
    VERSCHIL = "verschil"
    BANKKOSTEN = "bankkosten"
    RENTE = "rente"


@dataclass(frozen=True, slots=True)
class Doel:
    """A target with an amount in cents (> 0), written as `vordering:VV2026000010`.

    kenmerk: number of the claim or order; party, or party:year of a toezegging, or provider:casus of a reclaim; empty
    for costs and interest of the bank.
    """

    soort: Doelsoort
    kenmerk: str
    cents: int

    @property
    def notatie(self) -> str:
        return f"{self.soort.value}:{self.kenmerk}" if self.kenmerk else self.soort.value


@dataclass(frozen=True, slots=True)
class Bewijs:
    """What speaks for (or against) a proposal: in words, and where in the text it was found (end exclusive)."""

    woorden: str
    gevonden: str = ""
    begin: int | None = None
    einde: int | None = None
    voor: bool = True


@dataclass(frozen=True, slots=True)
class Voorstel:
    """One possible allocation of a line: its level, targets and evidence.

    automatisch: certain enough to book without a person. oplossingen: how many equally good ones were found (L6).
    """

    niveau: Niveau
    doelen: tuple[Doel, ...]
    bewijs: tuple[Bewijs, ...]
    automatisch: bool = False
    oplossingen: int = 1

    @property
    def cents(self) -> int:
        return sum(doel.cents for doel in self.doelen)


@dataclass(frozen=True, slots=True)
class OpenRegel:
    """A bank line, or one part of a batch, with what is still to be matched (cents, credit positive)."""

    regel: str
    deel: int
    open: int
    bedrag: int
    boekdatum: date
    naam: str = ""
    tegenrekening: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    omkering: bool = False
    batchkenmerk: str = ""
    transactiecode: str = ""

    @property
    def is_teruggave(self) -> bool:
        """The bank says that this takes an earlier payment back: a reason, a reversal, or the code of a return."""
        return bool(self.retour) or self.omkering or self.transactiecode.endswith("RRTN")


@dataclass(frozen=True, slots=True)
class OpenVordering:
    """A claim as the matcher sees it; open in cents, of which betwist is disputed. ontvangen: net of returns."""

    nummer: str
    betaler: str
    casus: str
    besluit: str
    kenmerk: str
    open: int
    betwist: int
    ontvangen: int
    afgeschreven: int
    sinds: date
    vervalt: date


@dataclass(frozen=True, slots=True)
class Opdrachtstand:
    """One of our own payment orders: cents, and what of it is still under way to the bank (0 after the debit).

    batchkenmerk: the PmtInfId of its batch. factuur: empty for a refund. iban: where it was sent.
    """

    opdracht: str
    begunstigde: str
    factuur: str
    cents: int
    onderweg: int
    iban: str = ""
    batchkenmerk: str = ""


@dataclass(frozen=True, slots=True)
class OpenToezegging:
    """What a participant still has to pay in for a year, and what it paid in already.

    termijnen: the agreed days on which equal parts come in; none: the whole on `datum`.
    """

    deelnemer: str
    jaar: int
    open: int
    gestort: int
    datum: date
    oormerk: str = ""
    termijnen: tuple[date, ...] = ()

    @property
    def afspraken(self) -> list[tuple[date, int]]:
        """The agreed days with what comes in on each; cents that do not divide come first."""
        dagen = self.termijnen or (self.datum,)
        deel, rest = divmod(self.open + self.gestort, len(dagen))
        return [(dag, deel + (plaats < rest)) for plaats, dag in enumerate(dagen)]


@dataclass(frozen=True, slots=True)
class OpenTerugvordering:
    """What a provider must pay back on a casus, in cents."""

    aanbieder: str
    casus: str
    open: int


@dataclass(frozen=True)
class Kandidaten:
    """Everything that a line may be matched with, read once for a whole round; found by number, reference and party.

    partijen: the parties of an account number. namen: what a party is called. afgewezen: (line, part, targets) that
    somebody rejected or undid. bedrag_vanzelf: the region lets one claim of just the amount (L5) go by itself.
    """

    vorderingen: tuple[OpenVordering, ...] = ()
    opdrachten: Mapping[str, Opdrachtstand] = field(default_factory=dict)
    toezeggingen: tuple[OpenToezegging, ...] = ()
    terugvorderingen: tuple[OpenTerugvordering, ...] = ()
    partijen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    namen: Mapping[str, str] = field(default_factory=dict)
    alle_partijen: frozenset[str] = frozenset()
    afgewezen: frozenset[tuple[str, int, str]] = frozenset()
    bedrag_vanzelf: bool = False

    @cached_property
    def per_kenmerk(self) -> dict[str, list[OpenVordering]]:
        """Claims by RF reference."""
        return _groepeer((v.kenmerk, v) for v in self.vorderingen)

    @cached_property
    def kenmerken(self) -> frozenset[str]:
        """Every RF reference that was ever given out."""
        return frozenset(kenmerk for kenmerk in self.per_kenmerk if is_rf(kenmerk))

    @cached_property
    def zonder_controle(self) -> tuple[OpenVordering, ...]:
        """Open claims whose reference has no check digits."""
        return tuple(v for v in self.vorderingen if v.open > 0 and v.kenmerk not in self.kenmerken)

    @cached_property
    def per_nummer(self) -> dict[str, OpenVordering]:
        """Claims by number."""
        return {v.nummer: v for v in self.vorderingen}

    @cached_property
    def per_betaler(self) -> dict[str, list[OpenVordering]]:
        """Open claims by payer, oldest first."""
        return _groepeer((v.betaler, v) for v in self.vorderingen if v.open > 0)

    @cached_property
    def per_bedrag(self) -> dict[int, list[OpenVordering]]:
        """Open claims by what is open on them."""
        return _groepeer((v.open, v) for v in self.vorderingen if v.open > 0)

    @cached_property
    def per_begunstigde(self) -> dict[str, list[Opdrachtstand]]:
        """Orders under way by who gets them."""
        return _groepeer((o.begunstigde, o) for o in self.opdrachten.values() if o.onderweg > 0)

    @cached_property
    def per_batch(self) -> dict[str, list[Opdrachtstand]]:
        """Orders under way by batch."""
        return _groepeer((o.batchkenmerk, o) for o in self.opdrachten.values() if o.onderweg > 0 and o.batchkenmerk)

    def van_rekening(self, iban: str) -> frozenset[str]:
        """Return the parties that use this account number; none for an unknown one."""
        return self.partijen.get(iban, frozenset()) if iban else frozenset()


Lezer = Callable[[Sequence[OpenRegel]], Kandidaten]
"""Reads what these lines may be matched with."""


def _groepeer(paren: Iterable[tuple[Naam, Ding]]) -> dict[Naam, list[Ding]]:
    uit: dict[Naam, list[Ding]] = {}
    for sleutel, waarde in paren:
        uit.setdefault(sleutel, []).append(waarde)
    return uit
