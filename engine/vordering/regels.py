"""Which reminder of an unpaid claim is due: pure, from the steps of the covenant and what went before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.termijnen.begrippen import Grondslag, Kalender
from engine.termijnen.regels.berekening import bereken
from engine.vordering.begrippen import Aanmaanstap


def stap_nu(
    stappen: Sequence[Aanmaanstap], betaal_voor: date, gehad: int, vandaag: date, kalender: Kalender
) -> tuple[int, Aanmaanstap] | None:
    """Return the number (from 1) of the next step and the step, None when it is not due or none is left.

    betaal_voor: the last day to pay, of the letter or of the reminder that went last; gehad: how many went. A step is
    due on the day after its term, never two at once: each gives its own time to pay.
    """
    if gehad >= len(stappen):
        return None
    stap = stappen[gehad]
    laatste = bereken(betaal_voor, stap.na, Grondslag.CONTRACT, kalender).ruw_einde
    return (gehad + 1, stap) if vandaag > laatste else None


def nieuwe_dag(stap: Aanmaanstap, vandaag: date, kalender: Kalender) -> date:
    """Return the last day to pay after this step."""
    return bereken(vandaag, stap.betalen_binnen, Grondslag.CONTRACT, kalender).ruw_einde
