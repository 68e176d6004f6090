"""Settle a line: send the claims, see it settled, close it, and close the money of the casus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import CasusSluiten
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import casuslijn
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import klare_staten
from engine.casus.weigeringen import EisNietGehaald
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.diensten.brieven import open_van, verstuur_brieven, vorderingen_van
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import geldspoor_van, lijn_voor, zet_geldstatus
from engine.geldspoor.regels.eisen import Geldfeiten


@dataclass(frozen=True, slots=True)
class Lijnstap:
    """One step of a line that needs nothing more than its number."""

    lijn: str


@gebruiksgeval
def verrekenen(db: Sessie, wie: Gebruiker, opdracht: Lijnstap, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Send the claims of an uitzoekbesluit (G15): number, RF reference, letter; done by the kassier or the program.

    Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    brieven = verstuur_brieven(db, lijn, nu)
    # A revision that only lowered shares leaves nothing to ask for, and the line can still be settled.
    telt = len(brieven) or len(vorderingen_van(db, lijn))
    zet_geldstatus(
        db, wie, lijn, "verrekenen", Geldfeiten(lijn.lijn, dag(nu), brieven=telt), nu=nu,
        gegevens={"vorderingen": [b.vordering for b in brieven]},
    )  # fmt: skip
    return antwoord(
        db, lijn, f"Voor {lijn.lijn} zijn {len(brieven)} vorderingen verstuurd.",
        vorderingen=[
            {
                "nummer": b.vordering, "betaler": b.betaler, "kenmerk": b.kenmerk, "bedrag": b.bedrag,
                "betaal_voor": b.betaal_voor.isoformat(),
            }
            for b in brieven
        ],
    )  # fmt: skip


@gebruiksgeval
def wikkel_af(db: Sessie, wie: Gebruiker, opdracht: Lijnstap, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """See that every claim of the line is settled (G23); done by the program itself.

    Refusals: lijn_onbekend, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald.
    """
    return _stap(db, wie, opdracht, "alles_afgewikkeld", versie, nu, "Alle vorderingen van {} zijn afgewikkeld.")


@gebruiksgeval
def ten_laste_pot(
    db: Sessie, wie: Gebruiker, opdracht: Lijnstap, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Finish a line that the pot itself bears (G24); books nothing, the uitzoekbesluit did.

    Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald.
    """
    return _stap(db, wie, opdracht, "ten_laste_pot", versie, nu, "{} is voor rekening van de pot.")


@gebruiksgeval
def sluit_lijn(db: Sessie, wie: Gebruiker, opdracht: Lijnstap, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Close a settled line on which nothing is open (G26); done by the kassier or the program.

    Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald.
    """
    return _stap(db, wie, opdracht, "sluiten", versie, nu, "{} is gesloten.")


@dataclass(frozen=True, slots=True)
class Casusgeld:
    """The money side of a casus."""

    casus: str


@gebruiksgeval
def sluit_geld(db: Sessie, wie: Gebruiker, opdracht: Casusgeld, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Close the money of a casus whose help track ended and whose lines all ended (K7).

    Refusals: eis_niet_gehaald, casus_niet_sluitbaar (an invoice or a reclaim is still open in the ledger).
    """
    hulp = db.execute(select(col(CasusRij.status)).where(col(CasusRij.nummer) == opdracht.casus)).scalar()
    lijnen = db.execute(select(FinancieringslijnRij).where(col(FinancieringslijnRij.casus) == opdracht.casus))
    open_ = [lijn.lijn for lijn in lijnen.scalars() if lijn.status not in geldspoor_van(db, lijn).einde]
    tekorten = []
    if hulp not in klare_staten(db):
        tekorten.append(("De hulp in deze casus loopt nog.", "Sluit eerst de casus."))
    if open_:
        tekorten.append((f"Nog niet gesloten: {', '.join(open_)}.", "Sluit eerst elke financieringslijn."))
    if tekorten:
        raise EisNietGehaald("geld van de casus sluiten", tekorten)
    boek(db, wie, CasusSluiten(datum=dag(nu), casus=opdracht.casus), sleutel=sleutel, nu=nu)
    return Uitkomst({"casusnummer": opdracht.casus}, f"Het geld van casus {opdracht.casus} is gesloten.")


def _stap(
    db: Sessie, wie: Gebruiker, opdracht: Lijnstap, gebeurtenis: str, versie: int, nu: datetime, zin: str
) -> Uitkomst:
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    zet_geldstatus(db, wie, lijn, gebeurtenis, stand_van(db, lijn, nu), nu=nu)
    return antwoord(db, lijn, zin.format(lijn.lijn))


def stand_van(db: Sessie, lijn: FinancieringslijnRij, nu: datetime) -> Geldfeiten:
    """Return what is still open on a line, from the line and from the ledger."""
    return Geldfeiten(
        lijn.lijn,
        dag(nu),
        gereserveerd=Geld(lijn.gereserveerd),
        verplicht=Geld(lijn.verplicht),
        voorgefinancierd=Geld(lijn.voorgefinancierd),
        open_vordering=open_van(vorderingen_van(db, lijn)),
        terug_te_vorderen=casuslijn(db, lijn.casus).terug_te_vorderen,
    )


def gestorneerd(db: Sessie, lijn: FinancieringslijnRij) -> Geld:
    """Return what the bank took back on the claims of the line, ever."""
    return sum((v.gestorneerd for v in vorderingen_van(db, lijn)), NUL)


def nieuwe_storno(db: Sessie, lijn: FinancieringslijnRij) -> bool:
    """Say whether the bank took money back that no event of the line tells yet."""
    gezien: int = _laatste_storno(db, lijn.lijn).get("gestorneerd", 0)
    return gestorneerd(db, lijn).cents > gezien


def _laatste_storno(db: Sessie, lijn: str) -> dict[str, Any]:
    g = GebeurtenisRij
    vraag = select(col(g.gegevens)).where(col(g.lijn) == lijn, col(g.naam) == "storno")
    gevonden: dict[str, Any] | None = db.execute(vraag.order_by(col(g.nummer).desc()).limit(1)).scalar()
    return gevonden or {}
