"""Money: whole euro cents, read and written the Dutch way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NewType

Cents = NewType("Cents", int)
"""Whole euro cents in ledger rows, SQL and JSON."""

_NEDERLANDS = re.compile(r"(?P<min>-)?(?P<heel>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<cent>\d{2}|-))?")
_ENGELS = re.compile(r"-?\d+\.\d{1,2}|-?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_GROOTSTE = 10**12


@dataclass(frozen=True, slots=True, order=True)
class Geld:
    """An amount in whole euro cents; negative means owed the other way."""

    cents: int

    def __add__(self, ander: Geld) -> Geld:
        return Geld(self.cents + ander.cents)

    def __sub__(self, ander: Geld) -> Geld:
        return Geld(self.cents - ander.cents)

    def __neg__(self) -> Geld:
        return Geld(-self.cents)

    def __bool__(self) -> bool:
        return self.cents != 0

    def __str__(self) -> str:
        return f"€ {kaal(self.cents)}"


NUL = Geld(0)


def kaal(cents: int) -> str:
    """Write cents as a Dutch amount without the euro sign: 1850000 is 18.500,00."""
    heel, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{heel:,}".replace(",", ".") + f",{rest:02d}"


def lees_geld(tekst: str) -> Geld:
    """Read an amount as a person types it: 12.500 · 12.500,00 · 12500 · € 1.234,-.

    Refuses with a ValueError in Dutch what could mean two things (12.50), what is no amount,
    and what does not fit in the ledger (10 miljard euro or more).
    """
    schoon = tekst.strip().removeprefix("€").strip().replace("\u00a0", "").replace(" ", "")
    gelezen = _NEDERLANDS.fullmatch(schoon)
    if gelezen is None:
        if _ENGELS.fullmatch(schoon):
            raise ValueError(
                f"'{tekst.strip()}' kan twee dingen betekenen; schrijf centen na een komma, zoals 12,50 of 12.500,00"
            )
        raise ValueError(f"'{tekst.strip()}' is geen bedrag; schrijf bijvoorbeeld 12.500,00")
    heel = int(gelezen["heel"].replace(".", ""))
    cent = gelezen["cent"]
    cents = heel * 100 + (int(cent) if cent and cent != "-" else 0)
    if cents > _GROOTSTE:
        raise ValueError(f"'{tekst.strip()}' is te groot; het hoogste bedrag is {Geld(_GROOTSTE)}")
    return Geld(-cents if gelezen["min"] else cents)


def EURO(tekst: str) -> Geld:
    """Short form of `lees_geld` for tests and configuration written by us."""
    return lees_geld(tekst)
