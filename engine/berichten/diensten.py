"""Put a message in the outbox, inside the transaction of the fact that it tells about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from budget.basis.transactie import Sessie, is_postgres
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
    agenda: Agendapunt | None = None,
    vanaf: datetime | None = None,
) -> int | None:
    """Write a message to a person of the register; return its number, None when this key was written before.

    onderwerp and regels carry casusnummer, action and date only: no name, care content, school or amount.
    vanaf: not to be sent before this moment. One insert.
    """
    # Loading the PostgreSQL dialect costs time that SQLite users need not pay.
    if is_postgres(db):
        from sqlalchemy.dialects.postgresql import insert as invoegen
    else:
        from sqlalchemy.dialects.sqlite import insert as invoegen  # type: ignore[assignment]
    rij = {
        "soort": soort,
        "aan": aan,
        "onderwerp": onderwerp,
        "regels": list(regels),
        "agenda": None if agenda is None else agenda.als_json(),
        "sleutel": sleutel,
        "message_id": f"<{uuid4().hex}@doorbraaktafel>",
        "status": "wacht",
        "pogingen": 0,
        "volgende_poging": vanaf or nu,
        "gemaakt_op": nu,
    }
    opdracht = invoegen(OutboxRij).values(rij).on_conflict_do_nothing(index_elements=["sleutel"])
    nummer: int | None = db.connection().execute(opdracht.returning(OutboxRij.__table__.c.nummer)).scalar()  # type: ignore[attr-defined]
    return nummer
