"""One casus: overview, network, money and what happened; from here regie and besluit."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList, TabbedContent, TabPane
from textual.widgets.option_list import Option

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen, Gewijzigd
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.viewmodels import casus as vm
from tui.viewmodels.feiten import Casusfeiten
from tui.viewmodels.netwerk import Vondst, actorregels, kandidaatregels, samenvatting, vondsten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import STIJLEN, Blad, Tekst
from tui.widgets.kop import Kop

TABBEN = ("overzicht", "netwerk", "geld", "verloop")
_NR = "DT-7K3M9Q"


class NetwerkBlad(Container):
    """Findings first, as sentences to choose; who is in the chosen one is marked on the left."""

    def __init__(self) -> None:
        super().__init__()
        self._feiten: Casusfeiten | None = None
        self._vondsten: tuple[Vondst, ...] = ()
        self._presentatie = False

    def compose(self) -> ComposeResult:
        yield Blad(id="actoren")
        with Vertical(id="vondstkant"):
            yield OptionList(id="vondsten", markup=False)
            yield Tekst(id="herstel")

    def zet(self, feiten: Casusfeiten, presentatie: bool) -> None:
        """Show the network of this casus; the chosen finding stays chosen."""
        self._feiten, self._presentatie = feiten, presentatie
        nieuw = vondsten(feiten.netwerk, presentatie=presentatie)
        lijst = self.query_one("#vondsten", OptionList)
        if nieuw != self._vondsten or not lijst.option_count:
            plaats = lijst.highlighted or 0
            self._vondsten = nieuw
            lijst.clear_options()
            leeg = "In de presentatiestand blijven de bevindingen verborgen." if presentatie else "✓ Geen bevindingen."
            opties = [Option(_vondst(v)) for v in nieuw] or [Option(leeg, disabled=True)]
            lijst.add_options(opties)
            if nieuw:
                lijst.highlighted = min(plaats, len(nieuw) - 1)
        self._teken()

    @on(OptionList.OptionHighlighted)
    def _gekozen(self) -> None:
        self._teken()

    def on_resize(self) -> None:
        self.call_after_refresh(self._teken)

    def herteken(self) -> None:
        """Draw again: the tab was opened, so the widths are known now."""
        self.call_after_refresh(self._teken)

    def _teken(self) -> None:
        if self._feiten is None:
            return
        netwerk = self._feiten.netwerk
        plaats = self.query_one("#vondsten", OptionList).highlighted
        gekozen = self._vondsten[plaats] if plaats is not None and plaats < len(self._vondsten) else None
        blad = self.query_one("#actoren", Blad)
        breedte = blad.content_size.width if self.app.size.width >= 72 else 28
        betrokken = gekozen.betrokkenen if gekozen else frozenset()
        blad.zet([*actorregels(netwerk, breedte, betrokken, presentatie=self._presentatie)])
        regels = [Regel(f"Wat helpt: {gekozen.herstel}", "vet")] if gekozen else []
        regels += kandidaatregels(netwerk["kandidaten"], presentatie=self._presentatie)
        regels.append(Regel(samenvatting(netwerk), "stil"))
        self.query_one("#herstel", Tekst).zet(regels)


def _vondst(vondst: Vondst) -> Content:
    stijl = STIJLEN.get(vondst.klasse)
    return Content.assemble((vondst.tekst, stijl)) if stijl else Content(vondst.tekst)


class CasusScherm(Scherm):
    """Opened from a place; Esc goes back there."""

    PLEK = "casus"
    TITEL = "Casus"
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("casus.terug", "Terug", "Terug naar de plek waar u vandaan kwam.", "escape", "terug", "casus", voet=True),
        Actie("casus.besluit", "Besluit", "Leg een besluit vast; u ziet vooraf wat mandaat en pot zeggen.", "b",
              "besluit", "casus", f"doorbraak zitting besluit Z-2026-11-23 {_NR} --bestand besluit.yaml", voet=True,
              schrijft=True),
        Actie("casus.regie", "Regie", "Wie heeft de regie; vraag iemand aan tafel.", "r", "regie", "casus",
              f"doorbraak regie bied {_NR} --aan carla_casus --vervanger cas_consulent", voet=True, schrijft=True),
        Actie("casus.voorleggen", "Voorleggen", "Leg een voorgenomen besluit voor aan de volgende trede.", "e",
              "voorleggen", "casus", f"doorbraak casus zet {_NR} opschalen --bestand opschalen.yaml", schrijft=True),
        Actie("casus.mandaat", "Mandaat nu", "Wat kan deze tafel nu beslissen?", "m", "mandaat", "casus",
              "doorbraak zitting agenda Z-2026-11-23"),
        Actie("casus.netwerk", "Netwerk", "Wie er omheen staan en wat er ontbreekt.", "n", "tab('netwerk')", "casus",
              f"doorbraak netwerk controleer --casus {_NR}", voet=True),
        Actie("casus.tijdlijn", "Tijdlijn", "Wat er gebeurde, en waarom deze datum.", "t", "tab('verloop')", "casus",
              f"doorbraak casus tijdlijn {_NR}", voet=True),
        Actie("casus.vorige", "Vorige", "De casus hiervoor op de agenda.", "less_than_sign", "buur(-1)", "casus"),
        Actie("casus.volgende", "Volgende", "De volgende casus op de agenda.", "greater_than_sign", "buur(1)", "casus",
              voet=True),
        Actie("casus.overzicht", "Overzicht", "Het eerste tabblad.", "1", "tab('overzicht')", "casus",
              f"doorbraak casus toon {_NR}"),
        Actie("casus.tab_netwerk", "Tabblad Netwerk", "Het tweede tabblad.", "2", "tab('netwerk')", "casus"),
        Actie("casus.tab_geld", "Tabblad Geld", "Besluiten en geld van deze casus.", "3", "tab('geld')", "casus",
              f"doorbraak casus toon {_NR}"),
        Actie("casus.tab_verloop", "Tabblad Verloop", "Het vierde tabblad.", "4", "tab('verloop')", "casus"),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, nummer: str, tab: str = "overzicht", dan: str = "") -> None:
        super().__init__()
        self.nummer = nummer
        self.feiten: Casusfeiten | None = None
        self._tab = tab
        self._dan = dan

    def inhoud(self) -> ComposeResult:
        with TabbedContent(initial=self._tab, id="tabben"):
            with TabPane("1 Overzicht", id="overzicht"):
                yield Blad(id="blad-overzicht")
            with TabPane("2 Netwerk", id="netwerk"):
                yield NetwerkBlad()
            with TabPane("3 Geld", id="geld"):
                yield Blad(id="blad-geld")
            with TabPane("4 Verloop", id="verloop"):
                yield Blad(id="blad-verloop")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.nummer, LADEN)
        self.call_after_refresh(self._richt)

    def ververs(self) -> None:
        self.gateway.casus(self, self.nummer, ververs=self.feiten is not None)

    @on(Gewijzigd)
    def _casus_gewijzigd(self, bericht: Gewijzigd) -> None:
        bericht.prevent_default()
        if any(soort == "zitting" or kenmerk == self.nummer for soort, kenmerk in bericht.wat):
            self.ververs()

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.feiten.dossier.kort.nummer != self.nummer:
            return
        self.feiten = bericht.feiten
        self.toon()
        if self.nummer in self.feiten.volgorde:
            self.tafel.stuur_beamer(self.nummer)
        dan, self._dan = self._dan, ""
        if dan == "besluit":
            self.action_besluit()
        elif dan == "regie":
            self.action_regie()

    def toon(self) -> None:
        if self.feiten is None:
            return
        stand = self.presentatie
        self.query_one(Kop).zet(
            vm.titel(self.feiten, presentatie=stand), vm.rechts(self.feiten, presentatie=stand), presentatie=stand
        )
        self.query_one("#blad-overzicht", Blad).zet(vm.overzicht(self.feiten, presentatie=stand))
        self.query_one("#blad-geld", Blad).zet(vm.geld(self.feiten, presentatie=stand))
        self.query_one("#blad-verloop", Blad).zet(vm.verloop(self.feiten, presentatie=stand))
        self.query_one(NetwerkBlad).zet(self.feiten, stand)

    @on(TabbedContent.TabActivated)
    def _tab_gekozen(self) -> None:
        self.call_after_refresh(self._richt)

    def _richt(self) -> None:
        self.query_one(NetwerkBlad).herteken()
        self._focus()

    def _focus(self) -> None:
        """Put the focus in the tab that is open, so that the arrow keys do what one expects."""
        tab = self.query_one("#tabben", TabbedContent).active
        doel = "#vondsten" if tab == "netwerk" else f"#blad-{tab}"
        self.query_one(doel).focus()

    def action_terug(self) -> None:
        self.dismiss()

    def action_tab(self, naam: str) -> None:
        self.query_one("#tabben", TabbedContent).active = naam

    def action_buur(self, stap: int) -> None:
        if self.feiten is None:
            return
        volgorde = self.feiten.volgorde
        if self.nummer not in volgorde:
            self.meld(Regel("Deze casus staat niet op de agenda van deze zitting."))
            return
        plaats = volgorde.index(self.nummer) + stap
        if not 0 <= plaats < len(volgorde):
            self.meld(
                Regel("Dit is de eerste casus van de agenda." if stap < 0 else "Dit is de laatste casus van de agenda.")
            )
            return
        self.tafel.wissel_casus(volgorde[plaats], self.query_one("#tabben", TabbedContent).active)

    def action_besluit(self) -> None:
        from tui.schermen.besluit import BesluitScherm

        if self._mag_niet():
            return
        assert self.feiten is not None
        waarom = vm.kan_besluiten(self.feiten)
        if waarom is not None:
            self.meld(Regel(f"✗ {waarom}", "fout"))
        else:
            self.app.push_screen(BesluitScherm(self.feiten), self._na_venster)

    def action_regie(self) -> None:
        from tui.schermen.regie import RegieScherm

        if not self._mag_niet():
            assert self.feiten is not None
            self.app.push_screen(RegieScherm(self.feiten), self._na_venster)

    def action_voorleggen(self) -> None:
        from tui.schermen.voorleggen import VoorleggenScherm

        if self._mag_niet():
            return
        assert self.feiten is not None
        if "opschalen" not in self.feiten.dossier.kan_nu:
            self.meld(Regel("✗ Voorleggen kan pas als de casus is besproken en er een voorgenomen besluit is.", "fout"))
        else:
            self.app.push_screen(VoorleggenScherm(self.feiten), self._na_venster)

    def _mag_niet(self) -> bool:
        if self.presentatie:
            self.meld(Regel("Verlaat eerst de presentatiestand: druk twee keer op F9."))
        return self.presentatie or self.feiten is None

    def action_mandaat(self) -> None:
        self.tafel.toon_mandaat()

    def _na_venster(self, melding: str | None) -> None:
        if melding:
            self.meld(Regel(f"✓ {melding}", "goed"))
