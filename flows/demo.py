"""The practice quarter with the real flows: a child process that tells its progress as lines of JSON.

Started by `doorbraak demo`, or by hand: python -m flows.demo --map DIR. Each line is one document with `soort`:
begonnen, week, klaar, weigering, fouten or gestopt.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from budget.basis.weigering import OnbruikbareInvoer, Weigering
from engine.oefen.afsluiten import open_potrekening, sluit_af, weekstand
from engine.oefen.bank import bankmap, oefenbank
from engine.oefen.plaats import maak_leeg, verhaalmap
from engine.oefen.spelen import Gespeeld, speel
from engine.oefen.stand import Bevindingenboek
from engine.oefen.verhaal import lees_verhaal
from engine.regio.inrichten import init
from flows.server import lokale_server

REGIO = "zuidoost-utrecht"

_AF = threading.Event()
"""Set when nothing is left to stop: the server is gone and the answer is known."""


@dataclass
class Voortgang:
    """What was done in a week and in all; one line is told for each week that has something in it."""

    url: str
    runs: int = 0
    daden: int = 0
    geweigerd: int = 0
    rondes: Counter[str] = field(default_factory=Counter)
    tot: date | None = None
    stand: dict[str, Any] = field(default_factory=dict)

    def erbij(self, gespeeld: Gespeeld) -> None:
        """Add a day; tell about the week before when a new one begins."""
        if self.tot is not None and self.tot.isocalendar()[:2] != gespeeld.dag.isocalendar()[:2]:
            self.vertel()
        self.daden += gespeeld.daden
        self.geweigerd += len(gespeeld.geweigerd)
        self.runs += len(gespeeld.rondes)
        self.rondes.update(gespeeld.rondes)
        self.tot, self.stand = gespeeld.dag, weekstand(self.url)

    def vertel(self) -> None:
        """Tell how far we are."""
        if self.tot is not None:
            week = self.tot.isocalendar().week
            _zeg("week", week=week, tot=self.tot.isoformat(), daden=self.daden, geweigerd=self.geweigerd,
                 flowruns=self.runs, **self.stand)  # fmt: skip


def main() -> None:
    """Play the quarter in a folder and leave with the exit code of the contract."""
    lezer = argparse.ArgumentParser(prog="python -m flows.demo")
    lezer.add_argument("--map", required=True, type=Path)
    lezer.add_argument("--aan-de-lijn", action="store_true", help="stop zodra de invoer sluit: de starter is weg")
    gekozen = lezer.parse_args()
    # The practice region is its own world: nothing of the user's own database, key, mail or server takes part.
    for naam in [naam for naam in os.environ if naam.startswith(("DOORBRAAK_", "PREFECT_"))]:
        del os.environ[naam]
    if gekozen.aan_de_lijn:
        threading.Thread(target=_stop_met_de_starter, daemon=True).start()
    sys.exit(_met_exitcode(gekozen.map.resolve()))


def _stop_met_de_starter() -> None:
    """Interrupt ourselves when standard input closes before we are done: the starter stopped, or is no more."""
    while os.read(0, 4096):
        pass
    if not _AF.is_set():
        os.kill(os.getpid(), signal.SIGINT)


def _met_exitcode(map_: Path) -> int:
    try:
        gegevens = speel_demo(map_)
        _AF.set()
        _zeg("klaar", gegevens=gegevens)
    except Weigering as weigering:
        _zeg("weigering", weigering=weigering.als_json(), exitcode=weigering.exitcode)
        return weigering.exitcode
    except OnbruikbareInvoer as fout:
        _zeg("fouten", fouten=[f.als_json() for f in fout.fouten], exitcode=2)
        return 2
    except KeyboardInterrupt:
        _zeg("gestopt", exitcode=130)
        return 130
    return 0


def speel_demo(map_: Path) -> dict[str, Any]:
    """Build the region, play the story with the flows of a local server, write the files; return the answer.

    Refusals: demomap_bezet, alleen_lezen, verhaal_anders, oefenbank_ontbreekt.
    """
    begonnen = time.monotonic()
    maak_leeg(map_)
    url = f"sqlite:///{map_ / 'doorbraak.db'}"
    oefen = lees_verhaal(verhaalmap(REGIO), bankmap(url))
    verhaal = oefen.verhaal
    voortgang, bevindingen = Voortgang(url), Bevindingenboek()
    os.environ["DOORBRAAK_DATABASE"] = url
    with ExitStack() as stapel:
        # The server needs seconds to start; meanwhile the region is made.
        wachtrij = stapel.enter_context(ThreadPoolExecutor(1))
        inrichten = wachtrij.submit(init, url, verhaal.regio, oefen=True, nu=verhaal.begin)
        os.environ |= stapel.enter_context(lokale_server(map_ / "prefect"))
        inrichten.result()
        _zeg("begonnen", regio=verhaal.regio, dagen=len(oefen.speeldagen))
        bank = stapel.enter_context(oefenbank(bankmap(url), verhaal.begin))
        open_potrekening(url, bank, verhaal.begin)
        doe_ronde = stapel.enter_context(_flows())
        for gespeeld in speel(url, oefen, bank, doe_ronde):
            bevindingen.noteer(url, verhaal.gezien_door, gespeeld.laatste)
            voortgang.erbij(gespeeld)
        voortgang.vertel()
    einde = sluit_af(url, oefen, map_, bevindingen)
    return einde | {
        "map": str(map_),
        "database": url,
        "flows": {"runs": voortgang.runs, "per_flow": dict(voortgang.rondes)},
        "duur_s": round(time.monotonic() - begonnen, 1),
    }


@contextmanager
def _flows() -> Iterator[Callable[[str, datetime], None]]:
    """Run flows one after the other on one loop; the settings of the server must be set before."""
    from flows.processen import FLOWS

    with asyncio.Runner() as runner:

        def doe_ronde(naam: str, nu: datetime) -> None:
            runner.run(FLOWS[naam](nu))

        yield doe_ronde


def _zeg(soort: str, **velden: Any) -> None:
    """Tell one line."""
    print(json.dumps({"soort": soort} | velden, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
