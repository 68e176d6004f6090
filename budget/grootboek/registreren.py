"""Parties, participants and key versions that the ledger needs; corrections are new rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.basis.transactie import Sessie


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
    """Add a party with its IBAN; participants get the order in which they are registered."""
    raise NotImplementedError


def registreer_sleutel(db: Sessie, sleutel: Sleutelversie) -> None:
    """Add a key version; refusal: gewichten_ongeldig."""
    raise NotImplementedError
