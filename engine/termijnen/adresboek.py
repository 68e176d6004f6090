"""The people and casussen of one day, read in a handful of selects, for the choice of recipients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy import or_, select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij, ToegangRij
from engine.casus.zicht import Grond
from engine.regie.vragen import regies_nu
from engine.register.opslag import RolRij
from engine.register.vragen import (
    aanstellingen,
    afwezigheden,
    kalender,
    organisaties,
    personen,
    regeling,
    vervullingen,
)
from engine.termijnen.regels.ontvangers import CASUSREGISSEUR, Adresboek, Zaak
from engine.termijnen.weigeringen import FeestdagenOntbreken, SchoolvakantiesOntbreken
from engine.zitting.opslag import OpschalingRij

_STUK = 5_000


def adresboek(db: Sessie, op: date) -> Adresboek:
    """Return who can be reached on this day and who holds what. Eight selects, whatever the number of casussen."""
    banen = aanstellingen(db)
    werkt = {b.persoon: b for b in banen if b.van <= op and (b.tot is None or op < b.tot)}
    bekend = {b.persoon for b in banen}
    weg = {a.persoon for a in afwezigheden(db, op)}
    bereikbaar = frozenset(
        p.id for p in personen(db) if p.email and p.id not in weg and (p.id in werkt or p.id not in bekend)
    )
    functies: dict[str, list[str]] = defaultdict(list)
    for vervulling in vervullingen(db, op):
        functies[vervulling.functie].append(vervulling.persoon)
    rollen: dict[str, list[str]] = defaultdict(list)
    for persoon, rol in db.execute(select(col(RolRij.persoon), col(RolRij.rol)).order_by(col(RolRij.persoon))):
        rollen[rol].append(persoon)
    scholen = {o.id for o in organisaties(db, "school")} if not _schooldag(db, op) else set()
    return Adresboek(
        bereikbaar=bereikbaar,
        houders={naam: tuple(wie) for naam, wie in (rollen | functies).items()},
        vervangers={b.persoon: b.vervanger for b in banen if b.vervanger and b.persoon not in werkt}
        | {p: b.vervanger for p, b in werkt.items() if b.vervanger},
        organisatie={p: b.organisatie for p, b in werkt.items()},
        op_school=frozenset(p for p, b in werkt.items() if b.organisatie in scholen),
        opdrachtgever=_opdrachtgever(db),
    )


def zaken(db: Sessie, gevraagd: Iterable[tuple[str, str, str]], boek: Adresboek, op: date) -> dict[str, Zaak]:
    """Return the facts that the choice of a recipient needs, for (casus, rol, ontvanger) that ask for any.

    Most rollen need nothing of the casus; those casussen are left out.
    """
    per_wie: dict[str, set[str]] = defaultdict(set)
    for casus, rol, ontvanger in gevraagd:
        per_wie[rol].add(casus)
        per_wie[ontvanger].add(casus)
    # Whether a casus is urgent matters only while schools have holiday.
    alle = set().union(*per_wie.values()) if boek.op_school else per_wie["aanmelder"]
    betalers, ladder = _betalers(db, per_wie["financier"], op), _ladder(db, per_wie["ladder"])
    regies = {
        nummer: regie
        for stuk in _stukken(per_wie[CASUSREGISSEUR] | per_wie["volgende_trede"])
        for nummer, regie in regies_nu(db, stuk, op).items()
    }
    feiten = _feiten(db, alle)
    gevonden = {}
    for casus in feiten.keys() | betalers.keys() | ladder.keys() | regies.keys():
        aanmelder, spoed = feiten.get(casus, (None, False))
        regie = regies.get(casus)
        gevonden[casus] = Zaak(
            regisseur=regie.regisseur if regie else None,
            regie_vervanger=regie.vervanger if regie else None,
            aanmelder=aanmelder,
            betalers=betalers.get(casus, frozenset()),
            ladder=ladder.get(casus, ()),
            spoed=spoed,
        )
    return gevonden


def _feiten(db: Sessie, casussen: Collection[str]) -> dict[str, tuple[str | None, bool]]:
    c = CasusRij
    kolommen = select(col(c.nummer), col(c.aanmelder), col(c.spoed))
    return {
        nummer: (aanmelder, spoed)
        for stuk in _stukken(casussen)
        for nummer, aanmelder, spoed in db.execute(kolommen.where(col(c.nummer).in_(stuk)))
    }


def _betalers(db: Sessie, casussen: Collection[str], op: date) -> dict[str, frozenset[str]]:
    t = ToegangRij
    gevonden: dict[str, set[str]] = defaultdict(set)
    for stuk in _stukken(casussen):
        toegang = select(col(t.casus), col(t.wie)).where(
            col(t.casus).in_(stuk),
            col(t.soort) == "organisatie",
            col(t.grond) == Grond.BETALER.value,
            col(t.vanaf) <= op,
            or_(col(t.tot).is_(None), col(t.tot) > op),
        )
        for casus, organisatie in db.execute(toegang):
            gevonden[casus].add(organisatie)
    return {casus: frozenset(organisaties_) for casus, organisaties_ in gevonden.items()}


def _ladder(db: Sessie, casussen: Collection[str]) -> dict[str, tuple[str, ...]]:
    o = OpschalingRij
    vraag = select(col(o.casus), col(o.houders)).where(col(o.status) == "open").order_by(col(o.nummer))
    return {
        casus: tuple(houders)
        for stuk in _stukken(casussen)
        for casus, houders in db.execute(vraag.where(col(o.casus).in_(stuk)))
    }


def _stukken(nummers: Iterable[str]) -> Iterator[list[str]]:
    rij = sorted(nummers)
    for begin in range(0, len(rij), _STUK):
        yield rij[begin : begin + _STUK]


def _schooldag(db: Sessie, op: date) -> bool:
    try:
        return kalender(db).schooldag(op)
    except (SchoolvakantiesOntbreken, FeestdagenOntbreken):
        return True


def _opdrachtgever(db: Sessie) -> str:
    functie: str = regeling(db, "regio").inhoud["tafel"]["opdrachtgever_functie"]
    return functie
