"""What every place has: a head, the way to other places, a line that answers, and a foot with keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Button, Static

from tui.berichten import Gedaan, Gelezen, Geweigerd, Gewijzigd
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.voet import Voet

if TYPE_CHECKING:
    from tui.acties import Actie
    from tui.app import TafelApp
    from tui.gateway import Gateway
    from tui.viewmodels.feiten import Omgeving

VRAAG = "vraag"
"""The name of a timer after which a window asks what was typed."""

PLEKKEN = (
    ("F2", "Agenda", "agenda"),
    ("F3", "Termijnen", "termijnen"),
    ("F4", "Pot", "pot"),
    ("F5", "Bank", "bank"),
    ("F6", "Besluitenlijst", "besluitenlijst"),
)


class Plek(Static):
    """The way to another place; shown where there is room."""

    def __init__(self, toets: str, titel: str, plek: str, hier: bool) -> None:
        self._plek = plek
        stijl = "reverse" if hier else ""
        super().__init__(Content.assemble((f" {toets} ", "dim"), (f"{titel} ", stijl)), classes="plek")

    async def on_click(self) -> None:
        await self.run_action(f"app.plek('{self._plek}')")


class Scherm(Screen[None]):
    """A place or a casus. Sub-classes compose `inhoud`, ask the gateway in `ververs` and show in `toon`."""

    ACTIES: ClassVar[tuple[Actie, ...]] = ()
    PLEK: ClassVar[str] = ""
    TITEL: ClassVar[str] = ""
    feiten: Any
    VOLGT: ClassVar[frozenset[str]] = frozenset({"casus", "zitting", "pot"})

    def compose(self) -> ComposeResult:
        yield Kop()
        with Horizontal(id="plekken"):
            for toets, titel, plek in () if self.tafel.beamer else PLEKKEN:
                yield Plek(toets, titel, plek, plek == self.PLEK)
        yield Tekst(id="stilstand")
        yield from self.inhoud()
        yield Tekst(id="melding")
        yield Voet([actie for actie in self.ACTIES if actie.voet])

    def inhoud(self) -> ComposeResult:
        """Compose what is between head and foot."""
        raise NotImplementedError

    def ververs(self) -> None:
        """Ask the gateway for what this screen shows."""
        raise NotImplementedError

    def toon(self) -> None:
        """Show what was read last, in the stand of this moment."""
        raise NotImplementedError

    @property
    def tafel(self) -> TafelApp:
        """Return the app, by its own name."""
        return cast("TafelApp", self.app)

    @property
    def gateway(self) -> Gateway:
        return self.tafel.gateway

    @property
    def presentatie(self) -> bool:
        return self.tafel.presentatie

    def on_mount(self) -> None:
        self.toon_wie()
        self.query_one("#stilstand", Tekst).display = False
        self.set_class(self.presentatie, "presentatie")

    def on_screen_resume(self) -> None:
        self.set_class(self.presentatie, "presentatie")
        # The first paint comes before the first question.
        self.call_after_refresh(self.ververs)

    def sleutel(self) -> str:
        """Make the key of a new command."""
        return uuid4().hex

    def toon_wie(self) -> None:
        """Leave out of the foot what this user may not do."""
        self.query_one(Voet).zet(self.tafel.mag)

    def toon_stilstand(self, omgeving: Omgeving) -> None:
        """Warn on top of the place when the reminders do not run."""
        balk = self.query_one("#stilstand", Tekst)
        balk.display = bool(omgeving.stilstand) and not self.presentatie
        balk.zet([Regel(f"! {omgeving.stilstand}", "fout")])

    def meld(self, *regels: Regel) -> None:
        """Answer in the line above the foot; it stays until the next answer."""
        self.query_one("#melding", Tekst).zet(regels)

    def stand_gewijzigd(self) -> None:
        """The presentatiestand went on or off."""
        self.set_class(self.presentatie, "presentatie")
        self.meld()
        self.toon()

    @on(Gewijzigd)
    def _gewijzigd(self, bericht: Gewijzigd) -> None:
        if any(soort in self.VOLGT for soort, _ in bericht.wat):
            self.ververs()

    @on(Geweigerd)
    def _geweigerd(self, bericht: Geweigerd) -> None:
        if self.feiten is None:
            self.query_one(Kop).zet(self.TITEL, presentatie=self.presentatie)
        self.meld(*weigering(bericht, self.tafel))

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.meld(Regel(f"✓ {self.tafel.leesbaar(bericht.melding)}", "goed"))
        self.ververs()


class BevestigKnop(Button, can_focus=False):
    """Confirms by F8 or a click; it takes no focus, so that Enter never confirms."""


class Venster(ModalScreen[Any]):
    """A question on top of a place; depth one. Esc goes back and nothing happened."""

    ACTIES: ClassVar[tuple[Actie, ...]] = ()

    @property
    def tafel(self) -> TafelApp:
        """Return the app, by its own name."""
        return cast("TafelApp", self.app)

    @property
    def gateway(self) -> Gateway:
        return self.tafel.gateway

    def action_terug(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)

    def antwoord(self, *regels: Regel) -> None:
        """Answer in the window itself."""
        self.query_one("#antwoord", Tekst).zet(regels)

    @on(Geweigerd)
    def _geweigerd(self, bericht: Geweigerd) -> None:
        self.antwoord(*self.weigering(bericht))

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        self.gelezen(bericht)

    def weigering(self, bericht: Geweigerd) -> Sequence[Regel]:
        """Say why, and what now."""
        return weigering(bericht, self.tafel)

    def gelezen(self, bericht: Gelezen) -> None:
        """Take what the gateway read."""


def weigering(bericht: Geweigerd, tafel: TafelApp) -> Sequence[Regel]:
    """Say why, and what now."""
    return (Regel(f"✗ {tafel.leesbaar(bericht.melding)}", "fout"), Regel(f"  {bericht.oplossing}"))
