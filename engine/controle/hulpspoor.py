"""Do the events of every casus and financieringslijn lead to the state in which it is, with somebody to act?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.controle.begrippen import Bevinding
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.proces.begrippen import Spoor
from engine.proces.vragen import proces
from engine.termijnen.opslag import TermijnRij


def spoorfouten(db: Sessie) -> list[Bevinding]:
    """Return every casus or line whose events do not fit its state, or that waits without an obligation.

    O(events + open obligations), five selects.
    """
    c, f, t = CasusRij, FinancieringslijnRij, TermijnRij
    casussen = db.execute(select(col(c.nummer), col(c.status), col(c.proces))).all()
    sporen = {versie: proces(db, versie) for versie in {rij[2] for rij in casussen}}
    definitie = {nummer: sporen[versie] for nummer, _, versie in casussen}
    wacht = set(db.execute(select(col(t.casus), col(t.onderwerp)).where(col(t.status) == "open")).tuples())
    stappen: dict[tuple[str, str | None], list[tuple[str, str, str]]] = {}
    g = GebeurtenisRij
    vraag = select(col(g.casus), col(g.spoor), col(g.lijn), col(g.naam), col(g.van), col(g.naar))
    for casus, spoor, lijn, naam, van, naar in db.execute(
        vraag.where(col(g.spoor).in_(("hulp", "geld"))).order_by(col(g.nummer))
    ):
        stappen.setdefault((casus, lijn if spoor == "geld" else None), []).append((naam, van, naar))
    fouten: list[Bevinding] = []
    for nummer, status, _ in casussen:
        fouten += _spoor(nummer, definitie[nummer].hulp, status, stappen.get((nummer, None), ()))
        fouten += _wacht(nummer, definitie[nummer].hulp, status, (nummer, "hulp") in wacht)
    for lijn, casus, status in db.execute(select(col(f.lijn), col(f.casus), col(f.status))):
        fouten += _spoor(lijn, definitie[casus].geld, status, stappen.get((casus, lijn), ()))
        fouten += _wacht(lijn, definitie[casus].geld, status, (casus, f"geld:{lijn}") in wacht)
    return fouten


def _spoor(waar: str, spoor: Spoor, status: str, stappen: Iterable[tuple[str, str, str]]) -> Iterator[Bevinding]:
    staat = spoor.begin
    bekend = {(o.gebeurtenis, van, naar) for o in spoor.overgangen for van in o.van for naar in o.naar}
    for naam, van, naar in stappen:
        if van == naar:
            # An event beside the track: it changes no state.
            continue
        if van != staat or (naam, van, naar) not in bekend:
            yield Bevinding("gebeurtenissen", waar, f"'{naam}' ging van {van} naar {naar}, maar de status was {staat}.")
        staat = naar
    if staat != status:
        yield Bevinding("gebeurtenissen", waar, f"De gebeurtenissen leiden naar {staat}, maar de status is {status}.")


def _wacht(waar: str, spoor: Spoor, status: str, heeft_termijn: bool) -> Iterator[Bevinding]:
    staat = spoor.staten.get(status)
    if staat is not None and staat.termijn and status not in spoor.einde and not heeft_termijn:
        yield Bevinding("termijnen", waar, f"Deze wacht in '{staat.naam}' zonder termijn: niemand wordt herinnerd.")
