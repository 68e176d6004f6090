"""The hash chain: one fixed form of every row, on every database.

Fields are tagged with their kind and length-prefixed, never joined with a separator. Nothing private is in
the chain: what an event says in full is committed to with a salt that follows from the command's key, so that
the text can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

from budget.basis.geld import Geld
from budget.basis.klok import in_utc
from budget.grootboek.begrippen import Gebeurtenis, Mandaat

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_micros(moment: datetime) -> int:
    """Return a moment as whole microseconds since 1970 UTC."""
    return (in_utc(moment) - _EPOCH) // timedelta(microseconds=1)


def uit_micros(micros: int) -> datetime:
    """Return the moment of `in_micros`."""
    return _EPOCH + timedelta(microseconds=micros)


def codeer(*velden: str | int | None) -> str:
    """Return the fields in one form that cannot be read in two ways: kind, length in characters, content."""
    return "".join(
        [
            f"t{len(veld)}:{veld}"
            if veld.__class__ is str
            else "n"
            if veld is None
            else f"i{len(getal := str(veld))}:{getal}"
            for veld in velden
        ]
    )


def hash_van(*velden: str | int | None) -> str:
    """Return the SHA-256 of the coded fields."""
    return hashlib.sha256(codeer(*velden).encode()).hexdigest()


def begin_van(iban: str, geopend_op: int) -> str:
    """Return what the first journaalpost follows: the book itself."""
    return hash_van("boek/1", iban, geopend_op)


def zout(sleutel: str) -> str:
    """Return the salt of a command; it comes with the key, so both databases get the same."""
    return hash_van("zout/1", sleutel)


def inhoud_van(gebeurtenis: Gebeurtenis, persoon: str) -> str:
    """Return an event and its actor as one fixed JSON text."""
    velden = {veld.name: _kaal(getattr(gebeurtenis, veld.name)) for veld in fields(gebeurtenis)}
    return json.dumps(
        {"gebeurtenis": gebeurtenis.naam, "persoon": persoon, **velden}, ensure_ascii=False, separators=(",", ":")
    )


def verbintenis(zout_: str, inhoud: str) -> str:
    """Return the salted commitment to the content of an event."""
    return hash_van("verbintenis/1", zout_, inhoud)


def _kaal(waarde: Any) -> Any:
    if isinstance(waarde, Geld):
        return waarde.cents
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, Mandaat):
        return {veld.name: _kaal(getattr(waarde, veld.name)) for veld in fields(waarde)}
    if isinstance(waarde, Mapping):
        # The order of shares and weights decides who gets the cent that is left: it is content.
        return [[naam, _kaal(deel)] for naam, deel in waarde.items()]
    if isinstance(waarde, tuple):
        return [_kaal(deel) for deel in waarde]
    return waarde
