"""When messages go out: one digest a day, and not in the evening, at night or on a day off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from budget.basis.klok import AMSTERDAM, dag, in_utc
from engine.termijnen.begrippen import EEN_DAG, Kalender
from engine.termijnen.weigeringen import FeestdagenOntbreken


@dataclass(frozen=True, slots=True)
class Berichttijd:
    """The times of day in Amsterdam between which people get messages, and when the digest goes."""

    verzamelbericht: time = time(7, 30)
    stil_vanaf: time = time(19, 0)
    stil_tot: time = time(7, 0)
    weekend_stil: bool = True


def om(op: date, tijd: time) -> datetime:
    """Return the moment of this time of day in Amsterdam, in UTC; also on the days of the clock change."""
    return in_utc(datetime.combine(op, tijd, AMSTERDAM))


def stil(nu: datetime, tijden: Berichttijd, kalender: Kalender) -> bool:
    """Say whether people are left alone now: outside the hours, in the weekend or on a holiday of the region."""
    klok = in_utc(nu).astimezone(AMSTERDAM).time()
    if klok >= tijden.stil_vanaf or klok < tijden.stil_tot:
        return True
    return tijden.weekend_stil and not _werkdag(dag(nu), kalender)


def na_de_stilte(nu: datetime, tijden: Berichttijd, kalender: Kalender) -> datetime:
    """Return the first moment from now on at which people may get a message."""
    if not stil(nu, tijden, kalender):
        return nu
    op = dag(nu)
    if om(op, tijden.stil_tot) <= nu:
        op += EEN_DAG
    while tijden.weekend_stil and not _werkdag(op, kalender):
        op += EEN_DAG
    return om(op, tijden.stil_tot)


def verzameltijd(nu: datetime, tijden: Berichttijd) -> bool:
    """Say whether the digest of today may go: its time has come."""
    return nu >= om(dag(nu), tijden.verzamelbericht)


def _werkdag(op: date, kalender: Kalender) -> bool:
    try:
        return kalender.werkdag(op, dienst=True)
    except FeestdagenOntbreken:
        # Nobody is forgotten because somebody did not add next year's holidays; the beheerder hears of it.
        return op.weekday() < 5
