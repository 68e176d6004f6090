"""When is the pot empty at the present rate? A band of outcomes, or the honest answer that nobody can say yet.

What leaves the pot per week, what comes back taken off and contributions left out, is taken as a random walk with
drift: the mean and the spread of the last weeks. The day on which such a walk first reaches zero has a closed form,
the inverse Gaussian distribution (J.L. Folks and R.S. Chhikara, The inverse Gaussian distribution and its statistical
application - a review, Journal of the Royal Statistical Society B 40, 1978, pages 263-289). The mean of a few weeks is
itself uncertain: the answer is averaged over the means that the weeks allow. No chance is drawn, so equal figures give
an equal answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import erfc, exp, inf, log, pi, sqrt
from statistics import NormalDist, fmean, stdev
from typing import Any

from budget.verslag.begrippen import Week

WEKEN = 26
"""How far back the present rate looks."""
MINSTENS_WEKEN = 8
MINSTENS_BEWOGEN = 4
HORIZON = 520
"""Weeks; beyond ten years no day is named."""
_GEMIDDELDEN = 99
_DAGEN = ("vroeg", "midden", "laat")
METHODE = "toevalswandeling met gemiddelde en spreiding van de laatste weken; eerste nul: Folks en Chhikara (1978)"


@dataclass(frozen=True, slots=True)
class Prognose:
    """What the weeks say. te_weinig: why there is no answer; empty when there is one.

    vroeg, midden, laat: the day before which the pot is empty in 10, 50 and 90 of 100 outcomes; None is not within
    ten years. kans_jaar: the chance in whole per cents that it is empty within a year.
    """

    beschikbaar: int
    weken: tuple[Week, ...]
    te_weinig: str = ""
    per_week: int = 0
    spreiding: int = 0
    vroeg: date | None = None
    midden: date | None = None
    laat: date | None = None
    kans_jaar: int = 0

    def als_json(self) -> dict[str, Any]:
        """Return the forecast in cents; days are null beyond the horizon, and when there are too few figures."""
        return {
            "beschikbaar": self.beschikbaar,
            "te_weinig_gegevens": self.te_weinig or None,
            "per_week": None if self.te_weinig else self.per_week,
            "spreiding": None if self.te_weinig else self.spreiding,
            "leeg": {naam: dag.isoformat() if (dag := getattr(self, naam)) else None for naam in _DAGEN},
            "kans_binnen_een_jaar": None if self.te_weinig else self.kans_jaar,
            "weken": [{"tot": week.tot.isoformat(), "bedrag": week.cents} for week in self.weken],
            "methode": METHODE,
        }


def prognose(beschikbaar: int, stromen: Iterable[tuple[date, int]], sinds: date | None, op: date) -> Prognose:
    """Return the forecast on a day. stromen: what left per day in cents; sinds: since when there was money to spend."""
    weken = weken_tot(stromen, sinds, op)
    bewogen = sum(1 for week in weken if week.cents)
    if len(weken) < MINSTENS_WEKEN or bewogen < MINSTENS_BEWOGEN:
        te_weinig = (
            f"Er zijn {len(weken)} hele weken, waarvan {bewogen} met beweging; nodig zijn {MINSTENS_WEKEN} weken, "
            f"waarvan {MINSTENS_BEWOGEN} met beweging."
        )
        return Prognose(beschikbaar, weken, te_weinig)
    cents = [week.cents for week in weken]
    gemiddeld, spreiding = fmean(cents), stdev(cents)

    def kans(dagen: int) -> float:
        return kans_leeg(beschikbaar, gemiddeld, spreiding, len(cents), dagen / 7)

    def dag_van(deel: float) -> date | None:
        dagen = _eerste_dag(kans, deel)
        return None if dagen is None else op + timedelta(days=dagen)

    return Prognose(
        beschikbaar,
        weken,
        per_week=round(gemiddeld),
        spreiding=round(spreiding),
        vroeg=dag_van(0.1),
        midden=dag_van(0.5),
        laat=dag_van(0.9),
        kans_jaar=round(100 * kans(365)),
    )


def weken_tot(stromen: Iterable[tuple[date, int]], sinds: date | None, op: date) -> tuple[Week, ...]:
    """Return the whole weeks that end on the day, oldest first: at most WEKEN, none that begins before `sinds`."""
    if sinds is None or sinds > op:
        return ()
    aantal = min(WEKEN, ((op - sinds).days + 1) // 7)
    sommen = [0] * aantal
    for dag, cents in stromen:
        terug = (op - dag).days // 7
        if 0 <= terug < aantal:
            sommen[aantal - 1 - terug] += cents
    return tuple(Week(op - timedelta(weeks=aantal - 1 - n), som) for n, som in enumerate(sommen))


def kans_leeg(beschikbaar: int, gemiddeld: float, spreiding: float, aantal: int, weken: float) -> float:
    """Return the chance that the pot was empty at some moment within so many weeks.

    aantal: how many weeks the mean rests on; fewer weeks make a wider band.
    """
    if beschikbaar <= 0:
        return 1.0
    onzeker = spreiding / sqrt(aantal)
    return fmean(_eerste_keer(beschikbaar, gemiddeld + onzeker * z, spreiding, weken) for z in _standaard())


def _eerste_keer(hoogte: float, drift: float, spreiding: float, tijd: float) -> float:
    """Return the chance that a random walk with drift reached the height within the time."""
    if tijd <= 0:
        return 0.0
    if spreiding < 1:  # less than a cent a week: a division, not a chance
        return 1.0 if drift * tijd >= hoogte else 0.0
    wortel = spreiding * sqrt(tijd)
    terug = exp(min(0.0, 2 * drift * hoogte / spreiding**2 + _log_kans((-drift * tijd - hoogte) / wortel)))
    return min(1.0, NormalDist().cdf((drift * tijd - hoogte) / wortel) + terug)


def _log_kans(z: float) -> float:
    """Return the logarithm of the normal chance below z, also far in the tail."""
    if z < -30:
        return -z * z / 2 - log(-z * sqrt(2 * pi))
    kans = erfc(-z / sqrt(2)) / 2
    return log(kans) if kans > 0 else -inf


def _eerste_dag(kans: Callable[[int], float], deel: float) -> int | None:
    """Return the first day on which the chance reaches a part; None beyond the horizon. The chance only grows."""
    laag, hoog = 0, HORIZON * 7
    if kans(hoog) < deel:
        return None
    while laag < hoog:
        midden = (laag + hoog) // 2
        if kans(midden) >= deel:
            hoog = midden
        else:
            laag = midden + 1
    return laag


@cache
def _standaard() -> Sequence[float]:
    normaal = NormalDist()
    return tuple(normaal.inv_cdf((n + 0.5) / _GEMIDDELDEN) for n in range(_GEMIDDELDEN))
