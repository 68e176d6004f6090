"""What Prefect costs: one run that moves a thousand casussen against the same round without it; and one run each.

Goals: at most 5 ms of overhead per moved casus in one run; a human decision reaches its next step within 2 s.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from budget.basis.transactie import lezing, transactie, vergeet
from engine.doorloop.diensten import ronde
from flows.server import lokale_server, vrije_poort
from tests.flows.flowwereld import FLOWS, outbox, wacht
from tests.flows.test_meer_machines import proces
from tests.opslag.herinnerwereld import een_casus, richt_in

pytestmark = pytest.mark.meting
CASUSSEN, LOS = 1_000, 20


def _vul(url: str, aantal: int, begin: int = 0) -> None:
    with transactie(url) as db:
        for nummer in range(begin, begin + aantal):
            een_casus(db, f"DT-{nummer:06}", status="aangemeld", aanmelder="berend_brug")


def _wereld(map_: Path, naam: str, aantal: int) -> str:
    from engine.migraties.schema import maak_schema

    url = f"sqlite:///{map_ / naam}.db"
    maak_schema(url)
    richt_in(url)
    _vul(url, aantal)
    vergeet(url)
    return url


def _aantal(url: str) -> int:
    with lezing(url) as db:
        return int(db.execute(text("SELECT count(*) FROM outbox")).scalar_one())


def test_een_run_voor_duizend_casussen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kaal, met = _wereld(tmp_path, "kaal", CASUSSEN), _wereld(tmp_path, "met", CASUSSEN)
    begin = time.perf_counter()
    ronde(kaal, "intake")
    zonder = time.perf_counter() - begin
    with lokale_server(tmp_path / "prefect") as omgeving:
        kind = (
            "import asyncio, time; from flows.processen import FLOWS\n"
            "begin = time.perf_counter(); asyncio.run(FLOWS['intake']()); print(time.perf_counter() - begin)"
        )

        def een_run(url: str) -> float:
            import subprocess

            uit = subprocess.run(
                [sys.executable, "-c", kind], env=os.environ | omgeving | {"DOORBRAAK_DATABASE": url},
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            return float(uit.stdout.split()[-1])

        # The first run of a server pays for what is made once.
        een_run(_wereld(tmp_path, "warm", 1))
        in_een = een_run(met)
        los = _wereld(tmp_path, "los", 0)
        per_stuk = []
        for nummer in range(LOS):
            _vul(los, 1, nummer)
            per_stuk.append(een_run(los))
    extra = (in_een - zonder) / CASUSSEN * 1000
    print(
        f"\n{CASUSSEN} casussen in één run: {in_een:.1f} s, zonder Prefect {zonder:.1f} s: "
        f"{extra:.1f} ms extra per casus, "
        f"als één run per casus {sum(per_stuk) / LOS * 1000:.0f} ms per casus"
    )
    assert (_aantal(met), _aantal(los)) == (CASUSSEN, LOS)
    assert extra <= 5


def test_van_een_besluit_van_een_mens_naar_de_volgende_stap(tmp_path: Path, praktijk: str) -> None:
    from tests.engine.casus.casuswereld import meld_casus

    schoon = {"PREFECT_HOME": str(tmp_path / "prefect")}
    opdracht = [*FLOWS, "--database", praktijk, "start", "--poort", str(vrije_poort())]
    tijden = []
    with proces(*opdracht, uit=tmp_path / "start.log", **schoon) as kind:
        meld_casus(praktijk, sleutel="eerste")
        wacht(lambda: outbox(praktijk), 120)
        for nummer in range(5):
            time.sleep(2)
            meld_casus(praktijk, sleutel=f"m{nummer}", extern_id=f"m{nummer}")
            begin = time.perf_counter()
            wacht(lambda aantal=nummer + 2: len(outbox(praktijk)) >= aantal, 30)
            tijden.append(time.perf_counter() - begin)
        kind.send_signal(signal.SIGINT)
    print(f"\nvan besluit naar volgende stap: {', '.join(f'{t:.2f}' for t in tijden)} s")
    assert sorted(tijden)[len(tijden) // 2] <= 2
