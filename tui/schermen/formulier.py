"""A small form on top of a place: a few fields, what would change, and F8. Enter goes on and never confirms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.timer import Timer
from textual.widgets import Button, Input, Label, Select

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Gelezen, Geweigerd, Gewijzigd
from tui.nederlands import KIES
from tui.schermen.basis import VRAAG, BevestigKnop, Venster
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst

WACHT = 0.25
"""Seconds after the last key before what would change is asked."""

Waarden = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Veld:
    """A field: free text, or a choice of (words, value).

    nodig: what to say when it is left empty; "" when it may be empty.
    """

    id: str
    naam: str
    nodig: str = ""
    hint: str = ""
    waarde: str = ""
    keuzes: tuple[tuple[str, str], ...] | None = None
    kortste: int = 1


class FormulierVenster(Venster):
    """Asks for a few values and hands them to `doe`, which starts a use case or returns what is wrong with them.

    proef: asks what would change with these values before anything is confirmed; it answers Gelezen("proef", lines).
    """

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("formulier.doen", "Vastleggen", "Leg vast wat hier staat.", "f8", "vastleggen", "formulier", voet=True,
              voorrang=True),
        Actie("formulier.terug", "Terug", "Sluit zonder iets vast te leggen.", "escape", "terug", "formulier",
              voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(
        self,
        titel: str,
        velden: Sequence[Veld],
        doe: Callable[[FormulierVenster, Waarden, str], str | None],
        *,
        knop: str = "Vastleggen",
        uitleg: Sequence[Regel] = (),
        proef: Callable[[FormulierVenster, Waarden], str | None] | None = None,
    ) -> None:
        super().__init__()
        self._titel = titel
        self._velden = tuple(velden)
        self._doe = doe
        self._knop = knop
        self._uitleg = list(uitleg)
        self._proef = proef
        # One key for one form: a second F8 on a slow line does nothing twice.
        self._sleutel = uuid4().hex
        self._timer: Timer | None = None
        self._bezig = False

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            yield Tekst(id="stand")
            for veld in self._velden:
                with Horizontal(classes="veld"):
                    yield Label(veld.naam, classes="naam")
                    if veld.keuzes is None:
                        yield Input(veld.waarde, id=veld.id, compact=True, placeholder=veld.hint)
                    else:
                        yield self._keuze(veld)
            yield Tekst(id="gevolg")
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop(f"{self._knop} F8", id="vastleggen", compact=True)

    def _keuze(self, veld: Veld) -> Select[str]:
        keuzes = veld.keuzes or ()
        waarde = veld.waarde if veld.waarde in {w for _, w in keuzes} else Select.NULL
        return Select(keuzes, id=veld.id, prompt=KIES, value=waarde, compact=True)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = self._titel
        self.query_one("#stand", Tekst).zet(self._uitleg)
        if self._velden:
            self.query_one(f"#{self._velden[0].id}").focus()
        self._vraag_gevolg()

    @property
    def waarden(self) -> dict[str, str]:
        """Return what is in the fields now."""
        waarden = {}
        for veld in self._velden:
            soort: type[Input | Select[Any]] = Input if veld.keuzes is None else Select
            waarde = self.query_one(f"#{veld.id}", soort).value
            waarden[veld.id] = "" if waarde is Select.NULL else str(waarde).strip()
        return waarden

    def _mist(self) -> str | None:
        waarden = self.waarden
        return next((v.nodig for v in self._velden if v.nodig and len(waarden[v.id]) < v.kortste), None)

    @on(Input.Changed)
    @on(Select.Changed)
    def _veranderd(self) -> None:
        self.antwoord()
        if self._proef is not None:
            if self._timer is not None:
                self._timer.stop()
            self._timer = self.set_timer(WACHT, self._vraag_gevolg, name=VRAAG)

    @on(Input.Submitted)
    def _enter(self) -> None:
        self.focus_next("Input, Select")

    def _vraag_gevolg(self) -> None:
        if self._proef is None:
            return
        mist = self._mist() or self._proef(self, self.waarden)
        if mist:
            self.query_one("#gevolg", Tekst).zet([Regel(f"○ {mist}")])

    def gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "proef":
            self.query_one("#gevolg", Tekst).zet(bericht.feiten)

    def action_vastleggen(self) -> None:
        if self._bezig:
            return
        fout = self._mist() or self._doe(self, self.waarden, self._sleutel)
        if fout:
            self.antwoord(Regel(f"✗ {fout}", "fout"))
        else:
            self._bezig = True

    @on(Button.Pressed, "#vastleggen")
    def _klik(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gewijzigd)
    def _gewijzigd(self) -> None:
        self._vraag_gevolg()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))

    @on(Geweigerd)
    def _geweigerd(self, bericht: Geweigerd) -> None:
        bericht.prevent_default()
        if bericht.soort == "proef":
            self.query_one("#gevolg", Tekst).zet(self.weigering(bericht))
            return
        self._bezig = False
        # Another try is another command.
        self._sleutel = uuid4().hex
        self.antwoord(*self.weigering(bericht))
