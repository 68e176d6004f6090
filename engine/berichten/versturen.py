"""Empty the outbox: claim, deliver, record; at least once, and visibly so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.transactie import Sessie, transactie
from engine.berichten.begrippen import Agendapunt, Bericht, Bezorging, Status
from engine.berichten.kanalen import GeenVerbinding, Kanaal, Onbestelbaar, Uitgesteld
from engine.berichten.opslag import OutboxRij
from engine.register.opslag import PersoonRij

_STUK = 50
LENING = timedelta(minutes=10)
"""So long a message belongs to the runner that took it; after a crash another may take it."""

_EERSTE_WACHT, _LANGSTE_WACHT = timedelta(minutes=5), timedelta(hours=6)
POGINGEN = 12
"""After so many tries, about two days, somebody must look at it."""


def verstuur(url: str, kanaal: Kanaal, nu: datetime) -> Bezorging:
    """Deliver every message that waits; several runners at once divide the work.

    Claimed in one transaction, recorded in another: a crash between delivery and record delivers that one message
    again after `LENING`. In a folder the second replaces the first; by SMTP it has the same Message-ID.
    What failed waits longer each time, from 5 minutes to 6 hours; after 12 tries or a final no it is onbestelbaar.
    Refusals: those of the channel (the claimed messages wait again), and of `transactie`.
    """
    geteld: Counter[Status] = Counter()
    with kanaal:
        while True:
            with transactie(url) as db:
                berichten = _neem(db, nu)
            if not berichten:
                break
            if not _bezorg(url, kanaal, berichten, nu, geteld):
                break
    return Bezorging(geteld[Status.VERZONDEN], geteld[Status.WACHT], geteld[Status.ONBESTELBAAR])


def _bezorg(url: str, kanaal: Kanaal, berichten: Sequence[Bericht], nu: datetime, geteld: Counter[Status]) -> bool:
    """Deliver these messages one by one; False when the way out is shut, so that the round stops."""
    for plek, bericht in enumerate(berichten):
        fout: str | None = None
        status = Status.VERZONDEN
        try:
            if not bericht.adres:
                raise Onbestelbaar("geen adres in het register")
            kanaal.bezorg(bericht)
        except Onbestelbaar as nee:
            status, fout = Status.ONBESTELBAAR, str(nee)
        except Uitgesteld as later:
            status = Status.WACHT if bericht.pogingen < POGINGEN else Status.ONBESTELBAAR
            fout = str(later)
            if isinstance(later, GeenVerbinding):
                _leg_vast(url, bericht, status, fout, nu)
                _geef_terug(url, [b.nummer for b in berichten[plek + 1 :]], nu)
                geteld[status] += 1
                return False
        except Exception:
            # The channel itself is out of order: nothing was tried, so the rest waits as it did.
            _geef_terug(url, [b.nummer for b in berichten[plek:]], nu)
            raise
        _leg_vast(url, bericht, status, fout, nu)
        geteld[status] += 1
    return True


def _neem(db: Sessie, nu: datetime) -> list[Bericht]:
    """Claim the next messages, oldest first; FOR UPDATE SKIP LOCKED on a server, the write lock on SQLite."""
    o, p = OutboxRij, PersoonRij
    wacht = select(col(o.nummer)).where(col(o.status) == Status.WACHT.value, col(o.volgende_poging) <= nu)
    gekozen = list(db.execute(wacht.order_by(col(o.nummer)).limit(_STUK).with_for_update(skip_locked=True)).scalars())
    if not gekozen:
        return []
    db.execute(
        update(o).where(col(o.nummer).in_(gekozen)).values(volgende_poging=nu + LENING, pogingen=col(o.pogingen) + 1)
    )
    vraag = (
        select(
            col(o.nummer), col(o.soort), col(o.aan), col(p.email), col(o.onderwerp), col(o.regels), col(o.agenda),
            col(o.message_id), col(o.gemaakt_op), col(o.pogingen),
        )
        .outerjoin(p, col(p.id) == col(o.aan))
        .where(col(o.nummer).in_(gekozen))
        .order_by(col(o.nummer))
    )  # fmt: skip
    return [
        Bericht(nummer, soort, aan, adres, kop, tuple(regels), tuple(map(Agendapunt.uit_json, punten or ())), *rest)
        for nummer, soort, aan, adres, kop, regels, punten, *rest in db.execute(vraag)
    ]


def _leg_vast(url: str, bericht: Bericht, status: Status, fout: str | None, nu: datetime) -> None:
    waarden: dict[str, object] = {"status": status.value, "fout": fout}
    if status is Status.VERZONDEN:
        waarden["verzonden_op"] = nu
    elif status is Status.WACHT:
        waarden["volgende_poging"] = nu + min(_EERSTE_WACHT * 2 ** (bericht.pogingen - 1), _LANGSTE_WACHT)
    with transactie(url) as db:
        db.execute(update(OutboxRij).where(col(OutboxRij.nummer) == bericht.nummer).values(**waarden))


def _geef_terug(url: str, nummers: Sequence[int], nu: datetime) -> None:
    o = OutboxRij
    with transactie(url) as db:
        terug = update(o).where(col(o.nummer).in_(nummers))
        db.execute(terug.values(volgende_poging=nu, pogingen=col(o.pogingen) - 1))
