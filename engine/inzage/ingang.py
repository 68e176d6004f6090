"""The edge: open a transaction for somebody at a moment; commands, flows and screens all come in here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import update

from budget.basis.gebruiker import SYSTEEM, Gebruiker
from budget.basis.klok import dag, in_utc, lees_klok, moment
from budget.basis.transactie import Sessie, lezing, transactie
from budget.basis.weigering import Weigering
from engine.register.gebruiker import databaselogin, gebruiker_van
from engine.register.opslag import AdministratieRij
from engine.register.vragen import administratie


class KlokStaatVast(Weigering):
    code = "klok_staat_vast"

    def __init__(self) -> None:
        super().__init__(
            "In een echte database loopt de klok gewoon; u kunt geen ander moment kiezen.",
            oplossing="Laat --nu en DOORBRAAK_NU weg, of oefen in een oefendatabase ('doorbraak demo').",
        )


class KlokTerug(Weigering):
    code = "klok_terug"

    def __init__(self, gevraagd: datetime, staat: datetime) -> None:
        super().__init__(
            f"De oefenklok staat op {moment(staat)} en kan niet terug naar {moment(gevraagd)}.",
            oplossing="Kies een later moment, of begin opnieuw met 'doorbraak demo' of 'doorbraak init --oefen'.",
        )


@dataclass(frozen=True, slots=True)
class Ingang:
    """An open transaction, who asks, what time it is, and the key of the command."""

    db: Sessie
    wie: Gebruiker
    nu: datetime
    sleutel: str
    url: str


@contextmanager
def opdracht(
    url: str, als: str | None, gevraagd: datetime | None = None, sleutel: str | None = None
) -> Iterator[Ingang]:
    """Open a transaction that changes something; in a practice database `gevraagd` moves the clock forward.

    Refusals: those of `transactie`, klok_staat_vast, klok_terug, gebruiker_onbekend, rol_onbekend.
    """
    with transactie(url) as db:
        nu = _moment(db, gevraagd, zet=True)
        yield Ingang(db, _wie(db, als, nu), nu, sleutel or uuid4().hex, url)


@contextmanager
def vraag(url: str, als: str | None, gevraagd: datetime | None = None) -> Iterator[Ingang]:
    """Open a view; in a practice database `gevraagd` holds for this question only."""
    with lezing(url) as db:
        nu = _moment(db, gevraagd, zet=False)
        yield Ingang(db, _wie(db, als, nu), nu, "", url)


@contextmanager
def vraag_met_log(url: str, als: str | None, gevraagd: datetime | None = None) -> Iterator[Ingang]:
    """Open a question that leaves a line in the access log: opening a casus, searching, exporting."""
    with transactie(url) as db:
        nu = _moment(db, gevraagd, zet=False)
        yield Ingang(db, _wie(db, als, nu), nu, "", url)


def _wie(db: Sessie, als: str | None, nu: datetime) -> Gebruiker:
    login = databaselogin(db)
    if als == SYSTEEM.persoon:
        # On SQLite the runner is a statement too; on PostgreSQL its login must be registered as SYSTEEM.
        return SYSTEEM if login is None else gebruiker_van(db, None, login, op=dag(nu))
    return gebruiker_van(db, als, login, op=dag(nu))


def _moment(db: Sessie, gevraagd: datetime | None, *, zet: bool) -> datetime:
    gegevens = administratie(db)
    if not gegevens.oefen or gegevens.klok is None:
        if gevraagd is not None:
            raise KlokStaatVast
        return lees_klok()
    if gevraagd is None:
        return gegevens.klok
    nieuw = in_utc(gevraagd)
    if zet:
        if nieuw < gegevens.klok:
            raise KlokTerug(nieuw, gegevens.klok)
        db.execute(update(AdministratieRij).values(klok=nieuw))
    return nieuw
