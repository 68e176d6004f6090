"""When each flow runs by itself: cron in Europe/Amsterdam, never between two and three at night."""

from __future__ import annotations

from prefect.schedules import Cron, Schedule

TIJDZONE = "Europe/Amsterdam"

SCHEMA: dict[str, str] = {
    "intake": "*/10 7-19 * * 1-5",
    "tafel": "15 6 * * 1-5",
    "mandaatcheck": "*/15 7-19 * * 1-5",
    "voorfinanciering": "0 8 * * 1-5",
    "uitzoeken": "*/30 7-19 * * 1-5",
    "verrekening": "30 8 * * 1-5",
    "herinneringen": "*/15 7-18 * * *",
    "afletteren": "*/20 6-20 * * *",
    "controle": "30 4 * * *",
}


def schema_van(naam: str) -> Schedule:
    """Return the schedule of a flow."""
    return Cron(SCHEMA[naam], timezone=TIJDZONE)
