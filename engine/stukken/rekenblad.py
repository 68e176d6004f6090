"""Tables as a workbook for a spreadsheet (xlsx): amounts and days are numbers and days, texts are never formulas.

Made by openpyxl, the optional extra `pdf`. The time stamps inside are the day of the document: equal tables give
equal bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from budget.basis.geld import Geld
from budget.export.csvbestand import Cel
from engine.stukken.vastezip import vaste_zip
from engine.stukken.weigeringen import HulpmiddelOntbreekt

_BEDRAG = "#,##0.00"
_DAG = "dd-mm-yyyy"
_BREEDST = 60


@dataclass(frozen=True, slots=True)
class Blad:
    """One sheet: its name, the head and the rows."""

    naam: str
    kop: tuple[str, ...]
    rijen: tuple[tuple[Cel, ...], ...]


def zet_xlsx(bladen: Sequence[Blad], op: date, titel: str) -> bytes:
    """Return the workbook; refusal: hulpmiddel_ontbreekt. O(cells)."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Font
    except ImportError:
        raise HulpmiddelOntbreekt("een rekenblad (xlsx)", "openpyxl") from None
    boek = Workbook()
    boek.remove(boek.active)
    moment = datetime.combine(op, time(), UTC).replace(tzinfo=None)
    boek.properties.title = titel
    boek.properties.creator = "doorbraaktafel"
    boek.properties.created = boek.properties.modified = moment
    for blad in bladen:
        vel = boek.create_sheet(blad.naam[:31])
        vel.freeze_panes = "A2"
        for plaats, kop in enumerate(blad.kop, 1):
            vel.cell(1, plaats, kop).font = Font(bold=True)
            langste = max((len(_tekst(rij[plaats - 1])) for rij in blad.rijen), default=0)
            vel.column_dimensions[vel.cell(1, plaats).column_letter].width = min(_BREEDST, max(len(kop), langste) + 3)
        for nummer, rij in enumerate(blad.rijen, 2):
            for plaats, waarde in enumerate(rij, 1):
                cel = vel.cell(nummer, plaats)
                match waarde:
                    case Geld(cents):
                        # A spreadsheet counts in floating point; two decimals are exact up to 10^13.
                        cel.value, cel.number_format = cents / 100, _BEDRAG
                    case date():
                        cel.value, cel.number_format = waarde, _DAG
                    case str():
                        cel.value = waarde
                        cel.data_type = "s"
                    case _:
                        cel.value = waarde
    uit = io.BytesIO()
    boek.save(uit)
    return _zonder_klok(uit.getvalue(), moment)


def _tekst(waarde: Cel) -> str:
    return "" if waarde is None else str(waarde)


def _zonder_klok(xlsx: bytes, moment: datetime) -> bytes:
    """Write the parts again with one time stamp: the library takes the clock."""
    kern = "docProps/core.xml"
    return vaste_zip(xlsx, moment.date(), lambda naam, deel: _gewijzigd(deel, moment) if naam == kern else deel)


def _gewijzigd(kern: bytes, moment: datetime) -> bytes:
    """Put the day of the document where the library writes the moment of saving."""
    voor, open_, rest = kern.partition(b"<dcterms:modified")
    kop, haak, na = rest.partition(b">")
    return voor + open_ + kop + haak + f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode() + na[na.index(b"</dcterms:modified>") :]
