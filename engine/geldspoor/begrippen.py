"""What the money track answers with: frozen, without a database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from budget.basis.geld import Geld

VRIJGAVE, WIJZIGING = "vrijgave", "verplichting"
"""Subjects of the requests that the help track makes about a line: release it, change its order."""


class Uitzoekuitkomst(StrEnum):
    """The outcome of an uitzoekbesluit, which selects the transition."""

    ENKEL = "enkel"
    GEDEELD = "gedeeld"
    POTLAST = "potlast"

    @property
    def gebeurtenis(self) -> str:
        """Return the event that follows from this outcome."""
        return {"enkel": "toewijzen", "gedeeld": "verdelen", "potlast": "naar_pot"}[self.value]

    @property
    def staat(self) -> str:
        """Return the state of the line after this outcome."""
        return {"enkel": "toegewezen", "gedeeld": "gedeeld", "potlast": "potlast"}[self.value]


@dataclass(frozen=True, slots=True)
class Lijn:
    """A financieringslijn as a list shows it."""

    lijn: str
    casus: str
    status: str
    versie: int
    aanbieder: str
    wet: str
    van: date
    tot: date
    houdbaar_tot: date
    toegekend: Geld
    gereserveerd: Geld
    verplicht: Geld
    voorgefinancierd: Geld

    def als_json(self) -> dict[str, Any]:
        """Return the fields with whole cents and ISO days."""
        return {
            "lijn": self.lijn,
            "casusnummer": self.casus,
            "status_geld": self.status,
            "versie": self.versie,
            "aanbieder": self.aanbieder,
            "wet": self.wet,
            "van": self.van.isoformat(),
            "tot": self.tot.isoformat(),
            "houdbaar_tot": self.houdbaar_tot.isoformat(),
            "toegekend": self.toegekend.cents,
            "gereserveerd": self.gereserveerd.cents,
            "verplicht": self.verplicht.cents,
            "voorgefinancierd": self.voorgefinancierd.cents,
        }
