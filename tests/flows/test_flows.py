"""The Prefect side for real: a server, a run, a schedule, and somebody who watches."""

from __future__ import annotations

import json
import signal
import time
import traceback
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from budget.basis.transactie import lezing, motor
from engine.doorloop.diensten import ronde
from engine.doorloop.storing import meld_storing
from flows.cli import NAMEN
from flows.processen import RondeMislukt, stap_doen
from flows.server import InlogOntbreekt
from flows.server import omgeving as omgeving_van
from tests.engine.casus.casuswereld import meld_casus
from tests.flows.flowwereld import FLOWS, draai, in_prefect, outbox, vraag, wacht
from tests.flows.machinewereld import CASUSSEN, alles_een_keer, dood, ontvangstberichten, proces, richt_in


def test_een_flow_verplaatst_wat_kan_en_is_op_casusnummer_te_volgen(server, praktijk):
    nummer = meld_casus(praktijk)
    uit = draai(server, praktijk, "eenmalig", "intake")
    assert json.loads(uit.stdout) == {"flow": "intake", "verplaatst": 1, "gewacht": 0, "geweigerd": 0}, uit.stderr
    assert [nummer in regel for regel in outbox(praktijk)] == [True]
    runs = vraag(server, "flow_runs/filter", flow_runs={"tags": {"all_": [nummer]}})
    assert [(r["name"][:9], r["state_type"]) for r in runs] == [("intake 20", "COMPLETED")]
    assert set(runs[0]["tags"]) == {"intake", nummer}
    verslagen = vraag(server, "artifacts/filter", artifacts={"flow_run_id": {"any_": [runs[0]["id"]]}})
    assert nummer in verslagen[0]["data"]
    assert ronde(praktijk, "intake").verplaatst == []


def test_niets_van_een_kind_of_een_adres_komt_bij_prefect(server, praktijk):
    meld_casus(praktijk, extern_id="2")
    assert draai(server, praktijk, "eenmalig", "herinneringen").returncode == 0
    with lezing(praktijk) as db:
        adressen = list(db.execute(text("SELECT email FROM persoon WHERE email <> ''")).scalars())
    # Also what the run before this one, of another casus, left behind.
    gevonden = wacht(lambda: (tekst := in_prefect(server)) and "herinneringen 20" in tekst and tekst, 20)
    assert len(gevonden) > 10_000
    verboden = ["Noor", "Xylofoon", "2012-03-04", "€", "Wie betaalt zorg in onderwijstijd", *adressen]
    assert [wat for wat in verboden if wat in gevonden] == []


async def test_een_onvoorziene_fout_noemt_prefect_alleen_bij_soort(monkeypatch):
    def stuk(*_):
        raise ValueError("INSERT INTO persoon VALUES ('Noor Xylofoon')")

    monkeypatch.setenv("DOORBRAAK_DATABASE", "sqlite:///weg.db")
    monkeypatch.setattr("flows.processen.wat_ligt_er", stuk)
    with pytest.raises(RondeMislukt, match=r"^ValueError$") as fout:
        await stap_doen.fn("intake", "ontvangst_bevestigen", [])
    assert "Noor" not in "".join(traceback.format_exception(fout.value))


def test_buiten_deze_computer_luistert_de_server_alleen_met_een_wachtwoord(tmp_path):
    with pytest.raises(InlogOntbreekt, match="zonder wachtwoord"):
        omgeving_van(tmp_path, 4200, "0.0.0.0")
    met = omgeving_van(tmp_path, 4200, "0.0.0.0", "tafel:geheim")
    assert (met["PREFECT_API_URL"], met["PREFECT_SERVER_API_AUTH_STRING"]) == (
        "http://127.0.0.1:4200/api", "tafel:geheim",
    )  # fmt: skip
    gewoon = omgeving_van(tmp_path, 4200)
    assert (gewoon["DO_NOT_TRACK"], gewoon["PREFECT_SERVER_ANALYTICS_ENABLED"]) == ("1", "false")
    assert "PREFECT_API_AUTH_STRING" not in gewoon


