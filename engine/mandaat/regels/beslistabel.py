"""The decision table per vereiste: thirteen rows as data, one evaluator; the first row that matches counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from engine.mandaat.toetsing import Uitkomst, Voorwaarden


class Richting(StrEnum):
    """To whom the result of a row points."""

    NIEMAND = "niemand"
    GEEN_TREDE = "geen_trede"
    TREDE_OM_ORGAAN = "trede_om_orgaan"
    VOLGENDE_TREDE = "volgende_trede"
    ORGAAN_ZELF = "orgaan_zelf"
    GEVER = "gever"
    HOUDER_OF_GEVER = "houder_of_gever"
    MEDEONDERTEKENAAR = "medeondertekenaar"


@dataclass(frozen=True, slots=True)
class Rij:
    """One row; None in a condition means that it does not matter."""

    nummer: int
    patroon: tuple[bool | None, ...]
    uitkomst: Uitkomst
    richting: Richting

    def past(self, voorwaarden: Voorwaarden) -> bool:
        """Say whether every condition that matters is as the row asks."""
        return all(eis is None or eis is feit for eis, feit in zip(self.patroon, voorwaarden, strict=True))


_J, _N, _O = True, False, None

# Order of the conditions: blocked, body known, record usable, excluded, holder available, within ceilings,
# co-signature needed, co-signer available, gever reachable.
BESLISTABEL = (
    Rij(1, (_J, _O, _O, _O, _O, _O, _O, _O, _O), Uitkomst.NEE, Richting.GEEN_TREDE),
    Rij(2, (_N, _N, _O, _O, _O, _O, _O, _O, _O), Uitkomst.NEE, Richting.TREDE_OM_ORGAAN),
    Rij(3, (_N, _J, _N, _O, _O, _O, _O, _O, _J), Uitkomst.RUGGESPRAAK, Richting.GEVER),
    Rij(4, (_N, _J, _N, _O, _O, _O, _O, _O, _N), Uitkomst.NEE, Richting.VOLGENDE_TREDE),
    Rij(5, (_N, _J, _J, _J, _O, _O, _O, _O, _O), Uitkomst.NEE, Richting.ORGAAN_ZELF),
    Rij(6, (_N, _J, _J, _N, _N, _O, _O, _O, _J), Uitkomst.RUGGESPRAAK, Richting.HOUDER_OF_GEVER),
    Rij(7, (_N, _J, _J, _N, _N, _O, _O, _O, _N), Uitkomst.NEE, Richting.VOLGENDE_TREDE),
    Rij(8, (_N, _J, _J, _N, _J, _N, _O, _O, _J), Uitkomst.RUGGESPRAAK, Richting.GEVER),
    Rij(9, (_N, _J, _J, _N, _J, _N, _O, _O, _N), Uitkomst.NEE, Richting.VOLGENDE_TREDE),
    Rij(10, (_N, _J, _J, _N, _J, _J, _N, _O, _O), Uitkomst.JA, Richting.NIEMAND),
    Rij(11, (_N, _J, _J, _N, _J, _J, _J, _J, _O), Uitkomst.JA_MET_MEDEONDERTEKENING, Richting.MEDEONDERTEKENAAR),
    Rij(12, (_N, _J, _J, _N, _J, _J, _J, _N, _J), Uitkomst.RUGGESPRAAK, Richting.GEVER),
    Rij(13, (_N, _J, _J, _N, _J, _J, _J, _N, _N), Uitkomst.NEE, Richting.VOLGENDE_TREDE),
)


# Only 512 questions exist, and one zitting asks them thousands of times.
@cache
def kies_rij(voorwaarden: Voorwaarden) -> Rij:
    """Return the first row that matches; the table is complete, so there always is one."""
    return next(rij for rij in BESLISTABEL if rij.past(voorwaarden))
