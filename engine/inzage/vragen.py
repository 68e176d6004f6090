"""Who looked at a casus: for the gezin, and for whoever guards the access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd
from engine.casus.zicht import mag_zien
from engine.inzage.logboek import LogregelRij

MOGEN = (Rol.VOORZITTER, Rol.SECRETARIS, Rol.AUDITOR)


@dataclass(frozen=True, slots=True)
class Inzage:
    """One time that somebody looked."""

    tijdstip: datetime
    soort: str
    gebruiker: str
    rol: str
    organisatie: str
    object: str
    doel: str
    kanaal: str
    zelfverklaard: bool


def wie_keek(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> list[Inzage]:
    """Return every logged reading, search and export that showed this casus, newest first.

    Refusals: niet_bevoegd, casus_onbekend. O(lines of the log).
    """
    if wie.rol not in MOGEN:
        raise NietBevoegd("inzage bekijken", [rol.value for rol in MOGEN])
    if (
        db.execute(select(col(CasusRij.nummer)).where(col(CasusRij.nummer) == nummer, mag_zien(wie, dag(nu)))).first()
        is None
    ):
        raise CasusOnbekend(nummer)
    r = LogregelRij
    kolommen: tuple[Any, ...] = (
        r.tijdstip, r.soort, r.gebruiker, r.rol, r.organisatie, r.object, r.doel, r.kanaal, r.zelfverklaard, r.casussen,
    )  # fmt: skip
    rijen = db.execute(select(*(col(k) for k in kolommen)).order_by(col(r.volgnummer).desc()))
    return [Inzage(*tuple(rij)[:-1]) for rij in rijen if nummer in rij[-1]]
