"""Parties, participants and key versions that the ledger needs; corrections are new rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.basis.geld import Geld
from budget.basis.transactie import Sessie
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.ruw import Ruw
from budget.grootboek.weigeringen import GewichtenOngeldig


class Partijsoort(StrEnum):
    """What a party is to the pot."""

    DEELNEMER = "deelnemer"
    AANBIEDER = "aanbieder"
    BETALER = "betaler"


@dataclass(frozen=True, slots=True)
class Sleutelversie:
    """A version of a verdeelsleutel: whole weights in listed order, in force from a day on.

    naam: a region may have more keys (uitvoering, instandhouding); basis: inwoners, jeugdigen, leerlingen,
    cliënten or vast, counted on peildatum; besluit: the decision that set it.
    """

    versie: str
    vanaf: date
    gewichten: Mapping[str, int]
    naam: str = "uitvoering"
    basis: str = "vast"
    peildatum: date | None = None
    besluit: str = ""


def registreer_partij(db: Sessie, partij: str, iban: str, soort: Partijsoort) -> None:
    """Add a party with its IBAN (empty: not known); participants keep the order in which they are registered."""
    ruw = Ruw(db)
    ruw.doe(
        "INSERT INTO pot_partij (partij, soort, volgorde)"
        " VALUES (?, ?, (SELECT COALESCE(MAX(volgorde), 0) + 1 FROM pot_partij))",
        partij,
        soort.value,
    )
    if iban:
        # The set-up of the region is confirmed as a whole; later changes need two persons.
        ruw.doe(
            "INSERT INTO pot_iban (nummer, partij, iban, door, bevestigd_door)"
            " VALUES ((SELECT COALESCE(MAX(nummer), 0) + 1 FROM pot_iban), ?, ?, '', 'inrichting')",
            partij,
            iban,
        )


def registreer_sleutel(db: Sessie, sleutel: Sleutelversie) -> None:
    """Add a key version; refusal: gewichten_ongeldig."""
    if not sleutel.gewichten:
        raise GewichtenOngeldig
    verdeel(0, sleutel.gewichten)
    ruw = Ruw(db)
    ruw.doe(
        "INSERT INTO pot_sleutel (versie, naam, vanaf, basis, peildatum, besluit) VALUES (?, ?, ?, ?, ?, ?)",
        sleutel.versie,
        sleutel.naam,
        sleutel.vanaf.isoformat(),
        sleutel.basis,
        sleutel.peildatum.isoformat() if sleutel.peildatum else "",
        sleutel.besluit,
    )
    ruw.doe_alle(
        "INSERT INTO pot_gewicht (versie, plaats, deelnemer, gewicht) VALUES (?, ?, ?, ?)",
        [(sleutel.versie, plaats, naam, gewicht) for plaats, (naam, gewicht) in enumerate(sleutel.gewichten.items())],
    )


def registreer_tolerantie(db: Sessie, tolerantie: Geld, *, vanaf: date) -> None:
    """Set the largest betalingsverschil from a day on."""
    Ruw(db).doe("INSERT INTO pot_tolerantie (vanaf, cents) VALUES (?, ?)", vanaf.isoformat(), tolerantie.cents)
