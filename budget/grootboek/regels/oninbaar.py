"""Claims that may not be paid: voorziening, afschrijving, and what is paid after all."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.grootboek.begrippen import Afschrijving, NagekomenOntvangst, Voorziening, VoorzieningVrijval
from budget.grootboek.regels.besluiten import toets_mandaat
from budget.grootboek.regels.kern import (
    Mutatiefeit,
    Paar,
    Stand,
    Uitwerking,
    credit_over,
    in_cents,
    maak_paren,
    mandaatfeiten,
    sleutelversie,
)
from budget.grootboek.regels.vorderingen import kies_besluit, open_posten
from budget.grootboek.weigeringen import BovenAfschrijving, BovenVoorziening, BovenVordering


def voorziening(g: Voorziening, stand: Stand) -> Uitwerking:
    """D 4110 · C 1319; refusals: boven_vordering (more than the open claims), verdeelsleutel_ontbreekt."""
    cents = in_cents(g.bedrag)
    ruimte = stand.open_vorderingen(g.casus) + stand.saldo("1319", g.casus)
    if cents > ruimte:
        raise BovenVordering(g.bedrag, Geld(max(0, ruimte)))
    sleutel = stand.sleutel_voorziening(g.casus) or sleutelversie(g.datum, stand)
    return Uitwerking((Paar(("4110", g.casus, sleutel), ("1319", g.casus), cents),), casus=g.casus)


def voorziening_vrijval(g: VoorzieningVrijval, stand: Stand) -> Uitwerking:
    """D 1319 · C 4110; refusal: boven_voorziening."""
    cents = in_cents(g.bedrag)
    rest = -stand.saldo("1319", g.casus)
    if cents > rest:
        raise BovenVoorziening(g.bedrag, Geld(rest))
    sleutel = stand.sleutel_voorziening(g.casus) or sleutelversie(g.datum, stand)
    return Uitwerking((Paar(("1319", g.casus), ("4110", g.casus, sleutel), cents),), casus=g.casus)


def afschrijving(g: Afschrijving, stand: Stand) -> Uitwerking:
    """D 1319 up to the provision · D 4100 for the rest · C 1310, then C 1315.

    Refusals: vordering_niet_eenduidig, mandaat, boven_vordering, verdeelsleutel_ontbreekt.
    """
    cents = in_cents(g.bedrag)
    besluit = kies_besluit(g, stand)
    if g.mandaat is not None:
        toets_mandaat(g.mandaat, g.casus, cents, g.datum, stand)
    posten = open_posten(g, besluit, cents, stand)
    voorzien = min(cents, -stand.saldo("1319", g.casus))
    sleutel = stand.delen(g.betaler, g.casus, besluit).sleutel
    if not sleutel and cents > voorzien:
        sleutel = sleutelversie(g.datum, stand)
    debet = [(("1319", g.casus), voorzien), (("4100", g.casus, sleutel), cents - voorzien)]
    return Uitwerking(
        maak_paren(debet, posten),
        casus=g.casus,
        besluit=besluit,
        feiten=(
            Mutatiefeit(0, g.betaler, g.casus, besluit, "afgeschreven", cents, sleutel),
            *(() if g.mandaat is None else mandaatfeiten((g.mandaat,))),
        ),
    )


def nagekomen_ontvangst(g: NagekomenOntvangst, stand: Stand) -> Uitwerking:
    """D 1700 · C 4100; refusals: vordering_niet_eenduidig, boven_afschrijving, boven_bankregel."""
    cents = in_cents(g.bedrag)
    besluit = kies_besluit(g, stand)
    delen = stand.delen(g.betaler, g.casus, besluit)
    rest = delen.afgeschreven - delen.nagekomen
    if cents > rest:
        raise BovenAfschrijving(g.bedrag, Geld(rest))
    credit_over(g.regel, cents, stand)
    # A write-off that the provision bore in full has no version of its own: the provision's, else today's.
    sleutel = delen.sleutel or stand.sleutel_voorziening(g.casus) or sleutelversie(g.datum, stand)
    return Uitwerking(
        (Paar(("1700", g.regel), ("4100", g.casus, sleutel), cents),),
        casus=g.casus,
        regel=g.regel,
        besluit=besluit,
        feiten=(Mutatiefeit(0, g.betaler, g.casus, besluit, "nagekomen", cents),),
    )
