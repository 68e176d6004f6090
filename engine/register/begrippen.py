"""What the register answers with: frozen, without a database behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from engine.termijnen.begrippen import Duur, Grondslag, Opschortgrond, Verlengruimte


@dataclass(frozen=True, slots=True)
class Organisatie:
    """A party of the region; `soort` and `domein` as the network rules use them.

    werkgebied: the gemeenten for which it works, by name; onderdeel_van: the organisation it belongs to;
    kenmerken: facts that a spending rule may name (aanbieder_zonder_kwaliteitstoets, particulier_onderwijs).
    """

    id: str
    naam: str
    soort: str
    domein: str
    gemeente: str | None
    werkgebied: tuple[str, ...]
    onderdeel_van: str | None
    kenmerken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Persoon:
    """A professional; where somebody works is an Aanstelling, because people move."""

    id: str
    weergavenaam: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Aanstelling:
    """Somebody works for an organisation from `van` up to, and not including, `tot`.

    nummer: the row, as evidence for a finding; bandbreedte: how much regie the team agreed on, in casuspunten.
    """

    nummer: int
    persoon: str
    organisatie: str
    functie: str
    van: date
    tot: date | None
    vervanger: str | None
    bandbreedte: int | None

    def geldt(self, op: date) -> bool:
        """Say whether it holds on the day."""
        return self.van <= op and (self.tot is None or op < self.tot)


@dataclass(frozen=True, slots=True)
class Afwezigheid:
    """Somebody is known to be absent from `van` up to, and not including, `tot`; `door` recorded it."""

    persoon: str
    van: date
    tot: date
    door: str


@dataclass(frozen=True, slots=True)
class Regeling:
    """One version of an agreement of the region, as it was read: JSON, with its source and fingerprint (SHA-256).

    The fingerprint stands for the content, so that what is made of an agreement can be kept by it.
    """

    naam: str
    versie: str
    inhoud: Any = field(compare=False)
    bron: str
    geldig_van: date
    vingerafdruk: str


@dataclass(frozen=True, slots=True)
class Administratie:
    """What this database is: which region, practice or real, and the clock of a practice database."""

    regio: str
    naam: str
    oefen: bool
    klok: datetime | None
    oefengebruiker: str | None
    gemaakt_op: datetime


@dataclass(frozen=True, slots=True)
class Functie:
    """A function that persons hold; valt_onder: the function that it is subordinate to."""

    id: str
    naam: str
    organisatie: str | None
    valt_onder: str | None


@dataclass(frozen=True, slots=True)
class Termijnregel:
    """A term by its code: how long, on what ground, whose, and which reminder ladder goes with it.

    profiel is empty for a term that was set outside the region: its ladder is a row of the matrix. begint names the
    event that starts it. opschorten: the grounds on which it can stand still; a term of the region can on any
    that people agree on.
    """

    code: str
    naam: str
    duur: Duur
    grondslag: Grondslag
    eigenaar: str
    profiel: str
    verlenging: Verlengruimte | None
    bron: str
    status: str
    begint: str = ""
    opschorten: tuple[Opschortgrond, ...] = ()
    geldig_van: date | None = None
