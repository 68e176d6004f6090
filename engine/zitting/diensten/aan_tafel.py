"""What happens at the table besides deciding: the status of an agendapunt, and who of the family was there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.casus.diensten import keur_neutraal
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, raak
from engine.mandaat.vragen import werkdag_later
from engine.regie.vragen import regie_nu
from engine.zitting.begrippen import Gezinspresentie, Punt
from engine.zitting.diensten.afspraken import schrijf_afspraak
from engine.zitting.diensten.rijen import noteer, open_zitting_voor, zitting_voor
from engine.zitting.opslag import AfspraakRij, AgendapuntRij, BesluitRij, ZittingRij
from engine.zitting.weigeringen import NietOpDeAgenda, PuntAlAfgedaan, RedenNodig

PUNTSTATUS = ("gepland", "aan_de_beurt", "aangehouden", "uitgesteld", "niet_verschenen", "van_agenda")
"""What the voorzitter sets by hand; `behandeld` follows from what is decided or discussed."""

_MET_REDEN = frozenset({"aangehouden", "uitgesteld", "niet_verschenen", "van_agenda"})
TERUGKOPPELEN = "Koppelt terug aan het gezin wat is besloten"
TERUG_BINNEN = 10
"""Working days (two weeks) in which the family hears what was decided without it."""


@gebruiksgeval
def zet_punt(db: Sessie, wie: Gebruiker, opdracht: Punt, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Set the status of an agendapunt in this meeting; the status of the casus does not change by it.

    Only one punt is aan_de_beurt: another one goes back to gepland. Refusals: casus_onbekend, versie_verouderd,
    those of an open zitting, niet_op_de_agenda, punt_al_afgedaan, reden_nodig; unusable input.
    """
    if opdracht.status not in PUNTSTATUS:
        kies = f"Kies uit: {', '.join(PUNTSTATUS)}."
        raise OnbruikbareInvoer([Fout("punt", "status", f"'{opdracht.status}' is geen status van een punt.", kies)])
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "een agendapunt zetten")
    punt = _punt(db, zitting, casus)
    if punt.status == "behandeld":
        raise PuntAlAfgedaan(casus.nummer)
    if opdracht.status in _MET_REDEN and not opdracht.reden.strip():
        raise RedenNodig(opdracht.status.replace("_", " "))
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    a = AgendapuntRij
    if opdracht.status == "aan_de_beurt":
        was_aan = select(a).where(col(a.zitting) == zitting.id, col(a.status) == "aan_de_beurt")
        for ander in db.execute(was_aan).scalars():
            ander.status = "gepland"
            db.add(ander)
    was, punt.status, punt.reden = punt.status, opdracht.status, opdracht.reden
    db.add(punt)
    noteer(db, wie, casus.nummer, "agendapunt", was, punt.status, nu, reden=opdracht.reden, zitting=zitting.id)
    meld_wijziging(db, "zitting", zitting.id, nu)
    db.flush()
    return Uitkomst(
        {"zitting": zitting.id, "casusnummer": casus.nummer, "punt": punt.status, "versie": casus.versie},
        f"Casus {casus.nummer} is in deze zitting nu: {punt.status.replace('_', ' ')}.",
    )


@gebruiksgeval
def leg_gezin_vast(
    db: Sessie, wie: Gebruiker, opdracht: Gezinspresentie, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Record who of the family was at the table; when nobody was, what is decided is told to them within two weeks.

    Refusals: casus_onbekend, versie_verouderd, zitting_onbekend, zitting_vastgesteld, niet_bevoegd, niet_op_de_agenda;
    unusable input for somebody who is not of this family.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "de aanwezigheid van het gezin vastleggen")
    punt = _punt(db, zitting, casus)
    bekend = dict.fromkeys((*punt.gezin, *casus.kenmerken.get("gezin", ()), "jeugdige"))
    vreemd = [naam for naam in opdracht.aanwezig if naam not in bekend]
    if vreemd:
        kies = f"Kies uit: {', '.join(bekend)}."
        raise OnbruikbareInvoer([Fout("gezin", naam, f"'{naam}' hoort niet bij dit gezin.", kies) for naam in vreemd])
    punt.gezin_aanwezig = list(opdracht.aanwezig)
    db.add(punt)
    noteer(db, wie, casus.nummer, "gezin", "", "aanwezig" if opdracht.aanwezig else "afwezig", nu, zitting=zitting.id)
    afspraak = eis_terugkoppeling(db, casus, zitting.id, nu)
    raak(db, casus, nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    wie_er_was = ", ".join(opdracht.aanwezig) or "niemand"
    vervolg = f" Terugkoppelen uiterlijk {afspraak.op.isoformat()} door {afspraak.wie}." if afspraak else ""
    return Uitkomst(
        {
            "zitting": zitting.id,
            "casusnummer": casus.nummer,
            "versie": casus.versie,
            "aanwezig": list(opdracht.aanwezig),
            "afspraak": afspraak.nummer if afspraak else None,
        },
        f"Van het gezin was erbij: {wie_er_was}.{vervolg}",
    )


def eis_terugkoppeling(db: Sessie, casus: CasusRij, zitting: str, nu: datetime) -> AfspraakRij | None:
    """Make the afspraak to tell the family when a besluit was taken without anybody of it; once per besluit."""
    punt = rij(db, _GEZIN, zitting_=zitting, casus_=casus.nummer)
    if punt is None or punt[0] is None or punt[0]:
        return None
    b, a = BesluitRij, AfspraakRij
    vraag = select(col(b.id)).where(col(b.casus) == casus.nummer, col(b.zitting) == zitting, col(b.status) == "genomen")
    besluit = db.execute(vraag.order_by(col(b.volgnummer).desc()).limit(1)).scalar()
    er_al = select(col(a.nummer)).where(col(a.besluit) == besluit, col(a.wat) == TERUGKOPPELEN)
    if besluit is None or db.execute(er_al).first() is not None:
        return None
    regie = regie_nu(db, casus.nummer, dag(nu))
    return schrijf_afspraak(
        db,
        AfspraakRij(
            casus=casus.nummer,
            besluit=besluit,
            wie=regie.regisseur or regie.vervanger or _voorzitter(db, zitting),
            wat=TERUGKOPPELEN,
            meetbaar="Het gezin heeft het besluit gehoord en kon reageren",
            op=werkdag_later(db)(dag(nu), TERUG_BINNEN),
            gemaakt_op=nu,
        ),
        nu,
    )


_GEZIN = select(col(AgendapuntRij.gezin_aanwezig)).where(
    col(AgendapuntRij.zitting) == bindparam("zitting_"), col(AgendapuntRij.casus) == bindparam("casus_")
)


def _voorzitter(db: Sessie, zitting: str) -> str:
    return zitting_voor(db, zitting).voorzitter


def _punt(db: Sessie, zitting: ZittingRij, casus: CasusRij) -> AgendapuntRij:
    punt = db.get(AgendapuntRij, (zitting.id, casus.nummer), populate_existing=True)
    if punt is None:
        raise NietOpDeAgenda(casus.nummer, zitting.id)
    return punt
