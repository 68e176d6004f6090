"""Before the zitting: may the people we invite decide this, and onto the agenda with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.casus import handelingen as h
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, raak, zet_status
from engine.casus.regels.eisen import Omstandigheden
from engine.casus.zicht import Grond, geef_toegang
from engine.mandaat.antwoord import als_antwoord, vervolgtekst
from engine.mandaat.begrippen import Aanwezigheid
from engine.mandaat.regels.vooraf import wie_ontbreekt
from engine.mandaat.toetsing import Regeluitslag
from engine.mandaat.toetsing import Uitkomst as Mandaatuitkomst
from engine.register.vragen import organisatie, persoon, werkt_bij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.zitting.diensten.plannen import verstuur_uitnodiging
from engine.zitting.diensten.rijen import noteer, zet_punt_neer, zitting_voor
from engine.zitting.opslag import AgendapuntRij, MandaattoetsRij, ZittingPersoonRij, ZittingRij
from engine.zitting.regels.vereisten import POT, Regelvraag
from engine.zitting.toetsen import Tafel, Toets, aanwezigheid, afwezig, kenmerken_van, regelsoorten, toets
from engine.zitting.vragen import laatste_toetsen, slechtste
from engine.zitting.weigeringen import ZittingAlOpen, ZittingVoorbij


def toets_vooraf(
    db: Sessie, wie: Gebruiker, casus: CasusRij, handeling: h.MandaatToetsen, *, op: date, nu: datetime
) -> Uitkomst:
    """Compare what will be asked with who will be invited (H14); every line that is not `ja` gets an action.

    Refusals: overgang_kan_niet, niet_bevoegd; unusable input with every unknown soort, body, provider or person.
    """
    _keur(db, handeling, op)
    zet_status(
        db, wie, casus, "mandaat_toetsen", Omstandigheden(casus.nummer, op, wie.persoon, handeling), nu=nu,
        gegevens=handeling.model_dump(mode="json"),
    )  # fmt: skip
    concept = {f"{nr}": regel.model_dump(mode="json") for nr, regel in enumerate(handeling.regels, start=1)}
    toets_ = _toets(db, casus, concept, handeling.uitnodigen, None, op)
    eerder = laatste_toetsen(db, [casus.nummer]).get(casus.nummer, [])
    ronde = eerder[0].ronde + 1 if eerder else 1
    rijen = _bewaar(
        db, casus, ronde, concept, handeling.uitnodigen, handeling.gezin, handeling.gezin_niet, toets_, op, nu
    )
    return _antwoord(casus, toets_, rijen)


def zet_op_agenda(
    db: Sessie, wie: Gebruiker, casus: CasusRij, handeling: h.Agenderen, *, op: date, nu: datetime
) -> Uitkomst:
    """Put a casus on the agenda of a zitting (H15); who is invited sees the casus from now on.

    The list must hold onderwijs and jeugdhulp or gemeente, and the family. Refusals: zitting_onbekend,
    zitting_vastgesteld, zitting_al_open, zitting_voorbij, overgang_kan_niet, niet_bevoegd, eis_niet_gehaald.
    """
    zitting = zitting_voor(db, handeling.zitting)
    if zitting.status == "open":
        raise ZittingAlOpen(zitting.id)
    if zitting.op < dag(nu):
        raise ZittingVoorbij(zitting.id, zitting.op)
    toetsen = laatste_toetsen(db, [casus.nummer]).get(casus.nummer, [])
    eerste = toetsen[0] if toetsen else None
    genodigden = list(eerste.uitnodigen) if eerste else []
    zet_status(
        db,
        wie,
        casus,
        "agenderen",
        Omstandigheden(
            casus.nummer,
            op,
            wie.persoon,
            handeling,
            uitgenodigd_domeinen=_domeinen(db, genodigden, zitting.op),
            gezin_uitgenodigd=bool(eerste and eerste.gezin),
            gezin_niet=eerste.gezin_niet if eerste else None,
            toetsen_opgeslagen=eerste is not None,
        ),
        nu=nu,
        gegevens={"zitting": zitting.id, "op": zitting.op.isoformat(), "genodigden": genodigden},
    )
    punt = zet_punt_neer(
        db, zitting.id, casus.nummer, handeling.minuten, genodigden, eerste.gezin if eerste else (), nu
    )
    for persoon_ in genodigden:
        geef_toegang(db, casus.nummer, "persoon", persoon_, Grond.UITGENODIGD, op)
        if zitting.status == "uitgenodigd":
            mens = db.get(ZittingPersoonRij, (zitting.id, persoon_))
            assert mens is not None
            verstuur_uitnodiging(db, zitting, mens, [punt], nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "status_hulp": casus.status,
            "versie": casus.versie,
            "zitting": zitting.id,
            "op": zitting.op.isoformat(),
            "volgorde": punt.volgorde,
            "genodigden": genodigden,
            "mandaat": slechtste(t.uitkomst for t in toetsen),
        },
        f"Casus {casus.nummer} staat als punt {punt.volgorde} op zitting {zitting.id} van {datum(zitting.op)}.",
    )


def hertoets(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> Uitkomst:
    """Repeat the check before the zitting; a changed answer is stored as a new round with its own actions.

    The people count as they said they will come; repeating without a change does nothing. Refusal: casus_onbekend.
    """
    casus, op = casus_voor(db, wie, nummer, nu), dag(nu)
    eerder = laatste_toetsen(db, [nummer]).get(nummer, [])
    if not eerder:
        return Uitkomst({"casusnummer": nummer, "gewijzigd": False}, f"Voor casus {nummer} is nog niets getoetst.")
    zitting = _zitting_van(db, nummer, op)
    concept = {rij.regel: rij.concept for rij in eerder}
    toets_ = _toets(db, casus, concept, eerder[0].uitnodigen, zitting, max(op, zitting.op) if zitting else op)
    antwoord = als_antwoord(toets_.uitslag)
    nieuw = _per_regel(antwoord)
    if all(_kern(nieuw[rij.regel]) == _kern(rij.antwoord) for rij in eerder):
        return Uitkomst(
            {"casusnummer": nummer, "gewijzigd": False, "mandaat": antwoord},
            f"Voor casus {nummer} is de uitkomst hetzelfde.",
        )
    rijen = _bewaar(
        db, casus, eerder[0].ronde + 1, concept, eerder[0].uitnodigen, eerder[0].gezin, eerder[0].gezin_niet, toets_,
        op, nu,
    )  # fmt: skip
    was, wordt = slechtste(r.uitkomst for r in eerder), slechtste(r.uitkomst for r in rijen)
    noteer(db, wie, nummer, "hertoetsen", was or "", wordt or "", nu)
    raak(db, casus, nu)
    uitkomst = _antwoord(casus, toets_, rijen)
    return Uitkomst({**uitkomst.gegevens, "gewijzigd": True}, uitkomst.melding)


def _toets(
    db: Sessie,
    casus: CasusRij,
    concept: Mapping[str, Any],
    genodigden: Sequence[str],
    zitting: ZittingRij | None,
    op: date,
) -> Toets:
    """Check the draft with everybody who is invited, except those who said that they do not come."""
    gemeld = aanwezigheid(db, zitting.id, op) if zitting else afwezig(db, op)
    bekend = {a.persoon for a in gemeld if a.van is None or (a.van <= op and (a.tot is None or op < a.tot))}
    verwacht = tuple(Aanwezigheid(wie) for wie in genodigden if wie not in bekend)
    regels = [
        Regelvraag(
            kenmerk=kenmerk,
            soort=regel["soort"],
            bedrag=Geld(regel["bedrag"]),
            maanden=regel["maanden"],
            uit_pot=regel["bron"] == POT,
            orgaan=regel["orgaan"],
            aanbieder=regel["aanbieder"],
            kenmerken=kenmerken_van(db, regel["aanbieder"]),
        )
        for kenmerk, regel in concept.items()
    ]
    voorzitter = zitting.voorzitter if zitting else None
    return toets(db, casus, regels, Tafel((*verwacht, *gemeld), voorzitter), op)


def _bewaar(
    db: Sessie,
    casus: CasusRij,
    ronde: int,
    concept: Mapping[str, Any],
    genodigden: Sequence[str],
    gezin: Sequence[str],
    gezin_niet: str | None,
    toets_: Toets,
    op: date,
    nu: datetime,
) -> list[MandaattoetsRij]:
    """Store one round; an action for every line that cannot be decided yet, with a date and the secretaris."""
    antwoorden = _per_regel(als_antwoord(toets_.uitslag))
    sluit_termijnen(db, casus.nummer, "mandaat", nu)
    rijen = []
    for regel in toets_.uitslag.regels:
        kenmerk, actie = regel.regel.kenmerk, _actie(regel, toets_)
        rij = MandaattoetsRij(
            casus=casus.nummer,
            ronde=ronde,
            regel=kenmerk,
            concept=concept[kenmerk],
            uitnodigen=list(genodigden),
            gezin=list(gezin),
            gezin_niet=gezin_niet,
            uitkomst=regel.uitkomst.value,
            rij=regel.bepalend.rij,
            antwoord=antwoorden[kenmerk],
            actie=actie,
            getoetst_op=nu,
        )
        db.add(rij)
        rijen.append(rij)
        if actie:
            open_termijn(
                db, casus=casus.nummer, onderwerp=f"mandaat:{kenmerk}", code="D_MANDAAT", start=op,
                ontvanger="secretaris", doe=actie, nu=nu,
            )  # fmt: skip
    db.flush()
    return rijen


def _actie(regel: Regeluitslag, toets_: Toets) -> str:
    """Say what to do so that the line can be decided: whom to invite, else what the check itself says."""
    if regel.uitkomst is Mandaatuitkomst.JA:
        return ""
    functies = dict.fromkeys(
        functie
        for uitslag in regel.uitslagen
        for functie in wie_ontbreekt(uitslag.vereiste, toets_.omstandigheden, toets_.register.gebruik)
    )
    if functies:
        return f"Nodig uit: {', '.join(functies)}. Zonder hen geen mandaat voor regel {regel.regel.kenmerk}."
    return vervolgtekst(regel.bepalend)


def _per_regel(antwoord: Mapping[str, Any]) -> dict[str, Any]:
    return {deel["planregel"]: deel for deel in antwoord["regels_per_vereiste"]}


def _kern(regel: Mapping[str, Any]) -> list[Any]:
    """Return what makes an answer another answer; a later needed date alone does not."""
    vaste = ("uitkomst", "rij", "mandaat", "versie", "houder", "persoon", "samen_met", "getekend")
    return [
        ([deel[naam] for naam in vaste], deel["vervolg"]["aan"], sorted(m["code"] for m in deel["regels"]))
        for deel in regel["vereisten"]
    ]


def _zitting_van(db: Sessie, casus: str, op: date) -> ZittingRij | None:
    """Return the next zitting with this casus on its agenda."""
    a, z = AgendapuntRij, ZittingRij
    vraag = (
        select(z)
        .join(a, col(a.zitting) == col(z.id))
        .where(col(a.casus) == casus, col(a.status) == "gepland", col(z.op) >= op, col(z.status) != "vastgesteld")
    )
    gevonden: ZittingRij | None = db.execute(vraag.order_by(col(z.op)).limit(1)).scalar()
    return gevonden


def _domeinen(db: Sessie, personen: Sequence[str], op: date) -> frozenset[str]:
    namen = {werkt_bij(db, wie, op) for wie in personen}
    gevonden = (organisatie(db, naam) for naam in namen if naam is not None)
    return frozenset(o.domein for o in gevonden if o is not None)


def _keur(db: Sessie, handeling: h.MandaatToetsen, op: date) -> None:
    """Refuse (exit 2) everything that the draft names and nobody knows."""
    soorten = regelsoorten(db, op).per_soort
    fouten = []
    for nr, regel in enumerate(handeling.regels):
        if regel.soort not in soorten:
            kies = f"Kies uit: {', '.join(soorten)}."
            fouten.append(Fout("mandaat_toetsen", f"regels[{nr}].soort", f"'{regel.soort}' is geen soort.", kies))
        for veld, naam in (("orgaan", regel.orgaan), ("aanbieder", regel.aanbieder), ("bron", regel.bron)):
            if naam is not None and naam != POT and organisatie(db, naam) is None:
                kies = "Kies een id uit 'doorbraak register lijst organisaties'."
                melding = f"'{naam}' is geen bekende organisatie."
                fouten.append(Fout("mandaat_toetsen", f"regels[{nr}].{veld}", melding, kies))
    for nr, wie in enumerate(handeling.uitnodigen):
        if persoon(db, wie) is None:
            kies = "Kies een id uit 'doorbraak register lijst personen'."
            fouten.append(Fout("mandaat_toetsen", f"uitnodigen[{nr}]", f"'{wie}' staat niet in het register.", kies))
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _antwoord(casus: CasusRij, toets_: Toets, rijen: Sequence[MandaattoetsRij]) -> Uitkomst:
    acties = [rij.actie for rij in rijen if rij.actie]
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "status_hulp": casus.status,
            "versie": casus.versie,
            "ronde": rijen[0].ronde,
            "mandaat": als_antwoord(toets_.uitslag),
            "acties": acties,
        },
        " ".join(acties) or f"De genodigden mogen voor casus {casus.nummer} alles beslissen wat gevraagd wordt.",
    )
