"""What a term is made of: duration, ground, calendar, suspension, extension and the derivation of its end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from budget.basis.geld import Geld
from engine.termijnen.weigeringen import FeestdagenOntbreken, SchoolvakantiesOntbreken

EEN_DAG = timedelta(days=1)


class Eenheid(StrEnum):
    """In what a term counts; never in working hours."""

    WERKDAG = "wd"
    DAG = "d"
    WEEK = "w"
    MAAND = "m"
    JAAR = "j"
    SCHOOLWEEK = "schoolweek"


_WOORDEN = {
    Eenheid.WERKDAG: ("werkdag", "werkdagen"),
    Eenheid.DAG: ("dag", "dagen"),
    Eenheid.WEEK: ("week", "weken"),
    Eenheid.MAAND: ("maand", "maanden"),
    Eenheid.JAAR: ("jaar", "jaar"),
    Eenheid.SCHOOLWEEK: ("schoolweek", "schoolweken"),
}
# A hundred years: longer is a typing error, and keeps every date within the calendar.
_HOOGSTENS = {
    Eenheid.WERKDAG: 26_000,
    Eenheid.DAG: 36_525,
    Eenheid.WEEK: 5_218,
    Eenheid.MAAND: 1_200,
    Eenheid.JAAR: 100,
    Eenheid.SCHOOLWEEK: 4_000,
}
_DUUR = re.compile(r"(?P<min>-)?(?P<aantal>[0-9]{1,6}) ?(?P<eenheid>[a-z]+)")


def in_woorden(aantal: int, eenheid: Eenheid) -> str:
    """Write a number of units as people say it: 1 dag, 8 weken."""
    een, meer = _WOORDEN[eenheid]
    return f"{aantal} {een if aantal == 1 else meer}"


@dataclass(frozen=True, slots=True)
class Duur:
    """A number of units; negative counts back from a day. Zero and more than a hundred years are a ValueError."""

    aantal: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        if self.aantal == 0:
            raise ValueError("een termijn telt minstens één dag")
        if abs(self.aantal) > _HOOGSTENS[self.eenheid]:
            raise ValueError("een termijn telt hoogstens honderd jaar")

    def __str__(self) -> str:
        return in_woorden(abs(self.aantal), self.eenheid)

    @property
    def kort(self) -> str:
        """Return the written form that `lees_duur` reads: 8w, -14d."""
        return f"{self.aantal}{self.eenheid.value}"


def lees_duur(tekst: str) -> Duur:
    """Read a duration as configuration and people write it: 8w · 5wd · 3m · 1j · 4schoolweek · -14d.

    Refuses with a ValueError in Dutch: an unknown unit, hours, zero, more than a hundred years.
    """
    gelezen = _DUUR.fullmatch(tekst.strip())
    if gelezen is None:
        raise ValueError(f"'{tekst.strip()}' is geen duur; schrijf bijvoorbeeld 8w, 5wd, 3m of -14d")
    try:
        eenheid = Eenheid(gelezen["eenheid"])
    except ValueError:
        eenheden = ", ".join(e.value for e in Eenheid)
        raise ValueError(f"'{gelezen['eenheid']}' is geen eenheid; kies uit {eenheden}") from None
    aantal = int(gelezen["aantal"])
    return Duur(-aantal if gelezen["min"] else aantal, eenheid)


class Grondslag(StrEnum):
    """What sets the term; only WETTELIJK (formal law or AMvB) falls under the Algemene termijnenwet."""

    WETTELIJK = "wettelijk"
    VERORDENING = "verordening"
    MINISTERIELE_REGELING = "ministeriele_regeling"
    RECHTER = "rechter"
    CONTRACT = "contract"
    PACT = "pact"
    DIENST = "dienst"
    SCHOOLWEKEN = "schoolweken"


@dataclass(frozen=True, slots=True)
class Feestdag:
    """A day on which no term ends by law, with its ground and where that was read."""

    datum: date
    naam: str
    grond: str
    bron: str


@dataclass(frozen=True, slots=True)
class Schoolvakantie:
    """A school holiday of one region, from and including, to and including."""

    naam: str
    van: date
    tot_en_met: date


@dataclass(frozen=True, slots=True)
class Schoolkalender:
    """The school holidays of one region; known from `van` to and including `tot_en_met`."""

    regio: str
    van: date
    tot_en_met: date
    vakanties: tuple[Schoolvakantie, ...]

    def vakantie(self, op: date) -> Schoolvakantie | None:
        """Return the holiday in which the day falls; refuses a day outside the data (schoolvakanties_ontbreken)."""
        if not self.van <= op <= self.tot_en_met:
            raise SchoolvakantiesOntbreken(op)
        return next((v for v in self.vakanties if v.van <= op <= v.tot_en_met), None)


@dataclass(frozen=True, slots=True, eq=False)
class Kalender:
    """Holidays by date, the years they are complete for, and what the region adds.

    sluitingsdagen: closing days of the region (carnaval); they count for service terms and reminders only,
    never for a statutory term.
    """

    feestdagen: Mapping[date, Feestdag]
    jaren: frozenset[int]
    sluitingsdagen: Mapping[date, str] = field(default_factory=dict)
    school: Schoolkalender | None = None

    @property
    def laatste_dag(self) -> date:
        """Return the last day for which the holidays are known."""
        return date(max(self.jaren), 12, 31)

    def gewone_dag(self, op: date) -> bool:
        """Say whether the day is no Saturday, Sunday or holiday; refuses an unknown year (feestdagen_ontbreken)."""
        if op.year not in self.jaren:
            raise FeestdagenOntbreken(op.year)
        return op.weekday() < 5 and op not in self.feestdagen

    def werkdag(self, op: date, *, dienst: bool) -> bool:
        """Say whether the day counts as a wd; `dienst` adds the closing days of the region."""
        return self.gewone_dag(op) and not (dienst and op in self.sluitingsdagen)

    def schooldag(self, op: date) -> bool:
        """Say whether there is school; refuses without school data for the day (schoolvakanties_ontbreken)."""
        if self.school is None:
            raise SchoolvakantiesOntbreken
        return self.school.vakantie(op) is None and self.gewone_dag(op)

    def waarom_niet_gewoon(self, op: date) -> str:
        """Name why the day is not ordinary: the holiday, else the weekend; empty for an ordinary day."""
        if op in self.feestdagen:
            return self.feestdagen[op].naam
        return "weekend" if op.weekday() >= 5 else ""


class Opschortgrond(StrEnum):
    """Why a term stands still (Awb 4:15, or what people agreed)."""

    AANVULLING = "aanvulling"
    INSTEMMING = "instemming"
    TOEREKENBAAR = "toerekenbaar"
    OVERMACHT = "overmacht"
    AFSPRAAK = "afspraak"


@dataclass(frozen=True, slots=True)
class Opschorting:
    """Days [van, tot) on which the term does not run; `tot` is the first running day, None while it lasts.

    gestelde_termijn: last day that the applicant got to complete the application. For AANVULLING it is needed:
    without it the suspension has no effect (RvS 2016:2527), and later than that day it does not last.
    eind_inclusief: whether the day of completion itself is suspended too; which one holds is not verified,
    False is the reading with the earlier end.
    """

    van: date
    tot: date | None = None
    grond: Opschortgrond = Opschortgrond.AFSPRAAK
    gestelde_termijn: date | None = None
    reden: str = ""
    door: str = ""
    eind_inclusief: bool = False

    def __post_init__(self) -> None:
        if self.tot is not None and self.tot < self.van:
            raise ValueError("een opschorting kan niet eindigen voor zij begint")

    @property
    def zonder_hersteltermijn(self) -> bool:
        """Say whether a term to complete is needed and was not set."""
        return self.grond is Opschortgrond.AANVULLING and self.gestelde_termijn is None


@dataclass(frozen=True, slots=True)
class Verlenging:
    """One row of the extension log: either a number of units more, or a new end named in the notice (Awb 4:14)."""

    kennisgeving: date
    erbij: Duur | None = None
    nieuw_einde: date | None = None
    grond: str = ""
    reden: str = ""
    door: str = ""

    def __post_init__(self) -> None:
        if (self.erbij is None) == (self.nieuw_einde is None):
            raise ValueError("een verlenging noemt óf een duur óf een nieuw einde")
        if self.erbij is not None and self.erbij.aantal < 0:
            raise ValueError("een verlenging maakt de termijn niet korter")


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """A service term that the voorzitter put on another day, with the reason; a statutory term never moves so."""

    op: date
    nieuw_einde: date
    reden: str
    door: str = ""


@dataclass(frozen=True, slots=True)
class Verlengruimte:
    """What a rule allows: at most so many extensions, each at most so long; None: the notice itself names the end."""

    hoogstens: int
    erbij: Duur | None


@dataclass(frozen=True, slots=True)
class Stap:
    """One sentence of "waarom deze datum" and the day that it leads to."""

    tekst: str
    datum: date


@dataclass(frozen=True, slots=True)
class Opgeschort:
    """A united stretch [van, tot) that counted, in days of the term (wd for a term in wd)."""

    van: date
    tot: date
    dagen: int

    def als_json(self) -> dict[str, Any]:
        return {"van": self.van.isoformat(), "tot": self.tot.isoformat(), "dagen": self.dagen}


@dataclass(frozen=True, slots=True)
class Verlengd:
    """What one extension or move did: the end before and after; `telt` is False when it came too late."""

    op: date
    oud_einde: date
    nieuw_einde: date
    telt: bool

    def als_json(self) -> dict[str, Any]:
        return {
            "op": self.op.isoformat(),
            "oud_einde": self.oud_einde.isoformat(),
            "nieuw_einde": self.nieuw_einde.isoformat(),
            "telt": self.telt,
        }


@dataclass(frozen=True, slots=True)
class Afleiding:
    """Why this day: everything from the start to the end, so that it can be stored, shown and checked.

    ruw_einde: start plus term. na_wijzigingen: the same with suspensions and extensions, before the
    Algemene termijnenwet. waarschuw_op: last working day of the region on or before the end.
    voorlopig: a suspension still runs, so the end is a projection.
    """

    start: date
    duur: Duur
    grondslag: Grondslag
    ruw_einde: date
    na_wijzigingen: date
    einde: date
    atw: bool
    voorlopig: bool
    waarschuw_op: date
    opgeschort: tuple[Opgeschort, ...]
    verlengd: tuple[Verlengd, ...]
    waarschuwingen: tuple[str, ...]
    stappen: tuple[Stap, ...]

    @property
    def te_laat_vanaf(self) -> date:
        """Return the first day on which the term is overdue (from 00:00 local time)."""
        return self.einde + EEN_DAG

    @property
    def tekst(self) -> str:
        """Return the derivation as running text."""
        return " ".join([*(s.tekst for s in self.stappen), *(f"Let op: {w}" for w in self.waarschuwingen)])

    def als_json(self) -> dict[str, Any]:
        """Return the fields that other programs may rely on; dates are ISO, `uitleg` is a list of sentences."""
        return {
            "van": self.start.isoformat(),
            "duur": self.duur.kort,
            "grondslag": self.grondslag.value,
            "ruw_einde": self.ruw_einde.isoformat(),
            "na_wijzigingen": self.na_wijzigingen.isoformat(),
            "einde": self.einde.isoformat(),
            "te_laat_vanaf": self.te_laat_vanaf.isoformat(),
            "waarschuw_op": self.waarschuw_op.isoformat(),
            "termijnenwet": self.atw,
            "voorlopig": self.voorlopig,
            "opschortingen": [o.als_json() for o in self.opgeschort],
            "verlengingen": [v.als_json() for v in self.verlengd],
            "waarschuwingen": list(self.waarschuwingen),
            "uitleg": [s.tekst for s in self.stappen],
        }


@dataclass(frozen=True, slots=True)
class Laddertrede:
    """One stage as a ladder gives it: when (direct, 70%, -5wd, +2wd) and who is told then."""

    op: str
    naar: tuple[str, ...] = ("eigenaar",)


@dataclass(frozen=True, slots=True)
class Trede:
    """A moment of the reminder ladder of one term: its name (70%, -10wd), the day on which it is due, and for whom."""

    naam: str
    op: date
    naar: tuple[str, ...] = ("eigenaar",)


@dataclass(frozen=True, slots=True)
class Dwangsomregel:
    """The penalty for a late decision as it holds from a day on (Awb 4:17).

    treden: (number of days, amount per day) in order. dagen_na: days between the later of term end and
    ingebrekestelling, and the first penalty day. status: ongeverifieerd or geverifieerd.
    """

    geldig_van: date
    treden: tuple[tuple[int, Geld], ...]
    dagen_na: int
    bron: str
    status: str


@dataclass(frozen=True, slots=True)
class Verplichting:
    """An obligation on record: who must do something before its end; versie rises when the end moves."""

    nummer: int
    versie: int
    code: str
    onderwerp: str
    ontvanger: str
    start: date
    einde: date
