"""Up the ladder: lay a question before the next step, and the besluit of the holder of that step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.berichten.diensten import zet_in_outbox
from engine.casus.opslag import CasusRij
from engine.casus.overgang import zet_status
from engine.casus.regels.feiten import Omstandigheden
from engine.casus.zicht import Grond, geef_toegang
from engine.mandaat.begrippen import Aanwezigheid, Mandaat, Spoor, Trede
from engine.mandaat.regels.akkoord import eenmalig_mandaat
from engine.mandaat.toetsing import Uitkomst as Mandaatuitkomst
from engine.register.vragen import houders, kalender, ladder, regeling
from engine.termijnen.begrippen import Grondslag, lees_duur
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.regels.berekening import bereken
from engine.termijnen.verplichtingen import sluit_termijnen, verplaats_termijn
from engine.zitting.diensten.vastleggen import handtekeningen, regelvragen
from engine.zitting.formaat import Besluit
from engine.zitting.opslag import BesluitRij, OpschalingRij, PlanregelRij
from engine.zitting.toetsen import TAFEL, Tafel, Toets, afwezig, toets
from engine.zitting.weigeringen import OpschalenHelptNiet


def schaal_op(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    gebeurtenis: str,
    feiten: Omstandigheden,
    *,
    reden: str,
    gegevens: Mapping[str, Any],
    nu: datetime,
) -> Uitkomst:
    """Lay the question before the next step with a living holder; who holds it sees the casus.

    Whatever event sends it up (H16, H23 to H26, H29). With a voorgenomen besluit it is the step that the mandate
    check named, from a higher step the next one above that. `gegevens` go into the event.
    Refusals: opschalen_helpt_niet, overgang_kan_niet, niet_bevoegd, eis_niet_gehaald.
    """
    op, vorige = feiten.op, open_opschaling(db, casus.nummer)
    voorgenomen = laatste_voorgenomen(db, casus.nummer)
    van = vorige.naar_trede if vorige else TAFEL
    trede = volgende_trede(db, casus.nummer, voorgenomen, op, van)
    zet_status(
        db,
        wie,
        casus,
        gebeurtenis,
        replace(feiten, trede=trede.naam if trede else None),
        nu=nu,
        reden=reden,
        gegevens={
            **gegevens,
            "van_trede": van,
            "trede": trede.nummer if trede else None,
            "besluit": voorgenomen.id if voorgenomen else None,
        },
    )
    assert trede is not None
    if vorige is not None:
        vorige.status = "verlopen"
        db.add(vorige)
    voor = _antwoord_voor(db, casus.nummer, trede, op, nu)
    mensen = list(dict.fromkeys(p for functie in trede.houders for p in houders(db, functie, op)))
    db.add(
        OpschalingRij(
            casus=casus.nummer,
            besluit=voorgenomen.id if voorgenomen else None,
            van_trede=van,
            naar_trede=trede.nummer,
            houders=list(trede.houders),
            samen=trede.samen,
            reden=reden,
            gevraagd_door=wie.persoon,
            gevraagd_op=nu,
            voor=voor,
        )
    )
    sluit_termijnen(db, casus.nummer, "mandaat", nu, status="vervallen")
    for persoon in mensen:
        geef_toegang(db, casus.nummer, "persoon", persoon, Grond.LADDER, op)
        zet_in_outbox(
            db, soort="opschaling", aan=persoon, onderwerp=f"Besluit gevraagd in casus {casus.nummer}",
            regels=[f"Casus {casus.nummer}: de tafel vraagt uw besluit uiterlijk {datum(voor)}."],
            sleutel=f"opschaling:{casus.nummer}:{casus.versie}:{persoon}", nu=nu,
        )  # fmt: skip
    db.flush()
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "status_hulp": casus.status,
            "versie": casus.versie,
            "trede": trede.nummer,
            "naam": trede.naam,
            "houders": mensen,
            "voor_datum": voor.isoformat(),
        },
        f"Casus {casus.nummer} ligt bij {trede.naam} ({', '.join(mensen)}); antwoord uiterlijk {datum(voor)}.",
    )


def laatste_voorgenomen(db: Sessie, casus: str) -> BesluitRij | None:
    """Return the newest voorgenomen besluit that nothing decided yet."""
    nu = voorgenomen_nu(db, casus)
    return None if nu is None else db.get(BesluitRij, nu)


_LAATSTE = (
    select(col(BesluitRij.id), col(BesluitRij.status))
    .where(col(BesluitRij.casus) == bindparam("casus"), col(BesluitRij.status) != "teruggenomen")
    .order_by(col(BesluitRij.volgnummer).desc())
    .limit(1)
)


def voorgenomen_nu(db: Sessie, casus: str) -> str | None:
    """Return the id of the newest voorgenomen besluit that nothing decided yet."""
    laatste = rij(db, _LAATSTE, casus=casus)
    return laatste[0] if laatste is not None and laatste[1] == "voorgenomen" else None


def open_opschaling(db: Sessie, casus: str) -> OpschalingRij | None:
    """Return the question that lies with a higher step now."""
    o = OpschalingRij
    vraag = select(o).where(col(o.casus) == casus, col(o.status) == "open").order_by(col(o.nummer).desc()).limit(1)
    opschaling: OpschalingRij | None = db.execute(vraag).scalar()
    return opschaling


def is_houder(db: Sessie, opschaling: OpschalingRij | None, wie: str, mede: Sequence[str], op: date) -> bool:
    """Say whether somebody holds the step; where holders decide only together, each of them must take part."""
    if opschaling is None:
        return False
    per_functie = [houders(db, functie, op) for functie in opschaling.houders]
    if not any(wie in mensen for mensen in per_functie):
        return False
    erbij = {wie, *mede}
    return not opschaling.samen or all(erbij & set(mensen) for mensen in per_functie)


def toets_hoger(db: Sessie, casus: CasusRij, besluit: Besluit, opschaling: OpschalingRij, wie: str, op: date) -> Toets:
    """Run the mandate check at the higher step; what a body confirmed in writing counts as a mandate for this casus.

    Unusable input for a confirmation of a later day.
    """
    for nr, bevestiging in enumerate(besluit.bevestigingen):
        if bevestiging.op > op:
            melding = "De bevestiging ligt in de toekomst."
            oplossing = "Noem de dag waarop het orgaan bevestigde."
            raise OnbruikbareInvoer([Fout("besluit", f"bevestigingen[{nr}].op", melding, oplossing)])
    erbij = dict.fromkeys((wie, *besluit.mede_beslist))
    aanwezig = (*(Aanwezigheid(persoon) for persoon in erbij), *afwezig(db, op))
    tafel = Tafel(aanwezig, trede=opschaling.naar_trede, handtekeningen=handtekeningen(besluit))
    eerst = toets(db, casus, regelvragen(db, besluit, op), tafel, op)
    eenmalig = _bevestigd(db, casus, besluit, eerst, opschaling, wie, op)
    return toets(db, casus, regelvragen(db, besluit, op), replace(tafel, erbij=eenmalig), op) if eenmalig else eerst


def _bevestigd(
    db: Sessie, casus: CasusRij, besluit: Besluit, eerst: Toets, opschaling: OpschalingRij, wie: str, op: date
) -> tuple[Mandaat, ...]:
    """Return the one-time mandates of the bodies that confirmed: exactly these acts, amounts and durations."""
    per_orgaan = {bevestiging.orgaan: bevestiging for bevestiging in besluit.bevestigingen}
    functie = next((f for f in opschaling.houders if wie in houders(db, f, op)), None)
    if functie is None or not per_orgaan:
        return ()
    einde = max(regel.tot for regel in besluit.regels) + timedelta(days=1)
    gegeven = []
    for regel in eerst.uitslag.regels:
        for uitslag in regel.uitslagen:
            bevestiging = per_orgaan.get(uitslag.vereiste.orgaan or "")
            if uitslag.uitkomst is not Mandaatuitkomst.RUGGESPRAAK or bevestiging is None:
                continue
            kenmerk = f"eenmalig:{casus.nummer}:{opschaling.nummer}:{regel.regel.kenmerk}:{bevestiging.orgaan}"
            gegeven.append(
                eenmalig_mandaat(
                    uitslag,
                    functie,
                    kenmerk=kenmerk,
                    op=bevestiging.op,
                    geldig_tot=einde,
                    document=bevestiging.document,
                )
            )
    return tuple(gegeven)


def volgende_trede(db: Sessie, casus: str, voorgenomen: BesluitRij | None, op: date, van: str) -> Trede | None:
    """Return the next step with a living holder above this one, or the one that the voorgenomen besluit names."""
    treden = ladder(db, op)
    vervolg: dict[str, Any] = voorgenomen.toets["vervolg"] if voorgenomen else {}
    if vervolg.get("soort") == "geblokkeerd":
        raise OpschalenHelptNiet(casus, vervolg["alternatieven"])
    nummers = [trede.nummer for trede in treden]
    hoger = treden[nummers.index(van) + 1 :] if van in nummers else treden
    genoemd = next((trede for trede in hoger if trede.nummer == vervolg.get("stap")), None)
    if genoemd is not None:
        return genoemd
    return next((t for t in hoger if t.spoor is not Spoor.GELD and _leeft(db, t, op)), None)


def _leeft(db: Sessie, trede: Trede, op: date) -> bool:
    bezet = [bool(houders(db, functie, op)) for functie in trede.houders]
    return bool(bezet) and (all(bezet) if trede.samen else any(bezet))


def _antwoord_voor(db: Sessie, casus: str, trede: Trede, op: date, nu: datetime) -> date:
    """Give the obligation that the transition made the answer term of this step, and return its end."""
    t = TermijnRij
    vraag = select(t).where(col(t.casus) == casus, col(t.onderwerp) == "hulp", col(t.status) == "open")
    termijn: TermijnRij = db.execute(vraag).scalar_one()
    stap = next(s for s in regeling(db, "ladder", op).inhoud if s["nummer"] == trede.nummer)
    if stap["antwoordtermijn"] is None or termijn.nummer is None:
        return termijn.einde
    afleiding = bereken(op, lees_duur(stap["antwoordtermijn"]), Grondslag.DIENST, kalender(db))
    if afleiding.einde != termijn.einde:
        verplaats_termijn(db, termijn.nummer, afleiding, nu)
    return afleiding.einde


def sluit_opschaling(db: Sessie, opschaling: OpschalingRij, wie: str, mede: Sequence[str]) -> None:
    """Record that the higher step decided, and by whom."""
    opschaling.status, opschaling.besloten_door = "besloten", [wie, *mede]
    db.add(opschaling)
    db.flush()


def voorgenomen_plan(db: Sessie, casus: str, op: date) -> Besluit | None:
    """Return the voorgenomen besluit as it was given; an afspraak whose day passed meanwhile is due today."""
    rij = laatste_voorgenomen(db, casus)
    if rij is None:
        return None
    p = PlanregelRij
    regels = db.execute(select(col(p.invoer)).where(col(p.besluit) == rij.id).order_by(col(p.volgorde))).scalars()
    return Besluit.model_validate(
        {
            **rij.plan,
            "afspraken": [a | {"op": max(op, date.fromisoformat(a["op"]))} for a in rij.plan["afspraken"]],
            "formaat": Besluit.FORMAAT,
            "doel": rij.doel,
            "perspectief_op": rij.perspectief_op,
            "regels": [_uit_cents(regel) for regel in regels],
        }
    )


def _uit_cents(regel: dict[str, Any]) -> dict[str, Any]:
    tekens = [{**teken, "bedrag": Geld(teken["bedrag"])} for teken in regel["handtekeningen"]]
    return {**regel, "bedrag": Geld(regel["bedrag"]), "handtekeningen": tekens}
