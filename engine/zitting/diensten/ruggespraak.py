"""The written answer on a question of the table, and what it is worth: a mandate for exactly this casus (Awb 10:5)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen
from engine.casus.diensten import keur_neutraal
from engine.casus.overgang import casus_voor, raak
from engine.casus.weigeringen import NietBevoegd
from engine.mandaat.begrippen import Mandaat, Soort
from engine.mandaat.toetsing import GeweigerdeVraag
from engine.termijnen.verplichtingen import sluit_termijnen
from engine.zitting.begrippen import Ruggespraakantwoord
from engine.zitting.diensten.hoger import laatste_voorgenomen
from engine.zitting.diensten.rijen import noteer
from engine.zitting.opslag import BesluitRij, PlanregelRij, RuggespraakRij
from engine.zitting.regels.vereisten import maanden
from engine.zitting.weigeringen import EigenVraag, GeenVraagAanOrgaan, RedenNodig


class _Antwoord(NamedTuple):
    nummer: int
    orgaan: str
    akkoord: bool
    op: date
    document: str
    vragen: list[dict[str, Any]]


_LEGT_VAST = (Rol.SECRETARIS, Rol.VOORZITTER)


@gebruiksgeval
def antwoord_ruggespraak(
    db: Sessie, wie: Gebruiker, opdracht: Ruggespraakantwoord, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Record what a body answers on a voorgenomen besluit; an akkoord is no besluit: the table decides again with it.

    By somebody of that body, or by the secretaris or voorzitter with the written document; who asked does not answer
    (D10). Refusals: casus_onbekend, versie_verouderd, geen_vraag_aan_orgaan, eigen_vraag, niet_bevoegd, reden_nodig,
    tekst_met_persoonsgegeven.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    voorgenomen = laatste_voorgenomen(db, casus.nummer)
    vragen = [] if voorgenomen is None else _vragen(db, voorgenomen)
    van_orgaan = [vraag for vraag in vragen if vraag["orgaan"] == opdracht.orgaan]
    if voorgenomen is None or not van_orgaan:
        raise GeenVraagAanOrgaan(casus.nummer, opdracht.orgaan, sorted({vraag["orgaan"] for vraag in vragen}))
    zelf = wie.organisatie == opdracht.orgaan
    if not zelf and wie.rol not in _LEGT_VAST:
        raise NietBevoegd("ruggespraak beantwoorden", [f"iemand van {opdracht.orgaan}", *_LEGT_VAST])
    if wie.persoon == voorgenomen.door and not opdracht.document.strip():
        raise EigenVraag(casus.nummer)
    if not zelf and not opdracht.document.strip():
        raise RedenNodig("een antwoord namens een ander: noem het stuk met --document; het antwoord")
    if not opdracht.akkoord and not opdracht.reden.strip():
        raise RedenNodig("een weigering")
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden, "document": opdracht.document})
    rij = RuggespraakRij(
        casus=casus.nummer,
        besluit=voorgenomen.id,
        orgaan=opdracht.orgaan,
        akkoord=opdracht.akkoord,
        vragen=[vraag | {"houder": opdracht.houder or vraag["houder"]} for vraag in van_orgaan],
        document=opdracht.document or f"antwoord van {wie.persoon}",
        reden=opdracht.reden,
        door=wie.persoon,
        op=dag(nu),
        vastgelegd_op=nu,
    )
    db.add(rij)
    db.flush()
    sluit_termijnen(db, casus.nummer, f"ruggespraak:{opdracht.orgaan}", nu)
    uitkomst = "akkoord" if opdracht.akkoord else "geweigerd"
    noteer(
        db, wie, casus.nummer, "ruggespraak", "gevraagd", uitkomst, nu, reden=opdracht.reden, orgaan=opdracht.orgaan,
        besluit_voorgenomen=voorgenomen.id,
    )  # fmt: skip
    raak(db, casus, nu)
    vervolg = "De tafel besluit nu opnieuw." if opdracht.akkoord else "De volgende trede kan beslissen."
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "versie": casus.versie,
            "orgaan": opdracht.orgaan,
            "antwoord": uitkomst,
            "bedrag": sum(vraag["bedrag"] for vraag in van_orgaan),
            "regels": [vraag["regel"] for vraag in van_orgaan],
        },
        f"Het antwoord van {opdracht.orgaan} is vastgelegd: {uitkomst}. {vervolg}",
    )


def eenmalige_mandaten(db: Sessie, casus: str, op: date) -> tuple[Mandaat, ...]:
    """Return what every akkoord gave: exactly the act, amount and duration that was asked, for this casus only."""
    return tuple(
        Mandaat(
            id=f"ruggespraak:{rij.nummer}:{vraag['regel']}",
            gever=rij.orgaan,
            soort=Soort(vraag["soort"]),
            houder_functie=vraag["houder"],
            domein=vraag["domein"],
            handelingen=frozenset({vraag["handeling"]}),
            max_per_regel=Geld(vraag["bedrag"]),
            max_per_casus=Geld(vraag["bedrag"]),
            max_per_jaar=Geld(vraag["bedrag"]),
            max_looptijd=vraag["maanden"],
            geldig_van=rij.op,
            geldig_tot=rij.op + timedelta(days=366),
            vastgelegd_op=rij.op,
            gever_is_bestuursorgaan=Soort(vraag["soort"]) is Soort.MANDAAT,
            alleen_casus=casus,
            schriftelijk=True,
            bron=rij.document,
        )
        for rij in _antwoorden(db, casus, akkoord=True)
        for vraag in rij.vragen
        if vraag["houder"] and rij.op <= op
    )


def geweigerde_vragen(db: Sessie, casus: str) -> tuple[GeweigerdeVraag, ...]:
    """Return what a body refused before: the same question is not asked again."""
    return tuple(
        GeweigerdeVraag(rij.orgaan, casus, vraag["handeling"], Geld(vraag["bedrag"]))
        for rij in _antwoorden(db, casus, akkoord=False)
        for vraag in rij.vragen
    )


_R = RuggespraakRij
_ANTWOORDEN = (
    select(col(_R.nummer), col(_R.orgaan), col(_R.akkoord), col(_R.op), col(_R.document), col(_R.vragen))
    .where(col(_R.casus) == bindparam("casus"))
    .order_by(col(_R.nummer))
)


def _antwoorden(db: Sessie, casus: str, *, akkoord: bool) -> list[_Antwoord]:
    """Return the answers of one kind; the statement is made once, because every besluit asks it."""
    gevonden = (_Antwoord(*velden) for velden in rijen(db, _ANTWOORDEN, casus=casus))
    return [antwoord for antwoord in gevonden if antwoord.akkoord == akkoord]


def _vragen(db: Sessie, besluit: BesluitRij) -> list[dict[str, Any]]:
    """Return each power of the voorgenomen besluit for which somebody must be asked, as it was checked."""
    p = PlanregelRij
    regels = {
        kenmerk: (bedrag, van, tot)
        for kenmerk, bedrag, van, tot in db.execute(
            select(col(p.kenmerk), col(p.bedrag), col(p.van), col(p.tot)).where(col(p.besluit) == besluit.id)
        )
    }
    gevonden = []
    for deel in besluit.toets["regels_per_vereiste"]:
        bedrag, van, tot = regels[deel["planregel"]]
        for vereiste in deel["vereisten"]:
            if vereiste["uitkomst"] == "ruggespraak" and vereiste["orgaan"]:
                gevonden.append(
                    {
                        "regel": deel["planregel"],
                        "orgaan": vereiste["orgaan"],
                        "soort": vereiste["soort"],
                        "domein": vereiste["domein"],
                        "handeling": vereiste["handeling"],
                        "bedrag": bedrag,
                        "maanden": maanden(van, tot),
                        "houder": vereiste["houder"],
                    }
                )
    return gevonden
