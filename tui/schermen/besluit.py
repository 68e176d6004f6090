"""Taking a besluit: what was typed, what mandate and pot say to it, and F8 once the amount was typed again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.timer import Timer
from textual.widgets import Button, Input, Label, Select

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Gelezen, Geweigerd, Gewijzigd
from tui.concepten import Concepten
from tui.nederlands import KIES
from tui.schermen.basis import VRAAG, BevestigKnop, Venster
from tui.schermen.netwerk import OORDELEN, antwoordvenster
from tui.tafeldaden import beantwoord
from tui.viewmodels import besluit as vm
from tui.viewmodels.casus import gewijzigd, meebeslissers, regie_regel, titel
from tui.viewmodels.feiten import Casusfeiten, Keuzes, WatAls
from tui.viewmodels.netwerk import te_beantwoorden
from tui.viewmodels.opmaak import Regel, euro, euro_vol
from tui.widgets.bevindingen import Bevindingen
from tui.widgets.blad import Tekst

WACHT = 0.2
"""Seconds after the last key before mandate and pot are asked."""

SJABLOON = "sjabloon:"
"""Before what the form answers when a template was chosen that is no besluit."""

_INVOER = ("bedrag", "wat", "van", "tot", "toestemming_op")
_KEUZE = ("soort", "aanbieder", "bron", "toestemming")


class BesluitScherm(Venster):
    """The form on one casus. Enter never confirms; F8 does, and only when everything is said."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("besluit.vastleggen", "Vastleggen", "Leg het besluit vast zoals het er staat.", "f8", "vastleggen",
              "besluit", "doorbraak zitting besluit Z-2026-11-23 DT-7K3M9Q --bestand besluit.yaml", voet=True,
              schrijft=True, voorrang=True),
        Actie("besluit.terug", "Annuleren", "Sluit zonder vast te leggen; het concept blijft bewaard.", "escape",
              "terug", "besluit", voet=True),
        Actie("besluit.volgende", "Volgende regel", "Ga naar de volgende planregel.", "pagedown", "regel(1)",
              "besluit", voet=True, voorrang=True),
        Actie("besluit.vorige", "Vorige regel", "Ga naar de vorige planregel.", "pageup", "regel(-1)", "besluit",
              voorrang=True),
        Actie("besluit.erbij", "Regel erbij", "Voeg een planregel toe.", "ctrl+n", "erbij", "besluit", voet=True,
              voorrang=True),
        Actie("besluit.opnieuw", "Begin opnieuw", "Gooi het concept weg; begin bij het voorstel.", "ctrl+z", "opnieuw",
              "besluit", voorrang=True),
        Actie("besluit.eraf", "Regel weg", "Haal deze planregel weg.", "ctrl+r", "eraf", "besluit", voorrang=True),
        Actie("besluit.netwerk", "Netwerk", "Ga naar de bevindingen die nog een antwoord vragen.", "f7", "bevindingen",
              "besluit", voorrang=True),
        *(Actie(f"besluit.{oordeel}", naam, "Antwoord op de gekozen bevinding van het netwerk.", toets,
                f"oordeel('{oordeel}')", "besluit",
                f"doorbraak netwerk antwoord DT-7K3M9Q --regel R11 --oordeel {oordeel}", schrijft=True)
          for toets, (oordeel, naam) in zip("jgow", OORDELEN.items(), strict=True)),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, feiten: Casusfeiten) -> None:
        super().__init__()
        self.feiten = feiten
        self.nummer = feiten.dossier.kort.nummer
        # What was laid before a higher step is decided by the holder of that step, in the same form.
        self.hoger = feiten.dossier.kort.status == "opgeschaald"
        self.formulier = self._begin()
        self.wat_als: WatAls | None = None
        # One key for one form: a second F8 on a slow line does nothing twice.
        self._sleutel = uuid4().hex
        self._regel = 0
        self._nr = 0
        self._nodig: Mapping[str, bool] = {}
        self._timer: Timer | None = None
        self._bezig = False
        self._vullen = True
        self._bericht: list[Regel] = []
        self._beantwoord = False

    @property
    def _mee(self) -> list[str]:
        return meebeslissers(self.feiten) if self.hoger else []

    def _begin(self) -> vm.Formulier:
        if self.hoger and self.feiten.besluiten:
            return vm.uit_voorgenomen(self.feiten.besluiten[-1])
        vraag = self.feiten.dossier.kort.vraag
        return vm.uit_concept(self.feiten.concept, vraag, self.feiten.omgeving.vandaag)

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster besluit"):
            with VerticalScroll(id="velden", can_focus=False):
                with Horizontal(classes="veld"):
                    yield Label("Doel", classes="naam")
                    yield Input(id="doel", compact=True)
                    yield Select(vm.SJABLONEN, id="sjabloon", prompt="sjabloon …", compact=True)
                yield Label("", id="regelkop", markup=False)
                yield from self._veld("Bedrag", Input(id="bedrag", compact=True))
                yield from self._veld("Waarvoor", Input(id="wat", compact=True))
                yield from self._veld("Soort", self._keuze("soort"))
                yield from self._veld("Aanbieder", self._keuze("aanbieder", leeg=True))
                with Horizontal(classes="veld"):
                    yield Label("Van … tot en met", classes="naam")
                    yield Input(id="van", compact=True)
                    yield Input(id="tot", compact=True)
                yield from self._veld("Betaalt eerst", self._keuze("bron"))
                with Horizontal(classes="veld"):
                    yield Label("Toestemming", classes="naam")
                    yield Select(vm.TOESTEMMINGEN, id="toestemming", allow_blank=False, compact=True)
                    yield Input(id="toestemming_op", compact=True, placeholder="op, zoals 20-11")
                for naam in ("Mandaat", "Pot", "Regie"):
                    with Horizontal(classes="veld uitslag"):
                        yield Label(naam, classes="naam")
                        yield Tekst(id=f"uit-{naam.lower()}")
                yield Bevindingen()
                yield from self._veld("Totaal nogmaals", Input(id="herhaling", compact=True))
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Vastleggen F8", id="vastleggen", compact=True, disabled=True)

    def _veld(self, naam: str, invoer: Input | Select[str]) -> ComposeResult:
        with Horizontal(classes="veld"):
            yield Label(naam, classes="naam")
            yield invoer

    def _keuze(self, id_: str, *, leeg: bool = False) -> Select[str]:
        return Select((), id=id_, prompt="geen" if leeg else KIES, compact=True)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = f"Besluit vastleggen · {titel(self.feiten)}"
        self._toon_netwerk()
        self._concepten = Concepten(self.gateway.url, self.feiten.omgeving.persoon)
        bewaard = self._concepten.lees(self.nummer)
        eerder = vm.uit_json(bewaard) if bewaard else None
        if eerder is not None:
            self.formulier = eerder
            self._bericht = [Regel("◇ Uw concept van eerder staat er weer. ctrl+z begint opnieuw.", "let-op")]
        self.gateway.keuzes(self)

    def gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "keuzes":
            keuzes: Keuzes
            keuzes, self._nodig = bericht.feiten
            for id_, opties in (("soort", keuzes.soorten), ("aanbieder", keuzes.aanbieders), ("bron", keuzes.bronnen)):
                self.query_one(f"#{id_}", Select).set_options(opties)
            self._toon_regel()
            self.query_one("#bedrag", Input).focus()
            self._vraag_wat_als()
        elif bericht.soort == "wat_als" and bericht.feiten.nr == self._nr:
            self.wat_als = bericht.feiten
            self._toon_uitslag()
        elif bericht.soort == "casus":
            wat = None if self._beantwoord else gewijzigd(self.feiten, bericht.feiten)
            if wat is not None:
                self._bericht = [
                    Regel(f"! {wat} Uw formulier is niet aangeraakt.", "let-op"),
                    Regel("  Sluit met Esc, kijk de casus na en open het besluit opnieuw; uw concept blijft bewaard."),
                ]
            else:
                # The same casus, but for the own answer; the pot or the table may have moved.
                self.feiten, self._beantwoord = bericht.feiten, False
                self._toon_netwerk()
            self._vraag_wat_als()

    @on(Gewijzigd)
    def _gewijzigd(self, _: Gewijzigd) -> None:
        self.gateway.casus(self, self.nummer, ververs=True)

    # -- the form ------------------------------------------------------------------------------------------------

    def _toon_regel(self) -> None:
        """Put the form in the fields; what the fields then say themselves is no change by the user."""
        self._vullen = True
        regel = self.formulier.regels[self._regel]
        self.query_one("#doel", Input).value = self.formulier.doel
        for veld in _INVOER:
            self.query_one(f"#{veld}", Input).value = getattr(regel, veld)
        self.query_one("#herhaling", Input).value = self.formulier.herhaling
        for veld in _KEUZE:
            keuze = self.query_one(f"#{veld}", Select)
            waarde = getattr(regel, veld)
            keuze.value = waarde if waarde in {w for _, w in keuze._options} else Select.NULL
        self.call_after_refresh(self._klaar_met_vullen)

    def _klaar_met_vullen(self) -> None:
        self._vullen = False
        self._toon_uitslag()

    @on(Input.Changed)
    @on(Select.Changed)
    def _veranderd(self, gebeurtenis: Input.Changed | Select.Changed) -> None:
        if self._vullen:
            return
        veld = gebeurtenis.control.id or ""
        if veld == "sjabloon":
            self._sjabloon(str(gebeurtenis.value))
            return
        waarde = "" if gebeurtenis.value is Select.NULL else str(gebeurtenis.value)
        oud = self.formulier
        if veld == "doel":
            self.formulier = replace(oud, doel=waarde)
        elif veld == "herhaling":
            self.formulier = replace(oud, herhaling=waarde)
        else:
            self.formulier = oud.met_regel(self._regel, **{veld: waarde})
        if self.formulier == oud:
            return
        self._bericht = []
        self._concepten.bewaar(self.nummer, vm.naar_json(self.formulier))
        if veld not in ("doel", "herhaling", "wat"):
            self._later()
        self._toon_uitslag()

    def _sjabloon(self, naam: str) -> None:
        """Fill the form by a template; one that is no besluit closes the form, which keeps its draft."""
        if naam in vm.ANDERS_DAN_BESLUIT:
            self.dismiss(f"{SJABLOON}{naam}")
            return
        self.formulier = vm.met_sjabloon(self.formulier, naam)
        self._concepten.bewaar(self.nummer, vm.naar_json(self.formulier))
        self._toon_regel()
        self._later()

    @on(Input.Submitted)
    def _enter(self, gebeurtenis: Input.Submitted) -> None:
        # Enter goes on to the next field and never confirms.
        if gebeurtenis.input.id != "herhaling":
            self.focus_next("Input, Select")

    def _later(self) -> None:
        self.wat_als = None
        self._nr += 1
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(WACHT, self._vraag_wat_als, name=VRAAG)

    def _vraag_wat_als(self) -> None:
        document = vm.proef(self.formulier, self.feiten.omgeving.vandaag)
        zitting = self.feiten.zitting
        if document is not None and zitting is not None and not self.hoger:
            self.gateway.wat_als(self, self.nummer, zitting.id, document, self._nr)

    def _toon_uitslag(self) -> None:
        omgeving = self.feiten.omgeving
        keuring = vm.keur(self.formulier, omgeving.vandaag)
        aantal, bedrag = len(self.formulier.regels), keuring.bedragen[self._regel]
        echo = "" if bedrag is None else f"  = {euro_vol(bedrag)}"
        samen = f"  samen {euro_vol(keuring.totaal)}" if aantal > 1 and keuring.totaal is not None else ""
        self.query_one("#regelkop", Label).update(f"Regel {self._regel + 1} van {aantal}{echo}{samen}")
        mandaat = vm.houder(self._mee, omgeving) if self.hoger else vm.mandaatregel(self.wat_als, omgeving)
        self.query_one("#uit-mandaat", Tekst).zet([mandaat])
        uit_pot = vm.uit_pot(self.formulier, keuring)
        self.query_one("#uit-pot", Tekst).zet([vm.potregel(omgeving.pot_vrij, uit_pot, omgeving.pot_ondergrens)])
        regie = regie_regel(self.feiten.regie, omgeving.mensen, omgeving.vandaag)
        self.query_one("#uit-regie", Tekst).zet([Regel(regie.tekst[18:], regie.klasse)])
        nog = vm.zonder_toestemming(self.formulier, self._nodig)
        if self.feiten.regie.regisseur is None and vm.mag_nu(self.wat_als):
            nog.append("Regie: eerst moet iemand de regie hebben aanvaard. Sluit met Esc en vraag iemand met r.")
        klaar, slot = vm.slotregel(self.formulier, keuring, nog, self.wat_als, hoger=self.hoger)
        if not self._bezig:
            self.antwoord(*(self._bericht or [slot]))
        self.query_one("#vastleggen", Button).disabled = not klaar or self._bezig
        self._klaar = klaar
        self._slot = slot

    # -- the network ---------------------------------------------------------------------------------------------

    def _toon_netwerk(self) -> None:
        self.query_one(Bevindingen).zet(te_beantwoorden(self.feiten.netwerk, presentatie=self.tafel.presentatie))

    def action_bevindingen(self) -> None:
        self.query_one(Bevindingen).ga()

    def action_oordeel(self, oordeel: str) -> None:
        """Confirm with one key; the other answers ask what they need in a form of their own."""
        vondst = self.query_one(Bevindingen).gekozen
        if vondst is None:
            return
        if oordeel == "klopt":
            gegeven = {"regel": vondst.regel, "oordeel": oordeel, "betrokkenen": sorted(vondst.betrokkenen)}
            daad = beantwoord(self.nummer, gegeven, self.feiten.dossier.kort.versie)
            self.gateway.doe(self, "bevinding", daad, sleutel=uuid4().hex)
        else:
            self.app.push_screen(antwoordvenster(self.feiten, vondst, oordeel), self._na_antwoord)

    def _na_antwoord(self, melding: str | None) -> None:
        if melding is not None:
            self._beantwoord = True
            self._bericht = [Regel(f"✓ {melding}", "goed")]
            self._toon_uitslag()
            self.gateway.casus(self, self.nummer, ververs=True)

    # -- actions -------------------------------------------------------------------------------------------------

    def action_regel(self, stap: int) -> None:
        plaats = self._regel + stap
        if 0 <= plaats < len(self.formulier.regels):
            self._regel = plaats
            self._toon_regel()

    def action_erbij(self) -> None:
        vorige = self.formulier.regels[-1]
        nieuw = vm.Invoerregel(van=vorige.van, tot=vorige.tot)
        self.formulier = replace(self.formulier, regels=(*self.formulier.regels, nieuw))
        self._regel = len(self.formulier.regels) - 1
        self._bericht = []
        self._toon_regel()
        self._later()
        self.query_one("#bedrag", Input).focus()

    def action_eraf(self) -> None:
        if len(self.formulier.regels) == 1:
            self._bericht = [Regel("Een besluit heeft ten minste één regel.")]
            self._toon_uitslag()
            return
        regels = tuple(r for i, r in enumerate(self.formulier.regels) if i != self._regel)
        self.formulier = replace(self.formulier, regels=regels)
        self._regel = min(self._regel, len(regels) - 1)
        self._bericht = []
        self._toon_regel()
        self._later()

    def action_opnieuw(self) -> None:
        self._concepten.gooi_weg(self.nummer)
        self.formulier = self._begin()
        self._regel, self._bericht = 0, []
        self._toon_regel()
        self._later()

    def action_vastleggen(self) -> None:
        if self._bezig:
            return
        document = vm.keur(self.formulier, self.feiten.omgeving.vandaag).document
        zitting = self.feiten.zitting
        if not self._klaar or document is None or (zitting is None and not self.hoger):
            self._bericht = []
            self.antwoord(self._slot)
            return
        self._bezig = True
        self.query_one("#vastleggen", Button).disabled = True
        self.antwoord(Regel("… wordt vastgelegd"))
        mee = [persoon for persoon in self._mee if persoon != self.feiten.omgeving.persoon]
        self.gateway.besluit(
            self,
            zitting.id if zitting is not None else "",
            self.nummer,
            {**document, "mede_beslist": mee} if mee else dict(document),
            versie=self.feiten.dossier.kort.versie,
            sleutel=self._sleutel,
        )

    @on(Button.Pressed, "#vastleggen")
    def _knop(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        if bericht.soort == "bevinding":
            self._na_antwoord(self.tafel.leesbaar(bericht.melding))
            return
        self._concepten.gooi_weg(self.nummer)
        self.dismiss(self.tafel.leesbaar(_uitkomst(bericht)))

    @on(Geweigerd)
    def _geweigerd(self, bericht: Geweigerd) -> None:
        bericht.prevent_default()
        if bericht.soort == "besluit":
            self._bezig = False
            # Another try is another command.
            self._sleutel = uuid4().hex
        elif bericht.soort == "wat_als":
            self.wat_als = None
        self._bericht = list(self.weigering(bericht))
        self._toon_uitslag()


def _uitkomst(bericht: Gedaan) -> str:
    pot: Mapping[str, Any] | None = bericht.gegevens.get("pot")
    rest = f" De pot kan nu nog {euro(pot['beschikbaar_besluit'])} dragen." if pot else ""
    return f"{bericht.melding}{rest}"
