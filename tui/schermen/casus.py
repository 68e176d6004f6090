"""One casus: overview, network, money and what happened; from here regie and besluit."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.widgets import TabbedContent, TabPane

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen, Geweigerd, Gewijzigd
from tui.nederlands import LADEN
from tui.schermen import aan_tafel
from tui.schermen.basis import Scherm
from tui.schermen.lezen import LeesVenster
from tui.schermen.netwerk import NetwerkBlad, antwoordvenster
from tui.viewmodels import casus as vm
from tui.viewmodels.delen import deelregels
from tui.viewmodels.feiten import Casusfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Blad
from tui.widgets.kop import Kop

TABBEN = ("overzicht", "netwerk", "geld", "verloop")
_NR = "DT-7K3M9Q"


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
        Actie("casus.afspraak", "Afspraak", "Leg een afspraak vast in één regel: Kim belt de huisarts +5wd.", "a",
              "afspraak", "casus", f"doorbraak afspraak maak {_NR} 'Kim belt de huisarts +5wd'", voet=True,
              schrijft=True),
        Actie("casus.gedaan", "Afspraak gedaan", "Zeg welke afspraak van deze casus is gedaan.", "d", "gedaan", "casus",
              f"doorbraak afspraak gedaan {_NR} 1", schrijft=True),
        Actie("casus.status", "Status", "Zet dit agendapunt: aan de beurt, aangehouden, uitgesteld.", "s",
              "status", "casus", f"doorbraak zitting punt Z-2026-11-23 {_NR} aan_de_beurt", voet=True, schrijft=True),
        Actie("casus.uitstel", "Wachten", "Houd de casus aan, verzet een termijn of schort hem op.",
              "h", "uitstel", "casus", f"doorbraak casus zet {_NR} aanhouden --bestand aanhouden.yaml", schrijft=True),
        Actie("casus.delen", "Delen", "Wat mag met wie gedeeld worden, en wie moet nog toestemmen?", "v", "delen",
              "casus", f"doorbraak toestemming toon {_NR}"),
        Actie("casus.handelingen", "Laatste handelingen", "Wat in deze zitting is besloten, en terugdraaien.", "u",
              "handelingen", "casus", f"doorbraak zitting terug Z-2026-11-23 {_NR} --reden vergissing", schrijft=True),
        Actie("casus.aanwezig", "Aanwezig", "Leg vast wie er zijn.", "p", "aanwezig", "casus",
              "doorbraak zitting aanwezig Z-2026-11-23 --persoon tom_toezegger", schrijft=True),
        Actie("casus.vaststellen", "Vaststellen", "Lees voor en stel vast; daarna ligt alles vast.", "z", "vaststellen",
              "casus", "doorbraak zitting vaststellen Z-2026-11-23", schrijft=True),
        Actie("casus.voorleggen", "Voorleggen", "Leg een voorgenomen besluit voor aan de volgende trede.", "e",
              "voorleggen", "casus", f"doorbraak casus zet {_NR} opschalen --bestand opschalen.yaml", schrijft=True),
        Actie("casus.meebeslissen", "Meebeslissen", "Beslis mee als houder van een hogere trede; een ander besluit.",
              "c", "meebeslissen", "casus", f"doorbraak zitting mee {_NR}", schrijft=True),
        Actie("casus.mandaat", "Mandaat nu", "Wat kan deze tafel nu beslissen?", "m", "mandaat", "casus",
              "doorbraak zitting agenda Z-2026-11-23"),
        Actie("casus.netwerk", "Netwerk", "Wie er omheen staan en wat er ontbreekt.", "n", "tab('netwerk')", "casus",
              f"doorbraak netwerk controleer --casus {_NR}"),
        Actie("casus.kaart", "Kaart", "Netwerk: de kaart, de matrix, en wie met wie sprak.", "k", "kaart", "casus",
              f"doorbraak netwerk plaat --casus {_NR} --uit plaat.svg"),
        Actie("casus.klopt", "Klopt", "De gekozen bevinding klopt.", "j", "oordeel('klopt')", "casus",
              f"doorbraak netwerk antwoord {_NR} --regel R11 --oordeel klopt", schrijft=True),
        Actie("casus.geregeld", "Al geregeld", "De gekozen bevinding is al geregeld; leg vast wat ontbrak.", "g",
              "oordeel('al_geregeld')", "casus",
              f"doorbraak netwerk antwoord {_NR} --regel R21 --oordeel al_geregeld --wie carla_casus", schrijft=True),
        Actie("casus.nvt", "Niet van toepassing", "Leg de gekozen bevinding een tijd opzij.", "o",
              "oordeel('niet_van_toepassing')", "casus", f"doorbraak netwerk antwoord {_NR} --regel R11 --oordeel "
              "niet_van_toepassing --tot 2026-12-20 --reden T", schrijft=True),
        Actie("casus.navragen", "Navragen", "Laat iemand de gekozen bevinding uitzoeken.", "w", "oordeel('weet_niet')",
              "casus", f"doorbraak netwerk antwoord {_NR} --regel R11 --oordeel weet_niet --wie carla_casus --tot "
              "2026-12-10", schrijft=True),
        Actie("casus.tijdlijn", "Tijdlijn", "Wat er gebeurde, en waarom deze datum.", "t", "tab('verloop')", "casus",
              f"doorbraak casus tijdlijn {_NR}"),
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
        self._leest = True

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

        self.set_interval(60, self._klok)

    def ververs(self) -> None:
        self._leest = True
        self.gateway.casus(self, self.nummer, ververs=self.feiten is not None)

    def _klok(self) -> None:
        """Count the minutes of the casus that is aan de beurt."""
        punt = self.feiten.punt if self.feiten is not None else None
        if self.is_current and punt is not None and punt.status == "aan_de_beurt":
            self.ververs()

    @on(Gewijzigd)
    def _casus_gewijzigd(self, bericht: Gewijzigd) -> None:
        bericht.prevent_default()
        if any(soort == "zitting" or kenmerk == self.nummer for soort, kenmerk in bericht.wat):
            self.ververs()

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "delen":
            nummer, antwoord = bericht.feiten
            organisaties = self.feiten.omgeving.organisaties if self.feiten else {}
            self.app.push_screen(LeesVenster(f"Wat mag gedeeld worden · {nummer}", deelregels(antwoord, organisaties)))
            return
        if bericht.soort == "handelingen":
            aan_tafel.toon_handelingen(self, bericht.feiten, self._na_venster)
            return
        if bericht.feiten.dossier.kort.nummer != self.nummer:
            return
        self.feiten = bericht.feiten
        self._leest = False
        self.toon()
        if self.nummer in self.feiten.volgorde:
            self.tafel.stuur_beamer(self.nummer)
        dan, self._dan = self._dan, ""
        if dan:
            self.call_next(self.run_action, f"screen.{dan}")

    @on(Geweigerd)
    def _niet_gelezen(self) -> None:
        self._leest = False

    def toon(self) -> None:
        if self.feiten is None:
            return
        stand = self.presentatie
        self.query_one(Kop).zet(
            vm.titel(self.feiten, presentatie=stand), vm.rechts(self.feiten, presentatie=stand), presentatie=stand
        )
        self.query_one("#blad-overzicht", Blad).zet(vm.overzicht(self.feiten, presentatie=stand))
        self.query_one("#blad-geld", Blad).zet(vm.geld(self.feiten, presentatie=stand))
        self.query_one("#blad-verloop", Blad).zet(
            vm.verloop(self.feiten, presentatie=stand, breedte=self.app.size.width)
        )
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

        if self._mag_niet("besluit"):
            return
        assert self.feiten is not None
        waarom = vm.kan_besluiten(self.feiten)
        if waarom is not None:
            self.meld(Regel(f"✗ {waarom}", "fout"))
        else:
            self.app.push_screen(BesluitScherm(self.feiten), self._na_besluit)

    def _na_besluit(self, melding: str | None) -> None:
        from tui.schermen.besluit import SJABLOON

        soort, sjabloon, naam = (melding or "").partition(SJABLOON)
        if not sjabloon or soort:
            self._na_venster(melding)
        elif naam == "opschalen":
            self.action_voorleggen()
        elif self.feiten is not None:
            terug = "Terug naar school en wijkteam" if naam == "terugverwijzen" else ""
            aan_tafel.vraag_aanhouden(self, self.feiten, self._na_venster, reden=terug)

    def action_regie(self) -> None:
        from tui.schermen.regie import RegieScherm

        if not self._mag_niet("regie"):
            assert self.feiten is not None
            vondst = self.query_one(NetwerkBlad).gekozen if self._in_netwerk else None
            self.app.push_screen(RegieScherm(self.feiten, vondst.vraag_aan if vondst else ()), self._na_venster)

    @property
    def _in_netwerk(self) -> bool:
        return self.query_one("#tabben", TabbedContent).active == "netwerk"

    def action_kaart(self) -> None:
        if not self._in_netwerk:
            self.action_tab("netwerk")
        self.query_one(NetwerkBlad).volgend_zicht()

    def action_oordeel(self, oordeel: str) -> None:
        if self._mag_niet(f"oordeel('{oordeel}')"):
            return
        assert self.feiten is not None
        vondst = self.query_one(NetwerkBlad).gekozen
        if not self._in_netwerk or vondst is None:
            self.meld(Regel("Kies eerst een bevinding: druk op n en ga met de pijlen naar de regel."))
            return
        self.app.push_screen(antwoordvenster(self.feiten, vondst, oordeel), self._na_venster)

    def action_afspraak(self) -> None:
        if not self._mag_niet("afspraak"):
            assert self.feiten is not None
            aan_tafel.vraag_afspraak(self, self.feiten, self._na_venster)

    def action_gedaan(self) -> None:
        if not self._mag_niet("gedaan"):
            assert self.feiten is not None
            aan_tafel.kies_gedaan(self, self.feiten)

    def action_status(self) -> None:
        if not self._mag_niet("status"):
            assert self.feiten is not None
            aan_tafel.kies_status(self, self.feiten, self._na_venster)

    def action_uitstel(self) -> None:
        if not self._mag_niet("uitstel"):
            assert self.feiten is not None
            aan_tafel.vraag_uitstel(self, self.feiten, self._na_venster)

    def action_delen(self) -> None:
        self.gateway.delen(self, self.nummer)

    def action_handelingen(self) -> None:
        self.tafel.vraag_handelingen(self)

    def action_aanwezig(self) -> None:
        self.tafel.toon_aanwezig(self._na_venster)

    def action_vaststellen(self) -> None:
        self.tafel.toon_vaststellen(self._na_venster)

    def action_voorleggen(self) -> None:
        from tui.schermen.voorleggen import VoorleggenScherm

        if self._mag_niet("voorleggen"):
            return
        assert self.feiten is not None
        if "opschalen" not in self.feiten.dossier.kan_nu:
            self.meld(Regel("✗ Voorleggen kan pas als de casus is besproken en er een voorgenomen besluit is.", "fout"))
        else:
            self.app.push_screen(VoorleggenScherm(self.feiten), self._na_venster)

    def action_meebeslissen(self) -> None:
        if self._mag_niet("meebeslissen"):
            return
        assert self.feiten is not None
        waarom = vm.kan_meebeslissen(self.feiten)
        if waarom is not None:
            self.meld(Regel(f"✗ {waarom}", "fout"))
        else:
            aan_tafel.vraag_meebeslissen(self, self.feiten, self._na_venster)

    def _mag_niet(self, naam: str) -> bool:
        """Say whether this act cannot begin now; one that came while the casus is read again begins after that."""
        if self.presentatie:
            self.meld(Regel("Verlaat eerst de presentatiestand: druk twee keer op F9."))
        elif self._leest:
            self._dan = naam
        return self.presentatie or self._leest or self.feiten is None

    def action_mandaat(self) -> None:
        self.tafel.toon_mandaat()

    def _na_venster(self, melding: str | None) -> None:
        if melding:
            self.meld(Regel(f"✓ {melding}", "goed"))
