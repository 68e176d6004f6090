"""Text for the picture: measured with a width table, cut or wrapped to fit, and made safe for XML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.sax.saxutils import escape

LETTERTYPE = "DejaVu Sans, Verdana, sans-serif"
# Widths in thousandths of the size of the characters 32 to 126 of DejaVu Sans, the widest of the named fonts.
_GEWOON = (
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636,
    636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863,
    748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635,
    615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636,
    337, 636, 838,
)  # fmt: skip
_VET = (
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696,
    696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995,
    837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716,
    678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712,
    365, 712, 838,
)  # fmt: skip
_ONBEKEND = 1100
_NIET_IN_XML = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def schoon(tekst: str) -> str:
    """Return text on one line without characters that XML refuses or that turn the reading direction."""
    return " ".join(_NIET_IN_XML.sub(" ", tekst).split())


def veilig(tekst: str) -> str:
    """Return text that may stand in an element or an attribute."""
    return escape(schoon(tekst), {'"': "&quot;", "'": "&apos;"})


def breedte(tekst: str, grootte: float, *, vet: bool = False) -> float:
    """Return the width of a text in pixels; a letter that is not in the table counts as wide."""
    tabel = _VET if vet else _GEWOON
    som = 0
    for teken in unicodedata.normalize("NFC", tekst):
        kaal = unicodedata.normalize("NFD", teken)[0]
        if unicodedata.combining(teken):
            continue
        som += tabel[ord(kaal) - 32] if 32 <= ord(kaal) < 127 else _ONBEKEND
    return som * grootte / 1000


def kort(tekst: str, ruimte: float, grootte: float, *, vet: bool = False) -> str:
    """Return the text, cut with … when it is wider than the room."""
    tekst = schoon(tekst)
    if breedte(tekst, grootte, vet=vet) <= ruimte:
        return tekst
    while tekst and breedte(f"{tekst}…", grootte, vet=vet) > ruimte:
        tekst = tekst[:-1]
    return f"{tekst.rstrip()}…"


def regels(tekst: str, ruimte: float, grootte: float, *, vet: bool = False) -> Iterator[str]:
    """Yield the lines of a text that is wrapped at words; a word that does not fit is cut."""
    regel = ""
    for woord in schoon(tekst).split():
        langer = f"{regel} {woord}" if regel else woord
        if regel and breedte(langer, grootte, vet=vet) > ruimte:
            yield regel
            langer = woord
        regel = kort(langer, ruimte, grootte, vet=vet) if langer == woord else langer
    if regel:
        yield regel


def tekst(
    x: float,
    y: float,
    inhoud: str,
    grootte: float,
    kleur: str,
    *,
    vet: bool = False,
    plek: str = "start",
    halo: bool = False,
) -> str:
    """Return one text element; `plek` is the anchor (start, middle, end), `halo` a white edge."""
    extra = ' font-weight="bold"' if vet else ""
    extra += f' text-anchor="{plek}"' if plek != "start" else ""
    rest = f"{extra}>{veilig(inhoud)}</text>"
    # Not every viewer knows paint-order, so the edge is a text of its own below the letters.
    rand = f'<text x="{x:g}" y="{y:g}" font-size="{grootte:g}" fill="#fff" stroke="#fff" stroke-width="4"{rest}'
    letters = f'<text x="{x:g}" y="{y:g}" font-size="{grootte:g}" fill="{kleur}"{rest}'
    return rand + letters if halo else letters
