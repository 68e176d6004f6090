"""Use cases of paying, for a kassier; the proposal may also be made by the program itself.

`betaal maak` proposes; two other kassiers approve; then `betaal maak --uit` writes the file. Who placed an order,
decided on a casus, confirmed a delivery or made the proposal does not release the payment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlmodel import col

from budget.bank.opslag import BankbestandRij
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.betalen import diensten as betalen
from budget.betalen.begrippen import Batch, TeBetalen, TerugTeBetalen
from budget.betalen.bericht.begrippen import Versie
from budget.betalen.bericht.pain002 import lees_pain002
from budget.betalen.diensten import Potrekening
from budget.betalen.regels import MEESTE_AKKOORDEN
from budget.betalen.vragen import nog_niet_voorgesteld
from engine.casus.weigeringen import NietBevoegd
from engine.geldspoor.opslag import FactuurRij, FinancieringslijnRij
from engine.register.vragen import heeft_functie, organisaties, regeling


@dataclass(frozen=True, slots=True)
class Betaalvoorstel:
    """Propose a batch of every invoice that may be paid now, and give money back to these parties (None: all)."""

    terug: tuple[tuple[str, Geld | None], ...] = ()


@gebruiksgeval
def stel_betaling_voor(
    db: Sessie, wie: Gebruiker, opdracht: Betaalvoorstel, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Propose a batch of approved invoices and of refunds that are asked for.

    Refusals: niet_bevoegd, niets_te_betalen, niets_terug_te_betalen, iban_niet_bevestigd.
    """
    _eis_kassier(db, wie, nu, "een betaalvoorstel maken", ook_programma=True)
    namen = {o.id: o.naam for o in organisaties(db)} if opdracht.terug else {}
    terug = [TerugTeBetalen(partij, namen.get(partij, partij), bedrag) for partij, bedrag in opdracht.terug]
    batch, overgeslagen = betalen.stel_voor(db, wie, te_betalen(db), terug, nu=nu)
    gegevens = batch.als_json() | {
        "overgeslagen": [{"aanbieder": o.aanbieder, "factuur": o.factuur, "waarom": o.waarom} for o in overgeslagen]
    }
    return Uitkomst(gegevens, f"{_wat(batch)} wacht op akkoord van {MEESTE_AKKOORDEN - len(batch.akkoord)} kassiers.")


@dataclass(frozen=True, slots=True)
class Betaalakkoord:
    """Approve a batch; without a number the one that waits."""

    batch: str = ""


