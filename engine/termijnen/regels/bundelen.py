"""What goes to whom now: of each obligation one line per person, the highest stage first, nothing twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from engine.termijnen.regels.ontvangers import Gevonden, Omweg
from engine.termijnen.regels.tredes import DIRECT

HERHAALD = "direct, herhaald"
"""The line in the next digest that repeats a message which went at once."""

DAGELIJKS = 5
"""So many times an overdue obligation is in every digest; after that once a week."""


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """A stage that is due, of an open obligation."""

    termijn: int
    trede: str
    rol: str
    casus: str | None
    onderwerp: str
    code: str
    ontvanger: str
    doe: str
    einde: date
    versie: int


@dataclass(frozen=True, slots=True)
class Verzonden:
    """What one person was told of one obligation before."""

    tredes: frozenset[str] = frozenset()
    na_einde: int = 0
    laatst: date | None = None


NIETS = Verzonden()


@dataclass(frozen=True, slots=True)
class Regel:
    """One line for one person: the stage that stands, and under which name it is claimed."""

    persoon: str
    stap: Kandidaat
    trede: str
    hoger: bool

    @property
    def meteen(self) -> bool:
        """Say whether the line does not wait for the digest."""
        return self.trede == DIRECT


@dataclass(slots=True)
class Bundel:
    """The lines per person, and where somebody else had to be found, or nobody could be."""

    regels: dict[str, list[Regel]] = field(default_factory=lambda: defaultdict(list))
    omwegen: list[tuple[Kandidaat, Omweg]] = field(default_factory=list)
    niemand: list[Kandidaat] = field(default_factory=list)


def bundel(
    kandidaten: Sequence[Kandidaat],
    zoek: Callable[[Kandidaat], Gevonden],
    verzonden: Mapping[tuple[int, str], Verzonden],
    vandaag: date,
) -> Bundel:
    """Return the lines of now, from stages in order of obligation and due moment.

    Per obligation and rol only the last stage that is due counts; the earlier ones are overtaken. Somebody who
    stands on two rungs gets the highest. A line that was claimed before does not come again, but an overdue
    obligation does: in every digest, after the fifth time once a week.
    """
    uit = Bundel()
    for _, groep in groupby(kandidaten, key=lambda k: k.termijn):
        hoogste: dict[str, Kandidaat] = {}
        for stap in groep:
            # Taken out first, so that the stages stay in the order in which they were due.
            hoogste.pop(stap.rol, None)
            hoogste[stap.rol] = stap
        per_persoon: dict[str, Kandidaat] = {}
        for stap in hoogste.values():
            gevonden = zoek(stap)
            for omweg in gevonden.omwegen:
                uit.omwegen.append((stap, omweg))
            for persoon in gevonden.personen:
                per_persoon[persoon] = stap
            if not gevonden.personen:
                uit.niemand.append(stap)
        for persoon, stap in per_persoon.items():
            trede = _trede(stap, verzonden.get((stap.termijn, persoon), NIETS), vandaag)
            if trede is not None:
                hoger = stap.rol not in ("eigenaar", stap.ontvanger)
                uit.regels[persoon].append(Regel(persoon, stap, trede, hoger))
    return uit


def _trede(stap: Kandidaat, eerder: Verzonden, vandaag: date) -> str | None:
    """Return under which name this line goes now, None when it does not."""
    if stap.trede not in eerder.tredes:
        return stap.trede
    if eerder.laatst is not None and eerder.laatst >= vandaag:
        return HERHAALD if stap.trede == DIRECT and HERHAALD not in eerder.tredes else None
    if stap.einde < vandaag and _weer(eerder, vandaag):
        return f"te_laat:{vandaag.isoformat()}"
    return HERHAALD if stap.trede == DIRECT and HERHAALD not in eerder.tredes else None


def _weer(eerder: Verzonden, vandaag: date) -> bool:
    return eerder.na_einde < DAGELIJKS or eerder.laatst is None or (vandaag - eerder.laatst).days >= 7


def op_volgorde(regels: Iterable[Regel]) -> list[Regel]:
    """Sort the lines of one message: the latest first, then by casus."""
    return sorted(regels, key=lambda r: (r.stap.einde, r.stap.casus or "", r.stap.termijn))
