"""Help and palette in one: everything you can do here and everywhere, found by typing, done with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.acties import Actie, toetsnaam
from tui.schermen.basis import Venster
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst

PALET = "Wat wil je doen?"


class HulpVenster(Venster):
    """Answers with the action that was chosen; the caller runs it on the screen below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "terug", "Terug", show=False),
        Binding("down", "schuif(1)", "Omlaag", show=False, priority=True),
        Binding("up", "schuif(-1)", "Omhoog", show=False, priority=True),
    ]

    def __init__(self, acties: Sequence[Actie]) -> None:
        super().__init__()
        self._acties = acties
        self._getoond: list[Actie] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster hoog"):
            yield Input(id="zoek", placeholder=PALET, compact=True)
            yield OptionList(id="acties", markup=False)
            yield Tekst(id="antwoord")
            yield Static("↑↓ Kies   Enter Doe dit   Esc Terug", classes="vensteruitleg", markup=False)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = "Hulp · " + PALET
        self._vul("")
        self.query_one("#zoek", Input).focus()

    @on(Input.Changed)
    def _typt(self, gebeurtenis: Input.Changed) -> None:
        self._vul(gebeurtenis.value)

    def _vul(self, tekst: str) -> None:
        woorden = tekst.lower().split()
        self._getoond = [
            a for a in self._acties if all(w in f"{a.titel} {a.uitleg} {toetsnaam(a.toets)}".lower() for w in woorden)
        ]
        lijst = self.query_one("#acties", OptionList)
        lijst.clear_options()
        lijst.add_options(
            [
                Option(Content.assemble((f"{toetsnaam(a.toets):>7} ", "bold"), f"{a.titel}: {a.uitleg}"))
                for a in self._getoond
            ]
        )
        if self._getoond:
            lijst.highlighted = 0
            self._toon_tweeling()
        else:
            self.antwoord(Regel("Niets gevonden. Probeer een ander woord, of druk op Esc."))

    @on(OptionList.OptionHighlighted)
    def _toon_tweeling(self) -> None:
        plaats = self.query_one("#acties", OptionList).highlighted
        if plaats is None or plaats >= len(self._getoond):
            return
        tweeling = self._getoond[plaats].tweeling
        self.antwoord(Regel(f"Op de opdrachtregel: {tweeling}" if tweeling else "Dit is alleen iets van het scherm."))

    def action_schuif(self, stap: int) -> None:
        lijst = self.query_one("#acties", OptionList)
        if self._getoond:
            lijst.highlighted = max(0, min((lijst.highlighted or 0) + stap, len(self._getoond) - 1))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _kies(self) -> None:
        plaats = self.query_one("#acties", OptionList).highlighted
        if plaats is not None and plaats < len(self._getoond):
            self.dismiss(self._getoond[plaats])
