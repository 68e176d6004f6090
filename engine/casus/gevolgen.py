"""What an event of the help track brings along beside the new state: who waits until when, tasks, sight, money."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import CasusHeropenen
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import casuslijn
from engine.casus import handelingen as h
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import Wacht, proces_van
from engine.casus.regels.eisen_intake import toelating_ontbreekt
from engine.casus.regels.feiten import Omstandigheden
from engine.casus.zicht import Grond, geef_toegang
from engine.geldspoor.begrippen import VRIJGAVE, WIJZIGING
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.regie.vastleggen import eindig_met_de_casus
from engine.register.vragen import persoon
from engine.termijnen.begrippen import Opschorting
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.zitting.agenda import haal_van_agenda

OPSCHAALVERZOEK = "opschaalverzoek"
"""What an obligation is about when the program asked the next step why the help does not begin."""

_HEROPENT = (h.Heroverwegen, h.Heraanmelden, h.Terugval)


def wacht_na(db: Sessie, casus: CasusRij, feiten: Omstandigheden) -> Wacht | None:
    """Return for whom and until when the casus waits after this event; None when its new state says so."""
    op = feiten.op
    match feiten.handeling:
        case h.AanvullingVragen(voor=voor):
            return Wacht(einde=voor)
        case h.Aanvullen() | h.DoorgaanZonder():
            return _triage_verder(db, casus, op)
        case h.Terugverwijzen(ontvanger=wie, terugkomdatum=einde):
            return Wacht(_wie(db, wie), einde)
        case h.Evalueren(volgende_op=volgende):
            return Wacht(einde=volgende) if volgende else Wacht(code="D_EVAL2")
        case h.BinnenBesluit():
            # The help of the new version of the plan has its own time to begin.
            return Wacht(start=op)
    return None


def gevolgen(
    db: Sessie, wie: Gebruiker, casus: CasusRij, feiten: Omstandigheden, *, sleutel: str, nu: datetime
) -> None:
    """Do what belongs to this event beside the new state, in the same transaction."""
    nummer, op = casus.nummer, feiten.op
    if isinstance(feiten.handeling, h.HulpStarten | h.Vastgelopen | h.Intrekken):
        sluit_termijnen(db, nummer, OPSCHAALVERZOEK, nu)
    match feiten.handeling:
        case h.Accepteren():
            _taken(db, nummer, toelating_ontbreekt(feiten), op, nu)
        case h.DoorgaanZonder():
            _taken(db, nummer, feiten.gevraagd, op, nu)
        case h.Terugverwijzen(ontvanger=ontvanger):
            geef_toegang(db, nummer, "persoon", ontvanger, Grond.BETROKKEN, op)
        case h.Intrekken():
            haal_van_agenda(db, nummer, op)
            _vraag_vrijgave(db, nummer, op, nu)
        case h.Sluiten() | h.Opgelost():
            _vraag_vrijgave(db, nummer, op, nu)
        case h.BinnenBesluit(verplichting_wijzigen=lijnen):
            for lijn in lijnen:
                open_termijn(
                    db, casus=nummer, onderwerp=f"{WIJZIGING}:{lijn}", code="D_VERPLICHTING", start=op,
                    ontvanger="besteller", doe=f"Pas de opdracht van {lijn} aan: het plan is bijgesteld.", nu=nu,
                )  # fmt: skip
    if casus.status in proces_van(db, casus).hulp.klaar:
        eindig_met_de_casus(db, wie, casus, nu)
    if isinstance(feiten.handeling, _HEROPENT) and casuslijn(db, nummer).gesloten:
        boek(db, wie, CasusHeropenen(datum=dag(nu), casus=nummer), sleutel=sleutel, nu=nu)


def _taken(db: Sessie, casus: str, wat: list[str] | tuple[str, ...], op: date, nu: datetime) -> None:
    """Turn missing items of the aanmelding into tasks with a date."""
    for stuk in wat:
        open_termijn(
            db, casus=casus, onderwerp="aanvulling", code="D_AANVUL", start=op, ontvanger="secretaris",
            doe=f"Vul aan: {stuk}.", nu=nu,
        )  # fmt: skip


def _vraag_vrijgave(db: Sessie, casus: str, op: date, nu: datetime) -> None:
    """Ask the kassier to release what no longer will be used (K5); claims stay as they are."""
    f = FinancieringslijnRij
    vraag = select(col(f.lijn)).where(col(f.casus) == casus, (col(f.gereserveerd) > 0) | (col(f.verplicht) > 0))
    for lijn in db.execute(vraag.order_by(col(f.volgnummer))).scalars().all():
        open_termijn(
            db, casus=casus, onderwerp=f"{VRIJGAVE}:{lijn}", code="D_VERPLICHTING", start=op, ontvanger="kassier",
            doe=f"Geef vrij wat van {lijn} niet meer wordt gebruikt ('pot vrijgeven').", nu=nu,
        )  # fmt: skip


def _triage_verder(db: Sessie, casus: CasusRij, op: date) -> Wacht:
    """The time in which the aanmelder was asked does not count for the triage."""
    g = GebeurtenisRij
    stappen = db.execute(
        select(col(g.dag), col(g.naar))
        .where(col(g.casus) == casus.nummer, col(g.spoor) == "hulp", col(g.van) != col(g.naar))
        .order_by(col(g.nummer))
    ).all()
    begin, stil, gevraagd = op, [], None
    for op_dag, naar in stappen:
        if naar == "aanvulling_gevraagd":
            gevraagd = op_dag
        elif naar == "in_triage" and gevraagd is not None:
            stil.append(Opschorting(gevraagd, op_dag))
            gevraagd = None
        elif naar == "in_triage":
            begin, stil = op_dag, []
    if gevraagd is not None:
        stil.append(Opschorting(gevraagd, op))
    return Wacht(start=begin, opgeschort=tuple(stil))


def _wie(db: Sessie, naam: str) -> str:
    """Return the recipient of an obligation: a person of the register, else the voorzitter keeps an eye on it."""
    return f"persoon:{naam}" if persoon(db, naam) is not None else "voorzitter"
