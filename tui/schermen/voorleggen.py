"""Laying a voorgenomen besluit before the next step of the ladder, with a reason. F8 confirms."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan
from tui.schermen.basis import BevestigKnop, Venster
from tui.viewmodels.casus import titel
from tui.viewmodels.feiten import Casusfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst


class VoorleggenScherm(Venster):
    """No mandate is no dead end: the next step decides, before a date."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("voorleggen.doen", "Voorleggen", "Leg het voor aan de volgende trede.", "f8", "vastleggen", "voorleggen",
              "doorbraak casus zet DT-7K3M9Q opschalen --bestand opschalen.yaml", voet=True, schrijft=True,
              voorrang=True),
        Actie("voorleggen.terug", "Terug", "Sluit zonder voor te leggen.", "escape", "terug", "voorleggen", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, feiten: Casusfeiten) -> None:
        super().__init__()
        self.feiten = feiten

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield Tekst(id="stand")
            with Horizontal(classes="veld"):
                yield Label("Waarom", classes="naam")
                yield Input(id="reden", compact=True, placeholder="waarom deze tafel het niet kan beslissen")
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Voorleggen F8", id="vastleggen", compact=True)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = f"Voorleggen · {titel(self.feiten)}"
        voorgenomen = [b for b in self.feiten.besluiten if b.status == "voorgenomen"]
        regels = [Regel(f"Voorgenomen besluit {b.besluit}: {b.doel}") for b in voorgenomen[-1:]]
        regels.append(Regel("De volgende trede van de ladder krijgt de vraag, met een dag waarop er antwoord is."))
        self.query_one("#stand", Tekst).zet(regels)
        self.query_one("#reden", Input).focus()

    def action_vastleggen(self) -> None:
        reden = self.query_one("#reden", Input).value.strip()
        if len(reden) < 3:
            self.antwoord(Regel("✗ Schrijf in een paar woorden waarom deze tafel het niet kan beslissen.", "fout"))
            return
        kort = self.feiten.dossier.kort
        self.gateway.schaal_op(self, kort.nummer, reden, versie=kort.versie, sleutel=uuid4().hex)

    @on(Button.Pressed, "#vastleggen")
    def _knop(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))
