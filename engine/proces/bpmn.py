"""A track as BPMN 2.0, with a drawing: what a modeller shows and another engine can execute.

A state is a milestone (an intermediate event) before an event-based gateway; each event is a message that the
gateway waits for; where the outcome of a besluit chooses, an exclusive gateway looks at the variable `naar`.
An end state that can open again also waits for `vernietigen`, the end of the time that it is kept.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from lxml import etree

from engine.proces.begrippen import Overgang, Spoor, Staat
from engine.proces.tekening import Tekening, teken

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
VERNIETIGEN = "vernietigen"
"""The message that ends a track whose end state could open again."""

_RUIMTEN: Any = {None: MODEL, "bpmndi": DI, "dc": DC, "di": DD, "xsi": XSI}


def als_bpmn(spoor: Spoor, versie: str) -> bytes:
    """Return the track as a BPMN 2.0 document (UTF-8) with diagram interchange; the same text every time."""
    definities = etree.Element(
        f"{{{MODEL}}}definitions",
        {"id": f"doorbraak_{spoor.naam}", "targetNamespace": "urn:doorbraak:proces"},
        nsmap=_RUIMTEN,
    )
    for bericht in sorted({o.gebeurtenis for o in spoor.overgangen} | {VERNIETIGEN}):
        etree.SubElement(definities, f"{{{MODEL}}}message", {"id": f"bericht_{bericht}", "name": bericht})
    proces = etree.SubElement(
        definities,
        f"{{{MODEL}}}process",
        {
            "id": f"{spoor.naam}spoor",
            "name": f"{spoor.naam.capitalize()}spoor, versie {versie}",
            "isExecutable": "true",
        },
    )
    bouw = _Bouw(proces)
    bouw.spoor(spoor)
    _teken(definities, f"{spoor.naam}spoor", bouw.tekening, _diepte(spoor))
    etree.indent(definities)
    tekst = etree.tostring(definities, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tekst}\n'.encode()


class _Bouw:
    """Collects the nodes of one process and what the drawing has to show of them."""

    def __init__(self, proces: etree._Element) -> None:
        self.proces = proces
        self.tekening = Tekening()

    def spoor(self, spoor: Spoor) -> None:
        self.knoop("startEvent", "begin", "", spoor.begin, 0, 0)
        self.lijn("begin", f"staat_{spoor.begin}")
        for staat in spoor.staten.values():
            self.staat(spoor, staat)

    def staat(self, spoor: Spoor, staat: Staat) -> None:
        vanaf = [o for o in spoor.overgangen if staat.code in o.van]
        hier, blok = f"staat_{staat.code}", staat.code
        if not vanaf:
            self.knoop("endEvent", hier, staat.naam, blok, 0, 0)
            return
        self.knoop("intermediateThrowEvent", hier, staat.naam, blok, 0, 0, _uitleg_staat(staat))
        eindigt = staat.code in spoor.einde
        keuze = hier
        if len(vanaf) + eindigt > 1:
            keuze = f"keuze_{staat.code}"
            self.knoop("eventBasedGateway", keuze, "", blok, 1, 0)
            self.lijn(hier, keuze)
        for rij, overgang in enumerate(vanaf):
            self.overgang(overgang, staat, keuze, rij)
        if eindigt:
            self.bericht(f"einde_{staat.code}", "Bewaartermijn voorbij", VERNIETIGEN, blok, len(vanaf))
            self.lijn(keuze, f"einde_{staat.code}")
            self.knoop("endEvent", f"weg_{staat.code}", "Vernietigd", blok, 3, len(vanaf))
            self.lijn(f"einde_{staat.code}", f"weg_{staat.code}")

    def overgang(self, overgang: Overgang, staat: Staat, keuze: str, rij: int) -> None:
        hier = f"{overgang.code}_{staat.code}"
        naam = f"{overgang.gebeurtenis.replace('_', ' ')} ({overgang.code})"
        self.bericht(hier, naam, overgang.gebeurtenis, staat.code, rij, _uitleg_overgang(overgang))
        self.lijn(keuze, hier)
        doelen = overgang.doelen(staat.code)
        if not doelen:
            self.knoop("endEvent", f"weg_{hier}", "Verdwijnt", staat.code, 3, rij)
            self.lijn(hier, f"weg_{hier}")
        elif len(doelen) == 1:
            self.lijn(hier, f"staat_{doelen[0]}")
        else:
            self.knoop("exclusiveGateway", f"uitkomst_{hier}", "uitkomst van het besluit", staat.code, 3, rij)
            self.lijn(hier, f"uitkomst_{hier}")
            for doel in doelen:
                self.lijn(f"uitkomst_{hier}", f"staat_{doel}", doel)

    def bericht(self, id_: str, naam: str, bericht: str, blok: str, rij: int, uitleg: str = "") -> None:
        knoop = self.knoop("intermediateCatchEvent", id_, naam, blok, 2, rij, uitleg)
        etree.SubElement(
            knoop, f"{{{MODEL}}}messageEventDefinition", {"id": f"{id_}_bericht", "messageRef": f"bericht_{bericht}"}
        )

    def knoop(
        self, soort: str, id_: str, naam: str, blok: str, kolom: int, rij: int, uitleg: str = ""
    ) -> etree._Element:
        velden = {"id": id_} | ({"name": naam} if naam else {})
        knoop = etree.SubElement(self.proces, f"{{{MODEL}}}{soort}", velden)
        if uitleg:
            etree.SubElement(knoop, f"{{{MODEL}}}documentation").text = uitleg
        self.tekening.zet(id_, blok, kolom, rij, groot="Gateway" in soort)
        return knoop

    def lijn(self, van: str, naar: str, uitkomst: str = "") -> None:
        id_ = f"lijn_{van}__{naar}"
        velden = {"id": id_, "sourceRef": van, "targetRef": naar} | ({"name": uitkomst} if uitkomst else {})
        lijn = etree.SubElement(self.proces, f"{{{MODEL}}}sequenceFlow", velden)
        if uitkomst:
            voorwaarde = etree.SubElement(
                lijn, f"{{{MODEL}}}conditionExpression", {f"{{{XSI}}}type": "tFormalExpression"}
            )
            voorwaarde.text = f'naar == "{uitkomst}"'
        self.tekening.verbind(id_, van, naar)


def _uitleg_staat(staat: Staat) -> str:
    if staat.termijn is None:
        return ""
    return f"Wacht op {staat.ontvanger}, termijn {staat.termijn}. {staat.doe}"


def _uitleg_overgang(overgang: Overgang) -> str:
    delen = [f"Wie: {', '.join(overgang.wie)}."]
    if overgang.eisen:
        delen.append(f"Eisen: {', '.join(eis.replace('_', ' ') for eis in overgang.eisen)}.")
    if overgang.termijn:
        delen.append(f"Termijn: {overgang.termijn}.")
    if overgang.herinneringen:
        delen.append(f"Herinneringen: {', '.join(overgang.herinneringen)}.")
    return " ".join(delen)


def _diepte(spoor: Spoor) -> dict[str, int]:
    """Return for each state how many events it is away from the first one, at least."""
    diepte, rand = {spoor.begin: 0}, deque([spoor.begin])
    while rand:
        staat = rand.popleft()
        for overgang in spoor.overgangen:
            for doel in overgang.doelen(staat) if staat in overgang.van else ():
                if doel not in diepte:
                    diepte[doel] = diepte[staat] + 1
                    rand.append(doel)
    return diepte


def _teken(definities: etree._Element, proces: str, tekening: Tekening, diepte: dict[str, int]) -> None:
    plaat = etree.SubElement(definities, f"{{{DI}}}BPMNDiagram", {"id": "tekening"})
    vlak = etree.SubElement(plaat, f"{{{DI}}}BPMNPlane", {"id": "vlak", "bpmnElement": proces})
    vormen, lijnen = teken(tekening, diepte)
    for id_, (x, y, zijde) in vormen.items():
        vorm = etree.SubElement(vlak, f"{{{DI}}}BPMNShape", {"id": f"vorm_{id_}", "bpmnElement": id_})
        maten = {"x": str(x), "y": str(y), "width": str(zijde), "height": str(zijde)}
        etree.SubElement(vorm, f"{{{DC}}}Bounds", maten)
    for id_, punten in lijnen.items():
        lijn = etree.SubElement(vlak, f"{{{DI}}}BPMNEdge", {"id": f"vorm_{id_}", "bpmnElement": id_})
        for x, y in punten:
            etree.SubElement(lijn, f"{{{DD}}}waypoint", {"x": str(x), "y": str(y)})
