"""The mandate register: records, the people behind functions, presence, usage and the ladder.

Every period is half-open: `van` is the first day, `tot` the first day that no longer counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property
from typing import Final, TypeAlias

from budget.basis.geld import NUL, Geld
from engine.betaler.bestedingsregels import Bestedingsregel


class Onbeperkt(Enum):
    """The explicit absence of a ceiling."""

    ONBEPERKT = "onbeperkt"


ONBEPERKT: Final = Onbeperkt.ONBEPERKT
Plafond: TypeAlias = Geld | Onbeperkt


class Soort(StrEnum):
    """The three powers: Awb decisions, private-law acts, factual acts (Awb 10:1, 10:12)."""

    MANDAAT = "mandaat"
    VOLMACHT = "volmacht"
    MACHTIGING = "machtiging"


class Wijze(StrEnum):
    """How a person takes part; `afwezig` is an absence that somebody recorded."""

    AANWEZIG = "aanwezig"
    OP_AFSTAND = "op_afstand"
    AFWEZIG = "afwezig"


class Spoor(StrEnum):
    """Which question a ladder step may answer."""

    HULP = "hulp"
    GELD = "geld"
    BEIDE = "beide"


class Bevoegdheid(StrEnum):
    """On what the last word of a ladder step rests."""

    MANDAAT = "mandaat"
    BINDEND_ADVIES = "bindend_advies"
    EIGEN = "eigen"
    GEEN = "geen"


@dataclass(frozen=True, slots=True)
class Vervanger:
    """A function that acts when everyone before it is absent; a ceiling of None is that of the record."""

    functie: str
    max_per_regel: Plafond | None = None
    max_per_casus: Plafond | None = None
    max_per_jaar: Plafond | None = None


@dataclass(frozen=True, slots=True)
class MedeOndertekening:
    """A second signature by a named function, above an amount; `boven` None means always."""

    functie: str
    boven: Geld | None = None


@dataclass(frozen=True, slots=True)
class Mandaat:
    """One version of one record of the register; a change is a new version, never an edit.

    gever: the body or legal person on whose behalf one decides; principaal: who answers for it.
    werkgebied, empty: the whole area of the gever. uitgesloten: acts and traits of a line that it never covers.
    ondergeschikt: the holder works under the responsibility of the gever (Awb 10:4).
    alleen_casus: a mandate for one casus (Awb 10:5); None is a general mandate.
    eigen_bevoegdheid: the power is the holder's own (statutes, or the body itself), so no form of the Awb is needed.
    ingetrokken_op: from this day on there is no power. vastgelegd_op: when the product knew the record.
    """

    id: str
    gever: str
    soort: Soort
    houder_functie: str
    domein: str
    handelingen: frozenset[str]
    max_per_regel: Plafond
    max_per_casus: Plafond
    max_per_jaar: Plafond
    max_looptijd: int | Onbeperkt
    geldig_van: date
    versie: int = 1
    geldig_tot: date | None = None
    ingetrokken_op: date | None = None
    vastgelegd_op: date | None = None
    gever_is_bestuursorgaan: bool = False
    principaal: str | None = None
    adviserend: bool = False
    is_ondermandaat_van: str | None = None
    ondermandaat_toegestaan: bool = False
    vervangers: tuple[Vervanger, ...] = ()
    uitgesloten: frozenset[str] = frozenset()
    werkgebied: frozenset[str] = frozenset()
    mede_ondertekening: MedeOndertekening | None = None
    gezamenlijk_met: str | None = None
    alleen_casus: str | None = None
    schriftelijk: bool = False
    ondergeschikt: bool = True
    instemming_persoon: date | None = None
    instemming_werkgever: date | None = None
    instemming_werkgever_door: str | None = None
    instructies: tuple[str, ...] = ()
    bron: str = ""
    eigen_bevoegdheid: bool = False

    @property
    def antwoordt(self) -> str:
        """Who answers a ruggespraak for the gever."""
        return self.principaal or self.gever


@dataclass(frozen=True, slots=True)
class Vervulling:
    """A person fills a function from/to."""

    functie: str
    persoon: str
    van: date
    tot: date | None = None
    organisatie: str | None = None


@dataclass(frozen=True, slots=True)
class Aanwezigheid:
    """How a person takes part on the day, or an absence that was recorded (from/to, by whom).

    functie None counts for every function of the person. An absence without `van` and `tot` is of this day only.
    Remote presence counts when it is authenticated.
    """

    persoon: str
    functie: str | None = None
    wijze: Wijze = Wijze.AANWEZIG
    geauthenticeerd: bool = False
    van: date | None = None
    tot: date | None = None
    vastgelegd_door: str | None = None


@dataclass(frozen=True, slots=True)
class Trede:
    """One step of the ladder, in the order of the ladder.

    samen: the holders decide only together (a duo); else one living holder is enough.
    organen: with bevoegdheid `eigen`, the function that speaks for each body at this step.
    bevestigen_binnen: working days in which a body confirms a binding advice.
    """

    nummer: str
    naam: str
    houders: tuple[str, ...]
    spoor: Spoor = Spoor.BEIDE
    samen: bool = False
    bevoegdheid: Bevoegdheid = Bevoegdheid.MANDAAT
    organen: Mapping[str, str] = field(default_factory=dict)
    bevestigen_binnen: int = 2


@dataclass(frozen=True, slots=True)
class Gebruik:
    """What is used of each mandate: reserved + committed + paid, minus releases.

    per_casus: (mandaat, casus) decided at any date; per_jaar: (mandaat, calendar year of the decision).
    """

    per_casus: Mapping[tuple[str, str], Geld] = field(default_factory=dict)
    per_jaar: Mapping[tuple[str, int], Geld] = field(default_factory=dict)

    def van_casus(self, mandaat: str, casus: str) -> Geld:
        """Return what the casus has used under the mandate."""
        return self.per_casus.get((mandaat, casus), NUL)

    def van_jaar(self, mandaat: str, jaar: int) -> Geld:
        """Return what was used under the mandate in the calendar year."""
        return self.per_jaar.get((mandaat, jaar), NUL)

    def plus(self, mandaten: tuple[str, ...], casus: str, jaar: int, bedrag: Geld) -> Gebruik:
        """Return the usage after one more line under these mandates."""
        per_casus, per_jaar = dict(self.per_casus), dict(self.per_jaar)
        for mandaat in mandaten:
            per_casus[mandaat, casus] = self.van_casus(mandaat, casus) + bedrag
            per_jaar[mandaat, jaar] = self.van_jaar(mandaat, jaar) + bedrag
        return Gebruik(per_casus, per_jaar)


@dataclass(frozen=True)
class Register:
    """What is known on the day: records, people behind functions, ladder, rules for spending.

    valt_onder: function -> the function that it is subordinate to.
    """

    mandaten: tuple[Mandaat, ...] = ()
    vervullingen: tuple[Vervulling, ...] = ()
    gebruik: Gebruik = Gebruik()
    ladder: tuple[Trede, ...] = ()
    bestedingsregels: tuple[Bestedingsregel, ...] = ()
    valt_onder: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _per_functie(self) -> dict[str, list[Vervulling]]:
        gevonden: dict[str, list[Vervulling]] = {}
        for vervulling in self.vervullingen:
            gevonden.setdefault(vervulling.functie, []).append(vervulling)
        return gevonden

    @cached_property
    def per_id(self) -> dict[str, Mandaat]:
        """The records by id; of several versions the last in the list."""
        return {mandaat.id: mandaat for mandaat in self.mandaten}

    def is_functie(self, naam: str) -> bool:
        """Say whether the register knows the name as a function."""
        return naam in self._per_functie

    def vervuld_door(self, functie: str, op: date) -> tuple[Vervulling, ...]:
        """Return who fills the function on the day."""
        return tuple(
            vervulling
            for vervulling in self._per_functie.get(functie, ())
            if vervulling.van <= op and (vervulling.tot is None or op < vervulling.tot)
        )

    def geldende_versies(self, op: date) -> tuple[Mandaat, ...]:
        """Return per id the newest version that has begun on the day, else the first to begin; in register order."""
        gekozen: dict[str, Mandaat] = {}
        for mandaat in self.mandaten:
            vorige = gekozen.get(mandaat.id)
            if vorige is None or _versiesleutel(mandaat, op) > _versiesleutel(vorige, op):
                gekozen[mandaat.id] = mandaat
        return tuple(gekozen.values())

    def trede(self, nummer: str) -> Trede | None:
        """Return the ladder step with this number."""
        return next((trede for trede in self.ladder if trede.nummer == nummer), None)


def _versiesleutel(mandaat: Mandaat, op: date) -> tuple[bool, int]:
    begonnen = mandaat.geldig_van <= op
    return begonnen, mandaat.versie if begonnen else -mandaat.versie
