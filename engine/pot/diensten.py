"""Use cases of the pot outside the money track: try a reservering in a practice database, and release it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Reservering, Van, Vrijval
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import saldi, stand
from engine.casus.overgang import casus_voor
from engine.casus.weigeringen import EisNietGehaald
from engine.casus.zicht import Grond, geef_toegang
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.weigeringen import AlleenOefenen, BovenVrijTeGeven
from engine.pot.vragen import eis_rol
from engine.register.vragen import administratie


@dataclass(frozen=True, slots=True)
class Proefreservering:
    """Set money of a practice pot aside for a casus, without a besluit."""

    casus: str
    bedrag: Geld


@gebruiksgeval
def reserveer(
    db: Sessie, wie: Gebruiker, opdracht: Proefreservering, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Reserve in a practice database; a real reservering follows from a besluit.

    Refusals: alleen_oefenen, niet_bevoegd, casus_onbekend, versie_verouderd, onvoldoende_beschikbaar,
    bedrag_ongeldig.
    """
    if not administratie(db).oefen:
        raise AlleenOefenen("pot reserveer")
    eis_rol(wie, (Rol.VOORZITTER, Rol.KASSIER), "reserveren")
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    gebeurtenis = Reservering(datum=dag(nu), casus=casus.nummer, bedrag=opdracht.bedrag, door=(wie.persoon,))
    boek(db, wie, gebeurtenis, sleutel=sleutel, nu=nu)
    geef_toegang(db, casus.nummer, "rol", Rol.KASSIER.value, Grond.POT, dag(nu))
    return _antwoord(db, casus.nummer, f"Voor casus {casus.nummer} is {opdracht.bedrag} gereserveerd.")


@dataclass(frozen=True, slots=True)
class Potvrijgave:
    """Release what is reserved for a casus outside its lines; without an amount all of it."""

    casus: str
    reden: str
    bedrag: Geld | None = None


@gebruiksgeval
def geef_vrij(
    db: Sessie, wie: Gebruiker, opdracht: Potvrijgave, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Release a reservering that belongs to no financieringslijn; done by the kassier.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, eis_niet_gehaald, boven_vrij_te_geven,
    boven_reservering.
    """
    eis_rol(wie, (Rol.KASSIER,), "vrijgeven")
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    if not opdracht.reden.strip():
        raise EisNietGehaald("vrijgeven", [("Er staat geen reden bij.", "Geef de reden met --reden.")])
    vrij = vrij_te_geven(db, casus.nummer)
    bedrag = opdracht.bedrag or vrij
    if bedrag > vrij or vrij <= NUL:
        raise BovenVrijTeGeven(bedrag, vrij)
    gebeurtenis = Vrijval(
        datum=dag(nu), casus=casus.nummer, bedrag=bedrag, van=Van.RESERVERING, toelichting=opdracht.reden
    )
    boek(db, wie, gebeurtenis, sleutel=sleutel, nu=nu)
    return _antwoord(db, casus.nummer, f"Van casus {casus.nummer} is {bedrag} weer vrij in de pot.")


def vrij_te_geven(db: Sessie, casus: str) -> Geld:
    """Return what is reserved for a casus and belongs to none of its lines."""
    op_lijnen = db.execute(
        select(func.sum(col(FinancieringslijnRij.gereserveerd))).where(col(FinancieringslijnRij.casus) == casus)
    ).scalar()
    return Geld(sum(s.saldo.cents for s in saldi(db, "9100", casus)) - int(op_lijnen or 0))


def _antwoord(db: Sessie, casus: str, melding: str) -> Uitkomst:
    pot = stand(db)
    return Uitkomst(
        {
            "casusnummer": casus,
            "beschikbaar": pot.beschikbaar.cents,
            "beschikbaar_besluit": pot.beschikbaar_besluit.cents,
            "overtekend": pot.overtekend,
            "saldi": {rekening: bedrag.cents for rekening, bedrag in pot.saldi.items()},
        },
        melding,
    )
