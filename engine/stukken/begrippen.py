"""A document as blocks of plain text: nobody writes markup, so that no text can become an instruction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Kop:
    """A heading below the title; niveau 2 is a chapter, 3 a part of it."""

    tekst: str
    niveau: int = 2


@dataclass(frozen=True, slots=True)
class Alinea:
    """A paragraph; line ends in the text stay."""

    tekst: str
    vet: bool = False


@dataclass(frozen=True, slots=True)
class Lijst:
    """Points, in the order given."""

    punten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Names with their values below each other, as at the head of a letter."""

    rijen: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a table; numbers stand at the right."""

    naam: str
    rechts: bool = False


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table; the head returns on every page, the last `totalen` rows are bold."""

    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[str, ...], ...]
    totalen: int = 0


Blok = Kop | Alinea | Lijst | Gegevens | Tabel


@dataclass(frozen=True, slots=True)
class Document:
    """What is on paper: a title, by whom (afzender), of which day, and the blocks in reading order.

    The day is also the time stamp inside the file: the same document is the same bytes. voet stands below each page.
    """

    titel: str
    datum: date
    afzender: str
    blokken: tuple[Blok, ...] = field(default=())
    voet: str = ""
    liggend: bool = False
