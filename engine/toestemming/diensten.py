"""Use cases of consent: record what was said, withdraw it, or record that safety went before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_
from sqlmodel import col, select

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.berichten.diensten import zet_in_outbox
from engine.casus.diensten import keur_neutraal
from engine.casus.opslag import CasusRij, ToegangRij
from engine.casus.overgang import casus_voor, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.regie.vragen import regie_nu
from engine.register.vragen import functies, houders, organisatie, persoon, werkt_bij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.toestemming.opslag import ToestemmingRij
from engine.toestemming.regels import een_jaar_later, volgende_grens
from engine.toestemming.vragen import domeinregels, kind_van
from engine.toestemming.weigeringen import DoorbrekingZelfGevraagd, ToestemmingOnbekend

MOGEN = (Rol.VOORZITTER, Rol.SECRETARIS, Rol.CASUSREGISSEUR)
HOEDANIGHEDEN = ("ouders", "ouder_1", "ouder_2", "jeugdige", "voogd", "gi")
WIJZEN = ("schriftelijk", "mondeling")
ANTWOORDEN = ("gegeven", "geweigerd", "gevraagd")


@dataclass(frozen=True, slots=True)
class Vastlegging:
    """What was said; tot None = twelve months. ontvangers: organisations, functions or persons of the register."""

    casus: str
    domein: str
    door: tuple[str, ...]
    antwoord: str = "gegeven"
    wijze: str = "mondeling"
    op: date | None = None
    tot: date | None = None
    ontvangers: tuple[str, ...] = ()
    categorieen: tuple[str, ...] = ()
    doel: str = "de hulp aan dit kind afstemmen"
    document: str = ""


@dataclass(frozen=True, slots=True)
class Intrekking:
    """A consent is withdrawn, by capacity."""

    casus: str
    nummer: int
    door: str = "gezin"


@dataclass(frozen=True, slots=True)
class Doorbreking:
    """For safety something is shared without consent: who asked, why, what was weighed, and was the family told."""

    casus: str
    domein: str
    gevraagd_door: str
    reden: str
    weging: str
    geinformeerd: bool


@gebruiksgeval
def leg_vast(db: Sessie, wie: Gebruiker, opdracht: Vastlegging, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Record a consent, a refusal or an open question; before it ends somebody is reminded to ask again.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, tekst_met_persoonsgegeven; unusable input, all at once.
    """
    _eis_rol(wie, "een toestemming vastleggen")
    casus, vandaag = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    op = opdracht.op or vandaag
    tot = opdracht.tot or een_jaar_later(op)
    _keur(db, opdracht, op, tot, vandaag)
    keur_neutraal(db, casus.nummer, {"doel": opdracht.doel, "document": opdracht.document})
    rij = ToestemmingRij(
        casus=casus.nummer, domein=opdracht.domein, door=list(opdracht.door), antwoord=opdracht.antwoord,
        ontvangers=list(opdracht.ontvangers), categorieen=list(opdracht.categorieen), doel=opdracht.doel,
        wijze=opdracht.wijze, document=opdracht.document, van=op, tot=tot, vastgelegd_door=wie.persoon,
        vastgelegd_op=nu,
    )  # fmt: skip
    db.add(rij)
    db.flush()
    _herinner(db, casus, rij, vandaag, nu)
    _noteer(db, wie, casus, rij, opdracht.antwoord, nu)
    return Uitkomst(
        {"casusnummer": casus.nummer, "toestemming": rij.nummer, "tot": tot.isoformat(), "versie": casus.versie},
        f"Toestemming {rij.nummer} ({opdracht.domein}, {opdracht.antwoord}) is vastgelegd en telt tot {datum(tot)}.",
    )


