"""What the reports are made of; cents, debit positive, unless a field says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from budget.grootboek.rekeningschema import REKENINGSCHEMA


@dataclass(frozen=True, slots=True)
class Kijk:
    """How one looks back: what was recorded up to and including `bekend_op`, about what happened up to `over`.

    None is no limit. The answer for a day that has passed never changes: the journal only grows.
    """

    bekend_op: date | None = None
    over: date | None = None


NU_ALLES = Kijk()
"""Everything that is known now."""


@dataclass(frozen=True, slots=True)
class Mutatie:
    """What one account moved on one boekdatum."""

    rekening: str
    dimensies: tuple[str, ...]
    datum: date
    cents: int

    @property
    def sleutel(self) -> tuple[str, ...]:
        """Return the account with its dimensions."""
        return (self.rekening, *self.dimensies)

    def dimensie(self, naam: str) -> str | None:
        """Return one dimension by its name in the chart; None when the account has none of that name."""
        namen = REKENINGSCHEMA[self.rekening].dimensies
        return self.dimensies[namen.index(naam)] if naam in namen else None


@dataclass(frozen=True, slots=True)
class OpenPost:
    """What is open on one account since a day; sinds is the day of the oldest part that is still open."""

    rekening: str
    dimensies: tuple[str, ...]
    cents: int
    sinds: date


@dataclass(frozen=True, slots=True)
class Openstaand:
    """Open items with their sum, and the sum per age in days (0-30, 31-60, 61-90, ouder)."""

    totaal: int
    ouderdom: Mapping[str, int]
    posten: tuple[OpenPost, ...]


@dataclass(frozen=True, slots=True)
class Positie:
    """The pot in one look; debts are positive amounts to be paid.

    beschikbaar: computed from the money (kaskant) and from who owns it (budgetkant); equal in a sound book.
    """

    bank: int
    onderweg: int
    crediteuren: int
    toe_te_wijzen_bij: int
    toe_te_wijzen_af: int
    terug_te_betalen: int
    in_uitzoek: Openstaand
    vorderingen: Openstaand
    betwist: Openstaand
    terug_te_vorderen: Openstaand
    voorziening: int
    reserveringen: Openstaand
    verplichtingen: Openstaand
    nog_te_storten: int
    kaskant: int
    budgetkant: int

    @property
    def beschikbaar_besluit(self) -> int:
        """Return what decisions may use: unexplained debits of the bank do not count."""
        return self.kaskant - self.toe_te_wijzen_af


@dataclass(frozen=True, slots=True)
class Verdeling:
    """Balances per participant, casus, law or taakveld: a row per name with a column per kind of balance."""

    kolommen: tuple[str, ...]
    rijen: Mapping[str, tuple[int, ...]]

    @property
    def totalen(self) -> tuple[int, ...]:
        """Return the sum of every column."""
        return tuple(sum(rij[plaats] for rij in self.rijen.values()) for plaats in range(len(self.kolommen)))


@dataclass(frozen=True, slots=True)
class Week:
    """What left the pot in one week, what came back taken off; `tot` is its last day."""

    tot: date
    cents: int


@dataclass(frozen=True, slots=True)
class Vorderingdelen:
    """A claim on a payer with its parts by kind (gevorderd, ingetrokken, ontvangen, ...)."""

    nummer: str
    casus: str
    besluit: str
    sinds: date
    delen: Mapping[str, int]

    @property
    def gevorderd(self) -> int:
        """Return what is asked for now: increases less decreases by decisions."""
        return self._som("gevorderd") - self._som("ingetrokken")

    @property
    def ontvangen(self) -> int:
        """Return what was paid and kept: receipts less stornos and what went back to the payer."""
        return self._som("ontvangen") - self._som("gestorneerd") - self._som("naar_1710")

    @property
    def afgeschreven(self) -> int:
        """Return what was given up, small differences included."""
        return self._som("afgeschreven") + self._som("verschil")

    @property
    def open(self) -> int:
        """Return what is still to be paid, disputed amounts included."""
        return self.gevorderd - self.ontvangen - self.afgeschreven

    def _som(self, soort: str) -> int:
        return self.delen.get(soort, 0)
