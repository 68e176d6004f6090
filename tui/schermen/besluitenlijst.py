"""F6 Besluitenlijst: what was decided in a zitting, on whose behalf and with which agreements."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.schermen.papier import vraag_papier
from tui.viewmodels.besluitenlijst import besluiten_vm
from tui.viewmodels.feiten import Besluitenfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad, Tekst
from tui.widgets.kop import Kop


class BesluitenlijstScherm(Scherm):
    """The list as it will be sent; another zitting with the arrow keys."""

    PLEK = "besluitenlijst"
    TITEL = "Besluitenlijst"
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("besluitenlijst.eerder", "Eerdere zitting", "Toon de zitting hiervoor.", "left", "eerder",
              "besluitenlijst", "doorbraak zitting lijst", voet=True),
        Actie("besluitenlijst.later", "Latere zitting", "Toon de zitting hierna.", "right", "later", "besluitenlijst",
              "doorbraak zitting lijst --zitting Z-2026-11-23", voet=True),
        Actie("besluitenlijst.papier", "Op papier", "Maak de lijst of de brief voor een ontvanger.", "d", "papier",
              "besluitenlijst", "doorbraak besluitenlijst maak Z-2026-11-23 --uit lijsten", voet=True, schrijft=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Besluitenfeiten | None = None
        self._zitting: str | None = None

    def inhoud(self) -> ComposeResult:
        yield Blad(id="blad")
        yield Tekst(id="telling")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.TITEL, LADEN)
        self.query_one(Blad).focus()

    def ververs(self) -> None:
        self.gateway.besluitenlijst(self, self._zitting)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "ontvangers":
            vraag_papier(self, *bericht.feiten)
            return
        self.feiten = bericht.feiten
        self.toon()

    def toon(self) -> None:
        if self.feiten is None:
            return
        vm = besluiten_vm(self.feiten, presentatie=self.presentatie)
        self.query_one(Kop).zet(vm.titel, vm.telling, presentatie=self.presentatie)
        regels = [regel for blok in vm.blokken for regel in (*blok.regels, Regel(""))]
        self.query_one(Blad).zet(regels or [Regel(vm.leeg)])
        self.query_one("#telling", Tekst).zet([Regel(vm.telling)])

    def action_eerder(self) -> None:
        self._schuif(1)

    def action_later(self) -> None:
        self._schuif(-1)

    def action_papier(self) -> None:
        if self.presentatie:
            self.meld(Regel("Verlaat eerst de presentatiestand: druk twee keer op F9."))
        elif self.feiten is None or self.feiten.zitting is None:
            self.meld(Regel("Er is nog geen zitting om een lijst van te maken."))
        else:
            self.gateway.ontvangers(self, self.feiten.zitting.id)

    def _schuif(self, stap: int) -> None:
        if self.feiten is None or self.feiten.zitting is None:
            return
        namen = [z.id for z in self.feiten.zittingen]
        plaats = namen.index(self.feiten.zitting.id) + stap
        if not 0 <= plaats < len(namen):
            self.meld(Regel("Er is geen zitting meer in die richting."))
            return
        self.meld()
        self._zitting = namen[plaats]
        self.ververs()
