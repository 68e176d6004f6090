"""The reminder ladder of a term: on which days somebody is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from engine.termijnen.begrippen import EEN_DAG, Duur, Eenheid, Kalender, Trede
from engine.termijnen.regels.tellen import plus_maanden, ruw_einde, tel_schoolweken, tel_werkdagen


def laatste_werkdag(op: date, kalender: Kalender) -> date:
    """Return the last wd of the region on or before the day: when somebody can still act."""
    while not kalender.werkdag(op, dienst=True):
        op -= EEN_DAG
    return op


def feestdagen_lopen_af(kalender: Kalender, vandaag: date) -> bool:
    """Say whether the holiday data end within a year, so that somebody must add the next year (R12)."""
    return kalender.laatste_dag < plus_maanden(vandaag, 12)


def tredes_dienst(
    start: date, einde: date, duur: Duur, kalender: Kalender, percenten: Sequence[int] = (70, 100, 150, 200)
) -> tuple[Trede, ...]:
    """Return the ladder of a service term: shares of the term, rounded up to a whole wd.

    Counted from the final end, so that a suspended or moved term keeps the same time before and after it.
    Stages on one day are one stage (the highest); none lies before the start.
    """
    in_werkdagen = duur.eenheid is Eenheid.WERKDAG
    lengte = duur.aantal if in_werkdagen else (_kalendereinde(start, duur, kalender) - start).days
    dagen: dict[date, str] = {}
    for percent in percenten:
        afstand = -(-lengte * percent // 100) - lengte
        if in_werkdagen:
            op = tel_werkdagen(einde, afstand, kalender, dienst=True)
        else:
            op = einde + timedelta(days=afstand)
            while afstand and not kalender.werkdag(op, dienst=True):
                op += EEN_DAG
        if op >= start:
            dagen[op] = f"{percent}%"
    return _oplopend(dagen)


def tredes_wettelijk(
    start: date, einde: date, kalender: Kalender, vooraf: Sequence[int] = (10, 5, 1)
) -> tuple[Trede, ...]:
    """Return the ladder of a statutory or pact term: so many wd before the final end, and twice the term after it.

    Stages on one day are one stage (the latest in the ladder); none lies before the start.
    """
    dagen: dict[date, str] = {}
    for aantal in vooraf:
        op = tel_werkdagen(einde, -aantal, kalender, dienst=True)
        if op >= start:
            dagen[op] = f"-{aantal}wd"
    dagen[einde + (einde - start)] = "200%"
    return _oplopend(dagen)


def _oplopend(dagen: dict[date, str]) -> tuple[Trede, ...]:
    return tuple(Trede(naam, op) for op, naam in sorted(dagen.items()))


def _kalendereinde(start: date, duur: Duur, kalender: Kalender) -> date:
    if duur.eenheid is Eenheid.SCHOOLWEEK:
        return tel_schoolweken(start, duur.aantal, kalender)
    return ruw_einde(start, duur)
