"""Aanwezig: who is at the table. Enter changes one person, at once and again at will."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Gelezen
from tui.schermen.basis import Venster
from tui.viewmodels.feiten import Agendafeiten
from tui.viewmodels.opmaak import Regel, wie
from tui.widgets.blad import Tekst

_WOORD = {"aanwezig": "✓ aanwezig", "op_afstand": "✓ op afstand", "afwezig": "✗ afwezig", "": "○ nog niet gezien"}


class AanwezigScherm(Venster):
    """Everybody who is invited, with how they take part; mandates count for who is there."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("aanwezig.wissel", "Wissel", "Aanwezig of afwezig.", "space", "wissel", "aanwezig",
              "doorbraak zitting aanwezig Z-2026-11-23 --persoon tom_toezegger", voet=True, schrijft=True),
        Actie("aanwezig.terug", "Terug", "Sluit dit venster.", "escape", "terug", "aanwezig", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, feiten: Agendafeiten) -> None:
        super().__init__()
        self.feiten = feiten
        self._mensen: list[str] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield OptionList(id="mensen", markup=False)
            yield Tekst(id="antwoord")
            yield Static("Enter Wissel aanwezig/afwezig   Esc Terug", classes="vensteruitleg", markup=False)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = "Wie zijn er?"
        self._toon()
        self.query_one("#mensen", OptionList).focus()

    def _wijzen(self) -> dict[str, str]:
        genodigd = {mens for regel in self.feiten.regels for mens in regel.genodigden}
        gezien = {m["persoon"]: m["wijze"] for m in self.feiten.aanwezig}
        namen = self.feiten.omgeving.mensen
        return {p: gezien.get(p, "") for p in sorted(genodigd | set(gezien), key=lambda p: namen.get(p, p))}

    def _toon(self) -> None:
        wijzen = self._wijzen()
        lijst = self.query_one("#mensen", OptionList)
        plaats = lijst.highlighted or 0
        self._mensen = list(wijzen)
        lijst.clear_options()
        namen = self.feiten.omgeving.mensen
        lijst.add_options([Option(f"{_WOORD[wijze]:<18} {wie(p, namen)}") for p, wijze in wijzen.items()])
        if wijzen:
            lijst.highlighted = min(plaats, len(wijzen) - 1)
        else:
            self.antwoord(Regel("Er is nog niemand uitgenodigd voor deze zitting."))

    @on(OptionList.OptionSelected)
    def _gekozen(self) -> None:
        self.action_wissel()

    def action_wissel(self) -> None:
        plaats = self.query_one("#mensen", OptionList).highlighted
        if plaats is None or self.feiten.zitting is None:
            return
        persoon = self._mensen[plaats]
        nieuw = "afwezig" if self._wijzen()[persoon] in ("aanwezig", "op_afstand") else "aanwezig"
        self.gateway.aanwezig(self, self.feiten.zitting.id, {persoon: nieuw}, sleutel=uuid4().hex)

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.antwoord(Regel(f"✓ {self.tafel.leesbaar(bericht.melding)}", "goed"))
        self.gateway.agenda(self)

    def gelezen(self, bericht: Gelezen) -> None:
        self.feiten = bericht.feiten
        self._toon()
