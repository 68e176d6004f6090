"""A casus of the database as a document of `doorbraak-netwerk/1`: the one way from rows to a Beeld.

Only rows of this casus and the register rows of its people are read, never a part of a larger network.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen
from engine.casus.opslag import CasusRij
from engine.mandaat.begrippen import Mandaat, Vervulling
from engine.netwerk.begrippen import EINDSTATEN, Drempels, Punten
from engine.netwerk.elders import Elders, lees_elders
from engine.netwerk.formaat import FORMAAT
from engine.netwerk.geldrijen import WETTEN_VAN, geldrijen
from engine.netwerk.opslag import RelatieRij
from engine.netwerk.rijen import ONBEPERKT, Gebeurtenis
from engine.regie.opslag import gebeurtenissen
from engine.register.begrippen import Aanstelling, Organisatie, Persoon
from engine.register.vragen import aanstellingen, kalender, mandaten, organisaties, personen, regeling, vervullingen
from engine.zitting.vragen import tafels


@dataclass(frozen=True, slots=True)
class Register:
    """The register as the network needs it, read once for many casussen."""

    organisaties: Mapping[str, Organisatie]
    personen: Mapping[str, Persoon]
    aanstellingen: tuple[Aanstelling, ...]
    mandaten: tuple[tuple[Mandaat, Vervulling], ...]
    drempels: Mapping[str, Any]
    vakanties: tuple[dict[str, str], ...] = ()


def lees_register(db: Sessie) -> Register:
    """Read the register rows that any casus may need: six selects."""
    namen = set(Drempels.__dataclass_fields__)
    inhoud = regeling(db, "netwerk").inhoud
    return Register(
        organisaties={o.id: o for o in organisaties(db)},
        personen={p.id: p for p in personen(db)},
        aanstellingen=aanstellingen(db),
        mandaten=tuple(_beslissers(db)),
        drempels={naam: waarde for naam, waarde in inhoud.items() if naam in namen},
        vakanties=tuple(_vakanties(db)),
    )


def _vakanties(db: Sessie) -> Iterable[dict[str, str]]:
    """Give the school holidays of the region; a network holiday ends before its day `tot`."""
    school = kalender(db).school
    for vakantie in school.vakanties if school else ():
        yield {"van": vakantie.van.isoformat(), "tot": (vakantie.tot_en_met + timedelta(days=1)).isoformat()}


def organisatierij(o: Organisatie) -> dict[str, Any]:
    """Return an organisation as the document has it."""
    return _zonder_leeg(
        id=o.id, naam=o.naam, soort=o.soort, domein=o.domein, gemeente=o.gemeente, werkgebied=list(o.werkgebied),
        onderdeel_van=o.onderdeel_van,
    )  # fmt: skip


def persoonrij(p: Persoon) -> dict[str, Any]:
    """Return a person of the register as the document has it."""
    return {"id": p.id, "weergavenaam": p.weergavenaam}


def aanstellingrij(a: Aanstelling) -> dict[str, Any]:
    """Return who works where as the document has it."""
    return _zonder_leeg(
        soort="aanstelling", van=a.persoon, naar=a.organisatie, functie=a.functie, geldig_van=_iso(a.van),
        geldig_tot=_iso(a.tot), vervanger=a.vervanger, bandbreedte=a.bandbreedte,
    )  # fmt: skip


def weging(db: Sessie) -> Punten:
    """Return the weights of the ranking that the region set, else those of the design."""
    return Punten(**(regeling(db, "netwerk").inhoud.get("punten") or {}))


def _beslissers(db: Sessie) -> Iterable[tuple[Mandaat, Vervulling]]:
    """Give every deciding mandate with who holds it."""
    per_functie: dict[str, list[Vervulling]] = {}
    for vervulling in vervullingen(db):
        per_functie.setdefault(vervulling.functie, []).append(vervulling)
    for m in mandaten(db):
        if not m.adviserend:
            yield from ((m, v) for v in per_functie.get(m.houder_functie, ()))


def _mandaatrijen(m: Mandaat, v: Vervulling) -> list[dict[str, Any]]:
    """Return up to which amount a line somebody may decide, per law; nothing when they never held it together."""
    van = max(m.geldig_van, v.van)
    tot = min((t for t in (m.geldig_tot, m.ingetrokken_op, v.tot) if t is not None), default=None)
    if tot is not None and tot <= van:
        return []
    return [
        _zonder_leeg(
            soort="mandaat",
            van=m.gever,
            naar=v.persoon,
            wet=wet,
            plafond_cent=m.max_per_regel.cents if isinstance(m.max_per_regel, Geld) else ONBEPERKT,
            geldig_van=_iso(van),
            geldig_tot=_iso(tot),
        )
        for wet in WETTEN_VAN.get(m.domein, (m.domein,))
    ]


def documenten(
    db: Sessie, casussen: Collection[str], peildatum: date, register: Register | None = None
) -> list[dict[str, Any]]:
    """Return one document per casus, ready for `lees_document` or for export; a dozen selects, and a few per casus."""
    register = register or lees_register(db)
    gevraagd = _casussen(db, casussen)
    logs = gebeurtenissen(db, casussen)
    gepland = {
        nummer: [
            _zonder_leeg(
                id=t.id, datum=_iso(t.datum), genodigden=list(t.genodigden), status=t.status,
                vastgelegd_op=_iso(t.vastgelegd_op),
            )
            for t in lijst
        ]
        for nummer, lijst in tafels(db, casussen).items()
    }  # fmt: skip
    eigen = {r.nummer: [*_relaties(db, r.nummer), *geldrijen(db, r, peildatum)] for r in gevraagd}
    regie = {r.nummer: _regierijen(logs.get(r.nummer, ())) for r in gevraagd}
    genoemd = {
        r.nummer: _genoemd([*eigen[r.nummer], *regie[r.nummer], *gepland.get(r.nummer, [])])
        | {a.persoon for a in register.aanstellingen if _teamleider(a, r.gemeente, register)}
        for r in gevraagd
    }
    elders = lees_elders(
        db, set().union(*genoemd.values()) & register.personen.keys(), register.aanstellingen, peildatum,
        gever_houdt_regie=register.drempels.get("gever_houdt_regie", True),
    )  # fmt: skip
    koppels = _koppels(db)
    return [
        _document(
            r, genoemd[r.nummer], eigen[r.nummer], regie[r.nummer], gepland.get(r.nummer, []), koppels, elders,
            register, peildatum,
        )
        for r in gevraagd
    ]  # fmt: skip


def _casussen(db: Sessie, nummers: Collection[str]) -> list[CasusRij]:
    """Return the casussen in order; a use case mostly has its one casus in hand already, and `get` knows it."""
    if len(nummers) == 1:
        return [casus for nummer in nummers if (casus := db.get(CasusRij, nummer)) is not None]
    r = CasusRij
    return list(db.execute(select(r).where(col(r.nummer).in_(list(nummers))).order_by(col(r.nummer))).scalars())


def _regierijen(log: Iterable[Gebeurtenis]) -> list[dict[str, Any]]:
    return [
        _zonder_leeg(
            id=g.id, datum=_iso(g.datum), soort=g.soort, laag=g.laag, persoon=g.persoon, aan=g.aan, duo_met=g.duo_met,
            vervanger=g.vervanger, door=g.door, reden=g.reden, vastgelegd_op=_iso(g.vastgelegd_op),
            vervallen_op=_iso(g.vervallen_op),
        )
        for g in log
        if _stond_er(g.vastgelegd_op, g.vervallen_op)
    ]  # fmt: skip


def _document(
    casus: CasusRij,
    mensen: Collection[str],
    relaties: list[dict[str, Any]],
    regie: list[dict[str, Any]],
    tafels_: list[dict[str, Any]],
    koppels: Mapping[tuple[str | None, str], int],
    elders: Elders,
    register: Register,
    peildatum: date,
) -> dict[str, Any]:
    genoemd = {*mensen, casus.school, casus.swv}
    regionaal = [aanstellingrij(a) for a in register.aanstellingen if a.persoon in genoemd]
    regionaal += [rij for m, v in register.mandaten if v.persoon in genoemd for rij in _mandaatrijen(m, v)]
    genoemd |= _genoemd(regionaal)
    # The gezin is no person of the register: it is never linked with another casus.
    betrokken = {r["van"] for r in relaties if r["soort"] == "betrokken"} & register.personen.keys()
    gezin = {str(lid) for lid in casus.kenmerken.get("gezin", ())}
    onderdelen = {o.onderdeel_van for i, o in register.organisaties.items() if i in genoemd}
    bekend = genoemd | onderdelen
    return {
        "formaat": FORMAAT,
        "casus": _zonder_leeg(
            id=casus.nummer,
            start=_iso(dag(casus.aangemeld_op)),
            einde=_iso(casus.status_sinds) if casus.status in EINDSTATEN else None,
            woongemeente_jeugdwet=casus.gemeente,
            school=casus.school,
            koppel_casussen=max(koppels.get((casus.school, casus.gemeente), 1), 1),
            actorenlijst_bevestigd_op=_iso(casus.lijst_bevestigd_op),
        ),
        "peildatum": _iso(peildatum),
        "organisaties": [organisatierij(o) for i, o in register.organisaties.items() if i in bekend],
        "personen": [
            *(
                _zonder_leeg(**persoonrij(p), regielast_elders=elders.regielast(i, casus.nummer) or None)
                for i, p in register.personen.items()
                if i in genoemd
            ),
            *({"id": lid, "functie": "gezin"} for lid in sorted(gezin)),
        ],
        "relaties": [*regionaal, *relaties, *elders.eerder_samen(casus.nummer, betrokken)],
        "regie_gebeurtenissen": regie,
        "tafels": tafels_,
        "kalender": {"vakanties": list(register.vakanties)},
        "drempels": dict(register.drempels),
    }


_R = RelatieRij
_RELATIES = (
    select(
        col(_R.nummer), col(_R.soort), col(_R.van), col(_R.naar), col(_R.geldig_van), col(_R.geldig_tot),
        col(_R.kennis), col(_R.bevestigd_op), col(_R.vastgelegd_op), col(_R.vervallen_op), col(_R.bron),
        col(_R.velden),
    )
    .where(col(_R.casus) == bindparam("casus"))
    .order_by(col(_R.nummer))
)  # fmt: skip


def _relaties(db: Sessie, casus: str) -> list[dict[str, Any]]:
    return [
        _zonder_leeg(
            id=f"relatie-{nummer}", soort=soort, van=van, naar=naar, geldig_van=_iso(geldig_van),
            geldig_tot=_iso(geldig_tot), kennis=kennis, bevestigd_op=_iso(bevestigd_op),
            vastgelegd_op=_iso(vastgelegd_op), vervallen_op=_iso(vervallen_op), bron=bron,
        )
        | velden
        for nummer, soort, van, naar, geldig_van, geldig_tot, kennis, bevestigd_op, vastgelegd_op, vervallen_op, bron,
        velden in rijen(db, _RELATIES, casus=casus)
        if _stond_er(vastgelegd_op, vervallen_op)
    ]  # fmt: skip


def _stond_er(vastgelegd_op: date | None, vervallen_op: date | None) -> bool:
    """Say whether a row was on record at the end of any day; one withdrawn on its own day never was."""
    return vastgelegd_op is None or vervallen_op is None or vastgelegd_op < vervallen_op


_C = CasusRij
_KOPPELS = (
    select(col(_C.school), col(_C.gemeente), func.count())
    .where(*(col(_C.status) != staat for staat in EINDSTATEN))
    .group_by(col(_C.school), col(_C.gemeente))
)


def _koppels(db: Sessie) -> dict[tuple[str | None, str], int]:
    """Return how many open casussen each pair of school and gemeente has."""
    return {(school, gemeente): aantal for school, gemeente, aantal in rijen(db, _KOPPELS)}


def _teamleider(aanstelling: Aanstelling, gemeente: str, register: Register) -> bool:
    if aanstelling.functie != "teamleider":
        return False
    team = register.organisaties.get(aanstelling.organisatie)
    return (
        team is not None and team.soort == "lokaal_team" and (team.gemeente == gemeente or gemeente in team.werkgebied)
    )


_VERWIJST = (
    "van",
    "naar",
    "organisatie",
    "vervanger",
    "persoon",
    "aan",
    "duo_met",
    "opvolger_van",
    "onderaannemer_van",
)


def _genoemd(blokken: Iterable[Mapping[str, Any]]) -> set[str]:
    genoemd = {str(blok[veld]) for blok in blokken for veld in _VERWIJST if blok.get(veld)}
    return genoemd | {str(g) for blok in blokken for g in blok.get("genodigden", ())}


def _iso(op: date | None) -> str | None:
    return op.isoformat() if op is not None else None


def _zonder_leeg(**velden: Any) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in velden.items() if waarde not in (None, "", [], ())}
