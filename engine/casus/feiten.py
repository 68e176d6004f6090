"""Collect the facts of one casus that the requirements look at."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from engine.casus import handelingen as h
from engine.casus.opslag import CasusRij
from engine.casus.overgang import laatste_gegevens
from engine.casus.regels.feiten import Omstandigheden
from engine.invoer.lezen import Invoer
from engine.regie.vragen import regie_nu
from engine.register.vragen import werkt_bij
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.verplichtingen import leid_af
from engine.zitting.plan import planregels, uitvoerders, zonder_toestemming
from engine.zitting.vragen import open_afspraken

ONVOLLEDIG, TERUGKOM = "D_ONVOLLEDIG", "D_TERUGKOM"
_BETROKKEN = (Rol.TAFELDEELNEMER, Rol.CASUSREGISSEUR, Rol.SECRETARIS)


def omstandigheden(db: Sessie, wie: Gebruiker, casus: CasusRij, op: date, handeling: Invoer) -> Omstandigheden:
    """Return the facts for the events that `casus zet` takes; the zitting adds what only it knows."""
    regie = regie_nu(db, casus.nummer, op)
    return Omstandigheden(
        casus=casus.nummer,
        op=op,
        doet=wie.persoon,
        handeling=handeling,
        plaatsen=plaatsen(db, wie, casus, op),
        aanmelder=casus.aanmelder,
        kenmerken=casus.kenmerken,
        spoed=casus.spoed,
        termijn_einde=termijn_einde(db, casus.nummer),
        regisseur=regie.regisseur,
        vervanger=regie.vervanger,
        planregels=planregels(db, casus.nummer),
        zonder_toestemming=zonder_toestemming(db, casus, op),
        open_afspraken=open_afspraken(db, casus.nummer),
        **_bij_deze_handeling(db, casus, op, handeling),
    )


def plaatsen(db: Sessie, wie: Gebruiker, casus: CasusRij, op: date) -> frozenset[str]:
    """Return the places that somebody who sees this casus has in it."""
    gevonden = {"betrokkene"} if wie.rol in _BETROKKEN else set()
    if wie.persoon == casus.aanmelder:
        gevonden.add("aanmelder")
    for gebeurtenis, plaats, veld in (
        ("terugverwijzen", "ontvanger", "ontvanger"),
        ("ruggespraak_vragen", "gevraagde", "gevraagd"),
    ):
        gegevens = laatste_gegevens(db, casus.nummer, gebeurtenis)
        if gegevens is not None and gegevens[veld] == wie.persoon:
            gevonden.add(plaats)
    if {wie.persoon, werkt_bij(db, wie.persoon, op)} & uitvoerders(db, casus.nummer):
        gevonden.add("uitvoerder")
    return frozenset(gevonden)


def termijn_einde(db: Sessie, casus: str) -> date | None:
    """Return the last day of the open obligation of the help track."""
    t = TermijnRij
    vraag = select(col(t.einde)).where(col(t.casus) == casus, col(t.onderwerp) == "hulp", col(t.status) == "open")
    gevonden: date | None = db.execute(vraag.order_by(col(t.nummer).desc()).limit(1)).scalar()
    return gevonden


def _bij_deze_handeling(db: Sessie, casus: CasusRij, op: date, handeling: Invoer) -> dict[str, Any]:
    """Return the facts that only this event asks for."""
    match handeling:
        case h.Aanvullen() | h.DoorgaanZonder() | h.SluitenOnvolledig():
            gevraagd = laatste_gegevens(db, casus.nummer, "aanvulling_vragen") or {}
            return {
                "gevraagd": tuple(gevraagd.get("ontbreekt", ())),
                "onvolledig_vanaf": leid_af(db, ONVOLLEDIG, casus.status_sinds).einde,
            }
        case h.Terugverwijzen() | h.Aanhouden():
            return {"uiterste_terugkomdatum": leid_af(db, TERUGKOM, op).einde}
        case h.Terugkomen():
            gegevens = laatste_gegevens(db, casus.nummer, "terugverwijzen", "aanhouden") or {}
            return {"terugkomdatum": date.fromisoformat(gegevens["terugkomdatum"]) if gegevens else None}
        case h.Heroverwegen():
            gegevens = laatste_gegevens(db, casus.nummer, "afwijzen", "sluiten_onvolledig", "intrekken") or {}
            return {"afgewezen_door": gegevens.get("_door")}
    return {}
