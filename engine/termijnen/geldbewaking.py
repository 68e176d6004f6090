"""Money that runs out: a reservering that lapses, an invoice that stops the help, a pot below its limit (R10)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlmodel import col

from budget.basis.geld import Geld
from budget.basis.klok import dag, datum
from budget.basis.transactie import Sessie
from budget.grootboek.vragen import beschikbaar
from engine.betalen.diensten import ligt_er_iets
from engine.geldspoor.opslag import FactuurRij, FinancieringslijnRij
from engine.register.vragen import regeling
from engine.termijnen.begrippen import EEN_DAG
from engine.termijnen.verplichtingen import Nodig, houd_bij

HOUDBAAR, BETALING, ONDERGRENS = "HOUDBAAR", "BETALING", "ONDERGRENS"
_L, _F = FinancieringslijnRij, FactuurRij


def bewaak_geld(db: Sessie, nu: datetime) -> None:
    """Keep the obligations about money that runs out; nothing lapses, is paid or is refused by itself.

    Five selects, linear in the lines that tie money and the invoices that wait; a write for each that changed.
    """
    houd_bij(db, HOUDBAAR, _houdbaar(db), nu)
    houd_bij(db, BETALING, _wacht_op_betaling(db), nu)
    houd_bij(db, ONDERGRENS, _onder_de_grens(db, dag(nu)), nu)


def _houdbaar(db: Sessie) -> dict[str, Nodig]:
    """Every line that ties money: until when it keeps."""
    rijen = db.execute(
        select(col(_L.lijn), col(_L.casus), col(_L.houdbaar_tot)).where(
            or_(col(_L.gereserveerd) > 0, col(_L.verplicht) > 0)
        )
    )
    return {
        f"houdbaar:{lijn}": Nodig(
            casus, "kassier",
            f"De reservering van {lijn} is houdbaar tot {datum(tot)}: verleng haar met een reden of geef vrij wat niet "
            "nodig is. Zonder antwoord blijft het geld vaststaan en komt dit terug.", tot,
        )
        for lijn, casus, tot in rijen
    }  # fmt: skip


def _wacht_op_betaling(db: Sessie) -> dict[str, Nodig]:
    """Every invoice that is in no payment proposal: nobody confirmed the delivery, or nobody proposed to pay."""
    akkoord = {(wat.aanbieder, wat.factuur) for wat in ligt_er_iets(db)}
    rijen = db.execute(
        select(col(_F.aanbieder), col(_F.nummer), col(_F.status), col(_F.vervaldatum), col(_L.lijn), col(_L.casus))
        .join(_L, col(_L.lijn) == col(_F.lijn))
        .where(col(_F.status).in_(("gelezen", "akkoord")))
    )
    return {
        f"betaling:{aanbieder}:{nummer}": Nodig(
            casus, "kassier", f"Een factuur bij {lijn} is nog niet betaald: zorg dat de hulp niet stopt.", vervalt
        )
        for aanbieder, nummer, status, vervalt, lijn, casus in rijen
        if status == "gelezen" or (aanbieder, nummer) in akkoord
    }


def _onder_de_grens(db: Sessie, vandaag: date) -> dict[str, Nodig]:
    """The pot, when besluiten left less than the region wants; said again each quarter, when the bodies meet."""
    if db.execute(select(col(_L.lijn)).limit(1)).first() is None:
        return {}
    grens = Geld(regeling(db, "pot").inhoud["ondergrens"])
    if beschikbaar(db)[1] >= grens:
        return {}
    doe = f"De pot is onder de ondergrens van {grens}: bespreek een storting. Een besluit blijft mogelijk."
    return {"pot:ondergrens": Nodig(None, "kassier", doe, kwartaaleinde(vandaag))}


def kwartaaleinde(op: date) -> date:
    """Return the last day of the quarter of a day."""
    eerste_na = op.month + 3 - (op.month - 1) % 3
    return date(op.year + eerste_na // 13, (eerste_na - 1) % 12 + 1, 1) - EEN_DAG
