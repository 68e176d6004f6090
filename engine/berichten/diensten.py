"""Put a message in the outbox, inside the transaction of the fact that it tells about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from uuid import uuid4

from sqlalchemy import Insert
from sqlmodel import col

from budget.basis.transactie import Sessie, is_postgres
from budget.basis.voorbereid import rij
from engine.berichten.begrippen import Agendapunt
from engine.berichten.opslag import OutboxRij


def zet_in_outbox(
    db: Sessie,
    *,
    soort: str,
    aan: str,
    onderwerp: str,
    regels: Sequence[str],
    sleutel: str,
    nu: datetime,
    agenda: Agendapunt | Sequence[Agendapunt] = (),
    vanaf: datetime | None = None,
) -> int | None:
    """Write a message to a person of the register; return its number, None when this key was written before.

    onderwerp and regels carry casusnummer, action and date only: no name, care content, school or amount.
    vanaf: not to be sent before this moment. One insert.
    """
    nieuw = rij(
        db,
        _invoegen(is_postgres(db)),
        soort=soort,
        aan=aan,
        onderwerp=onderwerp,
        regels=list(regels),
        agenda=[punt.als_json() for punt in ((agenda,) if isinstance(agenda, Agendapunt) else agenda)],
        sleutel=sleutel,
        message_id=f"<{uuid4().hex}@doorbraaktafel>",
        status="wacht",
        pogingen=0,
        volgende_poging=vanaf or nu,
        gemaakt_op=nu,
    )
    return None if nieuw is None else int(nieuw[0])


@cache
def _invoegen(postgres: bool) -> Insert:
    # Loading the PostgreSQL dialect costs time that SQLite users need not pay.
    if postgres:
        from sqlalchemy.dialects.postgresql import insert
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment]
    opdracht = insert(OutboxRij).values(dict.fromkeys(_VELDEN))
    return opdracht.on_conflict_do_nothing(index_elements=["sleutel"]).returning(col(OutboxRij.nummer))


_VELDEN = (
    "soort", "aan", "onderwerp", "regels", "agenda", "sleutel", "message_id", "status", "pogingen",
    "volgende_poging", "gemaakt_op",
)  # fmt: skip
