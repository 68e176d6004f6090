"""Another engine (SpiffWorkflow) executes the exported BPMN and agrees with our machine, refusals included."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from functools import cache
from random import Random
from xml.etree import ElementTree as ET

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.specs.event_definitions import MessageEventDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import WorkflowException
from SpiffWorkflow.util.task import TaskState

from engine.proces.begrippen import Spoor
from engine.proces.bpmn import DD, DI, MODEL, VERNIETIGEN, als_bpmn
from engine.proces.laden import lees_proces
from engine.proces.regels import OvergangKanNiet, mogelijk, overgang
from engine.regio.plaats import config_map

DOCUMENT = tomllib.loads((config_map() / "proces" / "v1.toml").read_text(encoding="utf-8"))
PROCES = lees_proces(DOCUMENT)
STAPPEN = 25


class Oneens(AssertionError):
    """The other engine and our machine do not say the same."""


@cache
def gelezen(xml: bytes, naam: str):
    lezer = BpmnParser(validator=BpmnValidator())
    lezer.add_bpmn_xml(etree.fromstring(xml), filename=f"{naam}.bpmn")
    return lezer.get_spec(f"{naam}spoor")


def aangeboden(motor: BpmnWorkflow) -> set[str]:
    namen: set[str] = set()
    for taak in motor.get_tasks(state=TaskState.WAITING):
        wacht_op = taak.task_spec.event_definition
        namen |= {d.name for d in getattr(wacht_op, "event_definitions", [wacht_op])}
    return namen


def stuur(motor: BpmnWorkflow, gebeurtenis: str, naar: str = "") -> None:
    motor.send_event(BpmnEvent(MessageEventDefinition(gebeurtenis), {"naar": naar}))
    motor.do_engine_steps()


def wandel(spoor: Spoor, export: Spoor, kans: Random) -> None:
    """Walk at random through both; the exported track is executed by the other engine."""
    motor = BpmnWorkflow(gelezen(als_bpmn(export, "1"), export.naam))
    motor.do_engine_steps()
    staat, alle = spoor.begin, sorted({o.gebeurtenis for o in spoor.overgangen})
    for _ in range(STAPPEN):
        mag = set(mogelijk(spoor, staat))
        verwacht = mag | ({VERNIETIGEN} if staat in spoor.einde and mag else set())
        if aangeboden(motor) != verwacht:
            raise Oneens(f"{staat}: {aangeboden(motor)} in plaats van {verwacht}")
        if not mag:
            break
        gebeurtenis = kans.choice(alle) if kans.random() < 0.3 else kans.choice(sorted(mag))
        try:
            stap = overgang(spoor, staat, gebeurtenis)
        except OvergangKanNiet:
            with pytest.raises(WorkflowException):
                motor.send_event(BpmnEvent(MessageEventDefinition(gebeurtenis), {}))
            continue
        doelen = stap.doelen(staat)
        nieuw = kans.choice(doelen) if doelen else None
        stuur(motor, gebeurtenis, nieuw or "")
        if nieuw is None:
            break
        staat = nieuw
        bereikt = [t.task_spec.name for t in motor.get_tasks(state=TaskState.COMPLETED)]
        if f"staat_{staat}" not in bereikt:
            raise Oneens(f"{gebeurtenis} bracht de andere niet in {staat}")
    if not mogelijk(spoor, staat) or not doelen:
        assert motor.is_completed()


@pytest.mark.parametrize("naam", ["hulp", "geld"])
def test_een_andere_motor_loopt_dezelfde_wegen(naam):
    kans = Random(20260901)
    for _ in range(50):
        wandel(PROCES.spoor(naam), PROCES.spoor(naam), kans)


@pytest.mark.lang
@pytest.mark.parametrize("naam", ["hulp", "geld"])
def test_een_andere_motor_loopt_duizend_keer_dezelfde_wegen(naam):
    kans = Random(5)
    for _ in range(1_000):
        wandel(PROCES.spoor(naam), PROCES.spoor(naam), kans)


@pytest.mark.parametrize(
    ("code", "anders"),
    [
        ("H03", {"naar": ["geaccepteerd"]}),
        ("H19", {"van": ["besproken", "geagendeerd"]}),
        ("H42", {"gebeurtenis": "afbouwen"}),
        ("G18", {"naar": ["toegewezen"]}),
        ("G15", {"van": ["toegewezen"]}),
        ("G28", {"naar": ["gesloten"]}),
    ],
)
def test_een_veranderde_definitie_valt_op(code, anders):
    kapot, naam = deepcopy(DOCUMENT), "hulp" if code.startswith("H") else "geld"
    next(o for o in kapot[naam]["overgang"] if o["code"] == code).update(anders)
    kans, veranderd = Random(7), lees_proces(kapot).spoor(naam)
    with pytest.raises((Oneens, WorkflowException)):
        for _ in range(300):
            wandel(PROCES.spoor(naam), veranderd, kans)


@pytest.mark.parametrize("naam", ["hulp", "geld"])
def test_elke_knoop_en_lijn_staat_in_de_tekening_en_niets_ligt_op_elkaar(naam):
    boom = ET.fromstring(als_bpmn(PROCES.spoor(naam), "1"))
    proces = boom.find(f"{{{MODEL}}}process")
    knopen = {k.get("id") for k in proces if not k.tag.endswith("sequenceFlow")}
    lijnen = {k.get("id") for k in proces if k.tag.endswith("sequenceFlow")}
    vormen = {v.get("bpmnElement"): v[0].attrib for v in boom.iter(f"{{{DI}}}BPMNShape")}
    assert vormen.keys() == knopen
    assert {v.get("bpmnElement") for v in boom.iter(f"{{{DI}}}BPMNEdge")} == lijnen
    assert all(len(v.findall(f"{{{DD}}}waypoint")) == 4 for v in boom.iter(f"{{{DI}}}BPMNEdge"))
    hoeken = [(int(v["x"]), int(v["y"]), int(v["width"])) for v in vormen.values()]
    for nr, (x, y, zijde) in enumerate(hoeken):
        for x2, y2, zijde2 in hoeken[nr + 1 :]:
            assert abs(x - x2) >= min(zijde, zijde2) or abs(y - y2) >= min(zijde, zijde2)


def test_de_namen_en_de_uitleg_zijn_nederlands_en_van_de_definitie():
    tekst = als_bpmn(PROCES.hulp, "1").decode()
    for wat in ('name="Op de agenda"', 'name="plan starten (H33)"', "Wie: casusregisseur.", "Herinneringen: R6, R8.",
                "Wacht op voorzitter, termijn D_TRIAGE."):  # fmt: skip
        assert wat in tekst
    assert als_bpmn(PROCES.hulp, "1") == als_bpmn(PROCES.hulp, "1")
