"""Set a document as Markdown (CommonMark with tables): readable as it is, and in every editor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.stukken.begrippen import Alinea, Blok, Document, Gegevens, Kop, Lijst, Tabel

_TEKENS = re.compile(r"([\\`*_\[\]<>#|])")


def zet_markdown(document: Document) -> str:
    """Return the document as text; what would be markup in a text is escaped. O(text)."""
    return "\n".join(_regels(document)) + "\n"


def _regels(document: Document) -> Iterator[str]:
    yield f"# {_vrij(document.titel)}"
    for blok in document.blokken:
        yield ""
        yield from _blok(blok)
    if document.voet:
        yield ""
        yield _vrij(document.voet)


def _blok(blok: Blok) -> Iterator[str]:
    match blok:
        case Kop(tekst, niveau):
            yield f"{'#' * niveau} {_vrij(tekst)}"
        case Alinea(tekst, vet):
            regel = "  \n".join(map(_vrij, tekst.split("\n")))
            yield f"**{regel}**" if vet else regel
        case Lijst(punten):
            yield from (f"- {_vrij(punt)}" for punt in punten)
        case Gegevens(rijen):
            yield from (f"- **{_vrij(naam)}**: {_vrij(waarde)}" for naam, waarde in rijen)
        case Tabel(kolommen, rijen, totalen):
            yield _rij(kolom.naam for kolom in kolommen)
            yield "|" + "|".join("---:" if kolom.rechts else "---" for kolom in kolommen) + "|"
            gewoon = len(rijen) - totalen
            for plek, rij in enumerate(rijen):
                cellen = map(_vrij, rij)
                yield f"| {' | '.join(f'**{cel}**' if plek >= gewoon else cel for cel in cellen)} |"


def _rij(cellen: Iterator[str]) -> str:
    return f"| {' | '.join(map(_vrij, cellen))} |"


def _vrij(tekst: str) -> str:
    return _TEKENS.sub(r"\\\1", tekst.replace("\n", " "))
