"""The words of the process definition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Staat:
    """A state; a waiting state has a term (code), who must act and what to do."""

    code: str
    naam: str
    termijn: str | None = None
    termijn_vanaf: str | None = None
    ontvanger: str | None = None
    doe: str = ""


@dataclass(frozen=True, slots=True)
class Overgang:
    """A transition: from which states, by which event, to where, by whom, under which requirements."""

    code: str
    gebeurtenis: str
    van: tuple[str, ...]
    naar: tuple[str, ...]
    wie: tuple[str, ...]
    eisen: tuple[str, ...]
    herinneringen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoor:
    """One track: its begin, its end states, its states and transitions."""

    naam: str
    begin: str
    einde: tuple[str, ...]
    staten: dict[str, Staat]
    overgangen: tuple[Overgang, ...]


@dataclass(frozen=True, slots=True)
class Proces:
    """A version of the process definition."""

    versie: str
    hulp: Spoor
    geld: Spoor

    def spoor(self, naam: str) -> Spoor:
        """Return the track `hulp` or `geld`."""
        return self.hulp if naam == "hulp" else self.geld
