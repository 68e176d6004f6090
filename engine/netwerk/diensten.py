"""Use cases of the network: answer a finding, keep the record of all casussen, let a rule count again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.casus.diensten import keur_neutraal
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.netwerk.antwoord import Bevindingsantwoord
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import EINDSTATEN, Bevinding, Oordeel, Vermelding
from engine.netwerk.bijhouden import (
    hints,
    sleutel_van,
    standen,
    termijnonderwerp,
    trefzekerheden,
    vermeldingen,
    werk_bij,
    zet_terug_waar_nodig,
)
from engine.netwerk.casusdocument import weging
from engine.netwerk.feit import Feit
from engine.netwerk.herstel import bevestig_afwezigheid, biedt_aan, vul_aan
from engine.netwerk.melden import REGIE_ZOEKEN, meld_zware
from engine.netwerk.opslag import BevindingRij, BevindingsantwoordRij, RegelstandRij
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.vragen import beelden, te_beantwoorden
from engine.netwerk.weigeringen import BevindingNietEenduidig, BevindingOnbekend, RegelTeltAlMee
from engine.netwerk.wie_vragen import voorstel, wie_vragen
from engine.regie.begrippen import AANBIEDEN
from engine.register.vragen import persoon
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen

LANGST_DAGEN = 90
"""A finding is put aside for at most this many days."""
_MAG = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.CASUSREGISSEUR})


@dataclass(frozen=True, slots=True)
class Beantwoording:
    """What the table says of one finding of a casus."""

    casus: str
    antwoord: Bevindingsantwoord


@dataclass(frozen=True, slots=True)
class Bewaking:
    """Bring the record of every open casus up to what the rules see today."""


@dataclass(frozen=True, slots=True)
class Regelherstel:
    """Let a rule that became a hint count again; a person decides that, with a reason."""

    regel: str
    reden: str


@gebruiksgeval
def antwoord(
    db: Sessie, wie: Gebruiker, opdracht: Beantwoording, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Answer a finding: confirm it, record what was missing, put it aside for a while, or let somebody find out.

    The answer stays; klopt on a question writes that the absence was checked, al_geregeld writes the missing row or
    offers the regie to the person named. Refusals: casus_onbekend, versie_verouderd, niet_bevoegd,
    bevinding_onbekend, bevinding_niet_eenduidig, tekst_met_persoonsgegeven, those of an offer of
    regie; unusable input for a wrong date, or what the missing row needs.
    """
    if wie.rol not in _MAG:
        raise NietBevoegd("een bevinding beantwoorden", sorted(_MAG))
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    gedaan = beantwoord(db, wie, casus, [opdracht.antwoord], sleutel=sleutel, nu=nu)
    raak(db, casus, nu)
    (eerste,) = gedaan.antwoorden
    kort = {"casusnummer": casus.nummer, "versie": casus.versie, **eerste}
    return Uitkomst(kort | {"te_beantwoorden": gedaan.over}, _melding(eerste))


@dataclass(frozen=True, slots=True)
class Beantwoord:
    """What the answers did, and the findings of severity 3 that still have no answer."""

    antwoorden: list[dict[str, Any]]
    over: list[dict[str, Any]]


def beantwoord(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    antwoorden: Sequence[Bevindingsantwoord],
    *,
    sleutel: str,
    nu: datetime,
) -> Beantwoord:
    """Record the answers to findings of one casus, and bring its record up to date before and after.

    For a use case that already checked who asks. Refusals as `antwoord`.
    """
    _keur_datums(antwoorden, dag(nu))
    keur_neutraal(db, casus.nummer, {f"reden bij {a.regel}": a.reden for a in antwoorden})
    gedaan = []
    for nr, gegeven in enumerate(antwoorden):
        beeld, alle = _stand(db, casus.nummer, nu)
        gevonden, vermelding = _zoek(db, casus.nummer, alle, gegeven)
        feit = Feit(db, wie, beeld, gevonden, gegeven, nu, f"{sleutel}/{nr}") if gevonden else None
        _onthoud(db, wie, casus, vermelding, gegeven, nu)
        if feit is not None and gegeven.oordeel is Oordeel.KLOPT:
            bevestig_afwezigheid(feit)
        elif feit is not None and gegeven.oordeel is Oordeel.AL_GEREGELD:
            vul_aan(feit)
        termijn = _vervolg(db, casus.nummer, vermelding, gevonden, gegeven, beeld, nu)
        hint = zet_terug_waar_nodig(db, gegeven.regel, wie.persoon, nu)
        na, nieuw = _stand(db, casus.nummer, nu, door="antwoord")
        kandidaten = _kandidaten(db, na) if gegeven.regel in REGIE_ZOEKEN else []
        over = next((b for b in nieuw if sleutel_van(b.regel, b.betrokkenen) == _sleutel(vermelding)), None)
        gedaan.append(
            {
                "regel": gegeven.regel,
                "betrokkenen": list(vermelding.betrokkenen),
                "oordeel": gegeven.oordeel.value,
                "soort": over.soort.value if over else None,
                "open": over is not None,
                "termijn": termijn,
                "gevraagd": gegeven.wie if feit and biedt_aan(gegeven) else None,
                "kandidaten": kandidaten,
                "regel_is_hint": hint,
            }
        )
    if not antwoorden:
        _stand(db, casus.nummer, nu)
    return Beantwoord(gedaan, te_beantwoorden(db, [casus.nummer], nu)[casus.nummer])


