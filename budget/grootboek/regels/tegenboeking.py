"""The reversal of a journaalpost: every pair the other way round, unless later journaalposten rest on it."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.grootboek.begrippen import ZONDER_BOEKING, Tegenboeking
from budget.grootboek.regels.kern import Delen, Paar, Postfeit, Rekening, Stand, Uitwerking
from budget.grootboek.regels.periode import periode_open
from budget.grootboek.rekeningschema import REKENINGSCHEMA
from budget.grootboek.weigeringen import AlTegengeboekt, LatereBoeking, NietTegenTeBoeken, OnvoldoendeBeschikbaar

_VAST = {
    "bankregel": "wat de bank boekte, blijft staan",
    "beginsaldo": "wat de bank boekte, blijft staan",
    "tegenboeking": "zij is zelf een tegenboeking",
    **dict.fromkeys((*ZONDER_BOEKING, "inrichting"), "zij heeft geen regels"),
}


def tegenboeking(g: Tegenboeking, stand: Stand) -> Uitwerking:
    """All lines of the journaalpost with the opposite sign.

    Refusals: niet_tegen_te_boeken, al_tegengeboekt, onvoldoende_beschikbaar (a vrijval), periode_gesloten,
    latere_boeking (a balance, a claim or a decision would not add up any more).
    """
    post = stand.post(g.van)
    if post is None:
        raise NietTegenTeBoeken(g.van, "zij bestaat niet")
    if post.soort in _VAST:
        raise NietTegenTeBoeken(g.van, _VAST[post.soort])
    if stand.tegengeboekt(g.van):
        raise AlTegengeboekt(g.van)
    paren = tuple(Paar(paar.credit, paar.debet, paar.cents) for paar in post.paren)
    if post.soort == "vrijval":
        nodig = sum(cents for rekening, cents in _per_rekening(paren).items() if rekening[0] in ("9100", "9200"))
        if nodig > stand.beschikbaar_besluit:
            raise OnvoldoendeBeschikbaar(Geld(nodig), Geld(stand.beschikbaar_besluit))
    periode_open(g.datum, stand)
    waarop = _rust_erop(g.van, post, paren, stand)
    if waarop:
        raise LatereBoeking(g.van, waarop)
    return Uitwerking(paren, casus=post.casus, regel=post.regel, besluit=post.besluit, keert_om=g.van)


def _rust_erop(nummer: int, post: Postfeit, paren: tuple[Paar, ...], stand: Stand) -> str:
    """Say what rests on a journaalpost; empty when it can be reversed."""
    for rekening, cents in _per_rekening(paren).items():
        if not _binnen(rekening, stand.saldo(*rekening) + cents, stand):
            return f"rekening {':'.join(rekening)}"
    if post.soort in ("uitzoekbesluit", "uitzoekbesluit_herzien") and not stand.laatste_versie(nummer):
        return f"een latere versie van uitzoekbesluit {post.besluit}"
    if post.soort == "reservering" and stand.vrijval_op(nummer):
        return "een vrijval"
    if post.soort == "jaarverdeling" and stand.bestemd(int(post.besluit)):
        return f"de resultaatbestemming van {post.besluit}"
    for mutatie in post.mutaties:
        delen = stand.delen(mutatie.betaler, mutatie.casus, mutatie.besluit)
        na = delen._replace(**{mutatie.soort: getattr(delen, mutatie.soort) - mutatie.bedrag})
        if not _klopt(na) and _klopt(delen):
            return f"de vordering op {mutatie.betaler}"
    return ""


def _klopt(delen: Delen) -> bool:
    ontvangen = delen.ontvangen - delen.gestorneerd
    return ontvangen >= 0 and ontvangen >= delen.naar_1710 and delen.afgeschreven >= delen.nagekomen


def _per_rekening(paren: tuple[Paar, ...]) -> dict[Rekening, int]:
    som: dict[Rekening, int] = {}
    for debet, credit, cents in paren:
        som[debet] = som.get(debet, 0) + cents
        som[credit] = som.get(credit, 0) - cents
    return som


def _binnen(rekening: Rekening, saldo: int, stand: Stand) -> bool:
    if rekening[0] == "1700":
        bedrag = stand.bankregel(rekening[1]) or 0
        return -bedrag <= saldo <= 0 if bedrag > 0 else 0 <= saldo <= -bedrag
    return saldo * REKENINGSCHEMA[rekening[0]].teken >= 0
