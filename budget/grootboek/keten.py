"""The hash chain: one fixed form of every row, on every database.

Fields are tagged with their kind; a text carries its length and a whole number its end, so no two rows read alike.
Nothing private is in the chain: what an event says in full is committed to with a salt that follows from the
command's key, so that the text can be erased and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from budget.basis.geld import Geld
from budget.basis.klok import in_utc
from budget.grootboek.begrippen import SOORTEN, Gebeurtenis, Mandaat

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_micros(moment: datetime) -> int:
    """Return a moment as whole microseconds since 1970 UTC."""
    return (in_utc(moment) - _EPOCH) // timedelta(microseconds=1)


def uit_micros(micros: int) -> datetime:
    """Return the moment of `in_micros`."""
    return _EPOCH + timedelta(microseconds=micros)


def codeer(*velden: str | int | None) -> str:
    """Return the fields in one form that cannot be read in two ways: kind, then length and text, or number and end."""
    return "".join(
        [f"t{len(veld)}:{veld}" if veld.__class__ is str else "n" if veld is None else f"i{veld};" for veld in velden]
    )


def hash_van(*velden: str | int | None) -> str:
    """Return the SHA-256 of the coded fields."""
    return _sha256(codeer(*velden))


def _sha256(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()


def hash_post(velden: Sequence[Any]) -> str:
    """Return `hash_van("journaalpost/1", *velden)`: its columns in order, the hash itself left out.

    Written out because half of what a journaalpost costs outside the database was this form.
    """
    (
        nummer, id_, soort, datum, geboekt_op, actor, casus, regel, besluit, bron, keert_om, eerste, aantal, over,
        over_besluit, belofte, feiten, vorige,
    ) = velden  # fmt: skip
    return _sha256(
        f"t14:journaalpost/1i{nummer};t{len(id_)}:{id_}t{len(soort)}:{soort}t{len(datum)}:{datum}i{geboekt_op};"
        f"t{len(actor)}:{actor}t{len(casus)}:{casus}t{len(regel)}:{regel}t{len(besluit)}:{besluit}t{len(bron)}:{bron}"
        f"{'n' if keert_om is None else f'i{keert_om};'}i{eerste};i{aantal};i{over};i{over_besluit};"
        f"t{len(belofte)}:{belofte}t{len(feiten)}:{feiten}t{len(vorige)}:{vorige}"
    )


def hash_boeking(volgnummer: int, post: int, debet: str, credit: str, cents: int, vorige: str) -> str:
    """Return the hash of a boeking; debet and credit are accounts with four fields, coded already."""
    return _sha256(f"t9:boeking/1i{volgnummer};i{post};{debet}{credit}i{cents};t{len(vorige)}:{vorige}")


def hash_weigering(velden: Sequence[str | int]) -> str:
    """Return the hash of a refusal: its columns in order. Refusals have a chain of their own beside the book."""
    return hash_van("weigering/1", *velden)


def begin_van(iban: str, geopend_op: int) -> str:
    """Return what the first journaalpost follows: the book itself."""
    return hash_van("boek/1", iban, geopend_op)


def zout(sleutel: str) -> str:
    """Return the salt of a command; it comes with the key, so both databases get the same."""
    return _sha256(f"t6:zout/1t{len(sleutel)}:{sleutel}")


def inhoud_van(gebeurtenis: Gebeurtenis, persoon: str) -> str:
    """Return an event and its actor as one fixed JSON text."""
    velden = {naam: _kaal(getattr(gebeurtenis, naam)) for naam in _namen(gebeurtenis.naam)}
    return _SCHRIJVER.encode({"gebeurtenis": gebeurtenis.naam, "persoon": persoon, **velden})


_SCHRIJVER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: json.dumps makes a writer for every text."""


def verbintenis(zout_: str, inhoud: str) -> str:
    """Return the salted commitment to the content of an event."""
    return _sha256(f"t13:verbintenis/1t{len(zout_)}:{zout_}t{len(inhoud)}:{inhoud}")


@cache
def _namen(naam: str) -> tuple[str, ...]:
    return tuple(veld.name for veld in fields(SOORTEN[naam]))


def _kaal(waarde: Any) -> Any:
    if waarde.__class__ is str or waarde is None:
        return waarde
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
