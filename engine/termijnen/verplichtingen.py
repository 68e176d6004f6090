"""Open, move and close obligations, inside the transaction of the fact; each carries its own reminders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select, update
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom, rijen, voeg_in
from engine.register.vragen import kalender, termijnregel
from engine.termijnen.begrippen import Afleiding, Verplichting
from engine.termijnen.herinneringen import laat_vervallen, plan
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.regels.berekening import bereken

STILTE = "stilte"
"""The subject of the obligation that every event of a casus moves."""


def leid_af(db: Sessie, code: str, start: date) -> Afleiding:
    """Return the end of a term that starts on this day, with its derivation."""
    regel = termijnregel(db, code, start)
    return bereken(start, regel.duur, regel.grondslag, kalender(db))


def open_termijn(
    db: Sessie,
    *,
    casus: str | None,
    onderwerp: str,
    code: str,
    start: date,
    ontvanger: str,
    doe: str,
    nu: datetime,
    einde: date | None = None,
) -> Verplichting:
    """Make an obligation with its reminders; `einde` is given when people agreed on a date.

    Without `einde` the term of the region counts. ontvanger: a role, a function, `casusregisseur`, `aanmelder`,
    `ladder`, or `persoon:<id>`. Refusals: feestdagen_ontbreken, schoolvakanties_ontbreken.
    """
    if einde is None:
        afleiding = leid_af(db, code, start)
        ruw, eind, uitleg = afleiding.ruw_einde, afleiding.einde, met_regel(db, code, start, afleiding)
    else:
        ruw = eind = einde
        uitleg = _afgesproken(start, einde)
    nummer: int = voeg_in(
        db,
        TermijnRij,
        casus=casus,
        onderwerp=onderwerp,
        code=code,
        ontvanger=ontvanger,
        doe=doe,
        start=start,
        ruw_einde=ruw,
        einde=eind,
        versie=1,
        afleiding=uitleg,
        status="open",
        geopend_op=nu,
    )
    termijn = Verplichting(nummer, 1, code, onderwerp, ontvanger, start, eind)
    plan(db, termijn, nu, afgesproken=einde is not None)
    return termijn


def _afgesproken(start: date, einde: date) -> dict[str, Any]:
    return {"van": start.isoformat(), "einde": einde.isoformat(), "uitleg": ["Deze datum is zo afgesproken."]}


@dataclass(frozen=True, slots=True)
class Nodig:
    """An obligation that the facts ask for: of which casus, whose, what to do and until when."""

    casus: str | None
    ontvanger: str
    doe: str
    einde: date


def houd_bij(db: Sessie, code: str, nodig: Mapping[str, Nodig], nu: datetime) -> None:
    """Let the open obligations with this code be those that the facts ask for, by subject: open, move or close them.

    For facts that change without an event of their own here. One select, and a write for each that changed.
    """
    t = TermijnRij
    kolommen = select(col(t.onderwerp), col(t.nummer), col(t.start), col(t.einde))
    staand = {
        onderwerp: (nummer, start, einde)
        for onderwerp, nummer, start, einde in db.execute(kolommen.where(col(t.code) == code, col(t.status) == "open"))
    }
    for onderwerp in sorted(staand.keys() - nodig.keys()):
        sluit_termijn(db, staand[onderwerp][0], nu)
    for onderwerp, wat in sorted(nodig.items()):
        if onderwerp not in staand:
            open_termijn(
                db, casus=wat.casus, onderwerp=onderwerp, code=code, start=min(dag(nu), wat.einde),
                ontvanger=wat.ontvanger, doe=wat.doe, nu=nu, einde=wat.einde,
            )  # fmt: skip
            continue
        nummer, start, einde = staand[onderwerp]
        if einde != wat.einde:
            start = min(start, wat.einde)
            uitleg = _afgesproken(start, wat.einde)
            zet_einde(db, nummer, start, wat.einde, wat.einde, uitleg, nu)
            db.execute(update(t).where(col(t.nummer) == nummer).values(doe=wat.doe))


def verplaats_termijn(db: Sessie, nummer: int, afleiding: Afleiding, nu: datetime) -> Verplichting:
    """Let an open obligation start on another day, the day of the event that says so; return it as it stands now."""
    t = TermijnRij
    code = db.execute(select(col(t.code)).where(col(t.nummer) == nummer)).scalar_one()
    uitleg = met_regel(db, code, afleiding.start, afleiding)
    return zet_einde(db, nummer, afleiding.start, afleiding.ruw_einde, afleiding.einde, uitleg, nu)


def herstart_stilte(db: Sessie, casus: str, op: date, nu: datetime) -> None:
    """Let the silence of a casus start again on the day of an event; one select, and a write once a day."""
    for nummer, code in rijen(db, _OUDERE_STILTE, casus=casus, op=op):
        verplaats_termijn(db, nummer, leid_af(db, code, op), nu)


_OUDERE_STILTE = select(col(TermijnRij.nummer), col(TermijnRij.code)).where(
    col(TermijnRij.casus) == bindparam("casus"),
    col(TermijnRij.onderwerp) == STILTE,
    col(TermijnRij.status) == "open",
    col(TermijnRij.start) < bindparam("op"),
)


def zet_einde(
    db: Sessie, nummer: int, start: date, ruw: date, einde: date, uitleg: dict[str, Any], nu: datetime
) -> Verplichting:
    """Store the dates of an open obligation. Another day raises the version, so that the reminders are armed again."""
    t = TermijnRij
    kolommen = (t.versie, t.code, t.onderwerp, t.ontvanger, t.start, t.einde)
    vraag = select(*(col(k) for k in kolommen)).where(col(t.nummer) == nummer).with_for_update()
    versie, code, onderwerp, ontvanger, oude_start, oud_einde = db.execute(vraag).one()
    verschoven = (start, einde) != (oude_start, oud_einde)
    termijn = Verplichting(nummer, versie + verschoven, code, onderwerp, ontvanger, start, einde)
    db.execute(
        update(t)
        .where(col(t.nummer) == nummer)
        .values(versie=termijn.versie, start=start, ruw_einde=ruw, einde=einde, afleiding=uitleg)
    )
    if verschoven:
        laat_vervallen(db, [nummer])
        plan(db, termijn, nu, afgesproken="duur" not in uitleg)
    return termijn


def met_regel(db: Sessie, code: str, start: date, afleiding: Afleiding) -> dict[str, Any]:
    """Return the derivation with the rule that it rests on, as it is stored."""
    regel = termijnregel(db, code, start)
    bron = {"code": regel.code, "naam": regel.naam, "begint": regel.begint, "bron": regel.bron, "status": regel.status}
    return afleiding.als_json() | {"regel": bron}


def sluit_termijnen(db: Sessie, casus: str | None, onderwerp: str, nu: datetime, *, status: str = "voldaan") -> int:
    """Close the open obligations about this subject (`onderwerp` or everything below it); return how many.

    Their reminders stop with them.
    """
    onder = f"{onderwerp}:"
    nummers = kolom(db, _open(casus is None), casus=casus, onderwerp=onderwerp, onder=onder, lengte=len(onder))
    for nummer in nummers:
        sluit_termijn(db, nummer, nu, status=status)
    return len(nummers)


def sluit_termijn(db: Sessie, nummer: int, nu: datetime, *, status: str = "voldaan") -> None:
    """Close one obligation; its reminders stop."""
    laat_vervallen(db, [nummer])
    rijen(db, _SLUIT, nummer_=nummer, status=status, gesloten_op=nu)


_SLUIT = (
    update(TermijnRij)
    .where(col(TermijnRij.nummer) == bindparam("nummer_"))
    .values(status=bindparam("status"), gesloten_op=bindparam("gesloten_op"))
)


@cache
def _open(zonder_casus: bool) -> Select[Any]:
    t = TermijnRij
    return select(col(t.nummer)).where(
        col(t.casus).is_(None) if zonder_casus else col(t.casus) == bindparam("casus"),
        col(t.status) == "open",
        (col(t.onderwerp) == bindparam("onderwerp"))
        | (func.substr(col(t.onderwerp), 1, bindparam("lengte", type_=Integer)) == bindparam("onder")),
    )
