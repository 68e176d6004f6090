"""The first line of every screen: where you are on the left, the pot and the clock on the right."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static


class Kop(Horizontal):
    """Title left, figures right; the presentatiestand says so itself."""

    def compose(self) -> ComposeResult:
        yield Static("", id="kop-links", markup=False)
        yield Static("", id="kop-rechts", markup=False)

    def zet(self, links: str, rechts: str = "", *, presentatie: bool = False) -> None:
        """Show these halves."""
        self.query_one("#kop-links", Static).update(f"PRESENTATIESTAND · {links}" if presentatie else links)
        self.query_one("#kop-rechts", Static).update(rechts)
        self.set_class(presentatie, "presentatie")
