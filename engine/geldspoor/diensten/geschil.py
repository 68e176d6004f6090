"""When parties do not agree who pays: more time once, the route of the covenant, a dispute, and its ruling."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.casus.opslag import GebeurtenisRij
from engine.casus.weigeringen import EisNietGehaald
from engine.geldspoor import handelingen as h
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.diensten.afwikkelen import Lijnstap
from engine.geldspoor.diensten.besluitversies import (
    besluitantwoord,
    besluitfeiten,
    boek_versie,
    leg_versie_vast,
    sluit_betwistingen,
)
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import geldspoor_van, lijn_voor, noteer, open_geldwacht, zet_geldstatus
from engine.geldspoor.regels.feiten import Geldfeiten
from engine.mandaat.begrippen import Spoor, Trede
from engine.register.vragen import houders, kalender, ladder, regeling, termijnregel
from engine.termijnen.begrippen import Grondslag, Verlenging, lees_duur
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.regels.berekening import bereken
from engine.termijnen.verplichtingen import verplaats_termijn

VERLENGD, VERDER = "termijn_verlengen", "geschil_verder"


def verleng_onderzoek(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.TermijnVerlengen, nu: datetime
) -> Uitkomst:
    """Give the research more time, as much as the region allows and only once (G13)."""
    keur_teksten(db, lijn.casus, reden=handeling.reden)
    termijn = onderzoekstermijn(db, lijn)
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=handeling.reden, verlengd=_keren(db, lijn.lijn, VERLENGD),
        termijn_einde=termijn.einde if termijn else None,
    )  # fmt: skip
    zet_geldstatus(db, wie, lijn, VERLENGD, feiten, nu=nu, reden=handeling.reden)
    regel = termijnregel(db, termijn.code)
    if regel.verlenging is not None:
        verlenging = Verlenging(dag(nu), regel.verlenging.erbij, reden=handeling.reden, door=wie.persoon)
        nieuw = bereken(termijn.start, regel.duur, regel.grondslag, kalender(db), verlengingen=[verlenging])
        verplaats_termijn(db, termijn.nummer, nieuw, nu)
        db.refresh(termijn)
    return antwoord(db, lijn, f"Het onderzoek van {lijn.lijn} loopt nu tot {datum(termijn.einde)}.")


def impasse(db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, nu: datetime) -> Uitkomst:
    """Go the route of the covenant when the term of the research ended without agreement (G14)."""
    termijn = onderzoekstermijn(db, lijn)
    route = (regeling(db, "regio", dag(nu)).inhoud["convenant"].get("impasse") or {}).get("route", "")
    feiten = Geldfeiten(lijn.lijn, dag(nu), termijn_einde=termijn.einde if termijn else None, route=route)
    eerste = next(iter(_geldtreden(db, dag(nu))), None)
    zet_geldstatus(
        db, wie, lijn, "impasse", feiten, nu=nu, ontvanger=_houder(db, eerste, dag(nu)),
        gegevens={"route": route, "trede": eerste.nummer if eerste else None},
    )  # fmt: skip
    _geef_antwoordtermijn(db, lijn, eerste, nu)
    return antwoord(db, lijn, f"Over {lijn.lijn} is geen overeenstemming; het gaat nu de weg van het convenant.")


def breng_aanhangig(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.GeschilAanhangig, nu: datetime
) -> Uitkomst:
    """Lay a dispute before a step of the money ladder (G19); an arbiter never decides on help."""
    keur_teksten(db, lijn.casus, eigen_poging=handeling.eigen_poging)
    trede = next((t for t in _geldtreden(db, dag(nu)) if t.nummer == handeling.trede), None)
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), organisatie=wie.organisatie, betaler=handeling.betaler,
        eigen_poging=handeling.eigen_poging, forum_past=trede is not None,
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "geschil_aanhangig", feiten, nu=nu, reden=handeling.eigen_poging,
        ontvanger=_houder(db, trede, dag(nu)), gegevens={"trede": handeling.trede, "betaler": handeling.betaler},
    )  # fmt: skip
    _geef_antwoordtermijn(db, lijn, trede, nu)
    waar = trede.naam if trede is not None else handeling.trede
    return antwoord(db, lijn, f"Het geschil over {lijn.lijn} ligt bij: {waar}.")


@gebruiksgeval
def geschil_verder(
    db: Sessie, wie: Gebruiker, opdracht: Lijnstap, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Lay a dispute before the next step of the money ladder, after a step that did not answer in time.

    The line stays in dispute; nobody decides here. Refusals: lijn_onbekend, versie_verouderd, eis_niet_gehaald.
    """
    lijn, op = lijn_voor(db, wie, opdracht.lijn, nu, versie), dag(nu)
    trede = trede_na_stilte(db, lijn, op)
    if trede is None:
        tekort = ("De termijn loopt nog, of er is geen trede na deze.", "Wacht op de uitspraak.")
        raise EisNietGehaald("geschil verder", [tekort])
    van = _trede_nu(db, lijn.lijn)
    open_geldwacht(db, lijn, geldspoor_van(db, lijn).staten[lijn.status], op, nu, ontvanger=_houder(db, trede, op))
    _geef_antwoordtermijn(db, lijn, trede, nu)
    reden = "De trede gaf geen antwoord binnen de termijn."
    noteer(db, wie, lijn, VERDER, nu=nu, reden=reden, van_trede=van, trede=trede.nummer)
    return antwoord(db, lijn, f"Over {lijn.lijn} kwam geen antwoord; het geschil ligt nu bij: {trede.naam}.")


