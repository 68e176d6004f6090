"""The child process of `doorbraak demo`: started, followed line by line, and stopped with us.

The flows run in a process of their own, so that the command line never loads them. The child reads its input to know
that we are still there: when we stop, however that goes, it stops too and takes its server along.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from typing import Any

from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.basis.weigering import Fout, OnbruikbareInvoer, Weigering

UITLOOP_SECONDEN = 30
"""So long the child may take to stop its server."""


class Doorgegeven(Weigering):
    """A refusal of the child, passed on as it was: its code, exit code and words."""

    def __init__(self, weigering: Mapping[str, Any], exitcode: int) -> None:
        super().__init__(weigering["melding"], oplossing=weigering["oplossing"])
        self.code, self.exitcode = weigering["code"], exitcode  # type: ignore[misc]


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What the demo ended with, as the contract of the command line says."""

    gegevens: dict[str, Any]


def speel(map_: str, *, vertel: Callable[[str], None], debug: bool) -> Uitslag:
    """Run the demo and tell each line of progress.

    Refusals: those of the child; KeyboardInterrupt stops it first.
    """
    with tempfile.TemporaryFile() as fouten:
        kind = subprocess.Popen(
            [sys.executable, "-P", "-m", "flows.demo", "--map", map_, "--aan-de-lijn"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if debug else fouten,
            text=True,
            encoding="utf-8",
            # Ctrl-C reaches us alone; the child hears it from us and stops in its own order.
            start_new_session=True,
        )
        try:
            assert kind.stdout is not None
            return _volg(map(json.loads, kind.stdout), vertel)
        finally:
            _stop(kind)


def _volg(regels: Iterable[dict[str, Any]], vertel: Callable[[str], None]) -> Uitslag:
    for regel in regels:
        match regel["soort"]:
            case "begonnen":
                vertel(f"De oefenregio {regel['regio']} staat klaar; nu {regel['dagen']} dagen met de echte flows.")
            case "week":
                vertel(_weekregel(regel))
            case "klaar":
                return Uitslag(regel["gegevens"])
            case "weigering":
                raise Doorgegeven(regel["weigering"], regel["exitcode"])
            case "fouten":
                raise OnbruikbareInvoer([Fout(**fout) for fout in regel["fouten"]])
            case "gestopt":
                raise KeyboardInterrupt
    raise RuntimeError("the demo ended without an answer")


def _stop(kind: subprocess.Popen[str]) -> None:
    """Close the input of the child, which makes it stop, and wait until it and its server are gone."""
    if kind.stdin is not None:
        kind.stdin.close()
    try:
        kind.wait(timeout=UITLOOP_SECONDEN)
    except subprocess.TimeoutExpired:
        kind.kill()
        kind.wait()
    if kind.stdout is not None:
        kind.stdout.close()


def _weekregel(regel: Mapping[str, Any]) -> str:
    tot = datum(date.fromisoformat(regel["tot"]), jaar=False)
    return (
        f"week {regel['week']}  t/m {tot:<10}  {regel['daden']:>3} handelingen  {regel['casussen']:>2} casussen"
        f"  {regel['besluiten']:>2} besluiten  {regel['flowruns']:>2} flows  {regel['herinneringen']:>3} herinneringen"
        f"  pot {Geld(regel['pot'])}"
    )


def laat_zien(gegevens: Mapping[str, Any], map_: str) -> Iterator[str]:
    """Yield the summary for people; the last line opens the screen and can be copied as it stands."""
    bank, controle = gegevens["bank"], gegevens["controle"]
    yield ""
    yield f"casussen       {_telling(gegevens['casussen'])}"
    yield f"besluiten      {_telling(gegevens['besluiten'])}"
    yield f"pot            beschikbaar {Geld(gegevens['pot']['beschikbaar'])}"
    yield f"bank           {bank['open']['aantal']} regels open, verschil met het boek {Geld(bank['aansluiting'])}"
    yield f"herinneringen  {gegevens['herinneringen']}"
    yield f"netwerk        bevindingen van {len(gegevens['bevindingen'])} regels: {' '.join(gegevens['bevindingen'])}"
    oordeel = "alles klopt" if controle["in_orde"] else "NIET in orde"
    yield f"controle       {oordeel}, {controle['journaalposten']} journaalposten"
    yield f"duur           {gegevens['duur_s']} s, {gegevens['flows']['runs']} flows"
    yield f"bestanden      {len(gegevens['bestanden'])} in {map_}; begin met {Path(map_) / 'verslag.md'}"
    yield ""
    yield openregel(map_)


def openregel(map_: str) -> str:
    """Return the line that opens the screen on the practice region, as it works from here."""
    programma = "doorbraak" if shutil.which("doorbraak") else quote(sys.argv[0])
    return f"{programma} tafel --database {quote(str(Path(map_) / 'doorbraak.db'))}"


def _telling(per_status: Mapping[str, int]) -> str:
    delen = ", ".join(f"{aantal} {status.replace('_', ' ')}" for status, aantal in per_status.items())
    return f"{sum(per_status.values())} ({delen})"
