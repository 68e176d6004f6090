"""The sweep asked from outside: refuses in plain words where numpy or scipy is not installed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from engine.netwerk.begrippen import Drempels
from engine.netwerk.formaat import Document
from engine.netwerk.regels.overzicht import OVERZICHT
from engine.netwerk.rijen import Rijen
from engine.stukken.weigeringen import HulpmiddelOntbreekt

_PER_CODE = {regel.code: regel for regel in OVERZICHT.values()}


def veeg_documenten(documenten: Iterable[Document]) -> dict[str, Any]:
    """Return the findings of many documents without their words; those of one day and one set of thresholds at once.

    Refusal: hulpmiddel_ontbreekt.
    """
    groepen: dict[tuple[date, date | None, Drempels], list[Rijen]] = defaultdict(list)
    for d in documenten:
        groepen[d.peildatum, d.kennisdatum, d.drempels].append(d.rijen)
    return _antwoord(
        regel for (op, k, drempels), rijen in groepen.items() for regel in veeg_rijen(rijen, op, k, drempels)
    )


def veeg_casussen(rijen: Sequence[Rijen], op: date, drempels: Drempels) -> dict[str, Any]:
    """Return the findings of these casussen on one day; refusal: hulpmiddel_ontbreekt."""
    return _antwoord(veeg_rijen(rijen, op, None, drempels))


def veeg_rijen(rijen: Sequence[Rijen], op: date, k: date | None, drempels: Drempels) -> list[dict[str, Any]]:
    """Return what identifies and weighs every finding, in the order casus, severity, regel, betrokkenen."""
    try:
        import scipy.sparse.csgraph  # noqa: F401

        from engine.netwerk.landelijk.kolommen import laad
        from engine.netwerk.landelijk.vegen import veeg
    except ImportError:
        raise HulpmiddelOntbreekt("een landelijke controle", "numpy of scipy", "landelijk") from None
    gevonden = sorted(veeg(laad(rijen, k), op, drempels), key=lambda v: (v.casus, -v.ernst, v.regel, v.betrokkenen))
    return [
        {
            "regel": v.regel,
            "naam": _PER_CODE[v.regel].naam,
            "casus": rijen[v.casus].casus.id,
            "betrokkenen": list(v.betrokkenen),
            "soort": v.soort.value,
            "ernst": v.ernst,
            "kanaal": _PER_CODE[v.regel].kanaal.value,
        }
        for v in gevonden
    ]


def _antwoord(bevindingen: Iterable[dict[str, Any]]) -> dict[str, Any]:
    lijst = list(bevindingen)
    return {"bevindingen": lijst, "per_regel": dict(sorted(Counter(b["regel"] for b in lijst).items()))}
