"""What the Prefect server must know: flows with schedules and limits, a work pool, and who hears of trouble."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from prefect import get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy, StateType
from prefect.deployments.runner import RunnerDeployment
from prefect.events.actions import RunDeployment
from prefect.events.schemas.automations import AutomationCore, EventTrigger, Posture
from prefect.exceptions import ObjectAlreadyExists
from prefect.flows import Flow
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from engine.doorloop.rondes import RONDES
from flows.processen import FLOWS, storing
from flows.schema import schema_van

POOL = "doorbraak"
VANZELF = "vanzelf"

EEN_TEGELIJK = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW, grace_period_seconds=60
)
"""A round that finds itself at work has nothing to add. It is for quiet only: every command has a key of its own."""

_GEBEURTENISSEN = {
    "mislukt": {"prefect.flow-run.Failed", "prefect.flow-run.Crashed"},
    "te_laat": {"prefect.flow-run.Late"},
}


async def deployments(pool: str | None = None) -> list[RunnerDeployment]:
    """Return every round on its schedule, and the one that tells of trouble; for a pool or for this process."""
    return [
        *[await _deployment(flow, pool, naam) for naam, flow in FLOWS.items() if naam in RONDES],
        await _deployment(storing, pool),
    ]


async def _deployment(flow: Flow[Any, Any], pool: str | None, ronde: str | None = None) -> RunnerDeployment:
    return await flow.ato_deployment(
        name=VANZELF,
        schedule=schema_van(ronde) if ronde else None,
        tags=[ronde or "storing"],
        concurrency_limit=EEN_TEGELIJK if ronde else None,
        work_pool_name=pool,
        # The product is installed on every machine; nothing of this machine's folders is asked of another.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


async def zet_op_pool() -> None:
    """Make the work pool when it is not there, and put every deployment in it for workers on any machine."""
    async with get_client() as client:
        with suppress(ObjectAlreadyExists):
            await client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
    rondes = await deployments(POOL)
    for deployment in rondes:
        await deployment.aapply()
    await waarschuw_bij_storing(rondes[-1])


async def waarschuw_bij_storing(deployment: RunnerDeployment) -> None:
    """Let the server start this deployment when a round fails, crashes or is late; what was there is replaced."""
    doel = await deployment.aapply()
    async with get_client() as client:
        for hoe, gebeurtenissen in _GEBEURTENISSEN.items():
            naam = f"ronde {hoe.replace('_', ' ')}"
            for oud in await client.read_automations_by_name(naam):
                await client.delete_automation(oud.id)
            await client.create_automation(_automation(naam, hoe, gebeurtenissen, doel))


def _automation(naam: str, hoe: str, gebeurtenissen: set[str], doel: UUID) -> AutomationCore:
    return AutomationCore(
        name=naam,
        description="Een ronde liep niet zoals zij moest; de beheerder krijgt bericht.",
        trigger=EventTrigger(
            expect=gebeurtenissen,
            match_related={"prefect.resource.role": "flow", "prefect.resource.name": list(RONDES)},
            for_each={"related:flow:prefect.resource.name"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[
            RunDeployment(
                source="selected",
                deployment_id=doel,
                parameters={"wat": {"__prefect_kind": "jinja", "template": "{{ flow.name }}"}, "hoe": hoe},
            )
        ],
    )


async def ruim_op() -> int:
    """Call runs crashed that a killed process left running on a server of our own; return how many.

    Only before anything of ours runs: nothing that is still at work may be called crashed.
    """
    async with get_client() as client:
        draait = FlowRunFilter.model_validate({"state": {"type": {"any_": [StateType.RUNNING, StateType.PENDING]}}})
        achtergebleven = await client.read_flow_runs(flow_run_filter=draait)
        for run in achtergebleven:
            await client.set_flow_run_state(run.id, Crashed(message="het proces stopte"), force=True)
    return len(achtergebleven)
