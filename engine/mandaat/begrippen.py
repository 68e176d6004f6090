"""What the mandate check works with: records, people, usage, the question and the answer.

Every period is half-open: `van` is the first day, `tot` the first day that no longer counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from functools import cached_property
from typing import Final, NamedTuple, TypeAlias

from budget.basis.geld import NUL, Geld
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde


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


class Uitkomst(StrEnum):
    """The four results of the check, from best to worst."""

    JA = "ja"
    JA_MET_MEDEONDERTEKENING = "ja_met_medeondertekening"
    RUGGESPRAAK = "ruggespraak"
    NEE = "nee"

    @property
    def rang(self) -> int:
        """0 for the best result, 3 for the worst."""
        return _RANG[self]


_RANG = {uitkomst: rang for rang, uitkomst in enumerate(Uitkomst)}


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
class RolInZaak:
    """What a person did or is in a casus, line, claim, payment or provider; zaak None counts everywhere."""

    persoon: str
    rol: str
    zaak: str | None = None


@dataclass(frozen=True, slots=True)
class GeweigerdeVraag:
    """A ruggespraak that was refused; without an amount every amount was refused."""

    door: str
    casus: str
    handeling: str
    bedrag: Geld | None = None


@dataclass(frozen=True, slots=True)
class Handtekening:
    """A co-signature under the exact line and amount; it falls when the amount changes."""

    persoon: str
    functie: str
    regel: str
    bedrag: Geld


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


@dataclass(frozen=True, slots=True)
class Vereiste:
    """One power that a plan line needs: (body, kind, domain, act, amount, duration).

    orgaan None: the competent body is not known yet. vanaf None: the line starts on the day of the decision.
    kenmerken: traits of the line that a mandate may exclude or a bestedingsregel may name.
    """

    orgaan: str | None
    soort: Soort
    domein: str
    handeling: str
    bedrag: Geld
    looptijd_maanden: int
    casus: str
    regel: str = "1"
    vanaf: date | None = None
    werkgebied: str | None = None
    aanbieder: str | None = None
    kenmerken: frozenset[str] = frozenset()
    oormerk: str | None = None
    bestemming: str | None = None
    aangetoond: frozenset[str] = frozenset()
    matrixcel: Waarde | None = None
    spoor: Spoor = Spoor.HULP


@dataclass(frozen=True, slots=True)
class Planregel:
    """A plan line with all powers that it needs; lines of one samenhang_groep are decided together or not."""

    kenmerk: str
    vereisten: tuple[Vereiste, ...]
    samenhang_groep: str | None = None


@dataclass(frozen=True, slots=True)
class Toetsvraag:
    """The question: which lines, on which day, at which ladder step, with whom.

    nodig_voor: the needed date, before which an answer must have come; None is `antwoord_binnen` working days.
    onbereikbaar: bodies and functions that cannot answer before that date.
    """

    regels: tuple[Planregel, ...]
    datum: date
    nodig_voor: date | None = None
    antwoord_binnen: int = 5
    aanwezigheid: tuple[Aanwezigheid, ...] = ()
    trede: str = "3"
    onbereikbaar: frozenset[str] = frozenset()
    geweigerd: tuple[GeweigerdeVraag, ...] = ()
    rollen: tuple[RolInZaak, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()


WerkdagLater: TypeAlias = Callable[[date, int], date]
"""Return the n-th working day after a day; the calendar belongs to the region."""


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """What every rule of one check shares: question, register, needed date and the calendar."""

    vraag: Toetsvraag
    register: Register
    voor_datum: date
    werkdag_later: WerkdagLater


class Voorwaarden(NamedTuple):
    """The nine conditions of the decision table for one vereiste under one record."""

    geblokkeerd: bool
    orgaan_bekend: bool
    bruikbaar: bool
    uitgesloten: bool
    beschikbaar: bool
    binnen_plafonds: bool
    medeondertekening_nodig: bool
    medeondertekenaar_beschikbaar: bool
    gever_bereikbaar: bool


@dataclass(frozen=True, slots=True)
class Melding:
    """A rule that fired: K-number, code that never changes, and why in plain Dutch.

    houdt_tegen False: it is shown and stored, but it stops nothing.
    """

    regel: str
    code: str
    tekst: str
    mandaat: str | None = None
    houdt_tegen: bool = True


@dataclass(frozen=True, slots=True)
class Uitslag:
    """The answer for one vereiste, with every rule that fired.

    aan: who is asked (ruggespraak) or co-signs; bedrag is always the full amount, boven_grens the part above
    the ceiling. opschalen_naar: in words; trede: the number of that step, None when no step can help.
    ondertekenaars: every function that must still co-sign.
    persoon acts in the function houder; samen_met: the other one of a duo who is there too.
    gebruikt: the records whose usage is written when the line is decided.
    """

    vereiste: Vereiste
    uitkomst: Uitkomst
    rij: int
    meldingen: tuple[Melding, ...]
    bedrag: Geld
    boven_grens: Geld = NUL
    aan: str | None = None
    voor_datum: date | None = None
    opschalen_naar: str | None = None
    trede: str | None = None
    namens: str | None = None
    houder: str | None = None
    persoon: str | None = None
    als_vervanger: bool = False
    samen_met: str | None = None
    mandaat: str | None = None
    versie: int | None = None
    gebruikt: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()
    alarm: tuple[str, ...] = ()
    label: str | None = None
    ondertekenaars: tuple[str, ...] = ()
    getekend: bool = False
    achteraf_gedekt: bool = False
    instructies: tuple[str, ...] = ()

    @property
    def mag_nu(self) -> bool:
        """Say whether this power is there now: `ja`, or co-signed."""
        return self.uitkomst is Uitkomst.JA or (self.uitkomst is Uitkomst.JA_MET_MEDEONDERTEKENING and self.getekend)


@dataclass(frozen=True, slots=True)
class Regeluitslag:
    """The answer for a plan line: the worst of its vereisten.

    mag_nu: it may be decided now, its whole samenhang_groep included; else it becomes a voorgenomen besluit.
    """

    regel: Planregel
    uitslagen: tuple[Uitslag, ...]
    groepsuitkomst: Uitkomst
    mag_nu: bool

    @property
    def bepalend(self) -> Uitslag:
        """The vereiste that makes the line what it is; on a tie the first."""
        return max(self.uitslagen, key=lambda uitslag: uitslag.uitkomst.rang)

    @property
    def uitkomst(self) -> Uitkomst:
        """The worst result of the vereisten."""
        return self.bepalend.uitkomst


@dataclass(frozen=True, slots=True)
class Besluituitslag:
    """The answer for all lines of a question, and the usage after the lines that can be decided."""

    regels: tuple[Regeluitslag, ...]
    gebruik: Gebruik

    @property
    def bepalend(self) -> Uitslag:
        """The vereiste that decides the worst line; on a tie the first."""
        return max((regel.bepalend for regel in self.regels), key=lambda uitslag: uitslag.uitkomst.rang)

    @property
    def uitkomst(self) -> Uitkomst:
        """The worst result of all lines."""
        return self.bepalend.uitkomst
