"""Read a process definition from its TOML text."""

from __future__ import annotations

import tomllib
from typing import Any

from engine.proces.begrippen import Overgang, Proces, Spoor, Staat


def lees_proces(document: dict[str, Any]) -> Proces:
    """Return the definition that a parsed document holds; `gebreken` tells whether it is sound."""
    return Proces(
        document["versie"],
        _spoor("hulp", document["hulp"]),
        _spoor("geld", document["geld"]),
        document.get("overstap", {}),
    )


def lees_proces_tekst(tekst: str) -> Proces:
    """Return the definition in a TOML text."""
    return lees_proces(tomllib.loads(tekst))


def _spoor(naam: str, deel: dict[str, Any]) -> Spoor:
    return Spoor(
        naam=naam,
        begin=deel["begin"],
        einde=tuple(deel["einde"]),
        klaar=tuple(deel["klaar"]),
        staten={code: _staat(code, velden) for code, velden in deel["staat"].items()},
        overgangen=tuple(
            Overgang(
                code=o["code"],
                gebeurtenis=o["gebeurtenis"],
                van=tuple(o["van"]),
                naar=tuple(o["naar"]),
                wie=tuple(o["wie"]),
                eisen=tuple(o["eisen"]),
                herinneringen=tuple(o["herinneringen"]),
                termijn=o.get("termijn"),
            )
            for o in deel["overgang"]
        ),
    )


def _staat(code: str, velden: dict[str, Any]) -> Staat:
    return Staat(
        code=code,
        naam=velden["naam"],
        termijn=velden.get("termijn"),
        termijn_vanaf=velden.get("termijn_vanaf"),
        ontvanger=velden.get("ontvanger"),
        doe=velden.get("doe", ""),
    )
