"""F5 Bank: the open lines count down; every match says why. A number chooses a proposal, F8 accepts it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Input

from budget.basis.geld import kaal, lees_geld
from tui import bankdaden as daden
from tui.acties import Actie, bindingen
from tui.berichten import Gelezen
from tui.nederlands import LADEN
from tui.schermen.basis import Scherm
from tui.schermen.formulier import FormulierVenster, Veld
from tui.schermen.kiezen import AkkoordVenster, KiesVenster
from tui.viewmodels.bank import bank_vm, delen, koppelingregel, niveauregels, sleutel, waarom, zelfde_niveau
from tui.viewmodels.feiten import Bankfeiten
from tui.viewmodels.opmaak import Regel, dag_kort, lees_dag
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.lijst import Kolom, Lijst


class BankScherm(Scherm):
    """The place of the kassier and the financier."""

    PLEK = "bank"
    TITEL = "Bank"
    VOLGT = frozenset({"bank", "pot", "casus"})
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("bank.kies1", "Kies", "Kies het eerste voorstel; 2 en 3 kiezen de volgende.", "1", "kies(1)", "bank",
              "doorbraak bank voorstel", voet=True),
        Actie("bank.kies2", "Tweede voorstel", "Kies het tweede voorstel.", "2", "kies(2)", "bank"),
        Actie("bank.kies3", "Derde voorstel", "Kies het derde voorstel.", "3", "kies(3)", "bank"),
        Actie("bank.akkoord", "Akkoord", "Koppel de regel aan het gekozen voorstel.", "f8", "akkoord", "bank",
              "doorbraak bank koppel BR-1 --voorstel 1", voet=True, schrijft=True),
        Actie("bank.splits", "Splits", "Verdeel de regel over meer doelen.", "s", "splits", "bank",
              "doorbraak bank splits BR-1 vordering:VV2026000010=100,00", voet=True, schrijft=True),
        Actie("bank.nieuw", "Ander doel", "Koppel de regel aan een doel dat u zelf noemt.", "plus", "nieuw", "bank",
              "doorbraak bank koppel BR-1 bankkosten", voet=True, schrijft=True),
        Actie("bank.later", "Later", "Leg de regel opzij, met een toelichting.", "l", "later", "bank",
              "doorbraak bank later BR-1 --notitie wachten", voet=True, schrijft=True),
        Actie("bank.terug", "Terugdraaien", "Draai een koppeling terug; andere blijven staan.", "u", "terugdraaien",
              "bank", "doorbraak bank ontkoppel 1 --reden vergissing", voet=True, schrijft=True),
        Actie("bank.niveau", "Heel niveau", "Koppel alle regels met een voorstel van dit niveau; eerst de lijst.",
              "A", "niveau", "bank", "doorbraak bank voorstel", schrijft=True),
        Actie("bank.zoek", "Zoek een regel", "Toon alleen regels met dit woord of bedrag.", "slash", "zoek_regel",
              "bank", "doorbraak bank open"),
        Actie("bank.sluit", "Periode sluiten", "Sluit een periode; dat doet een ander dan wie koppelde.", "k",
              "sluit_periode", "bank", "doorbraak bank sluit --tot 2026-11-30", schrijft=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Bankfeiten | None = None
        self._keuze = 1
        self._zoek = ""

    def inhoud(self) -> ComposeResult:
        yield Input(id="filter", compact=True, placeholder="woord of bedrag; Enter houdt vast, Esc toont weer alles")
        with Container(id="agenda"):
            yield Lijst(
                (
                    Kolom("", 1),
                    Kolom("Datum", 5, vanaf=72),
                    Kolom("Tegenpartij"),
                    Kolom("Omschrijving", 18, vanaf=80),
                    Kolom("Open", 12, rechts=True),
                    Kolom("Voorstel", 18),
                ),
                id="lijst",
            )
            with VerticalScroll(id="strook", can_focus=False):
                yield Tekst(id="strooktekst")
        yield Tekst(id="telling")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(Kop).zet(self.TITEL, LADEN)
        self.query_one("#filter", Input).display = False
        self.query_one(Lijst).focus()

    def ververs(self) -> None:
        self.gateway.bank(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        if bericht.soort == "koppelingen":
            self._kies_koppeling(bericht.feiten)
            return
        self.feiten = bericht.feiten
        self.toon()

    def toon(self) -> None:
        if self.feiten is None:
            return
        vm = bank_vm(self.feiten, zoek=self._zoek, presentatie=self.presentatie)
        self.query_one(Kop).zet(vm.titel, vm.rechts, presentatie=self.presentatie)
        self.query_one(Lijst).vul(
            [
                (
                    r.sleutel,
                    ((r.teken.symbool, r.teken.klasse), (r.datum, ""), (r.tegenpartij, ""), (r.omschrijving, ""),
                     (r.bedrag, ""), (r.voorstel, "")),
                )
                for r in vm.rijen
            ]
        )  # fmt: skip
        self.query_one("#telling", Tekst).zet([Regel(vm.telling if vm.rijen or vm.telling else vm.leeg)])
        self._toon_waarom()

    @on(Lijst.Gekozen)
    def _andere_regel(self) -> None:
        self._keuze = 1
        self._toon_waarom()

    def _regel(self) -> Mapping[str, Any] | None:
        gekozen = self.query_one(Lijst).gekozen
        regels = self.feiten.stand["regels"] if self.feiten and not self.presentatie else ()
        return next((r for r in regels if sleutel(r) == gekozen), None)

    def _toon_waarom(self) -> None:
        regel = self._regel()
        leeg = [Regel(bank_vm(self.feiten).leeg)] if self.feiten and not self.presentatie else []
        mensen = self.feiten.omgeving.mensen if self.feiten else {}
        self.query_one("#strooktekst", Tekst).zet(waarom(regel, self._keuze, mensen) if regel else leeg)

    def action_kies(self, nummer: int) -> None:
        regel = self._regel()
        if regel is None or nummer > len(regel["voorstellen"]):
            self.meld(Regel("Dat voorstel is er niet bij deze regel."))
            return
        self._keuze = nummer
        self.meld(Regel(f"F8 koppelt deze regel aan voorstel {nummer}."))
        self._toon_waarom()

    def action_akkoord(self) -> None:
        regel = self._regel()
        if regel is None or not regel["voorstellen"]:
            self.meld(Regel("✗ Er is geen voorstel om te koppelen. Kies een doel met +, of leg de regel met l opzij."))
            return
        voorstel = regel["voorstellen"][self._keuze - 1]
        self.gateway.doe(self, "koppel", daden.koppel(regel, voorstel), sleutel=uuid4().hex)

    def action_later(self) -> None:
        self._vraag(
            "Later",
            (Veld("notitie", "Toelichting", "Schrijf in een paar woorden waarom deze regel nog open blijft.",
                  "waarom deze regel nog open blijft", kortste=3),),
            lambda regel, w: daden.leg_opzij(regel["regel"], w["notitie"]),
            "Opzij leggen",
        )  # fmt: skip

    def action_nieuw(self) -> None:
        self._vraag(
            "Ander doel",
            (Veld("doel", "Doel", "Noem een doel, zoals vordering:VV2026000010, opdracht:BR-… of bankkosten.",
                  "vordering:VV2026000010, bankkosten, rente, storting:gemeente_zeist"),
             Veld("bedrag", "Bedrag", hint="leeg: wat open staat")),
            lambda regel, w: daden.splits(regel, ((w["doel"], w["bedrag"]),)),
            "Koppelen",
        )  # fmt: skip

    def action_splits(self) -> None:
        velden = tuple(
            Veld(f"{soort}{nr}", f"{naam} {nr}", nodig if nr == 1 or (soort == "doel" and nr == 2) else "", hint)
            for nr in (1, 2, 3, 4)
            for soort, naam, nodig, hint in (
                ("doel", "Doel", "Noem ten minste twee doelen.", "vordering:VV2026000010"),
                ("bedrag", "Bedrag", "Schrijf bij elk doel een bedrag; het laatste mag leeg blijven.", "100,00"),
            )
        )
        self._vraag("Splits", velden, lambda regel, w: daden.splits(regel, delen(w)), "Verdelen")

    def _vraag(
        self,
        titel: str,
        velden: tuple[Veld, ...],
        daad: Callable[[Mapping[str, Any], Mapping[str, str]], daden.Daad],
        knop: str,
    ) -> None:
        regel = self._regel()
        if regel is None:
            self.meld(Regel("Er is geen regel gekozen."))
            return

        def doe(venster: FormulierVenster, waarden: Mapping[str, str], sleutel_: str) -> str | None:
            for naam in (n for n in waarden if n.startswith("bedrag") and waarden[n]):
                try:
                    lees_geld(waarden[naam])
                except ValueError as fout:
                    return f"Bedrag: {fout}."
            self.gateway.doe(venster, "bank", daad(regel, waarden), sleutel=sleutel_)
            return None

        uitleg = [Regel(f"{regel['tegenpartij'] or 'onbekend'}: {regel['omschrijving'] or ''}"),
                  Regel(f"Open: {kaal(regel['open'])}")]  # fmt: skip
        self.app.push_screen(
            FormulierVenster(f"{titel} · {regel['regel']}", velden, doe, knop=knop, uitleg=uitleg), self._na_venster
        )

    def action_niveau(self) -> None:
        regel = self._regel()
        if self.feiten is None or regel is None or not regel["voorstellen"]:
            self.meld(Regel("Deze regel heeft geen voorstel; kies een regel met een voorstel van het niveau."))
            return
        niveau = regel["voorstellen"][0]["niveau"]
        paren = zelfde_niveau(self.feiten, niveau)
        self.app.push_screen(
            AkkoordVenster(
                f"Akkoord met heel niveau {niveau}",
                niveauregels(paren),
                lambda venster, sleutel_: self.gateway.doe(venster, "bank", daden.koppel_alle(paren), sleutel=sleutel_),
            ),
            self._na_venster,
        )

    def action_terugdraaien(self) -> None:
        if not self.presentatie:
            self.gateway.koppelingen(self)

    def _kies_koppeling(self, koppelingen: list[dict[str, Any]]) -> None:
        mensen = self.feiten.omgeving.mensen if self.feiten else {}
        regels = [(str(k["toewijzing"]), "", koppelingregel(k, mensen)) for k in koppelingen]
        leeg = "Er is nog niets gekoppeld dat u kunt terugdraaien."
        self.app.push_screen(KiesVenster("Laatste koppelingen", regels, leeg), self._draai_terug)

    def _draai_terug(self, toewijzing: str | None) -> None:
        if toewijzing is None:
            return
        nr = int(toewijzing)

        def doe(venster: FormulierVenster, waarden: Mapping[str, str], sleutel_: str) -> str | None:
            self.gateway.doe(venster, "bank", daden.ontkoppel(nr, waarden["reden"]), sleutel=sleutel_)
            return None

        velden = (Veld("reden", "Waarom", "Schrijf in een paar woorden waarom dit niet klopt.", kortste=3),)
        uitleg = [Regel("Er komt een tegenboeking; regel en doel staan daarna weer open. Andere koppelingen blijven.")]
        venster = FormulierVenster(f"Koppeling {nr} terugdraaien", velden, doe, knop="Terugdraaien", uitleg=uitleg)
        self.app.push_screen(venster, self._na_venster)

    def action_sluit_periode(self) -> None:
        if self.feiten is None or self.presentatie:
            return
        vandaag = self.feiten.omgeving.vandaag
        einde = vandaag.replace(day=1) - timedelta(days=1)

        def doe(venster: FormulierVenster, waarden: Mapping[str, str], sleutel_: str) -> str | None:
            try:
                tot = lees_dag(waarden["tot"], vandaag, voorbij=True)
            except ValueError as fout:
                return f"{fout}."
            self.gateway.doe(venster, "bank", daden.sluit_periode(tot), sleutel=sleutel_)
            return None

        velden = (Veld("tot", "Tot en met", "Schrijf de laatste dag, zoals 30-11-2026.", waarde=dag_kort(einde)),)
        uitleg = [Regel(bank_vm(self.feiten).telling),
                  Regel("Sluiten kan als niets open staat, of elke open regel een toelichting heeft, en bank en boek "
                        "gelijk zijn. Wie inlas of koppelde, sluit niet.")]  # fmt: skip
        venster = FormulierVenster("Periode sluiten", velden, doe, knop="Sluiten", uitleg=uitleg)
        self.app.push_screen(venster, self._na_venster)

    # -- searching in the list -----------------------------------------------------------------------------------

    def action_zoek_regel(self) -> None:
        veld = self.query_one("#filter", Input)
        veld.display = True
        veld.focus()

    @on(Input.Changed, "#filter")
    def _typt(self, gebeurtenis: Input.Changed) -> None:
        self._zoek = gebeurtenis.value
        self.toon()

    @on(Input.Submitted, "#filter")
    def _klaar_met_zoeken(self) -> None:
        self.query_one(Lijst).focus()

    def key_escape(self) -> None:
        veld = self.query_one("#filter", Input)
        veld.value = ""
        veld.display = False
        self.query_one(Lijst).focus()

    def _na_venster(self, melding: str | None) -> None:
        if melding:
            self.meld(Regel(f"✓ {melding}", "goed"))
