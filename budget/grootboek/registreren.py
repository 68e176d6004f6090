"""Parties, participants and key versions that the ledger needs; corrections are new rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek.keten import uit_micros
from budget.grootboek.opslag import Post, schrijf, vergrendel
from budget.grootboek.regels.kern import (
    UITVOERING,
    Feit,
    Gewichtfeit,
    Ibanfeit,
    Partijfeit,
    Sleutelfeit,
    Tolerantiefeit,
    Uitwerking,
)
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.ruw import Ruw
from budget.grootboek.stand import Databasestand
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
    naam: str = UITVOERING
    basis: str = "vast"
    peildatum: date | None = None
    besluit: str = ""


def registreer_partij(db: Sessie, partij: str, iban: str, soort: Partijsoort) -> None:
    """Add a party with its IBAN (empty: not known); participants keep the order in which they are registered."""
    volgorde = int(Ruw(db).waarde("SELECT COALESCE(MAX(volgorde), 0) + 1 FROM pot_partij"))
    feiten: list[Feit] = [Partijfeit(partij, soort.value, volgorde)]
    if iban:
        # The set-up of the region is confirmed as a whole; later changes need two persons.
        feiten.append(Ibanfeit(partij, iban, "", "inrichting"))
    richt_in(db, f"partij/{partij}", *feiten)


def registreer_sleutel(db: Sessie, sleutel: Sleutelversie) -> None:
    """Add a key version; refusal: gewichten_ongeldig."""
    if not sleutel.gewichten:
        raise GewichtenOngeldig
    verdeel(0, sleutel.gewichten)
    richt_in(
        db,
        f"sleutel/{sleutel.versie}",
        Sleutelfeit(
            sleutel.versie,
            sleutel.naam,
            sleutel.vanaf.isoformat(),
            sleutel.basis,
            sleutel.peildatum.isoformat() if sleutel.peildatum else "",
            sleutel.besluit,
        ),
        *(
            Gewichtfeit(sleutel.versie, plaats, deelnemer, gewicht)
            for plaats, (deelnemer, gewicht) in enumerate(sleutel.gewichten.items())
        ),
    )


def registreer_tolerantie(db: Sessie, tolerantie: Geld, *, vanaf: date) -> None:
    """Set the largest betalingsverschil from a day on."""
    richt_in(db, f"tolerantie/{vanaf.isoformat()}", Tolerantiefeit(vanaf.isoformat(), tolerantie.cents))


def richt_in(db: Sessie, wat: str, *feiten: Feit) -> None:
    """Book a part of the set-up as a journaalpost without lines, so that the chain covers it.

    It carries the moment of the book, not of a person; the same part twice is refused by the database.
    """
    db.flush()
    ruw = Ruw(db)
    stand = Databasestand(ruw, vergrendel(ruw))
    geopend = int(ruw.waarde("SELECT geopend_op FROM boek"))
    post = Post("inrichting", dag(uit_micros(geopend)).isoformat(), "", f"inrichting/{wat}", "inrichting", wat, geopend)
    schrijf(ruw, stand, post, Uitwerking((), feiten=feiten))
