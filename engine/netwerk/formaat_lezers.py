"""Readers of single values of a file: each converts one value, or reports what is wrong with its place.

No message repeats a value that could be a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar

Melder = Callable[[str, str], None]
"""Takes the path of a value and what is wrong with it."""
Lezer = Callable[[object, str, Melder], Any]
E = TypeVar("E", bound=StrEnum)

_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_GROOTSTE = 10**15


def tekst(waarde: object, pad: str, meld: Melder) -> str | None:
    """Read any text that can be written as UTF-8."""
    if not isinstance(waarde, str):
        meld(pad, "moet tekst zijn; zet de waarde tussen aanhalingstekens")
    elif any(0xD800 <= ord(teken) <= 0xDFFF for teken in waarde):
        meld(pad, "bevat een onleesbaar teken")
    else:
        return waarde
    return None


def tekst_tot(langste: int) -> Lezer:
    """Return a reader of text of at most that many characters."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        gelezen = tekst(waarde, pad, meld)
        if gelezen is not None and len(gelezen) > langste:
            meld(pad, f"is langer dan {langste} tekens")
            return None
        return gelezen

    return lees


def patroon(vorm: re.Pattern[str], uitleg: str) -> Lezer:
    """Return a reader of text that fits a pattern completely."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        if isinstance(waarde, str) and vorm.fullmatch(waarde):
            return waarde
        meld(pad, uitleg)
        return None

    return lees


ident = patroon(
    _ID, "is geen geldig id: letters, cijfers en _ . - (hoogstens 60); zet een getal tussen aanhalingstekens"
)


def is_ident(waarde: object) -> bool:
    """Say whether a value is a well-formed id, so that it may stand in a message."""
    return isinstance(waarde, str) and _ID.fullmatch(waarde) is not None


def dag(waarde: object, pad: str, meld: Melder) -> date | None:
    """Read a day as JJJJ-MM-DD that exists."""
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        meld(pad, "is geen datum; schrijf JJJJ-MM-DD, zoals 2026-12-03")
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        meld(pad, f"{waarde} bestaat niet")
        return None


def ja_nee(waarde: object, pad: str, meld: Melder) -> bool | None:
    """Read true or false."""
    if isinstance(waarde, bool):
        return waarde
    meld(pad, "moet true of false zijn")
    return None


def getal(*, minstens: float | None = None, meer_dan: float | None = None, hoogstens: float | None = None) -> Lezer:
    """Return a reader of numbers within these bounds."""

    def lees(waarde: object, pad: str, meld: Melder) -> float | None:
        if isinstance(waarde, bool) or not isinstance(waarde, int | float) or not math.isfinite(waarde):
            meld(pad, "moet een getal zijn")
        elif abs(waarde) > _GROOTSTE:
            meld(pad, "is te groot")
        elif minstens is not None and waarde < minstens:
            meld(pad, f"moet minstens {minstens:g} zijn")
        elif meer_dan is not None and waarde <= meer_dan:
            meld(pad, f"moet meer dan {meer_dan:g} zijn")
        elif hoogstens is not None and waarde > hoogstens:
            meld(pad, f"mag hoogstens {hoogstens:g} zijn")
        else:
            return float(waarde)
        return None

    return lees


def geheel(*, minstens: int | None = None, hoogstens: int | None = None) -> Lezer:
    """Return a reader of whole numbers within these bounds."""
    als_getal = getal(minstens=minstens, hoogstens=hoogstens)

    def lees(waarde: object, pad: str, meld: Melder) -> int | None:
        if isinstance(waarde, int) and abs(waarde) > _GROOTSTE:
            meld(pad, "is te groot")
            return None
        gelezen = als_getal(waarde, pad, meld)
        if gelezen is not None and not float(gelezen).is_integer():
            meld(pad, "moet een heel getal zijn")
            return None
        return None if gelezen is None else int(gelezen)

    return lees


def keuze(*waarden: str) -> Lezer:
    """Return a reader of one of these words."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        if isinstance(waarde, str) and waarde in waarden:
            return waarde
        meld(pad, f"moet een van deze zijn: {', '.join(waarden)}")
        return None

    return lees


def soort_van(opsomming: type[E]) -> Lezer:
    """Return a reader of one member of an enumeration."""
    woord = keuze(*opsomming)

    def lees(waarde: object, pad: str, meld: Melder) -> E | None:
        gelezen = woord(waarde, pad, meld)
        return None if gelezen is None else opsomming(gelezen)

    return lees


def lijst(lezer: Lezer, *, uniek: bool = False) -> Lezer:
    """Return a reader of a list; every item is read, every mistake reported."""

    def lees(waarde: object, pad: str, meld: Melder) -> tuple[Any, ...] | None:
        if not isinstance(waarde, list):
            meld(pad, "moet een lijst zijn")
            return None
        gelezen = tuple(lezer(deel, f"{pad}[{i}]", meld) for i, deel in enumerate(waarde))
        if uniek and len({str(deel) for deel in gelezen}) < len(gelezen):
            meld(pad, "noemt iets twee keer")
        return gelezen

    return lees


@dataclass(frozen=True, slots=True)
class Vorm:
    """The fields of one kind of object, which of them are required, and what happens to other fields.

    over: `x` ignores fields that begin with x_ and refuses others; `geen` refuses all; `alle` ignores all.
    """

    velden: Mapping[str, Lezer]
    verplicht: frozenset[str] = frozenset()
    over: Literal["x", "geen", "alle"] = "x"

    def __call__(self, waarde: object, pad: str, meld: Melder) -> dict[str, Any] | None:
        """Read an object: the fields that are there and right."""
        if not isinstance(waarde, dict):
            meld(pad, "moet een blok met velden zijn")
            return None
        gelezen = {}
        for naam, inhoud in waarde.items():
            hier = f"{pad}.{naam}" if pad else str(naam)
            lezer = self.velden.get(naam) if isinstance(naam, str) else None
            if lezer is not None:
                gelezen[naam] = lezer(inhoud, hier, meld)
            elif not isinstance(naam, str):
                meld(hier, "een veldnaam moet tekst zijn")
            elif self.over == "geen" or (self.over == "x" and not naam.startswith("x_")):
                meld(hier, "dit veld bestaat niet; eigen velden beginnen met x_")
        for naam in sorted(self.verplicht - set(waarde)):
            meld(f"{pad}.{naam}" if pad else naam, "ontbreekt en is verplicht")
        return gelezen


def vorm(velden: Mapping[str, Lezer], verplicht: Iterable[str] = (), over: Literal["x", "geen", "alle"] = "x") -> Vorm:
    """Return the form of one kind of object."""
    return Vorm(velden, frozenset(verplicht), over)
