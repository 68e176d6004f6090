"""Open, move and close obligations, inside the transaction of the fact; each carries its own reminders."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select, update
from sqlmodel import col

from budget.basis.transactie import Sessie
from budget.basis.voorbereid import voer_uit
from engine.register.vragen import kalender, termijnregel
from engine.termijnen.begrippen import Afleiding
from engine.termijnen.herinneringen import laat_vervallen, plan
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.regels.berekening import bereken


def leid_af(db: Sessie, code: str, start: date) -> Afleiding:
    """Return the end of a term of the region that starts on this day, with its derivation."""
    regel = termijnregel(db, code)
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
) -> TermijnRij:
    """Make an obligation with its reminders; `einde` is given when people agreed on a date.

    Without `einde` the term of the region counts. ontvanger: a role, a function, `casusregisseur`, `aanmelder`,
    `ladder`, or `persoon:<id>`. Refusals: feestdagen_ontbreken, schoolvakanties_ontbreken.
    """
    if einde is None:
        afleiding = leid_af(db, code, start)
        ruw, eind, uitleg = afleiding.ruw_einde, afleiding.einde, afleiding.als_json()
    else:
        ruw = eind = einde
        uitleg = {"van": start.isoformat(), "einde": einde.isoformat(), "uitleg": ["Deze datum is zo afgesproken."]}
    rij = TermijnRij(
        casus=casus,
        onderwerp=onderwerp,
        code=code,
        ontvanger=ontvanger,
        doe=doe,
        start=start,
        ruw_einde=ruw,
        einde=eind,
        afleiding=uitleg,
        geopend_op=nu,
    )
    db.add(rij)
    db.flush()
    plan(db, rij, nu, afgesproken=einde is not None)
    return rij


def verplaats_termijn(db: Sessie, nummer: int, afleiding: Afleiding, nu: datetime) -> TermijnRij:
    """Give an open obligation another end: the version rises, so that the reminders are armed again."""
    rij: TermijnRij = db.execute(
        select(TermijnRij).where(col(TermijnRij.nummer) == nummer).with_for_update()
    ).scalar_one()
    laat_vervallen(db, [nummer])
    rij.start, rij.ruw_einde, rij.einde = afleiding.start, afleiding.ruw_einde, afleiding.einde
    rij.afleiding = afleiding.als_json()
    rij.versie += 1
    db.add(rij)
    db.flush()
    plan(db, rij, nu)
    return rij


def sluit_termijnen(db: Sessie, casus: str | None, onderwerp: str, nu: datetime, *, status: str = "voldaan") -> int:
    """Close the open obligations about this subject (`onderwerp` or everything below it); return how many.

    Their reminders stop with them.
    """
    onder = f"{onderwerp}:"
    waarden = {"onderwerp": onderwerp, "onder": onder, "lengte": len(onder)}
    if casus is not None:
        waarden["casus"] = casus
    nummers = list(voer_uit(db, _open(casus is None), **waarden).scalars())
    if nummers:
        t = TermijnRij
        laat_vervallen(db, nummers)
        db.execute(update(t).where(col(t.nummer).in_(nummers)).values(status=status, gesloten_op=nu))
    return len(nummers)


@cache
def _open(zonder_casus: bool) -> Select[Any]:
    t = TermijnRij
    return select(col(t.nummer)).where(
        col(t.casus).is_(None) if zonder_casus else col(t.casus) == bindparam("casus"),
        col(t.status) == "open",
        (col(t.onderwerp) == bindparam("onderwerp"))
        | (func.substr(col(t.onderwerp), 1, bindparam("lengte", type_=Integer)) == bindparam("onder")),
    )
