"""A pot-scenario/1 file that is not right: every fault with its place, never a traceback."""

from __future__ import annotations

import copy
import itertools
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from budget.basis.transactie import VERSIES, motor
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.grootboek.naspelen import naspelen
from budget.grootboek.naspelen.bestand import lees_scenarios
from budget.grootboek.schema import ddl

SCENARIOS = Path(__file__).with_name("scenarios.yaml")
ALLES = yaml.safe_load(SCENARIOS.read_text(encoding="utf-8"))
_TELLER = itertools.count(1)

DAGEN = {"doe": "dagverdeling", "van": "2026-01-01", "tot": "2026-02-01", "eerste": "A", "bedrag": 1}


def een_bestand(**stap: Any) -> dict[str, Any]:
    """A file with one scenario of one step."""
    regio = {
        "pot": "NL00TEST0000000001",
        "deelnemers": {"Aarde": "NL00TEST0000000002"},
        "sleutels": [{"versie": "v1", "vanaf": "2026-01-01", "gewichten": {"Aarde": 1}}],
    }
    scenario = {"nr": 1, "naam": "proef", "regio": "r", "stappen": [stap]}
    return {"formaat": "pot-scenario/1", "regios": {"r": regio}, "scenarios": [scenario]}


def plaatsen(bestand: Any) -> list[str]:
    with pytest.raises(OnbruikbareInvoer) as fout:
        lees_scenarios(bestand if isinstance(bestand, str) else yaml.safe_dump(bestand))
    assert all(deel.melding and deel.oplossing for deel in fout.value.fouten)
    return [deel.plaats for deel in fout.value.fouten]


def test_alle_fouten_tegelijk_met_hun_plaats() -> None:
    bestand = een_bestand(doe="reservering", casus="K", bedrag=1, datum="2026-02-30", kleur="rood")
    bestand["formaat"] = "pot-scenario/2"
    bestand["regios"]["r"]["tolerantie"] = "veel"
    del bestand["scenarios"][0]["naam"]
    assert plaatsen(bestand) == [
        "formaat",
        "regios.r.tolerantie",
        "scenarios[0]",
        "scenarios[0].stappen[0].kleur",
        "scenarios[0].stappen[0].datum",
    ]


@pytest.mark.parametrize(
    ("stap", "plaats"),
    [
        ({"doe": "betovering"}, ".doe"),
        ({"doe": "tegenboeking", "van": "nooit"}, ".van"),
        ({"doe": "vrijval", "casus": "K", "bedrag": 1, "van": "kast"}, ".van"),
        ({"doe": "reservering", "casus": "K"}, ""),
        ({"doe": "verdeling", "bedrag": "veel", "gewichten": {"A": 1}}, ".bedrag"),
        ({"doe": "verdeling", "bedrag": 1, "gewichten": [1]}, ".gewichten"),
        ({**DAGEN, "wissels": [1]}, ".wissels"),
        ({"doe": "aanvulling", "doel": None, "sleutel": "v1"}, ".doel"),
        ({"doe": "rf"}, ""),
        ({"doe": "controle", "verwacht": [1]}, ".verwacht"),
        ({"doe": "controle", "verwacht": {"saldo": 12}}, ".verwacht.saldo"),
        ({"doe": "uitzoekbesluit", "casus": "K", "aandelen": [1]}, ".aandelen"),
        ({"doe": "uitzoekbesluit", "casus": "K", "gewichten": 3, "bedrag": 1}, ".gewichten"),
        ({"doe": "jaarverdeling", "jaar": "vorig"}, ".jaar"),
        ({"doe": "mandaatgebruik", "casus": "K", "bedrag": 1, "mandaat": {"naam": "M"}}, ".mandaat"),
        ({"doe": "gelijktijdig", "stappen": 7}, ".stappen"),
    ],
)  # fmt: skip
def test_een_stap_die_niet_klopt(stap: dict[str, Any], plaats: str) -> None:
    assert plaatsen(een_bestand(datum="2026-02-01", **stap)) == [f"scenarios[0].stappen[0]{plaats}"]


