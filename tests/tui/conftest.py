"""A practice table for the screens, made once and copied per test, and a way to read what a screen shows."""

from __future__ import annotations

import asyncio
import shutil
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path
from time import monotonic

import pytest
from textual.events import Key
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.timer import Timer
from textual.widgets import Input

from tests.tui.schermwereld import maak, zet_klok
from tui.app import TafelApp
from tui.kader import Kader
from tui.schermen import besluit, formulier, zoek
from tui.schermen.basis import VRAAG
from tui.widgets.blad import Tekst


@pytest.fixture(scope="session")
def tafelsjabloon(werkmap: Path) -> Path:
    """The database of the practice table, to copy; its key file stands beside it."""
    map_ = werkmap / "tafel"
    map_.mkdir()
    url = maak(map_ / "tafel.db")
    zet_klok(url)
    from budget.basis.transactie import motor

    motor(url).dispose()
    return map_


@pytest.fixture
def tafel_url(tafelsjabloon: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A practice table of one's own, open at nine o'clock."""
    for naam in ("DOORBRAAK_NU", "DOORBRAAK_GEBRUIKER", "DOORBRAAK_DATABASE", "DOORBRAAK_SLEUTELBESTAND"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("DOORBRAAK_TOETSEN", str(tmp_path / "geen.toml"))
    for venster in (besluit, formulier, zoek):
        monkeypatch.setattr(venster, "WACHT", 0.01)
    for bestand in tafelsjabloon.iterdir():
        shutil.copy(bestand, tmp_path / bestand.name)
    url = f"sqlite:///{tmp_path / 'tafel.db'}"
    yield url
    from budget.basis.transactie import motor

    motor(url).dispose()


def _vraagt_straks(timer: Timer) -> bool:
    return timer.name == VRAAG and timer._task is not None and not timer._task.done()


class Scherm:
    """The app under test: press keys, wait until everything was read, and read the screen as text."""

    def __init__(self, app: TafelApp, pilot: Pilot[Exception | None]) -> None:
        self.app = app
        self.pilot = pilot

    async def begonnen(self) -> None:
        """Wait until the first question was answered, by facts or by a refusal."""
        uiterlijk = monotonic() + 30
        while self.app.omgeving is None and not self.app._exit and monotonic() < uiterlijk:
            await self.rust()
            if self.app.screen.query("#melding") and self.app.screen.query_one("#melding", Tekst).regels:
                break
        await self.rust()

    async def rust(self) -> None:
        """Wait until every key and message was handled and no question is asked or about to be."""
        stil, uiterlijk = 0, monotonic() + 30
        # A question begins after the next refresh, and its answer goes from app to screen to widget.
        while stil < 6 and monotonic() < uiterlijk:
            await self.pilot._wait_for_screen()
            voor = self.app.screen
            voor._on_timer_update()
            await asyncio.sleep(0.005)
            bezig = (
                not voor.is_mounted
                or voor is not self.app.screen
                or bool(voor._callbacks)
                or any(w.is_running for w in self.app.workers)
                or any(map(_vraagt_straks, voor._timers))
            )
            stil = 0 if bezig else stil + 1

    async def tot(self, tekst: str) -> None:
        """Wait until this text is on the screen; what others change comes by itself."""
        uiterlijk = monotonic() + 10
        while tekst not in self.tekst:
            assert monotonic() < uiterlijk, f"'{tekst}' is niet te zien in\n{self.tekst}"
            await asyncio.sleep(0.02)
            await self.rust()

    async def druk(self, *toetsen: str) -> None:
        """Press keys one by one, and wait after each for what it does, not for the processor to be idle."""
        for toets in toetsen:
            self._toets(toets)
            await self.rust()

    async def ratel(self, *toetsen: str) -> None:
        """Press keys faster than the screen answers."""
        for toets in toetsen:
            self._toets(toets)
        await self.rust()

    def _toets(self, toets: str) -> None:
        teken: str | None = toets if len(toets) == 1 else None
        if teken is not None and not teken.isalnum():
            toets = _character_to_key(teken)
        elif teken is None:
            with suppress(KeyError):
                teken = unicodedata.lookup(_get_unicode_name_from_key(toets))
        driver = self.app._driver
        assert driver is not None
        gedrukt = Key(toets, teken)
        gedrukt.set_sender(self.app)
        driver.send_message(gedrukt)

    async def typ(self, tekst: str) -> None:
        """Type text in the field that has the focus, in place of what stands there."""
        assert isinstance(self.app.focused, Input)
        self.app.focused.value = tekst
        await self.rust()

    @property
    def tekst(self) -> str:
        """What the screen shows, without trailing blanks."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(deel.text for deel in strip).rstrip() for strip in strips)


Opener = Callable[..., AbstractAsyncContextManager[Scherm]]


@pytest.fixture
def open_tafel(tafel_url: str) -> Opener:
    """Open the app on the practice table in a size."""

    @asynccontextmanager
    async def openen(
        breed: int = 80, hoog: int = 24, *, als: str | None = None, alleen_lezen: bool = False,
        slot_na: float = 300, soort: type[TafelApp] = TafelApp,
    ) -> AsyncIterator[Scherm]:  # fmt: skip
        app = soort(Kader(database=tafel_url, als=als), alleen_lezen=alleen_lezen, slot_na=slot_na)
        async with app.run_test(size=(breed, hoog)) as pilot:
            scherm = Scherm(app, pilot)
            await scherm.begonnen()
            yield scherm

    return openen
