"""F2 Agenda: the casussen of the zitting, what each needs, and the chosen one in a few sentences."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import DataTable

from tui.acties import Actie, bindingen
from tui.berichten import Gelezen, Geweigerd
from tui.nederlands import LADEN
from tui.schermen import aan_tafel
from tui.schermen.basis import Scherm
from tui.schermen.lezen import LeesVenster
from tui.viewmodels.agenda import agenda_vm, ruimte_regels, strook
from tui.viewmodels.feiten import Agendafeiten, Bevindingenfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.lijst import Kolom, Lijst

_Z = "doorbraak zitting"


class AgendaScherm(Scherm):
    """The place of the voorzitter during the meeting."""

    PLEK = "agenda"
    TITEL = "Agenda"
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("agenda.openen", "Openen", "Open de gekozen casus.", "enter", "openen", "agenda",
              "doorbraak casus toon DT-7K3M9Q", voet=True),
        Actie("agenda.besluit", "Besluit", "Leg een besluit vast op de gekozen casus.", "b", "besluit", "agenda",
              f"{_Z} besluit Z-2026-11-23 DT-7K3M9Q --bestand besluit.yaml", voet=True, schrijft=True),
        Actie("agenda.mandaat", "Mandaat nu", "Wat kan deze tafel nu beslissen, met wie er zijn?", "m", "mandaat",
              "agenda", f"{_Z} agenda Z-2026-11-23", voet=True),
        Actie("agenda.aanwezig", "Aanwezig", "Leg vast wie er zijn.", "p", "aanwezig", "agenda",
              f"{_Z} aanwezig Z-2026-11-23 --persoon tom_toezegger", voet=True, schrijft=True),
        Actie("agenda.netwerk", "Netwerk", "Open de gekozen casus bij het netwerk.", "n", "netwerk", "agenda",
              "doorbraak netwerk controleer --casus DT-7K3M9Q", voet=True),
        Actie("agenda.tijdlijn", "Tijdlijn", "Open de gekozen casus bij het verloop: waarom deze datum?", "t",
              "tijdlijn", "agenda", "doorbraak casus tijdlijn DT-7K3M9Q"),
        Actie("agenda.regie", "Regie", "Wie heeft de regie; vraag iemand aan tafel.", "r", "regie", "agenda",
              "doorbraak regie bied DT-7K3M9Q --aan carla_casus --vervanger cas_consulent", schrijft=True),
        Actie("agenda.handelingen", "Laatste handelingen", "Wat in deze zitting is besloten, en terugdraaien.", "u",
              "handelingen", "agenda", f"{_Z} terug Z-2026-11-23 DT-7K3M9Q --reden vergissing", schrijft=True),
        Actie("agenda.open", "Zitting openen", "Open de zitting van vandaag.", "o", "open_zitting", "agenda",
              f"{_Z} open Z-2026-11-23", schrijft=True),
        Actie("agenda.vaststellen", "Vaststellen", "Lees voor en stel vast; daarna ligt alles vast.", "z",
              "vaststellen", "agenda", f"{_Z} vaststellen Z-2026-11-23", voet=True, schrijft=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Agendafeiten | None = None
        self.bevindingen: Bevindingenfeiten | None = None

    def inhoud(self) -> ComposeResult:
        with Container(id="agenda"):
            yield Lijst(
                (
                    Kolom("", 1),
                    Kolom("Tijd", 5, vanaf=72),
                    Kolom("Jongere", 13),
                    Kolom("Vraag aan de tafel"),
                    Kolom("Bedrag", 9, vanaf=80, rechts=True),
                    Kolom("Status", 15),
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
        self.gateway.agenda(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "agenda":
            self.feiten = bericht.feiten
            if self.tafel.omgeving is None:
                self.gateway.controle(self)
            self.tafel.eerste_lezing(bericht.feiten.omgeving)
            self.tafel.zitting = bericht.feiten.zitting
            self.toon_wie()
            if self.is_current:
                self.tafel.stuur_beamer()
            self.toon()
            nummers = [regel.casus for regel in bericht.feiten.regels]
            if nummers:
                self.gateway.bevindingen(self, nummers)
        elif bericht.soort == "controle":
            if bericht.feiten:
                self.meld(Regel(f"✗ {bericht.feiten}", "fout"))
        elif bericht.soort == "handelingen":
            aan_tafel.toon_handelingen(self, bericht.feiten, self._na_venster)
        elif bericht.soort == "bevindingen":
            self.bevindingen = bericht.feiten
            self._toon_strook()

    @on(Geweigerd)
    def _eerste_weigering(self, bericht: Geweigerd) -> None:
        if bericht.soort == "agenda" and self.feiten is None:
            # Nothing can be shown at all (unknown user, no database): say it in the terminal, with its exit code.
            bericht.prevent_default()
            self.app.exit(bericht.oorzaak)

    def toon(self) -> None:
        if self.feiten is None:
            return
        self.toon_stilstand(self.feiten.omgeving)
        vm = agenda_vm(self.feiten, presentatie=self.presentatie)
        self.query_one(Kop).zet(vm.titel, vm.rechts, presentatie=self.presentatie)
        self.query_one(Lijst).vul(
            [
                (
                    r.sleutel,
                    ((r.uitroep, "fout"), (r.tijd, ""), (r.naam, ""), (r.vraag, ""), (r.bedrag, ""),
                     (str(r.status), r.status.klasse)),
                )
                for r in vm.rijen
            ]
        )  # fmt: skip
        self.query_one("#telling", Tekst).zet([Regel(vm.telling if vm.rijen else vm.leeg)])
        self._toon_strook()

    @on(Lijst.Gekozen)
    def _gekozen(self) -> None:
        self._toon_strook()

    def _toon_strook(self) -> None:
        if self.feiten is None:
            return
        nummer = self.query_one(Lijst).gekozen
        gevonden = self.bevindingen.per_casus.get(nummer or "", ()) if self.bevindingen else None
        regels = strook(self.feiten, nummer, gevonden, presentatie=self.presentatie)
        self.query_one("#strooktekst", Tekst).zet(regels)

    @on(DataTable.RowSelected)
    def _rij_gekozen(self) -> None:
        self.action_openen()

    def _open(self, tab: str = "overzicht", dan: str = "") -> None:
        nummer = self.query_one(Lijst).gekozen
        if self._wacht():
            return
        if nummer is None:
            self.meld(Regel("Er is geen casus gekozen."))
            return
        self.tafel.open_casus(nummer, tab, dan)

    def action_openen(self) -> None:
        self._open()

    def action_besluit(self) -> None:
        self._open(dan="besluit")

    def action_regie(self) -> None:
        self._open(dan="regie")

    def action_netwerk(self) -> None:
        self._open("netwerk")

    def action_tijdlijn(self) -> None:
        self._open("verloop")

    def _wacht(self) -> bool:
        """Say that the agenda is still being read."""
        if self.feiten is None:
            self.meld(Regel(LADEN))
        return self.feiten is None

    def action_mandaat(self) -> None:
        if not self._wacht():
            assert self.feiten is not None
            regels = ruimte_regels(self.feiten.ruimte, self.feiten.omgeving, presentatie=self.presentatie)
            self.app.push_screen(LeesVenster("Mandaat nu", regels))

    def action_aanwezig(self) -> None:
        if not self._wacht():
            self.tafel.toon_aanwezig(self._na_venster)

    def action_handelingen(self) -> None:
        self.tafel.vraag_handelingen(self)

    def action_open_zitting(self) -> None:
        if self._wacht():
            return
        assert self.feiten is not None
        if self.feiten.zitting is None:
            self.meld(Regel("Er is geen zitting om te openen. Plan er een met 'doorbraak zitting plan'."))
            return
        self.gateway.open_zitting(self, self.feiten.zitting.id, sleutel=uuid4().hex)

    def action_vaststellen(self) -> None:
        if not self._wacht():
            self.tafel.toon_vaststellen(self._na_venster)

    def _na_venster(self, melding: str | None) -> None:
        if melding:
            self.meld(Regel(f"✓ {melding}", "goed"))
