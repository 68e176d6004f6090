"""F4 Pot: what it holds, what lies on it, and what a besluit can still use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import DataTable, Static

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.viewmodels.feiten import Potfeiten
from tui.viewmodels.opmaak import Regel, meervoud
from tui.viewmodels.pot import Balk, pot_vm
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.lijst import Kolom, Lijst


class Balken(Static):
    """Bars with their amounts; the amounts say all, the bars only show the proportion."""

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._balken: tuple[Balk, ...] = ()

    def zet(self, balken: tuple[Balk, ...]) -> None:
        self._balken = balken
        self._teken()

    def on_resize(self) -> None:
        self._teken()

    def _teken(self) -> None:
        ruimte = max(self.size.width - 22 - 17, 0)
        delen: list[str | tuple[str, str]] = []
        for balk in self._balken:
            vol = round(balk.deel * ruimte)
            delen += [
                f"{balk.naam:<21} ",
                ("█" * vol, "$primary"),
                ("░" * (ruimte - vol), "dim"),
                f"{balk.bedrag:>16}\n",
            ]
        self.update(Content.assemble(*delen))


class PotScherm(Scherm):
    """The place of who watches the money."""

    PLEK = "pot"
    TITEL = "Pot"
    VOLGT = frozenset({"casus", "pot", "bank"})
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("pot.openen", "Casus openen", "Open de casus van deze financieringslijn.", "enter", "openen", "pot",
              "doorbraak casus toon DT-7K3M9Q", voet=True),
        Actie("pot.rekeningen", "Rekeningen", "Toon het saldo van elke rekening van het grootboek.", "g", "rekeningen",
              "pot", "doorbraak pot stand", voet=True),
        Actie("pot.prognose", "Vooruitblik", "Hoe lang de pot in dit tempo nog reikt.", "v", "prognose", "pot",
              "doorbraak pot prognose", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Potfeiten | None = None

    def inhoud(self) -> ComposeResult:
        with VerticalScroll(id="potboven", can_focus=False):
            yield Balken()
            yield Tekst(id="oordeel")
        yield Lijst(
            (
                Kolom("Lijn", 12),
                Kolom("Aanbieder"),
                Kolom("Toegekend", 12, rechts=True),
                Kolom("Stand", 22, vanaf=72),
                Kolom("Tot en met", 15, vanaf=90),
            ),
            id="potlijst",
        )
        yield Tekst(id="telling")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.TITEL, LADEN)
        self.query_one(Lijst).focus()

    def ververs(self) -> None:
        self.gateway.pot(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "prognose":
            from tui.verslagregels import prognoseregels

            self._lees("Hoe lang reikt de pot?", [Regel(regel) for regel in prognoseregels(bericht.feiten)])
            return
        self.feiten = bericht.feiten
        self.toon()

    def toon(self) -> None:
        if self.feiten is None:
            return
        vm = pot_vm(self.feiten, presentatie=self.presentatie)
        self.query_one(Kop).zet(vm.titel, presentatie=self.presentatie)
        self.query_one(Balken).zet(vm.balken)
        self.query_one("#oordeel", Tekst).zet([vm.oordeel])
        self.query_one(Lijst).vul(
            [
                (r.sleutel, ((r.lijn, ""), (r.aanbieder, ""), (r.bedrag, ""), (r.status, ""), (r.tot, "")))
                for r in vm.lijnen
            ]
        )
        leeg = "" if self.presentatie else "Er is nog niets uit de pot toegekend."
        telling = meervoud(len(vm.lijnen), "open lijn", "open lijnen") if vm.lijnen else leeg
        self.query_one("#telling", Tekst).zet([Regel(telling)])

    @on(DataTable.RowSelected)
    def _rij_gekozen(self) -> None:
        self.action_openen()

    def action_openen(self) -> None:
        sleutel = self.query_one(Lijst).gekozen
        lijn = next((r for r in self.feiten.lijnen if r.lijn == sleutel), None) if self.feiten else None
        if lijn is None:
            self.meld(Regel("Er is geen lijn gekozen."))
        else:
            self.tafel.open_casus(lijn.casus, "geld")

    def action_rekeningen(self) -> None:
        if self._mag_cijfers():
            assert self.feiten is not None
            self._lees("Saldo per rekening", pot_vm(self.feiten).rekeningen)

    def action_prognose(self) -> None:
        if self._mag_cijfers():
            self.gateway.prognose(self)

    def _mag_cijfers(self) -> bool:
        """Say whether figures may be shown now, and why not when they may not."""
        if self.feiten is None or self.presentatie:
            self.meld(Regel(LADEN if self.feiten is None else pot_vm(self.feiten, presentatie=True).oordeel.tekst))
        return self.feiten is not None and not self.presentatie

    def _lees(self, titel: str, regels: Sequence[Regel]) -> None:
        from tui.schermen.lezen import LeesVenster

        self.app.push_screen(LeesVenster(titel, regels))
