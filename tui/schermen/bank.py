"""F5 Bank: the open lines count down; every match says why. A number chooses a proposal, F8 accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Label

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan, Gelezen
from tui.nederlands import LADEN
from tui.schermen.basis import BevestigKnop, Scherm, Venster
from tui.viewmodels.bank import bank_vm, sleutel, waarom
from tui.viewmodels.feiten import Bankfeiten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import Tekst
from tui.widgets.kop import Kop
from tui.widgets.lijst import Kolom, Lijst


class BankScherm(Scherm):
    """The place of the kassier and the financier."""

    PLEK = "bank"
    TITEL = "Bank"
    VOLGT = frozenset({"bank", "pot", "casus"})
    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("bank.kies1", "Kies voorstel", "Kies het eerste voorstel.", "1", "kies(1)", "bank",
              "doorbraak bank voorstel", voet=True),
        Actie("bank.kies2", "Tweede voorstel", "Kies het tweede voorstel.", "2", "kies(2)", "bank"),
        Actie("bank.kies3", "Derde voorstel", "Kies het derde voorstel.", "3", "kies(3)", "bank"),
        Actie("bank.akkoord", "Akkoord", "Koppel de regel aan het gekozen voorstel.", "f8", "akkoord", "bank",
              "doorbraak bank koppel BR-1 --voorstel 1", voet=True, schrijft=True),
        Actie("bank.later", "Later", "Leg de regel opzij, met een toelichting.", "l", "later", "bank",
              "doorbraak bank later BR-1 --notitie wachten", voet=True, schrijft=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self) -> None:
        super().__init__()
        self.feiten: Bankfeiten | None = None
        self._keuze = 1

    def inhoud(self) -> ComposeResult:
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
        self.query_one(Lijst).focus()

    def ververs(self) -> None:
        self.gateway.bank(self)

    @on(Gelezen)
    def _gelezen(self, bericht: Gelezen) -> None:
        self.feiten = bericht.feiten
        self.toon()

    def toon(self) -> None:
        if self.feiten is None:
            return
        vm = bank_vm(self.feiten, presentatie=self.presentatie)
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
            self.meld(Regel("✗ Er is geen voorstel om te koppelen. Leg de regel met l opzij, of koppel hem zelf."))
            return
        self.gateway.koppel(self, regel["regel"], regel["deel"], self._keuze, sleutel=uuid4().hex)

    def action_later(self) -> None:
        regel = self._regel()
        if regel is not None:
            self.app.push_screen(LaterVenster(regel), self._na_venster)

    def _na_venster(self, melding: str | None) -> None:
        if melding:
            self.meld(Regel(f"✓ {melding}", "goed"))


class LaterVenster(Venster):
    """Put a line aside with an explanation; it stays open and may go along when the period closes."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("later.doen", "Opzij leggen", "Leg de regel opzij met deze toelichting.", "f8", "vastleggen", "later",
              "doorbraak bank later BR-1 --notitie wachten", voet=True, schrijft=True, voorrang=True),
        Actie("later.terug", "Terug", "Sluit zonder iets te doen.", "escape", "terug", "later", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, regel: Mapping[str, Any]) -> None:
        super().__init__()
        self._regel = regel

    def compose(self) -> ComposeResult:
        with Vertical(classes="venster"):
            with Horizontal(classes="veld"):
                yield Label("Toelichting", classes="naam")
                yield Input(id="notitie", compact=True, placeholder="waarom deze regel nog open blijft")
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Opzij leggen F8", id="vastleggen", compact=True)

    def on_mount(self) -> None:
        self.query_one(".venster").border_title = f"Later · {self._regel['tegenpartij'] or self._regel['regel']}"
        self.query_one("#notitie", Input).focus()

    def action_vastleggen(self) -> None:
        notitie = self.query_one("#notitie", Input).value.strip()
        if len(notitie) < 3:
            self.antwoord(Regel("✗ Schrijf in een paar woorden waarom deze regel nog open blijft.", "fout"))
            return
        self.gateway.leg_opzij(self, self._regel["regel"], notitie, sleutel=uuid4().hex)

    @on(Button.Pressed, "#vastleggen")
    def _knop(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))
