"""The words of the actor network: domains, kinds, thresholds, findings, cards and candidates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal


class Domein(StrEnum):
    """The world somebody works in; the gezin is a domain too, and never a link between professionals."""

    ONDERWIJS = "onderwijs"
    TOEGANG = "toegang"
    JEUGDHULP = "jeugdhulp"
    LEERPLICHT = "leerplicht"
    JGZ = "jgz"
    VEILIGHEID = "veiligheid"
    FINANCIER = "financier"
    GEZIN = "gezin"


KERN = frozenset({Domein.ONDERWIJS, Domein.TOEGANG, Domein.JEUGDHULP})
"""The domains that every casus of a doorbraaktafel needs to connect."""


EINDSTATEN = ("afgewezen", "afgesloten", "nazorg")
"""The states of a casus in which the network has nothing to say any more."""


class Organisatiesoort(StrEnum):
    """What kind of organisation somebody works for."""

    SCHOOL = "school"
    SCHOOLBESTUUR = "schoolbestuur"
    SWV = "swv"
    LOKAAL_TEAM = "lokaal_team"
    GEMEENTE = "gemeente"
    LEERPLICHT = "leerplicht"
    GGD = "ggd"
    VEILIG_THUIS = "veilig_thuis"
    GI = "gi"
    AANBIEDER = "aanbieder"
    ZORGKANTOOR = "zorgkantoor"
    VERZEKERAAR = "verzekeraar"
    POLITIE = "politie"
    OVERIG = "overig"


class Onderwerp(StrEnum):
    """About what somebody points to somebody else."""

    REGIE = "regie"
    FINANCIERING = "financiering"
    UITVOERING = "uitvoering"
    PLEK = "plek"


class Laag(StrEnum):
    """On which layer somebody holds the regie; only the layer casus is the casusregie."""

    CASUS = "casus"
    ZORG = "zorg"
    PROCES = "proces"
    GEZIN = "gezin"


class Gebeurtenissoort(StrEnum):
    """What can happen to the regie (append-only log)."""

    VOORGESTELD = "voorgesteld"
    AANVAARD = "aanvaard"
    GEWEIGERD = "geweigerd"
    VERLOPEN = "verlopen"
    BETWIST = "betwist"
    OVERGEDRAGEN = "overgedragen"
    ONTVANGEN = "ontvangen"
    BEEINDIGD = "beeindigd"
    TERUGGELEGD = "teruggelegd"
    INGETROKKEN = "ingetrokken"
    VASTGESTELD_AFWEZIG = "vastgesteld_afwezig"


class Bevindingsoort(StrEnum):
    """How sure a finding is: a statement, a statement without a recorded answer, or a question."""

    VASTGESTELD = "vastgesteld"
    OPENSTAAND = "openstaand"
    NIET_VASTGELEGD = "niet_vastgelegd"


class Oordeel(StrEnum):
    """What the table says of a finding."""

    KLOPT = "klopt"
    AL_GEREGELD = "al_geregeld"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"
    WEET_NIET = "weet_niet"


class Kanaal(StrEnum):
    """Where a finding is shown; only the channel casus comes to the table."""

    CASUS = "casus"
    TEAM = "team"
    REGIO = "regio"


Kennis = Literal["aanwezig", "afwezig"]
Kaartnaam = Literal["Regie", "Verbinding", "Let op"]
KAARTEN: tuple[Kaartnaam, ...] = ("Regie", "Verbinding", "Let op")
"""The cards in the order in which they are always shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drempels:
    """When a rule speaks; days are calendar days. Defaults of the exchange format; a region sets its own."""

    gratie_regie_dagen: int = 5
    waarneming_dagen: int = 14
    overdrachtsvenster_dagen: int = 14
    wacht_dagen: int = 7
    ontvangst_dagen: int = 7
    contactvenster_dagen: int = 90
    stappen: int = 2
    nieuw_dagen: int = 14
    stil_dagen: int = 42
    stil_factor: float = 1.5
    aanbieders_vanaf: int = 4
    vertrek_dagen: int = 60
    melding_dagen: int = 14
    wissel_dagen: int = 14
    koppel_vanaf: int = 3
    lijst_bevestigen_dagen: int = 28
    gever_houdt_regie: bool = True
    maatregel_telt_als_regie: bool = True
    mandaat_stapelen: bool = True
    gesloten_soorten: tuple[str, ...] = ("veilig_thuis", "politie")
    weigering_dagen: int = 60
    vertrek_uitsluiten_dagen: int = 30
    vertrek_min_dagen: int = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Punten:
    """What counts in the ranking of whom to ask for the regie; a region sets its own, people review them yearly."""

    maatregel: float = 5
    woongemeente: float = 4
    mandaat: float = 3
    gezin: float = 3
    lijn: float = 1
    geen_lijn: float = -1
    wijzen_hierheen: float = 2
    eerder_samen: float = 1
    vol: float = -3
    vertrekt: float = -5
    genoeg: float = 4


STANDAARDPUNTEN = Punten()
"""The weights of the design."""

STANDAARD = Drempels()
"""The thresholds of the exchange format, for a file that brings none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevinding:
    """What a rule found, with everything a person needs to judge it.

    Identity: (regel, casus, betrokkenen). `tekst` may name people; `zaaltekst` says the same with functions and
    without quotes, amounts or consent, for a room where not everybody may see those.
    """

    regel: str
    naam: str
    casus: str
    peildatum: date
    betrokkenen: tuple[str, ...]
    soort: Bevindingsoort
    ernst: int
    kanaal: Kanaal
    kaart: Kaartnaam | None
    tekst: str
    zaaltekst: str
    vraag: str | None = None
    sinds: date | None = None
    bewijs: tuple[str, ...] = ()
    vraag_aan: tuple[str, ...] = ()
    herstel: str = ""
    sluit_bij: str = ""

    @property
    def sleutel(self) -> tuple[str, frozenset[str]]:
        """What makes it the same finding within its casus."""
        return self.regel, frozenset(self.betrokkenen)

    @property
    def volgorde(self) -> tuple[int, str, tuple[str, ...]]:
        """The order of findings everywhere: severity descending, regel, betrokkenen."""
        return -self.ernst, self.regel, self.betrokkenen


@dataclass(frozen=True, slots=True)
class Vermelding:
    """A finding on record: since when it is open, the last answer to it, and until which day that answer holds."""

    nummer: int
    regel: str
    betrokkenen: tuple[str, ...]
    ernst: int
    tekst: str
    geopend_op: date
    oordeel: Oordeel | None = None
    tot: date | None = None

    def sluimert(self, op: date) -> bool:
        """Say whether the table put the finding aside until a later day."""
        return self.oordeel is Oordeel.NIET_VAN_TOEPASSING and self.tot is not None and op < self.tot

    def beantwoord(self, op: date) -> bool:
        """Say whether there is an answer that still holds: a term that passed asks again."""
        if self.oordeel is Oordeel.NIET_VAN_TOEPASSING:
            return self.sluimert(op)
        return self.oordeel is not None and (self.tot is None or op <= self.tot)


@dataclass(frozen=True, slots=True)
class Kaart:
    """One card: the first three lines, and what stands under 'meer'."""

    naam: Kaartnaam
    regels: tuple[Bevinding, ...]
    meer: tuple[Bevinding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reden:
    """Why somebody gained or lost points in the ranking; every point is a sentence on screen."""

    punten: float
    tekst: str


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Somebody who could be asked for the regie."""

    persoon: str
    punten: float
    redenen: tuple[Reden, ...] = field(default=())
