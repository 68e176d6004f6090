"""Claims on payers: received, taken back, disputed, small differences."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.grootboek.begrippen import (
    Afschrijving,
    Betalingsverschil,
    Betwisting,
    BetwistingOngegrond,
    NagekomenOntvangst,
    Ontvangst,
    Storno,
)
from budget.grootboek.regels.kern import (
    Mutatiefeit,
    Paar,
    Rekening,
    Stand,
    Uitwerking,
    credit_over,
    debet_over,
    in_cents,
    maak_paren,
    sleutelversie,
)
from budget.grootboek.weigeringen import BovenOntvangen, BovenTolerantie, BovenVordering, VorderingNietEenduidig

Vorderinggebeurtenis = (
    Ontvangst | Storno | Betalingsverschil | Betwisting | BetwistingOngegrond | Afschrijving | NagekomenOntvangst
)


def kies_besluit(g: Vorderinggebeurtenis, stand: Stand) -> str:
    """Return the besluit of the claim that is meant; refusal: vordering_niet_eenduidig."""
    bekend = stand.besluiten(g.betaler, g.casus)
    passend = [besluit for besluit in bekend if not g.besluit or besluit == g.besluit]
    if len(passend) != 1:
        raise VorderingNietEenduidig(g.betaler, g.casus, len(passend))
    return passend[0]


def open_posten(g: Vorderinggebeurtenis, besluit: str, cents: int, stand: Stand) -> list[tuple[Rekening, int]]:
    """Take an amount from a claim, the undisputed part first; refusal: boven_vordering."""
    onbetwist, betwist = (("1310", g.betaler, g.casus, besluit), ("1315", g.betaler, g.casus, besluit))
    eerst = stand.saldo(*onbetwist)
    rest = eerst + stand.saldo(*betwist)
    if cents > rest:
        raise BovenVordering(Geld(cents), Geld(rest))
    return [(onbetwist, min(cents, eerst)), (betwist, max(0, cents - eerst))]


def ontvangst(g: Ontvangst, stand: Stand) -> Uitwerking:
    """D 1700 · C 1310, then C 1315; refusals: vordering_niet_eenduidig, boven_bankregel, boven_vordering."""
    cents = in_cents(g.bedrag)
    besluit = kies_besluit(g, stand)
    credit_over(g.regel, cents, stand)
    posten = open_posten(g, besluit, cents, stand)
    return Uitwerking(
        maak_paren([(("1700", g.regel), cents)], posten),
        casus=g.casus,
        regel=g.regel,
        besluit=besluit,
        feiten=(Mutatiefeit(0, g.betaler, g.casus, besluit, "ontvangen", cents),),
    )


def storno(g: Storno, stand: Stand) -> Uitwerking:
    """D 1310 · C 1700; refusals: vordering_niet_eenduidig, boven_ontvangen, boven_bankregel."""
    cents = in_cents(g.bedrag)
    besluit = kies_besluit(g, stand)
    delen = stand.delen(g.betaler, g.casus, besluit)
    ontvangen = delen.ontvangen - delen.gestorneerd
    if cents > ontvangen:
        raise BovenOntvangen(g.bedrag, Geld(ontvangen))
    debet_over(g.regel, cents, stand)
    return Uitwerking(
        (Paar(("1310", g.betaler, g.casus, besluit), ("1700", g.regel), cents),),
        casus=g.casus,
        regel=g.regel,
        besluit=besluit,
        feiten=(Mutatiefeit(0, g.betaler, g.casus, besluit, "gestorneerd", cents),),
    )


def betalingsverschil(g: Betalingsverschil, stand: Stand) -> Uitwerking:
    """D 4200 · C 1310, then C 1315.

    Refusals: boven_tolerantie, vordering_niet_eenduidig, verdeelsleutel_ontbreekt, boven_vordering.
    """
    cents = in_cents(g.bedrag)
    tolerantie = stand.tolerantie(g.datum)
    if cents > tolerantie:
        raise BovenTolerantie(g.bedrag, Geld(tolerantie))
    besluit = kies_besluit(g, stand)
    sleutel = sleutelversie(g.datum, stand)
    return Uitwerking(
        maak_paren([(("4200", "betalingsverschil", sleutel), cents)], open_posten(g, besluit, cents, stand)),
        casus=g.casus,
        besluit=besluit,
        feiten=(Mutatiefeit(0, g.betaler, g.casus, besluit, "verschil", cents),),
    )


def betwisting(g: Betwisting, stand: Stand) -> Uitwerking:
    """D 1315 · C 1310; refusals: vordering_niet_eenduidig, boven_vordering."""
    return _verplaats(g, "1315", "1310", stand)


def betwisting_ongegrond(g: BetwistingOngegrond, stand: Stand) -> Uitwerking:
    """D 1310 · C 1315; refusals: vordering_niet_eenduidig, boven_vordering."""
    return _verplaats(g, "1310", "1315", stand)


def _verplaats(g: Betwisting | BetwistingOngegrond, naar: str, van: str, stand: Stand) -> Uitwerking:
    gevraagd = None if g.bedrag is None else in_cents(g.bedrag)
    besluit = kies_besluit(g, stand)
    geheel = stand.saldo(van, g.betaler, g.casus, besluit)
    cents = geheel if gevraagd is None else gevraagd
    if cents > geheel or geheel == 0:
        raise BovenVordering(Geld(cents), Geld(geheel))
    paar = Paar((naar, g.betaler, g.casus, besluit), (van, g.betaler, g.casus, besluit), cents)
    return Uitwerking((paar,), casus=g.casus, besluit=besluit)
