"""Where the nodes of a process stand in a drawing: one block per state, columns by distance from the first state."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

KLEIN, GROOT = 36, 50
_KOLOM, _RIJ, _TUSSEN = 110, 80, 60
_BLOK = 5 * _KOLOM
Vorm = tuple[int, int, int]
Punten = tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tekening:
    """What has to be drawn: nodes by block (a state), column and row within it; lines between nodes."""

    plaatsen: dict[str, tuple[str, int, int, bool]] = field(default_factory=dict)
    lijnen: dict[str, tuple[str, str]] = field(default_factory=dict)

    def zet(self, id_: str, blok: str, kolom: int, rij: int, *, groot: bool) -> None:
        self.plaatsen[id_] = (blok, kolom, rij, groot)

    def verbind(self, id_: str, van: str, naar: str) -> None:
        self.lijnen[id_] = (van, naar)


def teken(tekening: Tekening, diepte: dict[str, int]) -> tuple[dict[str, Vorm], dict[str, Punten]]:
    """Return (x, y, side) of every node and the points of every line; no two nodes overlap. O(nodes + lines)."""
    hoogte: dict[str, int] = defaultdict(int)
    for blok, _, rij, _ in tekening.plaatsen.values():
        hoogte[blok] = max(hoogte[blok], rij + 1)
    boven: dict[str, int] = {}
    onderkant: dict[int, int] = defaultdict(lambda: _TUSSEN)
    for blok in hoogte:
        boven[blok] = onderkant[diepte[blok]]
        onderkant[diepte[blok]] += hoogte[blok] * _RIJ + _TUSSEN
    vormen = {}
    for id_, (blok, kolom, rij, groot) in tekening.plaatsen.items():
        zijde = GROOT if groot else KLEIN
        links = _BLOK * (diepte[blok] + 1) + kolom * _KOLOM if id_ != "begin" else _BLOK - _KOLOM
        vormen[id_] = (links + (GROOT - zijde) // 2, boven[blok] + rij * _RIJ + (GROOT - zijde) // 2, zijde)
    return vormen, {id_: _lijn(vormen[van], vormen[naar]) for id_, (van, naar) in tekening.lijnen.items()}


def _lijn(van: Vorm, naar: Vorm) -> Punten:
    """Leave at the right, go up or down just before the target, arrive at the left."""
    begin = (van[0] + van[2], van[1] + van[2] // 2)
    einde = (naar[0], naar[1] + naar[2] // 2)
    bocht = naar[0] - 25
    return (begin, (bocht, begin[1]), (bocht, einde[1]), einde)
