"""All checks in one answer; needs no key file."""

from __future__ import annotations

from budget.bank.controle import afschriftfouten
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from budget.grootboek.controle import Ontvangstbewijs
from budget.grootboek.controle import controleer as controleer_boek
from budget.grootboek.controle.bewijs import lees_ontvangstbewijs
from engine.casus.weigeringen import NietBevoegd
from engine.controle.begrippen import Bevinding, Uitslag
from engine.controle.hulpspoor import spoorfouten
from engine.inzage.logboek import gebroken

MAG = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.FINANCIER, Rol.KASSIER, Rol.BEHEERDER, Rol.AUDITOR, Rol.SYSTEEM})
"""Roles that may check."""


def controleer(
    db: Sessie, wie: Gebruiker, *, volledig: bool = False, ontvangst: Ontvangstbewijs | None = None
) -> Uitslag:
    """Check ledger, statements, events, obligations and access log; refusal: niet_bevoegd. Linear in the rows read."""
    if wie.rol not in MAG:
        raise NietBevoegd("controleren", sorted(rol.value for rol in MAG - {Rol.SYSTEEM}))
    boek = controleer_boek(db, volledig, ontvangst)
    pot = (*boek.bevindingen, *afschriftfouten(db, volledig=volledig))
    bevindingen = [Bevinding(b.regel, b.plaats, b.melding) for b in pot]
    bevindingen += spoorfouten(db)
    regel = gebroken(db)
    if regel is not None:
        bevindingen.append(Bevinding("inzagelog", f"regel {regel}", "Deze regel van het inzagelog is veranderd."))
    return Uitslag(not bevindingen, tuple(bevindingen), boek.kop, boek.journaalposten)


__all__ = ["controleer", "lees_ontvangstbewijs"]
