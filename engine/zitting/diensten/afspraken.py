"""Somebody promises something, and it comes to its end: done, or lapsed with a reason."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import col, select

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import voeg_rij_in
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.berichten.diensten import zet_in_outbox
from engine.casus.diensten import keur_neutraal
from engine.casus.overgang import casus_voor, proces_van, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import persoon, werkt_bij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.zitting.begrippen import Afronding, NieuweAfspraak
from engine.zitting.diensten.rijen import eis_op_de_agenda, zitting_voor
from engine.zitting.opslag import AfspraakRij
from engine.zitting.weigeringen import AfspraakNietOpen, AfspraakZonderReden, CasusVoorbij, ZittingNietOpen

KORTST, LANGST = 3, 300
_ROLLEN = (Rol.VOORZITTER, Rol.SECRETARIS, Rol.CASUSREGISSEUR)


@gebruiksgeval
def maak_afspraak(
    db: Sessie, wie: Gebruiker, opdracht: NieuweAfspraak, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Make an afspraak: who, what, measurable, before which day; who promises hears of it and is reminded.

    With a zitting it belongs to that open meeting and locks with it. Refusals: casus_onbekend, versie_verouderd,
    niet_bevoegd, tekst_met_persoonsgegeven, casus_voorbij, those of an open zitting; unusable input, all at once.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    if wie.rol not in _ROLLEN:
        raise NietBevoegd("een afspraak maken", list(_ROLLEN))
    hulp = proces_van(db, casus).hulp
    if casus.status in hulp.einde:
        raise CasusVoorbij(casus.nummer, hulp.staten[casus.status].naam)
    if opdracht.zitting is not None:
        zitting = zitting_voor(db, opdracht.zitting)
        if zitting.status != "open":
            raise ZittingNietOpen(zitting.id, zitting.status)
        eis_op_de_agenda(db, zitting.id, casus.nummer)
    meetbaar = opdracht.meetbaar.strip() or f"{opdracht.wat.strip()}: gedaan"
    _keur(db, opdracht, meetbaar, op)
    keur_neutraal(db, casus.nummer, {"wat": opdracht.wat, "meetbaar": meetbaar})
    rij = schrijf_afspraak(
        db,
        AfspraakRij(
            casus=casus.nummer,
            zitting=opdracht.zitting,
            wie=opdracht.wie,
            wat=opdracht.wat.strip(),
            meetbaar=meetbaar,
            op=opdracht.op,
            gemaakt_op=nu,
        ),
        nu,
    )
    zet_in_outbox(
        db, soort="afspraak", aan=rij.wie, onderwerp=f"Afspraak in casus {casus.nummer}",
        regels=[f"Casus {casus.nummer}: er is een afspraak met u gemaakt, voor {datum(rij.op)}."],
        sleutel=f"afspraak:{rij.nummer}", nu=nu,
    )  # fmt: skip
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="afspraak", code="", naam="afspraak maken", van="", naar="open", op=op, nu=nu,
        gegevens={"afspraak": rij.nummer, "wie": rij.wie, "op": rij.op.isoformat()},
    )  # fmt: skip
    raak(db, casus, nu)
    if opdracht.zitting is not None:
        meld_wijziging(db, "zitting", opdracht.zitting, nu)
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "afspraak": rij.nummer,
            "wie": rij.wie,
            "wat": rij.wat,
            "meetbaar": rij.meetbaar,
            "op": rij.op.isoformat(),
            "status": rij.status,
            "versie": casus.versie,
        },
        f"Afspraak {rij.nummer}: {rij.wie} {rij.wat}, uiterlijk {datum(rij.op)}.",
    )


def schrijf_afspraak(db: Sessie, rij: AfspraakRij, nu: datetime) -> AfspraakRij:
    """Store an afspraak with its own obligation, and return it with its number."""
    rij.nummer = voeg_rij_in(db, rij)
    open_termijn(
        db, casus=rij.casus, onderwerp=f"afspraak:{rij.nummer}", code="AFSPRAAK", start=dag(nu),
        ontvanger=f"persoon:{rij.wie}", doe=rij.wat, nu=nu, einde=rij.op,
    )  # fmt: skip
    return rij


def _keur(db: Sessie, opdracht: NieuweAfspraak, meetbaar: str, op: date) -> None:
    fouten = []
    if persoon(db, opdracht.wie) is None or werkt_bij(db, opdracht.wie, op) is None:
        melding = f"'{opdracht.wie}' staat niet in het register of werkt nu nergens."
        fouten.append(Fout("afspraak", "wie", melding, "Kies een id uit 'doorbraak register lijst personen'."))
    for veld, tekst in (("wat", opdracht.wat), ("meetbaar", meetbaar)):
        if not KORTST <= len(tekst.strip()) <= LANGST:
            melding = f"'{veld}' is leeg, te kort of te lang."
            fouten.append(Fout("afspraak", veld, melding, f"Schrijf {KORTST} tot {LANGST} tekens."))
    if opdracht.op < op:
        fouten.append(Fout("afspraak", "op", f"{datum(opdracht.op)} is voorbij.", "Kies een dag die nog komt."))
    if fouten:
        raise OnbruikbareInvoer(fouten)


@gebruiksgeval
def rond_afspraak_af(
    db: Sessie, wie: Gebruiker, opdracht: Afronding, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Say that an afspraak is done, or that it lapsed and why; its reminders stop.

    Done by who promised it, the casusregisseur, the secretaris or the voorzitter. Refusals: casus_onbekend,
    versie_verouderd, afspraak_niet_open, afspraak_zonder_reden, niet_bevoegd, tekst_met_persoonsgegeven.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    rij = db.exec(
        select(AfspraakRij).where(
            col(AfspraakRij.casus) == casus.nummer,
            col(AfspraakRij.nummer) == opdracht.afspraak,
            col(AfspraakRij.status) == "open",
        )
    ).first()
    if rij is None:
        raise AfspraakNietOpen(opdracht.afspraak, casus.nummer)
    if wie.rol not in _ROLLEN and wie.persoon != rij.wie:
        raise NietBevoegd("een afspraak afronden", [rij.wie, *_ROLLEN])
    if not opdracht.gedaan and not opdracht.reden.strip():
        raise AfspraakZonderReden(opdracht.afspraak)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    rij.status = "gedaan" if opdracht.gedaan else "vervallen"
    db.add(rij)
    beantwoord = "voldaan" if opdracht.gedaan else "vervallen"
    sluit_termijnen(db, casus.nummer, f"afspraak:{rij.nummer}", nu, status=beantwoord)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="afspraak", code="", naam="afspraak afronden", van="open", naar=rij.status,
        op=dag(nu), nu=nu, reden=opdracht.reden, gegevens={"afspraak": rij.nummer},
    )  # fmt: skip
    raak(db, casus, nu)
    gegevens = {"casusnummer": casus.nummer, "afspraak": rij.nummer, "status": rij.status, "versie": casus.versie}
    return Uitkomst(gegevens, f"Afspraak {rij.nummer} van casus {casus.nummer} is {rij.status}.")
