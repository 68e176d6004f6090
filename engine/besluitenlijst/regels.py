"""What a recipient may see of a besluit: pure, from the kind of recipient and what the besluit itself says.

The whole table sees everything. The gezin sees its own plan and every afspraak, without amounts, payers and mandate. An
organisation sees the lines that it carries out, pays or answers for, and the afspraken of its own people; the goal and
the other lines only with consent, and those never with their amount. A bestuur sees what was decided on its behalf,
without words on care.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from engine.besluitenlijst.begrippen import Deel, Ontvanger, Regeldeel, Soort
from engine.zitting.begrippen import Besluitregel

_MET_MANDAAT = frozenset({Soort.TAFEL, Soort.GEMEENTE, Soort.BESTUUR})
_MET_BRON = frozenset({Soort.TAFEL, Soort.GEMEENTE})


def deel_voor(besluit: Besluitregel, ontvanger: Ontvanger, *, toestemming: bool = False) -> Deel | None:
    """Return what stands in the list of this recipient, None when the besluit has nothing for it.

    toestemming: the consent that is asked to tell this organisation about the help is there.
    """
    alles = ontvanger.soort is Soort.TAFEL or (ontvanger.soort is Soort.GEZIN and ontvanger.wie == besluit.casus)
    if ontvanger.soort is Soort.GEZIN and not alles:
        return None
    eigen = [regel for regel in besluit.regels if alles or _is_eigen(regel, ontvanger)]
    eigen_afspraken = tuple(a for a in besluit.afspraken if alles or a["wie"] in ontvanger.mensen)
    if not alles and not eigen and (ontvanger.soort is Soort.BESTUUR or not eigen_afspraken):
        return None
    plan = alles or (toestemming and ontvanger.soort is not Soort.BESTUUR)
    getoond = list(besluit.regels) if plan else eigen
    return Deel(
        besluit=besluit.besluit,
        casus=besluit.casus,
        voorgenomen=besluit.status != "genomen",
        doel=besluit.doel if plan else None,
        regels=tuple(_regel(regel, ontvanger, eigen=regel in eigen) for regel in getoond),
        afspraken=() if ontvanger.soort is Soort.BESTUUR else eigen_afspraken,
        meningen=tuple(besluit.plan.get("afwijkende_meningen", ())) if ontvanger.soort is Soort.TAFEL else (),
        correcties=besluit.correcties
        if alles
        else tuple(c | {"correctie": "", "reden": ""} for c in besluit.correcties),
        meer=len(getoond) < len(besluit.regels),
    )


def _is_eigen(regel: dict[str, Any], ontvanger: Ontvanger) -> bool:
    wie = ontvanger.wie
    beslist = wie in regel["namens"] or regel["bron"] == wie
    if ontvanger.soort is Soort.BESTUUR:
        return beslist
    return beslist or regel["aanbieder"] == wie or regel["uitvoerder"] in ontvanger.mensen


def _regel(regel: dict[str, Any], ontvanger: Ontvanger, *, eigen: bool) -> Regeldeel:
    soort = ontvanger.soort
    geld = eigen and soort is not Soort.GEZIN and not (soort is Soort.SCHOOL and not _van_geld(regel, ontvanger))
    bestuur = soort is Soort.BESTUUR
    return Regeldeel(
        kenmerk=regel["kenmerk"],
        soort=regel["soort"],
        wat=None if bestuur else regel["wat"],
        aanbieder=None if bestuur else regel["aanbieder"],
        van=date.fromisoformat(regel["van"]),
        tot=date.fromisoformat(regel["tot"]),
        bedrag=regel["bedrag"] if geld else None,
        bron=regel["bron"] if eigen and soort in _MET_BRON else None,
        namens=tuple(regel["namens"]),
        uitkomst=regel["uitkomst"] if eigen and soort in _MET_MANDAAT else None,
        wet=regel["wet"] if eigen and soort in _MET_MANDAAT else None,
        besluitvorm=regel["besluitvorm"],
    )


def _van_geld(regel: dict[str, Any], ontvanger: Ontvanger) -> bool:
    return ontvanger.wie in regel["namens"] or regel["bron"] == ontvanger.wie or regel["aanbieder"] == ontvanger.wie
