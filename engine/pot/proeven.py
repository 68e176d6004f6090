"""Try the ledger on empty practice pots: play scenarios, or let a seed drive it against the reference model.

Each run gets a SQLite database of its own in a temporary folder; nothing of the user's is touched.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from budget.afletteren.naspelen import Naspeelbank
from budget.basis.transactie import motor
from budget.grootboek.naspelen import naspelen as speel_na
from budget.grootboek.simulatie import simuleer as simuleer_boek
from engine.migraties.schema import maak_schema


def naspelen(bestand: Path, scenario: str | None = None) -> list[dict[str, Any]]:
    """Play a pot-scenario/1 file and compare with what it expects; per scenario its steps.

    Bank files are read from the folder `voorbeelden` beside it. Unusable input with every finding.
    """
    with _lege_potten() as leeg:
        return [uitslag.als_json() for uitslag in speel_na(bestand, leeg, scenario, bank=Naspeelbank())]


def simuleer(zaad: int, stappen: int) -> dict[str, Any]:
    """Drive the ledger with a seed; equal seed, equal run. `gebroken` is empty when all is well."""
    with _lege_potten() as leeg:
        return simuleer_boek(zaad, stappen, leeg(), leeg=leeg).als_json()


@contextmanager
def _lege_potten() -> Iterator[Callable[[], str]]:
    nummers, adressen = count(1), list[str]()
    with tempfile.TemporaryDirectory(prefix="doorbraak-proef-") as map_:

        def leeg() -> str:
            adressen.append(f"sqlite:///{map_}/pot{next(nummers)}.db")
            maak_schema(adressen[-1])
            return adressen[-1]

        try:
            yield leeg
        finally:
            for adres in adressen:
                motor(adres).dispose()
