"""The lists of the register that anybody in it may look at."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.register.opslag import InlogRij, RegelingRij, RegisterfeitRij, RolRij
from engine.register.vertaling import naar_json
from engine.register.vragen import aanstellingen, functies, mandaten, organisaties, personen, vervullingen
from engine.register.weigeringen import RolOnbekend

FEITEN = ("contacten", "aanbod", "documenten")
LIJSTEN = ("personen", "functies", "organisaties", "mandaten", "regelingen", *FEITEN, "hiaten", "inlog")
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
        case "contacten" | "aanbod" | "documenten":
            return _feiten(db, soort, op)
        case "hiaten":
            return _hiaten(db)
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


def _feiten(db: Sessie, soort: str, op: date) -> list[dict[str, Any]]:
    r = RegisterfeitRij
    vraag = select(col(r.inhoud), col(r.geldig_van), col(r.geldig_tot), col(r.bron)).where(
        col(r.soort) == soort,
        col(r.vervallen_op).is_(None),
        or_(col(r.geldig_tot).is_(None), col(r.geldig_tot) > op),
    )
    return [
        {**inhoud, "van": van.isoformat(), "tot": None if tot is None else tot.isoformat(), "bron": bron}
        for inhoud, van, tot, bron in db.execute(vraag.order_by(col(r.sleutel), col(r.geldig_van)))
    ]


def _hiaten(db: Sessie) -> list[dict[str, Any]]:
    """Return where the best line was not chosen, or nothing found, because of the supply: counted per kind."""
    from engine.casus.opslag import GebeurtenisRij
    from engine.zitting.opslag import BesluitRij

    b, g = BesluitRij, GebeurtenisRij
    geteld: dict[tuple[Any, ...], int] = {}
    plannen = select(col(b.plan)).where(col(b.status) == "genomen").order_by(col(b.id))
    zonder_oplossing = select(col(g.gegevens)).where(col(g.naam) == "geen_oplossing").order_by(col(g.nummer))
    for waarin in (*db.execute(plannen).scalars(), *db.execute(zonder_oplossing).scalars()):
        if hiaat := waarin.get("hiaat"):
            sleutel = (hiaat["behoefte"], hiaat["voorziening"], hiaat["reden"], hiaat["wachttijd_weken"])
            geteld[sleutel] = geteld.get(sleutel, 0) + 1
    return [
        {"behoefte": behoefte, "voorziening": wat, "reden": reden, "wachttijd_weken": weken, "aantal": aantal}
        for (behoefte, wat, reden, weken), aantal in geteld.items()
    ]
