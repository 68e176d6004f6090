"""What an answer to a finding has at hand when it writes what was missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.netwerk.antwoord import Bevindingsantwoord
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding


@dataclass(frozen=True, slots=True)
class Feit:
    """Everything that is needed to write the missing fact of one finding."""

    db: Sessie
    wie: Gebruiker
    beeld: Beeld
    bevinding: Bevinding
    antwoord: Bevindingsantwoord
    nu: datetime
    sleutel: str

    @property
    def casus(self) -> str:
        """The casus that the finding is about."""
        return self.beeld.rijen.casus.id

    @property
    def op(self) -> date:
        """The day on which it happened: as given, else today."""
        return self.antwoord.op or dag(self.nu)

    def leden(self) -> list[str]:
        """The persons and organisations among the betrokkenen, without domains and other subjects."""
        return [b for b in self.bevinding.betrokkenen if ":" not in b]

    def onbruikbaar(self, veld: str, melding: str, oplossing: str) -> OnbruikbareInvoer:
        """Return the refusal of one field of this answer."""
        return OnbruikbareInvoer([Fout("antwoord", veld, melding, oplossing)])
