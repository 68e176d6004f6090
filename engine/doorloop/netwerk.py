"""The daily look at the network of every open casus: a finding opens on its day, and who must act is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.doorloop.begrippen import Stap, Werk
from engine.netwerk.bijhouden import laatst_bewaakt
from engine.netwerk.diensten import Bewaking, bewaak


def _nog_niet_vandaag(db: Sessie, nu: datetime) -> Sequence[Werk]:
    vandaag = dag(nu)
    return [] if laatst_bewaakt(db) == vandaag else [Werk("alle", keer=vandaag.isoformat())]


def _bewaak(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    uitkomst = bewaak(db, wie, Bewaking(), sleutel=sleutel, versie=0, nu=nu)
    return uitkomst if any(uitkomst.gegevens.values()) else Uitkomst(uitkomst.gegevens, uitkomst.melding, herhaald=True)


NETWERK = (Stap("bevindingen_bijhouden", _nog_niet_vandaag, _bewaak),)
"""Comes before the reminders: what opens today is told today."""