@gebruiksgeval
def bewaak(db: Sessie, wie: Gebruiker, opdracht: Bewaking, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Open and close findings of every open casus on this day, and tell the voorzitter what keeps help from starting.

    Refusal: niet_bevoegd (only the program itself). Linear in the number of casussen; what did not change is not
    written.
    """
    if wie.rol is not Rol.SYSTEEM:
        raise NietBevoegd("de bevindingen bijhouden", ["het programma zelf"])
    c, r = CasusRij, BevindingRij
    nog_open = select(col(r.casus)).where(col(r.gesloten_op).is_(None))
    vraag = select(col(c.nummer)).where(col(c.status).not_in(EINDSTATEN) | col(c.nummer).in_(nog_open))
    geopend = gesloten = gemeld = 0
    alleen_hint = hints(db)
    for beeld in beelden(db, list(db.execute(vraag).scalars()), dag(nu)).values():
        alle = bevindingen(beeld)
        erbij, eraf = werk_bij(db, beeld, alle, nu)
        geopend, gesloten = geopend + erbij, gesloten + eraf
        gemeld += meld_zware(db, beeld, alle, nu, alleen_hint)
    tekst = f"{geopend} bevindingen geopend, {gesloten} gesloten; {gemeld} keer is de voorzitter aan zet."
    return Uitkomst({"geopend": geopend, "gesloten": gesloten, "gemeld": gemeld}, tekst)


@gebruiksgeval
def herstel_regel(
    db: Sessie, wie: Gebruiker, opdracht: Regelherstel, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Let a rule that became a hint count again; its figures start anew. Refusals: niet_bevoegd, regel_telt_al_mee."""
    if wie.rol not in (Rol.VOORZITTER, Rol.BEHEERDER):
        raise NietBevoegd("een regel weer laten meetellen", ["voorzitter", "beheerder"])
    stand = standen(db).get(opdracht.regel)
    if stand is None or stand.stand != "hint":
        raise RegelTeltAlMee(opdracht.regel)
    if len(opdracht.reden.strip()) < 3:
        raise OnbruikbareInvoer([Fout("regel", "reden", "Er staat geen reden.", "Zeg waarom de regel weer meetelt.")])
    cijfers = trefzekerheden(db).get(opdracht.regel)
    laatste = db.execute(select(func.max(col(BevindingsantwoordRij.nummer)))).scalar() or 0
    db.add(
        RegelstandRij(
            regel=opdracht.regel, stand="telt_mee", reden=opdracht.reden, antwoorden=cijfers.n if cijfers else 0,
            klopt=cijfers.klopt if cijfers else 0, telt_vanaf=laatste, persoon=wie.persoon, tijdstip=nu,
        )
    )  # fmt: skip
    db.flush()
    return Uitkomst({"regel": opdracht.regel, "stand": "telt_mee"}, f"{opdracht.regel} telt weer gewoon mee.")


def _stand(db: Sessie, casus: str, nu: datetime, door: str = "gebeurtenis") -> tuple[Beeld, list[Bevinding]]:
    beeld = beelden(db, [casus], dag(nu))[casus]
    alle = bevindingen(beeld)
    werk_bij(db, beeld, alle, nu, door=door)
    return beeld, alle


def _kandidaten(db: Sessie, beeld: Beeld) -> list[str]:
    punten = weging(db)
    return voorstel(beeld, wie_vragen(beeld, punten), punten)


def _sleutel(vermelding: Vermelding) -> str:
    return sleutel_van(vermelding.regel, vermelding.betrokkenen)


def _zoek(
    db: Sessie, casus: str, alle: Sequence[Bevinding], gegeven: Bevindingsantwoord
) -> tuple[Bevinding | None, Vermelding]:
    """Return the finding that is answered; None when it is only on record, because nothing happened since."""
    open_ = {s: v for s, v in vermeldingen(db, [casus])[casus].items() if v.regel == gegeven.regel}
    if gegeven.betrokkenen is not None:
        gekozen = sleutel_van(gegeven.regel, gegeven.betrokkenen)
        open_ = {s: v for s, v in open_.items() if s == gekozen}
    if not open_:
        raise BevindingOnbekend(casus, gegeven.regel)
    if len(open_) > 1:
        raise BevindingNietEenduidig(casus, gegeven.regel, [", ".join(v.betrokkenen) for v in open_.values()])
    ((sleutel, vermelding),) = open_.items()
    return next((b for b in alle if sleutel_van(b.regel, b.betrokkenen) == sleutel), None), vermelding


def _keur_datums(antwoorden: Sequence[Bevindingsantwoord], vandaag: date) -> None:
    fouten = []
    for gegeven in antwoorden:
        if gegeven.tot is None:
            continue
        uiterlijk = vandaag + timedelta(days=LANGST_DAGEN)
        if gegeven.tot <= vandaag:
            fouten.append(
                Fout("antwoord", f"{gegeven.regel}.tot", "Deze dag is al geweest.", "Kies een dag na vandaag.")
            )
        elif gegeven.tot > uiterlijk:
            fouten.append(
                Fout("antwoord", f"{gegeven.regel}.tot", f"Dat is later dan {LANGST_DAGEN} dagen.",
                     f"Kies een dag tot en met {datum(uiterlijk)}.")
            )  # fmt: skip
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _onthoud(
    db: Sessie, wie: Gebruiker, casus: CasusRij, vermelding: Vermelding, gegeven: Bevindingsantwoord, nu: datetime
) -> None:
    weet_niet = gegeven.oordeel is Oordeel.WEET_NIET
    if weet_niet and (gegeven.wie is None or persoon(db, gegeven.wie) is None):
        raise OnbruikbareInvoer([
            Fout("antwoord", "wie", f"'{gegeven.wie}' staat niet in het register.",
                 "Kies een id uit 'doorbraak register lijst'.")
        ])  # fmt: skip
    db.add(
        BevindingsantwoordRij(
            bevinding=vermelding.nummer, casus=casus.nummer, regel=gegeven.regel, oordeel=gegeven.oordeel.value,
            tekst=vermelding.tekst, tot=gegeven.tot if weet_niet or _opzij(gegeven) else None,
            vraag_aan=gegeven.wie if weet_niet else None, reden=gegeven.reden, persoon=wie.persoon, rol=wie.rol.value,
            dag=dag(nu), tijdstip=nu,
        )
    )  # fmt: skip
    db.flush()
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="netwerk", code=gegeven.regel, naam="bevinding_beantwoorden", van=casus.status,
        naar=casus.status, op=dag(nu), nu=nu, reden=gegeven.reden,
        gegevens={"regel": gegeven.regel, "oordeel": gegeven.oordeel.value},
    )  # fmt: skip


