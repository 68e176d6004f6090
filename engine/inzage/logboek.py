"""The access log: who opened a casus, searched or exported, with the fields of NEN 7513; append-only and chained.

Source: NEN 7513 (logging of actions on a care file), chapters 5, 6 and 8.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Field, col, select

from budget.basis.gebruiker import Gebruiker
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie, is_postgres
from budget.basis.typen import Geheel, JaNee, Json, Moment, Tekst


class Handeling(StrEnum):
    """What somebody did with a file."""

    LEZEN = "lezen"
    ZOEKEN = "zoeken"
    EXPORTEREN = "exporteren"
    WEIGERING = "weigering"


class LogregelRij(Rij, table=True):
    """One line of the access log; the casusnummers shown, never what was typed."""

    __tablename__ = "inzagelog"

    volgnummer: int = Field(sa_type=Geheel, primary_key=True)
    tijdstip: datetime = Field(sa_type=Moment)
    soort: str = Field(sa_type=Tekst)
    gebruiker: str = Field(sa_type=Tekst)
    rol: str = Field(sa_type=Tekst)
    organisatie: str = Field(sa_type=Tekst)
    namens: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    zelfverklaard: bool = Field(sa_type=JaNee)
    casussen: Any = Field(sa_type=Json)
    object: str = Field(sa_type=Tekst)
    doel: str = Field(sa_type=Tekst)
    kanaal: str = Field(sa_type=Tekst)
    resultaat: str = Field(sa_type=Tekst)
    vorige: str = Field(sa_type=Tekst)
    afdruk: str = Field(sa_type=Tekst)


def log(
    db: Sessie,
    wie: Gebruiker,
    handeling: Handeling,
    casussen: list[str],
    nu: datetime,
    *,
    object_: str,
    doel: str = "taak",
    kanaal: str = "programma",
    resultaat: str = "toegestaan",
) -> None:
    """Add one line in the same transaction as the reading; log lines never refresh a screen."""
    if is_postgres(db):
        # One at a time, so that the chain has no forks; a lock on the table would need more rights than adding.
        db.connection().exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended('doorbraak:inzagelog', 0))")
    laatste = db.exec(
        select(LogregelRij.volgnummer, LogregelRij.afdruk).order_by(col(LogregelRij.volgnummer).desc()).limit(1)
    ).first()
    nummer, vorige = laatste if laatste is not None else (0, "")
    rij = LogregelRij(
        volgnummer=nummer + 1,
        tijdstip=nu,
        soort=handeling,
        gebruiker=wie.persoon,
        rol=wie.rol,
        organisatie=wie.organisatie,
        namens=wie.namens,
        zelfverklaard=wie.zelfverklaard,
        casussen=sorted(casussen),
        object=object_,
        doel=doel,
        kanaal=kanaal,
        resultaat=resultaat,
        vorige=vorige,
        afdruk="",
    )
    rij.afdruk = afdruk(rij)
    db.add(rij)
    db.flush()


def afdruk(rij: LogregelRij) -> str:
    """Return the hash of one line, which holds the hash of the line before it."""
    velden = rij.model_dump(mode="json", exclude={"afdruk"})
    velden["tijdstip"] = rij.tijdstip.isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(velden, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def gebroken(db: Sessie) -> int | None:
    """Return the number of the first line that does not fit the chain; None when all lines fit. O(n)."""
    vorige, verwacht = "", 1
    for rij in db.exec(select(LogregelRij).order_by(col(LogregelRij.volgnummer))):
        if rij.volgnummer != verwacht or rij.vorige != vorige or rij.afdruk != afdruk(rij):
            return rij.volgnummer
        vorige, verwacht = rij.afdruk, verwacht + 1
    return None
