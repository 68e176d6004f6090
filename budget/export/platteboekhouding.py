"""The ledger as the programs of plain-text accounting want it: accounts in trees, transactions, end balances.

Financial and memo circle are separate trees and separate transactions, so that each must balance by itself.
Mandate usage (9500, 9590) is counted in another unit and stays out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from budget.basis.transactie import Sessie
from budget.grootboek.antwoorden import Boekregel, Journaalpost
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring
from budget.grootboek.vragen import regels, saldi

_GEEN_LETTER_OF_CIJFER = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Tak:
    """An account: its key in the ledger (`1310:Zeist:K9:B1`), its side, and the parts of its name below that."""

    sleutel: str
    kant: str
    memo: bool
    delen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mutatie:
    """An amount in cents on an account, debit positive."""

    tak: Tak
    cents: int


@dataclass(frozen=True, slots=True)
class Deel:
    """The part of a journaalpost in one circle; its mutaties add up to zero."""

    post: Journaalpost
    mutaties: tuple[Mutatie, ...]


@dataclass(frozen=True, slots=True)
class Boekhouding:
    """All that a file holds; eindsaldi come from the stored balances, not from the transactions."""

    takken: tuple[Tak, ...]
    delen: tuple[Deel, ...]
    eindsaldi: tuple[Mutatie, ...]

    @property
    def eerste_dag(self) -> date:
        """Return the earliest boekdatum."""
        return min(deel.post.datum for deel in self.delen)

    @property
    def na_de_laatste_dag(self) -> date:
        """Return the day after the latest boekdatum."""
        return max(deel.post.datum for deel in self.delen) + timedelta(days=1)


def boekhouding(db: Sessie) -> Boekhouding:
    """Return the whole book; the name of an account never changes, for the journal only grows. O(boekingen)."""
    takken = _Takken()
    delen = tuple(deel for post in regels(db) for deel in _delen(post, takken))
    standen = {saldo.sleutel: saldo.saldo.cents for saldo in saldi(db)}
    for sleutel in standen:
        takken.tak(sleutel)
    alle = takken.alle()
    return Boekhouding(alle, delen, tuple(Mutatie(tak, standen.get(tak.sleutel, 0)) for tak in alle))


def bedrag(cents: int) -> str:
    """Write cents as `-1234.56`, without a detour over fractions."""
    heel, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{heel}.{rest:02d}"


def op_een_regel(tekst: str) -> str:
    """Return a text without line ends and other control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in tekst).split())


def _delen(post: Journaalpost, takken: _Takken) -> Iterable[Deel]:
    for kring in (Kring.GELD, Kring.MEMO):
        paren = [regel for regel in post.regels if _kring(regel) is kring]
        if paren:
            yield Deel(post, tuple(_mutaties(paren, takken)))


def _mutaties(paren: Sequence[Boekregel], takken: _Takken) -> Iterable[Mutatie]:
    for paar in paren:
        yield Mutatie(takken.tak(paar.debet), paar.bedrag.cents)
        yield Mutatie(takken.tak(paar.credit), -paar.bedrag.cents)


def _kring(regel: Boekregel) -> Kring:
    return REKENINGSCHEMA[regel.debet.partition(":")[0]].kring


class _Takken:
    """Gives every account of the ledger a name of its own."""

    def __init__(self) -> None:
        self._takken: dict[str, Tak] = {}
        self._namen: set[tuple[str, ...]] = set()

    def tak(self, sleutel: str) -> Tak:
        if sleutel not in self._takken:
            code, *dimensies = sleutel.split(":")
            soort = REKENINGSCHEMA[code]
            delen = self._vrije_naam([f"{code}-{_deel(soort.naam)}", *(_deel(waarde) for waarde in dimensies)])
            self._takken[sleutel] = Tak(sleutel, soort.kant, soort.kring is Kring.MEMO, delen)
        return self._takken[sleutel]

    def alle(self) -> tuple[Tak, ...]:
        return tuple(self._takken[sleutel] for sleutel in sorted(self._takken))

    def _vrije_naam(self, delen: list[str]) -> tuple[str, ...]:
        """Two accounts that differ in signs that a name cannot hold get a number behind them."""
        naam, nummer = tuple(delen), 1
        while naam in self._namen:
            nummer += 1
            naam = (*delen[:-1], f"{delen[-1]}-{nummer}")
        self._namen.add(naam)
        return naam


def _deel(waarde: str) -> str:
    """Return a part of an account name: letters and digits, joined by hyphens, beginning with a capital or digit."""
    kaal = unicodedata.normalize("NFKD", waarde).encode("ascii", "ignore").decode()
    schoon = _GEEN_LETTER_OF_CIJFER.sub("-", kaal).strip("-")
    return schoon[:1].upper() + schoon[1:] or "Leeg"
