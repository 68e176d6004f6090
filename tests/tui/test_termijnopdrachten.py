"""`termijn` and `herinner` on the command line: what people read and what other programs get."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from budget.basis.transactie import transactie
from tests.opslag.herinnerwereld import BEGIN, CASUS, een_casus, een_termijn, richt_in, verzonden
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

Doe = Callable[..., tuple[int, str, str]]


@pytest.fixture
def doe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Doe:
    for naam in ("DOORBRAAK_SMTP_HOST", "DOORBRAAK_POSTMAP", "DOORBRAAK_NU", "DOORBRAAK_GEBRUIKER"):
        monkeypatch.delenv(naam, raising=False)

    def opdracht(*argumenten: str) -> tuple[int, str, str]:
        code = hoofdprogramma(programma, argumenten)
        return code, *capsys.readouterr()

    return opdracht


@pytest.fixture
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    richt_in(sqlite_url)
    with transactie(sqlite_url) as db:
        een_casus(db)
        een_termijn(db)
    monkeypatch.setenv("DOORBRAAK_DATABASE", sqlite_url)
    return sqlite_url


def document(antwoord: tuple[int, str, str]) -> Any:
    assert antwoord[0] == 0, antwoord
    return json.loads(antwoord[1])


def test_bereken_noemt_elke_stap(doe: Doe) -> None:
    code, tekst, _ = doe("termijn", "bereken", "--van", "2026-02-06", "--duur", "8w", "--grondslag", "wet")
    assert code == 0
    assert tekst.startswith("Einde: di 7 apr 2026\n")
    assert "Goede Vrijdag" in tekst


def test_bereken_met_een_regio_telt_haar_sluitingsdagen_niet_mee(doe: Doe) -> None:
    vraag = ["termijn", "bereken", "--van", "2026-12-23", "--duur", "1wd", "--grondslag", "dienst", "--json"]
    assert document(doe(*vraag))["einde"] == "2026-12-24"
    assert document(doe(*vraag, "--regio", "zuidoost-utrecht"))["einde"] == "2026-12-28"


def test_bereken_telt_terug_en_noemt_alle_fouten(doe: Doe) -> None:
    terug = doe("termijn", "bereken", "--van", "2026-05-18", "--duur", "-14d", "--grondslag", "wet", "--json")
    assert document(terug)["einde"] == "2026-05-04"
    code, tekst, _ = doe("termijn", "bereken", "--van", "x", "--duur", "x", "--grondslag", "x", "--json")
    assert code == 2
    assert [f["plaats"] for f in json.loads(tekst)["fouten"]] == ["--van", "--duur", "--grondslag"]


def test_lijst_toont_wat_openstaat(doe: Doe, database: str) -> None:
    (termijn,) = document(doe("termijn", "lijst", "--casus", CASUS, "--json"))["termijnen"]
    assert (termijn["casus"], termijn["einde"], termijn["te_laat"]) == (CASUS, "2026-09-08", False)
    assert termijn["uitleg"]
    assert "di 8 sep" in doe("termijn", "lijst")[1]
    assert document(doe("termijn", "lijst", "--tot", "2026-09-07", "--json"))["termijnen"] == []
    assert doe("termijn", "lijst", "--tot", "morgen")[0] == 2


def test_herinner_op_een_dag_verstuurt_niets(doe: Doe, database: str) -> None:
    vooruit = document(doe("herinner", "--op", "2026-09-08", "--json"))
    assert (vooruit["verzonden"], vooruit["samenvattingen"], vooruit["geescaleerd"]) == (1, 1, 0)
    assert vooruit["regels"][0]["aan"] == "vera_voorbeeld"
    assert "er is niets verstuurd" in doe("herinner", "--op", "2026-09-08")[1]
    assert verzonden(database) == []
    assert doe("herinner", "--op", "2026-02-30")[0] == 2


def test_herinner_legt_het_bericht_naast_de_database(doe: Doe, database: str) -> None:
    nu = (BEGIN + timedelta(days=7)).isoformat()
    gegevens = document(doe("herinner", "--nu", nu, "--json"))
    assert {naam: gegevens[naam] for naam in ("verzonden", "samenvattingen", "geescaleerd", "onbestelbaar")} == {
        "verzonden": 1, "samenvattingen": 1, "geescaleerd": 0, "onbestelbaar": 0,
    }  # fmt: skip
    map_ = Path(database.removeprefix("sqlite:///") + ".post")
    (bestand,) = map_.iterdir()
    bericht = message_from_bytes(bestand.read_bytes(), policy=policy.default)
    assert bericht["To"] == "vera.voorbeeld@example.org"
    assert "niets te herinneren" in doe("herinner")[1]