@gebruiksgeval
def trek_in(db: Sessie, wie: Gebruiker, opdracht: Intrekking, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Withdraw a consent: at once, for what comes; what was lawfully shared is not pulled back.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, toestemming_onbekend.
    """
    _eis_rol(wie, "een toestemming intrekken")
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    t = ToestemmingRij
    vraag = select(t).where(
        col(t.nummer) == opdracht.nummer, col(t.casus) == casus.nummer, col(t.ingetrokken_op).is_(None)
    )
    rij = db.exec(vraag).first()
    if rij is None or rij.antwoord != "gegeven":
        raise ToestemmingOnbekend(opdracht.nummer, casus.nummer)
    rij.ingetrokken_op, rij.ingetrokken_door = dag(nu), opdracht.door
    db.add(rij)
    db.flush()
    sluit_termijnen(db, casus.nummer, f"toestemming:{rij.nummer}", nu, status="vervallen")
    _meld_intrekking(db, casus.nummer, rij, nu)
    _noteer(db, wie, casus, rij, "ingetrokken", nu)
    return Uitkomst(
        {"casusnummer": casus.nummer, "toestemming": rij.nummer, "versie": casus.versie},
        f"Toestemming {rij.nummer} is ingetrokken; vanaf nu wordt hierop niets meer gedeeld.",
    )


@gebruiksgeval
def doorbreek(
    db: Sessie, wie: Gebruiker, opdracht: Doorbreking, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Record that for safety something is shared without consent; a second person does this (D17).

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, doorbreking_zelf_gevraagd, tekst_met_persoonsgegeven;
    unusable input without reason or weighing.
    """
    if wie.rol is not Rol.VOORZITTER:
        raise NietBevoegd("een toestemming doorbreken", [Rol.VOORZITTER])
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    if opdracht.gevraagd_door == wie.persoon:
        raise DoorbrekingZelfGevraagd()
    fouten = [*_domeinfout(opdracht.domein)]
    if persoon(db, opdracht.gevraagd_door) is None:
        fouten.append(_fout("gevraagd_door", f"'{opdracht.gevraagd_door}' staat niet in het register."))
    fouten += [
        _fout(veld, f"'{veld}' ontbreekt.", "Schrijf op waarom veiligheid hier voorgaat en wat is afgewogen.")
        for veld in ("reden", "weging")
        if len(getattr(opdracht, veld).strip()) < 5
    ]
    if fouten:
        raise OnbruikbareInvoer(fouten)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden, "weging": opdracht.weging})
    rij = ToestemmingRij(
        casus=casus.nummer, domein=opdracht.domein, door=[], antwoord="doorbroken", ontvangers=[opdracht.gevraagd_door],
        categorieen=[], doel="veiligheid", wijze="schriftelijk", document=opdracht.weging, van=op,
        tot=een_jaar_later(op), reden=opdracht.reden, tweede=opdracht.gevraagd_door, geinformeerd=opdracht.geinformeerd,
        vastgelegd_door=wie.persoon, vastgelegd_op=nu,
    )  # fmt: skip
    db.add(rij)
    db.flush()
    _noteer(db, wie, casus, rij, "doorbroken", nu, reden=opdracht.reden)
    return Uitkomst(
        {"casusnummer": casus.nummer, "toestemming": rij.nummer, "versie": casus.versie},
        "Vastgelegd: veiligheid ging hier voor op toestemming.",
    )


def _meld_intrekking(db: Sessie, casus: str, rij: ToestemmingRij, nu: datetime) -> None:
    """Tell the casusregisseur and everybody behind a recipient, without a word of what was shared."""
    op = dag(nu)
    regisseur = regie_nu(db, casus, op).regisseur
    ontvangers = {naam for plek in rij.ontvangers for naam in _mensen_van(db, casus, plek, op)}
    for naam in sorted(ontvangers | ({regisseur} if regisseur else set())):
        wat = "deel niets meer en licht ontvangers in" if naam == regisseur else "deel en gebruik hierop niets meer"
        zet_in_outbox(
            db, soort="toestemming", aan=naam, onderwerp=f"Toestemming ingetrokken in casus {casus}",
            regels=[f"Casus {casus}: toestemming ingetrokken; {wat}."],
            sleutel=f"toestemming:{rij.nummer}:ingetrokken:{naam}", nu=nu,
        )  # fmt: skip


def _mensen_van(db: Sessie, casus: str, ontvanger: str, op: date) -> set[str]:
    """Return a person, who holds a function, or of an organisation who may see the casus."""
    if persoon(db, ontvanger) is not None:
        return {ontvanger}
    if organisatie(db, ontvanger) is None:
        return set(houders(db, ontvanger, op))
    t = ToegangRij
    vraag = select(t.wie).where(
        col(t.casus) == casus, col(t.soort) == "persoon", col(t.vanaf) <= op, or_(col(t.tot).is_(None), col(t.tot) > op)
    )
    return {naam for naam in db.exec(vraag) if werkt_bij(db, naam, op) == ontvanger}


def _eis_rol(wie: Gebruiker, handeling: str) -> None:
    if wie.rol not in MOGEN:
        raise NietBevoegd(handeling, list(MOGEN))


