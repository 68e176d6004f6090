"""Closing and keeping: a casus, a period that never opens again, the IBAN of a party. No lines."""

from __future__ import annotations

from datetime import date

from budget.basis.geld import Geld
from budget.grootboek.begrippen import CasusHeropenen, CasusSluiten, IbanWijziging, PeriodeSluiten
from budget.grootboek.regels.kern import Casusstandfeit, Ibanfeit, Periodefeit, Stand, Uitwerking
from budget.grootboek.weigeringen import (
    CasusNietSluitbaar,
    JaarNietVerdeeld,
    OpenMemoposten,
    PeriodeGesloten,
    VierOgen,
)


def periode_open(op: date, stand: Stand) -> None:
    """Refusal: periode_gesloten."""
    tot = stand.gesloten_tot
    if tot is not None and op <= tot:
        raise PeriodeGesloten(op, tot)


def casus_sluiten(g: CasusSluiten, stand: Stand) -> Uitwerking:
    """Refusal: casus_niet_sluitbaar."""
    posten = stand.open_posten(g.casus)
    if posten:
        raise CasusNietSluitbaar(g.casus, {wat: Geld(cents) for wat, cents in posten.items()})
    return Uitwerking((), casus=g.casus, feiten=(Casusstandfeit(g.casus, 1),))


def casus_heropenen(g: CasusHeropenen, stand: Stand) -> Uitwerking:
    """Never refused: a settlement can be opened again years later."""
    return Uitwerking((), casus=g.casus, feiten=(Casusstandfeit(g.casus, 0),))


def periode_sluiten(g: PeriodeSluiten, stand: Stand) -> Uitwerking:
    """Refusals: periode_gesloten (not forward), jaar_niet_verdeeld, open_memoposten (for every year that ends)."""
    gesloten = stand.gesloten_tot
    if gesloten is not None and g.tot <= gesloten:
        raise PeriodeGesloten(g.tot, gesloten)
    begin = (gesloten.year if gesloten else stand.eerste_jaar()) or g.tot.year
    for jaar in range(begin, g.tot.year + 1):
        einde = date(jaar, 12, 31)
        if g.tot >= einde and (gesloten is None or gesloten < einde):
            _jaar_af(jaar, stand)
    return Uitwerking((), feiten=(Periodefeit(g.tot.isoformat()),))


def _jaar_af(jaar: int, stand: Stand) -> None:
    if stand.resultaat(jaar):
        raise JaarNietVerdeeld(jaar)
    posten = stand.memo_open(jaar)
    if posten:
        raise OpenMemoposten(
            jaar, [f"{'reservering' if code == '9100' else 'verplichting'} {casus}" for code, casus in posten]
        )


def iban_wijziging(g: IbanWijziging, stand: Stand) -> Uitwerking:
    """Refusal: vier_ogen."""
    if g.bevestigd_door == g.door:
        raise VierOgen
    return Uitwerking((), feiten=(Ibanfeit(g.partij, g.iban, g.door, g.bevestigd_door),))
