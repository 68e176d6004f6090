"""What every ISO 20022 message shares: which one it is, safely parsed, and its tags by local name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from budget.bank.begrippen import Reden
from budget.bank.bron import Geweigerd, Openen
from budget.bank.xsd import VEILIG

_BERICHT = re.compile(r"([a-z]{4}\.\d{3})\.\d{3}\.(\d{2})$")
_BLOK = 1 << 16


class _Lokaal(dict[object, str]):
    """Local name by tag; a file has some fifty tags, so each is taken apart once."""

    def __missing__(self, tag: object) -> str:
        naam = self[tag] = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        return naam


lokaal = _Lokaal()


@dataclass(frozen=True, slots=True)
class Berichtkop:
    """The message and version that the namespace of the Document element names."""

    bericht: str
    versie: str

    @property
    def soort(self) -> str:
        return f"{self.bericht}.001.{self.versie}"


class _Gevonden(Exception):
    pass


class _Kopzoeker:
    """Parser target that stops at a document type declaration or at the Document element, before any content."""

    def __init__(self) -> None:
        self.doctype_gezien = False
        self.namespace: str | None = None

    def doctype(self, *_: object) -> None:
        self.doctype_gezien = True
        raise _Gevonden

    def start(self, tag: str, *_: object) -> None:
        namespace, _scheiding, naam = tag.rpartition("}")
        if naam == "Document":
            self.namespace = namespace.removeprefix("{")
            raise _Gevonden

    def end(self, *_: object) -> None: ...

    def data(self, *_: object) -> None: ...

    def close(self) -> None: ...


def lees_kop(open_: Openen) -> Berichtkop:
    """Find out which message this XML is, without reading its content.

    Raises Geweigerd: DOCTYPE (with whatever is in it), ONLEESBAAR, ONBEKEND_FORMAAT.
    """
    zoeker = _Kopzoeker()
    parser = etree.XMLParser(target=zoeker, **VEILIG)  # type: ignore[arg-type]
    try:
        with open_() as stroom:
            while blok := stroom.read(_BLOK):
                parser.feed(blok)
            parser.close()
    except _Gevonden:
        pass
    except etree.XMLSyntaxError as fout:
        raise Geweigerd(Reden.ONLEESBAAR, waar(fout)) from None
    if zoeker.doctype_gezien:
        raise Geweigerd(Reden.DOCTYPE, "het bestand heeft een DOCTYPE")
    gelezen = _BERICHT.search(zoeker.namespace or "")
    if gelezen is None:
        raise Geweigerd(Reden.ONBEKEND_FORMAAT, "geen bericht van ISO 20022")
    return Berichtkop(*gelezen.groups())


def waar(fout: etree.XMLSyntaxError) -> str:
    """Say where XML cannot be read, without the text that stands there."""
    regel, kolom = fout.position
    return f"geen geldige XML bij regel {regel}, teken {kolom}"


def kind_van(element: etree._Element | None, naam: str) -> etree._Element | None:
    """Return the first child with this local name."""
    if element is not None:
        for kind in element:
            if lokaal[kind.tag] == naam:
                return kind
    return None


def pad_naar(element: etree._Element | None, *namen: str) -> etree._Element | None:
    """Go down along first children; None as soon as one is missing."""
    for naam in namen:
        element = kind_van(element, naam)
    return element


def tekst_van(element: etree._Element | None, naam: str = "") -> str:
    """Return the text of the element, or of its first child with this name; "" when it is not there."""
    if element is None:
        return ""
    if naam:
        for kind in element:
            if lokaal[kind.tag] == naam:
                return (kind.text or "").strip()
        return ""
    return (element.text or "").strip()
