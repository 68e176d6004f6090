"""Open, move and close obligations, inside the transaction of the fact; each carries its own reminders."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, func, select, update
from sqlmodel import col

from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom, rijen, voeg_in
from engine.register.vragen import kalender, termijnregel
from engine.termijnen.begrippen import Afleiding, Verplichting
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
) -> Verplichting:
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


def verplaats_termijn(db: Sessie, nummer: int, afleiding: Afleiding, nu: datetime) -> Verplichting:
    """Give an open obligation another end: the version rises, so that the reminders are armed again."""
    t = TermijnRij
    vraag = select(col(t.versie), col(t.code), col(t.onderwerp), col(t.ontvanger)).where(col(t.nummer) == nummer)
    versie, code, onderwerp, ontvanger = db.execute(vraag.with_for_update()).one()
    termijn = Verplichting(nummer, versie + 1, code, onderwerp, ontvanger, afleiding.start, afleiding.einde)
    laat_vervallen(db, [nummer])
    db.execute(
        update(t)
        .where(col(t.nummer) == nummer)
        .values(
            versie=termijn.versie,
            start=termijn.start,
            ruw_einde=afleiding.ruw_einde,
            einde=termijn.einde,
            afleiding=afleiding.als_json(),
        )
    )
    plan(db, termijn, nu)
    return termijn


def sluit_termijnen(db: Sessie, casus: str | None, onderwerp: str, nu: datetime, *, status: str = "voldaan") -> int:
    """Close the open obligations about this subject (`onderwerp` or everything below it); return how many.

    Their reminders stop with them.
    """
    onder = f"{onderwerp}:"
    nummers = kolom(db, _open(casus is None), casus=casus, onderwerp=onderwerp, onder=onder, lengte=len(onder))
    laat_vervallen(db, nummers)
    for nummer in nummers:
        rijen(db, _SLUIT, nummer_=nummer, status=status, gesloten_op=nu)
    return len(nummers)


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
