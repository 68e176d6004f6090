"""What the matcher needs of the region: the pot account, names of parties, and when claims are due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from budget.afletteren.begrippen import Kandidaten
from budget.afletteren.opslag import lees_kandidaten
from budget.basis.transactie import Sessie
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw
from engine.geldspoor.opslag import VorderingsbriefRij
from engine.register.vragen import organisaties


def eigen_rekeningen(db: Sessie) -> dict[str, Collection[str]]:
    """Return the pot account with its aliases; refusal: pot_ontbreekt."""
    return {lees_kop(Ruw(db)).iban: ()}


def kandidaten(db: Sessie) -> Kandidaten:
    """Return everything that lines may be matched with, with names and due days."""
    b = VorderingsbriefRij
    vervalt: dict[str, date] = dict(
        db.execute(select(col(b.vordering), col(b.betaal_voor)).order_by(col(b.nummer))).tuples().all()
    )
    return lees_kandidaten(db, namen={o.id: o.naam for o in organisaties(db)}, vervalt=vervalt)
