"""Which reminder ladder a term has, and when messages go out: the agreements of the region, read once per version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Any

from budget.basis.transactie import Sessie
from engine.register.begrippen import Regeling
from engine.register.vragen import regeling
from engine.termijnen.begrippen import Duur, Grondslag, Laddertrede, lees_duur
from engine.termijnen.regels.stil import Berichttijd

AFSPRAAK = "AFSPRAAK"
"""The code of a date that people agreed on; its row of the matrix holds for every code that the region has not."""


@dataclass(frozen=True, slots=True)
class Rij:
    """A row of the reminder matrix: for which terms, and its stages."""

    code: str
    bij: tuple[str, ...]
    onderwerp: str | None
    treden: tuple[Laddertrede, ...]


@dataclass(frozen=True, slots=True)
class Termijnsoort:
    """What the ladder needs of a term of the region."""

    duur: Duur
    grondslag: Grondslag
    profiel: str | None


@dataclass(frozen=True, slots=True)
class Afspraken:
    """The reminders of a region: matrix, ladders by name, kinds of terms, and when messages go out."""

    matrix: tuple[Rij, ...]
    profielen: dict[str, tuple[Laddertrede, ...]]
    termijnen: dict[str, Termijnsoort]
    bericht: Berichttijd

    def ladder(self, code: str, onderwerp: str) -> tuple[Laddertrede, ...]:
        """Return the stages of a term: of its row in the matrix, else of the profile that the region gave it."""
        rij = self._rij(code, onderwerp)
        profiel = self.termijnen[code].profiel if code in self.termijnen else None
        if rij is None and profiel is not None:
            return self.profielen[profiel]
        rij = rij or self._rij(AFSPRAAK, onderwerp)
        if rij is None:
            raise LookupError(f"the matrix has no row {AFSPRAAK}")
        return rij.treden

    def _rij(self, code: str, onderwerp: str) -> Rij | None:
        return next((r for r in self.matrix if code in r.bij and r.onderwerp in (None, onderwerp)), None)

    def meetduur(self, code: str) -> Duur | None:
        """Return the length in which percentages are measured; None for a term that is measured in calendar days."""
        soort = self.termijnen.get(code)
        if soort is None or soort.grondslag in (Grondslag.WETTELIJK, Grondslag.PACT):
            return None
        return soort.duur


def afspraken(db: Sessie) -> Afspraken:
    """Return the reminders in force: the newest versions in the register; LookupError without a region."""
    return _afspraken(regeling(db, "termijnen"), regeling(db, "herinneringen"), regeling(db, "landelijke-termijnen"))


@lru_cache(maxsize=8)
def _afspraken(termijnen: Regeling, herinneringen: Regeling, elders: Regeling) -> Afspraken:
    return _lees(termijnen.inhoud, herinneringen.inhoud, elders.inhoud)


def _lees(regio: dict[str, Any], landelijk: dict[str, Any], elders: list[dict[str, Any]]) -> Afspraken:
    eigen = {rij["code"]: _treden(rij) for rij in regio["herinneringen"]}
    bericht = regio["bericht"]
    return Afspraken(
        matrix=tuple(
            Rij(rij["code"], tuple(rij["bij"]), rij.get("onderwerp"), eigen.get(rij["code"]) or _treden(rij))
            for rij in landelijk["herinnering"]
        ),
        profielen={profiel["naam"]: _treden(profiel) for profiel in regio["profielen"]},
        termijnen={
            t["code"]: Termijnsoort(lees_duur(t["duur"]), Grondslag(t["grondslag"]), t.get("profiel"))
            for t in (*elders, *regio["termijnen"])
        },
        bericht=Berichttijd(
            verzamelbericht=time.fromisoformat(bericht["verzamelbericht"]),
            stil_vanaf=time.fromisoformat(bericht["stil_vanaf"]),
            stil_tot=time.fromisoformat(bericht["stil_tot"]),
            weekend_stil=bericht["weekend_stil"],
        ),
    )


def _treden(rij: dict[str, Any]) -> tuple[Laddertrede, ...]:
    return tuple(Laddertrede(trede["op"], tuple(trede["naar"])) for trede in rij["treden"])
