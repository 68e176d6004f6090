"""The terms of a casus in time: bars of a Gantt chart, and why an obligation ends when it does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import mag_zien
from engine.termijnen.opslag import HerinneringRij, TermijnRij, TermijnwijzigingRij
from engine.termijnen.regels.berekening import te_laat
from engine.termijnen.weigeringen import TermijnOnbekend


@dataclass(frozen=True, slots=True)
class Balk:
    """One obligation as a bar: from its start to its end, or to the day on which it was done.

    naam: of its rule, else what it is about. status: open, te_laat, op_tijd, te_laat_gedaan, or vervallen.
    verschoven: the end moved at least once.
    """

    termijn: int
    naam: str
    onderwerp: str
    code: str
    ontvanger: str
    van: date
    einde: date
    klaar: date | None
    status: str
    verschoven: bool

    def als_json(self) -> dict[str, Any]:
        """Return the bar with ISO dates."""
        dagen = {"van": self.van, "einde": self.einde, "klaar": self.klaar}
        return {
            "termijn": self.termijn,
            "naam": self.naam,
            "onderwerp": self.onderwerp,
            "code": self.code,
            "ontvanger": self.ontvanger,
            **{naam: op and op.isoformat() for naam, op in dagen.items()},
            "status": self.status,
            "verschoven": self.verschoven,
        }


def balken(db: Sessie, wie: Gebruiker, casus: str, nu: datetime) -> list[Balk]:
    """Return every obligation of a casus as a bar, by start; refusal: casus_onbekend. Two selects."""
    c, t = CasusRij, TermijnRij
    ziet = select(col(c.nummer)).where(col(c.nummer) == casus, mag_zien(wie, dag(nu)))
    if db.execute(ziet).first() is None:
        raise CasusOnbekend(casus)
    kolommen = (
        t.nummer, t.onderwerp, t.code, t.afleiding, t.ontvanger, t.start, t.einde, t.gesloten_op, t.status, t.versie,
    )  # fmt: skip
    rijen = db.execute(
        select(*(col(k) for k in kolommen))
        .where(col(t.casus) == casus)
        .order_by(col(t.start), col(t.einde), col(t.nummer))
    )
    return [balk(*rij, nu=nu) for rij in rijen]


def balk(
    nummer: int, onderwerp: str, code: str, afleiding: dict[str, Any], ontvanger: str, start: date, einde: date,
    gesloten_op: datetime | None, status: str, versie: int, *, nu: datetime,
) -> Balk:  # fmt: skip
    """Return the bar of one obligation."""
    klaar = dag(gesloten_op) if gesloten_op else None
    if status == "open":
        stand = "te_laat" if te_laat(einde, nu) else "open"
    elif status == "voldaan":
        stand = "te_laat_gedaan" if klaar is not None and klaar > einde else "op_tijd"
    else:
        stand = "vervallen"
    naam = str((afleiding.get("regel") or {}).get("naam", onderwerp))
    # An agreed day may be before the day on which it was written down.
    return Balk(nummer, naam, onderwerp, code, ontvanger, min(start, einde), einde, klaar, stand, versie > 1)


def waarom(db: Sessie, wie: Gebruiker, nummer: int, nu: datetime) -> dict[str, Any]:
    """Return why an obligation ends on its day: rule, derivation, log of changes, and the reminders.

    Refusals: termijn_onbekend, also for who may not see the casus.
    """
    t, c = TermijnRij, CasusRij
    kolommen = (t.nummer, t.casus, t.onderwerp, t.code, t.ontvanger, t.doe, t.status, t.einde, t.versie, t.afleiding)
    zichtbaar: ColumnElement[bool] = col(t.casus).in_(select(col(c.nummer)).where(mag_zien(wie, dag(nu))))
    if wie.rol in (Rol.VOORZITTER, Rol.SECRETARIS, Rol.AUDITOR, Rol.BEHEERDER):
        zichtbaar = zichtbaar | col(t.casus).is_(None)
    rij = db.execute(select(*(col(k) for k in kolommen)).where(col(t.nummer) == nummer, zichtbaar)).first()
    if rij is None:
        raise TermijnOnbekend(nummer)
    gegevens: dict[str, Any] = dict(zip(_WAAROM, rij, strict=True))
    afleiding: dict[str, Any] = gegevens.pop("afleiding")
    einde: date = gegevens.pop("einde")
    return gegevens | {
        "einde": einde.isoformat(),
        "te_laat": gegevens["status"] == "open" and te_laat(einde, nu),
        "regel": afleiding.get("regel"),
        "afleiding": afleiding,
        "wijzigingen": _wijzigingen(db, nummer),
        "herinneringen": _herinneringen(db, nummer),
    }


_WAAROM = (
    "termijn", "casus", "onderwerp", "code", "ontvanger", "doe", "status", "einde", "versie", "afleiding",
)  # fmt: skip


def _wijzigingen(db: Sessie, nummer: int) -> list[dict[str, Any]]:
    w = TermijnwijzigingRij
    rijen = db.execute(
        select(col(w.soort), col(w.op), col(w.inhoud), col(w.reden), col(w.door))
        .where(col(w.termijnverplichting) == nummer)
        .order_by(col(w.nummer))
    )
    return [
        {"soort": soort, "op": op.isoformat(), "inhoud": inhoud, "reden": reden, "door": door}
        for soort, op, inhoud, reden, door in rijen
    ]


def _herinneringen(db: Sessie, nummer: int) -> list[dict[str, Any]]:
    """Return the stages of the present end: when, for whom, and whether they went."""
    h, t = HerinneringRij, TermijnRij
    rijen = db.execute(
        select(col(h.trede), col(h.due_at), col(h.rol), col(h.status))
        .join(t, col(t.nummer) == col(h.termijnverplichting))
        .where(col(t.nummer) == nummer, col(t.versie) == col(h.termijn_versie))
        .order_by(col(h.due_at), col(h.nummer))
    )
    return [
        {"trede": trede, "op": dag(due).isoformat(), "aan": rol, "status": status} for trede, due, rol, status in rijen
    ]
