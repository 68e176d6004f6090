"""Make one transition of the money track: who may, what is required, the event, the term, the version."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom
from budget.basis.weigering import Weigering
from budget.basis.wijziging import meld_wijziging
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import eis_bevoegd, schrijf_gebeurtenis
from engine.casus.weigeringen import EisNietGehaald, VersieVerouderd
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.regels.eisen import EISEN, Geldfeiten
from engine.geldspoor.weigeringen import LijnOnbekend
from engine.geldspoor.zicht import mag_lijn_zien
from engine.proces.begrippen import ZELFDE, Overgang, Spoor, Staat
from engine.proces.regels import overgang
from engine.proces.vragen import proces
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen


def lijn_voor(db: Sessie, wie: Gebruiker, lijn: str, nu: datetime, versie: int = 0) -> FinancieringslijnRij:
    """Return the line to change, if this user may see it and saw this version (0 = did not say).

    Refusals: lijn_onbekend, versie_verouderd.
    """
    vraag = select(FinancieringslijnRij).where(col(FinancieringslijnRij.lijn) == lijn, mag_lijn_zien(wie, dag(nu)))
    rij: FinancieringslijnRij | None = db.execute(vraag.with_for_update()).scalar_one_or_none()
    if rij is None:
        raise LijnOnbekend(lijn)
    if versie and versie != rij.versie:
        raise VersieVerouderd(lijn, versie, rij.versie, _laatste(db, lijn))
    return rij


def zet_geldstatus(
    db: Sessie,
    wie: Gebruiker,
    lijn: FinancieringslijnRij,
    gebeurtenis: str,
    feiten: Geldfeiten,
    *,
    nu: datetime,
    naar: str | None = None,
    reden: str = "",
    gegevens: dict[str, Any] | None = None,
    gemachtigd: bool = False,
    ontvanger: str | None = None,
    plaatsen: Set[str] = frozenset(),
) -> Overgang:
    """Move the line along the money track, or refuse with every requirement that is not met.

    naar: the state that the outcome of an uitzoekbesluit selects, when there are several. gemachtigd: another
    use case that was checked itself makes this transition (besluiten makes G01). ontvanger: who must act now, when
    that is somebody else than the state says. plaatsen: the places that the person who acts has in this.
    One event row, the old obligations of the line closed, the new one opened, version + 1.
    Refusals: overgang_kan_niet, niet_bevoegd, eis_niet_gehaald, and those of the requirements.
    """
    spoor = geldspoor_van(db, lijn)
    stap = overgang(spoor, lijn.status, gebeurtenis)
    if not gemachtigd:
        eis_bevoegd(db, wie, stap, op=feiten.op, plaatsen=plaatsen)
    eis_gehaald(stap, feiten)
    doelen = stap.doelen(lijn.status)
    if naar is not None and naar not in doelen:
        raise ValueError(f"{stap.code} does not lead to {naar}")
    staat = spoor.staten[naar or doelen[0]]
    schrijf_gebeurtenis(
        db, wie, lijn.casus, spoor="geld", lijn=lijn.lijn, code=stap.code, naam=gebeurtenis, van=lijn.status,
        naar=staat.code, op=feiten.op, nu=nu, reden=reden, gegevens=gegevens,
    )  # fmt: skip
    if stap.naar == (ZELFDE,):
        # It goes on waiting for the same.
        raak_lijn(db, lijn, nu)
        return stap
    open_geldwacht(db, lijn, staat, feiten.op, nu, ontvanger=ontvanger)
    lijn.status, lijn.status_sinds = staat.code, feiten.op
    raak_lijn(db, lijn, nu)
    return stap


def open_geldwacht(
    db: Sessie, lijn: FinancieringslijnRij, staat: Staat, op: date, nu: datetime, *, ontvanger: str | None = None
) -> None:
    """Close the obligations of a line and open that of this state; an end state waits for nobody."""
    sluit_termijnen(db, lijn.casus, f"geld:{lijn.lijn}", nu)
    if staat.termijn and staat.ontvanger:
        open_termijn(
            db, casus=lijn.casus, onderwerp=f"geld:{lijn.lijn}", code=staat.termijn, start=op,
            ontvanger=ontvanger or _ontvanger(lijn, staat.ontvanger), doe=staat.doe, nu=nu,
        )  # fmt: skip


def noteer(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, naam: str, *, nu: datetime, reden: str = "", **gegevens: Any
) -> None:
    """Add an event that leaves the line in its state (an invoice read, a rest released), and raise its version."""
    schrijf_gebeurtenis(
        db, wie, lijn.casus, spoor="geld", lijn=lijn.lijn, code="", naam=naam, van=lijn.status, naar=lijn.status,
        op=dag(nu), nu=nu, reden=reden, gegevens=gegevens,
    )  # fmt: skip
    raak_lijn(db, lijn, nu)


def raak_lijn(db: Sessie, lijn: FinancieringslijnRij, nu: datetime) -> None:
    """Raise the version of a line and tell the screens of the casus and of the pot."""
    lijn.versie += 1
    db.add(lijn)
    meld_wijziging(db, "casus", lijn.casus, nu)
    meld_wijziging(db, "pot", lijn.lijn, nu)
    db.flush()


def geldspoor_van(db: Sessie, lijn: FinancieringslijnRij) -> Spoor:
    """Return the money track of the process definition to which the casus is pinned."""
    (versie,) = kolom(db, _PROCES, casus=lijn.casus)
    return proces(db, versie).geld


_PROCES = select(col(CasusRij.proces)).where(col(CasusRij.nummer) == bindparam("casus"))


def eis_gehaald(stap: Overgang, feiten: Geldfeiten) -> None:
    """Refuse with everything that is not met: a refusal of its own first, else eis_niet_gehaald."""
    antwoorden = [a for a in (EISEN[naam](feiten) for naam in stap.eisen) if a is not None]
    for antwoord in antwoorden:
        if isinstance(antwoord, Weigering):
            raise antwoord
    tekorten = [a for a in antwoorden if isinstance(a, tuple)]
    if tekorten:
        raise EisNietGehaald(stap.gebeurtenis, tekorten)


def _ontvanger(lijn: FinancieringslijnRij, ontvanger: str) -> str:
    """Name the person when the line knows who does this work."""
    persoon = {"onderzoeker": lijn.onderzoeker, "besteller": lijn.besteller}.get(ontvanger)
    return f"persoon:{persoon}" if persoon else ontvanger


def _laatste(db: Sessie, lijn: str) -> list[str]:
    g = GebeurtenisRij
    rijen = db.execute(
        select(col(g.naam), col(g.persoon)).where(col(g.lijn) == lijn).order_by(col(g.nummer).desc()).limit(3)
    ).all()
    return [f"'{naam}' door {persoon}" for naam, persoon in reversed(rijen)]
