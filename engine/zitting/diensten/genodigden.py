"""Obligations of who is invited: confirm, and come instead of somebody who is away (R4 and R5 of the reminders)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.register.opslag import AfwezigheidRij
from engine.register.vragen import aanstellingen, functies, vervullingen
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij, ZittingRij

BEVESTIGING, VERVANGING = "BEVESTIGING", "VERVANGING"


def onderwerp(zitting: str, persoon: str) -> str:
    """Return the subject of what somebody must do for a zitting."""
    return f"zitting:{zitting}:{persoon}"


def vraag_bevestiging(
    db: Sessie, zitting: ZittingRij, mens: ZittingPersoonRij, punten: Iterable[AgendapuntRij], nu: datetime
) -> None:
    """Let an invited person confirm before the zitting; who leads it, or answered, need not."""
    if mens.persoon in (zitting.voorzitter, zitting.plaatsvervanger) or mens.wijze is not None:
        return
    _open(
        db, zitting, mens.persoon, BEVESTIGING,
        f"Bevestig de komst naar zitting {zitting.id}{_waarvoor(db, zitting, mens.persoon, punten)}, of noem een "
        "vervanger; anders is er misschien geen mandaat.", nu,
    )  # fmt: skip


def verwerk_antwoord(
    db: Sessie, zitting: ZittingRij, persoon: str, wijze: str, vervanger: str | None, nu: datetime
) -> None:
    """Close what was asked of this person; who stays away is replaced, by who was named or who stands in."""
    sluit_termijnen(db, None, onderwerp(zitting.id, persoon), nu)
    if wijze == "afwezig" and zitting.status != "open":
        _vraag_vervanger(db, zitting, persoon, vervanger, nu)


def bewaak_genodigden(db: Sessie, nu: datetime) -> None:
    """Ask who stands in of everybody who did not answer and is away on the day of the zitting, says the register.

    One select, and two writes for each of them.
    """
    t, z, p, a = TermijnRij, ZittingRij, ZittingPersoonRij, AfwezigheidRij
    vraag = (
        select(z, col(p.persoon))
        .join(p, col(p.zitting) == col(z.id))
        .join(a, col(a.persoon) == col(p.persoon))
        .join(t, col(t.onderwerp) == "zitting:" + col(z.id) + ":" + col(p.persoon))
        .where(
            col(z.op) >= dag(nu), col(z.status) == "uitgenodigd", col(p.wijze).is_(None),
            col(a.geldig_van) <= col(z.op), col(a.geldig_tot) > col(z.op),
            col(t.status) == "open", col(t.code) == BEVESTIGING,
        )
        .distinct()
    )  # fmt: skip
    for zitting, persoon in db.execute(vraag).all():
        sluit_termijnen(db, None, onderwerp(zitting.id, persoon), nu, status="vervallen")
        _vraag_vervanger(db, zitting, persoon, None, nu)


def _vraag_vervanger(db: Sessie, zitting: ZittingRij, persoon: str, genoemd: str | None, nu: datetime) -> None:
    wie = genoemd or _vervanger(db, persoon, zitting.op)
    if wie is None:
        _open(db, zitting, persoon, VERVANGING, f"Zoek een vervanger voor zitting {zitting.id}.", nu, "voorzitter")
        return
    p = ZittingPersoonRij
    bekend = db.execute(select(col(p.bevestigd_op)).where(col(p.zitting) == zitting.id, col(p.persoon) == wie)).scalar()
    if bekend is None:
        _open(db, zitting, wie, VERVANGING, f"Bevestig dat u als vervanger komt naar zitting {zitting.id}.", nu)


def _open(
    db: Sessie, zitting: ZittingRij, persoon: str, code: str, doe: str, nu: datetime, ontvanger: str | None = None
) -> None:
    waarover = onderwerp(zitting.id, persoon)
    sluit_termijnen(db, None, waarover, nu, status="vervallen")
    open_termijn(
        db, casus=None, onderwerp=waarover, code=code, start=min(dag(nu), zitting.op),
        ontvanger=ontvanger or f"persoon:{persoon}", doe=doe, nu=nu, einde=zitting.op,
    )  # fmt: skip


def _vervanger(db: Sessie, persoon: str, op: date) -> str | None:
    """Return who stands in for somebody on this day, as far as the register knows."""
    banen = (b for b in aanstellingen(db) if b.persoon == persoon and b.van <= op and (b.tot is None or op < b.tot))
    return next((b.vervanger for b in banen if b.vervanger), None)


def _waarvoor(db: Sessie, zitting: ZittingRij, persoon: str, punten: Iterable[AgendapuntRij]) -> str:
    """Name the functions and the casussen of who is missed, so that the voorzitter sees what the table lacks."""
    namen = {f.id: f.naam for f in functies(db)}
    gehouden = sorted({namen[v.functie] for v in vervullingen(db, zitting.op) if v.persoon == persoon})
    delen = [", ".join(gehouden), f"casus {nummers}" if (nummers := ", ".join(punt.casus for punt in punten)) else ""]
    waarvoor = "; ".join(deel for deel in delen if deel)
    return f" ({waarvoor})" if waarvoor else ""
