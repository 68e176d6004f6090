"""Questions about the region: who is who, who may do what on a day, which agreement holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select, text
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import NietIngericht, Sessie, is_postgres
from budget.basis.voorbereid import voer_uit
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.betaler.bestedingsregels import Bestedingsregel, bestedingsregels_uit
from engine.mandaat.begrippen import Bevoegdheid, Mandaat, Spoor, Trede, Vervulling
from engine.mandaat.begrippen import Register as Mandaatregister
from engine.register.begrippen import (
    Aanstelling,
    Administratie,
    Afwezigheid,
    Functie,
    Organisatie,
    Persoon,
    Regeling,
    Termijnregel,
)
from engine.register.opslag import (
    AanstellingRij,
    AdministratieRij,
    AfwezigheidRij,
    FunctieRij,
    FunctievervullingRij,
    InlogRij,
    MandaatRij,
    OrganisatieRij,
    PersoonRij,
    RegelingRij,
    RolRij,
)
from engine.register.vertaling import mandaat_uit, naar_json
from engine.register.weigeringen import GebruikerOnbekend, GebruikerUitDienst, RolOnbekend
from engine.termijnen.begrippen import Grondslag, Kalender, Verlengruimte, lees_duur
from engine.termijnen.kalender import lees_feestdagen, lees_schoolvakanties


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
    col(_O.kenmerken),
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
    return replace(Organisatie(*rij), werkgebied=tuple(rij[5]), kenmerken=tuple(rij[7]))


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
    """Return who holds which function and works where, as known now: everything, or what is valid on a day."""
    f = FunctievervullingRij
    vraag = (
        select(col(f.functie), col(f.persoon), col(f.geldig_van), col(f.geldig_tot))
        .where(col(f.vervallen_op).is_(None))
        .order_by(col(f.nummer))
    )
    banen: dict[str, list[Aanstelling]] = {}
    for baan in aanstellingen(db):
        banen.setdefault(baan.persoon, []).append(baan)

    def werkt(wie: str, dag: date) -> str | None:
        lopend = (b for b in banen.get(wie, ()) if b.van <= dag and (b.tot is None or dag < b.tot))
        return next((b.organisatie for b in lopend), None)

    rijen = db.execute(vraag if op is None else vraag.where(*_geldig(f, op)))
    return tuple(Vervulling(functie, wie, van, tot, werkt(wie, op or van)) for functie, wie, van, tot in rijen)


def functies(db: Sessie) -> tuple[Functie, ...]:
    """Return the functions that the region knows, by id."""
    f = FunctieRij
    vraag = select(col(f.id), col(f.naam), col(f.organisatie), col(f.valt_onder)).order_by(col(f.id))
    return tuple(Functie(*rij) for rij in db.execute(vraag))


def mandaten(db: Sessie) -> tuple[Mandaat, ...]:
    """Return every version of every mandate, in the order of the register."""
    m = MandaatRij
    vraag = select(col(m.inhoud)).order_by(col(m.volgorde), col(m.id), col(m.versie))
    return tuple(mandaat_uit(inhoud) for inhoud in db.execute(vraag).scalars())


def mandaatregister(db: Sessie, op: date) -> Mandaatregister:
    """Return what the mandate check needs of the register on a day; the caller adds the usage.

    Everybody who ever filled a function is in it, so that an empty function is not an unknown one.
    """
    return Mandaatregister(
        mandaten=mandaten(db),
        vervullingen=vervullingen(db),
        ladder=ladder(db, op),
        bestedingsregels=bestedingsregels(db, op),
        valt_onder={f.id: f.valt_onder for f in functies(db) if f.valt_onder is not None},
    )


def bestedingsregels(db: Sessie, op: date) -> tuple[Bestedingsregel, ...]:
    """Return which earmark may pay for which destination, in the version in force on the day."""
    return _bestedingsregels(regeling(db, "bestedingsregels", op))


@lru_cache(maxsize=8)
def _bestedingsregels(rijen: Regeling) -> tuple[Bestedingsregel, ...]:
    return bestedingsregels_uit(rijen.inhoud)


def ladder(db: Sessie, op: date) -> tuple[Trede, ...]:
    """Return the steps of the ladder in force on the day, lowest first."""
    return _ladder(regeling(db, "ladder", op))


@lru_cache(maxsize=8)
def _ladder(treden: Regeling) -> tuple[Trede, ...]:
    return tuple(
        Trede(
            nummer=stap["nummer"],
            naam=stap["naam"],
            houders=tuple(stap["houders"]),
            spoor=Spoor(stap["spoor"]),
            samen=stap["samen"],
            bevoegdheid=Bevoegdheid(stap["bevoegdheid"]),
            organen=stap["organen"],
            bevestigen_binnen=stap["bevestigen_binnen"],
        )
        for stap in treden.inhoud
    )


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

    Which versions there are is read once per transaction, and each content once per process: its fingerprint names
    it. Do not change `inhoud`.
    LookupError when there is none: the names are those that `init` stored (regio, partijen, pot, ladder,
    termijnen, netwerk, bestedingsregels, betaler-matrix, feestdagen, schoolvakanties, proces, ...).
    """
    for versie in _versies(db).get(naam, ()):
        if op is None or versie.geldig_van <= op:
            return versie
    raise LookupError(f"no regeling {naam}")


