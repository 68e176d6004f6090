"""A claim as it leaves the house, and the steps when nobody pays: frozen, without a database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from budget.basis.geld import Geld
from engine.termijnen.begrippen import Duur


@dataclass(frozen=True, slots=True)
class Brief:
    """The letter that asks a payer for the amount of a claim: no name of a child and no care in it.

    wet, van, tot: on which law and over which period the share rests, by version `besluitversie` of the uitzoekbesluit.
    """

    nummer: str
    betaler: str
    naam: str
    kenmerk: str
    bedrag: Geld
    dag: date
    betaal_voor: date
    lijn: str
    besluitversie: int
    wet: str
    van: date
    tot: date
    pot: str
    verkoper: str
    rekening: str
    bic: str
    tenaamstelling: str


@dataclass(frozen=True, slots=True)
class Eadres:
    """An address for e-invoicing; registratie and eindpunt as scheme:number (0106 KVK, 0190 OIN)."""

    straat: str
    postcode: str
    plaats: str
    registratie: str
    eindpunt: str

    @classmethod
    def uit(cls, inhoud: dict[str, Any]) -> Eadres:
        """Return the address as the region gave it; without an eindpunt that is the registratie."""
        registratie = inhoud["registratie"]
        eindpunt = inhoud.get("eindpunt") or registratie
        return cls(inhoud["straat"], inhoud["postcode"], inhoud["plaats"], registratie, eindpunt)


@dataclass(frozen=True, slots=True)
class Efactuurafspraak:
    """What the region laid down for e-invoices: the tax category and its reason, and both addresses."""

    btw_categorie: str
    btw_reden: str
    van: Eadres
    aan: Eadres


@dataclass(frozen=True, slots=True)
class Aanmaanstap:
    """A step when a claim stays unpaid: so long after the last day to pay, and how long there is then."""

    naam: str
    na: Duur
    betalen_binnen: Duur


@dataclass(frozen=True, slots=True)
class Aanmaning:
    """A reminder that can go out now: step (from 1) of a claim, what is open and undisputed, the new last day."""

    vordering: str
    besluitversie: int
    betaler: str
    casus: str
    lijn: str
    kenmerk: str
    stap: int
    naam: str
    bedrag: Geld
    betaal_voor: date
    nieuw_voor: date


@dataclass(frozen=True, slots=True)
class Gestuurd:
    """A reminder that went out: was_voor is the day before which should have been paid."""

    stap: int
    naam: str
    bedrag: Geld
    dag: date
    was_voor: date
    betaal_voor: date


@dataclass(frozen=True, slots=True)
class Aanmaningsronde:
    """Send every reminder that is due, or that of one claim."""

    vordering: str | None = None
