"""How a screen writes names, amounts and days: short, Dutch, and never colour alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import wrap
from typing import TYPE_CHECKING

from budget.basis.geld import kaal
from budget.basis.klok import DAGEN

if TYPE_CHECKING:
    from engine.casus.vragen import Aanduiding

VERBORGEN = "(verborgen)"
"""What the presentatiestand shows instead of an amount."""


@dataclass(frozen=True, slots=True)
class Teken:
    """A symbol, the word that says the same, and the class that only adds colour."""

    symbool: str
    woord: str
    klasse: str = ""

    def __str__(self) -> str:
        return f"{self.symbool} {self.woord}"


@dataclass(frozen=True, slots=True)
class Regel:
    """A line of text with the class that colours it; the words say all. inspring: where it goes on when it is long."""

    tekst: str
    klasse: str = ""
    inspring: int = 2


def kort(tekst: str, breedte: int) -> str:
    """Cut a text to this many columns, with an ellipsis when something is left out."""
    if len(tekst) <= breedte:
        return tekst
    return tekst[: max(breedte - 1, 0)] + "…" if breedte > 0 else ""


def vouw(regels: Sequence[Regel], breedte: int) -> list[Regel]:
    """Break long lines at words; what follows stands under the text and not under its label."""
    gevouwen = []
    for regel in regels:
        if len(regel.tekst) <= breedte or breedte < 4:
            gevouwen.append(regel)
            continue
        vooraan = len(regel.tekst) - len(regel.tekst.lstrip())
        inspring = min(max(regel.inspring, vooraan + 2), breedte // 2)
        delen = wrap(regel.tekst, breedte, subsequent_indent=" " * inspring)
        gevouwen += [Regel(deel, regel.klasse, regel.inspring) for deel in delen]
    return gevouwen


def euro(cents: int) -> str:
    """Write an amount; whole euros without cents: € 18.500 · € 18.500,25."""
    tekst = kaal(cents)
    return f"€ {tekst.removesuffix(',00')}"


def euro_vol(cents: int) -> str:
    """Write an amount in full: € 18.500,00."""
    return f"€ {kaal(cents)}"


def naam_van(nummer: str, aanduidingen: Mapping[str, Aanduiding], *, presentatie: bool = False) -> str:
    """Return how a casus is called on this screen: Noor V. (14), in the presentatiestand only N.V."""
    aanduiding = aanduidingen.get(nummer)
    if aanduiding is None:
        return nummer
    return aanduiding.initialen if presentatie else f"{aanduiding.naam} ({aanduiding.leeftijd})"


def wie(id_: str | None, mensen: Mapping[str, str]) -> str:
    """Return the name behind an id of the register."""
    return mensen.get(id_, id_.replace("_", " ")) if id_ else ""


_ID = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


def leesbaar(tekst: str, *namen: Mapping[str, str]) -> str:
    """Put names where a sentence of the engine has ids of the register; another id loses its underscores."""

    def naam(gevonden: re.Match[str]) -> str:
        id_ = gevonden[0]
        return next((lijst[id_] for lijst in namen if id_ in lijst), id_.replace("_", " "))

    return _ID.sub(naam, tekst)


def dagen(aantal: int) -> str:
    """Write a number of days: 1 dag, 132 dagen."""
    return f"{aantal} {'dag' if aantal == 1 else 'dagen'}"


def meervoud(aantal: int, een: str, meer: str) -> str:
    """Write a count with the right noun: 1 casus, 6 casussen."""
    return f"{aantal} {een if aantal == 1 else meer}"


_EENHEDEN = {"d": 1, "w": 7}


def lees_dag(tekst: str, vandaag: date, *, voorbij: bool = False) -> date:
    """Read a day as people type it: 1-3-2027 · 1-3 · 2027-03-01 · vr · +2w · +5d · vandaag · morgen.

    A weekday is the next one, never today; a day without a year is the next one. voorbij: the last one, for what
    has happened already. Refuses with a ValueError in Dutch.
    """
    schoon = tekst.strip().lower()
    if schoon in ("vandaag", "morgen"):
        return vandaag + timedelta(days=schoon == "morgen")
    if schoon in DAGEN:
        verder = (DAGEN.index(schoon) - vandaag.weekday() - 1) % 7 + 1
        return vandaag + timedelta(days=verder - 7 if voorbij else verder)
    if schoon[:1] == "+" and schoon[1:-1].isdigit() and schoon[-1:] in _EENHEDEN and len(schoon) <= 5:
        return vandaag + timedelta(days=int(schoon[1:-1]) * _EENHEDEN[schoon[-1]])
    delen = schoon.replace("/", "-").split("-")
    try:
        getallen = [int(deel) for deel in delen]
        if len(getallen) == 2:
            dag = date(vandaag.year, getallen[1], getallen[0])
            if voorbij:
                return dag if dag <= vandaag else date(vandaag.year - 1, getallen[1], getallen[0])
            return dag if dag >= vandaag else date(vandaag.year + 1, getallen[1], getallen[0])
        if len(getallen) == 3:
            return date(*getallen) if getallen[0] > 31 else date(getallen[2], getallen[1], getallen[0])
    except (ValueError, OverflowError):
        pass
    raise ValueError(f"'{tekst.strip()}' is geen dag; schrijf bijvoorbeeld 1-3-2027, vr of +2w")


def dag_kort(op: date) -> str:
    """Write a day as it can be typed again: 1-3-2027."""
    return f"{op.day}-{op.month}-{op.year}"


def niveauwoord(niveau: str) -> str:
    """Write the level of a proposal; 'geen' before a claim would read as: no claim."""
    return "zwak:" if niveau == "geen" else niveau
