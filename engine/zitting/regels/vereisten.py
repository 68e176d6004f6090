"""Which powers a plan line needs: the national table applied to one line of one casus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from budget.basis.geld import Geld
from engine.mandaat.begrippen import Soort
from engine.mandaat.toetsing import Vereiste
from engine.termijnen.regels.tellen import plus_maanden

POT = "pot"
"""The source of a plan line that the gezamenlijke pot pays first."""


@dataclass(frozen=True, slots=True)
class Bevoegdheid:
    """One power in the table; orgaan is a place in the casus, not yet an organisation."""

    orgaan: Literal["woonplaats", "swv", "schoolbestuur", "tafel", "pot"]
    soort: Soort
    domein: str
    handeling: str
    zonder_pot: bool = False


@dataclass(frozen=True, slots=True)
class Regelsoort:
    """A kind of plan line: the law it presumably falls under, how it is decided and which powers it needs."""

    soort: str
    naam: str
    wet: str
    oormerk: str
    bestemming: str
    besluitvorm: str
    taakveld: str
    toestemming: bool
    vereisten: tuple[Bevoegdheid, ...]


@dataclass(frozen=True, slots=True)
class Regelsoorten:
    """The whole table, and the power that a line needs besides when the pot pays it first.

    toestemming_toont: the condition of the spending rules that a consent on the line shows to be met.
    """

    per_soort: Mapping[str, Regelsoort]
    pot: Bevoegdheid
    toestemming_toont: str


@dataclass(frozen=True, slots=True)
class Plaatsen:
    """Which organisation stands for each place in this casus; None: not known (yet)."""

    woonplaats: str | None
    swv: str | None
    schoolbestuur: str | None
    tafel: str | None
    pot: str | None
    gemeente: str

    def orgaan(self, bevoegdheid: Bevoegdheid) -> str | None:
        """Return the organisation behind the place."""
        gevonden: str | None = getattr(self, bevoegdheid.orgaan)
        return gevonden


@dataclass(frozen=True, slots=True)
class Regelvraag:
    """What is asked of one line, whether it is a draft or the besluit itself.

    orgaan: the body when it differs from what the casus says; kenmerken: traits of the provider.
    """

    kenmerk: str
    soort: str
    bedrag: Geld
    maanden: int
    uit_pot: bool
    vanaf: date | None = None
    orgaan: str | None = None
    aanbieder: str | None = None
    oormerk: str | None = None
    bestemming: str | None = None
    kenmerken: frozenset[str] = frozenset()
    aangetoond: frozenset[str] = frozenset()
    samenhang_groep: str | None = None


def lees_regelsoorten(inhoud: Mapping[str, Any]) -> Regelsoorten:
    """Return the table as `init` stored it."""
    per_soort = {
        rij["soort"]: Regelsoort(
            soort=rij["soort"],
            naam=rij["naam"],
            wet=rij["wet"],
            oormerk=rij["oormerk"],
            bestemming=rij["bestemming"],
            besluitvorm=rij["besluitvorm"],
            taakveld=rij["taakveld"],
            toestemming=rij["toestemming"],
            vereisten=tuple(_bevoegdheid(deel) for deel in rij["vereisten"]),
        )
        for rij in inhoud["planregel"]
    }
    return Regelsoorten(per_soort, _bevoegdheid(inhoud["pot"]), inhoud["toestemming_toont"])


def vereisten(vraag: Regelvraag, soorten: Regelsoorten, plaatsen: Plaatsen, casus: str) -> tuple[Vereiste, ...]:
    """Return every power that the line needs; the body follows from the casus, never from where the school stands."""
    soort = soorten.per_soort[vraag.soort]
    nodig = [b for b in soort.vereisten if not (vraag.uit_pot and b.zonder_pot)]
    organen = [plaatsen.orgaan(b) for b in nodig]
    if vraag.orgaan is not None and organen:
        organen[0] = vraag.orgaan
    if vraag.uit_pot:
        nodig.append(soorten.pot)
        organen.append(plaatsen.pot)
    return tuple(
        Vereiste(
            orgaan=orgaan,
            soort=bevoegdheid.soort,
            domein=bevoegdheid.domein,
            handeling=bevoegdheid.handeling,
            bedrag=vraag.bedrag,
            looptijd_maanden=vraag.maanden,
            casus=casus,
            regel=vraag.kenmerk,
            vanaf=vraag.vanaf,
            werkgebied=plaatsen.gemeente,
            aanbieder=vraag.aanbieder,
            kenmerken=vraag.kenmerken,
            oormerk=vraag.oormerk or soort.oormerk or None,
            bestemming=vraag.bestemming or soort.bestemming or None,
            aangetoond=vraag.aangetoond,
        )
        for bevoegdheid, orgaan in zip(nodig, organen, strict=True)
    )


def maanden(van: date, tot: date) -> int:
    """Return how many months hold the whole line, both days included: 1 December to 31 May is six."""
    aantal = (tot.year - van.year) * 12 + tot.month - van.month
    return max(1, aantal + (plus_maanden(van, aantal) <= tot))


def _bevoegdheid(deel: Mapping[str, Any]) -> Bevoegdheid:
    return Bevoegdheid(
        deel["orgaan"], Soort(deel["soort"]), deel["domein"], deel["handeling"], deel.get("zonder_pot", False)
    )
