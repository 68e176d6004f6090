"""A mandaat that ends without a successor: an obligation to arrange one, before nobody may decide any more."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import dag, datum
from budget.basis.transactie import Sessie
from engine.register.opslag import MandaatRij
from engine.termijnen.begrippen import EEN_DAG
from engine.termijnen.verplichtingen import Nodig, houd_bij

MANDAATEINDE, CODE = "mandaateinde", "MANDAATEINDE"


@dataclass(frozen=True, slots=True)
class Looptijd:
    """One version of a mandaat: until when, exclusive; `ingetrokken_op` ends it earlier."""

    mandaat: str
    versie: int
    houder: str
    van: date
    tot: date | None
    ingetrokken_op: date | None


def bewaak_mandaten(db: Sessie, nu: datetime) -> None:
    """Give every mandaat whose last version ends an obligation for its holder; end it when a version follows.

    Two selects, and a write for each mandaat that changed.
    """
    m = MandaatRij
    kolommen = (m.id, m.versie, m.houder_functie, m.geldig_van, m.geldig_tot, m.ingetrokken_op)
    versies = [Looptijd(*rij) for rij in db.execute(select(*(col(k) for k in kolommen)).order_by(col(m.versie)))]
    houd_bij(
        db, CODE, {f"{MANDAATEINDE}:{v.mandaat}:{v.versie}": _opvolging(v) for v in loopt_af(versies, dag(nu))}, nu
    )


def _opvolging(versie: Looptijd) -> Nodig:
    if versie.tot is None:
        raise AssertionError("a mandaat without an end was found to end")
    laatste = versie.tot - EEN_DAG
    doe = f"Mandaat {versie.mandaat} geldt tot en met {datum(laatste)}: leg een opvolger vast."
    return Nodig(None, versie.houder, doe, laatste)


def loopt_af(versies: Iterable[Looptijd], vandaag: date) -> list[Looptijd]:
    """Return the last version of each mandaat when it has an end, was not withdrawn and is not long past.

    versies: by rising version.
    """
    laatste = {v.mandaat: v for v in versies}
    return [
        v
        for v in laatste.values()
        if v.tot is not None and v.ingetrokken_op is None and v.tot > vandaag - 30 * EEN_DAG and v.van < v.tot
    ]
