"""The second window, for the whole room: it follows the voorzitter and shows no name, no amount and no limit."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen, Geweigerd
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.viewmodels.beamer import WACHT, agendapagina, casuspagina
from tui.viewmodels.feiten import Agendafeiten, Casusfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad
from tui.widgets.kop import Kop


class BeamerScherm(Scherm):
    """Nothing can be recorded here; what is shown is chosen in the window of the voorzitter."""

    PLEK = "beamer"
    TITEL = "Doorbraaktafel"
    VOLGT = frozenset({"beamer", "casus", "zitting"})
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("beamer.uit", "Stoppen", "Sluit het tweede scherm.", "q", "stop", "beamer", voet=True),
    )
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Agendafeiten | Casusfeiten | None = None
        self._dicht = False
        self._zitting: str | None = None
        self._gezien: set[str] = set()

    def inhoud(self) -> ComposeResult:
        yield Blad(id="beamer")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.TITEL, LADEN, presentatie=True)

    def ververs(self) -> None:
        self.gateway.beamer(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "beamer":
            self._zitting, beeld = bericht.feiten
            self._dicht = beeld.dicht
            if beeld.casus is not None:
                self.gateway.casus(self, beeld.casus, ververs=beeld.casus in self._gezien)
                self._gezien.add(beeld.casus)
            else:
                self.gateway.agenda(self)
            self.toon()
        elif bericht.soort in ("agenda", "casus"):
            self.feiten = bericht.feiten
            self.tafel.eerste_lezing(bericht.feiten.omgeving)
            self.toon()

    @on(Geweigerd)
    def _geweigerd_hier(self, bericht: Geweigerd) -> None:
        if self.feiten is None:
            bericht.prevent_default()
            self.app.exit(bericht.oorzaak)

    def toon(self) -> None:
        self.query_one(Blad).zet(self._regels())
        self.query_one(Kop).zet(self.TITEL, presentatie=True)

    def _regels(self) -> list[Regel]:
        if self._dicht:
            return []
        if self.feiten is None or self._zitting is None:
            return [*WACHT]
        return casuspagina(self.feiten) if isinstance(self.feiten, Casusfeiten) else agendapagina(self.feiten)

    def action_stop(self) -> None:
        self.app.exit()
