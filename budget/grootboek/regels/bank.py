"""Bank facts that touch no casus: the line itself, the opening balance, surplus, costs and interest."""

from __future__ import annotations

from budget.grootboek.begrippen import BankkostenRente, Bankregel, Beginsaldo, TeVeelOntvangen
from budget.grootboek.regels.kern import (
    GROOTSTE,
    Bankregelfeit,
    Paar,
    Stand,
    Uitwerking,
    credit_over,
    debet_over,
    in_cents,
    sleutelversie,
)
from budget.grootboek.weigeringen import BankregelBestaat, BedragOngeldig, BeginsaldoTeLaat


def bankregel(g: Bankregel, stand: Stand) -> Uitwerking:
    """Credit: D 1100 · C 1700; debit: D 1700 · C 1100; refusal: bankregel_bestaat."""
    cents = g.bedrag.cents
    if isinstance(cents, bool) or not isinstance(cents, int) or not 0 < abs(cents) <= GROOTSTE:
        raise BedragOngeldig(cents)
    if stand.bankregel(g.regel) is not None:
        raise BankregelBestaat(g.regel)
    return _op_bank(g.regel, g.iban or stand.iban, cents, g.datum.isoformat())


def beginsaldo(g: Beginsaldo, stand: Stand) -> Uitwerking:
    """D 1100 · C 1700; refusal: beginsaldo_te_laat."""
    cents = in_cents(g.bedrag)
    if stand.heeft_bankregels():
        raise BeginsaldoTeLaat
    return _op_bank(g.regel, g.iban or stand.iban, cents, g.datum.isoformat())


def _op_bank(regel: str, iban: str, cents: int, datum: str) -> Uitwerking:
    bank, tussen = ("1100", iban), ("1700", regel)
    paar = Paar(bank, tussen, cents) if cents > 0 else Paar(tussen, bank, -cents)
    return Uitwerking((paar,), regel=regel, feiten=(Bankregelfeit(regel, iban, cents, datum),))


def te_veel_ontvangen(g: TeVeelOntvangen, stand: Stand) -> Uitwerking:
    """D 1700 · C 1710; refusal: boven_bankregel."""
    cents = in_cents(g.bedrag)
    credit_over(g.regel, cents, stand)
    return Uitwerking((Paar(("1700", g.regel), ("1710", g.partij), cents),), regel=g.regel)


def bankkosten_rente(g: BankkostenRente, stand: Stand) -> Uitwerking:
    """Debit line: D 4200 · C 1700; credit line: D 1700 · C 4200; by the key of the instandhouding if there is one.

    Refusals: verdeelsleutel_ontbreekt, boven_bankregel.
    """
    cents = in_cents(g.bedrag)
    kosten = ("4200", g.soort.value, sleutelversie(g.datum, stand, instandhouding=True))
    if (stand.bankregel(g.regel) or 0) < 0:
        debet_over(g.regel, cents, stand)
        return Uitwerking((Paar(kosten, ("1700", g.regel), cents),), regel=g.regel)
    credit_over(g.regel, cents, stand)
    return Uitwerking((Paar(("1700", g.regel), kosten, cents),), regel=g.regel)
