"""`tafel --voorlezen`: the meeting line by line, without boxes, for a screen reader or a braille display.

The same gateway, the same view-models and the same use cases as the screens; Enter alone never confirms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tui.berichten import Gedaan, Gelezen, Geweigerd
from tui.gateway import Gateway
from tui.viewmodels import besluit as vm_besluit
from tui.viewmodels import casus as vm_casus
from tui.viewmodels.agenda import agenda_vm, ruimte_regels
from tui.viewmodels.besluitenlijst import besluiten_vm
from tui.viewmodels.netwerk import vondsten
from tui.viewmodels.opmaak import Regel, leesbaar
from tui.viewmodels.pot import pot_vm
from tui.viewmodels.termijnen import termijnen_vm

if TYPE_CHECKING:
    from tui.kader import Kader
    from tui.viewmodels.feiten import Agendafeiten, Casusfeiten

OPDRACHTEN = (
    ("agenda", "lees de agenda voor"),
    ("casus N", "open agendapunt N"),
    ("netwerk N", "lees de bevindingen van agendapunt N voor"),
    ("verloop N", "lees voor wat er gebeurde, en waarom deze datum"),
    ("besluit N", "leg een besluit vast op agendapunt N"),
    ("mandaat", "lees voor wat deze tafel nu kan beslissen"),
    ("pot", "lees de stand van de pot voor"),
    ("termijnen", "lees de open termijnen voor"),
    ("lijst", "lees de besluitenlijst voor"),
    ("hulp", "lees deze opdrachten voor"),
    ("stop", "sluit af"),
)
BEVESTIG = "vastleggen"


class _Bus:
    """Where the gateway answers: it keeps the last answer."""

    def __init__(self) -> None:
        self.laatste: Any = None

    def post_message(self, bericht: Any) -> bool:
        self.laatste = bericht
        return True


class Voorlezer:
    """Reads a line, answers with lines, until `stop` or the end of the input."""

    def __init__(
        self, kader: Kader, *, alleen_lezen: bool, zeg: Callable[[str], None], vraag: Callable[[str], str]
    ) -> None:
        self._gateway = Gateway(None, kader, alleen_lezen=alleen_lezen)
        self._zeg = zeg
        self._vraag = vraag
        self._agenda: Agendafeiten | None = None

    def begin(self) -> None:
        """Read the agenda aloud and take commands; a refusal of the very first question is raised."""
        antwoord = self._antwoord(self._gateway.agenda)
        if isinstance(antwoord, Geweigerd):
            raise antwoord.oorzaak
        self._lees_agenda(antwoord.feiten)
        controle = self._antwoord(self._gateway.controle)
        if isinstance(controle, Gelezen) and controle.feiten:
            self._zeg(f"Let op. {controle.feiten}")
        self._zeg("Typ een opdracht; 'hulp' noemt ze.")
        # The end of the input, also in the middle of a besluit, is a stop: nothing is half recorded.
        with suppress(EOFError):
            while (regel := self._vraag("> ").strip().lower()) != "stop":
                if regel:
                    self._doe(regel)

    def _doe(self, regel: str) -> None:
        naam, _, rest = regel.partition(" ")
        doe: dict[str, Callable[[], None]] = {
            "agenda": lambda: self._lees(self._gateway.agenda, self._lees_agenda),
            "pot": lambda: self._lees(self._gateway.pot, self._lees_pot),
            "termijnen": lambda: self._lees(self._gateway.termijnen, self._lees_termijnen),
            "lijst": lambda: self._lees(self._gateway.besluitenlijst, self._lees_besluiten),
            "mandaat": self._lees_mandaat,
            "casus": lambda: self._casus(rest, lambda f: self._regels(vm_casus.overzicht(f))),
            "netwerk": lambda: self._casus(rest, self._lees_netwerk),
            "verloop": lambda: self._casus(rest, lambda f: self._regels(vm_casus.verloop(f))),
            "besluit": lambda: self._casus(rest, self._besluit),
            "hulp": lambda: self._regels([Regel(f"{opdracht}: {uitleg}.") for opdracht, uitleg in OPDRACHTEN]),
        }
        if naam not in doe:
            self._zeg(f"'{naam}' ken ik niet. Typ 'hulp' voor wat er kan.")
            return
        doe[naam]()

    # -- asking ------------------------------------------------------------------------------------------------------

    def _antwoord(self, vraag: Callable[[Any], None]) -> Any:
        bus = _Bus()
        vraag(bus)
        return bus.laatste

    def _lees(self, vraag: Callable[[Any], None], toon: Callable[[Any], None]) -> None:
        antwoord = self._antwoord(vraag)
        if isinstance(antwoord, Gelezen):
            toon(antwoord.feiten)
        else:
            self._weiger(antwoord)

    def _casus(self, rest: str, toon: Callable[[Casusfeiten], None]) -> None:
        regels = self._agenda.regels if self._agenda else ()
        punt = next((r for r in regels if rest in (str(r.volgorde), r.casus.lower())), None)
        if punt is None:
            self._zeg(
                "Welk agendapunt? Zet het nummer van de agenda achter de opdracht, zoals 'casus 1' of 'besluit 1'."
            )
            return
        nummer = punt.casus

        def open_casus(bus: Any) -> None:
            self._gateway.casus(bus, nummer)

        self._lees(open_casus, toon)

    # -- reading aloud -----------------------------------------------------------------------------------------------

    def _regels(self, regels: Sequence[Regel]) -> None:
        for regel in regels:
            if regel.tekst.strip():
                self._zeg(" ".join(regel.tekst.split()))

    def _lees_agenda(self, feiten: Agendafeiten) -> None:
        self._agenda = feiten
        vm = agenda_vm(feiten)
        self._zeg(vm.titel)
        self._zeg(vm.rechts)
        for nr, rij in enumerate(vm.rijen, start=1):
            let_op = " Let op." if rij.uitroep else ""
            self._zeg(f"{nr}. {rij.tijd} {rij.naam}: {rij.vraag} {rij.bedrag}. {rij.status.woord}.{let_op}")
        self._zeg(vm.telling if vm.rijen else vm.leeg)

    def _lees_mandaat(self) -> None:
        if self._agenda is not None:
            self._regels(ruimte_regels(self._agenda.ruimte, self._agenda.omgeving))

    def _lees_pot(self, feiten: Any) -> None:
        vm = pot_vm(feiten)
        self._zeg(vm.titel)
        for balk in vm.balken:
            self._zeg(f"{balk.naam}: {balk.bedrag}")
        self._zeg(vm.oordeel.tekst)

    def _lees_termijnen(self, feiten: Any) -> None:
        vm = termijnen_vm(feiten)
        for rij in vm.rijen:
            self._zeg(f"{rij.wanneer}: {rij.naam}, {rij.wie}: {rij.doe}")
        self._zeg(vm.telling if vm.rijen else vm.leeg)

    def _lees_besluiten(self, feiten: Any) -> None:
        vm = besluiten_vm(feiten)
        self._zeg(vm.titel)
        self._regels([regel for blok in vm.blokken for regel in blok.regels] or [Regel(vm.leeg)])

    def _lees_netwerk(self, feiten: Casusfeiten) -> None:
        gevonden = vondsten(feiten.netwerk)
        for vondst in gevonden:
            self._zeg(f"{vondst.tekst} Wat helpt: {vondst.herstel}")
        if not gevonden:
            self._zeg("Geen bevindingen.")

    # -- deciding ----------------------------------------------------------------------------------------------------

    def _besluit(self, feiten: Casusfeiten) -> None:
        waarom = vm_casus.kan_besluiten(feiten)
        if waarom is not None or feiten.zitting is None:
            self._zeg(waarom or "Er is geen zitting.")
            return
        antwoord = self._antwoord(self._gateway.keuzes)
        if not isinstance(antwoord, Gelezen):
            self._weiger(antwoord)
            return
        _, nodig = antwoord.feiten
        formulier = vm_besluit.uit_concept(feiten.concept, feiten.dossier.kort.vraag, feiten.omgeving.vandaag)
        formulier = replace(formulier, doel=self._met(formulier.doel, "Doel"))
        for nr, regel in enumerate(formulier.regels):
            for veld, naam in (("bedrag", "Bedrag"), ("wat", "Waarvoor"), ("van", "Van"), ("tot", "Tot en met")):
                formulier = formulier.met_regel(nr, **{veld: self._met(getattr(regel, veld), naam)})
            formulier = formulier.met_regel(nr, **dict(self._toestemming(nodig.get(regel.soort, False))))
        document = vm_besluit.proef(formulier, feiten.omgeving.vandaag)
        wat_als = None
        if document is not None:
            zitting, nummer, vast = feiten.zitting.id, feiten.dossier.kort.nummer, document
            proef = self._antwoord(lambda bus: self._gateway.wat_als(bus, nummer, zitting, vast, 0))
            if isinstance(proef, Geweigerd):
                self._weiger(proef)
                return
            wat_als = proef.feiten
        keuring = vm_besluit.keur(formulier, feiten.omgeving.vandaag)
        self._zeg(f"Mandaat: {vm_besluit.mandaatregel(wat_als, feiten.omgeving).tekst}")
        uit_pot = vm_besluit.uit_pot(formulier, keuring)
        omgeving = feiten.omgeving
        self._zeg(f"Pot: {vm_besluit.potregel(omgeving.pot_vrij, uit_pot, omgeving.pot_ondergrens).tekst}")
        if keuring.fouten:
            self._regels([Regel(fout) for fout in keuring.fouten])
            self._zeg("Er is niets vastgelegd.")
            return
        formulier = replace(formulier, herhaling=self._vraag("Typ het totaal nog een keer: "))
        nog = vm_besluit.zonder_toestemming(formulier, nodig)
        klaar, slot = vm_besluit.slotregel(formulier, keuring, nog, wat_als)
        self._zeg(slot.tekst.replace("F8", "Dit"))
        if not klaar or keuring.document is None:
            self._zeg("Er is niets vastgelegd.")
            return
        if self._vraag(f"Typ '{BEVESTIG}' om vast te leggen: ").strip().lower() != BEVESTIG:
            self._zeg("Er is niets vastgelegd.")
            return
        kort, klaar_document, id_ = feiten.dossier.kort, keuring.document, feiten.zitting.id
        self._leg_vast(
            lambda bus: self._gateway.besluit(
                bus, id_, kort.nummer, klaar_document, versie=kort.versie, sleutel=uuid4().hex
            )
        )

    def _met(self, staat_er: str, naam: str) -> str:
        return self._vraag(f"{naam} [{staat_er}]: ").strip() or staat_er

    def _toestemming(self, nodig: bool) -> Iterator[tuple[str, str]]:
        if not nodig:
            return
        for nr, (woorden, _) in enumerate(vm_besluit.TOESTEMMINGEN, start=1):
            self._zeg(f"{nr}. {woorden}")
        gekozen = self._vraag("Toestemming, nummer: ").strip()
        if not gekozen.isdigit() or not 1 <= int(gekozen) <= len(vm_besluit.TOESTEMMINGEN):
            return
        waarde = vm_besluit.TOESTEMMINGEN[int(gekozen) - 1][1]
        yield "toestemming", waarde
        if waarde not in (vm_besluit.GEEN, vm_besluit.GEDWONGEN):
            yield "toestemming_op", self._vraag("Toestemming op: ").strip()

    def _leg_vast(self, doe: Callable[[Any], None]) -> None:
        antwoord = self._antwoord(doe)
        if isinstance(antwoord, Gedaan):
            self._zeg(self._leesbaar(antwoord.melding))
            self._lees(self._gateway.agenda, lambda feiten: setattr(self, "_agenda", feiten))
        else:
            self._weiger(antwoord)

    def _weiger(self, antwoord: Geweigerd) -> None:
        self._zeg(self._leesbaar(antwoord.melding))
        self._zeg(antwoord.oplossing)

    def _leesbaar(self, tekst: str) -> str:
        hier = self._agenda.omgeving if self._agenda else None
        return leesbaar(tekst, hier.mensen, hier.organisaties) if hier else tekst


def lees_voor(kader: Kader, *, alleen_lezen: bool) -> None:
    """Start the reader on this terminal."""
    Voorlezer(kader, alleen_lezen=alleen_lezen, zeg=print, vraag=input).begin()
