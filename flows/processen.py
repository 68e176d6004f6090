"""The flows, named as the process: each does one round of steps, and leaves a report that a person reads.

A flow holds no truth and decides nothing: every step asks engine what is due and lets one use case move each item.
Done twice, nothing happens twice. The database is named by DOORBRAAK_DATABASE, never by a parameter.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from prefect import flow, get_client, runtime, task
from prefect.artifacts import acreate_markdown_artifact

from budget.basis.klok import AMSTERDAM, lees_klok
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from engine.doorloop.begrippen import Stap, Verslag, Werk
from engine.doorloop.diensten import bezorg, wat_ligt_er, werk_af
from engine.doorloop.rondes import RONDES
from engine.doorloop.storing import meld_storing
from flows.verslag import als_markdown

BATCH = 50
"""Items a task; one run moves many casussen, never one run a casus."""

MEESTE_LABELS = 50


def database() -> str:
    """Return the address of the database; KeyError when DOORBRAAK_DATABASE is not set."""
    return os.environ["DOORBRAAK_DATABASE"]


class RondeMislukt(Exception):
    """A step failed in a way nobody foresaw. Prefect stores this text, so it names the kind of failure and no data."""


@contextmanager
def _zonder_gegevens() -> Iterator[None]:
    """Let nothing of a failure reach Prefect but its kind: the text of a database error can hold a whole row."""
    try:
        yield
    except (Weigering, OnbruikbareInvoer):
        raise
    except Exception as fout:
        raise RondeMislukt(type(fout).__name__) from None


@task(task_run_name="{naam}", retries=3, retry_delay_seconds=[1, 5, 25], retry_jitter_factor=0.2, persist_result=False)
async def stap_doen(ronde: str, naam: str, kenmerken: Sequence[str], nu: datetime | None = None) -> Verslag:
    """Do one batch of one step; a retry finds what was done and leaves it."""
    stap = _stap(ronde, naam)
    with _zonder_gegevens():
        werk, _ = await asyncio.to_thread(wat_ligt_er, database(), stap, nu)
        return await asyncio.to_thread(werk_af, database(), stap, [w for w in werk if w.kenmerk in kenmerken], nu)


@task(
    task_run_name="bezorgen", retries=3, retry_delay_seconds=[1, 5, 25], retry_jitter_factor=0.2, persist_result=False
)
async def post_bezorgen(nu: datetime | None = None) -> Verslag:
    """Deliver what waits in the outbox; a message that was delivered is not claimed again."""
    with _zonder_gegevens():
        return await asyncio.to_thread(bezorg, database(), nu)


def runnaam() -> str:
    """Return the name of a run: its flow and the Dutch time it is about, so that a list of runs can be read."""
    flow_run = runtime.flow_run
    wanneer = flow_run.parameters.get("nu") or lees_klok()
    if isinstance(wanneer, str):
        wanneer = datetime.fromisoformat(wanneer)
    return f"{flow_run.flow_name} {wanneer.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}"


async def _ronde(naam: str, nu: datetime | None) -> dict[str, object]:
    verslag = Verslag()
    for stap in RONDES[naam]:
        with _zonder_gegevens():
            werk, _ = await asyncio.to_thread(wat_ligt_er, database(), stap, nu)
        for batch in _batches(werk):
            verslag.erbij(await stap_doen(naam, stap.naam, [w.kenmerk for w in batch], nu))
    if naam == "herinneringen":
        verslag.erbij(await post_bezorgen(nu))
    await _laat_zien(naam, verslag)
    return {"verplaatst": len(verslag.verplaatst), "gewacht": len(verslag.gewacht), "geweigerd": len(verslag.geweigerd)}


async def _laat_zien(naam: str, verslag: Verslag) -> None:
    """Tag the run with the casusnummers that it moved, and keep a report with it."""
    await acreate_markdown_artifact(key=naam, markdown=als_markdown(naam, verslag), description=f"Ronde {naam}")
    if verslag.casussen and runtime.flow_run.id is not None:
        async with get_client() as client:
            await client.update_flow_run(
                flow_run_id=runtime.flow_run.id, tags=[naam, *verslag.casussen[: MEESTE_LABELS - 1]]
            )


def _stap(ronde: str, naam: str) -> Stap:
    return next(stap for stap in RONDES[ronde] if stap.naam == naam)


def _batches(werk: Sequence[Werk]) -> list[Sequence[Werk]]:
    return [werk[begin : begin + BATCH] for begin in range(0, len(werk), BATCH)]


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def intake(nu: datetime | None = None) -> dict[str, object]:
    """Tell the aanmelder of every new casus that it came in."""
    return await _ronde("intake", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def tafel(nu: datetime | None = None) -> dict[str, object]:
    """Send the agenda of planned zittingen, and start the nazorg of closed casussen."""
    return await _ronde("tafel", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def mandaatcheck(nu: datetime | None = None) -> dict[str, object]:
    """Repeat the check before the zitting where the list, the register or the draft changed."""
    return await _ronde("mandaatcheck", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def voorfinanciering(nu: datetime | None = None) -> dict[str, object]:
    """Propose a payment batch of what was approved."""
    return await _ronde("voorfinanciering", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def uitzoeken(nu: datetime | None = None) -> dict[str, object]:
    """Start the research on who must pay."""
    return await _ronde("uitzoeken", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def verrekening(nu: datetime | None = None) -> dict[str, object]:
    """Send claims, see them settled, close lines and the money of casussen."""
    return await _ronde("verrekening", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def herinneringen(nu: datetime | None = None) -> dict[str, object]:
    """Remind everybody of what is due, and let unanswered offers of regie lapse."""
    return await _ronde("herinneringen", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def afletteren(nu: datetime | None = None) -> dict[str, object]:
    """Read the bank files in the folder and match what is certain."""
    return await _ronde("afletteren", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def controle(nu: datetime | None = None) -> dict[str, object]:
    """Check the ledger and every promise about it."""
    return await _ronde("controle", nu)


@flow(flow_run_name=runnaam, retries=2, retry_delay_seconds=3, persist_result=False)
async def storing(wat: str, hoe: str, nu: datetime | None = None) -> None:
    """Tell the beheerder that a round failed or is late: started by an automation of the server, once a day a round."""
    with _zonder_gegevens():
        await asyncio.to_thread(meld_storing, database(), wat, hoe, nu)


FLOWS = {
    f.name: f
    for f in (
        intake, tafel, mandaatcheck, voorfinanciering, uitzoeken, verrekening, herinneringen, afletteren, controle,
    )
}  # fmt: skip
"""The flows by name, in the order of the process."""