def test_een_regio_die_niet_klopt() -> None:
    bestand = een_bestand(doe="controle", datum="2026-02-01")
    regio = bestand["regios"]["r"]
    regio["partijen"] = {"Aarde": "NL00TEST0000000003"}
    regio["sleutels"].append(regio["sleutels"][0])
    assert plaatsen(bestand) == ["regios.r.sleutels[1]", "regios.r.partijen.Aarde"]
    regio["sleutels"] = []
    del regio["partijen"]
    assert plaatsen(bestand) == ["regios.r.sleutels"]


@pytest.mark.parametrize("tekst", ["", "12", "[", "{a: b: c}", "formaat: pot-scenario/1", "- 1", "\x00"])
def test_wat_geen_scenariobestand_is(tekst: str) -> None:
    assert plaatsen(tekst)


def test_een_bestand_of_scenario_dat_er_niet_is(sqlite_url: str) -> None:
    with pytest.raises(OnbruikbareInvoer):
        naspelen(Path("/bestaat/niet.yaml"), lambda: sqlite_url)
    with pytest.raises(OnbruikbareInvoer, match="geen scenario '999'"):
        naspelen(SCENARIOS, lambda: sqlite_url, "999")


def test_velden_met_x_tellen_niet_mee() -> None:
    bestand = een_bestand(doe="controle", datum="2026-02-01", x_opmerking="mag")
    bestand["x_bron"] = "mag ook"
    assert lees_scenarios(yaml.safe_dump(bestand))[0].naam == "proef"


def knoop(deel: Any, kans: Random) -> Any:
    """Change one thing somewhere in a document."""
    if isinstance(deel, dict) and deel and kans.random() < 0.9:
        sleutel = kans.choice(list(deel))
        keus = kans.random()
        if keus < 0.1:
            del deel[sleutel]
        elif keus < 0.15:
            deel[kans.choice(["zomaar", 3, "x_y"])] = 1
        else:
            deel[sleutel] = knoop(deel[sleutel], kans)
        return deel
    if isinstance(deel, list) and deel and kans.random() < 0.9:
        plaats = kans.randrange(len(deel))
        deel[plaats] = knoop(deel[plaats], kans)
        return deel
    return kans.choice([None, 0, -1, 1.5, True, "", "tekst", "2026-13-01", [], {}, [[1]], {"a": 1}, 10**30])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from(["2", "2b", "4", "12", "21", "22", "23"]))
def test_een_verminkt_bestand_geeft_fouten_of_een_uitslag(werkmap: Path, zaad: int, nr: str) -> None:
    kans = Random(zaad)
    bestand = {**ALLES, "scenarios": [s for s in ALLES["scenarios"] if str(s["nr"]) == nr]}
    bestand = copy.deepcopy(bestand)
    bestand["scenarios"][0]["stappen"] = bestand["scenarios"][0]["stappen"][:6]
    for _ in range(kans.randint(1, 3)):
        knoop(bestand, kans)
    url = f"sqlite:///{werkmap}/verminkt{next(_TELLER)}.db"

    def leeg() -> str:
        with motor(url).begin() as verbinding:
            for opdracht in ddl("sqlite"):
                verbinding.exec_driver_sql(opdracht)
            verbinding.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY)")
            verbinding.exec_driver_sql(f"INSERT INTO alembic_version VALUES ('{VERSIES[-1]}')")
        return url

    try:
        naspelen(yaml.safe_dump(bestand, allow_unicode=True), leeg, zelf_boeken=True)
    except (OnbruikbareInvoer, Weigering):
        pass
    finally:
        motor(url).dispose()
        for rest in werkmap.glob(f"{Path(url).name}*"):
            rest.unlink()
