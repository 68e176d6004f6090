"""The steps of paying and the bank that need no person: a batch proposal, the bank folder, what is certain to match."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.wijziging import laatste_wijziging
from engine.bank.diensten import Afletteronde, Bankbestand, Inlezen, iets_zekers, lees_bankbestanden, letter_alles_af
from engine.bank.postvak import kijk, lees_status_uit_map, leg_weg
from engine.betalen.diensten import Betaalvoorstel, ligt_er_iets, stel_betaling_voor
from engine.doorloop.begrippen import Stap, Werk


def _te_betalen(db: Sessie, nu: datetime) -> Sequence[Werk]:
    facturen = ligt_er_iets(db)
    return [Werk("betaalvoorstel", keer=_toestand(db))] if facturen else []


def _stel_voor(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return stel_betaling_voor(db, wie, Betaalvoorstel(), sleutel=sleutel, versie=0, nu=nu)


def _nieuwe_bestanden(db: Sessie, nu: datetime) -> Sequence[Werk]:
    bestanden = kijk(db).bestanden
    return [Werk("bankmap", keer=_toestand(db))] if bestanden else []


def _lees(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return lees_bankbestanden(db, wie, Inlezen(kijk(db).bestanden), sleutel=sleutel, versie=0, nu=nu)


def _nieuwe_statussen(db: Sessie, nu: datetime) -> Sequence[Werk]:
    return [Werk(b.naam, keer=b.sha256) for b in kijk(db).statussen]


def _lees_status(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return lees_status_uit_map(db, wie, _bestand(kijk(db).statussen, werk), sleutel=sleutel, versie=0, nu=nu)


def _gelezen(db: Sessie, nu: datetime) -> Sequence[Werk]:
    return [Werk(b.naam, keer=f"{_toestand(db)}/{b.sha256}") for b in kijk(db).gelezen]


def _leg_weg(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return leg_weg(db, wie, _bestand(kijk(db).gelezen, werk), sleutel=sleutel, versie=0, nu=nu)


def _iets_zekers(db: Sessie, nu: datetime) -> Sequence[Werk]:
    return [Werk("open regels", keer=_toestand(db))] if iets_zekers(db) else []


def _letter_af(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return letter_alles_af(db, wie, Afletteronde(), sleutel=sleutel, versie=0, nu=nu)


def _bestand(bestanden: Sequence[Bankbestand], werk: Werk) -> Bankbestand:
    return next(b for b in bestanden if b.naam == werk.kenmerk)


def _toestand(db: Sessie) -> str:
    """Return what changes as soon as anything changed: the same work can be due again on a clock that stands still."""
    return str(laatste_wijziging(db))


VOORFINANCIERING = (Stap("betaalvoorstel", _te_betalen, _stel_voor),)
AFLETTEREN = (
    Stap("statusbericht_lezen", _nieuwe_statussen, _lees_status),
    Stap("bankbestanden_lezen", _nieuwe_bestanden, _lees),
    Stap("bankbestand_wegleggen", _gelezen, _leg_weg),
    Stap("afletteren", _iets_zekers, _letter_af),
)
"""A status report comes before the statements: a rejected order is not waited for."""
