"""Consent as the rules see it: what a domain asks at an age, and what was given, refused or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grondslag(StrEnum):
    """On which ground what a domain knows may be shared."""

    TOESTEMMING = "toestemming"
    INFORMEREN = "informeren"
    EIGEN = "eigen_grondslag"
    OTS = "jeugdwet_7_3_11_lid_4"
    GEEN = "geen"


class Toestand(StrEnum):
    """How it stands with the consent that a domain asks, on a day."""

    GEVRAAGD = "gevraagd"
    ONVOLLEDIG = "onvolledig"
    GELDIG = "geldig"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"
    VERLOPEN = "verlopen"
    LEEFTIJD = "vervallen_door_leeftijd"
    NIET_NODIG = "niet_nodig"


GRENZEN = (12, 16, 18)
"""Birthdays on which the requirement is computed anew."""


@dataclass(frozen=True, slots=True)
class Domeinregel:
    """What one source domain asks; per_groep: under 12, from 12, from 16 and from 18."""

    code: str
    naam: str
    grondslag: Grondslag
    per_groep: tuple[frozenset[str], ...]
    bron: str
    status: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Age and gezag, without a name. geboren None: only the age that is known from the casus."""

    geboren: date | None
    leeftijd: int
    gezag: str | None = None


@dataclass(frozen=True, slots=True)
class Toestemming:
    """What one or more parties said about one domain; tot is the first day on which it no longer counts.

    ontvangers and categorieen empty: everybody at the table, and everything that the purpose needs. antwoord:
    gevraagd, gegeven or geweigerd.
    """

    nummer: int
    domein: str
    door: frozenset[str]
    antwoord: str
    van: date
    tot: date
    ontvangers: frozenset[str] = frozenset()
    categorieen: frozenset[str] = frozenset()
    ingetrokken_op: date | None = None


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The answer of the gate for one domain on one day; tot: until when it counts, None = nothing to expire."""

    domein: str
    grondslag: Grondslag
    mag: bool
    toestand: Toestand
    nodig: tuple[str, ...]
    heeft: tuple[str, ...]
    ontvangers: tuple[str, ...] = ()
    tot: date | None = None
