"""The practice pot of the money track with an independent bank beside it; scenarios say only what matters."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import mockbank
from mockbank import accounts, credits, outbox
from mockbank.state import State

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import lezing, transactie
from engine.bank import diensten as bank
from engine.bank.vragen import Bankstand, bankstand
from engine.betalen import diensten as betalen
from engine.betalen.vragen import betaalbestand
from engine.register.diensten import registreer_login
from engine.register.gebruiker import databaselogin
from tests.engine.geldspoor import geldwereld as w

KARIN = w.KARIN
KEES = Gebruiker("kees_kluis", Rol.KASSIER, "gemeente_zeist")
KOEN = Gebruiker("koen_kasboek", Rol.KASSIER, "gemeente_zeist")
CONNY = Gebruiker("conny_controle", Rol.FINANCIER, "gemeente_zeist")
POT, ZEIST, ZOUT = "NL19TEST0001000001", "NL44TEST0001000036", "NL49TEST0001000043"
BEGIN = 7_000_000
"""What geldwereld put on the account: seven times 10.000,00."""


class Oefenbank:
    """The other side: takes our file, pays, receives, and sends statements; its clock moves by days."""

    def __init__(self, begin: datetime, saldo: int = BEGIN) -> None:
        self.state = State(mockbank.Config(quiet=True, timezone="Europe/Amsterdam", clock=f"{begin:%Y-%m-%dT%H:%M:%S}"))
        velden = {"name": "Pot", "iban": POT, "balance": saldo, "currency": "EUR", "bic": "TESTNL2A"}
        accounts.create(self.state.conn, "POT", velden)

    def sluit_rekening(self, iban: str) -> None:
        """The account of a provider is closed: payments to it are rejected."""
        velden = {"name": "Dicht", "iban": iban, "behaviour": "closed-account", "currency": "EUR", "bic": "TESTNL2A"}
        accounts.create(self.state.conn, "DICHT", velden)

    def stuurt_terug(self, opdracht: str, reden: str = "AC04") -> None:
        """A payment is debited and comes back three days later."""
        parameters = {"days": 3, "reason": reden, "end_to_end_id": opdracht}
        accounts.update(self.state.conn, "POT", {"behaviour": "return-later", "parameters": parameters})

    def laat_een_regel_weg(self) -> None:
        """The bank leaves an entry off its statement."""
        accounts.update(self.state.conn, "POT", {"behaviour": "statement-gap"})

    def neem(self, inhoud: bytes) -> str:
        antwoord, _, _ = self.state.receive(inhoud)
        return str(antwoord["status"])

    def ontvang(self, bedrag: str, van: str, tekst: str, iban: str | None = None, **velden: object) -> None:
        debiteur = {"name": van} | ({"iban": iban} if iban else {})
        velden = {"account": "POT", "amount": EURO(bedrag).cents, "note": tekst, "debtor": debiteur, **velden}
        credits.create(self.state.conn, self.state.clock, self.state.now(), velden)

    def verder(self, dagen: int) -> None:
        self.state.clock.advance(days=dagen)

    def post(self, soort: str) -> list[bytes]:
        self.state.release()
        gevonden = outbox.collect(self.state.conn, self.state.now(), kind=soort)
        # The bank that we play with also keeps accounts of others.
        return [rij["body"].encode() for rij in gevonden if soort != "camt.053" or POT in rij["body"]]


@contextmanager
def een_oefenbank(saldo: int = BEGIN) -> Iterator[Oefenbank]:
    oefenbank = Oefenbank(w.NU, saldo)
    try:
        yield oefenbank
    finally:
        oefenbank.state.close()


@dataclass
class Kantoor:
    """The desk of the kassier: every act in a transaction of its own, some days after the start."""

    url: str
    map: Path
    dagen: int = 0

    @property
    def nu(self) -> datetime:
        return w.NU + timedelta(days=self.dagen)

    def doe(self, gebruiksgeval: Any, opdracht: Any, wie: Gebruiker = KARIN) -> Uitkomst:
        with transactie(self.url) as db:
            uitkomst: Uitkomst = gebruiksgeval(db, wie, opdracht, sleutel=w.sleutel(), versie=0, nu=self.nu)
            return uitkomst

    def lees(self, *inhouden: bytes, wie: Gebruiker = KARIN) -> dict[str, Any]:
        """Read bank files as one import."""
        bestanden = []
        for inhoud in inhouden:
            pad = self.map / f"{w.sleutel()}.xml"
            pad.write_bytes(inhoud)
            bestanden.append(bank.bankbestand(pad))
        return self.doe(bank.lees_bankbestanden, bank.Inlezen(tuple(bestanden)), wie).gegevens

    def betaal(self) -> tuple[dict[str, Any], bytes]:
        """Propose, approve twice and make the file."""
        self.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
        self.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KEES)
        self.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KOEN)
        batch = self.doe(betalen.maak_betaalbestand, betalen.Betaalbestand()).gegevens
        with transactie(self.url) as db:
            return batch, betaalbestand(db, KARIN, batch["batch"], self.nu)

    def status(self, inhoud: bytes) -> dict[str, Any]:
        return self.doe(betalen.lees_betaalstatus, betalen.Statusbestand("status.xml", inhoud)).gegevens

    def koppel(self, regel: str, *doelen: tuple[str, str], wie: Gebruiker = KARIN, **anders: Any) -> dict[str, Any]:
        """Match a line; doelen as (target, amount), none for the best proposal."""
        stukken = tuple((doel, EURO(bedrag)) for doel, bedrag in doelen)
        return self.doe(bank.koppel, bank.Koppeling(regel, doelen=stukken, **anders), wie).gegevens

    def stand(self, wie: Gebruiker = KARIN) -> Bankstand:
        with lezing(self.url) as db:
            return bankstand(db, wie, self.nu)


def een_kantoor(url: str, map_: Path) -> Kantoor:
    with transactie(url) as db:
        w.leg_wereld(db)
        login = databaselogin(db)
        if login is not None:
            registreer_login(db, login, SYSTEEM.persoon, w.NU)
    return Kantoor(url, map_)


def een_dag(dagen: int) -> date:
    return w.VANDAAG + timedelta(days=dagen)
