"""Questions on the money track; every one of them sees only what the user may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek import vragen as grootboek
from budget.grootboek.antwoorden import Vordering
from engine.casus.opslag import CasusRij
from engine.casus.overgang import klare_staten
from engine.geldspoor.begrippen import Lijn
from engine.geldspoor.diensten.afwikkelen import nieuwe_storno, stand_van
from engine.geldspoor.diensten.geschil import onderzoekstermijn, trede_na_stilte
from engine.geldspoor.opslag import FactuurRij, FinancieringslijnRij, VorderingsbriefRij
from engine.geldspoor.weigeringen import LijnOnbekend
from engine.geldspoor.zicht import mag_lijn_zien

_L = FinancieringslijnRij


def lijnen(
    db: Sessie, wie: Gebruiker, nu: datetime, *, casus: str | None = None, status: str | None = None
) -> list[Lijn]:
    """Return the lines that the user may see, by number: all, of one casus, or in one state."""
    vraag = _kolommen().where(mag_lijn_zien(wie, dag(nu))).order_by(col(_L.casus), col(_L.volgnummer))
    if casus is not None:
        vraag = vraag.where(col(_L.casus) == casus)
    if status is not None:
        vraag = vraag.where(col(_L.status) == status)
    return [_lijn(rij) for rij in db.execute(vraag)]


def lijn(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> Lijn:
    """Return one line; refusal: lijn_onbekend."""
    rij = db.execute(_kolommen().where(col(_L.lijn) == nummer, mag_lijn_zien(wie, dag(nu)))).first()
    if rij is None:
        raise LijnOnbekend(nummer)
    return _lijn(rij)


def status_geld(db: Sessie, wie: Gebruiker, casus: str, nu: datetime) -> list[dict[str, str]]:
    """Return `lijn` and `status` of each line of a casus that the user may see."""
    vraag = select(col(_L.lijn), col(_L.status)).where(col(_L.casus) == casus, mag_lijn_zien(wie, dag(nu)))
    rijen = db.execute(vraag.order_by(col(_L.volgnummer)))
    return [{"lijn": nummer, "status": status} for nummer, status in rijen]


@dataclass(frozen=True, slots=True)
class Factuurstand:
    """An invoice as it came in: gelezen waits for the prestatieakkoord."""

    aanbieder: str
    nummer: str
    lijn: str
    bedrag: Geld
    vervaldatum: date
    iban: str
    status: str
    prestatie_door: str | None


def facturen(db: Sessie, wie: Gebruiker, nu: datetime, *, lijn: str | None = None) -> list[Factuurstand]:
    """Return the invoices of the lines that the user may see, the first to be paid first."""
    f = FactuurRij
    vraag = (
        select(
            col(f.aanbieder), col(f.nummer), col(f.lijn), col(f.bedrag), col(f.vervaldatum), col(f.iban),
            col(f.status), col(f.prestatie_door),
        )
        .join(_L, col(_L.lijn) == col(f.lijn))
        .where(mag_lijn_zien(wie, dag(nu)))
        .order_by(col(f.vervaldatum), col(f.aanbieder), col(f.nummer))
    )  # fmt: skip
    if lijn is not None:
        vraag = vraag.where(col(f.lijn) == lijn)
    return [Factuurstand(r[0], r[1], r[2], Geld(r[3]), *r[4:]) for r in db.execute(vraag)]


@dataclass(frozen=True, slots=True)
class Vorderingstand:
    """A claim with its line and, once it was sent, the day before which it must be paid."""

    vordering: Vordering
    lijn: str
    betaal_voor: date | None

    @property
    def status(self) -> str:
        """Return concept, verzonden, betwist, deels_voldaan, voldaan or ingetrokken."""
        v = self.vordering
        if not v.open:
            return "voldaan" if v.ontvangen or v.afgeschreven else "ingetrokken"
        if v.betwist:
            return "betwist"
        if v.ontvangen > v.gestorneerd:
            return "deels_voldaan"
        return "verzonden" if self.betaal_voor else "concept"

    def als_json(self) -> dict[str, Any]:
        """Return the parts of the claim in cents."""
        v = self.vordering
        return {
            "nummer": v.nummer,
            "betaler": v.betaler,
            "casusnummer": v.casus,
            "lijn": self.lijn,
            "kenmerk": v.kenmerk,
            "status": self.status,
            "gevorderd": v.gevorderd.cents,
            "ingetrokken": v.ingetrokken.cents,
            "ontvangen": v.ontvangen.cents,
            "gestorneerd": v.gestorneerd.cents,
            "afgeschreven": v.afgeschreven.cents,
            "open": v.open.cents,
            "betwist": v.betwist.cents,
            "betaal_voor": self.betaal_voor.isoformat() if self.betaal_voor else None,
        }


def vorderingen(db: Sessie, wie: Gebruiker, nu: datetime, *, alles: bool = False) -> list[Vorderingstand]:
    """Return the claims that the user may see: open ones, or settled ones too.

    A financier sees those on the own body; money roles and the uitzoekers those of every line that they see.
    """
    zichtbaar = set(db.execute(select(col(_L.lijn)).where(mag_lijn_zien(wie, dag(nu)))).scalars())
    b = VorderingsbriefRij
    termijn = dict(db.execute(select(col(b.vordering), col(b.betaal_voor)).order_by(col(b.nummer))).tuples().all())
    alleen = wie.organisatie if wie.rol is Rol.FINANCIER else None
    return [
        Vorderingstand(v, v.besluit, termijn.get(v.nummer))
        for v in grootboek.vorderingen(db, betaler=alleen)
        if v.besluit in zichtbaar and (alles or v.open)
    ]


@dataclass(frozen=True, slots=True)
class Stap:
    """A step that the program can make by itself now; doe names the use case, waarvan the line or the casus."""

    doe: str
    waarvan: str
    casus: str


def vanzelf(db: Sessie, nu: datetime) -> list[Stap]:
    """Return every step of the money track that can be made without a person, in the order of the lines.

    Lines in research, in dispute or with money still open wait and are left out. O(open lines).
    """
    stappen: list[Stap] = []
    klaar = ("gesloten", "vrijgevallen")
    for rij in db.execute(
        select(_L).where(col(_L.status).not_in(klaar)).order_by(col(_L.casus), col(_L.volgnummer))
    ).scalars():
        doe = _volgende_stap(db, rij, nu)
        if doe:
            stappen.append(Stap(doe, rij.lijn, rij.casus))
    afgelopen = (
        select(col(CasusRij.nummer))
        .where(col(CasusRij.status).in_(klare_staten(db)))
        .where(select(col(_L.lijn)).where(col(_L.casus) == col(CasusRij.nummer)).exists())
        .where(
            ~select(col(_L.lijn)).where(col(_L.casus) == col(CasusRij.nummer), col(_L.status).not_in(klaar)).exists()
        )
        .order_by(col(CasusRij.nummer))
    )
    for nummer in db.execute(afgelopen).scalars():
        lijn_ = grootboek.casuslijn(db, nummer)
        betalen = grootboek.facturen_open(db, casus=nummer)
        if not lijn_.gesloten and not betalen and not lijn_.gereserveerd and not lijn_.terug_te_vorderen:
            stappen.append(Stap("sluit_geld", nummer, nummer))
    return stappen


def _volgende_stap(db: Sessie, rij: FinancieringslijnRij, nu: datetime) -> str | None:
    feiten = stand_van(db, rij, nu)
    match rij.status:
        case "voorgefinancierd":
            return "open_onderzoek"
        case "betaler_in_onderzoek" if (termijn := onderzoekstermijn(db, rij)) and termijn.einde < dag(nu):
            return "impasse"
        case "in_geschil" if trede_na_stilte(db, rij, dag(nu)):
            return "geschil_verder"
        case "verrekend" if feiten.open_vordering:
            return "storno"
        case "in_verrekening" if feiten.open_vordering and nieuwe_storno(db, rij):
            return "storno"
        case "toegewezen" | "gedeeld":
            return "verrekenen"
        case "in_verrekening" if not feiten.open_vordering and not feiten.verplicht:
            return "wikkel_af"
        case "potlast" if not feiten.verplicht:
            return "ten_laste_pot"
        case "verrekend" if not (
            feiten.gereserveerd or feiten.verplicht or feiten.open_vordering or feiten.terug_te_vorderen
        ):
            return "sluit_lijn"
    return None


def _kolommen() -> Select[Any]:
    return select(
        col(_L.lijn), col(_L.casus), col(_L.status), col(_L.versie), col(_L.aanbieder), col(_L.wet), col(_L.van),
        col(_L.tot), col(_L.houdbaar_tot), col(_L.toegekend), col(_L.gereserveerd), col(_L.verplicht),
        col(_L.voorgefinancierd),
    )  # fmt: skip


def _lijn(rij: Any) -> Lijn:
    return Lijn(*rij[:9], *(Geld(cents) for cents in rij[9:]))
