"""Who may see which financieringslijn: the one condition that every query on the money track uses."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, or_
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from engine.casus.opslag import CasusRij
from engine.casus.zicht import GELD_LEZEN, mag_zien
from engine.geldspoor.opslag import FinancieringslijnRij, UitzoekaandeelRij
from engine.register.opslag import FunctievervullingRij

GELDFUNCTIES = ("besteller", "prestatieverklaarder", "onderzoeker", "uitzoeker")
"""Functions whose work is the money of any casus: who holds one sees the lines, not the casus."""

_EIGEN_DEEL = frozenset({Rol.FINANCIER})


def mag_lijn_zien(wie: Gebruiker, op: date) -> ColumnElement[bool]:
    """Return the SQL condition on `financieringslijn` that holds for what this user may see on this day.

    Money roles see the lines of the casussen that they may see; a financier those with a share of the own body;
    who holds a function of the money track sees every line.
    """
    lijn = FinancieringslijnRij
    van_casus = exists().where(col(CasusRij.nummer) == col(lijn.casus), mag_zien(wie, op))
    if wie.rol in GELD_LEZEN:
        zelf: ColumnElement[bool] = van_casus
    elif wie.rol in _EIGEN_DEEL:
        aandeel = UitzoekaandeelRij
        zelf = and_(
            van_casus, exists().where(col(aandeel.lijn) == col(lijn.lijn), col(aandeel.betaler) == wie.organisatie)
        )
    else:
        zelf = false()
    f = FunctievervullingRij
    functie = exists().where(
        col(f.persoon) == wie.persoon,
        col(f.functie).in_(GELDFUNCTIES),
        col(f.geldig_van) <= op,
        or_(col(f.geldig_tot).is_(None), col(f.geldig_tot) > op),
        col(f.vervallen_op).is_(None),
    )
    return or_(zelf, functie)
