"""The app: places as modes, a casus on top, and what holds everywhere: presentatiestand, lock, help, live changes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.events import Event, Key, MouseEvent
from textual.screen import Screen
from textual.theme import Theme

from tui.acties import Actie, acties_van, bindingen, eigen_toetsen
from tui.berichten import Gewijzigd
from tui.foutmelding import bewaar
from tui.gateway import KIJKROLLEN, Gateway
from tui.nederlands import ONGELDIG, STOPPEN, VERDER
from tui.schermen.agenda import AgendaScherm
from tui.schermen.bank import BankScherm
from tui.schermen.basis import Scherm
from tui.schermen.beamer import BeamerScherm
from tui.schermen.besluitenlijst import BesluitenlijstScherm
from tui.schermen.casus import CasusScherm
from tui.schermen.hulp import HulpVenster
from tui.schermen.lezen import DichtScherm, LeesVenster
from tui.schermen.pot import PotScherm
from tui.schermen.termijnen import TermijnenScherm
from tui.viewmodels.agenda import ruimte_regels, sprongen
from tui.viewmodels.opmaak import Regel, leesbaar
from tui.volger import Volger

if TYPE_CHECKING:
    from engine.zitting.begrippen import ZittingKort
    from tui.kader import Kader
    from tui.viewmodels.feiten import Agendafeiten, Omgeving

SLOT_NA = 300
"""Seconds without a key or click after which the screen blanks itself."""

DONKER = Theme(
    name="doorbraak-donker", primary="#56B4E9", secondary="#0072B2", warning="#E69F00", error="#F08A5D",
    success="#4FC3A1", accent="#E69F00", background="#121417", surface="#1B1F24", panel="#252B33", dark=True,
)  # fmt: skip
LICHT = Theme(
    name="doorbraak-licht", primary="#005A9C", secondary="#0072B2", warning="#8F5600", error="#A8321B",
    success="#00694B", accent="#8F5600", background="#FBFBF8", surface="#FFFFFF", panel="#E9ECEF", foreground="#14181C",
    dark=False,
)  # fmt: skip
"""Both in hues of Okabe and Ito, which people with a colour vision deficiency can tell apart."""

KLEURENBLIND = Theme(
    name="doorbraak-kleurenblind", primary="#56B4E9", secondary="#CCCCCC", warning="#F0E442", error="#F0E442",
    success="#56B4E9", accent="#F0E442", background="#000000", surface="#000000", panel="#262626",
    foreground="#FFFFFF", dark=True,
)  # fmt: skip
"""Blue and yellow only, on black: what is good and what is wrong differ in lightness too."""

THEMAS = (DONKER, LICHT, KLEURENBLIND)

ACTIES = (
    Actie("plek.agenda", "Agenda", "Ga naar de agenda van de zitting.", "f2", "plek('agenda')",
          tweeling="doorbraak zitting agenda Z-2026-11-23", voorrang=True),
    Actie("plek.termijnen", "Termijnen", "Ga naar alle open termijnen.", "f3", "plek('termijnen')",
          tweeling="doorbraak termijn lijst", voorrang=True),
    Actie("plek.pot", "Pot", "Ga naar de stand van de pot.", "f4", "plek('pot')", tweeling="doorbraak pot stand",
          voorrang=True),
    Actie("plek.bank", "Bank", "Ga naar de open bankregels.", "f5", "plek('bank')", tweeling="doorbraak bank open",
          voorrang=True),
    Actie("plek.besluitenlijst", "Besluitenlijst", "Ga naar de besluiten van de zitting.", "f6",
          "plek('besluitenlijst')", tweeling="doorbraak zitting lijst --zitting Z-2026-11-23", voorrang=True),
    Actie("app.zoeken", "Zoeken", "Zoek een casus op nummer of het begin van een woord of naam.", "slash", "zoek",
          tweeling="doorbraak casus lijst --zoek DT-7K3M9Q"),
    Actie("app.springen", "Springen", "Spring met één toets naar een plek of een casus van de agenda.", "ctrl+o",
          "springen", voorrang=True),
    Actie("app.presentatie", "Presentatiestand", "Verberg namen, bedragen en andere casussen; uit met twee keer F9.",
          "f9", "presentatie", voorrang=True),
    Actie("app.dicht", "Scherm dicht", "Toon niets meer, tot u weer op x drukt.", "x", "dicht"),
    Actie("app.slot", "Vergrendel", "Toon niets meer, tot u op Enter drukt.", "f12", "slot", voorrang=True),
    Actie("app.kleuren", "Kleuren", "Wissel tussen donker, licht en kleurenblind.", "ctrl+t", "kleuren"),
    Actie("app.hulp", "Hulp", "Alles wat u hier kunt doen.", "question_mark,f1", "hulp"),
    Actie("app.palet", "Wat wil je doen?", "Zoek een handeling op woord.", "ctrl+p", "hulp", voorrang=True),
    Actie("app.stoppen", "Stoppen", "Sluit het scherm; alles wat is vastgelegd blijft staan.", "ctrl+q", "quit",
          voorrang=True),
)  # fmt: skip
"""What one can do everywhere."""


class TafelApp(App[Exception | None]):
    """The screen of the voorzitter and the financier; ends with the refusal that kept it from opening, if any."""

    TITLE = "Doorbraaktafel"
    CSS_PATH = "stijlen/tafel.tcss"
    ENABLE_COMMAND_PALETTE = False
    MODES: ClassVar[dict[str, Any]] = {
        "agenda": AgendaScherm,
        "termijnen": TermijnenScherm,
        "pot": PotScherm,
        "bank": BankScherm,
        "besluitenlijst": BesluitenlijstScherm,
        "beamer": BeamerScherm,
    }
    DEFAULT_MODE = "agenda"
    beamer: ClassVar[bool] = False
    HORIZONTAL_BREAKPOINTS = [(0, "-klein"), (72, "-smal"), (100, "-breed")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-laag"), (22, "-hoog")]  # noqa: RUF012
    BINDINGS: ClassVar[list[Any]] = bindingen(ACTIES)

    def __init__(self, kader: Kader, *, alleen_lezen: bool = False, slot_na: float = SLOT_NA) -> None:
        super().__init__()
        # Nothing slides: a key is answered in one paint.
        self.animation_level = "none"
        self.gateway = Gateway(self, kader, alleen_lezen=alleen_lezen or self.beamer)
        self.presentatie = self.beamer
        self.omgeving: Omgeving | None = None
        self.zitting: ZittingKort | None = None
        self._op_beamer: tuple[str | None, bool] = (None, False)
        self._slot_na = slot_na
        self._laatste = monotonic()
        self._f9 = False
        self._volger = Volger(kader.url, lambda wat: self.post_message(Gewijzigd(wat)))
        for thema in THEMAS:
            self.register_theme(thema)
        self.theme = "doorbraak-licht" if self.beamer else "doorbraak-donker"
        self.set_keymap(dict(eigen_toetsen()))

    def on_mount(self) -> None:
        self.set_interval(1, self._let_op_stilte)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self._volger.start()
        if self._driver is not None and not self.is_headless:
            # Textual hides the cursor of the terminal; braille displays follow it.
            self._driver.write("\x1b[?25h")

    def on_unmount(self) -> None:
        self._volger.stop()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Return nothing: our own register has everything, in Dutch, and no picture of names is written to disk."""
        return ()

    # -- places --------------------------------------------------------------------------------------------------

    def eerste_lezing(self, omgeving: Omgeving) -> None:
        """Remember who looks, from the first answer."""
        self.omgeving = omgeving

    def mag(self, actie: Actie) -> bool:
        """Say whether this user may try it: who only looks, by choice or by role, sees nothing that records."""
        if not actie.schrijft:
            return True
        rol = self.omgeving.rol if self.omgeving is not None else ""
        soort = actie.id.partition(".")[2]
        return not self.gateway.alleen_lezen and (rol not in KIJKROLLEN or soort in KIJKROLLEN[rol])

    def stuur_beamer(self, casus: str | None = None, *, dicht: bool = False) -> None:
        """Let the second window follow, when this is the voorzitter of a zitting that is open."""
        zitting = self.zitting
        if zitting is None or zitting.status != "open" or self.omgeving is None or self.omgeving.rol != "voorzitter":
            return
        if self.omgeving.persoon in (zitting.voorzitter, zitting.plaatsvervanger) and (casus, dicht) != self._op_beamer:
            self._op_beamer = (casus, dicht)
            self.gateway.toon_op_beamer(self, zitting.id, casus, dicht=dicht)

    def leesbaar(self, tekst: str) -> str:
        """Put names where a sentence of the engine has ids."""
        hier = self.omgeving
        return leesbaar(tekst, hier.mensen, hier.organisaties) if hier else tekst

    async def action_plek(self, naam: str) -> None:
        if isinstance(self.screen, Scherm) and not self.beamer:
            await self.switch_mode(naam)

    def open_casus(self, nummer: str, tab: str = "overzicht", dan: str = "") -> None:
        """Show one casus on top of the place."""
        self.push_screen(CasusScherm(nummer, tab, dan))

    def wissel_casus(self, nummer: str, tab: str) -> None:
        """Show another casus in the place of this one."""
        self.switch_screen(CasusScherm(nummer, tab))

    @property
    def agenda(self) -> Agendafeiten | None:
        """Return the agenda as it was read last."""
        stapel = self._screen_stacks.get("agenda", [])
        return next((s.feiten for s in stapel if isinstance(s, AgendaScherm)), None)

    def toon_mandaat(self) -> None:
        """Show what the table can decide now."""
        if self.agenda is not None:
            regels = ruimte_regels(self.agenda.ruimte, self.agenda.omgeving, presentatie=self.presentatie)
            self.push_screen(LeesVenster("Mandaat nu", regels))

    def toon_aanwezig(self, klaar: Callable[[str | None], None]) -> None:
        """Show who is there and change it."""
        from tui.schermen.aanwezig import AanwezigScherm

        if self.agenda is None or self.agenda.zitting is None:
            self._zeg("Er is geen zitting om bij aanwezig te zijn. Plan er een met 'doorbraak zitting plan'.")
        else:
            self.push_screen(AanwezigScherm(self.agenda), klaar)

    def toon_vaststellen(self, klaar: Callable[[str | None], None]) -> None:
        """Read aloud and make final."""
        from tui.schermen.vaststellen import VaststellenScherm

        if self.presentatie:
            self._zeg("Verlaat eerst de presentatiestand: druk twee keer op F9.")
        elif self.agenda is not None and self.agenda.zitting is not None:
            self.push_screen(VaststellenScherm(self.agenda), klaar)

    def vraag_handelingen(self, scherm: Scherm) -> None:
        """Ask what was decided in the zitting that is on; the screen shows the answer."""
        if self.presentatie:
            self._zeg("Verlaat eerst de presentatiestand: druk twee keer op F9.")
        elif self.zitting is None:
            self._zeg("Er is geen zitting; er is dus nog niets besloten om terug te draaien.")
        else:
            self.gateway.handelingen(scherm, self.zitting.id)

    def _zeg(self, tekst: str) -> None:
        if isinstance(self.screen, Scherm):
            self.screen.meld(Regel(tekst))

    def action_zoek(self) -> None:
        from tui.schermen.zoek import ZoekVenster

        if isinstance(self.screen, Scherm) and not self.beamer:
            self.push_screen(ZoekVenster(), self._gevonden)

    def action_springen(self) -> None:
        from tui.schermen.kiezen import KiesVenster

        if isinstance(self.screen, Scherm) and not self.beamer:
            regels = sprongen(self.agenda, presentatie=self.presentatie)
            self.push_screen(KiesVenster("Springen", regels, ""), self._spring)

    async def _spring(self, doel: str | None) -> None:
        soort, _, waarheen = (doel or "").partition("/")
        if soort == "casus":
            self.open_casus(waarheen)
        elif soort == "plek":
            await self.action_plek(waarheen)

    def _gevonden(self, nummer: str | None) -> None:
        if nummer:
            self.open_casus(nummer)

    # -- help ----------------------------------------------------------------------------------------------------

    def action_hulp(self) -> None:
        hier = self.screen
        if isinstance(hier, HulpVenster | DichtScherm):
            return
        acties = [*acties_van(hier), *ACTIES] if isinstance(hier, Scherm) else list(acties_van(hier))
        acties = [actie for actie in acties if self.mag(actie)]
        if acties:
            self.push_screen(HulpVenster(acties), self._doe_gekozen)

    async def _doe_gekozen(self, actie: Actie | None) -> None:
        if actie is not None:
            naam = actie.doe.partition("(")[0]
            eigen = hasattr(self.screen, f"action_{naam}")
            await self.run_action(actie.doe, default_namespace=self.screen if eigen else self)

    def action_help_quit(self) -> None:
        """Ctrl+c does not stop the screen; say what does."""
        if isinstance(self.screen, Scherm):
            self.screen.meld(Regel(STOPPEN))

    # -- presentatiestand, blank, lock ---------------------------------------------------------------------------

    def action_presentatie(self) -> None:
        if not isinstance(self.screen, Scherm) or self.beamer:
            return
        if self.presentatie and not self._f9:
            self._f9 = True
            self.screen.meld(Regel("De presentatiestand staat aan. Nog een keer F9 toont weer namen en bedragen."))
            return
        self.presentatie, self._f9 = not self.presentatie, False
        for stapel in self._screen_stacks.values():
            for scherm in stapel:
                if isinstance(scherm, Scherm) and scherm.is_mounted:
                    scherm.stand_gewijzigd()

    def action_dicht(self) -> None:
        if not isinstance(self.screen, DichtScherm):
            nu = self._op_beamer[0]
            self.stuur_beamer(nu, dicht=True)
            self.push_screen(DichtScherm(slot=False), lambda _: self.stuur_beamer(nu))

    def action_slot(self) -> None:
        if not isinstance(self.screen, DichtScherm):
            self.push_screen(DichtScherm(slot=True))

    def action_kleuren(self) -> None:
        namen = [thema.name for thema in THEMAS]
        self.theme = namen[(namen.index(self.theme) + 1) % len(namen)]

    def _let_op_stilte(self) -> None:
        # Nobody touches the second window; it shows nothing that needs a lock.
        if monotonic() - self._laatste > self._slot_na and not self.beamer:
            self.action_slot()

    async def on_event(self, event: Event) -> None:
        if isinstance(event, Key | MouseEvent):
            self._laatste = monotonic()
            if isinstance(event, Key) and event.key != "f9":
                self._f9 = False
        await super().on_event(event)

    # -- live ----------------------------------------------------------------------------------------------------

    def on_gewijzigd(self, bericht: Gewijzigd) -> None:
        """Tell the screen in front, and the place below a window: it is read when it is shown again."""
        for scherm in self.screen_stack[-2:]:
            scherm.post_message(Gewijzigd(bericht.wat))

    # -- failures ------------------------------------------------------------------------------------------------

    def _fatal_error(self) -> None:
        """End with a number and plain Dutch: a traceback with values would show names on the screen in the room."""
        fout = sys.exc_info()[1] or self._exception
        kenmerk = bewaar(fout) if fout is not None else "onbekend"
        self._exit_renderables.append(f"{ONGELDIG.format(kenmerk=kenmerk)}\n{VERDER}")
        self._close_messages_no_wait()


class BeamerApp(TafelApp):
    """The second window: one place, in the presentatiestand, without a way to anything else."""

    DEFAULT_MODE = "beamer"
    beamer = True
