"""What is asked of the casusregie, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AANBIEDEN = "regie:aanbieden"
"""Subject of the obligation of the voorzitter to ask somebody; that of an offer is `regie:<persoon>`."""


@dataclass(frozen=True, slots=True)
class Aanbod:
    """The voorzitter asks somebody to take the regie; a vervanger is named at once."""

    casus: str
    aan: str
    vervanger: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Aanvaarding:
    """The person asked takes the regie, in person."""

    casus: str


@dataclass(frozen=True, slots=True)
class Afwijzing:
    """The person asked does not take the regie; the reason is needed to ask somebody else well."""

    casus: str
    reden: str


@dataclass(frozen=True, slots=True)
class Betwisting:
    """Somebody disputes that the regie is theirs, or somebody else's; intrekken takes the own dispute back."""

    casus: str
    reden: str = ""
    intrekken: bool = False


@dataclass(frozen=True, slots=True)
class Overdracht:
    """The casusregisseur hands over, and keeps the regie until the other one has received it."""

    casus: str
    aan: str
    vervanger: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """The person to whom the regie is handed over receives it, in person."""

    casus: str


@dataclass(frozen=True, slots=True)
class Beeindiging:
    """The casusregisseur stops; persoon: somebody else who is out of service, for the secretaris or voorzitter."""

    casus: str
    reden: str
    persoon: str | None = None


@dataclass(frozen=True, slots=True)
class Uitzondering:
    """Until this day the casus may be decided on without an accepted casusregisseur and vervanger."""

    casus: str
    tot: date
    reden: str


@dataclass(frozen=True, slots=True)
class Verval:
    """An offer to this person got no answer in time."""

    casus: str
    persoon: str


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """Somebody was asked and did not answer yet; van: who hands the regie over, None for an offer."""

    persoon: str
    sinds: date
    vervanger: str | None
    van: str | None = None


@dataclass(frozen=True, slots=True)
class Regie:
    """Who directs the casus on a day.

    regisseur: who accepted and still works there, else the vervanger of somebody who just left (waarneming).
    """

    regisseur: str | None = None
    vervanger: str | None = None
    sinds: date | None = None
    waarneming: bool = False
    gevraagd: tuple[Gevraagd, ...] = ()
    betwist_door: tuple[str, ...] = ()

    @property
    def status(self) -> str:
        """Return actief, waarneming, aangeboden or geen."""
        if self.regisseur is not None:
            return "waarneming" if self.waarneming else "actief"
        return "aangeboden" if self.gevraagd else "geen"

    def vraag_aan(self, persoon: str) -> Gevraagd | None:
        """Return the open question to this person."""
        return next((vraag for vraag in self.gevraagd if vraag.persoon == persoon), None)
