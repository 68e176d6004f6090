"""The reference of a claim: ISO 11649 (RF), made, checked, printed and found in the text of a payment.

Source: ISO 11649:2009; check digits by ISO 7064 mod 97-10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_KERN = re.compile(r"[0-9A-Z]{1,21}")
_VORM = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}")
_BEGIN = re.compile(r"RF[0-9]{2}(?=[0-9A-Z])")
_LANGST = 25
_WAARDE = {teken: str(int(teken, 36)) for teken in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_RF = 271_500
"""The letters R and F with two places for the check digits."""


def maak_rf(kern: str) -> str:
    """Make the reference of a core of 1-21 letters and digits; anything else is a ValueError."""
    schoon = kern.replace(" ", "").upper()
    if not _KERN.fullmatch(schoon):
        raise ValueError("de kern van een RF-kenmerk heeft 1 tot 21 letters en cijfers")
    return f"RF{98 - _getal(schoon + 'RF00') % 97:02d}{schoon}"


def is_rf(tekst: str) -> bool:
    """Say whether this is a reference with the right check digits; lower case and spaces are fine."""
    schoon = schone_rf(tekst)
    return bool(_VORM.fullmatch(schoon)) and _getal(schoon[4:] + schoon[:4]) % 97 == 1


def schone_rf(tekst: str) -> str:
    """Return the reference as it is stored: capitals, no spaces."""
    return "".join(tekst.split()).upper()


def druk_rf(kenmerk: str) -> str:
    """Write the reference for paper, in groups of four."""
    schoon = schone_rf(kenmerk)
    return " ".join(schoon[i : i + 4] for i in range(0, len(schoon), 4))


@dataclass(frozen=True, slots=True)
class Vondst:
    """A reference found in a text, with its first and last place in that text (end exclusive)."""

    kenmerk: str
    begin: int
    einde: int


def zoek_rf(tekst: str, bekend: frozenset[str] | None = None) -> tuple[Vondst, ...]:
    """Find references in free text, also when the bank cut the line or the payer wrote spaces.

    With `bekend` only those references are looked for. Without it every valid one is given, the longest at each place:
    text that follows without a space can then be swallowed, so give `bekend` where it is known. O(length of the text).
    """
    dicht = _dicht(tekst)
    gevonden: list[Vondst] = []
    if "RF" not in dicht:
        return ()
    plaatsen = [i for i, teken in enumerate(tekst) if not teken.isspace()]
    vrij_vanaf = 0
    for begin in _BEGIN.finditer(dicht):
        if begin.start() < vrij_vanaf:
            continue
        for kenmerk in _kandidaten(dicht, begin.start()):
            if (kenmerk in bekend) if bekend is not None else is_rf(kenmerk):
                vrij_vanaf = begin.start() + len(kenmerk)
                gevonden.append(Vondst(kenmerk, plaatsen[begin.start()], plaatsen[vrij_vanaf - 1] + 1))
                break
    return tuple(gevonden)


def mogelijke_rf(tekst: str) -> set[str]:
    """Return every valid reference that begins somewhere in a text, of any length: what `zoek_rf` may come upon."""
    dicht = _dicht(tekst)
    gevonden: set[str] = set()
    if "RF" not in dicht:
        return gevonden
    for begin in _BEGIN.finditer(dicht):
        vorm = _VORM.match(dicht, begin.start())
        if vorm is None:
            continue
        reeks, rest = vorm.group(), 0
        slot = _RF + int(reeks[2:4])
        for lengte, teken in enumerate(reeks[4:], 5):
            waarde = int(_WAARDE[teken])
            rest = (rest * (10 if waarde < 10 else 100) + waarde) % 97
            if (rest * 1_000_000 + slot) % 97 == 1:
                gevonden.add(reeks[:lengte])
    return gevonden


def _dicht(tekst: str) -> str:
    """Return a text in capitals without white space, one capital for each character so that places stay right."""
    if tekst.isascii():
        return "".join(tekst.split()).upper()
    # Sharp s and the like become two capitals; they have no place in a reference.
    return "".join(hoog if len(hoog := teken.upper()) == 1 else "?" for teken in tekst if not teken.isspace())


def _kandidaten(dicht: str, begin: int) -> Iterator[str]:
    """Give what could be a reference from this place, the longest first."""
    vorm = _VORM.match(dicht, begin)
    if vorm:
        for lengte in range(min(len(vorm.group()), _LANGST), 4, -1):
            yield dicht[begin : begin + lengte]


def _getal(tekst: str) -> int:
    return int("".join([_WAARDE[teken] for teken in tekst]))
