"""Open and close obligations, inside the transaction of the fact that makes or ends them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import update
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.register.vragen import kalender, termijnregel
from engine.termijnen.begrippen import Afleiding
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
    """Make an obligation; `einde` is given when people agreed on a date, else the term of the region counts."""
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
    return rij


def sluit_termijnen(db: Sessie, casus: str, onderwerp: str, nu: datetime, *, status: str = "voldaan") -> int:
    """Close the open obligations about this subject (`onderwerp` or everything below it); return how many."""
    rij = TermijnRij
    over = (col(rij.onderwerp) == onderwerp) | col(rij.onderwerp).startswith(f"{onderwerp}:", autoescape=True)
    klaar = (
        update(rij)
        .where(col(rij.casus) == casus, col(rij.status) == "open", over)
        .values(status=status, gesloten_op=nu)
    )
    return db.connection().execute(klaar).rowcount


def te_laat(einde: date, nu: datetime) -> bool:
    """Say whether a term that ends on this day is over: from 00:00 the next day in Amsterdam."""
    return dag(nu) > einde
