"""The events of `casus zet` that touch a zitting, its agenda or a step of the ladder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import datum
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.berichten.diensten import zet_in_outbox
from engine.casus import handelingen as h
from engine.casus.feiten import omstandigheden
from engine.casus.gevolgen import gevolgen
from engine.casus.opslag import CasusRij
from engine.casus.overgang import Wacht, zet_status
from engine.casus.zicht import Grond, geef_toegang
from engine.invoer.lezen import Invoer
from engine.register.vragen import houders, organisatie, persoon
from engine.zitting.diensten import hoger
from engine.zitting.diensten.herplaatsen import schuif_door, terug_op_agenda
from engine.zitting.diensten.vooraf import toets_vooraf, zet_op_agenda
from engine.zitting.vragen import laatste_toetsen


def zet(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    gebeurtenis: str,
    handeling: Invoer,
    *,
    op: date,
    reden: str,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Make one event; refusals: those of `zet_status`, of the zitting and of the ladder."""
    match handeling:
        case h.MandaatToetsen():
            return toets_vooraf(db, wie, casus, handeling, op=op, nu=nu)
        case h.Agenderen():
            return zet_op_agenda(db, wie, casus, handeling, op=op, nu=nu)
        case h.Doorschuiven():
            return schuif_door(db, wie, casus, handeling, op=op, nu=nu)
        case h.RuggespraakVragen():
            return _vraag_ruggespraak(db, wie, casus, handeling, op=op, nu=nu)
        case h.Aanhouden():
            return _houd_aan(db, wie, casus, handeling, op=op, nu=nu)
        case h.WeigerenAlternatief() | h.NieuwBesluitNodig() | h.Terugval() | h.Terugleggen() | h.Terugkomen():
            return _terug(db, wie, casus, gebeurtenis, handeling, op=op, reden=reden, sleutel=sleutel, nu=nu)
    return _omhoog(db, wie, casus, gebeurtenis, handeling, op=op, reden=reden, nu=nu)


def _omhoog(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    gebeurtenis: str,
    handeling: Invoer,
    *,
    op: date,
    reden: str,
    nu: datetime,
) -> Uitkomst:
    """Lay the question before the next step: opschalen, geen_oplossing, weigeren, verlopen, verder_opschalen."""
    toetsen = laatste_toetsen(db, [casus.nummer]).get(casus.nummer, [])
    feiten = replace(omstandigheden(db, wie, casus, op, handeling), toetsen=tuple(toets.uitkomst for toets in toetsen))
    inhoud = handeling.model_dump(mode="json")
    waarom = reden or str(inhoud.get("reden") or "Er kwam geen antwoord binnen de termijn.")
    return hoger.schaal_op(db, wie, casus, gebeurtenis, feiten, reden=waarom, gegevens=inhoud, nu=nu)


def _vraag_ruggespraak(
    db: Sessie, wie: Gebruiker, casus: CasusRij, handeling: h.RuggespraakVragen, *, op: date, nu: datetime
) -> Uitkomst:
    """Ask a principal about a voorgenomen besluit (H20); the casus waits for that person and sees it open."""
    _eis_bekend(db, "ruggespraak_vragen", gevraagd=handeling.gevraagd, orgaan=handeling.orgaan)
    voorgenomen = hoger.laatste_voorgenomen(db, casus.nummer)
    feiten = replace(omstandigheden(db, wie, casus, op, handeling), voorgenomen=voorgenomen is not None)
    zet_status(
        db, wie, casus, "ruggespraak_vragen", feiten, nu=nu, reden=handeling.reden,
        gegevens=handeling.model_dump(mode="json") | {"besluit": voorgenomen.id if voorgenomen else None},
        wacht=Wacht(f"persoon:{handeling.gevraagd}", handeling.voor),
    )  # fmt: skip
    geef_toegang(db, casus.nummer, "persoon", handeling.gevraagd, Grond.UITGENODIGD, op)
    geef_toegang(db, casus.nummer, "persoon", handeling.gevraagd, Grond.LADDER, op)
    zet_in_outbox(
        db, soort="ruggespraak", aan=handeling.gevraagd, onderwerp=f"Uw antwoord gevraagd in casus {casus.nummer}",
        regels=[f"Casus {casus.nummer}: de tafel vraagt namens {handeling.orgaan} {handeling.bedrag}."],
        sleutel=f"ruggespraak:{casus.nummer}:{casus.versie}", nu=nu,
    )  # fmt: skip
    return _antwoord(casus, f"Casus {casus.nummer}: {handeling.gevraagd} is om ruggespraak gevraagd.")


