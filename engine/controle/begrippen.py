"""What a check answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bevinding:
    """Something that is not whole: by which rule, where, and what was found."""

    regel: str
    waar: str
    melding: str

    def als_json(self) -> dict[str, str]:
        return {"regel": self.regel, "plaats": self.waar, "melding": self.melding}


@dataclass(frozen=True, slots=True)
class Uitslag:
    """The result of all checks; `kop` is the head of the hash chain of the pot."""

    in_orde: bool
    bevindingen: tuple[Bevinding, ...]
    kop: str
    journaalposten: int

    def als_json(self) -> dict[str, Any]:
        return {
            "in_orde": self.in_orde,
            "bevindingen": [b.als_json() for b in self.bevindingen],
            "kop": self.kop,
            "journaalposten": self.journaalposten,
        }
