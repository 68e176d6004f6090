"""Who reconciles the bank, who looks on, and what a financier of another body sees of it."""

from __future__ import annotations

from datetime import date

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import heeft_functie, regeling

ALLES_LEZEN = (Rol.KASSIER, Rol.AUDITOR, Rol.VOORZITTER, Rol.SECRETARIS, Rol.SYSTEEM)
"""Roles that see every line; a financier sees those of the own body, at the kassier's body all of them."""

_WIE = ("kassier", "financier van de organisatie die de pot beheert")


def is_van_de_kassier(db: Sessie, wie: Gebruiker, op: date) -> bool:
    """Say whether this financier works for the body that keeps the account of the pot."""
    return wie.rol is Rol.FINANCIER and wie.organisatie == regeling(db, "pot", op).inhoud["kassier"]


def eis_afletteren(db: Sessie, wie: Gebruiker, op: date, wat: str) -> None:
    """Refuse (niet_bevoegd) who does not reconcile: a kassier by function, or a financier of the kassier's body."""
    kassier = wie.rol is Rol.KASSIER and heeft_functie(db, wie.persoon, "kassier", op)
    if wie.rol is not Rol.SYSTEEM and not kassier and not is_van_de_kassier(db, wie, op):
        raise NietBevoegd(wat, _WIE)


def alleen_van(db: Sessie, wie: Gebruiker, op: date, wat: str) -> str | None:
    """Return the body whose lines this user sees, None for all; refusal: niet_bevoegd."""
    if wie.rol in ALLES_LEZEN or is_van_de_kassier(db, wie, op):
        return None
    if wie.rol is Rol.FINANCIER:
        return wie.organisatie
    raise NietBevoegd(wat, [rol.value for rol in (*ALLES_LEZEN, Rol.FINANCIER) if rol is not Rol.SYSTEEM])
