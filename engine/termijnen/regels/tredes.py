"""The reminder ladder of a term: on which days somebody is told, and who."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from engine.termijnen.begrippen import EEN_DAG, Duur, Eenheid, Kalender, Laddertrede, Trede, lees_duur
from engine.termijnen.regels.tellen import plus_maanden, ruw_einde, tel_schoolweken, tel_werkdagen
from engine.termijnen.weigeringen import FeestdagenOntbreken

DIRECT = "direct"
"""The stage that does not wait for the digest."""

_DEEL = re.compile(r"([1-9][0-9]{0,2})%")
_AFSTAND = re.compile(r"(begin\+|[+-])([1-9][0-9]{0,2}[a-z]+)")
_ELKE = re.compile(r"elke ([1-9][0-9]{0,2})(d|w)")
_EEN_JAAR = {"d": 365, "w": 52}


def laatste_werkdag(op: date, kalender: Kalender) -> date:
    """Return the last wd of the region on or before the day: when somebody can still act."""
    while not kalender.werkdag(op, dienst=True):
        op -= EEN_DAG
    return op


def feestdagen_lopen_af(kalender: Kalender, vandaag: date) -> bool:
    """Say whether the holiday data end within a year, so that somebody must add the next year (R12)."""
    return kalender.laatste_dag < plus_maanden(vandaag, 12)


def tredes(
    ladder: Sequence[Laddertrede], start: date, einde: date, duur: Duur | None, kalender: Kalender
) -> tuple[Trede, ...]:
    """Return the ladder of one term, in order of day: when each stage is due and who is told then.

    duur: the term as the rule gives it; None when people agreed on the day, or for a statutory or pact term,
    which is measured in calendar days. Percentages are rounded up to a whole wd (or day) and counted from the
    final end, so that a suspended or moved term keeps the same time before and after it. `-5wd` counts back from
    the end; `+2wd` counts from the start, but from the end in a ladder that also counts back from it; `begin+4w`
    always counts from the start and is due on the last wd on or before that day; `elke 30d` repeats for a year.
    Of stages on one day somebody gets the last one in the ladder only; a stage before the start is not made.
    """
    om_einde = any(t.op.startswith("-") for t in ladder)
    dagen: list[Trede] = []
    for stap in _uitgeschreven(ladder):
        op = _dag(stap.op, start, einde, duur, kalender, om_einde=om_einde)
        if op >= start:
            dagen = [t for t in (_zonder(t, op, stap.naar) for t in dagen) if t is not None]
            dagen.append(Trede(stap.op, op, stap.naar))
    return tuple(sorted(dagen, key=lambda t: t.op))


def _uitgeschreven(ladder: Sequence[Laddertrede]) -> Iterator[Laddertrede]:
    """Write a stage that repeats as the stages of a year: elke 30d is +30d, +60d, ..."""
    for stap in ladder:
        herhaald = _ELKE.fullmatch(stap.op)
        if herhaald is None:
            yield stap
            continue
        om_de, eenheid = int(herhaald[1]), herhaald[2]
        for aantal in range(om_de, _EEN_JAAR[eenheid] + 1, om_de):
            yield Laddertrede(f"+{aantal}{eenheid}", stap.naar)


def _zonder(trede: Trede, op: date, naar: tuple[str, ...]) -> Trede | None:
    """Return what is left of an earlier stage when a later one falls on this day."""
    if trede.op != op:
        return trede
    over = tuple(wie for wie in trede.naar if wie not in naar)
    return Trede(trede.naam, op, over) if over else None


def _dag(tekst: str, start: date, einde: date, duur: Duur | None, kalender: Kalender, *, om_einde: bool) -> date:
    if tekst == DIRECT:
        return start
    if deel := _DEEL.fullmatch(tekst):
        return _deel(int(deel[1]), start, einde, duur, kalender)
    afstand = _AFSTAND.fullmatch(tekst)
    if afstand is None:
        raise ValueError(f"'{tekst}' is geen moment; schrijf direct, 70%, -5wd, +2wd, begin+4w of elke 30d")
    terug = afstand[1] == "-"
    lengte = lees_duur(afstand[2])
    if afstand[1] == "begin+":
        return _laatste_dag(_tel(start, lengte, kalender), kalender)
    vanaf = einde if terug or om_einde else start
    return _tel(vanaf, Duur(-lengte.aantal, lengte.eenheid) if terug else lengte, kalender)


def _deel(percent: int, start: date, einde: date, duur: Duur | None, kalender: Kalender) -> date:
    if duur is not None and duur.eenheid is Eenheid.WERKDAG:
        afstand = -(-duur.aantal * percent // 100) - duur.aantal
        return _tel(einde, Duur(afstand, Eenheid.WERKDAG), kalender) if afstand else einde
    lengte = (einde if duur is None else _kalendereinde(start, duur, kalender)) - start
    afstand = -(-lengte.days * percent // 100) - lengte.days
    op = einde + timedelta(days=afstand)
    try:
        while afstand and not kalender.werkdag(op, dienst=True):
            op += EEN_DAG
    except FeestdagenOntbreken:
        pass
    return op


def _laatste_dag(op: date, kalender: Kalender) -> date:
    try:
        return laatste_werkdag(op, kalender)
    except FeestdagenOntbreken:
        return op


def _tel(vanaf: date, duur: Duur, kalender: Kalender) -> date:
    """Count on; past the last year of the holiday data without holidays, for the data will be there by then."""
    if duur.eenheid is not Eenheid.WERKDAG:
        return ruw_einde(vanaf, duur)
    try:
        return tel_werkdagen(vanaf, duur.aantal, kalender, dienst=True)
    except FeestdagenOntbreken:
        return vanaf + timedelta(days=duur.aantal * 7 // 5)


def _kalendereinde(start: date, duur: Duur, kalender: Kalender) -> date:
    if duur.eenheid is Eenheid.SCHOOLWEEK:
        return tel_schoolweken(start, duur.aantal, kalender)
    return ruw_einde(start, duur)
