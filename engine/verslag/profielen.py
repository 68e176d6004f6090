"""The reporting profiles and RGS codes of the configuration: how others name the accounts of the pot."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from engine.regio.plaats import config_map
from engine.verslag.begrippen import Balans, Balansregel

SCHULDKANT = frozenset({"passiva", "baten"})
"""Sides whose credit balances are shown as positive amounts."""


@dataclass(frozen=True, slots=True)
class Profiel:
    """A division of the accounts over lines: (side, name of the line, accounts)."""

    code: str
    naam: str
    toelichting: str
    status: str
    regels: tuple[tuple[str, str, tuple[str, ...]], ...]


@cache
def profielen() -> dict[str, Profiel]:
    """Return the profiles by their code: bbv, rj660 and rgs."""
    return {
        code: Profiel(
            code,
            velden["naam"],
            velden["toelichting"],
            velden["status"],
            tuple((regel["kant"], regel["naam"], tuple(regel["rekeningen"])) for regel in velden["regels"]),
        )
        for code, velden in _inhoud()["profiel"].items()
    }


@cache
def rgs_codes() -> dict[str, str]:
    """Return the RGS code of every account of the money circle."""
    return {rekening: velden["code"] for rekening, velden in _inhoud()["rgs"]["codes"].items()}


def rgs_versie() -> str:
    """Return the RGS version for the auditfile; empty when nobody has checked one."""
    versie: str = _inhoud()["rgs"]["versie"]
    return versie


def passend_profiel(soort_kassier: str) -> str:
    """Return the profile that fits the kind of organisation that keeps the pot."""
    return {"gemeente": "bbv", "samenwerkingsverband": "rj660", "swv": "rj660"}.get(soort_kassier, "rgs")


def balans(saldi: Mapping[str, int], profiel: Profiel, op: date) -> Balans:
    """Return balance sheet and result of these balances per account number; every account stands in one line."""
    return Balans(
        profiel.code,
        profiel.naam,
        profiel.toelichting,
        profiel.status,
        op,
        tuple(
            Balansregel(
                kant,
                naam,
                rekeningen,
                (-1 if kant in SCHULDKANT else 1) * sum(saldi.get(code, 0) for code in rekeningen),
            )
            for kant, naam, rekeningen in profiel.regels
        ),
    )


@cache
def _inhoud() -> dict[str, Any]:
    return tomllib.loads((config_map() / "nl" / "rekeningprofielen.toml").read_text(encoding="utf-8"))