def trede_na_stilte(db: Sessie, lijn: FinancieringslijnRij, op: date) -> Trede | None:
    """Return the step to which a dispute goes because nobody answered; None while the term runs, or at the last."""
    termijn = onderzoekstermijn(db, lijn) if lijn.status == "in_geschil" else None
    if termijn is None or termijn.einde >= op:
        return None
    nu = _trede_nu(db, lijn.lijn)
    volgende = next((s.get("bij_stilte") for s in regeling(db, "ladder", op).inhoud if s["nummer"] == nu), None)
    return next((t for t in _geldtreden(db, op) if t.nummer == volgende), None)


def _trede_nu(db: Sessie, lijn: str) -> str | None:
    """Return the step before which the dispute lies."""
    g = GebeurtenisRij
    vraag = select(col(g.gegevens)).where(
        col(g.lijn) == lijn, col(g.naam).in_(("impasse", "geschil_aanhangig", VERDER))
    )
    gegevens: dict[str, Any] = db.execute(vraag.order_by(col(g.nummer).desc()).limit(1)).scalar() or {}
    return gegevens.get("trede")


def leg_uitspraak_vast(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.Uitspraak, sleutel: str, nu: datetime
) -> Uitkomst:
    """Record a ruling (G20): a new version of the decision who pays; only the difference is posted."""
    besluit = handeling.besluit
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), doet=wie.persoon, tweede=handeling.tweede, uitspraak_op=handeling.uitspraak_op,
        onderbouwing=besluitfeiten(db, wie, lijn, besluit, dag(nu)).onderbouwing,
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "uitspraak", feiten, nu=nu, naar=besluit.uitkomst.staat,
        gegevens={"uitkomst": besluit.uitkomst.value, "forum": handeling.forum, "tweede": handeling.tweede,
                  "uitspraak_op": handeling.uitspraak_op.isoformat()},
    )  # fmt: skip
    sluit_betwistingen(db, lijn.lijn, "herzien", " ".join(besluit.onderbouwing), dag(nu))
    aandelen = leg_versie_vast(db, wie, lijn, besluit, nu)
    door = tuple(dict.fromkeys((*besluit.beslist_door, handeling.tweede)))
    boek_versie(db, wie, lijn, aandelen, besluit.taakveld or lijn.taakveld, door, sleutel, nu)
    return besluitantwoord(db, lijn, aandelen, "De uitspraak is vastgelegd")


def onderzoekstermijn(db: Sessie, lijn: FinancieringslijnRij) -> Any:
    """Return the open obligation of a line, None without one."""
    t = TermijnRij
    vraag = select(t).where(
        col(t.casus) == lijn.casus, col(t.onderwerp) == f"geld:{lijn.lijn}", col(t.status) == "open"
    )
    return db.execute(vraag.order_by(col(t.nummer).desc()).limit(1)).scalar()


def _geldtreden(db: Sessie, op: date) -> list[Trede]:
    return [trede for trede in ladder(db, op) if trede.spoor is Spoor.GELD]


def _geef_antwoordtermijn(db: Sessie, lijn: FinancieringslijnRij, trede: Trede | None, nu: datetime) -> None:
    """Give the dispute the answer term of its forum; one without a term of its own keeps that of the table."""
    stap: dict[str, Any] = next(
        (s for s in regeling(db, "ladder", dag(nu)).inhoud if trede and s["nummer"] == trede.nummer), {}
    )
    duur = stap.get("antwoordtermijn")
    if duur is None:
        return
    termijn = onderzoekstermijn(db, lijn)
    afleiding = bereken(termijn.start, lees_duur(duur), Grondslag.CONTRACT, kalender(db))
    if afleiding.einde != termijn.einde:
        verplaats_termijn(db, termijn.nummer, afleiding, nu)


def _houder(db: Sessie, trede: Trede | None, op: date) -> str | None:
    """Return the first function of a step that somebody holds; nobody: the state says who acts."""
    functies = trede.houders if trede is not None else ()
    return next((functie for functie in functies if houders(db, functie, op)), None)


def _keren(db: Sessie, lijn: str, gebeurtenis: str) -> int:
    g = GebeurtenisRij
    gevonden = db.execute(select(func.count()).where(col(g.lijn) == lijn, col(g.naam) == gebeurtenis)).scalar()
    return gevonden or 0
