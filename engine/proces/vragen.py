"""The process definitions as the database holds them."""

from __future__ import annotations

from functools import lru_cache

from budget.basis.transactie import Sessie
from engine.proces.begrippen import Proces
from engine.proces.laden import lees_proces
from engine.register.begrippen import Regeling
from engine.register.vragen import regelingversie, regelingversies


def proces(db: Sessie, versie: str) -> Proces:
    """Return one version of the process definition, as it was stored when the database was made."""
    return _proces(regelingversie(db, "proces", versie))


procesversie = proces


def procesversies(db: Sessie) -> list[str]:
    """Return the versions that were taken up, newest first."""
    return regelingversies(db, "proces")


@lru_cache(maxsize=8)
def _proces(definitie: Regeling) -> Proces:
    return lees_proces(definitie.inhoud)
