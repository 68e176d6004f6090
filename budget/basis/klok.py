"""Time: days in Europe/Amsterdam, timestamps in aware UTC, written the Dutch way.

No rule reads a clock: `nu` is always an argument and is read once, at the edge, by `lees_klok`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
MAANDEN = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
MAANDEN_LANG = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
    "november", "december",
)  # fmt: skip


def lees_klok() -> datetime:
    """Return the present moment; the only place where the product reads the clock."""
    return datetime.now(UTC)


def in_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; a moment without a zone is a ValueError."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} heeft geen tijdzone")
    return moment.astimezone(UTC)


def dag(moment: datetime) -> date:
    """Return the calendar day in Europe/Amsterdam on which the moment falls."""
    return in_utc(moment).astimezone(AMSTERDAM).date()


def datum(op: date, *, jaar: bool = True) -> str:
    """Write a day as people say it: ma 23 nov 2026."""
    kort = f"{DAGEN[op.weekday()]} {op.day} {MAANDEN[op.month - 1]}"
    return f"{kort} {op.year}" if jaar else kort


def datum_lang(op: date) -> str:
    """Write a day in full: 23 november 2026."""
    return f"{op.day} {MAANDEN_LANG[op.month - 1]} {op.year}"


def moment(wanneer: datetime) -> str:
    """Write a moment in Amsterdam time: ma 23 nov 2026 09:00."""
    plaatselijk = in_utc(wanneer).astimezone(AMSTERDAM)
    return f"{datum(plaatselijk.date())} {plaatselijk:%H:%M}"


def over(op: date, vandaag: date) -> str:
    """Say how far a day is from today: vandaag · over 2 dgn · 3 dgn te laat."""
    dagen = (op - vandaag).days
    if dagen == 0:
        return "vandaag"
    if dagen == 1:
        return "morgen"
    return f"over {dagen} dgn" if dagen > 0 else f"{-dagen} {'dag' if dagen == -1 else 'dgn'} te laat"
