"""What a round of reminders finds: the stages that are due, who was told before, and the lines of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from sqlalchemy import Select, func, select
from sqlmodel import col

from budget.basis.klok import dag, moment
from budget.basis.opdracht import OpdrachtRij
from budget.basis.transactie import Sessie
from engine.termijnen.adresboek import adresboek, zaken
from engine.termijnen.opslag import HerinneringRij, TermijnRij, VerzendingRij
from engine.termijnen.regels.bundelen import Bundel, Kandidaat, Verzonden, bundel
from engine.termijnen.regels.ontvangers import GEEN_ZAAK, Adresboek, Gevonden, vind
from engine.termijnen.regels.stil import om

RONDE_BINNEN = timedelta(hours=1)
EERSTE_RONDE, LAATSTE_RONDE = time(8), time(18, 45)
"""Between these, Dutch time, a round must have run in the hour before."""

_H, _T, _V = HerinneringRij, TermijnRij, VerzendingRij


def bepaal(db: Sessie, nu: datetime, boek: Adresboek | None = None) -> Bundel:
    """Return what must be told now, without telling it. Linear in the stages that are due."""
    vandaag = dag(nu)
    rijen = _kandidaten(db, nu)
    boek = boek or adresboek(db, vandaag)
    van_casus = zaken(db, ((k.casus, k.rol, k.ontvanger) for k in rijen if k.casus), boek, vandaag)

    @cache
    def zoek(rol: str, ontvanger: str, casus: str | None) -> Gevonden:
        return vind(rol, ontvanger, van_casus[casus] if casus else GEEN_ZAAK, boek)

    def van(stap: Kandidaat) -> Gevonden:
        return zoek(stap.rol, stap.ontvanger, stap.casus if stap.casus in van_casus else None)

    return bundel(rijen, van, _verzonden(db, nu), vandaag)


def laatste_ronde(db: Sessie) -> datetime | None:
    """Return when the last round ran, quiet hours included; longer than an hour ago is for everybody's screen (R12)."""
    o = OpdrachtRij
    return db.execute(select(func.max(col(o.gedaan_op))).where(col(o.soort) == "herinner")).scalar()


@dataclass(frozen=True, slots=True)
class Stilstand:
    """No round of reminders ran when one should have; `sinds` is the last one, None when there never was any."""

    sinds: datetime | None
    melding: str
    oplossing: str


def stilstand(db: Sessie, nu: datetime) -> Stilstand | None:
    """Return the answer when the rounds stopped for more than an hour, for everybody's screen (R12); else None.

    Rounds run from 7 to 19 o'clock; at night the last one of the day before is what counts. Before the first round
    only something that is due for an hour is a reason. One select, two when there never was a round.
    """
    laatste = laatste_ronde(db)
    if laatste is None:
        wacht = select(col(_H.nummer)).where(col(_H.actueel), col(_H.due_at) < nu - RONDE_BINNEN).limit(1)
        if db.execute(wacht).first() is None:
            return None
    elif _hoorde_te_lopen(nu) - laatste <= RONDE_BINNEN:
        return None
    sinds = "nog nooit" if laatste is None else f"niet meer sinds {moment(laatste)}"
    return Stilstand(
        laatste,
        f"De herinneringen draaiden {sinds}: mensen horen nu niet wat zij moeten doen.",
        "Start 'doorbraak-flows start', of doe zelf een ronde met 'doorbraak herinner'.",
    )


def _hoorde_te_lopen(nu: datetime) -> datetime:
    """Return the last moment up to now at which rounds are to run."""
    vandaag = dag(nu)
    if nu < om(vandaag, EERSTE_RONDE):
        return om(vandaag - timedelta(days=1), LAATSTE_RONDE)
    return min(nu, om(vandaag, LAATSTE_RONDE))


def _kandidaten(db: Sessie, nu: datetime) -> Sequence[Kandidaat]:
    # Materialised: a planner that starts at the million open obligations reads them all to find the few that are due.
    h = select(_H).where(col(_H.actueel), col(_H.due_at) <= nu).cte("h").prefix_with("MATERIALIZED").c
    vraag = (
        select(
            h.termijnverplichting, h.trede, h.rol, col(_T.casus), col(_T.onderwerp), col(_T.code),
            col(_T.ontvanger), col(_T.doe), col(_T.einde), col(_T.versie),
        )
        .join(_T, col(_T.nummer) == h.termijnverplichting)
        .where(col(_T.status) == "open", col(_T.versie) == h.termijn_versie)
        .order_by(h.termijnverplichting, h.due_at, h.nummer)
    )  # fmt: skip
    return [Kandidaat(*rij) for rij in db.connection().execute(vraag)]


def _aan_de_beurt(nu: datetime) -> Select[tuple[int]]:
    return select(col(_H.termijnverplichting)).where(col(_H.actueel), col(_H.due_at) <= nu)


def _verzonden(db: Sessie, nu: datetime) -> dict[tuple[int, str], Verzonden]:
    """Return what was told before of the obligations that are due, by obligation and person."""
    vraag = (
        select(col(_V.termijnverplichting), col(_V.ontvanger), col(_V.trede), col(_V.op), col(_T.einde))
        .join(_T, col(_T.nummer) == col(_V.termijnverplichting))
        .where(col(_V.termijn_versie) == col(_T.versie), col(_V.termijnverplichting).in_(_aan_de_beurt(nu)))
    )
    per_persoon: dict[tuple[int, str], list[tuple[str, date, date]]] = defaultdict(list)
    for termijn, persoon, trede, op, einde in db.execute(vraag):
        per_persoon[termijn, persoon].append((trede, op, einde))
    return {
        sleutel: Verzonden(
            frozenset(trede for trede, _, _ in rijen),
            sum(op > einde for _, op, einde in rijen),
            max(op for _, op, _ in rijen),
        )
        for sleutel, rijen in per_persoon.items()
    }
