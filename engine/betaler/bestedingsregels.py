"""Bestedingsregels: which earmark may pay for which destination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

ALLES = "*"
"""In a rule: every earmark, or every destination."""


class Waarde(StrEnum):
    """What a rule says about an earmark and a destination."""

    TOEGESTAAN = "toegestaan"
    VOORWAARDELIJK = "voorwaardelijk"
    GEBLOKKEERD = "geblokkeerd"


_STRENGSTE = (Waarde.TOEGESTAAN, Waarde.VOORWAARDELIJK, Waarde.GEBLOKKEERD)


@dataclass(frozen=True, slots=True)
class Bestedingsregel:
    """One dated row of the table; `geldig_tot` is the first day on which it no longer counts.

    tenzij_matrix: the matrix activiteit x kolom may say otherwise for a single activity.
    status: how sure the rule is (bron, afgeleid, ontwerp, ongeverifieerd).
    """

    oormerk: str
    bestemming: str
    waarde: Waarde
    reden: str
    bron: str
    voorwaarden: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()
    tenzij_matrix: bool = False
    status: str = "ontwerp"
    geldig_van: date | None = None
    geldig_tot: date | None = None

    def geldt_op(self, dag: date) -> bool:
        """Say whether the rule is in force on the day."""
        return (self.geldig_van is None or self.geldig_van <= dag) and (
            self.geldig_tot is None or dag < self.geldig_tot
        )


@dataclass(frozen=True, slots=True)
class Besteding:
    """What is paid for from which money.

    kenmerken: facts about the line that a rule may name as destination (a provider without quality checks);
    aangetoond: conditions for which there is evidence; matrixcel: what the matrix says for this activity.
    """

    oormerk: str
    bestemming: str
    kenmerken: frozenset[str] = frozenset()
    aangetoond: frozenset[str] = frozenset()
    matrixcel: Waarde | None = None


@dataclass(frozen=True, slots=True)
class Bestedingsoordeel:
    """The answer: the value, what is still to be shown, why, and what is allowed instead."""

    waarde: Waarde
    ontbreekt: tuple[str, ...] = ()
    redenen: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()
    bronnen: tuple[str, ...] = ()


GEEN_REGEL = Bestedingsoordeel(
    Waarde.VOORWAARDELIJK,
    ontbreekt=("reden_vastgelegd",),
    redenen=("Voor dit oormerk en deze bestemming is geen regel vastgelegd.",),
)


def bestedingsregels_uit(rijen: Iterable[Mapping[str, Any]]) -> tuple[Bestedingsregel, ...]:
    """Return the rules in rows of configuration (TOML or JSON) that were checked before."""
    return tuple(
        Bestedingsregel(
            **{
                **rij,
                "waarde": Waarde(rij["waarde"]),
                "voorwaarden": tuple(rij.get("voorwaarden", ())),
                "alternatieven": tuple(rij.get("alternatieven", ())),
                "geldig_van": _dag(rij.get("geldig_van")),
                "geldig_tot": _dag(rij.get("geldig_tot")),
            }
        )
        for rij in rijen
    )


def beoordeel_besteding(besteding: Besteding, regels: Iterable[Bestedingsregel], op: date) -> Bestedingsoordeel:
    """Return the strictest value of all rules that match on the day; never raises.

    A condition counts as met when it is in `aangetoond`; a conditional rule with every condition met is allowed.
    Without any rule the answer is conditional: somebody must write down why it is lawful.
    """
    treffers = [
        (regel, *_weeg(regel, besteding)) for regel in regels if regel.geldt_op(op) and _raakt(regel, besteding)
    ]
    if not treffers:
        return GEEN_REGEL
    waarde = max((waarde for _, waarde, _ in treffers), key=_STRENGSTE.index)
    bepalend = [(regel, ontbreekt) for regel, gewogen, ontbreekt in treffers if gewogen is waarde]
    return Bestedingsoordeel(
        waarde,
        ontbreekt=_uniek(naam for _, ontbreekt in bepalend for naam in ontbreekt),
        redenen=_uniek(regel.reden for regel, _ in bepalend),
        alternatieven=_uniek(naam for regel, _ in bepalend for naam in regel.alternatieven),
        bronnen=_uniek(regel.bron for regel, _ in bepalend),
    )


def _dag(waarde: date | str | None) -> date | None:
    return date.fromisoformat(waarde) if isinstance(waarde, str) else waarde


def _raakt(regel: Bestedingsregel, besteding: Besteding) -> bool:
    return regel.oormerk in (ALLES, besteding.oormerk) and (
        regel.bestemming in (ALLES, besteding.bestemming) or regel.bestemming in besteding.kenmerken
    )


def _weeg(regel: Bestedingsregel, besteding: Besteding) -> tuple[Waarde, tuple[str, ...]]:
    if regel.waarde is Waarde.GEBLOKKEERD and regel.tenzij_matrix and besteding.matrixcel is not None:
        return besteding.matrixcel, ()
    ontbreekt = tuple(naam for naam in regel.voorwaarden if naam not in besteding.aangetoond)
    if regel.waarde is Waarde.VOORWAARDELIJK and not ontbreekt:
        return Waarde.TOEGESTAAN, ()
    return regel.waarde, ontbreekt if regel.waarde is Waarde.VOORWAARDELIJK else ()


def _uniek(namen: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(namen))
