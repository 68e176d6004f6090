"""Builders for network tests: a healthy casus in the exchange format, to which a test adds what goes wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding
from engine.netwerk.controle import beeld_van
from engine.netwerk.formaat import Document, lees, lees_document
from engine.netwerk.regels.alle import bevindingen

Doc = dict[str, Any]
VOORBEELDEN = Path(__file__).with_name("voorbeelden.yaml")
CONTACT = "2026-11-20"
SINDS = "2026-08-25"

_GEZOND: Doc = {
    "formaat": "doorbraak-netwerk/1",
    "casus": {"id": "C-1", "start": "2026-08-20", "actorenlijst_bevestigd_op": "2026-11-25"},
    "peildatum": "2026-12-03",
    "organisaties": [
        {"id": "school_a", "soort": "school", "domein": "onderwijs", "gemeente": "Boswijk", "naam": "Linde College"},
        {"id": "team_b", "soort": "lokaal_team", "domein": "toegang", "gemeente": "Boswijk", "naam": "CJG Boswijk"},
        {"id": "ggz", "soort": "aanbieder", "domein": "jeugdhulp", "naam": "Aanbieder A"},
    ],
    "personen": [
        {"id": "dewit", "weergavenaam": "M. de Wit", "functie": "zorgcoördinator"},
        {"id": "vos", "weergavenaam": "S. Vos", "functie": "consulent"},
        {"id": "smit", "weergavenaam": "J. Smit", "functie": "begeleider"},
        {"id": "moeder", "weergavenaam": "Moeder"},
    ],
    "relaties": [
        {"soort": "aanstelling", "van": "dewit", "naar": "school_a"},
        {"soort": "aanstelling", "van": "vos", "naar": "team_b"},
        {"soort": "aanstelling", "van": "smit", "naar": "ggz"},
        *({"soort": "betrokken", "van": p, "geldig_van": SINDS} for p in ("dewit", "vos", "smit")),
        {"soort": "betrokken", "van": "moeder", "domein": "gezin", "geldig_van": SINDS},
        *(
            {"soort": "informatie", "van": a, "naar": b, "geldig_van": SINDS, "contactmomenten": [CONTACT]}
            for a, b in (("dewit", "vos"), ("vos", "smit"), ("dewit", "smit"), ("vos", "moeder"))
        ),
        {"soort": "vast_gezicht", "van": "vos", "naar": "moeder"},
    ],
    "regie_gebeurtenissen": [{"datum": "2026-09-01", "soort": "aanvaard", "persoon": "vos"}],
}


def een_document(*extra: Doc, zonder: str = "", gebeurtenissen: list[Doc] | None = None, **velden: Any) -> Doc:
    """Return the healthy casus with extra rows, without the rows of one kind, and with other fields."""
    doc = copy.deepcopy(_GEZOND)
    if zonder:
        doc["relaties"] = [r for r in doc["relaties"] if r["soort"] != zonder]
    doc["relaties"] += extra
    if gebeurtenissen is not None:
        doc["regie_gebeurtenissen"] = gebeurtenissen
    for naam, waarde in velden.items():
        doc[naam] = {**doc[naam], **waarde} if isinstance(doc.get(naam), dict) else waarde
    return doc


def met_personen(doc: Doc, *namen: str) -> Doc:
    """Add people to a document."""
    doc["personen"] += [{"id": naam} for naam in namen]
    return doc


def als_document(doc: Doc) -> Document:
    """Read a document that must be valid."""
    gelezen, fouten = lees_document(doc)
    assert gelezen is not None, fouten
    return gelezen


def beeld(doc: Doc) -> Beeld:
    """Return the Beeld of a document that must be valid."""
    return beeld_van(als_document(doc))


def gevonden(doc: Doc) -> list[Bevinding]:
    """Return the findings of a document that must be valid."""
    return bevindingen(beeld(doc))


def sleutels(bron: list[Bevinding]) -> set[tuple[str, tuple[str, ...], int, str]]:
    """Return what identifies and weighs findings."""
    return {(b.regel, b.betrokkenen, b.ernst, b.soort.value) for b in bron}


def voorbeelden() -> dict[str, Document]:
    """Return the valid examples by casus id."""
    documenten, fouten = lees(VOORBEELDEN.read_text(encoding="utf-8"), VOORBEELDEN.name)
    assert not fouten
    return {d.rijen.casus.id: d for d in documenten}
