"""The levels in their order: a level is tried only when those before it found nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from budget.afletteren.begrippen import Doel, Kandidaten, OpenRegel, Voorstel
from budget.afletteren.regels.bedragen import inleg, op_bedrag
from budget.afletteren.regels.kenmerken import met_kenmerk
from budget.afletteren.regels.opdrachten import eigen_opdracht
from budget.afletteren.regels.overige import lijkt_op, teruggenomen, van_de_bank

Regel = Callable[[OpenRegel, Kandidaten], list[Voorstel]]

_MET_NUMMER: tuple[tuple[Regel, ...], ...] = ((eigen_opdracht,), (teruggenomen,), (met_kenmerk,))
_TRAPPEN: tuple[tuple[Regel, ...], ...] = (
    *_MET_NUMMER,
    # An amount that fits a claim may be a storting all the same: both are shown.
    (op_bedrag, inleg),
    (van_de_bank,),
    (lijkt_op,),
)


def stel_voor(regel: OpenRegel, k: Kandidaten) -> tuple[Voorstel, ...]:
    """Return the proposals for a line or part, best first; the same input gives the same proposals in the same order.

    What somebody rejected or undid is left out. When a level has two candidates, none of them goes by itself.
    """
    return _eerste(_TRAPPEN, regel, k)


def wat_zeker_is(regel: OpenRegel, k: Kandidaten) -> Voorstel | None:
    """Return what `zeker` says of the proposals for a line, without making those that are never certain."""
    trappen = _TRAPPEN if k.bedrag_vanzelf else _MET_NUMMER
    return zeker(_eerste(trappen, regel, k))


def _eerste(trappen: Iterable[tuple[Regel, ...]], regel: OpenRegel, k: Kandidaten) -> tuple[Voorstel, ...]:
    for trap in trappen:
        gevonden = [voorstel for regels in trap for voorstel in regels(regel, k) if not _afgewezen(regel, voorstel, k)]
        if gevonden:
            return tuple(gevonden)
    return ()


def _afgewezen(regel: OpenRegel, voorstel: Voorstel, k: Kandidaten) -> bool:
    """Say whether these targets together, or one of them alone, were rejected for this line."""
    if not k.afgewezen:
        return False
    paren = (paar(voorstel.doelen), *(paar((doel,)) for doel in voorstel.doelen))
    return any((regel.regel, regel.deel, een) in k.afgewezen for een in paren)


def zeker(voorstellen: tuple[Voorstel, ...]) -> Voorstel | None:
    """Return the proposal that goes without a person: the only one, and certain by its level."""
    return voorstellen[0] if len(voorstellen) == 1 and voorstellen[0].automatisch else None


def paar(doelen: Iterable[Doel]) -> str:
    """Write targets with their amounts as they are remembered when rejected; another amount is another pair."""
    return ";".join(sorted(f"{doel.notatie}={doel.cents}" for doel in doelen))
