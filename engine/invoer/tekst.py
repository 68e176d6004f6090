"""What may never stand in free text: a BSN, or a name of the family in a neutral field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NEGEN = re.compile(r"(?<!\d)(?:\d[ .-]?){8}\d(?!\d)")
_GEWICHTEN = (9, 8, 7, 6, 5, 4, 3, 2, -1)
KORTSTE = 3
_TUSSEN = frozenset({"van", "den", "der", "het", "ten", "ter", "een"})


def lijkt_bsn(tekst: str) -> bool:
    """Say whether nine digits in the text pass the 11-check of a BSN."""
    for gevonden in _NEGEN.finditer(tekst):
        cijfers = [int(c) for c in gevonden.group() if c.isdigit()]
        if sum(c * g for c, g in zip(cijfers, _GEWICHTEN, strict=True)) % 11 == 0:
            return True
    return False


def genoemde_namen(tekst: str, namen: Iterable[str]) -> list[str]:
    """Return which words of the names (from three letters, without van/de) stand in the text."""
    gezocht = {woord for naam in namen for woord in naamwoorden(naam)}
    return sorted(gezocht.intersection(naamwoorden(tekst)))


def naamwoorden(tekst: str) -> list[str]:
    """Return the words that can tell who somebody is: from three letters, plain lower case, without van/de."""
    kaal = unicodedata.normalize("NFKD", tekst.casefold())
    woorden = "".join(c if c.isalnum() else " " for c in kaal if not unicodedata.combining(c)).split()
    return [woord for woord in woorden if len(woord) >= KORTSTE and woord not in _TUSSEN]