def test_een_storing_komt_een_keer_per_dag_bij_de_beheerder(praktijk):
    assert [meld_storing(praktijk, "intake", "mislukt") for _ in range(2)] == [True, False]
    assert meld_storing(praktijk, "intake", "te_laat")
    assert outbox(praktijk) == [
        "Doorbraaktafel: de ronde intake is mislukt", "Doorbraaktafel: de ronde intake begint niet op tijd",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="no such round"):
        meld_storing(praktijk, "Noor Xylofoon", "mislukt")


def test_zonder_database_is_het_antwoord_een_zin_en_geen_fout(server, tmp_path):
    uit = draai(server, f"sqlite:///{tmp_path}/weg.db", "eenmalig", "intake")
    assert uit.returncode == 4
    assert "nog niet ingericht" in uit.stderr
    assert "Traceback" not in uit.stderr


def test_een_gedode_runner_en_een_verbroken_database_verliezen_en_verdubbelen_niets(server, postgres_url, tmp_path):
    richt_in(postgres_url)
    opdracht = [*FLOWS, "--database", postgres_url, "eenmalig", "intake"]
    log = tmp_path / "runner.log"
    # Two at once; one is killed, and then the database throws everybody out.
    with proces(*opdracht, uit=log, **server) as een, proces(*opdracht, uit=log, **server) as ander:
        wacht(lambda: len(ontvangstberichten(postgres_url)) >= 5, 60)
        dood(een)
        halverwege = len(ontvangstberichten(postgres_url))
        assert halverwege < CASUSSEN
        wacht(lambda: len(ontvangstberichten(postgres_url)) > halverwege, 60)
        beheer = create_engine(make_url(postgres_url).set(database="postgres"), isolation_level="AUTOCOMMIT")
        with beheer.connect() as db:
            db.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :naam"),
                {"naam": make_url(postgres_url).database},
            )
        beheer.dispose()
        motor(postgres_url).dispose()
        ander.wait(60)
    assert alles_een_keer(postgres_url), log.read_text()[-2000:]


def test_start_plant_ronden_en_pakt_op_wat_mensen_achterlaten(dienst, praktijk_sleutel, monkeypatch):
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(praktijk_sleutel))
    gepland = wacht(lambda: _gepland(dienst.omgeving), 90)
    assert {deployment for deployment, _ in gepland} >= {"vanzelf"}
    for _, wanneer in gepland:
        assert datetime.fromisoformat(wanneer) > datetime.now(UTC).replace(year=datetime.now(UTC).year - 1)
    nummer = meld_casus(dienst.database)
    begin = time.monotonic()
    assert nummer in wacht(lambda: outbox(dienst.database), 60)[0]
    print(f"\nfrom a decision to its next step: {time.monotonic() - begin:.1f} s")
    wacht(lambda: len(vraag(dienst.omgeving, "automations/filter")) == 2, 30)


def _gepland(omgeving: dict[str, str]) -> list[tuple[str, str]]:
    try:
        runs = vraag(omgeving, "flow_runs/filter", flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}}, limit=50)
        deployments = {d["id"]: d["name"] for d in vraag(omgeving, "deployments/filter")}
    except OSError:
        return []
    return [(deployments.get(r["deployment_id"], ""), r["expected_start_time"]) for r in runs if r["deployment_id"]]


def test_gestopt_laat_de_dienst_niets_achter(dienst):
    """The last of the tests that need the service, since it ends here for all of them."""
    dienst.proces.send_signal(signal.SIGINT)
    _, fouten = dienst.proces.communicate(timeout=60)
    assert dienst.proces.returncode == 130, fouten
    assert "Traceback" not in fouten
    with pytest.raises(OSError, match=r"refused|reset|closed"):
        urllib.request.urlopen(f"{dienst.omgeving['PREFECT_API_URL']}/health", timeout=2)


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
