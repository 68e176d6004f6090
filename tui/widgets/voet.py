"""The last line of every screen: at most six keys of this place and the help, all of them clickable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from tui.acties import toetsnaam

if TYPE_CHECKING:
    from tui.acties import Actie


class Toets(Static):
    """One key with its word; a click does the same."""

    def __init__(self, toets: str, titel: str, doe: str) -> None:
        self._doe = doe
        super().__init__(Content.assemble((toets, "bold"), f" {titel}"), classes="toets", markup=False)

    async def on_click(self) -> None:
        await self.run_action(
            f"screen.{self._doe}" if hasattr(self.screen, f"action_{self._doe}") else f"app.{self._doe}"
        )


class Voet(Horizontal):
    """The keys of a screen; what does not fit is left out from the right, the help never."""

    def __init__(self, acties: Sequence[Actie]) -> None:
        super().__init__()
        self._acties = acties
        self._getoond: list[tuple[str, str, str]] = []
        self._mag: Callable[[Actie], bool] = lambda _: True

    def on_mount(self) -> None:
        self._bouw(self.app.size.width)

    def on_resize(self) -> None:
        self._bouw(self.size.width)

    def zet(self, mag: Callable[[Actie], bool]) -> None:
        """Leave out what this user may not do."""
        self._mag = mag
        self._bouw(self.size.width or self.app.size.width)

    def _bouw(self, breedte: int) -> None:
        slot = ("?", "Hulp", "hulp")
        ruimte = breedte - _breed(slot)
        nieuw = []
        for actie in self._acties:
            if not self._mag(actie):
                continue
            deel = (toetsnaam(actie.toets), actie.titel, actie.doe)
            ruimte -= _breed(deel)
            if ruimte < 0:
                break
            nieuw.append(deel)
        nieuw.append(slot)
        if nieuw == self._getoond:
            return
        self._getoond = nieuw
        with self.app.batch_update():
            self.remove_children()
            self.mount_all([Toets(*deel) for deel in nieuw])


def _breed(deel: tuple[str, str, str]) -> int:
    toets, titel, _ = deel
    return len(toets) + len(titel) + 3
