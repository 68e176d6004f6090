"""What a round of reminders finds: the stages that are due, who was told before, and the lines of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.termijnen.adresboek import adresboek, vraagt_regie, zaken
from engine.termijnen.opslag import HerinneringRij, TermijnRij, VerzendingRij
from engine.termijnen.regels.bundelen import Bundel, Kandidaat, Verzonden, bundel
from engine.termijnen.regels.ontvangers import GEEN_ZAAK, Adresboek, Gevonden, vind

_H, _T, _V = HerinneringRij, TermijnRij, VerzendingRij


def bepaal(db: Sessie, nu: datetime, boek: Adresboek | None = None) -> Bundel:
    """Return what must be told now, without telling it. Linear in the stages that are due."""
    vandaag = dag(nu)
    rijen = _kandidaten(db, nu)
    boek = boek or adresboek(db, vandaag)
    met_regie = {k.casus for k in rijen if k.casus and vraagt_regie(k.rol, k.ontvanger)}
    van_casus = zaken(db, {k.casus for k in rijen if k.casus}, met_regie, vandaag)

    @cache
    def zoek(rol: str, ontvanger: str, casus: str | None) -> Gevonden:
        return vind(rol, ontvanger, van_casus.get(casus or "", GEEN_ZAAK), boek)

    return bundel(rijen, lambda k: zoek(k.rol, k.ontvanger, k.casus), _verzonden(db, nu), vandaag)


def _kandidaten(db: Sessie, nu: datetime) -> Sequence[Kandidaat]:
    vraag = (
        select(
            col(_H.nummer), col(_H.termijnverplichting), col(_H.trede), col(_H.due_at), col(_H.rol), col(_H.status),
            col(_T.casus), col(_T.onderwerp), col(_T.code), col(_T.ontvanger), col(_T.doe), col(_T.einde),
            col(_T.versie),
        )
        .join(_T, col(_T.nummer) == col(_H.termijnverplichting))
        .where(
            col(_H.actueel), col(_H.due_at) <= nu, col(_T.status) == "open", col(_T.versie) == col(_H.termijn_versie)
        )
        .order_by(col(_H.termijnverplichting), col(_H.due_at), col(_H.nummer))
    )  # fmt: skip
    return [Kandidaat(*rij) for rij in db.execute(vraag)]


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
