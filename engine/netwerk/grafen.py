"""Small graph questions on networkx; the only module of the family that loads it, and only at the first question."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

    Graaf: TypeAlias = nx.Graph
    Richtgraaf: TypeAlias = nx.DiGraph


def graaf(knopen: Iterable[str], lijnen: Iterable[tuple[str, str]]) -> Graaf:
    """Return the undirected graph of these nodes; lines to others are left out."""
    import networkx as nx

    g = nx.Graph()
    g.add_nodes_from(knopen)
    g.add_edges_from((a, b) for a, b in lijnen if a != b and a in g and b in g)
    return g


def richtgraaf(pijlen: Iterable[tuple[str, str]]) -> Richtgraaf:
    """Return the directed graph of these arrows."""
    import networkx as nx

    g = nx.DiGraph()
    g.add_edges_from(pijlen)
    return g


def bereik(g: Graaf, begin: Iterable[str], stappen: int) -> set[str]:
    """Return the starting nodes (as far as in g) and all nodes within that many steps; O(n + m)."""
    gezien = {k for k in begin if k in g}
    rand = gezien
    for _ in range(stappen):
        rand = {buur for k in rand for buur in g.adj[k]} - gezien
        if not rand:
            break
        gezien = gezien | rand
    return gezien


def delen(g: Graaf) -> list[set[str]]:
    """Return the connected parts, in the order of their smallest id; O(n + m)."""
    import networkx as nx

    return sorted(nx.connected_components(g), key=min)


def sleutelknopen(g: Graaf) -> list[str]:
    """Return the articulation points (whose removal splits their part), sorted; O(n + m)."""
    import networkx as nx

    return sorted(nx.articulation_points(g))


def delen_zonder(g: Graaf, knoop: str) -> list[set[str]]:
    """Return the parts into which the part of this node falls apart when it goes; O(n + m)."""
    import networkx as nx

    rest = nx.node_connected_component(g, knoop) - {knoop}
    return sorted(nx.connected_components(g.subgraph(rest)), key=min)


def kringen(g: Richtgraaf) -> list[set[str]]:
    """Return the strongly connected parts of more than one node (Tarjan), sorted; O(n + m)."""
    import networkx as nx

    return sorted((deel for deel in nx.strongly_connected_components(g) if len(deel) > 1), key=min)


def eindpunten(g: Richtgraaf) -> list[str]:
    """Return the nodes at which arrows end and from which none starts, sorted."""
    return sorted(k for k in g if not g.succ[k] and g.pred[k])


def kortste_kring(g: Richtgraaf, deel: set[str]) -> tuple[str, ...]:
    """Return one shortest circle inside a strongly connected part, starting at its smallest id.

    Of circles of the same length the one with the smallest ids; one BFS per node, O(n(n + m)).
    """
    beste: tuple[str, ...] = ()
    for begin in sorted(deel):
        kring = _kring_vanaf(g, deel, begin, len(beste) - 1 if beste else len(deel))
        if kring and (not beste or len(kring) < len(beste)):
            beste = kring
    return beste


def _kring_vanaf(g: Richtgraaf, deel: set[str], begin: str, langste: int) -> tuple[str, ...]:
    ouder: dict[str, str | None] = {begin: None}
    rij = deque([(begin, 1)])
    while rij:
        knoop, lengte = rij.popleft()
        if begin in g.succ[knoop]:
            pad = [knoop]
            while (vorige := ouder[pad[-1]]) is not None:
                pad.append(vorige)
            return tuple(reversed(pad))
        if lengte >= langste:
            continue
        for buur in sorted(g.succ[knoop]):
            # Smaller ids had their own turn as the start of a circle.
            if buur in deel and buur > begin and buur not in ouder:
                ouder[buur] = knoop
                rij.append((buur, lengte + 1))
    return ()
