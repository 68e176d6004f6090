"""A casus comes back to the table: onto the agenda of a later zitting, or off an agenda."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from engine.berichten.diensten import zet_in_outbox
from engine.casus import handelingen as h
from engine.casus.feiten import omstandigheden
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import zet_status
from engine.register.vragen import houders, regeling
from engine.zitting.agenda import haal_van_agenda
from engine.zitting.diensten.plannen import verstuur_uitnodiging
from engine.zitting.diensten.rijen import zet_punt_neer, zitting_voor
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij, ZittingRij
from engine.zitting.vragen import laatste_toetsen
from engine.zitting.weigeringen import ZittingAlOpen, ZittingVoorbij

_MINUTEN = 20
BEKRACHTIGEN = "bekrachtigen"


def schuif_door(
    db: Sessie, wie: Gebruiker, casus: CasusRij, handeling: h.Doorschuiven, *, op: date, nu: datetime
) -> Uitkomst:
    """Move an agendapunt to a later zitting (H18); from the second time on the opdrachtgever is told.

    Refusals: those of `zet_status`, zitting_onbekend, zitting_vastgesteld, zitting_al_open, zitting_voorbij.
    """
    volgende = _nog_te_houden(db, handeling.zitting, nu)
    eerder = _keren(db, casus.nummer)
    feiten = replace(omstandigheden(db, wie, casus, op, handeling), volgende_zitting=volgende.op)
    zet_status(
        db, wie, casus, "doorschuiven", feiten, nu=nu, reden=handeling.reden, gegevens=handeling.model_dump(mode="json")
    )
    a = AgendapuntRij
    punten = select(a).where(col(a.casus) == casus.nummer, col(a.status).in_(("gepland", "aan_de_beurt")))
    for punt in db.execute(punten).scalars().all():
        punt.status, punt.reden = handeling.waarom, handeling.reden
        db.add(punt)
    terug_op_agenda(db, casus, volgende.id, op=op, nu=nu)
    if eerder:
        _meld_opdrachtgever(db, casus.nummer, eerder + 1, op, nu)
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "status_hulp": casus.status,
            "versie": casus.versie,
            "zitting": volgende.id,
            "keer": eerder + 1,
        },
        f"Casus {casus.nummer} schuift door naar zitting {volgende.id} van {datum(volgende.op)}.",
    )


def terug_op_agenda(db: Sessie, casus: CasusRij, zitting: str | None, *, op: date, nu: datetime) -> str | None:
    """Put a casus on the agenda of this zitting, else of the next one; return which, None when none is planned.

    The people of the last check before the zitting are invited again.
    """
    gevonden = _nog_te_houden(db, zitting, nu) if zitting else _eerstvolgende(db, casus.nummer, dag(nu))
    if gevonden is None:
        return None
    eerste = next(iter(laatste_toetsen(db, [casus.nummer]).get(casus.nummer, [])), None)
    genodigden = list(eerste.uitnodigen) if eerste else []
    oud = db.get(AgendapuntRij, (gevonden.id, casus.nummer))
    if oud is not None:
        oud.status, oud.reden = "gepland", ""
        db.add(oud)
        punt = oud
    else:
        punt = zet_punt_neer(db, gevonden.id, casus.nummer, _MINUTEN, genodigden, eerste.gezin if eerste else (), nu)
    if gevonden.status == "uitgenodigd":
        for wie in genodigden:
            mens = db.get(ZittingPersoonRij, (gevonden.id, wie))
            if mens is not None:
                verstuur_uitnodiging(db, gevonden, mens, [punt], nu)
    db.flush()
    meld_wijziging(db, "zitting", gevonden.id, nu)
    return gevonden.id


def bekrachtig_op(db: Sessie, casus: CasusRij, *, op: date, nu: datetime) -> None:
    """Put a spoedbesluit on the next agenda, to be confirmed there."""
    haal_van_agenda(db, casus.nummer, op)
    waar = terug_op_agenda(db, casus, None, op=op, nu=nu)
    if waar is not None:
        punt = db.get_one(AgendapuntRij, (waar, casus.nummer))
        punt.reden = BEKRACHTIGEN
        db.add(punt)
        db.flush()


def te_bekrachtigen(db: Sessie, zitting: str, casus: str) -> bool:
    """Say whether the agendapunt is there to confirm a spoedbesluit."""
    punt = db.get(AgendapuntRij, (zitting, casus))
    return punt is not None and punt.reden == BEKRACHTIGEN


def _nog_te_houden(db: Sessie, zitting: str, nu: datetime) -> ZittingRij:
    gevonden = zitting_voor(db, zitting)
    if gevonden.status == "open":
        raise ZittingAlOpen(gevonden.id)
    if gevonden.op < dag(nu):
        raise ZittingVoorbij(gevonden.id, gevonden.op)
    return gevonden


def _eerstvolgende(db: Sessie, casus: str, op: date) -> ZittingRij | None:
    z, a = ZittingRij, AgendapuntRij
    al_gehad = select(col(a.zitting)).where(col(a.casus) == casus, col(a.zitting) == col(z.id)).exists()
    vraag = select(z).where(col(z.status).in_(("gepland", "uitgenodigd")), col(z.op) >= op, ~al_gehad)
    gevonden: ZittingRij | None = db.execute(vraag.order_by(col(z.op), col(z.id)).limit(1)).scalar()
    return gevonden


def _keren(db: Sessie, casus: str) -> int:
    g = GebeurtenisRij
    keren = db.execute(select(col(g.nummer)).where(col(g.casus) == casus, col(g.naam) == "doorschuiven"))
    return len(keren.all())


def _meld_opdrachtgever(db: Sessie, casus: str, keer: int, op: date, nu: datetime) -> None:
    functie: str = regeling(db, "regio").inhoud["tafel"]["opdrachtgever_functie"]
    for wie in houders(db, functie, op):
        zet_in_outbox(
            db, soort="doorgeschoven", aan=wie, onderwerp=f"Casus {casus} is voor de {keer}e keer doorgeschoven",
            regels=[f"Casus {casus} is {keer} keer niet aan de beurt gekomen."],
            sleutel=f"doorgeschoven:{casus}:{keer}", nu=nu,
        )  # fmt: skip
