"""Money of the participants: toezegging, storting and what goes back."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.grootboek.begrippen import Storting, StortingStorno, TerugbetalingDeelnemer, Toezegging
from budget.grootboek.regels.kern import (
    Paar,
    Stand,
    Stortingfeit,
    Toezeggingfeit,
    Uitwerking,
    credit_over,
    debet_over,
    in_cents,
)
from budget.grootboek.weigeringen import BovenKapitaal, BovenOntvangen, BovenToezegging, OnvoldoendeBeschikbaar


def toezegging(g: Toezegging, stand: Stand) -> Uitwerking:
    """D 1200 · C 2010."""
    cents = in_cents(g.bedrag)
    jaar = g.jaar or g.datum.year
    paar = Paar(("1200", g.deelnemer, str(jaar)), ("2010", g.deelnemer, str(jaar)), cents)
    return Uitwerking((paar,), feiten=(Toezeggingfeit(g.deelnemer, jaar, cents, g.oormerk),))


def storting(g: Storting, stand: Stand) -> Uitwerking:
    """D 1700 · C 1200 and D 2010 · C 2000; refusals: boven_toezegging, boven_bankregel."""
    cents = in_cents(g.bedrag)
    jaar = g.jaar or g.datum.year
    rest = stand.saldo("1200", g.deelnemer, str(jaar))
    if cents > rest:
        raise BovenToezegging(g.bedrag, g.deelnemer, jaar, Geld(rest))
    credit_over(g.regel, cents, stand)
    oormerk = g.oormerk or stand.oormerk(g.deelnemer, jaar)
    return Uitwerking(
        (
            Paar(("1700", g.regel), ("1200", g.deelnemer, str(jaar)), cents),
            Paar(("2010", g.deelnemer, str(jaar)), ("2000", g.deelnemer), cents),
        ),
        regel=g.regel,
        feiten=(Stortingfeit(g.deelnemer, jaar, cents, oormerk),),
    )


def storting_storno(g: StortingStorno, stand: Stand) -> Uitwerking:
    """D 1200 · C 1700 and D 2000 · C 2010; refusals: boven_ontvangen, boven_bankregel."""
    cents = in_cents(g.bedrag)
    jaar = g.jaar or g.datum.year
    gestort = stand.toegezegd(g.deelnemer, jaar) - stand.saldo("1200", g.deelnemer, str(jaar))
    if cents > gestort:
        raise BovenOntvangen(g.bedrag, Geld(gestort))
    debet_over(g.regel, cents, stand)
    oormerk = g.oormerk or stand.oormerk(g.deelnemer, jaar)
    return Uitwerking(
        (
            Paar(("1200", g.deelnemer, str(jaar)), ("1700", g.regel), cents),
            Paar(("2000", g.deelnemer), ("2010", g.deelnemer, str(jaar)), cents),
        ),
        regel=g.regel,
        feiten=(Stortingfeit(g.deelnemer, jaar, -cents, oormerk),),
    )


def terugbetaling_deelnemer(g: TerugbetalingDeelnemer, stand: Stand) -> Uitwerking:
    """D 2000 · C 1710; refusals: boven_kapitaal, onvoldoende_beschikbaar."""
    cents = in_cents(g.bedrag)
    kapitaal = -stand.saldo("2000", g.deelnemer)
    if cents > kapitaal:
        raise BovenKapitaal(g.bedrag, g.deelnemer, Geld(kapitaal))
    if cents > stand.beschikbaar_besluit:
        raise OnvoldoendeBeschikbaar(g.bedrag, Geld(stand.beschikbaar_besluit))
    return Uitwerking((Paar(("2000", g.deelnemer), ("1710", g.deelnemer), cents),))
