"""Refusals and unusable input: what is wrong and what the reader can do, in Dutch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

CATALOGUS: dict[str, type[Weigering]] = {}
"""Every refusal of the product by its code; filled when a class is defined."""


class Weigering(Exception):
    """A rule says no: a code that never changes, what is wrong, and what to do now.

    `exitcode` is what the command line answers with: 1 refused by a rule, 3 integrity broken,
    4 database or key file out of reach. `onthouden` is set by the ledger: a retry with the same
    key gets the same refusal.
    """

    code: ClassVar[str] = ""
    exitcode: ClassVar[int] = 1

    def __init_subclass__(cls) -> None:
        if not cls.__dict__.get("code"):
            return
        eerder = CATALOGUS.get(cls.code)
        if eerder is not None and (eerder.__module__, eerder.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"refusal code {cls.code} is used twice")
        CATALOGUS[cls.code] = cls

    def __init__(self, melding: str, *, oplossing: str, **bijzonderheden: Any) -> None:
        super().__init__(melding)
        self.melding = melding
        self.oplossing = oplossing
        self.bijzonderheden = bijzonderheden

    def __reduce__(self) -> tuple[Any, ...]:
        return _herbouw, (type(self), self.melding, self.oplossing, self.bijzonderheden)

    def als_json(self) -> dict[str, Any]:
        """Return the three fields that other programs may rely on, and what this refusal adds."""
        return {"code": self.code, "melding": self.melding, "oplossing": self.oplossing, **self.bijzonderheden}


def _herbouw(soort: type[Weigering], melding: str, oplossing: str, bijzonderheden: dict[str, Any]) -> Weigering:
    kopie = soort.__new__(soort)
    Weigering.__init__(kopie, melding, oplossing=oplossing, **bijzonderheden)
    return kopie


@dataclass(frozen=True, slots=True)
class Fout:
    """One finding in an input: in which file, at which place, what is wrong, what to do."""

    bestand: str
    plaats: str
    melding: str
    oplossing: str

    def als_json(self) -> dict[str, str]:
        return {
            "bestand": self.bestand,
            "plaats": self.plaats,
            "melding": self.melding,
            "oplossing": self.oplossing,
        }


class OnbruikbareInvoer(Exception):
    """Arguments or input files that cannot be used: every finding at once, nothing stored (exit 2)."""

    def __init__(self, fouten: Iterable[Fout]) -> None:
        self.fouten = tuple(fouten)
        super().__init__("; ".join(f"{f.bestand} {f.plaats}: {f.melding}" for f in self.fouten))

    def __reduce__(self) -> tuple[Any, ...]:
        return OnbruikbareInvoer, (self.fouten,)
