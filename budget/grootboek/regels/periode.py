"""Closing: a casus, and a period that never opens again."""

from __future__ import annotations

from datetime import date

from budget.grootboek.regels.kern import Stand
from budget.grootboek.weigeringen import PeriodeGesloten


def periode_open(op: date, stand: Stand) -> None:
    """Refusal: periode_gesloten."""
    tot = stand.gesloten_tot
    if tot is not None and op <= tot:
        raise PeriodeGesloten(op, tot)
