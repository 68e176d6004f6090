"""Do the events of every casus and financieringslijn lead to the state in which it is, with somebody to act?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.controle.begrippen import Bevinding
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.proces.begrippen import Proces, Spoor
from engine.proces.vragen import proces
from engine.termijnen.opslag import TermijnRij

PROCES = "proces"
"""The track of the events that move a casus to another version of the process."""

BUITEN_DE_RIJEN = frozenset({"besluit_teruggenomen"})
"""Events that lead to a state without a row of the definition: taking a besluit back leads to where it came from."""


@dataclass(frozen=True, slots=True)
class _Stap:
    """One event; overstap: the versions before and after, when it moved the casus to another one."""

    naam: str
    van: str
    naar: str
    overstap: tuple[Proces, Proces] | None


def spoorfouten(db: Sessie) -> list[Bevinding]:
    """Return every casus or line whose events do not fit its state, or that waits without an obligation.

    O(events + open obligations), five selects.
    """
    c, f, t = CasusRij, FinancieringslijnRij, TermijnRij
    casussen = db.execute(select(col(c.nummer), col(c.status), col(c.proces))).all()
    sporen = {versie: proces(db, versie) for versie in {rij[2] for rij in casussen}}
    definitie = {nummer: sporen[versie] for nummer, _, versie in casussen}
    wacht = set(db.execute(select(col(t.casus), col(t.onderwerp)).where(col(t.status) == "open")).tuples())
    stappen: dict[tuple[str, str | None], list[_Stap]] = {}
    g = GebeurtenisRij
    vraag = select(col(g.casus), col(g.spoor), col(g.lijn), col(g.naam), col(g.van), col(g.naar), col(g.gegevens))
    for casus, spoor, lijn, naam, van, naar, gegevens in db.execute(
        vraag.where(col(g.spoor).in_(("hulp", "geld", PROCES))).order_by(col(g.nummer))
    ):
        stap = _Stap(naam, van, naar, _definitie(db, gegevens) if spoor == PROCES else None)
        stappen.setdefault((casus, lijn if spoor != "hulp" else None), []).append(stap)
    fouten: list[Bevinding] = []
    for nummer, status, _ in casussen:
        fouten += _spoor(nummer, "hulp", definitie[nummer], status, stappen.get((nummer, None), ()))
        fouten += _wacht(nummer, definitie[nummer].hulp, status, (nummer, "hulp") in wacht)
    for lijn, casus, status in db.execute(select(col(f.lijn), col(f.casus), col(f.status))):
        fouten += _spoor(lijn, "geld", definitie[casus], status, stappen.get((casus, lijn), ()))
        fouten += _wacht(lijn, definitie[casus].geld, status, (casus, f"geld:{lijn}") in wacht)
    return fouten


def _definitie(db: Sessie, gegevens: dict[str, str]) -> tuple[Proces, Proces]:
    """Return the definitions before and after a move to another version."""
    return proces(db, gegevens["van_versie"]), proces(db, gegevens["naar_versie"])


def _spoor(waar: str, spoor: str, nu: Proces, status: str, stappen: Sequence[_Stap]) -> Iterator[Bevinding]:
    """Replay the events, each under the version that held at that moment."""
    geldt = next((stap.overstap[0] for stap in stappen if stap.overstap is not None), nu)
    staat = geldt.spoor(spoor).begin
    for stap in stappen:
        if stap.overstap is not None:
            geldt = stap.overstap[1]
            if stap.van != staat:
                yield _past_niet(waar, stap, staat)
            staat = stap.naar
            continue
        if stap.van == stap.naar:
            # An event beside the track: it changes no state.
            continue
        if stap.van != staat or not (stap.naam in BUITEN_DE_RIJEN or _bekend(geldt.spoor(spoor), stap)):
            yield _past_niet(waar, stap, staat)
        staat = stap.naar
    if geldt.versie != nu.versie:
        yield Bevinding("gebeurtenissen", waar, f"De versie is {nu.versie}, maar de overstap ging naar {geldt.versie}.")
    if staat != status:
        yield Bevinding("gebeurtenissen", waar, f"De gebeurtenissen leiden naar {staat}, maar de status is {status}.")


def _bekend(spoor: Spoor, stap: _Stap) -> bool:
    return any(
        o.gebeurtenis == stap.naam and stap.van in o.van and stap.naar in o.doelen(stap.van) for o in spoor.overgangen
    )


def _past_niet(waar: str, stap: _Stap, staat: str) -> Bevinding:
    return Bevinding(
        "gebeurtenissen", waar, f"'{stap.naam}' ging van {stap.van} naar {stap.naar}, maar de status was {staat}."
    )


def _wacht(waar: str, spoor: Spoor, status: str, heeft_termijn: bool) -> Iterator[Bevinding]:
    staat = spoor.staten.get(status)
    if staat is not None and staat.termijn and status not in spoor.einde and not heeft_termijn:
        yield Bevinding("termijnen", waar, f"Deze wacht in '{staat.naam}' zonder termijn: niemand wordt herinnerd.")
