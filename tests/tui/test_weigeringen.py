"""The catalogue of every refusal: one code each, Dutch that says why and what now, and a test that provokes it."""

from __future__ import annotations

import importlib
import inspect
import pickle
import pkgutil
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import pytest
from pydantic import BaseModel

from budget.basis.geld import Geld
from budget.basis.weigering import CATALOGUS, Weigering

TESTS = Path(__file__).parents[1]
PAKKETTEN = ("budget", "engine", "tui", "flows")
ENGELS = re.compile(
    r"\b(the|not|is required|invalid|error|unknown|must|cannot|please|amount|already|missing|failed|readonly)\b",
    re.I,
)


def _alle_weigeringen() -> dict[str, type[Weigering]]:
    """Import every module that can define a refusal; only then the catalogue is complete."""
    for naam in PAKKETTEN:
        pakket = importlib.import_module(naam)
        for module in pkgutil.walk_packages(pakket.__path__, f"{naam}."):
            pad = Path(*module.name.split("."))
            tekst = next(p for p in (pad.with_suffix(".py"), pad / "__init__.py") if (TESTS.parent / p).exists())
            if "Weigering" in (TESTS.parent / tekst).read_text():
                importlib.import_module(module.name)
    return {code: soort for code, soort in CATALOGUS.items() if soort.__module__.split(".")[0] in PAKKETTEN}


ZINNEN = {"redenen"}
"""Arguments that are whole sentences; the others are a name, an amount or a few words."""

WEIGERINGEN = _alle_weigeringen()


def _waarde(soort: Any, tekst: str = "voorbeeld") -> Any:
    """Make up a value of a kind, so that every refusal can be made without knowing it."""
    herkomst, delen = get_origin(soort), get_args(soort)
    vast: dict[Any, Any] = {
        str: tekst,
        object: tekst,
        int: 3,
        bool: False,
        date: date(2026, 11, 23),
        datetime: datetime(2026, 11, 23, 8, tzinfo=UTC),
        Geld: Geld(123_456),
        Path: Path("map/bestand"),
    }
    if soort in vast:
        return vast[soort]
    if herkomst in (Union, UnionType):
        return _waarde(delen[0], tekst)
    if herkomst is tuple:
        return tuple(_waarde(deel, tekst) for deel in delen if deel is not Ellipsis)
    if herkomst is dict:
        return {_waarde(delen[0]): _waarde(delen[1])}
    if isinstance(herkomst, type) and issubclass(herkomst, Iterable):
        return [_waarde(delen[0], tekst)]
    if isinstance(soort, type) and issubclass(soort, BaseModel):
        return soort.model_construct(**{naam: _waarde(veld.annotation) for naam, veld in soort.model_fields.items()})
    return soort


def maak(soort: type[Weigering]) -> Weigering:
    soorten = get_type_hints(soort.__init__)
    geven = {
        naam: _waarde(soorten[naam], "Dit is een zin." if {naam, f"{soort.code}.{naam}"} & ZINNEN else "voorbeeld")
        for naam, deel in inspect.signature(soort.__init__).parameters.items()
        if naam != "self" and deel.kind is not deel.VAR_KEYWORD
    }
    return soort(**geven)


def test_er_zijn_weigeringen_uit_alle_families() -> None:
    families = {soort.__module__.split(".")[1] for soort in WEIGERINGEN.values()}
    assert {"basis", "grootboek", "casus", "zitting", "regie", "geldspoor", "inzage", "register"} <= families


def test_elke_code_staat_een_keer_in_de_bron() -> None:
    """The catalogue refuses a second class with a code; this finds a code that is written twice all the same."""
    gezien: dict[str, str] = {}
    for pakket in PAKKETTEN:
        for pad in sorted((TESTS.parent / pakket).rglob("*.py")):
            for code in re.findall(r'^    code(?:: ClassVar\[str\])? = "(\w+)"', pad.read_text(), re.M):
                assert code not in gezien, f"{code} staat in {gezien[code]} en in {pad}"
                gezien[code] = str(pad)
    assert set(WEIGERINGEN) <= set(gezien)


@pytest.mark.parametrize("code", sorted(WEIGERINGEN))
def test_een_weigering_zegt_in_het_nederlands_waarom_en_wat_nu(code: str) -> None:
    weigering = maak(WEIGERINGEN[code])
    assert re.fullmatch(r"[a-z][a-z0-9_]+", code)
    assert weigering.exitcode in (1, 2, 3, 4)
    for zin in (weigering.melding, weigering.oplossing):
        assert zin.strip().endswith("."), zin
        assert ".." not in zin.replace("...", ""), zin
        assert not ENGELS.search(zin), zin
        assert "None" not in zin, zin


@pytest.mark.parametrize("code", sorted(WEIGERINGEN))
def test_een_weigering_overleeft_inpakken(code: str) -> None:
    """Prefect hands an exception from one process to another."""
    weigering = maak(WEIGERINGEN[code])
    kopie = pickle.loads(pickle.dumps(weigering))
    assert type(kopie) is type(weigering)
    assert kopie.als_json() == weigering.als_json()
    assert str(kopie) == weigering.melding


def test_elke_weigering_wordt_door_een_test_uitgelokt() -> None:
    """A refusal that no test names by its code or its class is one that nobody has seen happen."""
    bestanden = [p for soort in ("*.py", "*.yaml") for p in TESTS.rglob(soort) if p != Path(__file__)]
    woorden = {woord for pad in bestanden for woord in re.findall(r"\w+", pad.read_text())}
    ongezien = sorted(c for c, soort in WEIGERINGEN.items() if not {c, soort.__name__} & woorden)
    assert not ongezien, f"geen test noemt: {', '.join(ongezien)}"


def test_een_tweede_weigering_met_dezelfde_code_kan_niet() -> None:
    with pytest.raises(TypeError, match="schijf_vol"):
        type("AndereSchijf", (Weigering,), {"code": "schijf_vol"})