def _herinner(db: Sessie, casus: CasusRij, rij: ToestemmingRij, vandaag: date, nu: datetime) -> None:
    """Let the casusregisseur wait for an answer, and ask again before a consent ends or a birthday makes it too little.

    An answer ends the waiting; a new one of the same people about the same ends that of the old one.
    """
    vraag = f"toestemming_vraag:{rij.domein}"
    if rij.antwoord == "gevraagd":
        sluit_termijnen(db, casus.nummer, vraag, nu, status="vervallen")
        open_termijn(
            db, casus=casus.nummer, onderwerp=vraag, code="TOESTEMMING_VRAAG", start=vandaag,
            ontvanger="casusregisseur", doe=f"Leg vast wat het gezin antwoordt over {rij.domein}.", nu=nu,
        )  # fmt: skip
        return
    sluit_termijnen(db, casus.nummer, vraag, nu)
    for nummer in _eerdere(db, rij):
        sluit_termijnen(db, casus.nummer, f"toestemming:{nummer}", nu)
    grens = volgende_grens(kind_van(db, casus), vandaag)
    einde = min(rij.tot, grens) if grens is not None else rij.tot
    if rij.antwoord == "gegeven" and einde > vandaag:
        open_termijn(
            db, casus=casus.nummer, onderwerp=f"toestemming:{rij.nummer}", code="TOESTEMMING", start=vandaag,
            ontvanger="casusregisseur", doe=f"Vraag de toestemming over {rij.domein} opnieuw.", nu=nu, einde=einde,
        )  # fmt: skip


def _eerdere(db: Sessie, rij: ToestemmingRij) -> list[int]:
    """Return the earlier answers about the same domain that these people replace by this one."""
    t = ToestemmingRij
    vraag = select(t).where(col(t.casus) == rij.casus, col(t.domein) == rij.domein, col(t.nummer) < rij.nummer)
    ruimer = set(rij.ontvangers)
    return [
        eerder.nummer
        for eerder in db.exec(vraag).all()
        if eerder.nummer is not None
        and set(eerder.door) <= set(rij.door)
        and (rij.antwoord == "geweigerd" or not ruimer or (set(eerder.ontvangers) <= ruimer and eerder.ontvangers))
    ]


def _noteer(
    db: Sessie, wie: Gebruiker, casus: CasusRij, rij: ToestemmingRij, naar: str, nu: datetime, *, reden: str = ""
) -> None:
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="toestemming", code="", naam="toestemming", van="", naar=naar, op=dag(nu), nu=nu,
        reden=reden, gegevens={"toestemming": rij.nummer, "domein": rij.domein, "door": list(rij.door)},
    )  # fmt: skip
    raak(db, casus, nu)


def _keur(db: Sessie, opdracht: Vastlegging, op: date, tot: date, vandaag: date) -> None:
    fouten = [*_domeinfout(opdracht.domein)]
    fouten += [
        _fout("door", f"'{naam}' is geen hoedanigheid.", f"Kies uit: {', '.join(HOEDANIGHEDEN)}.")
        for naam in opdracht.door
        if naam not in HOEDANIGHEDEN
    ]
    if not opdracht.door:
        fouten.append(_fout("door", "Er staat niet wie het zei.", f"Kies uit: {', '.join(HOEDANIGHEDEN)}."))
    for veld, keus in (("wijze", WIJZEN), ("antwoord", ANTWOORDEN)):
        if getattr(opdracht, veld) not in keus:
            fouten.append(_fout(veld, f"'{getattr(opdracht, veld)}' kan hier niet.", f"Kies uit: {', '.join(keus)}."))
    if op > vandaag:
        fouten.append(_fout("op", f"{datum(op)} ligt in de toekomst.", "Noem de dag waarop het is gezegd."))
    if tot <= op:
        fouten.append(_fout("tot", "De toestemming eindigt voor zij begint.", "Kies een latere dag."))
    bekend = {functie.id for functie in functies(db)}
    fouten += [
        _fout("ontvangers", f"'{naam}' staat niet in het register.", "Kies een organisatie, functie of persoon.")
        for naam in opdracht.ontvangers
        if naam not in bekend and organisatie(db, naam) is None and persoon(db, naam) is None
    ]
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _domeinfout(domein: str) -> Iterable[Fout]:
    if domein not in domeinregels():
        yield _fout("domein", f"'{domein}' is geen domein.", f"Kies uit: {', '.join(domeinregels())}.")


def _fout(plaats: str, melding: str, oplossing: str = "Kies een id uit 'doorbraak register lijst personen'.") -> Fout:
    return Fout("toestemming", plaats, melding, oplossing)