def regelingversie(db: Sessie, naam: str, versie: str) -> Regeling:
    """Return one version of an agreement, in force or not; LookupError when there is none."""
    gevonden = next((r for r in _versies(db).get(naam, ()) if r.versie == versie), None)
    if gevonden is None:
        raise LookupError(f"no regeling {naam} {versie}")
    return gevonden


_R = RegelingRij
_VERSIES = select(col(_R.naam), col(_R.versie), col(_R.bron), col(_R.geldig_van), col(_R.vingerafdruk)).order_by(
    col(_R.geldig_van).desc(), col(_R.vastgelegd_op).desc()
)
_INHOUD = select(col(_R.vingerafdruk), col(_R.inhoud)).where(
    col(_R.vingerafdruk).in_(bindparam("vingerafdrukken", expanding=True))
)
_INHOUDEN: dict[str, Any] = {}


def _versies(db: Sessie) -> dict[str, list[Regeling]]:
    """Return the versions of every agreement, newest first."""
    gelezen: dict[str, list[Regeling]] | None = db.info.get("regelingen")
    if gelezen is None:
        rijen = voer_uit(db, _VERSIES).all()
        nieuw = {rij.vingerafdruk for rij in rijen} - _INHOUDEN.keys()
        if nieuw:
            _INHOUDEN.update((afdruk, inhoud) for afdruk, inhoud in voer_uit(db, _INHOUD, vingerafdrukken=list(nieuw)))
        gelezen = {}
        for naam, versie, bron, van, afdruk in rijen:
            gelezen.setdefault(naam, []).append(Regeling(naam, versie, _INHOUDEN[afdruk], bron, van, afdruk))
        if rijen:
            db.info["regelingen"] = gelezen
    return gelezen


def termijnregel(db: Sessie, code: str, op: date | None = None) -> Termijnregel:
    """Return the term with this code in force on the day; LookupError for a code that the region does not have."""
    regels = _termijnregels(regeling(db, "termijnen", op))
    if code not in regels:
        raise LookupError(f"no term {code}")
    return regels[code]


@lru_cache(maxsize=8)
def _termijnregels(termijnen: Regeling) -> dict[str, Termijnregel]:
    return {
        rij["code"]: Termijnregel(
            code=rij["code"],
            naam=rij["naam"],
            duur=lees_duur(rij["duur"]),
            grondslag=Grondslag(rij["grondslag"]),
            eigenaar=rij["eigenaar"],
            profiel=rij["profiel"],
            verlenging=Verlengruimte(ruimte["hoogstens"], lees_duur(ruimte["erbij"])) if ruimte else None,
            bron=rij["bron"],
            status=rij["status"],
        )
        for rij in termijnen.inhoud["termijnen"]
        for ruimte in [rij["verlenging"]]
    }


