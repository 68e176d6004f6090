"""The simulation of the ledger: random commands against the reference model, on both databases."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from budget.basis.transactie import VERSIES, lezing, motor, transactie
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer
from budget.grootboek.regels import vorderingen
from budget.grootboek.ruw import Ruw
from budget.grootboek.schema import ddl
from budget.grootboek.simulatie import simuleer
from budget.grootboek.simulatie.proef import NU, SCHRIJVERS, Proef, verkort
from budget.grootboek.simulatie.verzinnen import GEWICHTEN, Verzinner
from budget.grootboek.weigeringen import WEIGERINGEN

_TELLER = itertools.count(1)
ZELDEN = {
    "beginsaldo_te_laat",  # beginsaldo stands at the begin of a pot: scenario 18b
    "verdeelsleutel_ontbreekt", "oormerk_past_niet", "opdracht_bestaat", "open_memoposten", "mandaat",
    "al_tegengeboekt", "boven_kapitaal",
}  # fmt: skip


def lege_pot(map_: Path) -> str:
    """A database with the ledger alone: what the simulation needs."""
    url = f"sqlite:///{map_}/simulatie{next(_TELLER)}.db"
    with motor(url).begin() as verbinding:
        for opdracht in ddl("sqlite"):
            verbinding.exec_driver_sql(opdracht)
        verbinding.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY)")
        verbinding.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{VERSIES[-1]}')")
    return url


@pytest.fixture
def leeg(werkmap: Path) -> Iterator[Callable[[], str]]:
    gemaakt: list[str] = []

    def maak() -> str:
        gemaakt.append(lege_pot(werkmap))
        return gemaakt[-1]

    yield maak
    for url in gemaakt:
        motor(url).dispose()
        for rest in werkmap.glob(f"{Path(url.removeprefix('sqlite:///')).name}*"):
            rest.unlink()


def test_twintigduizend_opdrachten_en_elke_soort_gebeurt_echt(leeg: Callable[[], str]) -> None:
    gebeurd: Counter[str] = Counter()
    geweigerd: Counter[str] = Counter()
    storingen: Counter[str] = Counter()
    for zaad in range(1, 9):
        simulatie = simuleer(zaad, 2_500, leeg())
        assert simulatie.gebroken == [], simulatie.verhaal
        gebeurd += simulatie.gebeurd
        geweigerd += simulatie.geweigerd
        storingen += simulatie.storingen
    assert gebeurd.total() + geweigerd.total() + storingen.total() >= 20_000
    assert {naam: gebeurd[naam] for naam in GEWICHTEN if gebeurd[naam] < 5} == {}
    assert {code for code in WEIGERINGEN if not geweigerd[code]} <= ZELDEN
    assert min(storingen[wat] for wat in ("dubbel aangeboden", "sleutel hergebruikt", "stroomuitval")) >= 20


def test_hetzelfde_zaad_geeft_op_beide_databases_dezelfde_kop(sqlite_url: str, postgres_url: str) -> None:
    op_sqlite, op_postgres = simuleer(7, 1_000, sqlite_url), simuleer(7, 1_000, postgres_url)
    assert op_sqlite.gebroken == op_postgres.gebroken == []
    assert op_sqlite.als_json() == op_postgres.als_json()
    weigerkoppen = []
    for url in (sqlite_url, postgres_url):
        with lezing(url) as db:
            weigerkoppen.append(Ruw(db).rij("SELECT geweigerd, weigerkop FROM boek"))
    assert weigerkoppen[0] == weigerkoppen[1]


def test_een_fout_in_een_regel_wordt_gevonden_en_kort_verteld(
    leeg: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A storno that forgets to look whether so much was received: the model sees it, the story is short."""
    echt = vorderingen.storno

    def vergeet(g: b.Storno, stand: object) -> object:
        return echt(g, Vrijgevig(stand))  # type: ignore[arg-type]

    class Vrijgevig:
        def __init__(self, stand: object) -> None:
            self._stand = stand

        def __getattr__(self, naam: str) -> object:
            return getattr(self._stand, naam)

        def delen(self, *vordering: str) -> object:
            return self._stand.delen(*vordering)._replace(ontvangen=10**12)  # type: ignore[attr-defined]

    import budget.grootboek.regels as regels

    monkeypatch.setitem(regels._REGELS, b.Storno, vergeet)
    simulatie = simuleer(2, 6_000, leeg(), leeg=leeg)
    assert "boven_ontvangen" in simulatie.gebroken[0]
    assert 2 <= len(simulatie.verhaal) <= 12
    assert simulatie.als_json()["zaad"] == 2


def test_verkorten_laat_over_wat_nodig_is() -> None:
    verhaal = [b.CasusSluiten(datum=NU.date(), casus=str(nummer)) for nummer in range(40)]
    nodig = {"7", "31"}
    kort = verkort(verhaal, lambda deel: nodig <= {g.casus for g in deel})  # type: ignore[attr-defined]
    assert {g.casus for g in kort} == nodig  # type: ignore[attr-defined]


class Grootboekmachine(RuleBasedStateMachine):
    """Hypothesis chooses the commands; after every one the book is whole and equal to the model."""

    map_: Path

    def __init__(self) -> None:
        super().__init__()
        self.proef = Proef(lege_pot(self.map_))
        self.verzin = Verzinner(Random(0), self.proef.model)
        self.nummer = 0

    @rule(zaad=st.integers(0, 2**32))
    def opdracht(self, zaad: int) -> None:
        self.verzin.herzaai(zaad)
        g = self.verzin.volgende()
        voor = self.afdruk()
        self.nummer += 1
        with transactie(self.proef.url) as db:
            code, verschil = self.proef.doe(db, SCHRIJVERS[0], g, f"h/{self.nummer}", NU)
        assert verschil == "", g
        assert code is None or self.afdruk() == voor

    @invariant()
    def het_boek_klopt(self) -> None:
        assert self.proef.vergelijk(volledig=False) == []
        with lezing(self.proef.url) as db:
            assert controleer(db).bevindingen == ()

    def afdruk(self) -> list[object]:
        """Everything that a refusal may not touch; only the chain of refusals moves with it."""
        with lezing(self.proef.url) as db:
            ruw = Ruw(db)
            return [
                ruw.rijen(
                    "SELECT laatste_post, laatste_boeking, verwacht, kop, laatst_geboekt, beschikbaar,"
                    " beschikbaar_besluit FROM boek"
                ),
                ruw.rijen("SELECT * FROM saldo"),
                ruw.rijen("SELECT * FROM rekening"),
            ]

    def teardown(self) -> None:
        motor(self.proef.url).dispose()
        Path(self.proef.url.removeprefix("sqlite:///")).unlink()


def test_hypothesis_kiest_de_opdrachten(werkmap: Path) -> None:
    Grootboekmachine.map_ = werkmap
    machine = Grootboekmachine.TestCase
    machine.settings = settings(
        max_examples=6, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
    )
    machine().runTest()


@pytest.mark.lang
def test_honderdduizend_opdrachten(leeg: Callable[[], str]) -> None:
    for zaad in range(100, 120):
        assert simuleer(zaad, 5_000, leeg()).gebroken == []
