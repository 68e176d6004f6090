"""Letters that ask a payer for the amount of a claim, with its number and RF reference."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import col

from budget.bank.rf import druk_rf
from budget.basis.geld import Geld
from budget.basis.klok import dag, datum_lang
from budget.basis.transactie import Sessie
from budget.grootboek.antwoorden import Vordering
from budget.grootboek.vragen import vorderingen
from engine.berichten.diensten import zet_in_outbox
from engine.geldspoor.afspraken import convenantdagen
from engine.geldspoor.opslag import FinancieringslijnRij, UitzoekbesluitRij, VorderingsbriefRij
from engine.register.vragen import houders, werkt_bij


def vorderingen_van(db: Sessie, lijn: FinancieringslijnRij) -> list[Vordering]:
    """Return the claims of a line, settled ones included."""
    return [v for v in vorderingen(db, casus=lijn.casus) if v.besluit == lijn.lijn]


def verstuur_brieven(db: Sessie, lijn: FinancieringslijnRij, nu: datetime) -> list[VorderingsbriefRij]:
    """Write a letter for every open, undisputed claim that has none for this version of the uitzoekbesluit."""
    versie = db.execute(
        select(func.max(col(UitzoekbesluitRij.versie))).where(col(UitzoekbesluitRij.lijn) == lijn.lijn)
    ).scalar()
    b = VorderingsbriefRij
    bekend = set(
        db.execute(select(col(b.vordering)).where(col(b.lijn) == lijn.lijn, col(b.besluitversie) == versie)).scalars()
    )
    nieuw = [
        VorderingsbriefRij(
            vordering=v.nummer,
            besluitversie=versie or 1,
            lijn=lijn.lijn,
            betaler=v.betaler,
            kenmerk=v.kenmerk,
            bedrag=(v.open - v.betwist).cents,
            dag=dag(nu),
            betaal_voor=convenantdagen(db, dag(nu)).betalen_voor,
        )
        for v in vorderingen_van(db, lijn)
        if v.open > v.betwist and v.nummer not in bekend
    ]
    for brief in nieuw:
        db.add(brief)
        _meld(db, brief, nu)
    db.flush()
    return nieuw


def _meld(db: Sessie, brief: VorderingsbriefRij, nu: datetime) -> None:
    """Tell the financier of the payer, or the kassier when the payer has nobody here, that a letter is ready."""
    wie, eigen = ontvanger_van(db, brief.betaler, dag(nu))
    opdracht = "Betaal of betwist" if eigen else f"Stuur per post aan {brief.betaler}"
    for persoon in wie:
        zet_in_outbox(
            db, soort="vordering", aan=persoon, onderwerp=f"Vordering {brief.vordering} ({brief.lijn})",
            regels=[
                f"{opdracht}: vordering {brief.vordering}, kenmerk {druk_rf(brief.kenmerk)}.",
                f"Betalen voor {datum_lang(brief.betaal_voor)}. De brief: doorbraak vordering brief {brief.vordering}",
            ],
            sleutel=f"vordering/{brief.vordering}/{brief.besluitversie}", nu=nu,
        )  # fmt: skip


def ontvanger_van(db: Sessie, betaler: str, op: date) -> tuple[list[str], bool]:
    """Return who gets mail about a claim on a payer, and whether that is somebody of the payer itself."""
    eigen = [p for p in houders(db, "financier", op) if werkt_bij(db, p, op) == betaler]
    return (eigen[:1], True) if eigen else (list(houders(db, "kassier", op)[:1]), False)


def laatste_brief(db: Sessie, lijn: str, betaler: str) -> date | None:
    """Return the day of the newest letter to a payer about a line, None when none was sent."""
    b = VorderingsbriefRij
    gevonden: date | None = db.execute(
        select(func.max(col(b.dag))).where(col(b.lijn) == lijn, col(b.betaler) == betaler)
    ).scalar()
    return gevonden


def open_van(vorderingen_: list[Vordering]) -> Geld:
    """Return what payers still owe together, disputed amounts included."""
    return Geld(sum(v.open.cents for v in vorderingen_))
