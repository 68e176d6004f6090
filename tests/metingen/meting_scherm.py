"""The terminal screen in a pseudo-terminal: first paint, agenda filled, memory, and a key until its answer is drawn."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
from pathlib import Path
from time import perf_counter

import pytest

from tests.tui.schermwereld import maak, zet_klok

pytestmark = pytest.mark.meting
DOORBRAAK = str(Path(sys.executable).with_name("doorbraak"))


class Opening:
    """One start of the command; reads what it draws with the time at which it came."""

    def __init__(self, url: str) -> None:
        self.begin = perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(
                DOORBRAAK,
                [DOORBRAAK, "tafel", "--database", url],
                {**os.environ, "TERM": "xterm-256color", "DOORBRAAK_TOETSEN": "/nergens"},
            )
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.gelezen = b""

    def tot(self, tekst: str, seconden: float = 20) -> float:
        """Return the seconds since the start until this text was drawn."""
        eind = perf_counter() + seconden
        while tekst.encode() not in self.gelezen:
            assert perf_counter() < eind, f"'{tekst}' was not drawn"
            if select.select([self.fd], [], [], 0.05)[0]:
                self.gelezen += os.read(self.fd, 65536)
        return perf_counter() - self.begin

    def toets(self, teken: bytes, tekst: str) -> float:
        """Return the seconds from a key until this text was drawn."""
        self.gelezen = b""
        self.begin = perf_counter()
        os.write(self.fd, teken)
        return self.tot(tekst)

    def geheugen_mb(self) -> float:
        regels = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return int(next(r for r in regels if r.startswith("VmRSS")).split()[1]) / 1024

    def stop(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            os.close(self.fd)


def test_openen_vullen_geheugen_en_toets(tmp_path: Path) -> None:
    url = maak(tmp_path / "tafel.db")
    zet_klok(url)
    eerst, vol, geheugen, toetsen = [], [], [], []
    for _ in range(5):
        opening = Opening(url)
        eerst.append(opening.tot("Even laden"))
        vol.append(opening.tot("Noor V. (14)"))
        opening.tot("niemand vastgelegd")
        geheugen.append(opening.geheugen_mb())
        for naam in ("Daan K. (9), Zeist", "Yara B. (16), Zeist", "Finn D. (7), Zeist"):
            toetsen.append(opening.toets(b"\x1b[B", naam))
        opening.stop()
    print(
        f"\nfirst paint {statistics.median(eerst):.2f} s · agenda {statistics.median(vol):.2f} s · "
        f"memory {max(geheugen):.0f} MB · key to paint {statistics.median(toetsen) * 1000:.0f} ms "
        f"(slowest {max(toetsen) * 1000:.0f})"
    )
    assert statistics.median(toetsen) < 0.15
    assert max(geheugen) < 150
