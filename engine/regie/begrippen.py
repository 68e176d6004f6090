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
class Verval:
    """An offer to this person got no answer in time."""

    casus: str
    persoon: str


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """Somebody was asked and did not answer yet."""

    persoon: str
    sinds: date
    vervanger: str | None


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

    @property
    def status(self) -> str:
        """Return actief, waarneming, aangeboden or geen."""
        if self.regisseur is not None:
            return "waarneming" if self.waarneming else "actief"
        return "aangeboden" if self.gevraagd else "geen"

    def vraag_aan(self, persoon: str) -> Gevraagd | None:
        """Return the open question to this person."""
        return next((vraag for vraag in self.gevraagd if vraag.persoon == persoon), None)
