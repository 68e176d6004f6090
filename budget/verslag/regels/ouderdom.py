"""How old an open balance is: what was settled was the oldest part (first in, first out)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from datetime import date

from budget.verslag.begrippen import Mutatie, OpenPost, Openstaand

VAKKEN = (("0-30", 30), ("31-60", 60), ("61-90", 90), ("ouder", None))
"""Ages in days with their last day."""


def open_delen(mutaties: Iterable[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return the parts that are still open with their day, oldest first; they add up to the balance.

    A movement against the sign of what is open settles the oldest part first. O(movements).
    """
    rij: deque[tuple[date, int]] = deque()
    for op, cents in mutaties:
        rest = cents
        while rest and rij and (rij[0][1] > 0) != (rest > 0):
            sinds, deel = rij[0]
            af = min(abs(deel), abs(rest)) * (1 if rest > 0 else -1)
            rest -= af
            rij.popleft()
            if deel + af:
                rij.appendleft((sinds, deel + af))
        if rest:
            rij.append((op, rest))
    return list(rij)


def openstaand(mutaties: Sequence[Mutatie], op: date, *, teken: int = 1) -> Openstaand:
    """Return what is open on these accounts, per account and per age on a day; teken -1 shows debts as positive."""
    per_rekening: dict[tuple[str, ...], list[tuple[date, int]]] = {}
    for m in mutaties:
        per_rekening.setdefault(m.sleutel, []).append((m.datum, m.cents * teken))
    ouderdom = {naam: 0 for naam, _ in VAKKEN}
    posten = []
    for (rekening, *dimensies), bewegingen in per_rekening.items():
        delen = open_delen(bewegingen)
        for sinds, cents in delen:
            ouderdom[vak(sinds, op)] += cents
        if delen:
            posten.append(OpenPost(rekening, tuple(dimensies), sum(cents for _, cents in delen), delen[0][0]))
    posten.sort(key=lambda post: (post.sinds, post.dimensies))
    return Openstaand(sum(post.cents for post in posten), ouderdom, tuple(posten))


def vak(sinds: date, op: date) -> str:
    """Return the age of a part on a day."""
    dagen = (op - sinds).days
    return next(naam for naam, laatste in VAKKEN if laatste is None or dagen <= laatste)
