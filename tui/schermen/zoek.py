"""/ Zoeken: the casussen that the user may see, by number, question, school, gemeente or the beginning of a name."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.berichten import Gelezen
from tui.schermen.basis import VRAAG, Venster
from tui.viewmodels.opmaak import Regel, kort, meervoud, naam_van
from tui.widgets.blad import Tekst

WACHT = 0.4
"""Seconds after the last letter before the search goes out: every search is a line in the access log."""
KORTSTE = 3


class ZoekVenster(Venster):
    """Answers with the casusnummer that was chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "terug", "Terug", show=False),
        Binding("down", "schuif(1)", "Omlaag", show=False, priority=True),
        Binding("up", "schuif(-1)", "Omhoog", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._nummers: list[str] = []
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster hoog"):
            yield Input(
                id="zoek", placeholder="casusnummer, vraag, school, gemeente of begin van een naam", compact=True
            )
            yield OptionList(id="gevonden", markup=False)
            yield Tekst(id="antwoord")
            yield Static("↑↓ Kies   Enter Openen   Esc Terug", classes="vensteruitleg", markup=False)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = "Zoeken"
        self.query_one("#zoek", Input).focus()
        self.antwoord(Regel(f"Typ ten minste {KORTSTE} letters. Wat u zoekt en ziet, staat in het logboek van inzage."))

    @on(Input.Changed)
    def _typt(self, gebeurtenis: Input.Changed) -> None:
        if self._timer is not None:
            self._timer.stop()
        tekst = gebeurtenis.value.strip()
        if len(tekst) >= KORTSTE:
            self._timer = self.set_timer(WACHT, lambda: self.gateway.zoek(self, tekst), name=VRAAG)

    def gelezen(self, bericht: Gelezen) -> None:
        feiten = bericht.feiten
        lijst = self.query_one("#gevonden", OptionList)
        lijst.clear_options()
        self._nummers = [c.nummer for c in feiten.casussen]
        presentatie = self.tafel.presentatie
        for casus in feiten.casussen:
            naam = casus.nummer if presentatie else naam_van(casus.nummer, feiten.aanduidingen)
            vraag = "" if presentatie else casus.vraag
            lijst.add_option(Option(f"{casus.nummer}  {kort(naam, 16):<16}  {casus.status_naam:<18}  {vraag}"))
        if self._nummers:
            lijst.highlighted = 0
        telling = meervoud(len(self._nummers), "casus gevonden", "casussen gevonden")
        leeg = "Niets gevonden dat u mag zien. Probeer een ander woord."
        self.antwoord(Regel(telling if self._nummers else leeg))

    def action_schuif(self, stap: int) -> None:
        lijst = self.query_one("#gevonden", OptionList)
        if self._nummers:
            lijst.highlighted = max(0, min((lijst.highlighted or 0) + stap, len(self._nummers) - 1))

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _kies(self) -> None:
        plaats = self.query_one("#gevonden", OptionList).highlighted
        if plaats is not None and plaats < len(self._nummers):
            self.dismiss(self._nummers[plaats])
