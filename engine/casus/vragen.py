"""Questions about casussen; every one of them sees only what the user may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.nummer import is_nummer
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import INHOUD_LEZEN, PERSOON_LEZEN, mag_zien
from engine.casus.zoekindex import met_nummer, met_woorden
from engine.inzage.kluis import Kluis
from engine.inzage.logboek import Handeling, log
from engine.proces.regels import mogelijk
from engine.proces.vragen import proces
from engine.register.vragen import organisaties
from engine.termijnen.opslag import TermijnRij


@dataclass(frozen=True, slots=True)
class CasusKort:
    """A line in a list: neutral facts only."""

    nummer: str
    status: str
    status_naam: str
    status_sinds: date
    versie: int
    vraag: str
    leeftijdsband: str
    gemeente: str
    school: str | None
    thuis_sinds: date | None
    spoed: bool
    termijn: date | None
    ontvanger: str | None


@dataclass(frozen=True, slots=True)
class Termijn:
    """An obligation with its reason."""

    nummer: int
    casus: str | None
    onderwerp: str
    code: str
    ontvanger: str
    doe: str
    einde: date
    status: str
    uitleg: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """A line of the time line."""

    nummer: int
    spoor: str
    lijn: str | None
    code: str
    naam: str
    van: str
    naar: str
    persoon: str
    rol: str
    namens: str | None
    dag: date
    tijdstip: datetime
    reden: str
    gegevens: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dossier:
    """A casus as it is opened; `persoon` is None for who may not see names, or after destruction."""

    kort: CasusKort
    aangemeld_op: datetime
    aanmelder_organisatie: str
    swv: str | None
    verzuim: str
    eerste_signaal: date
    gewenste_start: date
    gedwongen_kader: bool
    veiligheid: bool
    kenmerken: dict[str, Any]
    persoon: dict[str, Any] | None
    persoon_vernietigd: bool
    termijnen: tuple[Termijn, ...]
    kan_nu: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aanduiding:
    """How the people at the table know a casus: the child by first name and initial, and the age."""

    naam: str
    initialen: str
    leeftijd: int
    gemeente: str


_C = CasusRij
_KORT = (
    col(_C.nummer),
    col(_C.status),
    col(_C.status_sinds),
    col(_C.versie),
    col(_C.vraag),
    col(_C.leeftijdsband),
    col(_C.gemeente),
    col(_C.school),
    col(_C.thuis_sinds),
    col(_C.spoed),
    col(_C.proces),
)


def lijst(
    db: Sessie, wie: Gebruiker, nu: datetime, *, zoek: str = "", status: str = "", hoogstens: int = 500
) -> list[CasusKort]:
    """Return the casussen that this user may see, oldest state first; a search is logged with what it showed.

    zoek: the beginnings of words in question, school and gemeente, or of the casusnummer; for who may see names also
    the beginning of a name.
    """
    vraag = select(*_KORT).where(mag_zien(wie, dag(nu)))
    if status:
        vraag = vraag.where(col(_C.status) == status)
    if zoek:
        rijen = _gezocht(db, wie, vraag, zoek.strip())[:hoogstens]
    else:
        rijen = list(db.execute(vraag.order_by(col(_C.status_sinds), col(_C.nummer)).limit(hoogstens)))
    gevonden = _kort(db, rijen)
    if zoek:
        log(db, wie, Handeling.ZOEKEN, [k.nummer for k in gevonden], nu, object_="casus")
    return gevonden


def toon(
    db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, *, kanaal: str = "programma", ververs: bool = False
) -> Dossier:
    """Open a casus; refusal: casus_onbekend (also for who may not see it). The reading is logged.

    Names only for who may read them; what was tried and which help runs not for who only pays.
    ververs: an open screen looks again; that is no new reading.
    """
    rij = db.execute(select(*_KORT, _C).where(col(_C.nummer) == nummer, mag_zien(wie, dag(nu)))).first()
    if rij is None:
        raise CasusOnbekend(nummer)
    casus: CasusRij = rij[-1]
    persoon, vernietigd = None, False
    if wie.rol in PERSOON_LEZEN:
        persoon = Kluis(db).lees(nummer)
        vernietigd = persoon is None
    if not ververs:
        log(db, wie, Handeling.LEZEN, [nummer], nu, object_="casus", kanaal=kanaal)
    return Dossier(
        kort=_kort(db, [rij])[0],
        aangemeld_op=casus.aangemeld_op,
        aanmelder_organisatie=casus.aanmelder_organisatie,
        swv=casus.swv,
        verzuim=casus.verzuim,
        eerste_signaal=casus.eerste_signaal,
        gewenste_start=casus.gewenste_start,
        gedwongen_kader=casus.gedwongen_kader,
        veiligheid=casus.veiligheid,
        kenmerken=casus.kenmerken if wie.rol in INHOUD_LEZEN else {},
        persoon=persoon,
        persoon_vernietigd=vernietigd,
        termijnen=tuple(termijnen(db, wie, nu, casus=nummer)),
        kan_nu=tuple(mogelijk(proces(db, casus.proces).hulp, casus.status)),
    )


def tijdlijn(
    db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, *, kanaal: str = "programma", ververs: bool = False
) -> list[Gebeurtenis]:
    """Return everything that happened in a casus, oldest first; refusal: casus_onbekend. Logged as reading.

    ververs: an open screen looks again; that is no new reading.
    """
    g = GebeurtenisRij
    if db.execute(select(col(_C.nummer)).where(col(_C.nummer) == nummer, mag_zien(wie, dag(nu)))).first() is None:
        raise CasusOnbekend(nummer)
    if not ververs:
        log(db, wie, Handeling.LEZEN, [nummer], nu, object_="tijdlijn", kanaal=kanaal)
    kolommen = (
        g.nummer, g.spoor, g.lijn, g.code, g.naam, g.van, g.naar, g.persoon, g.rol, g.namens, g.dag, g.tijdstip,
        g.reden, g.gegevens,
    )  # fmt: skip
    vraag = select(*(col(k) for k in kolommen)).where(col(g.casus) == nummer).order_by(col(g.nummer))
    return [_voor(wie, Gebeurtenis(*rij)) for rij in db.execute(vraag)]


def _voor(wie: Gebruiker, g: Gebeurtenis) -> Gebeurtenis:
    """Leave out why and with what, for who only pays; the kassier keeps that of the money."""
    if wie.rol in INHOUD_LEZEN or (wie.rol is Rol.KASSIER and g.spoor == "geld"):
        return g
    return replace(g, reden="", gegevens={})


def aanduidingen(
    db: Sessie,
    wie: Gebruiker,
    nummers: Collection[str],
    nu: datetime,
    *,
    kanaal: str = "programma",
    ververs: bool = False,
) -> dict[str, Aanduiding]:
    """Return how the casussen of a list are called, for who may see names; others get none. Logged as reading.

    A casus that the user may not see, or whose person data were destroyed, is left out.
    ververs: an open screen looks again; that is no new reading. Refusal: sleutel_ontbreekt.
    """
    if wie.rol not in PERSOON_LEZEN or not nummers:
        return {}
    vraag = select(col(_C.nummer), col(_C.gemeente)).where(col(_C.nummer).in_(list(nummers)), mag_zien(wie, dag(nu)))
    kluis, gevonden = Kluis(db), {}
    for nummer, gemeente in db.execute(vraag):
        persoon = kluis.lees(nummer)
        if persoon is not None:
            gevonden[nummer] = _aanduiding(persoon["jeugdige"], gemeente, dag(nu))
    if gevonden and not ververs:
        log(db, wie, Handeling.LEZEN, sorted(gevonden), nu, object_="lijst", kanaal=kanaal)
    return gevonden


def _aanduiding(jeugdige: dict[str, Any], gemeente: str, op: date) -> Aanduiding:
    delen = jeugdige["naam"].split()
    geboren = date.fromisoformat(jeugdige["geboortedatum"])
    jaren = op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))
    # The last capitalised word: 'van der' says nothing about who somebody is.
    achternaam = next((deel for deel in reversed(delen[1:]) if deel[:1].isupper()), "")
    kort = f"{delen[0]} {achternaam[0]}." if achternaam else delen[0]
    letters = [deel[0].upper() for deel in (delen[0], achternaam) if deel]
    return Aanduiding(kort, f"{'.'.join(letters)}.", jaren, gemeente)


_TERMIJN = ("nummer", "casus", "onderwerp", "code", "ontvanger", "doe", "einde", "status", "uitleg")


def termijnen(
    db: Sessie, wie: Gebruiker, nu: datetime, *, casus: str = "", status: str = "open", tot: date | None = None
) -> list[Termijn]:
    """Return the obligations of the casussen that this user may see, earliest first."""
    t = TermijnRij
    kolommen = (t.nummer, t.casus, t.onderwerp, t.code, t.ontvanger, t.doe, t.einde, t.status, t.afleiding)
    vraag = (
        select(*(col(k) for k in kolommen))
        .join(_C, col(_C.nummer) == col(t.casus))
        .where(mag_zien(wie, dag(nu)))
        .order_by(col(t.einde), col(t.nummer))
    )
    if casus:
        vraag = vraag.where(col(t.casus) == casus)
    if status:
        vraag = vraag.where(col(t.status) == status)
    if tot is not None:
        vraag = vraag.where(col(t.einde) <= tot)
    rijen: Iterable[Any] = db.execute(vraag)
    return [Termijn(**dict(zip(_TERMIJN, rij, strict=True)) | {"uitleg": tuple(rij[-1]["uitleg"])}) for rij in rijen]


MEESTE = 1000
"""Casussen that a search looks at; who finds more types on."""


def _gezocht(db: Sessie, wie: Gebruiker, vraag: Select[Any], zoek: str) -> list[Any]:
    """Return what was found, oldest state first."""
    if is_nummer(zoek.upper()):
        return list(db.execute(vraag.where(col(_C.nummer) == zoek.upper())))
    vragen = [met_nummer(vraag, zoek), met_woorden(db, vraag, zoek)]
    if wie.rol in PERSOON_LEZEN and (namen := Kluis(db).zoek(zoek)):
        vragen.append(vraag.where(col(_C.nummer).in_(namen[:MEESTE])))
    rijen = {rij[0]: rij for deel in vragen if deel is not None for rij in db.execute(deel.limit(MEESTE))}
    return sorted(rijen.values(), key=lambda rij: (rij[2], rij[0]))


def _kort(db: Sessie, rijen: Sequence[Any]) -> list[CasusKort]:
    """Make list lines in one query more: the first open obligation of each casus."""
    t = TermijnRij
    eerst: dict[str, tuple[date | None, str | None]] = {}
    nummers = [r[0] for r in rijen]
    for begin in range(0, len(nummers), 500):
        stuk = nummers[begin : begin + 500]
        vraag = (
            select(col(t.casus), col(t.einde), col(t.ontvanger))
            .where(col(t.status) == "open", col(t.onderwerp) == "hulp", col(t.casus).in_(stuk))
            .order_by(col(t.einde).desc())
        )
        eerst |= {str(casus): (einde, ontvanger) for casus, einde, ontvanger in db.execute(vraag)}
    namen = {o.id: o.naam for o in organisaties(db, "school")}
    sporen = {definitie: proces(db, definitie).hulp for definitie in {r[10] for r in rijen}}
    return [
        CasusKort(
            nummer=r[0],
            status=r[1],
            status_naam=sporen[r[10]].staten[r[1]].naam,
            status_sinds=r[2],
            versie=r[3],
            vraag=r[4],
            leeftijdsband=r[5],
            gemeente=r[6],
            school=namen.get(r[7], r[7]),
            thuis_sinds=r[8],
            spoed=r[9],
            termijn=eerst.get(r[0], (None, None))[0],
            ontvanger=eerst.get(r[0], (None, None))[1],
        )
        for r in rijen
    ]
