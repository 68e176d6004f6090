"""The resident part: serves the schedules, and starts a short flow as soon as people left something to do."""

from __future__ import annotations

import asyncio
import logging

from prefect import aserve

from budget.basis.transactie import lezing
from budget.basis.wijziging import laatste_wijziging
from engine.doorloop.diensten import ronde, wat_ligt_er
from engine.doorloop.rondes import RONDES
from flows.processen import FLOWS, database
from flows.schema import schema_van

KIJKT_ELKE = 0.2
"""Seconds between two looks at what changed; a look is one select."""

_log = logging.getLogger(__name__)

# These run on their schedule only: a change in the database is no reason to remind or to check again.
_OP_TIJD = frozenset({"herinneringen", "controle", "afletteren"})


async def bedien() -> None:
    """Check the book, then serve every flow on its schedule and watch the database, until stopped."""
    begin = await asyncio.to_thread(ronde, database(), "controle")
    for regel in (*begin.verplaatst, *begin.geweigerd):
        _log.error("controle bij het begin: %s", regel["melding"])
    deployments = [
        await flow.ato_deployment(name="vanzelf", schedule=schema_van(naam), tags=[naam])
        for naam, flow in FLOWS.items()
        if naam in RONDES
    ]
    await asyncio.gather(aserve(*deployments, pause_on_shutdown=False, print_starting_message=False), bewaak())


async def bewaak() -> None:
    """Start the rounds that have work whenever something changed."""
    gezien = -1
    while True:
        nummer = await asyncio.to_thread(_stand)
        if nummer != gezien:
            gezien = nummer
            for naam in await asyncio.to_thread(_waar_werk_ligt):
                try:
                    await FLOWS[naam]()
                except Exception as fout:
                    # The next change or the schedule tries again; the reason stays with the run in Prefect.
                    _log.warning("ronde %s lukte niet: %s", naam, type(fout).__name__)
        await asyncio.sleep(KIJKT_ELKE)


def _stand() -> int:
    with lezing(database()) as db:
        return laatste_wijziging(db)


def _waar_werk_ligt() -> list[str]:
    return [
        naam
        for naam, stappen in RONDES.items()
        if naam not in _OP_TIJD and any(wat_ligt_er(database(), stap)[0] for stap in stappen)
    ]