def _opzij(gegeven: Bevindingsantwoord) -> bool:
    return gegeven.oordeel is Oordeel.NIET_VAN_TOEPASSING


def _vervolg(
    db: Sessie,
    casus: str,
    vermelding: Vermelding,
    gevonden: Bevinding | None,
    gegeven: Bevindingsantwoord,
    beeld: Beeld,
    nu: datetime,
) -> dict[str, str] | None:
    """Open the term that follows from the answer: who finds out, or who repairs what was confirmed."""
    onderwerp = termijnonderwerp(vermelding.nummer)
    sluit_termijnen(db, casus, onderwerp, nu)
    if gegeven.oordeel is Oordeel.WEET_NIET:
        code, ontvanger, doe, einde = "AFSPRAAK", f"persoon:{gegeven.wie}", f"Zoek uit: {vermelding.tekst}", gegeven.tot
    elif gegeven.oordeel is Oordeel.KLOPT and gegeven.regel in REGIE_ZOEKEN:
        if beeld.log.vragen:
            return None
        sluit_termijnen(db, casus, AANBIEDEN, nu)
        onderwerp, code, ontvanger, einde = AANBIEDEN, "D_REGIE", "voorzitter", None
        doe = "Bied de casusregie aan iemand aan."
    elif gegeven.oordeel is Oordeel.KLOPT and gevonden is not None:
        code, ontvanger, doe = "AFSPRAAK", "casusregisseur" if beeld.regisseurs else "voorzitter", gevonden.herstel
        einde = dag(nu) + timedelta(days=beeld.drempels.wacht_dagen)
    else:
        return None
    rij = open_termijn(
        db, casus=casus, onderwerp=onderwerp, code=code, start=dag(nu), ontvanger=ontvanger, doe=doe, nu=nu, einde=einde
    )
    return {"code": code, "einde": rij.einde.isoformat(), "ontvanger": ontvanger}


def _melding(gedaan: dict[str, Any]) -> str:
    regel = gedaan["regel"]
    tekst = {
        Oordeel.KLOPT: f"{regel} klopt; dat staat nu vast.",
        Oordeel.AL_GEREGELD: f"{regel}: wat ontbrak is vastgelegd.",
        Oordeel.NIET_VAN_TOEPASSING: f"{regel} is opzijgelegd en komt vanzelf terug.",
        Oordeel.WEET_NIET: f"{regel} wordt uitgezocht.",
    }[Oordeel(gedaan["oordeel"])]
    if gedaan["gevraagd"]:
        tekst = f"{regel}: {gedaan['gevraagd']} is gevraagd en bevestigt dit zelf; tot dan blijft de bevinding open."
    elif gedaan["oordeel"] == Oordeel.AL_GEREGELD and gedaan["open"]:
        tekst += " De bevinding staat nog open."
    if gedaan["termijn"]:
        tekst += f" Aan zet: {gedaan['termijn']['ontvanger'].removeprefix('persoon:')}."
    if gedaan["regel_is_hint"]:
        tekst += f" {regel} klopte hier te weinig en is voortaan alleen een hint."
    return tekst
