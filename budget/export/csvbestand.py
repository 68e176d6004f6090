"""CSV that opens right in a Dutch Excel: semicolons, decimal comma, UTF-8 with byte order mark, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from budget.basis.geld import Geld

Cel = str | int | date | Geld | None
"""What a cell can hold; money is written as 1234,56."""

# A spreadsheet takes a text that begins with one of these as a formula.
_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def schrijf_csv(kop: Sequence[str], rijen: Iterable[Sequence[Cel]]) -> bytes:
    """Write a table; texts that a spreadsheet would run as a formula get an apostrophe. O(rows)."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijver.writerow(kop)
    schrijver.writerows([_cel(waarde) for waarde in rij] for rij in rijen)
    return uit.getvalue().encode("utf-8-sig")


def _cel(waarde: Cel) -> str:
    match waarde:
        case None:
            return ""
        case Geld(cents):
            heel, rest = divmod(abs(cents), 100)
            return f"{'-' if cents < 0 else ''}{heel},{rest:02d}"
        case date():
            return waarde.isoformat()
        case int():
            return str(waarde)
    return f"'{waarde}" if waarde.startswith(_FORMULE) else waarde
