"""Who may see which casus: the one condition that every query uses, and what to record for it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select, true
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij, voeg_in
from engine.casus.opslag import CasusRij, ToegangRij


class Grond(StrEnum):
    """Why somebody sees a casus."""

    BETROKKEN = "betrokken"
    UITGENODIGD = "uitgenodigd"
    REGIE = "regie"
    BETALER = "betaler"
    POT = "pot"
    LADDER = "ladder"


_ALLES = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.AUDITOR, Rol.SYSTEEM})
_GRONDEN: dict[Rol, tuple[Grond, ...]] = {
    Rol.TAFELDEELNEMER: (Grond.BETROKKEN, Grond.UITGENODIGD),
    Rol.CASUSREGISSEUR: (Grond.REGIE,),
    Rol.FINANCIER: (Grond.BETALER,),
    Rol.KASSIER: (Grond.POT,),
    Rol.BESTUURDER: (Grond.LADDER,),
    Rol.BEHEERDER: (),
}
PERSOON_LEZEN = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.CASUSREGISSEUR})
"""Roles that see the names of a casus that they may see."""

INHOUD_LEZEN = frozenset(Rol) - {Rol.FINANCIER, Rol.KASSIER}
"""Roles that see what was tried, which help runs and why things were done; who only pays sees status and money."""

GELD_LEZEN = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.KASSIER, Rol.AUDITOR, Rol.SYSTEEM})
"""Roles that see all money of a casus that they may see; a financier sees that of the own body."""


def mag_zien(wie: Gebruiker, op: date) -> ColumnElement[bool]:
    """Return the SQL condition on `casus` that holds for what this user may see on this day."""
    if wie.rol in _ALLES:
        return true()
    gronden = _GRONDEN[wie.rol]
    if not gronden:
        return false()
    t = ToegangRij
    zelf = or_(
        and_(col(t.soort) == "persoon", col(t.wie) == wie.persoon),
        and_(col(t.soort) == "organisatie", col(t.wie) == wie.organisatie),
        and_(col(t.soort) == "rol", col(t.wie) == wie.rol.value),
    )
    return exists().where(
        col(t.casus) == col(CasusRij.nummer),
        col(t.grond).in_([g.value for g in gronden]),
        zelf,
        col(t.vanaf) <= op,
        or_(col(t.tot).is_(None), col(t.tot) > op),
    )


_T = ToegangRij
_TOEGANG = select(col(_T.tot)).where(
    col(_T.casus) == bindparam("casus"),
    col(_T.soort) == bindparam("soort"),
    col(_T.wie) == bindparam("wie"),
    col(_T.grond) == bindparam("grond"),
)


def geef_toegang(db: Sessie, casus: str, soort: str, wie: str, grond: Grond, op: date) -> None:
    """Record that a person, organisation or role may see the casus from this day; twice is once."""
    sleutel = {"casus": casus, "soort": soort, "wie": wie, "grond": grond.value}
    was = rij(db, _TOEGANG, **sleutel)
    if was is None:
        voeg_in(db, ToegangRij, **sleutel, vanaf=op, tot=None)
    elif was != (None,):
        heropend = db.get_one(ToegangRij, tuple(sleutel.values()))
        heropend.tot = None
        db.add(heropend)


def neem_toegang(db: Sessie, casus: str, soort: str, wie: str, grond: Grond, op: date) -> None:
    """Record that the ground ended on this day."""
    rij = db.get(ToegangRij, (casus, soort, wie, grond.value))
    if rij is not None and rij.tot is None:
        rij.tot = max(op, rij.vanaf)
        db.add(rij)
