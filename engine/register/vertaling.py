"""Between the records of the register and the JSON in which they are stored: amounts are cents, days ISO."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from budget.basis.geld import Geld
from engine.mandaat.begrippen import ONBEPERKT, Mandaat, MedeOndertekening, Soort, Vervanger
from engine.termijnen.begrippen import Duur


def naar_json(waarde: Any) -> Any:
    """Return a record as JSON: amounts in whole cents, days as ISO text, a duration as 8w, a set as sorted list."""
    match waarde:
        case Geld():
            return waarde.cents
        case Duur():
            return waarde.kort
        case Enum():
            return waarde.value
        case date():
            return waarde.isoformat()
        case Mapping():
            return {str(sleutel): naar_json(deel) for sleutel, deel in waarde.items()}
        case frozenset():
            return sorted(naar_json(deel) for deel in waarde)
        case list() | tuple():
            return [naar_json(deel) for deel in waarde]
    if is_dataclass(waarde):
        return {veld.name: naar_json(getattr(waarde, veld.name)) for veld in fields(waarde)}
    return waarde


def mandaat_uit(inhoud: Mapping[str, Any]) -> Mandaat:
    """Return the record of the mandate check that `naar_json` stored."""
    velden = dict(inhoud)
    for naam in ("max_per_regel", "max_per_casus", "max_per_jaar"):
        velden[naam] = _plafond(velden[naam])
    if velden["max_looptijd"] == ONBEPERKT.value:
        velden["max_looptijd"] = ONBEPERKT
    for naam in ("geldig_van", "geldig_tot", "ingetrokken_op", "vastgelegd_op", "instemming_persoon",
                 "instemming_werkgever"):  # fmt: skip
        velden[naam] = _dag(velden[naam])
    for naam in ("handelingen", "uitgesloten", "werkgebied"):
        velden[naam] = frozenset(velden[naam])
    tweede = velden["mede_ondertekening"]
    velden["mede_ondertekening"] = tweede and MedeOndertekening(
        tweede["functie"], None if tweede["boven"] is None else Geld(tweede["boven"])
    )
    velden["vervangers"] = tuple(
        Vervanger(v["functie"], *(_plafond(v[naam]) for naam in ("max_per_regel", "max_per_casus", "max_per_jaar")))
        for v in velden["vervangers"]
    )
    return Mandaat(**{**velden, "soort": Soort(velden["soort"]), "instructies": tuple(velden["instructies"])})


def vingerafdruk_van(inhoud: Any) -> str:
    """Return the SHA-256 of a JSON value in one fixed form."""
    return hashlib.sha256(
        json.dumps(inhoud, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()


def _plafond(waarde: int | str | None) -> Any:
    return ONBEPERKT if waarde == ONBEPERKT.value else waarde if waarde is None else Geld(int(waarde))


def _dag(waarde: str | None) -> date | None:
    return None if waarde is None else date.fromisoformat(waarde)
