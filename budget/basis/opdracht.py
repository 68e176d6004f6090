"""Use cases answer once per key: the same key and content give the earlier answer, other content is refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy import bindparam, select, text
from sqlmodel import Field, col

from budget.basis.gebruiker import Gebruiker
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie, is_postgres
from budget.basis.typen import Json, Moment, Tekst
from budget.basis.voorbereid import rij, voeg_in
from budget.basis.weigering import Weigering


class SleutelGebruikt(Weigering):
    code = "sleutel_gebruikt"

    def __init__(self, sleutel: str, soort: str, veld: str = "") -> None:
        waarin = f" (het veld '{veld}' verschilt)" if veld else ""
        super().__init__(
            f"De sleutel '{sleutel}' is eerder gebruikt voor '{soort}' met een andere inhoud{waarin}.",
            oplossing="Gebruik voor een nieuwe opdracht een nieuwe sleutel, of laat --sleutel weg.",
        )


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The answer of a use case: JSON-ready fields without person data, and one Dutch sentence.

    herhaald: the key was known; this is the answer of the first time and nothing was done now.
    """

    gegevens: dict[str, Any] = field(default_factory=dict)
    melding: str = ""
    herhaald: bool = False


class OpdrachtRij(Rij, table=True):
    """An answered command, for the retry that comes later."""

    __tablename__ = "opdracht"

    sleutel: str = Field(sa_type=Tekst, primary_key=True)
    soort: str = Field(sa_type=Tekst)
    inhoud: str = Field(sa_type=Tekst)
    persoon: str = Field(sa_type=Tekst)
    uitkomst: Any = Field(sa_type=Json)
    gedaan_op: datetime = Field(sa_type=Moment)


_EERDER = select(col(OpdrachtRij.soort), col(OpdrachtRij.inhoud), col(OpdrachtRij.uitkomst)).where(
    col(OpdrachtRij.sleutel) == bindparam("sleutel")
)
O_contra = TypeVar("O_contra", contravariant=True)


class Gebruiksgeval(Protocol[O_contra]):
    """The one form of a use case."""

    __name__: str

    def __call__(
        self, db: Sessie, wie: Gebruiker, opdracht: O_contra, *, sleutel: str, versie: int, nu: datetime
    ) -> Uitkomst: ...


def gebruiksgeval(functie: Gebruiksgeval[Any]) -> Gebruiksgeval[Any]:
    """Make a use case answer once per key; refusal: sleutel_gebruikt. One select and one insert extra."""
    soort = functie.__name__

    @wraps(functie)
    def uitvoeren(db: Sessie, wie: Gebruiker, opdracht: Any, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
        if is_postgres(db):
            # Two deliveries of one command at the same moment: the second waits and then finds the answer.
            db.connection().execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:s, 0))"), {"s": sleutel})
        inhoud = vingerafdruk(soort, wie.persoon, opdracht)
        eerder = rij(db, _EERDER, sleutel=sleutel)
        if eerder is not None:
            eerste_soort, eerste_inhoud, antwoord = eerder
            if eerste_inhoud != inhoud:
                raise SleutelGebruikt(sleutel, eerste_soort)
            return Uitkomst(antwoord["gegevens"], antwoord["melding"], herhaald=True)
        uitkomst = functie(db, wie, opdracht, sleutel=sleutel, versie=versie, nu=nu)
        voeg_in(
            db,
            OpdrachtRij,
            sleutel=sleutel,
            soort=soort,
            inhoud=inhoud,
            persoon=wie.persoon,
            uitkomst={"gegevens": uitkomst.gegevens, "melding": uitkomst.melding},
            gedaan_op=nu,
        )
        return uitkomst

    return uitvoeren


def vingerafdruk(soort: str, persoon: str, opdracht: Any) -> str:
    """Return the SHA-256 of a command in one fixed form; equal content gives equal text."""
    return hashlib.sha256(
        json.dumps([soort, persoon, _kaal(opdracht)], sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()


def _kaal(opdracht: Any) -> Any:
    if isinstance(opdracht, BaseModel):
        return opdracht.model_dump(mode="json")
    if is_dataclass(opdracht) and not isinstance(opdracht, type):
        return asdict(opdracht)
    return opdracht
