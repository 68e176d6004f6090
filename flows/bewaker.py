"""The resident part: serves the schedules, and starts a short flow as soon as people left something to do."""

from __future__ import annotations

import asyncio
import logging
import time

from prefect import aserve

from budget.basis.transactie import lezing
from budget.basis.weigering import Weigering
from budget.basis.wijziging import laatste_wijziging
from engine.doorloop.diensten import ronde, wat_ligt_er
from engine.doorloop.rondes import RONDES
from flows.opzet import deployments, ruim_op, waarschuw_bij_storing, zet_op_pool
from flows.processen import FLOWS, database

KIJKT_ELKE = 0.2
"""Seconds between two looks at what changed; a look is one select."""

KIJKT_SOWIESO = 30.0
"""Seconds after which it looks for work also when nothing changed."""

KIJKT_WEER = 5.0
"""Seconds after trouble before the next look."""

TEGELIJK = 3
"""So many scheduled runs of one machine at once; each is a process of its own."""

_log = logging.getLogger(__name__)

# These run on their schedule only: a change in the database is no reason to remind or to check again.
_OP_TIJD = frozenset({"herinneringen", "controle", "afletteren"})


async def bedien(*, in_pool: bool = False, ruim_eerst_op: bool = False) -> None:
    """Check the book, then serve every flow on its schedule and watch the database, until stopped.

    in_pool: the schedules go to workers of the work pool, on this machine or another. ruim_eerst_op: the server is our
    own and was just started, so that a run which is at work according to it belongs to a process that was killed.
    """
    begin = await asyncio.to_thread(ronde, database(), "controle")
    for regel in (*begin.verplaatst, *begin.geweigerd):
        _log.error("controle bij het begin: %s", regel["melding"])
    if ruim_eerst_op and not in_pool:
        await ruim_op()
    if in_pool:
        await asyncio.gather(bewaak(), zet_op_pool())
        return
    eigen = await deployments()
    await asyncio.gather(
        bewaak(),
        aserve(*eigen, pause_on_shutdown=False, print_starting_message=False, limit=TEGELIJK),
        waarschuw_bij_storing(eigen[-1]),
    )


async def bewaak() -> None:
    """Start the rounds that have work whenever something changed; and now and then what was left behind.

    What stays after a round waits for people, so that only other work is a reason to start it without a change:
    a run on another machine can have been killed halfway.
    """
    gezien, gelaten, sowieso = -1, dict[str, frozenset[str]](), 0.0
    while True:
        await asyncio.sleep(KIJKT_ELKE)
        try:
            nummer = await asyncio.to_thread(_stand)
            gewijzigd = nummer != gezien
            if not gewijzigd and time.monotonic() < sowieso:
                continue
            werk = await asyncio.to_thread(_wat_er_ligt)
            gezien, sowieso = nummer, time.monotonic() + KIJKT_SOWIESO
            begonnen = [naam for naam, wat in werk.items() if gewijzigd or gelaten.get(naam) != wat]
            # One round that fails keeps no other from its turn.
            gelukt = [await _lukt(naam) for naam in begonnen]
            if not all(gelukt):
                gezien = -1
                await asyncio.sleep(KIJKT_WEER)
            elif begonnen:
                gelaten = await asyncio.to_thread(_wat_er_ligt)
        except Weigering as weigering:
            # The database is away for a moment; what changed meanwhile is seen when it is back.
            _log.warning("%s", weigering.melding)
            await asyncio.sleep(KIJKT_WEER)


async def _lukt(naam: str) -> bool:
    """Run a round; when it fails the reason stays with the run in Prefect."""
    try:
        await FLOWS[naam]()
    except Exception as fout:
        _log.warning("ronde %s lukte niet: %s", naam, type(fout).__name__)
        return False
    return True


def _stand() -> int:
    with lezing(database()) as db:
        return laatste_wijziging(db)


def _wat_er_ligt() -> dict[str, frozenset[str]]:
    """Return the rounds that have work, with what that is."""
    gevonden = {
        naam: frozenset(f"{stap.naam}/{werk.kenmerk}" for stap in stappen for werk in wat_ligt_er(database(), stap)[0])
        for naam, stappen in RONDES.items()
        if naam not in _OP_TIJD
    }
    return {naam: wat for naam, wat in gevonden.items() if wat}
