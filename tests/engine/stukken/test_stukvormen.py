"""The same document as ODT and Markdown: every text is there, nothing is markup, the same bytes twice."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date

import pytest
from lxml import etree

from engine.stukken.begrippen import Alinea, Document, Gegevens, Kolom, Kop, Lijst, Tabel
from engine.stukken.markdown import zet_markdown
from engine.stukken.odt import zet_odt
from engine.stukken.vormen import Stukvorm, zet
from engine.stukken.weigeringen import HulpmiddelOntbreekt

DOCUMENT = Document(
    "Lijst *x*",
    date(2026, 11, 30),
    "Secretaris",
    (
        Kop("Wat er is"),
        Alinea("Een <b>regel</b>\nen nog een", vet=True),
        Lijst(("een", "[twee](http://x)")),
        Gegevens((("Deelnemer", "Gemeente Zeist"),)),
        Tabel((Kolom("Post"), Kolom("Bedrag", rechts=True)), (("a | b", "1,00"), ("Totaal", "1,00")), totalen=1),
    ),
    voet="Doorbraaktafel",
)


def test_een_odt_met_echte_koppen_lijsten_en_tabelkoppen() -> None:
    odt = zet_odt(DOCUMENT)
    assert odt == zet_odt(DOCUMENT)
    with zipfile.ZipFile(io.BytesIO(odt)) as deel:
        eerste = deel.infolist()[0]
        assert (eerste.filename, eerste.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        inhoud, kenmerken = etree.fromstring(deel.read("content.xml")), deel.read("meta.xml").decode()
        lijst = etree.fromstring(deel.read("META-INF/manifest.xml"))
        genoemd = {pad for pad in lijst.xpath("//@*[local-name()='full-path']") if not pad.endswith("/")}
        assert genoemd <= set(deel.namelist())
    naam = {"text": inhoud.nsmap["text"], "table": inhoud.nsmap["table"]}
    assert [k.get(f"{{{naam['text']}}}outline-level") for k in inhoud.iterfind(".//text:h", naam)] == ["1", "2"]
    assert len(inhoud.findall(".//text:list-item", naam)) == 2
    assert len(inhoud.findall(".//table:table-header-rows/table:table-row", naam)) == 1
    tekst = "".join(inhoud.itertext())
    for stuk in ("Lijst *x*", "<b>regel</b>", "[twee](http://x)", "Deelnemer:", "Gemeente Zeist", "a | b", "Totaal"):
        assert stuk in tekst
    assert "2026-11-30T00:00:00" in kenmerken
    assert "Secretaris" in kenmerken


def test_markdown_maakt_van_tekst_geen_opmaak() -> None:
    tekst = zet_markdown(DOCUMENT)
    assert tekst.startswith("# Lijst \\*x\\*\n")
    assert "**Een \\<b\\>regel\\</b\\>  \nen nog een**" in tekst
    assert "| Post | Bedrag |\n|---|---:|\n| a \\| b | 1,00 |\n| **Totaal** | **1,00** |" in tekst


def test_zonder_odfdo_kan_markdown_nog_wel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "odfdo", None)
    with pytest.raises(HulpmiddelOntbreekt):
        zet(DOCUMENT, Stukvorm.ODT)
    assert zet(DOCUMENT, Stukvorm.MARKDOWN).startswith(b"# Lijst")
