"""The words of the process definition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Staat:
    """A state; a waiting state has a term (code), who must act and what to do."""

    code: str
    naam: str
    termijn: str | None = None
    termijn_vanaf: str | None = None
    ontvanger: str | None = None
    doe: str = ""


ZELFDE = "zelfde"
"""Stands in `naar` for the state in which the casus or line already is."""

SYSTEEM = "systeem"
PLAATSEN = frozenset(
    {
        "aanmelder",
        "betrokkene",
        "casusregisseur",
        "gevraagde",
        "ladderhouder",
        "mandaathouder",
        "ontvanger",
        "uitvoerder",
        SYSTEEM,
    }
)
"""Who may act by a place in the casus, beside roles and functions; the program itself is one of them."""


@dataclass(frozen=True, slots=True)
class Overgang:
    """A transition: from which states, by which event, to where, by whom, under which requirements.

    naar: several when the outcome of a besluit chooses, none when the row disappears. termijn: its own term, when
    that of the state does not count.
    """

    code: str
    gebeurtenis: str
    van: tuple[str, ...]
    naar: tuple[str, ...]
    wie: tuple[str, ...]
    eisen: tuple[str, ...]
    herinneringen: tuple[str, ...]
    termijn: str | None = None

    def doelen(self, van: str) -> tuple[str, ...]:
        """Return where the transition may lead from this state."""
        return tuple(van if naar == ZELFDE else naar for naar in self.naar)


@dataclass(frozen=True, slots=True)
class Spoor:
    """One track: its begin, its end states, its states and transitions.

    klaar: the states in which nobody has to look after it any more, though a term may still run (nazorg).
    """

    naam: str
    begin: str
    einde: tuple[str, ...]
    klaar: tuple[str, ...]
    staten: dict[str, Staat]
    overgangen: tuple[Overgang, ...]


@dataclass(frozen=True, slots=True)
class Proces:
    """A version of the process definition.

    overstap: per earlier version and track, where a casus or line in a state that is no longer there goes.
    """

    versie: str
    hulp: Spoor
    geld: Spoor
    overstap: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)

    def spoor(self, naam: str) -> Spoor:
        """Return the track `hulp` or `geld`."""
        return self.hulp if naam == "hulp" else self.geld
