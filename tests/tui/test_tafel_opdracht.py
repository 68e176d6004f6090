"""The installed command in a real terminal: it opens, it tells what is wrong before it opens, and it stays light."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from budget.basis.transactie import lezing
from engine.zitting.vragen import besluitenlijst
from tests.tui.schermwereld import NU, VERA, ZITTING

DOORBRAAK = Path(sys.executable).with_name("doorbraak")
ZWAAR = {"prefect", "networkx", "sqlmodel", "sqlalchemy", "pydantic", "lxml", "cryptography"}


class Terminal:
    """A tmux session of its own, with its own server."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._nr = 0

    @property
    def _sok(self) -> str:
        return str(self._map / f"tmux{self._nr}.sok")

    def _tmux(self, *argumenten: str) -> str:
        return subprocess.run(
            ["tmux", "-S", self._sok, "-f", "/dev/null", *argumenten],
            capture_output=True,
            text=True,
            check=True,
            timeout=20,
        ).stdout

    def start(self, opdracht: str, breed: int, hoog: int) -> None:
        # A server that was stopped may still be going; the next one has a place of its own.
        self._nr += 1
        schoon = "env -u DOORBRAAK_NU -u DOORBRAAK_GEBRUIKER"
        self._tmux(
            "new-session", "-d", "-x", str(breed), "-y", str(hoog), f"{schoon} {opdracht}; echo KLAAR $?; sleep 60"
        )

    def druk(self, *toetsen: str) -> None:
        for toets in toetsen:
            self._tmux("send-keys", toets)
            time.sleep(0.1)

    @property
    def tekst(self) -> str:
        return self._tmux("capture-pane", "-p")

    @property
    def cursor(self) -> tuple[int, bool]:
        y, zichtbaar = self._tmux("display-message", "-p", "#{cursor_y} #{cursor_flag}").split()
        return int(y), zichtbaar == "1"

    def wacht_op(self, tekst: str, seconden: float = 15) -> None:
        eind = time.monotonic() + seconden
        while tekst not in self.tekst and time.monotonic() < eind:
            time.sleep(0.05)
        assert tekst in self.tekst, self.tekst

    def kil(self) -> None:
        """Kill -9 everything in the window, as when the power goes."""
        os.killpg(int(self._tmux("display-message", "-p", "#{pane_pid}")), signal.SIGKILL)

    def stop(self) -> None:
        subprocess.run(["tmux", "-S", self._sok, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed: the screen was not seen in a real terminal")
    gemaakt = Terminal(tmp_path)
    yield gemaakt
    gemaakt.stop()


def test_een_besluit_in_een_echte_terminal(terminal: Terminal, tafel_url: str) -> None:
    terminal.start(f"{DOORBRAAK} tafel --database {tafel_url}", 80, 24)
    terminal.wacht_op("Noor V. (14)")
    boven, zichtbaar = terminal.cursor
    terminal.druk("Down", "Down", "Down")
    terminal.wacht_op("Finn D. (7), Zeist")
    assert terminal.cursor == (boven + 3, True)
    assert zichtbaar
    terminal.druk("b")
    terminal.wacht_op("Besluit vastleggen")
    terminal.wacht_op("✓ ja  Tom Toezegger")
    terminal.druk(*["Tab"] * 7, "Enter", "Down", "Enter", "Tab", *"20-11", "Tab", *"9800")
    terminal.wacht_op("✓ Klaar. F8 legt € 9.800,00 vast")
    terminal.druk("F8")
    terminal.wacht_op("De pot kan nu nog € 70.050")
    with lezing(tafel_url) as db:
        assert [b.status for b in besluitenlijst(db, VERA, NU, zitting=ZITTING)] == ["genomen"]
    terminal.druk("C-q")
    terminal.wacht_op("KLAAR 0")


def test_na_een_harde_stop_is_het_concept_er_nog(terminal: Terminal, tafel_url: str) -> None:
    terminal.start(f"{DOORBRAAK} tafel --database {tafel_url}", 80, 24)
    terminal.wacht_op("Noor V. (14)")
    terminal.druk("Down", "Down", "Down", "b")
    terminal.wacht_op("✓ ja  Tom Toezegger")
    terminal.druk("1")
    terminal.wacht_op("= € 1,00")
    terminal.kil()
    terminal.stop()
    terminal.start(f"{DOORBRAAK} tafel --database {tafel_url}", 80, 24)
    terminal.wacht_op("Noor V. (14)")
    terminal.druk("Down", "Down", "Down", "b")
    terminal.wacht_op("Uw concept van eerder")
    assert "= € 1,00" in terminal.tekst


def test_zonder_database_zegt_de_opdracht_wat_te_doen(tmp_path: Path) -> None:
    for inhoud in (None, b""):
        pad = tmp_path / "leeg.db"
        if inhoud is not None:
            pad.write_bytes(inhoud)
        uit = subprocess.run(
            [DOORBRAAK, "tafel", "--database", str(pad)], capture_output=True, text=True, check=False, env=_omgeving()
        )
        assert uit.returncode == 4
        assert "doorbraak init" in uit.stderr
        assert "Traceback" not in uit.stderr


def test_zonder_terminal_opent_het_scherm_niet(tafel_url: str) -> None:
    uit = subprocess.run(
        [DOORBRAAK, "tafel", "--database", tafel_url],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, env=_omgeving(),
    )  # fmt: skip
    assert uit.returncode == 2
    assert "heeft een terminal nodig" in uit.stderr


def test_een_rol_die_u_niet_hebt(terminal: Terminal, tafel_url: str) -> None:
    terminal.start(f"{DOORBRAAK} tafel --rol kassier --als vera_voorbeeld --database {tafel_url}", 80, 24)
    terminal.wacht_op("KLAAR 1")
    assert "kassier" in terminal.tekst


def test_voor_het_eerste_beeld_laadt_het_scherm_niets_zwaars() -> None:
    code = """
import json, sys
from tui.app import TafelApp
from tui.kader import Kader
import tui.schermen.besluit, tui.schermen.regie, tui.schermen.zoek
TafelApp(Kader(database="/tmp/bestaat-niet.db"))
print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))
"""
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not ZWAAR.intersection(json.loads(uit.stdout.splitlines()[-1]))


def _omgeving() -> dict[str, str]:
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("DOORBRAAK_")}
