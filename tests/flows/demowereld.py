"""How the tests run the demo: the real command, in a process of its own, and what stands round it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import yaml

from engine.oefen.plaats import verhaalmap

DOORBRAAK = [sys.executable, "-m", "tui.cli"]


def start_demo(map_: Path, *opties: str, uit: IO[str] | None = None) -> subprocess.Popen[str]:
    """Start `doorbraak demo`; the answer comes on stdout and the progress on stderr, or both go to a file."""
    return subprocess.Popen(
        [*DOORBRAAK, "demo", "--map", str(map_), *opties],
        stdout=uit or subprocess.PIPE,
        stderr=uit or subprocess.PIPE,
        text=True,
        env={naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(("DOORBRAAK_", "PREFECT_"))},
    )


def nakomelingen(pid: int) -> set[int]:
    """Return the processes that this one started, and theirs."""
    ouders = {}
    for map_ in Path("/proc").iterdir():
        if map_.name.isdigit():
            try:
                ouders[int(map_.name)] = int((map_ / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    gevonden: set[int] = set()
    nieuw = {pid}
    while nieuw:
        nieuw = {kind for kind, ouder in ouders.items() if ouder in nieuw} - gevonden
        gevonden |= nieuw
    return gevonden


def leeft(pid: int) -> bool:
    """Say whether a process still runs; one that nobody waited for does not."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gezinnen() -> list[str]:
    """Return every name of a family in the story: whole, and the family name alone."""
    namen: set[str] = set()
    for pad in (verhaalmap("zuidoost-utrecht") / "casussen").glob("*/aanmelding.yaml"):
        document: dict[str, Any] = yaml.safe_load(pad.read_text(encoding="utf-8"))
        for mens in (document["jeugdige"], *document["gezin"]):
            namen |= {mens["naam"], mens["naam"].rpartition(" ")[2]}
    return sorted(namen)
