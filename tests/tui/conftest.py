"""A practice table for the screens, made once and copied per test, and a way to read what a screen shows."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.schermwereld import maak, zet_klok
from tui.app import TafelApp
from tui.kader import Kader


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
    for bestand in tafelsjabloon.iterdir():
        shutil.copy(bestand, tmp_path / bestand.name)
    url = f"sqlite:///{tmp_path / 'tafel.db'}"
    yield url
    from budget.basis.transactie import motor

    motor(url).dispose()


class Scherm:
    """The app under test: press keys, wait until everything was read, and read the screen as text."""

    def __init__(self, app: TafelApp, pilot: Pilot[Exception | None]) -> None:
        self.app = app
        self.pilot = pilot

    async def rust(self) -> None:
        """Wait until no question is running and the screen stands still."""
        stil = 0
        for _ in range(300):
            await self.pilot.pause(0.02)
            # A question begins after the next refresh: still once is not still yet.
            stil = 0 if any(w.is_running for w in self.app.workers) else stil + 1
            if stil == 4:
                return

    async def druk(self, *toetsen: str) -> None:
        """Press keys one by one, and wait after each."""
        for toets in toetsen:
            await self.pilot.press(toets)
            await self.rust()

    async def typ(self, tekst: str) -> None:
        """Type text in the field that has the focus, in place of what stands there."""
        from textual.widgets import Input

        assert isinstance(self.app.focused, Input)
        self.app.focused.value = tekst
        await self.pilot.pause(0.3)
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
            for _ in range(200):
                await pilot.pause(0.02)
                if app.omgeving is not None:
                    break
            await scherm.rust()
            yield scherm

    return openen
