"""Questions about the region: who is who, who may do what on a day, which agreement holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_, select, text
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import NietIngericht, Sessie, is_postgres
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.register.begrippen import (
    Aanstelling,
    Administratie,
    Afwezigheid,
    Organisatie,
    Persoon,
    Regeling,
    Vervulling,
)
from engine.register.opslag import (
    AanstellingRij,
    AdministratieRij,
    AfwezigheidRij,
    FunctievervullingRij,
    InlogRij,
    OrganisatieRij,
    PersoonRij,
    RegelingRij,
    RolRij,
)
from engine.register.weigeringen import GebruikerOnbekend, GebruikerUitDienst, RolOnbekend


def administratie(db: Sessie) -> Administratie:
    """Return what this database is; refusal: niet_ingericht (a schema without a region)."""
    a = AdministratieRij
    rij = db.execute(
        select(col(a.regio), col(a.naam), col(a.oefen), col(a.klok), col(a.oefengebruiker), col(a.gemaakt_op))
    ).first()
    if rij is None:
        raise NietIngericht("die u noemde")
    return Administratie(*rij)


def persoon(db: Sessie, id: str) -> Persoon | None:
    """Return one person, None when unknown."""
    p = PersoonRij
    rij = db.execute(select(col(p.id), col(p.weergavenaam), col(p.email)).where(col(p.id) == id)).first()
    return None if rij is None else Persoon(*rij)


def personen(db: Sessie) -> tuple[Persoon, ...]:
    """Return everybody, by id."""
    p = PersoonRij
    return tuple(
        Persoon(*rij) for rij in db.execute(select(col(p.id), col(p.weergavenaam), col(p.email)).order_by(col(p.id)))
    )


_O = OrganisatieRij
_ORGANISATIE = (
    col(_O.id),
    col(_O.naam),
    col(_O.soort),
    col(_O.domein),
    col(_O.gemeente),
    col(_O.werkgebied),
    col(_O.onderdeel_van),
)


def organisatie(db: Sessie, id: str) -> Organisatie | None:
    """Return one organisation, None when unknown."""
    rij = db.execute(select(*_ORGANISATIE).where(col(_O.id) == id)).first()
    return None if rij is None else _organisatie(rij)


def organisaties(db: Sessie, soort: str | None = None) -> tuple[Organisatie, ...]:
    """Return the organisations, all or of one soort, by id."""
    vraag = select(*_ORGANISATIE).order_by(col(_O.id))
    return tuple(_organisatie(r) for r in db.execute(vraag if soort is None else vraag.where(col(_O.soort) == soort)))


def _organisatie(rij: Sequence[Any]) -> Organisatie:
    return replace(Organisatie(*rij), werkgebied=tuple(rij[5]))


def rollen(db: Sessie, persoon: str) -> tuple[Rol, ...]:
    """Return the roles of somebody in the order of `Rol`; empty for an unknown person."""
    heeft = set(db.execute(select(col(RolRij.rol)).where(col(RolRij.persoon) == persoon)).scalars())
    return tuple(rol for rol in Rol if rol in heeft)


def aanstellingen(db: Sessie, *, persoon: str | None = None, op: date | None = None) -> tuple[Aanstelling, ...]:
    """Return who works where, as known now: everything, of one person, or valid on a day; in order of recording."""
    a = AanstellingRij
    vraag = (
        select(
            col(a.nummer),
            col(a.persoon),
            col(a.organisatie),
            col(a.functie),
            col(a.geldig_van),
            col(a.geldig_tot),
            col(a.vervanger),
            col(a.bandbreedte),
        )
        .where(col(a.vervallen_op).is_(None))
        .order_by(col(a.nummer))
    )
    if persoon is not None:
        vraag = vraag.where(col(a.persoon) == persoon)
    if op is not None:
        vraag = vraag.where(*_geldig(a, op))
    return tuple(Aanstelling(*rij) for rij in db.execute(vraag))


def werkt_bij(db: Sessie, persoon: str, op: date) -> str | None:
    """Return the organisation where somebody works on this day (the first recorded), None when out of service."""
    gevonden = aanstellingen(db, persoon=persoon, op=op)
    return gevonden[0].organisatie if gevonden else None


def heeft_functie(db: Sessie, persoon: str, functie: str, op: date) -> bool:
    """Say whether somebody holds the function on this day; never true for somebody unknown."""
    f = FunctievervullingRij
    vraag = select(col(f.nummer)).where(col(f.persoon) == persoon, col(f.functie) == functie, *_geldig(f, op))
    return db.execute(vraag.where(col(f.vervallen_op).is_(None)).limit(1)).first() is not None


def houders(db: Sessie, functie: str, op: date) -> tuple[str, ...]:
    """Return the persons who hold the function on this day, first appointed first; empty = the function is empty."""
    f = FunctievervullingRij
    vraag = select(col(f.persoon)).where(col(f.functie) == functie, *_geldig(f, op), col(f.vervallen_op).is_(None))
    return tuple(dict.fromkeys(db.execute(vraag.order_by(col(f.geldig_van), col(f.nummer))).scalars()))


def vervullingen(db: Sessie, op: date | None = None) -> tuple[Vervulling, ...]:
    """Return who holds which function, as known now: everything, or valid on a day."""
    f = FunctievervullingRij
    vraag = (
        select(col(f.persoon), col(f.functie), col(f.geldig_van), col(f.geldig_tot))
        .where(col(f.vervallen_op).is_(None))
        .order_by(col(f.nummer))
    )
    return tuple(Vervulling(*rij) for rij in db.execute(vraag if op is None else vraag.where(*_geldig(f, op))))


def afwezigheden(db: Sessie, op: date | None = None) -> tuple[Afwezigheid, ...]:
    """Return the recorded absences, as known now: everything, or on a day."""
    a = AfwezigheidRij
    vraag = (
        select(col(a.persoon), col(a.geldig_van), col(a.geldig_tot), col(a.door))
        .where(col(a.vervallen_op).is_(None))
        .order_by(col(a.nummer))
    )
    return tuple(Afwezigheid(*rij) for rij in db.execute(vraag if op is None else vraag.where(*_geldig(a, op))))


def _geldig(
    rij: type[AanstellingRij] | type[FunctievervullingRij] | type[AfwezigheidRij], op: date
) -> tuple[ColumnElement[bool], ...]:
    return (col(rij.geldig_van) <= op, or_(col(rij.geldig_tot).is_(None), col(rij.geldig_tot) > op))


def regeling(db: Sessie, naam: str, op: date | None = None) -> Regeling:
    """Return the version of an agreement that is in force on the day, without a day the newest.

    LookupError when there is none: the names are those that `init` stored (regio, partijen, pot, ladder,
    termijnen, netwerk, bestedingsregels, betaler-matrix, feestdagen, schoolvakanties, proces, ...).
    """
    r = RegelingRij
    vraag = select(
        col(r.naam), col(r.versie), col(r.inhoud), col(r.bron), col(r.geldig_van), col(r.vingerafdruk)
    ).where(col(r.naam) == naam)
    if op is not None:
        vraag = vraag.where(col(r.geldig_van) <= op)
    rij = db.execute(vraag.order_by(col(r.geldig_van).desc(), col(r.vastgelegd_op).desc()).limit(1)).first()
    if rij is None:
        raise LookupError(f"no regeling {naam}")
    return Regeling(*rij)


def databaselogin(db: Sessie) -> str | None:
    """Return the login that the database knows us by; None on SQLite, which knows nobody."""
    return str(db.connection().execute(text("SELECT session_user")).scalar_one()) if is_postgres(db) else None


def gebruiker_van(db: Sessie, als: str | None, login: str | None, *, op: date) -> Gebruiker:
    """Return who asks, from `--als PERSOON[:ROL]` and the database login (see `databaselogin`).

    With a login the person is the one registered with it and `als` only chooses the role; without one `als` is
    a statement. Without `als` a practice database takes its oefengebruiker. `op` is today: who works nowhere
    on that day is no user. Refusals: gebruiker_onbekend, gebruiker_uit_dienst, rol_onbekend; unusable input when
    nobody or no role is named where that is needed.
    """
    genoemd, _, rol = (als or "").strip().partition(":")
    if login is not None:
        wie = db.execute(select(col(InlogRij.persoon)).where(col(InlogRij.login) == login)).scalar()
        if wie is None:
            raise GebruikerOnbekend(login, login=True)
        if genoemd and genoemd != wie:
            raise OnbruikbareInvoer(
                [
                    Fout(
                        "opdrachtregel",
                        "--als",
                        f"U bent bij deze database aangemeld als '{wie}', niet als '{genoemd}'.",
                        "Laat --als weg, of kies alleen een rol, zoals --als :voorzitter.",
                    )
                ]
            )
        if wie == SYSTEEM.persoon:
            return SYSTEEM
        return _in_rol(db, wie, rol, op, zelfverklaard=False)
    if not genoemd:
        gegevens = administratie(db)
        if not gegevens.oefen or gegevens.oefengebruiker is None:
            raise OnbruikbareInvoer(
                [
                    Fout(
                        "opdrachtregel",
                        "--als",
                        "Er is niet gezegd wie dit doet.",
                        "Noem uzelf met --als PERSOON of DOORBRAAK_GEBRUIKER; "
                        "de namen staan in 'doorbraak register lijst personen'.",
                    )
                ]
            )
        genoemd, _, vaste_rol = gegevens.oefengebruiker.partition(":")
        rol = rol or vaste_rol
    return _in_rol(db, genoemd, rol, op, zelfverklaard=True)


def _in_rol(db: Sessie, wie: str, rol: str, op: date, *, zelfverklaard: bool) -> Gebruiker:
    if persoon(db, wie) is None:
        raise GebruikerOnbekend(wie)
    bij = werkt_bij(db, wie, op)
    if bij is None:
        raise GebruikerUitDienst(wie, op)
    heeft = rollen(db, wie)
    if (rol and rol not in heeft) or not heeft:
        raise RolOnbekend(wie, rol, heeft)
    if not rol and len(heeft) > 1:
        raise OnbruikbareInvoer(
            [
                Fout(
                    "opdrachtregel",
                    "--als",
                    f"'{wie}' heeft meer dan één rol: {', '.join(heeft)}.",
                    f"Kies er één, bijvoorbeeld --als {wie}:{heeft[0]}.",
                )
            ]
        )
    return Gebruiker(wie, Rol(rol) if rol else heeft[0], bij, zelfverklaard=zelfverklaard)
