"""The file of a process definition, checked before it is read."""

from __future__ import annotations

import tomllib
from typing import Literal

from pydantic import Field

from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.invoer.lezen import Invoer, controleer
from engine.proces.begrippen import Proces
from engine.proces.laden import lees_proces


class _Staat(Invoer):
    naam: str = Field(min_length=1)
    termijn: str | None = None
    termijn_vanaf: str | None = None
    ontvanger: str | None = None
    doe: str = ""


class _Overgang(Invoer):
    code: str = Field(pattern=r"^[A-Z]\d+$")
    gebeurtenis: str = Field(pattern=r"^[a-z_]+$")
    van: list[str] = Field(min_length=1)
    naar: list[str]
    wie: list[str]
    eisen: list[str]
    herinneringen: list[str]
    termijn: str | None = None


class _Spoor(Invoer):
    begin: str
    einde: list[str] = Field(min_length=1)
    klaar: list[str]
    staat: dict[str, _Staat]
    overgang: list[_Overgang]


class Definitie(Invoer):
    """A version of the process: both tracks, and where casussen in a dropped state go (`overstap`)."""

    versie: str = Field(pattern=r"^[0-9]+$")
    bron: str = Field(min_length=3)
    status: Literal["bron", "afgeleid", "ontwerp", "ongeverifieerd"]
    hulp: _Spoor
    geld: _Spoor
    overstap: dict[str, dict[Literal["hulp", "geld"], dict[str, str]]] = Field(default_factory=dict)


def lees_definitie(tekst: str, naam: str) -> tuple[Proces, dict[str, object]]:
    """Return the definition in a TOML text and the document itself; refuses (exit 2) with every finding at once."""
    try:
        document = tomllib.loads(tekst)
    except tomllib.TOMLDecodeError as fout:
        oplossing = "Herstel de schrijfwijze; neem de vorige versie als voorbeeld (config/proces)."
        raise OnbruikbareInvoer([Fout(naam, "", f"Dit is geen leesbare TOML: {fout}.", oplossing)]) from None
    controleer(document, naam, Definitie)
    return lees_proces(document), document
