"""Is a definition sound for this region: only what the program has and what the region names."""

from __future__ import annotations

from budget.basis.gebruiker import Rol
from engine.casus.regels.eisen import EISEN as HULPEISEN
from engine.geldspoor.regels.eisen import EISEN as GELDEISEN
from engine.proces.begrippen import Proces
from engine.proces.regels import Bekend, gebreken


def wat_mag_heten(termijnen: frozenset[str], functies: frozenset[str]) -> Bekend:
    """Return what a definition may name in a region with these terms and functions."""
    return Bekend(
        eisen=frozenset((*HULPEISEN, *GELDEISEN)),
        termijnen=termijnen,
        mensen=functies | {rol.value for rol in Rol},
    )


def keur(proces: Proces, termijnen: frozenset[str], functies: frozenset[str]) -> list[str]:
    """Return everything that is wrong with both tracks, in Dutch; empty when the definition may be used."""
    bekend = wat_mag_heten(termijnen, functies)
    return [f"{spoor.naam}spoor: {fout}" for spoor in (proces.hulp, proces.geld) for fout in gebreken(spoor, bekend)]