def _houd_aan(
    db: Sessie, wie: Gebruiker, casus: CasusRij, handeling: h.Aanhouden, *, op: date, nu: datetime
) -> Uitkomst:
    """Wait for a named thing (H30); on the terugkomdatum the casus returns to the agenda by itself."""
    door = f"persoon:{handeling.door}" if persoon(db, handeling.door) is not None else "voorzitter"
    zet_status(
        db, wie, casus, "aanhouden", omstandigheden(db, wie, casus, op, handeling), nu=nu, reden=handeling.reden,
        gegevens=handeling.model_dump(mode="json"),
        wacht=Wacht(door, handeling.terugkomdatum, doe=f"Zorg dat klaar is: {handeling.wacht_op}."),
    )  # fmt: skip
    return _antwoord(casus, f"Casus {casus.nummer} is aangehouden tot {datum(handeling.terugkomdatum)}.")


def _terug(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    gebeurtenis: str,
    handeling: h.WeigerenAlternatief | h.NieuwBesluitNodig | h.Terugval | h.Terugleggen | h.Terugkomen,
    *,
    op: date,
    reden: str,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Bring a casus back to the table: on the agenda of the named zitting, else of the next one."""
    feiten = omstandigheden(db, wie, casus, op, handeling)
    opschaling = hoger.open_opschaling(db, casus.nummer) if isinstance(handeling, h.Terugleggen) else None
    if opschaling is not None:
        # Giving back decides nothing: one of the holders is enough.
        houdt = any(wie.persoon in houders(db, functie, op) for functie in opschaling.houders)
        feiten = replace(feiten, houder_van_de_trede=houdt)
    inhoud = handeling.model_dump(mode="json")
    zet_status(
        db, wie, casus, gebeurtenis, feiten, nu=nu, reden=reden or str(inhoud.get("reden") or ""), gegevens=inhoud,
        wacht=Wacht(start=op),
    )  # fmt: skip
    if opschaling is not None:
        opschaling.status, opschaling.besloten_door = "teruggelegd", [wie.persoon]
        db.add(opschaling)
    gevolgen(db, wie, casus, feiten, sleutel=sleutel, nu=nu)
    waar = terug_op_agenda(db, casus, handeling.zitting, op=op, nu=nu)
    waarop = f" en staat op zitting {waar}" if waar else "; er is nog geen zitting gepland"
    uitkomst = _antwoord(casus, f"Casus {casus.nummer} komt terug aan tafel{waarop}.")
    return Uitkomst(uitkomst.gegevens | {"zitting": waar}, uitkomst.melding)


def _eis_bekend(db: Sessie, bestand: str, *, gevraagd: str, orgaan: str) -> None:
    fouten = []
    if persoon(db, gevraagd) is None:
        kies = "Kies een id uit 'doorbraak register lijst personen'."
        fouten.append(Fout(bestand, "gevraagd", f"'{gevraagd}' staat niet in het register.", kies))
    if organisatie(db, orgaan) is None:
        kies = "Kies een id uit 'doorbraak register lijst organisaties'."
        fouten.append(Fout(bestand, "orgaan", f"'{orgaan}' is geen bekende organisatie.", kies))
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _antwoord(casus: CasusRij, melding: str) -> Uitkomst:
    return Uitkomst(
        {"casusnummer": casus.nummer, "status_hulp": casus.status, "versie": casus.versie},
        melding,
    )
