"""Questions about the region: who is who, who may do what on a day, which agreement holds."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, cast, or_, select
from sqlmodel import col

from budget.basis.gebruiker import Rol
from budget.basis.transactie import NietIngericht, Sessie
from budget.basis.typen import Dag, Tekst
from budget.basis.voorbereid import Waarde, kolom, rij, rijen
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
    MandaatRij,
    OrganisatieRij,
    PersoonRij,
    RegelingRij,
    RolRij,
)
from engine.register.vertaling import mandaat_uit
from engine.termijnen.begrippen import Grondslag, Kalender, Opschortgrond, Verlengruimte, lees_duur
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


_PERSONEN = select(col(PersoonRij.id), col(PersoonRij.weergavenaam), col(PersoonRij.email)).order_by(col(PersoonRij.id))
_PERSOON = _PERSONEN.where(col(PersoonRij.id) == bindparam("id"))


def persoon(db: Sessie, id: str) -> Persoon | None:
    """Return one person, None when unknown."""
    gevonden = rij(db, _PERSOON, id=id)
    return None if gevonden is None else Persoon(*gevonden)


def personen(db: Sessie) -> tuple[Persoon, ...]:
    """Return everybody, by id."""
    return tuple(Persoon(*velden) for velden in rijen(db, _PERSONEN))


_O = OrganisatieRij
_ORGANISATIES = select(
    col(_O.id),
    col(_O.naam),
    col(_O.soort),
    col(_O.domein),
    col(_O.gemeente),
    cast(col(_O.werkgebied), Tekst),
    col(_O.onderdeel_van),
    cast(col(_O.kenmerken), Tekst),
).order_by(col(_O.id))
_ORGANISATIE = _ORGANISATIES.where(col(_O.id) == bindparam("id"))
_ORGANISATIES_VAN_SOORT = _ORGANISATIES.where(col(_O.soort) == bindparam("soort"))


def organisatie(db: Sessie, id: str) -> Organisatie | None:
    """Return one organisation, None when unknown."""
    gevonden = rij(db, _ORGANISATIE, id=id)
    return None if gevonden is None else _organisatie(gevonden)


def organisaties(db: Sessie, soort: str | None = None) -> tuple[Organisatie, ...]:
    """Return the organisations, all or of one soort, by id."""
    gevonden = rijen(db, _ORGANISATIES) if soort is None else rijen(db, _ORGANISATIES_VAN_SOORT, soort=soort)
    return tuple(_organisatie(velden) for velden in gevonden)


def _organisatie(velden: Sequence[Any]) -> Organisatie:
    id, naam, soort, domein, gemeente, werkgebied, onderdeel_van, kenmerken = velden
    return Organisatie(id, naam, soort, domein, gemeente, _namen(werkgebied), onderdeel_van, _namen(kenmerken))


@lru_cache(maxsize=256)
def _namen(tekst: str) -> tuple[str, ...]:
    return tuple(json.loads(tekst))


def rollen(db: Sessie, persoon: str) -> tuple[Rol, ...]:
    """Return the roles of somebody in the order of `Rol`; empty for an unknown person."""
    heeft = set(db.execute(select(col(RolRij.rol)).where(col(RolRij.persoon) == persoon)).scalars())
    return tuple(rol for rol in Rol if rol in heeft)


def _geldig(rij: type[AanstellingRij] | type[FunctievervullingRij] | type[AfwezigheidRij]) -> ColumnElement[bool]:
    op = bindparam("op", type_=Dag)
    return and_(col(rij.geldig_van) <= op, or_(col(rij.geldig_tot).is_(None), col(rij.geldig_tot) > op))


_A = AanstellingRij
_AANSTELLINGEN = (
    select(
        col(_A.nummer),
        col(_A.persoon),
        col(_A.organisatie),
        col(_A.functie),
        col(_A.geldig_van),
        col(_A.geldig_tot),
        col(_A.vervanger),
        col(_A.bandbreedte),
    )
    .where(col(_A.vervallen_op).is_(None))
    .order_by(col(_A.nummer))
)
_BANEN = _AANSTELLINGEN.with_only_columns(col(_A.persoon), col(_A.organisatie), col(_A.geldig_van), col(_A.geldig_tot))
_AANSTELLINGEN_OP = _AANSTELLINGEN.where(_geldig(_A))
_AANSTELLINGEN_VAN = _AANSTELLINGEN.where(col(_A.persoon) == bindparam("persoon"))
_AANSTELLINGEN_BIJ = _AANSTELLINGEN_OP.where(col(_A.organisatie) == bindparam("organisatie"))


def aanstellingen(db: Sessie, op: date | None = None) -> tuple[Aanstelling, ...]:
    """Return who works where, as known now: everything, or what is valid on a day; in order of recording."""
    gevonden = rijen(db, _AANSTELLINGEN) if op is None else rijen(db, _AANSTELLINGEN_OP, op=op)
    return tuple(Aanstelling(*velden) for velden in gevonden)


def aanstellingen_van(db: Sessie, personen: Collection[str]) -> tuple[Aanstelling, ...]:
    """Return every appointment of these people, as known now; per person in order of recording, a select each."""
    return tuple(Aanstelling(*velden) for wie in personen for velden in rijen(db, _AANSTELLINGEN_VAN, persoon=wie))


def aanstellingen_bij(db: Sessie, organisatie: str, op: date) -> tuple[Aanstelling, ...]:
    """Return who works for an organisation on a day; in order of recording."""
    return tuple(Aanstelling(*velden) for velden in rijen(db, _AANSTELLINGEN_BIJ, organisatie=organisatie, op=op))


def werkt_bij(db: Sessie, persoon: str, op: date) -> str | None:
    """Return the organisation where somebody works on this day (the first recorded), None when out of service."""
    return next((a.organisatie for a in aanstellingen_van(db, [persoon]) if a.geldt(op)), None)


_F = FunctievervullingRij
_VERVULLINGEN = (
    select(col(_F.functie), col(_F.persoon), col(_F.geldig_van), col(_F.geldig_tot))
    .where(col(_F.vervallen_op).is_(None))
    .order_by(col(_F.nummer))
)
_VERVULLINGEN_OP = _VERVULLINGEN.where(_geldig(_F))
_HOUDERS = (
    select(col(_F.persoon))
    .where(col(_F.functie) == bindparam("functie"), _geldig(_F), col(_F.vervallen_op).is_(None))
    .order_by(col(_F.geldig_van), col(_F.nummer))
)


def heeft_functie(db: Sessie, persoon: str, functie: str, op: date) -> bool:
    """Say whether somebody holds the function on this day; never true for somebody unknown."""
    return persoon in houders(db, functie, op)


def houders(db: Sessie, functie: str, op: date) -> tuple[str, ...]:
    """Return the persons who hold the function on this day, first appointed first; empty = the function is empty."""
    return tuple(dict.fromkeys(kolom(db, _HOUDERS, functie=functie, op=op)))


def vervullingen(db: Sessie, op: date | None = None) -> tuple[Vervulling, ...]:
    """Return who holds which function and works where, as known now: everything, or what is valid on a day."""
    gevonden = rijen(db, _VERVULLINGEN) if op is None else rijen(db, _VERVULLINGEN_OP, op=op)
    return _vervullingen(tuple(gevonden), tuple(rijen(db, _BANEN)), op)


@lru_cache(maxsize=16)
def _vervullingen(gevonden: tuple[Waarde, ...], banen: tuple[Waarde, ...], op: date | None) -> tuple[Vervulling, ...]:
    """Put together who works where, once for the same rows: a besluit asks it again and again."""
    per_persoon: dict[str, list[Waarde]] = {}
    for baan in banen:
        per_persoon.setdefault(baan[0], []).append(baan)

    def werkt(wie: str, dag: date) -> str | None:
        lopend = (bij for _, bij, van, tot in per_persoon.get(wie, ()) if van <= dag and (tot is None or dag < tot))
        return next(lopend, None)

    return tuple(Vervulling(functie, wie, van, tot, werkt(wie, op or van)) for functie, wie, van, tot in gevonden)


_FUNCTIES = select(
    col(FunctieRij.id), col(FunctieRij.naam), col(FunctieRij.organisatie), col(FunctieRij.valt_onder)
).order_by(col(FunctieRij.id))


def functies(db: Sessie) -> tuple[Functie, ...]:
    """Return the functions that the region knows, by id."""
    return tuple(Functie(*velden) for velden in rijen(db, _FUNCTIES))


_MANDATEN = select(cast(col(MandaatRij.inhoud), Tekst)).order_by(
    col(MandaatRij.volgorde), col(MandaatRij.id), col(MandaatRij.versie)
)


def mandaten(db: Sessie) -> tuple[Mandaat, ...]:
    """Return every version of every mandate, in the order of the register."""
    return tuple(_mandaat(tekst) for tekst in kolom(db, _MANDATEN))


@lru_cache(maxsize=1024)
def _mandaat(tekst: str) -> Mandaat:
    return mandaat_uit(json.loads(tekst))


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


_W = AfwezigheidRij
_AFWEZIGHEDEN = (
    select(col(_W.persoon), col(_W.geldig_van), col(_W.geldig_tot), col(_W.door))
    .where(col(_W.vervallen_op).is_(None))
    .order_by(col(_W.nummer))
)
_AFWEZIGHEDEN_OP = _AFWEZIGHEDEN.where(_geldig(_W))


def afwezigheden(db: Sessie, op: date | None = None) -> tuple[Afwezigheid, ...]:
    """Return the recorded absences, as known now: everything, or on a day."""
    gevonden = rijen(db, _AFWEZIGHEDEN) if op is None else rijen(db, _AFWEZIGHEDEN_OP, op=op)
    return tuple(Afwezigheid(*velden) for velden in gevonden)


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


def regelingversies(db: Sessie, naam: str) -> list[str]:
    """Return the versions of an agreement, newest first."""
    return [regeling_.versie for regeling_ in _versies(db).get(naam, ())]


def regelingversie(db: Sessie, naam: str, versie: str) -> Regeling:
    """Return one version of an agreement, in force or not; LookupError when there is none."""
    gevonden = next((r for r in _versies(db).get(naam, ()) if r.versie == versie), None)
    if gevonden is None:
        raise LookupError(f"no regeling {naam} {versie}")
    return gevonden


def vergeet_regelingen(db: Sessie) -> None:
    """Read the versions again in this transaction: one was just added."""
    db.info.pop("regelingen", None)


_R = RegelingRij
_VERSIES = select(col(_R.naam), col(_R.versie), col(_R.bron), col(_R.geldig_van), col(_R.vingerafdruk)).order_by(
    col(_R.geldig_van).desc(), col(_R.vastgelegd_op).desc()
)
_INHOUD = select(col(_R.inhoud)).where(col(_R.vingerafdruk) == bindparam("vingerafdruk"))
_INHOUDEN: dict[str, Any] = {}


def _versies(db: Sessie) -> dict[str, list[Regeling]]:
    """Return the versions of every agreement, newest first."""
    gelezen: dict[str, list[Regeling]] | None = db.info.get("regelingen")
    if gelezen is None:
        gelezen = {}
        for naam, versie, bron, van, afdruk in rijen(db, _VERSIES):
            if afdruk not in _INHOUDEN:
                (_INHOUDEN[afdruk], *_) = kolom(db, _INHOUD, vingerafdruk=afdruk)
            gelezen.setdefault(naam, []).append(Regeling(naam, versie, _INHOUDEN[afdruk], bron, van, afdruk))
        if gelezen:
            db.info["regelingen"] = gelezen
    return gelezen


def termijnregel(db: Sessie, code: str, op: date | None = None) -> Termijnregel:
    """Return the term with this code in force on the day: that of the region, else the national one.

    LookupError for a code that neither has.
    """
    regels = _termijnregels(regeling(db, "termijnen", op))
    if code in regels:
        return regels[code]
    for regel in _landelijke_termijnen(regeling(db, "landelijke-termijnen")):
        if regel.code == code and (op is None or regel.geldig_van is None or regel.geldig_van <= op):
            return regel
    raise LookupError(f"no term {code}")


def termijnregels(db: Sessie) -> tuple[Termijnregel, ...]:
    """Return every term by its code: those of the region, then those set elsewhere, newest first."""
    eigen = _termijnregels(regeling(db, "termijnen"))
    elders = _landelijke_termijnen(regeling(db, "landelijke-termijnen"))
    return (*eigen.values(), *(regel for regel in elders if regel.code not in eigen))


@lru_cache(maxsize=8)
def _termijnregels(termijnen: Regeling) -> dict[str, Termijnregel]:
    return {
        rij["code"]: _regel(rij, profiel=rij["profiel"], opschorten=(Opschortgrond.AFSPRAAK, Opschortgrond.AANVULLING))
        for rij in termijnen.inhoud["termijnen"]
    }


@lru_cache(maxsize=8)
def _landelijke_termijnen(termijnen: Regeling) -> tuple[Termijnregel, ...]:
    """Return the national terms, of each code the latest first."""
    regels = (
        _regel(
            rij,
            begint=rij["begint"],
            opschorten=tuple(Opschortgrond(grond) for grond in rij["opschorten"]),
            geldig_van=date.fromisoformat(rij["geldig_van"]),
        )
        for rij in termijnen.inhoud
    )
    return tuple(sorted(regels, key=lambda r: r.geldig_van or date.min, reverse=True))


def _regel(rij: dict[str, Any], *, profiel: str = "", **rest: Any) -> Termijnregel:
    ruimte = rij["verlenging"]
    erbij = ruimte and ruimte["erbij"]
    return Termijnregel(
        code=rij["code"],
        naam=rij["naam"],
        duur=lees_duur(rij["duur"]),
        grondslag=Grondslag(rij["grondslag"]),
        eigenaar=rij["eigenaar"],
        profiel=profiel,
        verlenging=Verlengruimte(ruimte["hoogstens"], lees_duur(erbij) if erbij else None) if ruimte else None,
        bron=rij["bron"],
        status=rij["status"],
        **rest,
    )


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
