"""What the matcher needs of the region: the pot account, names of parties, and when claims are due."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlmodel import col

from budget.afletteren.begrippen import Kandidaten, OpenRegel
from budget.afletteren.kandidaten import lees_kandidaten
from budget.afletteren.opslag import per
from budget.basis.transactie import Sessie
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw
from engine.geldspoor.opslag import VorderingsbriefRij
from engine.register.vragen import organisaties, regeling


def eigen_rekeningen(db: Sessie) -> dict[str, Collection[str]]:
    """Return the pot account with its aliases; refusal: pot_ontbreekt."""
    return {lees_kop(Ruw(db)).iban: ()}


def kandidaten(
    db: Sessie, regels: Sequence[OpenRegel] | None = None, *, genoemd: Collection[str] = (), vanzelf: bool = False
) -> Kandidaten:
    """Return what lines may be matched with, with names and due days; without lines: everything.

    vanzelf: only what decides whether a line goes by itself. genoemd: claims and orders that a person names.
    """
    namen = {o.id: o.naam for o in organisaties(db)}
    pot = regeling(db, "pot").inhoud
    inlegdagen = {
        int(t["jaar"]): tuple(date.fromisoformat(str(dag)) for dag in t.get("termijnen") or ())
        for t in pot.get("toezeggingen") or ()
    }
    return lees_kandidaten(
        db, regels, genoemd=genoemd, vanzelf=vanzelf, bedrag_vanzelf=bool(pot.get("bedrag_vanzelf")), namen=namen,
        vervalt=partial(_vervaldagen, db), inlegdagen=inlegdagen,
    )  # fmt: skip


def _vervaldagen(db: Sessie, nummers: Sequence[str]) -> dict[str, date]:
    b = VorderingsbriefRij
    uit: dict[str, date] = {}
    for stuk in per(nummers):
        vraag = select(col(b.vordering), col(b.betaal_voor)).where(col(b.vordering).in_(stuk)).order_by(col(b.nummer))
        uit |= dict(db.execute(vraag).tuples().all())
    return uit
