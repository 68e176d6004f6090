"""A window with lines to choose from, or a list to agree with as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Geweigerd
from tui.schermen.basis import BevestigKnop, Venster
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad, Tekst


class KiesVenster(Venster):
    """Answers with the key of the line that was chosen; a letter or digit in front of a line chooses it at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "terug", "Terug", show=False)]

    def __init__(self, titel: str, regels: Sequence[tuple[str, str, str]], leeg: str) -> None:
        """Take the lines as (key, letter or digit, words); the letter may be empty."""
        super().__init__()
        self._titel = titel
        self._regels = tuple(regels)
        self._leeg = leeg

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield OptionList(
                *(Option(Content.assemble((f"{t:>2} ", "bold"), w), id=None) for _, t, w in self._regels),
                id="keuzes",
                markup=False,
            )
            yield Tekst(id="antwoord")
            yield Static("↑↓ Kies   Enter Doe dit   Esc Terug", classes="vensteruitleg", markup=False)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = self._titel
        lijst = self.query_one("#keuzes", OptionList)
        lijst.focus()
        if self._regels:
            lijst.highlighted = 0
        else:
            self.antwoord(Regel(self._leeg))
        for sleutel, toets, _ in self._regels:
            if toets:
                self._bindings.bind(toets, f"kies('{sleutel}')", show=False)

    def action_kies(self, sleutel: str) -> None:
        self.dismiss(sleutel)

    @on(OptionList.OptionSelected)
    def _gekozen(self, gebeurtenis: OptionList.OptionSelected) -> None:
        self.dismiss(self._regels[gebeurtenis.option_index][0])


class AkkoordVenster(Venster):
    """Shows the whole list first; F8 does all of it, or nothing of it."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("akkoord.doen", "Akkoord", "Doe alles wat in deze lijst staat, of niets.", "f8", "vastleggen", "akkoord",
              voet=True, voorrang=True),
        Actie("akkoord.terug", "Terug", "Sluit zonder iets te doen.", "escape", "terug", "akkoord", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, titel: str, regels: Sequence[Regel], doe: Callable[[AkkoordVenster, str], None]) -> None:
        super().__init__()
        self._titel = titel
        self._regels = list(regels)
        self._doe = doe
        self._bezig = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield Blad()
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Akkoord F8", id="vastleggen", compact=True)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = self._titel
        blad = self.query_one(Blad)
        blad.zet(self._regels)
        blad.focus()

    def action_vastleggen(self) -> None:
        if not self._bezig:
            self._bezig = True
            self._doe(self, uuid4().hex)

    @on(Button.Pressed, "#vastleggen")
    def _klik(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))

    @on(Geweigerd)
    def _opnieuw(self, bericht: Geweigerd) -> None:
        self._bezig = False
