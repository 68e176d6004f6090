"""Voorlezen en vaststellen: every besluit read aloud once more, then F8 locks the zitting."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, Select

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Gelezen
from tui.nederlands import KIES
from tui.schermen.basis import BevestigKnop, Venster
from tui.viewmodels.besluitenlijst import besluiten_vm, open_punten
from tui.viewmodels.feiten import Agendafeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad, Tekst

GEEN_VOLGENDE = (
    "✗ Niet alles is behandeld en er is geen volgende zitting. Behandel de rest, of laat de secretaris er een plannen: "
    "'doorbraak zitting plan'."
)


class VaststellenScherm(Venster):
    """The end of the meeting. Nothing is booked; everything locks, so F8 confirms."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("vaststellen.doen", "Vaststellen", "Stel vast; daarna is de besluitenlijst definitief.", "f8",
              "vastleggen", "vaststellen", "doorbraak zitting vaststellen Z-2026-11-23", voet=True, schrijft=True,
              voorrang=True),
        Actie("vaststellen.terug", "Terug", "Sluit zonder vast te stellen.", "escape", "terug", "vaststellen",
              voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, feiten: Agendafeiten) -> None:
        super().__init__()
        self.feiten = feiten
        self._over = any(r.status in ("gepland", "aan_de_beurt") for r in feiten.regels)

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster hoog"):
            yield Blad(id="blad")
            if self._over:
                with Horizontal(classes="veld"):
                    yield Label("Schuif door naar", classes="naam")
                    yield Select([(f"{z.id}, {z.plaats}", z.id) for z in self.feiten.volgende], id="naar", prompt=KIES,
                                 compact=True)  # fmt: skip
                with Horizontal(classes="veld"):
                    yield Label("Waarom", classes="naam")
                    yield Input(id="reden", compact=True, placeholder="waarom het niet aan de beurt kwam")
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Vaststellen F8", id="vastleggen", compact=True)

    def on_mount(self) -> None:
        assert self.feiten.zitting is not None
        self.query_one(".venster").border_title = "Voorlezen en vaststellen"
        self.gateway.besluitenlijst(self, self.feiten.zitting.id)
        self.query_one(Blad).focus()

    def gelezen(self, bericht: Gelezen) -> None:
        vm = besluiten_vm(bericht.feiten)
        regels = [regel for blok in vm.blokken for regel in (*blok.regels, Regel(""))] or [Regel(vm.leeg), Regel("")]
        self.query_one(Blad).zet([*regels, *open_punten(self.feiten)])
        self.antwoord(
            Regel("Lees voor wat hier staat. F8 stelt vast: daarna kan er in deze zitting niets meer worden gewijzigd.")
        )

    def action_vastleggen(self) -> None:
        assert self.feiten.zitting is not None
        naar: str | None = None
        reden = ""
        if self._over:
            gekozen = self.query_one("#naar", Select).value
            naar = None if gekozen is Select.NULL else str(gekozen)
            reden = self.query_one("#reden", Input).value
            if not self.feiten.volgende:
                self.antwoord(Regel(GEEN_VOLGENDE, "fout", inspring=2))
                return
            if naar is None or len(reden.strip()) < 3:
                self.antwoord(Regel("✗ Niet alles is behandeld: kies een volgende zitting en schrijf waarom.", "fout"))
                return
        self.gateway.stel_vast(self, self.feiten.zitting.id, naar, reden, sleutel=uuid4().hex)

    @on(Button.Pressed, "#vastleggen")
    def _knop(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))
