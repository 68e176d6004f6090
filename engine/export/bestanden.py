"""Files to write, from what a use case made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Exportbestand:
    """A file to write: its name (perhaps in a folder) and its bytes."""

    naam: str
    inhoud: bytes


@dataclass(frozen=True, slots=True)
class Exportstroom:
    """A file of any size: its name and what writes it, while the transaction is open."""

    naam: str
    schrijf: Callable[[BinaryIO], None]
