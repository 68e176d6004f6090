"""The network of a casus: findings with their answers; behind `k` the map, the matrix, and people as sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from textual import on
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.schermen.formulier import FormulierVenster, Veld
from tui.tafeldaden import beantwoord
from tui.viewmodels import netwerkkaart
from tui.viewmodels.feiten import Casusfeiten
from tui.viewmodels.netwerk import Vondst, actorregels, kandidaatregels, plaats_van, samenvatting, vondsten
from tui.viewmodels.opmaak import Regel
from tui.widgets.blad import STIJLEN, Blad, Tekst

OORDELEN = {
    "klopt": "Klopt",
    "al_geregeld": "Al geregeld",
    "niet_van_toepassing": "Niet van toepassing",
    "weet_niet": "Navragen",
}


class NetwerkBlad(Container):
    """Findings first, as sentences to choose; who is in the chosen one is marked on the left."""

    def __init__(self) -> None:
        super().__init__()
        self._feiten: Casusfeiten | None = None
        self._vondsten: tuple[Vondst, ...] = ()
        self._presentatie = False
        self._zicht = "bevindingen"

    def compose(self) -> ComposeResult:
        yield Blad(id="actoren")
        with Vertical(id="vondstkant"):
            yield OptionList(id="vondsten", markup=False)
            yield Blad(id="kaartblad")
            yield Tekst(id="herstel")

    def zet(self, feiten: Casusfeiten, presentatie: bool) -> None:
        """Show the network of this casus; the chosen finding stays chosen."""
        self._feiten, self._presentatie = feiten, presentatie
        nieuw = vondsten(feiten.netwerk, presentatie=presentatie)
        lijst = self.query_one("#vondsten", OptionList)
        if nieuw != self._vondsten or not lijst.option_count:
            plaats = plaats_van(self.gekozen, lijst.highlighted or 0, nieuw)
            self._vondsten = nieuw
            lijst.clear_options()
            leeg = "✓ Geen bevindingen."
            if presentatie:
                leeg = "In de presentatiestand blijven de bevindingen verborgen."
            elif feiten.netwerk["verborgen"]:
                leeg = "Wie er om deze casus staan, is met uw rol niet te zien."
            opties = [Option(_vondst(v)) for v in nieuw] or [Option(leeg, disabled=True)]
            lijst.add_options(opties)
            if nieuw:
                lijst.highlighted = plaats
        self._teken()

    @property
    def gekozen(self) -> Vondst | None:
        """The finding that is chosen now."""
        plaats = self.query_one("#vondsten", OptionList).highlighted
        return self._vondsten[plaats] if plaats is not None and plaats < len(self._vondsten) else None

    def volgend_zicht(self) -> None:
        """Go on to the map, the matrix, people as sentences, and back to the findings."""
        if self._feiten is None:
            return
        volgorde = netwerkkaart.zichten(self._feiten.netwerk)
        self._zicht = volgorde[(volgorde.index(self._zicht) + 1) % len(volgorde)]
        self.set_class(self._zicht != "bevindingen", "kaart")
        self.call_after_refresh(self._teken)

    @on(OptionList.OptionHighlighted)
    def _andere_gekozen(self) -> None:
        self._teken()

    def on_resize(self) -> None:
        self.call_after_refresh(self._teken)

    def herteken(self) -> None:
        """Draw again: the tab was opened, so the widths are known now."""
        self.call_after_refresh(self._teken)

    def _teken(self) -> None:
        if self._feiten is None:
            return
        netwerk, gekozen, stand = self._feiten.netwerk, self.gekozen, self._presentatie
        if self._zicht != "bevindingen":
            blad = self.query_one("#kaartblad", Blad)
            breedte = blad.content_size.width or self.app.size.width
            regels = {
                "kaart": lambda: netwerkkaart.kaart(netwerk, gekozen, breedte, presentatie=stand),
                "matrix": lambda: netwerkkaart.matrix(netwerk, breedte, presentatie=stand),
                "wie": lambda: netwerkkaart.wie(netwerk, gekozen, presentatie=stand),
            }[self._zicht]()
            blad.zet(regels)
            return
        blad = self.query_one("#actoren", Blad)
        breedte = blad.content_size.width if self.app.size.width >= 72 else 28
        betrokken = gekozen.betrokkenen if gekozen else frozenset()
        blad.zet([*actorregels(netwerk, breedte, betrokken, presentatie=stand)])
        regels = [Regel(f"Wat helpt: {gekozen.herstel}", "vet")] if gekozen else []
        if gekozen:
            regels.append(Regel("j klopt · g al geregeld · o niet van toepassing · w navragen · k kaart", "stil"))
        regels += kandidaatregels(netwerk["kandidaten"], presentatie=stand)
        regels.append(Regel(samenvatting(netwerk), "stil"))
        self.query_one("#herstel", Tekst).zet(regels)


def _vondst(vondst: Vondst) -> Content:
    stijl = STIJLEN.get(vondst.klasse)
    return Content.assemble((vondst.tekst, stijl)) if stijl else Content(vondst.tekst)


def antwoordvenster(feiten: Casusfeiten, vondst: Vondst, oordeel: str) -> FormulierVenster:
    """Return the form of one answer: the fields that this rule needs, and no more."""
    nummer, versie = feiten.dossier.kort.nummer, feiten.dossier.kort.versie
    mensen = tuple((naam, id_) for id_, naam in sorted(feiten.omgeving.mensen.items(), key=lambda paar: paar[1]))
    actoren = tuple((a["naam"], a["id"]) for a in feiten.netwerk["actoren"])

    def doe(venster: FormulierVenster, waarden: Mapping[str, str], sleutel: str) -> str | None:
        gegeven = {"regel": vondst.regel, "oordeel": oordeel, "betrokkenen": sorted(vondst.betrokkenen)}
        gegeven |= {veld: waarde for veld, waarde in waarden.items() if waarde}
        venster.gateway.doe(venster, "bevinding", beantwoord(nummer, gegeven, versie), sleutel=sleutel)
        return None

    maakt: dict[str, Callable[[], tuple[Veld, ...]]] = {
        "klopt": lambda: (),
        "al_geregeld": lambda: tuple(_veld(v, mensen, actoren) for v in _NODIG.get(vondst.regel, ())),
        "niet_van_toepassing": lambda: (
            Veld("tot", "Terug op", waarde=(feiten.omgeving.vandaag + timedelta(days=28)).isoformat()),
            Veld("reden", "Waarom", nodig="Zeg waarom dit nu niet van toepassing is.", kortste=3),
        ),
        "weet_niet": lambda: (
            Veld("wie", "Wie zoekt uit", nodig="Kies wie het uitzoekt.", keuzes=mensen),
            Veld("tot", "Voor welke dag", waarde=(feiten.omgeving.vandaag + timedelta(days=7)).isoformat()),
        ),
    }
    uitleg = [Regel(vondst.tekst), Regel(f"Wat helpt: {vondst.herstel}", "stil")]
    return FormulierVenster(f"{OORDELEN[oordeel]} · {vondst.regel}", maakt[oordeel](), doe, uitleg=uitleg)


_REGIE = ("wie", "vervanger")
_CONTACT = ("wie", "met", "op")
_NODIG: Mapping[str, tuple[str, ...]] = {
    "R01": _REGIE, "R02": _REGIE, "R23": _REGIE, "R04": _REGIE, "R06": _REGIE,
    "R09": _CONTACT, "R11": _CONTACT, "R16": _CONTACT, "R25": _CONTACT,
    "R03": ("wie",), "R05": ("reden",), "R10": ("wie",), "R13": ("vervanger",), "R17": ("wie",), "R18": ("wie",),
    "R19": ("met", "op"), "R20": ("op",), "R21": ("wie",), "R22": ("wie",),
}  # fmt: skip
"""Which fields the form of 'al geregeld' shows per rule; what is missing the use case itself says."""
_NAAM = {"wie": "Wie", "met": "Met wie", "vervanger": "Vervanger", "op": "Op (jjjj-mm-dd)", "reden": "Waarom"}


def _veld(veld: str, mensen: tuple[tuple[str, str], ...], actoren: tuple[tuple[str, str], ...]) -> Veld:
    if veld in ("op", "reden"):
        return Veld(veld, _NAAM[veld])
    keuzes = actoren + tuple(m for m in mensen if m[1] not in {id_ for _, id_ in actoren})
    return Veld(veld, _NAAM[veld], keuzes=keuzes)
