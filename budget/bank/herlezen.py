"""Lines of large files: held up to a limit, above it read again from the file in one sequential pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from budget.bank.begrippen import Afschrift, Bankregel, Regels

Doorloop: TypeAlias = Callable[[], Iterator[Bankregel | Afschrift]]
"""Goes through a file: the lines of a statement, then the statement itself without its lines, and so on."""


def verzamel(doorloop: Doorloop, vasthouden: int) -> Iterator[Afschrift]:
    """Give each statement with its lines; at most `vasthouden` lines of the file are held. O(lines)."""
    herlezer = _Herlezer(doorloop)
    vast: list[Bankregel] = []
    gehouden = 0
    volgnr = 0
    aantal = 0
    for stuk in doorloop():
        if isinstance(stuk, Bankregel):
            aantal += 1
            if gehouden + aantal <= vasthouden:
                vast.append(stuk)
            continue
        volgnr += 1
        if gehouden + aantal <= vasthouden:
            gehouden += aantal
            regels = Regels(aantal, tuple(vast))
        else:
            regels = Regels(aantal, (), partial(herlezer.regels_van, volgnr))
        yield replace(stuk, volgnr=volgnr, regels=regels)
        vast, aantal = [], 0


class _Herlezer:
    """Keeps its place in the file, so that statements asked for in their order cost one pass together."""

    def __init__(self, doorloop: Doorloop) -> None:
        self._doorloop = doorloop
        self._loop: Iterator[Bankregel | Afschrift] = iter(())
        self._volgende = 0  # the statement that the loop gives next from its first line; 0 = nowhere

    def regels_van(self, volgnr: int) -> Iterator[Bankregel]:
        if not 0 < self._volgende <= volgnr:
            self._loop = self._doorloop()
            self._volgende = 1
        loop, huidig = self._loop, self._volgende
        self._volgende = 0
        for stuk in loop:
            if isinstance(stuk, Bankregel):
                if huidig == volgnr:
                    yield stuk
            elif huidig == volgnr:
                self._volgende = volgnr + 1
                return
            else:
                huidig += 1
