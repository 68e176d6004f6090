"""A list of 100 out of 10,000 casussen, for who sees all and for who sees only the own: on both databases."""

from __future__ import annotations

import statistics
from pathlib import Path
from time import perf_counter

import pytest
from sqlalchemy import insert, select

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import transactie
from engine.casus.diensten import meld
from engine.casus.opslag import CasusRij, ToegangRij
from engine.casus.vragen import lijst
from engine.regio.inrichten import init
from tests.metingen.meting_zoeken import nummer
from tests.tui.schermwereld import BEGIN, CARLA, KINDEREN, NU, SANNE, VERA, doe, een_aanmelding, maak

pytestmark = pytest.mark.meting
AANTAL, GRENS_MS = 10_000, 100


def vul(url: str) -> None:
    """Copy one casus many times; the casusregisseur sees one in twenty."""
    with transactie(url) as db:
        voorbeeld = db.execute(select(CasusRij)).scalars().first()
        assert voorbeeld is not None
        basis = {k: getattr(voorbeeld, k) for k in CasusRij.model_fields}
        nummers = [nummer(1000 + n * 7919) for n in range(AANTAL)]
        db.execute(insert(CasusRij), [basis | {"nummer": n, "extern_id": n} for n in nummers])
        toegang = {"soort": "persoon", "wie": CARLA.persoon, "grond": "regie", "vanaf": BEGIN.date(), "tot": None}
        db.execute(insert(ToegangRij), [toegang | {"casus": n} for n in nummers[::20]])


def meet(url: str, wie: Gebruiker) -> None:
    tijden = []
    for _ in range(15):
        with transactie(url) as db:
            begin = perf_counter()
            gevonden = lijst(db, wie, NU, hoogstens=100)
            tijden.append((perf_counter() - begin) * 1000)
    assert len(gevonden) == 100
    midden = statistics.median(tijden)
    print(f"  {wie.rol.value:15} {midden:6.1f} ms (goal {GRENS_MS}), slowest {max(tijden):6.1f}")
    assert midden < GRENS_MS


def test_lijst_sqlite(tmp_path: Path) -> None:
    url = maak(tmp_path / "lijst.db")
    vul(url)
    print(f"\nSQLite, 100 of {AANTAL} casussen")
    for wie in (VERA, CARLA):
        meet(url, wie)


def test_lijst_postgres(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "sleutel"))
    init(postgres_url, "zuidoost-utrecht", oefen=True, nu=BEGIN, beheerder="bert_beheer")
    with transactie(postgres_url) as db:
        doe(db, meld, SANNE, een_aanmelding(1, KINDEREN[0]), BEGIN, "meld")
    vul(postgres_url)
    print(f"\nPostgreSQL, 100 of {AANTAL} casussen")
    for wie in (VERA, CARLA):
        meet(postgres_url, wie)
