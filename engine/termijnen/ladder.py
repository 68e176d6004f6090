"""Which reminder ladder a term has, and when messages go out: the agreements of the region, read once per version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.regio.plaats import config_map
from engine.register.opslag import RegelingRij
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

    naam: str
    duur: Duur
    grondslag: Grondslag
    profiel: str


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
        if rij is not None:
            return rij.treden
        if code in self.termijnen:
            return self.profielen[self.termijnen[code].profiel]
        afgesproken = self._rij(AFSPRAAK, onderwerp)
        return () if afgesproken is None else afgesproken.treden

    def _rij(self, code: str, onderwerp: str) -> Rij | None:
        return next((r for r in self.matrix if code in r.bij and r.onderwerp in (None, onderwerp)), None)

    def meetduur(self, code: str) -> Duur | None:
        """Return the length in which percentages are measured; None for a term that is measured in calendar days."""
        soort = self.termijnen.get(code)
        if soort is None or soort.grondslag in (Grondslag.WETTELIJK, Grondslag.PACT):
            return None
        return soort.duur


def afspraken(db: Sessie) -> Afspraken:
    """Return the reminders in force: the newest versions in the register. One small select when they are known."""
    r = RegelingRij
    vraag = select(col(r.naam), col(r.vingerafdruk)).where(col(r.naam).in_(["termijnen", "herinneringen"]))
    sleutel = tuple(sorted(tuple(rij) for rij in db.execute(vraag)))
    if sleutel not in _GELEZEN:
        _GELEZEN.clear()
        _GELEZEN[sleutel] = _lees(_inhoud(db, "termijnen") or {}, _inhoud(db, "herinneringen") or landelijke_matrix())
    return _GELEZEN[sleutel]


_GELEZEN: dict[tuple[tuple[str, ...], ...], Afspraken] = {}


@lru_cache
def landelijke_matrix() -> dict[str, Any]:
    """Return the matrix of the product's own data."""
    return tomllib.loads((config_map() / "nl" / "herinneringen.toml").read_text(encoding="utf-8"))


def _inhoud(db: Sessie, naam: str) -> Any:
    try:
        return regeling(db, naam).inhoud
    except LookupError:
        return None


def _lees(regio: dict[str, Any], landelijk: dict[str, Any]) -> Afspraken:
    eigen = {rij["code"]: _treden(rij) for rij in regio.get("herinneringen", ())}
    bericht = regio.get("bericht") or {}
    tijden = {naam: time.fromisoformat(bericht[naam]) for naam in _TIJDEN if naam in bericht}
    return Afspraken(
        matrix=tuple(
            Rij(rij["code"], tuple(rij["bij"]), rij.get("onderwerp"), eigen.get(rij["code"]) or _treden(rij))
            for rij in landelijk["herinnering"]
        ),
        profielen={profiel["naam"]: _treden(profiel) for profiel in regio.get("profielen", ())},
        termijnen={
            t["code"]: Termijnsoort(t["naam"], lees_duur(t["duur"]), Grondslag(t["grondslag"]), t["profiel"])
            for t in regio.get("termijnen", ())
        },
        bericht=Berichttijd(**tijden, weekend_stil=bericht.get("weekend_stil", True)),
    )


_TIJDEN = ("verzamelbericht", "stil_vanaf", "stil_tot")


def _treden(rij: dict[str, Any]) -> tuple[Laddertrede, ...]:
    return tuple(Laddertrede(trede["op"], tuple(trede["naar"])) for trede in rij["treden"])
