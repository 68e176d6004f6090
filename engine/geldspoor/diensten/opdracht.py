"""Before the first invoice: keep a reservering longer, withdraw an order, or leave both to the payer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Van, VerplichtingGeannuleerd, Vrijval
from budget.grootboek.diensten import boek
from engine.geldspoor import handelingen as h
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import FactuurRij, FinancieringslijnRij
from engine.geldspoor.overgang import zet_geldstatus
from engine.geldspoor.regels.feiten import Geldfeiten


def verleng_houdbaarheid(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.VerlengenHoudbaarheid, nu: datetime
) -> Uitkomst:
    """Keep a reservering until a later day (G03)."""
    keur_teksten(db, lijn.casus, reden=handeling.reden)
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=handeling.reden, houdbaar_tot=lijn.houdbaar_tot,
        nieuwe_houdbaarheid=handeling.houdbaar_tot,
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "verlengen_houdbaarheid", feiten, nu=nu, reden=handeling.reden,
        gegevens={"van": lijn.houdbaar_tot.isoformat(), "tot": handeling.houdbaar_tot.isoformat()},
    )  # fmt: skip
    lijn.houdbaar_tot = handeling.houdbaar_tot
    db.flush()
    return antwoord(db, lijn, f"De reservering van {lijn.lijn} blijft staan tot {datum(lijn.houdbaar_tot)}.")


def annuleer(
    db: Sessie,
    wie: Gebruiker,
    lijn: FinancieringslijnRij,
    handeling: h.AnnulerenVerplichting,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Withdraw an order on which nothing was delivered (G06); the money is reserved again."""
    keur_teksten(db, lijn.casus, reden=handeling.reden)
    facturen = db.execute(select(func.count()).where(col(FactuurRij.lijn) == lijn.lijn)).scalar() or 0
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=handeling.reden, facturen=facturen, voorgefinancierd=Geld(lijn.voorgefinancierd)
    )
    bedrag = Geld(lijn.verplicht)
    zet_geldstatus(
        db, wie, lijn, "annuleren_verplichting", feiten, nu=nu, reden=handeling.reden,
        gegevens={"bedrag": bedrag.cents},
    )  # fmt: skip
    terug = VerplichtingGeannuleerd(datum=dag(nu), casus=lijn.casus, bedrag=bedrag, bron=lijn.lijn)
    boek(db, wie, terug, sleutel=sleutel, nu=nu)
    lijn.gereserveerd, lijn.verplicht = lijn.gereserveerd + lijn.verplicht, 0
    db.flush()
    return antwoord(db, lijn, f"De opdracht van {lijn.lijn} is ingetrokken; {bedrag} is weer gereserveerd.")


def neem_over(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.BetalerNeemtOver, sleutel: str, nu: datetime
) -> Uitkomst:
    """Let the payer take the order over before anything was paid (G05); the reservering falls free.

    The kassier records the letter of a payer who does not see the line here.
    """
    namens = handeling.betaler if wie.rol is Rol.KASSIER else wie.organisatie
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), voorgefinancierd=Geld(lijn.voorgefinancierd), organisatie=namens,
        betaler=handeling.betaler, schriftelijk_op=handeling.schriftelijk_op,
        hulp_loopt_door=handeling.hulp_loopt_door,
    )  # fmt: skip
    zet_geldstatus(db, wie, lijn, "betaler_neemt_over", feiten, nu=nu, gegevens=handeling.model_dump(mode="json"))
    vrij = ((Van.RESERVERING, lijn.gereserveerd), (Van.VERPLICHTING, lijn.verplicht))
    for nummer, (van, cents) in enumerate(((v, c) for v, c in vrij if c), start=1):
        vrijval = Vrijval(datum=dag(nu), casus=lijn.casus, bedrag=Geld(cents), van=van, bron=lijn.lijn)
        boek(db, wie, vrijval, sleutel=f"{sleutel}/{nummer}", nu=nu)
    lijn.gereserveerd = lijn.verplicht = 0
    db.flush()
    return antwoord(db, lijn, f"{handeling.betaler} neemt {lijn.lijn} over; de hulp loopt door.")
