"""Regie: who has it, since when, and asking somebody to take it. F8 confirms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar
from uuid import uuid4

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, Select

from tui.acties import Actie, bindingen
from tui.berichten import Gedaan
from tui.nederlands import KIES
from tui.schermen.basis import BevestigKnop, Venster
from tui.viewmodels.casus import regie_regel, titel
from tui.viewmodels.feiten import Casusfeiten
from tui.viewmodels.netwerk import kandidaatregels
from tui.viewmodels.opmaak import Regel, wie
from tui.widgets.blad import Tekst


class RegieScherm(Venster):
    """The voorzitter asks; who was asked accepts in person."""

    ACTIES: ClassVar[tuple[Actie, ...]] = (
        Actie("regie.vragen", "Vragen", "Bied de regie aan; wie is gevraagd antwoordt zelf.", "f8", "vastleggen",
              "regie", "doorbraak regie bied DT-7K3M9Q --aan carla_casus --vervanger cas_consulent", voet=True,
              schrijft=True, voorrang=True),
        Actie("regie.terug", "Terug", "Sluit zonder iets te vragen.", "escape", "terug", "regie", voet=True),
    )  # fmt: skip
    BINDINGS = bindingen(ACTIES)

    def __init__(self, feiten: Casusfeiten, eerst: Sequence[str] = ()) -> None:
        """Take whom to offer first: who a finding of the network points to."""
        super().__init__()
        self.feiten = feiten
        self._eerst = eerst
        self._sleutel = uuid4().hex
        self._zelf = feiten.regie.vraag_aan(feiten.omgeving.persoon) is not None

    def compose(self) -> ComposeResult:
        mensen = self.feiten.omgeving.mensen
        eerst = [p for p in self._eerst if p in mensen]
        eerst += [k["persoon"] for k in self.feiten.netwerk["kandidaten"]]
        eerst += [a["id"] for a in self.feiten.netwerk["actoren"] if a["id"] in mensen]
        eerst += [m["persoon"] for m in self.feiten.aanwezig if m["wijze"] != "afwezig"]
        volgorde = [*dict.fromkeys(eerst), *(p for p in sorted(mensen, key=mensen.__getitem__) if p not in eerst)]
        opties = [(mensen.get(p, p), p) for p in volgorde]
        with Vertical(classes="venster"):
            yield Tekst(id="stand")
            if not self._zelf:
                for naam, id_ in (("Vraag aan", "aan"), ("Vervanger", "vervanger")):
                    with Horizontal(classes="veld"):
                        yield Label(naam, classes="naam")
                        yield Select(opties, id=id_, prompt=KIES, compact=True)
            yield Tekst(id="kandidaten")
            yield Tekst(id="antwoord")
            with Horizontal(classes="knoppen"):
                yield Button("Annuleren Esc", id="annuleren", compact=True)
                yield BevestigKnop("Aanvaarden F8" if self._zelf else "Vragen F8", id="vastleggen", compact=True)

    def on_mount(self) -> None:
        omgeving = self.feiten.omgeving
        self.query_one(".venster").border_title = f"Casusregie · {titel(self.feiten)}"
        regels = [regie_regel(self.feiten.regie, omgeving.mensen, omgeving.vandaag)]
        regels += [Regel(f"  gevraagd: {wie(g.persoon, omgeving.mensen)}") for g in self.feiten.regie.gevraagd]
        if self._zelf:
            regels.append(Regel("U bent gevraagd. Met F8 aanvaardt u de regie over deze casus.", "let-op"))
        self.query_one("#stand", Tekst).zet(regels)
        self.query_one("#kandidaten", Tekst).zet(kandidaatregels(self.feiten.netwerk["kandidaten"]))
        self.antwoord(Regel("Wie is gevraagd, antwoordt zelf; de regie ligt er pas als die persoon aanvaardt."))

    def action_vastleggen(self) -> None:
        versie = self.feiten.dossier.kort.versie
        nummer = self.feiten.dossier.kort.nummer
        if self._zelf:
            self.gateway.aanvaard_regie(self, nummer, versie=versie, sleutel=self._sleutel)
            return
        aan, vervanger = (self.query_one(f"#{id_}", Select).value for id_ in ("aan", "vervanger"))
        if aan is Select.NULL or vervanger is Select.NULL:
            self.antwoord(Regel("✗ Kies wie u vraagt, en wie die persoon vervangt.", "fout"))
            return
        self.gateway.bied_regie(self, nummer, str(aan), str(vervanger), versie=versie, sleutel=self._sleutel)
        # Another try is another command.
        self._sleutel = uuid4().hex

    @on(Button.Pressed, "#vastleggen")
    def _knop(self) -> None:
        self.action_vastleggen()

    @on(Button.Pressed, "#annuleren")
    def _weg(self) -> None:
        self.action_terug()

    @on(Gedaan)
    def _gedaan(self, bericht: Gedaan) -> None:
        self.dismiss(self.tafel.leesbaar(bericht.melding))
