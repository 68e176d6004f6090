"""Money to claim back from providers."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.grootboek.begrippen import (
    OnterechteBetaling,
    TerugvorderingIngetrokken,
    TerugvorderingOntvangen,
    TerugvorderingVerrekend,
)
from budget.grootboek.regels.facturen import gelijk
from budget.grootboek.regels.kern import Paar, Stand, Uitwerking, credit_over, in_cents
from budget.grootboek.weigeringen import BovenTerugvordering, BovenVoorfinanciering, GeenOpenPost


def onterechte_betaling(g: OnterechteBetaling, stand: Stand) -> Uitwerking:
    """D 1320 · C 1300; refusal: boven_voorfinanciering."""
    cents = in_cents(g.bedrag)
    rest = stand.saldo("1300", g.casus)
    if cents > rest:
        raise BovenVoorfinanciering(g.bedrag, Geld(rest))
    return Uitwerking((Paar(("1320", g.aanbieder, g.casus), ("1300", g.casus), cents),), casus=g.casus)


def terugvordering_ontvangen(g: TerugvorderingOntvangen, stand: Stand) -> Uitwerking:
    """D 1700 · C 1320; refusals: boven_terugvordering, boven_bankregel."""
    cents = _binnen(g.aanbieder, g.casus, g.bedrag, stand)
    credit_over(g.regel, cents, stand)
    paar = Paar(("1700", g.regel), ("1320", g.aanbieder, g.casus), cents)
    return Uitwerking((paar,), casus=g.casus, regel=g.regel)


def terugvordering_verrekend(g: TerugvorderingVerrekend, stand: Stand) -> Uitwerking:
    """D 1600 · C 1320; refusals: boven_terugvordering, geen_open_post."""
    cents = _binnen(g.aanbieder, g.casus, g.bedrag, stand)
    factuur = stand.factuur(g.aanbieder, gelijk(g.factuur))
    if factuur is None or cents > -stand.saldo("1600", g.aanbieder, factuur.factuur):
        raise GeenOpenPost(f"{g.bedrag} op factuur '{g.factuur}' van {g.aanbieder}")
    paar = Paar(("1600", g.aanbieder, factuur.factuur), ("1320", g.aanbieder, g.casus), cents)
    return Uitwerking((paar,), casus=g.casus)


def terugvordering_ingetrokken(g: TerugvorderingIngetrokken, stand: Stand) -> Uitwerking:
    """D 1300 · C 1320; refusal: boven_terugvordering."""
    cents = _binnen(g.aanbieder, g.casus, g.bedrag, stand)
    return Uitwerking((Paar(("1300", g.casus), ("1320", g.aanbieder, g.casus), cents),), casus=g.casus)


def _binnen(aanbieder: str, casus: str, bedrag: Geld, stand: Stand) -> int:
    cents = in_cents(bedrag)
    rest = stand.saldo("1320", aanbieder, casus)
    if cents > rest:
        raise BovenTerugvordering(bedrag, Geld(rest))
    return cents
