"""F3 Termijnen: who must do what before when, and why on that day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import DataTable

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.schermen.lezen import LeesVenster
from tui.viewmodels.casus import gantt
from tui.viewmodels.feiten import Termijnfeiten
from tui.viewmodels.opmaak import Regel
from tui.viewmodels.termijnen import termijnen_vm, waarom
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.lijst import Kolom, Lijst

if TYPE_CHECKING:
    from engine.casus.vragen import Termijn


class TermijnenScherm(Scherm):
    """Every open obligation of the casussen that the user may see."""

    PLEK = "termijnen"
    TITEL = "Termijnen"
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("termijnen.openen", "Casus openen", "Open de casus van deze termijn.", "enter", "openen", "termijnen",
              "doorbraak casus toon DT-7K3M9Q", voet=True),
        Actie("termijnen.gantt", "In de tijd", "Teken de termijnen van deze casus in de tijd.", "g", "gantt",
              "termijnen", "doorbraak termijn lijst --casus DT-7K3M9Q --gantt", voet=True),
        Actie("termijnen.mijn", "Alleen van mij", "Toon alleen wat u zelf moet doen; nog een keer toont alles.", "m",
              "mijn", "termijnen", "doorbraak termijn lijst", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Termijnfeiten | None = None
        self._alleen_mijn = False

    def inhoud(self) -> ComposeResult:
        with Container(id="agenda"):
            yield Lijst(
                (
                    Kolom("", 1),
                    Kolom("Uiterlijk", 26),
                    Kolom("Jongere", 13, vanaf=80),
                    Kolom("Wie", 14, vanaf=72),
                    Kolom("Wat"),
                ),
                id="lijst",
            )
            with VerticalScroll(id="strook", can_focus=False):
                yield Tekst(id="strooktekst")
        yield Tekst(id="telling")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.TITEL, LADEN)
        self.query_one(Lijst).focus()

    def ververs(self) -> None:
        self.gateway.termijnen(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "balken":
            casus, balken, vandaag = bericht.feiten
            regels = gantt(balken, vandaag, min(self.app.size.width, 96))
            self.app.push_screen(LeesVenster(casus, regels))
            return
        self.feiten = bericht.feiten
        self.toon()

    def toon(self) -> None:
        if self.feiten is None:
            return
        self.toon_stilstand(self.feiten.omgeving)
        vm = termijnen_vm(self.feiten, alleen_mijn=self._alleen_mijn, presentatie=self.presentatie)
        self.query_one(Kop).zet(vm.titel, vm.telling, presentatie=self.presentatie)
        self.query_one(Lijst).vul(
            [
                (
                    r.sleutel,
                    ((r.teken.symbool, r.teken.klasse), (r.wanneer, ""), (r.naam, ""), (r.wie, ""), (r.doe, "")),
                )
                for r in vm.rijen
            ]
        )
        self.query_one("#telling", Tekst).zet([Regel(vm.telling if vm.rijen else vm.leeg)])
        self._toon_strook()

    @on(Lijst.Gekozen)
    def _toon_strook(self) -> None:
        if self.feiten is None:
            return
        termijn = self._termijn()
        regels = waarom(termijn, self.feiten.omgeving.mensen) if termijn else []
        self.query_one("#strooktekst", Tekst).zet(regels)

    @on(DataTable.RowSelected)
    def _rij_gekozen(self) -> None:
        self.action_openen()

    def _termijn(self) -> Termijn | None:
        sleutel = self.query_one(Lijst).gekozen
        termijnen = self.feiten.termijnen if self.feiten is not None and not self.presentatie else ()
        return next((t for t in termijnen if str(t.nummer) == sleutel), None)

    def action_mijn(self) -> None:
        self._alleen_mijn = not self._alleen_mijn
        self.toon()

    def action_gantt(self) -> None:
        termijn = self._termijn()
        if termijn is None or not termijn.casus:
            self.meld(Regel("Bij deze termijn hoort geen casus."))
        else:
            self.gateway.balken(self, termijn.casus)

    def action_openen(self) -> None:
        termijn = self._termijn()
        if termijn is None or not termijn.casus:
            self.meld(Regel("Bij deze termijn hoort geen casus."))
        else:
            self.tafel.open_casus(termijn.casus, "verloop")
