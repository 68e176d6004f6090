"""Load and lock a zitting and its agenda; the order is always first the casus, then the zitting, then the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij, rijen
from engine.casus.opslag import CasusRij
from engine.casus.overgang import schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij, ZittingRij
from engine.zitting.weigeringen import (
    NietOpDeAgenda,
    ZittingNietOpen,
    ZittingOnbekend,
    ZittingVastgesteld,
)

_ZITTING = select(ZittingRij).where(col(ZittingRij.id) == bindparam("zitting_")).with_for_update()


def zitting_voor(db: Sessie, zitting: str) -> ZittingRij:
    """Return a zitting to change; refusals: zitting_onbekend, zitting_vastgesteld."""
    gevonden: ZittingRij | None = db.execute(_ZITTING, {"zitting_": zitting}).scalar_one_or_none()
    if gevonden is None:
        raise ZittingOnbekend(zitting)
    if gevonden.status == "vastgesteld":
        raise ZittingVastgesteld(zitting)
    return gevonden


def open_zitting_voor(db: Sessie, wie: Gebruiker, zitting: str, handeling: str) -> ZittingRij:
    """Return an open zitting that this voorzitter leads; refusals: niet_bevoegd, zitting_niet_open and those above."""
    gevonden = zitting_voor(db, zitting)
    eis_voorzitter(wie, gevonden, handeling)
    if gevonden.status != "open":
        raise ZittingNietOpen(zitting, gevonden.status)
    return gevonden


def eis_voorzitter(wie: Gebruiker, zitting: ZittingRij, handeling: str) -> None:
    """Refuse (niet_bevoegd) who does not lead this zitting."""
    leiders = [naam for naam in (zitting.voorzitter, zitting.plaatsvervanger) if naam]
    if wie.rol is not Rol.VOORZITTER or wie.persoon not in leiders:
        raise NietBevoegd(handeling, [f"de voorzitter van deze zitting ({' of '.join(leiders)})"])


def eis_op_de_agenda(db: Sessie, zitting: str, casus: str) -> None:
    """Refuse (niet_op_de_agenda) a casus that is no agendapunt of this zitting."""
    if rij(db, _PUNT, zitting_=zitting, casus_=casus) is None:
        raise NietOpDeAgenda(casus, zitting)


def zet_behandeld(db: Sessie, zitting: str, casus: str) -> None:
    """Record that the agendapunt was dealt with."""
    rijen(db, _BEHANDELD, zitting_=zitting, casus_=casus)


_DIT_PUNT = (
    col(AgendapuntRij.zitting) == bindparam("zitting_"),
    col(AgendapuntRij.casus) == bindparam("casus_"),
)
_PUNT = select(col(AgendapuntRij.status)).where(*_DIT_PUNT)
_BEHANDELD = update(AgendapuntRij).where(*_DIT_PUNT).values(status="behandeld")


def vergrendel_agenda(db: Sessie, zitting: str) -> Sequence[AgendapuntRij]:
    """Lock the casussen on the agenda, in one fixed order, and return the agendapunten in order."""
    a, c = AgendapuntRij, CasusRij
    op_agenda = select(col(a.casus)).where(col(a.zitting) == zitting)
    db.execute(select(col(c.nummer)).where(col(c.nummer).in_(op_agenda)).order_by(col(c.nummer)).with_for_update())
    return db.execute(select(a).where(col(a.zitting) == zitting).order_by(col(a.volgorde))).scalars().all()


def zet_punt_neer(
    db: Sessie, zitting: str, casus: str, minuten: int, genodigden: Sequence[str], gezin: Sequence[str], nu: datetime
) -> AgendapuntRij:
    """Put a casus at the end of an agenda, with the people who are invited for it."""
    a = AgendapuntRij
    laatste = db.execute(select(func.max(col(a.volgorde))).where(col(a.zitting) == zitting)).scalar()
    punt = AgendapuntRij(
        zitting=zitting,
        casus=casus,
        volgorde=(laatste or 0) + 1,
        minuten=minuten,
        status="gepland",
        genodigden=list(genodigden),
        gezin=list(gezin),
        geplaatst_op=nu,
    )
    db.add(punt)
    for persoon in genodigden:
        if db.get(ZittingPersoonRij, (zitting, persoon)) is None:
            db.add(ZittingPersoonRij(zitting=zitting, persoon=persoon))
    db.flush()
    return punt


def noteer(
    db: Sessie,
    wie: Gebruiker,
    casus: str,
    naam: str,
    van: str,
    naar: str,
    nu: datetime,
    *,
    reden: str = "",
    **meer: Any,
) -> None:
    """Write an event of the zitting in the history of a casus."""
    schrijf_gebeurtenis(
        db, wie, casus, spoor="zitting", code="zitting", naam=naam, van=van, naar=naar, op=dag(nu), nu=nu, reden=reden,
        gegevens=meer,
    )  # fmt: skip
