"""What closing a zitting of eight casussen costs on SQLite, commit included; goal: at most 300 ms."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest

from budget.basis.transactie import transactie
from engine.regio.inrichten import init
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht, Vaststelling
from tests.engine.zitting.tafelwereld import (
    NU,
    OP_DE_DAG,
    VERA,
    ZITTING,
    agendeer,
    breng_casus_in,
    een_besluit,
    een_regel,
    geef_regie,
    open_de_zitting,
    plan_zitting,
    toets_mandaat,
    vul_de_pot,
)

pytestmark = pytest.mark.meting
CASUSSEN, GRENS_MS = 8, 300


def test_een_zitting_van_acht_casussen_is_snel_vastgesteld(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(sqlite_url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")
    nummers = [f"DT-V{nummer:05d}" for nummer in range(CASUSSEN)]
    with transactie(sqlite_url) as db:
        vul_de_pot(db, "20.000")
        plan_zitting(db)
        for nummer in nummers:
            breng_casus_in(db, nummer)
            toets_mandaat(db, casus=nummer)
            agendeer(db, nummer)
            geef_regie(db, nummer)
        open_de_zitting(db)
        for nummer in nummers:
            opdracht = Besluitopdracht(ZITTING, nummer, een_besluit(een_regel("300,00")))
            z.besluit(db, VERA, opdracht, sleutel=f"b-{nummer}", versie=0, nu=OP_DE_DAG)
    begin = perf_counter()
    with transactie(sqlite_url) as db:
        z.stel_vast(db, VERA, Vaststelling(ZITTING), sleutel="vast", versie=0, nu=OP_DE_DAG)
    duur = (perf_counter() - begin) * 1000
    print(f"vaststellen: {CASUSSEN} casussen: {duur:.1f} ms (grens {GRENS_MS})")
    assert duur <= GRENS_MS
