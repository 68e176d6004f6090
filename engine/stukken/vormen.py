"""One document in the form that somebody asks for."""

from __future__ import annotations

from enum import StrEnum

from engine.stukken.begrippen import Document
from engine.stukken.markdown import zet_markdown
from engine.stukken.odt import zet_odt
from engine.stukken.zetten import zet_pdf


class Stukvorm(StrEnum):
    """A form of a document for people; the value is the extension of the file."""

    PDF = "pdf"
    ODT = "odt"
    MARKDOWN = "md"


def zet(document: Document, vorm: Stukvorm) -> bytes:
    """Return the document in this form; refusal: hulpmiddel_ontbreekt (Markdown always can)."""
    match vorm:
        case Stukvorm.PDF:
            return zet_pdf(document)
        case Stukvorm.ODT:
            return zet_odt(document)
        case Stukvorm.MARKDOWN:
            return zet_markdown(document).encode()
