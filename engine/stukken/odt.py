"""Set a document as ODT (OpenDocument text), to go on writing in: headings, lists and table heads are real ones.

Made by odfdo, the optional extra `pdf`. The time stamps inside are the day of the document: the same document gives the
same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from typing import Any

from engine.stukken.begrippen import Alinea, Blok, Document, Gegevens, Kop, Lijst, Tabel
from engine.stukken.vastezip import vaste_zip
from engine.stukken.weigeringen import HulpmiddelOntbreekt

_STATISTIEK = re.compile(rb"<meta:document-statistic[^>]*/>")


def zet_odt(document: Document) -> bytes:
    """Return the document as ODT; refusal: hulpmiddel_ontbreekt. About 0.1 s."""
    try:
        import odfdo
    except ImportError:
        raise HulpmiddelOntbreekt("een ODT-bestand", "odfdo") from None
    tekst = odfdo.Document("text")
    _stijlen(odfdo, tekst, liggend=document.liggend)
    tekst.body.clear()
    tekst.body.append(odfdo.Header(1, document.titel))
    for plek, blok in enumerate(document.blokken):
        for deel in _delen(odfdo, blok, plek):
            tekst.body.append(deel)
    if document.voet:
        tekst.body.append(odfdo.Paragraph(document.voet))
    moment = datetime.combine(document.datum, time())
    tekst.meta.title = document.titel
    tekst.meta.creator = document.afzender
    tekst.meta.set_creation_date(moment)
    tekst.meta.set_modification_date(moment)
    tekst.meta.language = "nl-NL"
    tekst.language = "nl-NL"
    uit = io.BytesIO()
    tekst.save(uit)
    return vaste_zip(uit.getvalue(), document.datum, _zonder_telling)


def _stijlen(odfdo: Any, tekst: Any, *, liggend: bool) -> None:
    vet = odfdo.Style("text", name="vet", bold=True)
    rechts = odfdo.Style("paragraph", name="rechts", align="end")
    rand = odfdo.Style("table-cell", name="cel", border_bottom="0.3pt solid #b0b0b0", padding="0.1cm")
    for stijl in (vet, rechts, rand):
        tekst.insert_style(stijl, automatic=True)
    if liggend:
        for vel in tekst.styles.get_elements("//style:page-layout-properties"):
            vel.set_attribute("style:print-orientation", "landscape")
            vel.set_attribute("fo:page-width", "29.7cm")
            vel.set_attribute("fo:page-height", "21cm")


def _delen(odfdo: Any, blok: Blok, plek: int) -> list[Any]:
    match blok:
        case Kop(tekst, niveau):
            return [odfdo.Header(niveau, tekst)]
        case Alinea(tekst, vet):
            return [_alinea(odfdo, tekst, vet=vet)]
        case Lijst(punten):
            return [odfdo.List(list(punten))]
        case Gegevens(rijen):
            return [_gegeven(odfdo, naam, waarde) for naam, waarde in rijen]
        case Tabel():
            return [_tabel(odfdo, blok, plek)]


def _alinea(odfdo: Any, tekst: str, *, vet: bool = False, stijl: str | None = None) -> Any:
    alinea = odfdo.Paragraph(tekst, style=stijl)
    if vet and tekst:
        alinea.set_span("vet", regex=r"(?s).+")
    return alinea


def _gegeven(odfdo: Any, naam: str, waarde: str) -> Any:
    alinea = odfdo.Paragraph("")
    alinea.append(odfdo.Span(f"{naam}: ", style="vet"))
    alinea.append_plain_text(waarde)
    return alinea


def _tabel(odfdo: Any, blok: Tabel, plek: int) -> Any:
    tabel = odfdo.Table(f"Tabel{plek}")
    kop = odfdo.Element.from_tag("table:table-header-rows")
    kop.append(_rij(odfdo, blok, tuple(kolom.naam for kolom in blok.kolommen), vet=True))
    for kolom in [odfdo.Column() for _ in blok.kolommen]:
        tabel.append(kolom)
    tabel.append(kop)
    gewoon = len(blok.rijen) - blok.totalen
    for nummer, rij in enumerate(blok.rijen):
        tabel.append(_rij(odfdo, blok, rij, vet=nummer >= gewoon))
    return tabel


def _rij(odfdo: Any, blok: Tabel, cellen: tuple[str, ...], *, vet: bool) -> Any:
    rij = odfdo.Row()
    for kolom, tekst in zip(blok.kolommen, cellen, strict=True):
        cel = odfdo.Cell(style="cel")
        cel.append(_alinea(odfdo, tekst, vet=vet, stijl="rechts" if kolom.rechts else None))
        rij.append(cel)
    return rij


def _zonder_telling(naam: str, deel: bytes) -> bytes | None:
    """Leave out the thumbnail of the empty template and its count of words: neither says anything of this document."""
    if naam.startswith(("Thumbnails/", "Configurations2/")):
        return None
    if naam == "META-INF/manifest.xml":
        return re.sub(rb'\s*<manifest:file-entry [^>]*"(?:Thumbnails|Configurations2)/[^>]*/>', b"", deel)
    return _STATISTIEK.sub(b"", deel) if naam == "meta.xml" else deel
