"""Holders of a higher step who decide only together: each decides along with the own login (H27)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval, vingerafdruk
from budget.basis.transactie import Sessie
from engine.casus.overgang import casus_voor, raak
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import houders
from engine.zitting.begrippen import Meebesluit
from engine.zitting.diensten.hoger import open_opschaling, voorgenomen_plan
from engine.zitting.diensten.rijen import noteer
from engine.zitting.formaat import Besluit
from engine.zitting.opslag import MedebeslissingRij, OpschalingRij
from engine.zitting.weigeringen import NietMeebeslist, NietsVoorgenomen


@gebruiksgeval
def besluit_mee(
    db: Sessie, wie: Gebruiker, opdracht: Meebesluit, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Decide along on exactly these lines and amounts; it has effect when another holder takes the besluit.

    A changed amount cancels it. Refusals: casus_onbekend, versie_verouderd, niet_bevoegd, niets_voorgenomen.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    opschaling = open_opschaling(db, casus.nummer)
    functies = list(opschaling.houders) if opschaling else []
    if opschaling is None or not any(wie.persoon in houders(db, functie, op) for functie in functies):
        raise NietBevoegd("meebeslissen", functies or ["de houder van een hogere trede"])
    plan = opdracht.besluit or voorgenomen_plan(db, casus.nummer, op)
    if plan is None:
        raise NietsVoorgenomen(casus.nummer)
    assert opschaling.nummer is not None
    db.merge(
        MedebeslissingRij(
            opschaling=opschaling.nummer, persoon=wie.persoon, vingerafdruk=afdruk_van(plan), vastgelegd_op=nu
        )
    )
    regels = [regel.kenmerk for regel in plan.regels]
    noteer(db, wie, casus.nummer, "meebeslissen", "opgeschaald", "opgeschaald", nu, regels=regels)
    raak(db, casus, nu)
    return Uitkomst(
        {"casusnummer": casus.nummer, "versie": casus.versie, "trede": opschaling.naar_trede, "persoon": wie.persoon},
        f"{wie.persoon} beslist mee over casus {casus.nummer}; een andere houder van de trede neemt nu het besluit.",
    )


def eis_meebeslist(db: Sessie, casus: str, opschaling: OpschalingRij, plan: Besluit, wie: Sequence[str]) -> None:
    """Refuse (niet_meebeslist) when one of these did not decide along, in person, on exactly these lines."""
    m = MedebeslissingRij
    vraag = select(col(m.persoon)).where(
        col(m.opschaling) == opschaling.nummer, col(m.vingerafdruk) == afdruk_van(plan)
    )
    wel = set(db.execute(vraag).scalars())
    niet = [naam for naam in wie if naam not in wel]
    if niet:
        raise NietMeebeslist(casus, niet)


def afdruk_van(plan: Besluit) -> str:
    """Return the fingerprint of the lines and amounts that are decided on."""
    regels = [(r.kenmerk, r.soort, r.aanbieder, r.van, r.tot, r.bedrag.cents, r.bron) for r in plan.regels]
    return vingerafdruk("meebeslissen", "", regels)
