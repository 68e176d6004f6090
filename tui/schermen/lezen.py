"""A window with lines to read, and the blank screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.widgets import Static

from tui.schermen.basis import Venster
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad


class LeesVenster(Venster):
    """Lines to read; Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q", "terug", "Terug", show=False)]

    def __init__(self, titel: str, regels: Sequence[Regel]) -> None:
        super().__init__()
        self._titel = titel
        self._regels = regels

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield Static(self._titel, classes="venstertitel", markup=False)
            yield Blad()
            yield Static("Esc Terug", classes="vensteruitleg", markup=False)

    def on_mount(self) -> None:
        blad = self.query_one(Blad)
        blad.zet(self._regels)
        blad.focus()


class DichtScherm(Venster):
    """Nothing is shown; `x` opens a screen that was blanked with x, Enter one that was locked."""

    def __init__(self, *, slot: bool) -> None:
        super().__init__(classes="dicht")
        self._slot = slot

    def compose(self) -> ComposeResult:
        tekst = (
            "Vergrendeld. Druk op Enter om verder te gaan."
            if self._slot
            else "Scherm dicht. Druk op x om verder te gaan."
        )
        yield Static(tekst, id="dicht", markup=False)

    def on_key(self, event: Key) -> None:
        # Every other key dies here: nobody works on behind a blank screen.
        event.stop()
        event.prevent_default()
        if event.key == ("enter" if self._slot else "x"):
            self.dismiss(None)