def kalender(db: Sessie) -> Kalender:
    """Return the calendar of the region: holidays, school holidays and its own closing days."""
    return _kalender(regeling(db, "feestdagen"), regeling(db, "schoolvakanties"), regeling(db, "regio"))


@lru_cache(maxsize=8)
def _kalender(feestdagen: Regeling, vakanties: Regeling, regio: Regeling) -> Kalender:
    dagen = lees_feestdagen(feestdagen.inhoud["csv"])
    return Kalender(
        dagen,
        frozenset(op.year for op in dagen),
        {date.fromisoformat(d["datum"]): d["naam"] for d in regio.inhoud["sluitingsdagen"]},
        lees_schoolvakanties(vakanties.inhoud["csv"]).get(regio.inhoud["schoolvakanties"]),
    )


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
                        "de namen staan in personen.toml van de regio.",
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


LIJSTEN = ("personen", "functies", "organisaties", "mandaten", "regelingen", "inlog")
"""What `register lijst` can show."""


def register_lijst(db: Sessie, wie: Gebruiker, soort: str, nu: datetime) -> list[dict[str, Any]]:
    """Return one list of the register, JSON-ready; amounts are whole cents.

    Everybody in the register may see people, functions, organisations, mandates and agreements; the database
    logins only the beheerder and the auditor. Unusable input for an unknown list.
    """
    op = dag(nu)
    if soort == "inlog" and wie.rol not in (Rol.BEHEERDER, Rol.AUDITOR, Rol.SYSTEEM):
        raise RolOnbekend(wie.persoon, Rol.BEHEERDER, (wie.rol,))
    match soort:
        case "personen":
            return _personenlijst(db, op)
        case "functies":
            houder = vervullingen(db, op)
            return [{**naar_json(f), "houders": [v.persoon for v in houder if v.functie == f.id]} for f in functies(db)]
        case "organisaties":
            return [naar_json(o) for o in organisaties(db)]
        case "mandaten":
            return [naar_json(m) for m in mandaten(db)]
        case "regelingen":
            r = RegelingRij
            vraag = select(col(r.naam), col(r.versie), col(r.geldig_van), col(r.bron), col(r.vingerafdruk))
            return [
                {"naam": naam, "versie": versie, "geldig_van": van.isoformat(), "bron": bron, "vingerafdruk": afdruk}
                for naam, versie, van, bron, afdruk in db.execute(vraag.order_by(col(r.naam), col(r.geldig_van)))
            ]
        case "inlog":
            i = InlogRij
            vraag_inlog = select(col(i.login), col(i.persoon)).order_by(col(i.login))
            return [{"login": login, "persoon": persoon_} for login, persoon_ in db.execute(vraag_inlog)]
    raise OnbruikbareInvoer(
        [Fout("opdrachtregel", "SOORT", f"'{soort}' is geen lijst.", f"Kies uit: {', '.join(LIJSTEN)}.")]
    )


def _personenlijst(db: Sessie, op: date) -> list[dict[str, Any]]:
    rolnamen: dict[str, list[str]] = {}
    for wie, rol in db.execute(select(col(RolRij.persoon), col(RolRij.rol))):
        rolnamen.setdefault(wie, []).append(rol)
    taken: dict[str, list[str]] = {}
    for vervulling in vervullingen(db, op):
        taken.setdefault(vervulling.persoon, []).append(vervulling.functie)
    werk: dict[str, list[str]] = {}
    for baan in aanstellingen(db, op=op):
        werk.setdefault(baan.persoon, []).append(baan.organisatie)
    return [
        {
            "id": p.id,
            "weergavenaam": p.weergavenaam,
            "organisaties": werk.get(p.id, []),
            "rollen": sorted(rolnamen.get(p.id, [])),
            "functies": taken.get(p.id, []),
            "email": p.email,
        }
        for p in personen(db)
    ]
