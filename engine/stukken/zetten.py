"""Set a document as PDF that a screen reader can read (PDF/UA-1) and an archive can keep (PDF/A-2a).

Made by typst (https://typst.app/docs/reference/pdf/), the optional extra `pdf`, with its own fonts only and the day of
the document as time stamp: the same document gives the same bytes on every computer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from engine.stukken.begrippen import Alinea, Blok, Document, Gegevens, Kop, Lijst, Tabel
from engine.stukken.weigeringen import HulpmiddelOntbreekt


def zet_pdf(document: Document) -> bytes:
    """Return the document as PDF; refusal: hulpmiddel_ontbreekt. First time about 1 s, then 20 ms a page."""
    try:
        import typst
    except ImportError:
        raise HulpmiddelOntbreekt("een PDF-bestand", "typst") from None
    sjabloon = files(__package__).joinpath("sjabloon.typ").read_bytes()
    gegevens = json.dumps(als_gegevens(document), ensure_ascii=False)
    pdf: bytes = typst.compile(
        sjabloon, sys_inputs={"document": gegevens}, pdf_standards=["ua-1", "a-2a"], ignore_system_fonts=True
    )
    return pdf


def als_gegevens(document: Document) -> dict[str, Any]:
    """Return the document as the template reads it."""
    return {
        "titel": document.titel,
        "jaar": document.datum.year,
        "maand": document.datum.month,
        "dag": document.datum.day,
        "afzender": document.afzender,
        "voet": document.voet,
        "liggend": document.liggend,
        "blokken": list(_blokken(document.blokken)),
    }


def _blokken(blokken: tuple[Blok, ...]) -> Iterator[dict[str, Any]]:
    for blok in blokken:
        match blok:
            case Kop(tekst, niveau):
                yield {"soort": "kop", "tekst": tekst, "niveau": niveau}
            case Alinea(tekst, vet):
                yield {"soort": "alinea", "tekst": tekst, "vet": vet}
            case Lijst(punten):
                yield {"soort": "lijst", "punten": punten}
            case Gegevens(rijen):
                yield {"soort": "gegevens", "rijen": rijen}
            case Tabel(kolommen, rijen, totalen):
                yield {
                    "soort": "tabel",
                    "kop": [kolom.naam for kolom in kolommen],
                    "rechts": [kolom.rechts for kolom in kolommen],
                    "rijen": rijen,
                    "totalen": totalen,
                }
