"""Search over 100,000 casussen, per letter typed, as the screen asks it: on both databases, by word and by name."""

from __future__ import annotations

import os
import statistics
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import insert, select

from budget.basis.transactie import transactie
from engine.casus.diensten import meld
from engine.casus.opslag import CasusRij
from engine.casus.vragen import lijst
from engine.inzage.kluis import Kluis
from engine.regio.inrichten import init
from tests.tui.schermwereld import BEGIN, KINDEREN, NU, SANNE, VERA, doe, een_aanmelding, maak

pytestmark = pytest.mark.meting
AANTAL = int(os.environ.get("AANTAL", "100000"))
WOORDEN = ("vervoer", "begeleiding", "wachttijd", "dagbesteding", "verhuizing", "onderwijstijd", "behandeling", "klas")
LETTERS = "BCDFGHJKLMNPQRSTVWXYZ23456789"


def nummer(n: int) -> str:
    delen = []
    for _ in range(6):
        n, rest = divmod(n, len(LETTERS))
        delen.append(LETTERS[rest])
    return f"DT-{''.join(delen)}"


def vul(url: str) -> None:
    """Copy one casus many times, each with words of its own; every fiftieth has a name in the index."""
    with transactie(url) as db:
        voorbeeld = db.execute(select(CasusRij)).scalars().first()
        assert voorbeeld is not None
        basis = {k: getattr(voorbeeld, k) for k in CasusRij.model_fields}
        kluis = Kluis(db)
        for begin in range(0, AANTAL, 5000):
            rijen = [
                basis
                | {
                    "nummer": nummer(1000 + n * 7919),
                    "extern_id": f"meting-{n}",
                    "vraag": f"Vraag over {WOORDEN[n % 8]} en {WOORDEN[n * 3 % 7]} in klas {n % 97}",
                    "gemeente": ("Zeist", "De Bilt", "Woudenberg", "Bunnik")[n % 4],
                }
                for n in range(begin, min(begin + 5000, AANTAL))
            ]
            db.execute(insert(CasusRij), rijen)
            for rij in rijen[::50]:
                kluis.indexeer(rij["nummer"], f"Pietje {('Puk', 'Klomp', 'Molen')[len(rij['vraag']) % 3]}")


def meet(url: str) -> None:
    for getypt in ("onderwijstijd", "woudenberg", "klas 13", "pietje", "zzzqqq", nummer(1000 + 7919)):
        tijden = []
        for letters in range(3, len(getypt) + 1):
            with transactie(url) as db:
                begin = perf_counter()
                gevonden = lijst(db, VERA, NU, zoek=getypt[:letters], hoogstens=200)
                tijden.append((perf_counter() - begin) * 1000)
        midden = statistics.median(tijden)
        print(f"  {getypt:14} {midden:7.1f} ms per letter, slowest {max(tijden):7.1f} ({len(gevonden)})")
        assert midden < 250


def test_zoeken_sqlite(tmp_path: Path) -> None:
    url = maak(tmp_path / "zoek.db")
    vul(url)
    print(f"\nSQLite, {AANTAL} casussen")
    meet(url)


def test_zoeken_postgres(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "sleutel"))
    init(postgres_url, "zuidoost-utrecht", oefen=True, nu=BEGIN, beheerder="bert_beheer")
    with transactie(postgres_url) as db:
        doe(db, meld, SANNE, een_aanmelding(1, KINDEREN[0]), BEGIN, "meld")
    vul(postgres_url)
    print(f"\nPostgreSQL, {AANTAL} casussen")
    meet(postgres_url)
