"""The Prefect side for real: a server, a run, a schedule, and somebody who watches."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from budget.basis.transactie import lezing
from flows.cli import NAMEN
from flows.server import lokale_server, vrije_poort
from tests.engine.casus.casuswereld import meld_casus

FLOWS = [sys.executable, "-m", "flows.cli"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with lokale_server(tmp_path_factory.mktemp("prefect")) as omgeving:
        yield omgeving


def vraag(omgeving: dict[str, str], pad: str, **inhoud: Any) -> Any:
    verzoek = urllib.request.Request(
        f"{omgeving['PREFECT_API_URL']}/{pad}", json.dumps(inhoud).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(verzoek, timeout=10) as antwoord:
        return json.load(antwoord)


def draai(omgeving: dict[str, str], url: str, *argumenten: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*FLOWS, "--database", url, *argumenten],
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def outbox(url: str) -> list[str]:
    with lezing(url) as db:
        return list(db.execute(text("SELECT onderwerp FROM outbox ORDER BY nummer")).scalars())


def test_een_flow_verplaatst_wat_kan_en_is_op_casusnummer_te_volgen(server, praktijk):
    nummer = meld_casus(praktijk)
    uit = draai(server, praktijk, "eenmalig", "intake")
    assert json.loads(uit.stdout) == {"flow": "intake", "verplaatst": 1, "gewacht": 0, "geweigerd": 0}, uit.stderr
    assert [nummer in regel for regel in outbox(praktijk)] == [True]
    runs = vraag(server, "flow_runs/filter", flow_runs={"tags": {"all_": [nummer]}})
    assert [(r["name"], r["state_type"]) for r in runs] == [("intake", "COMPLETED")]
    verslagen = vraag(server, "artifacts/filter", artifacts={"flow_run_id": {"any_": [runs[0]["id"]]}})
    assert nummer in verslagen[0]["data"]
    nog_eens = draai(server, praktijk, "eenmalig", "intake")
    assert json.loads(nog_eens.stdout)["verplaatst"] == 0


def test_zonder_database_is_het_antwoord_een_zin_en_geen_fout(server, tmp_path):
    uit = draai(server, f"sqlite:///{tmp_path}/weg.db", "eenmalig", "intake")
    assert uit.returncode == 4
    assert "nog niet ingericht" in uit.stderr
    assert "Traceback" not in uit.stderr


def test_start_plant_ronden_en_pakt_op_wat_mensen_achterlaten(praktijk):
    poort = vrije_poort()
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    proces = subprocess.Popen(
        [*FLOWS, "--database", praktijk, "start", "--poort", str(poort)],
        env=schoon,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    omgeving = {"PREFECT_API_URL": f"http://127.0.0.1:{poort}/api"}
    try:
        gepland = _wacht(lambda: _gepland(omgeving), 90)
        assert {deployment for deployment, _ in gepland} >= {"vanzelf"}
        for _, wanneer in gepland:
            assert datetime.fromisoformat(wanneer) > datetime.now(UTC).replace(year=datetime.now(UTC).year - 1)
        nummer = meld_casus(praktijk)
        assert nummer in _wacht(lambda: outbox(praktijk), 60)[0]
    finally:
        proces.send_signal(signal.SIGINT)
        _, fouten = proces.communicate(timeout=60)
    assert proces.returncode == 130, fouten
    assert "Traceback" not in fouten
    with pytest.raises(OSError, match=r"refused|reset|closed"):
        urllib.request.urlopen(f"{omgeving['PREFECT_API_URL']}/health", timeout=2)


def _gepland(omgeving: dict[str, str]) -> list[tuple[str, str]]:
    try:
        runs = vraag(omgeving, "flow_runs/filter", flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}}, limit=50)
        deployments = {d["id"]: d["name"] for d in vraag(omgeving, "deployments/filter")}
    except OSError:
        return []
    return [(deployments.get(r["deployment_id"], ""), r["expected_start_time"]) for r in runs if r["deployment_id"]]


def _wacht(kijk: Any, seconden: float) -> Any:
    grens = time.monotonic() + seconden
    while time.monotonic() < grens:
        if gevonden := kijk():
            return gevonden
        time.sleep(0.3)
    raise AssertionError("it did not happen in time")


def test_de_namen_van_de_flows_en_de_ronden_zijn_dezelfde():
    from engine.doorloop.rondes import RONDES
    from flows.processen import FLOWS as ECHT
    from flows.schema import SCHEMA

    assert list(ECHT) == list(NAMEN) == [*SCHEMA]
    assert set(RONDES) <= set(ECHT)


def test_schemas_zijn_in_nederlandse_tijd_en_nooit_tussen_twee_en_drie():
    from prefect.server.schemas.schedules import CronSchedule

    from flows.schema import SCHEMA, TIJDZONE

    for cron in SCHEMA.values():
        uren = cron.split()[1]
        assert "2" not in uren.replace("20", "").replace("12", "").split(",")
        schema = CronSchedule(cron=cron, timezone=TIJDZONE)
        assert schema.timezone == "Europe/Amsterdam"


async def test_rond_de_klokwissel_blijft_het_plaatselijke_uur():
    from zoneinfo import ZoneInfo

    from prefect.server.schemas.schedules import CronSchedule

    from flows.schema import SCHEMA, TIJDZONE

    schema = CronSchedule(cron=SCHEMA["controle"], timezone=TIJDZONE)
    amsterdam = ZoneInfo(TIJDZONE)
    dagen = await schema.get_dates(n=4, start=datetime(2026, 10, 23, 12, tzinfo=amsterdam))
    plaatselijk = [d.astimezone(amsterdam) for d in dagen]
    assert [(d.hour, d.minute) for d in plaatselijk] == [(4, 30)] * 4
    assert [d.astimezone(UTC).hour for d in plaatselijk] == [2, 3, 3, 3]


def test_de_map_van_de_server_staat_naast_de_database(tmp_path):
    from flows.cli import _thuis

    assert _thuis(f"sqlite:///{tmp_path}/a.db") == Path(f"{tmp_path}/a.db.prefect")
