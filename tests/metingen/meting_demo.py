"""Time and memory of the demo: the command, the game with the flows, and the server together."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.flows.demowereld import nakomelingen, start_demo

pytestmark = pytest.mark.meting

HOOGSTENS_SECONDEN, HOOGSTENS_MB = 90, 600


def test_de_demo_blijft_binnen_tijd_en_geheugen(tmp_path: Path) -> None:
    begonnen, meest = time.monotonic(), 0
    with (tmp_path / "uit.json").open("w") as uit:
        proces = start_demo(tmp_path / "oefen", "--json", uit=uit)
        while proces.poll() is None:
            meest = max(meest, sum(map(_geheugen, {proces.pid, *nakomelingen(proces.pid)})))
            time.sleep(0.25)
    duur = time.monotonic() - begonnen
    print(f"\ndemo: {duur:.1f} s ({duur / HOOGSTENS_SECONDEN:.0%} van de grens), {meest / 1024:.0f} MB op zijn meest")
    assert proces.returncode == 0, (tmp_path / "uit.json").read_text()[-2000:]
    assert duur < HOOGSTENS_SECONDEN
    assert meest / 1024 <= HOOGSTENS_MB


def _geheugen(pid: int) -> int:
    """Return the memory of a process in kB, shared pages counted for its part; 0 when it is gone."""
    try:
        regels = (Path("/proc") / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(regel.split()[1]) for regel in regels if regel.startswith("Pss:")), 0)
