"""Documents as PDF: accessible, archivable, byte-identical, and no text is ever read as markup."""

from __future__ import annotations

import io
import sys
from datetime import date

import pytest
from pypdf import PdfReader

from engine.stukken.begrippen import Alinea, Document, Gegevens, Kolom, Kop, Lijst, Tabel
from engine.stukken.weigeringen import HulpmiddelOntbreekt
from engine.stukken.zetten import zet_pdf

DOCUMENT = Document(
    "Afrekening #[x] *y* $",
    date(2026, 11, 30),
    "Kassier pot",
    (
        Kop("Wat er is"),
        Alinea("Eerste regel\n#panic(1) = geen opdracht"),
        Lijst(("een", "twee")),
        Gegevens((("Deelnemer", "gemeente_zeist"),)),
        Tabel(
            (Kolom("Post"), Kolom("Bedrag", rechts=True)), (("inleg", "1.234,50"), ("Totaal", "1.234,50")), totalen=1
        ),
    ),
    voet="Gezamenlijke pot",
)


def test_een_pdf_die_voorgelezen_en_bewaard_kan_worden() -> None:
    pdf = zet_pdf(DOCUMENT)
    assert pdf == zet_pdf(DOCUMENT)
    lezer = PdfReader(io.BytesIO(pdf))
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Afrekening #[x] *y* $"
    assert lezer.metadata.author == "Kassier pot"
    wortel = lezer.trailer["/Root"]
    assert wortel["/MarkInfo"]["/Marked"]
    assert wortel["/Lang"] == "nl"
    kenmerken = wortel["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in kenmerken
    assert "<pdfaid:part>2</pdfaid:part>" in kenmerken
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in kenmerken


def test_tekst_blijft_tekst() -> None:
    tekst = PdfReader(io.BytesIO(zet_pdf(DOCUMENT))).pages[0].extract_text()
    for stuk in ("#panic(1) = geen opdracht", "twee", "gemeente_zeist", "1.234,50", "Bladzijde 1 van 1"):
        assert stuk in tekst


def test_zonder_het_pakket_staat_er_wat_te_doen_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(HulpmiddelOntbreekt) as gevangen:
        zet_pdf(DOCUMENT)
    assert "doorbraaktafel[pdf]" in gevangen.value.oplossing