@gebruiksgeval
def geef_akkoord(
    db: Sessie, wie: Gebruiker, opdracht: Betaalakkoord, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Approve a batch; the second approval orders the payments.

    Refusals: niet_bevoegd, batch_onbekend, batch_al_akkoord, vier_ogen, functiescheiding, iban_niet_bevestigd and
    those of the ledger.
    """
    _eis_kassier(db, wie, nu, "akkoord geven op een betaling")
    batch = betalen.geef_akkoord(db, wie, opdracht.batch, sleutel=sleutel, nu=nu)
    if len(batch.akkoord) < MEESTE_AKKOORDEN:
        return Uitkomst(batch.als_json(), f"{_wat(batch)}: eerste akkoord gegeven. Nu nog een andere kassier.")
    melding = f"{_wat(batch)} is akkoord. Schrijf het bestand met 'doorbraak betaal maak --uit BESTAND'."
    return Uitkomst(batch.als_json(), melding)


@dataclass(frozen=True, slots=True)
class Intrekking:
    """Withdraw a proposal that is not approved twice, with a reason."""

    batch: str
    reden: str


@gebruiksgeval
def trek_in(db: Sessie, wie: Gebruiker, opdracht: Intrekking, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Withdraw a proposal; nothing of it was ordered. Refusals: niet_bevoegd, batch_onbekend, batch_al_akkoord,
    reden_ontbreekt."""
    _eis_kassier(db, wie, nu, "een betaalvoorstel intrekken")
    batch = betalen.trek_in(db, wie, opdracht.batch, opdracht.reden, nu=nu)
    return Uitkomst(batch.als_json(), f"Batch {batch.nummer} is ingetrokken; haar facturen staan weer open.")


@dataclass(frozen=True, slots=True)
class Betaalbestand:
    """Write the file of an approved batch; without a number the oldest that has none. opnieuw: the same bytes again."""

    batch: str = ""
    opnieuw: bool = False


@gebruiksgeval
def maak_betaalbestand(
    db: Sessie, wie: Gebruiker, opdracht: Betaalbestand, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Make the payment file of an approved batch; its bytes are stored, stay the same and are read by `betaalbestand`.

    Refusals: niet_bevoegd, batch_onbekend, akkoord_ontbreekt, bestand_al_gemaakt, betaalbestand_afgekeurd.
    """
    _eis_kassier(db, wie, nu, "een betaalbestand maken")
    pot = regeling(db, "pot", dag(nu)).inhoud
    versie_ = Versie(str(pot.get("betaalbestand", "pain.001.001.09"))[-2:])
    rekening = Potrekening(pot["tenaamstelling"], pot["rekening"], pot.get("bic") or "", versie_)
    uitgaand = betalen.maak_bestand(db, wie, opdracht.batch, rekening, opnieuw=opdracht.opnieuw, nu=nu)
    gegevens = uitgaand.batch.als_json() | {
        "sha256": uitgaand.sha256,
        "waarschuwingen": [w.melding for w in uitgaand.waarschuwingen],
    }
    return Uitkomst(gegevens, f"{_wat(uitgaand.batch)}: het betaalbestand is gemaakt.")


@dataclass(frozen=True, slots=True)
class Statusbestand:
    """A status report of the bank (pain.002): its name for the findings, and its bytes."""

    naam: str
    inhoud: bytes

    @property
    def sha256(self) -> str:
        return sha256(self.inhoud).hexdigest()


@gebruiksgeval
def lees_betaalstatus(
    db: Sessie, wie: Gebruiker, opdracht: Statusbestand, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Take in what the bank says of a file; a rejected order opens its invoice again.

    Refusals: niet_bevoegd, betaalbestand_onbekend; unusable input when it is no pain.002.
    """
    _eis_kassier(db, wie, nu, "een statusbericht inlezen", ook_programma=True)
    return verwerk_status(db, wie, opdracht, nu=nu)


def verwerk_status(db: Sessie, wie: Gebruiker, opdracht: Statusbestand, *, nu: datetime) -> Uitkomst:
    """Take in a status report and remember the file, as `lees_betaalstatus`."""
    uitslag = betalen.neem_status(db, wie, lees_pain002(opdracht.naam, opdracht.inhoud), nu=nu)
    db.add(
        BankbestandRij(
            naam=opdracht.naam, sha256=opdracht.sha256, grootte=len(opdracht.inhoud), soort="pain.002", aanvaard=True,
            uitkomsten=[{"uitkomst": "aanvaard", "batch": uitslag.batch.nummer}], door=wie.persoon, op=nu,
        )
    )  # fmt: skip
    db.flush()
    gegevens = uitslag.batch.als_json() | {
        "statussen": dict(uitslag.statussen),
        "afgewezen": list(uitslag.afgewezen),
        "onbekend": list(uitslag.onbekend),
    }
    delen = [f"De bank noemt {len(uitslag.statussen)} van {len(uitslag.batch.opdrachten)} opdrachten"]
    if uitslag.afgewezen:
        delen.append(f"afgewezen: {', '.join(uitslag.afgewezen)}; de facturen staan weer open")
    if uitslag.onbekend:
        delen.append(f"onbekend bij ons: {', '.join(uitslag.onbekend)}")
    return Uitkomst(gegevens, "; ".join(delen) + ".")


def te_betalen(db: Sessie) -> list[TeBetalen]:
    """Return every invoice with a prestatieakkoord, as the paying side needs it."""
    f, lijn = FactuurRij, FinancieringslijnRij
    namen = {o.id: o.naam for o in organisaties(db)}
    rijen = db.execute(
        select(col(f.aanbieder), col(f.nummer), col(f.iban), col(f.vervaldatum), col(lijn.besteller))
        .join(lijn, col(lijn.lijn) == col(f.lijn))
        .where(col(f.status) == "akkoord")
        .order_by(col(f.vervaldatum), col(f.aanbieder), col(f.nummer))
    )
    return [
        TeBetalen(aanbieder, nummer, namen.get(aanbieder, aanbieder), iban, vervalt, besteller or "")
        for aanbieder, nummer, iban, vervalt, besteller in rijen
    ]


def ligt_er_iets(db: Sessie) -> list[TeBetalen]:
    """Return what may be paid and is in no proposal yet."""
    return nog_niet_voorgesteld(db, te_betalen(db))


def _eis_kassier(db: Sessie, wie: Gebruiker, nu: datetime, wat: str, *, ook_programma: bool = False) -> None:
    if ook_programma and wie.rol is Rol.SYSTEEM:
        return
    if wie.rol is not Rol.KASSIER or not heeft_functie(db, wie.persoon, "kassier", dag(nu)):
        raise NietBevoegd(wat, ["kassier"])


def _wat(batch: Batch) -> str:
    aantal = len(batch.opdrachten)
    return f"Batch {batch.nummer} ({aantal} {'betaling' if aantal == 1 else 'betalingen'}, {batch.som})"
