"""Every example: the complete set of findings, with kind and severity; the large ones also cards and ranking."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.netwerk.controle import beeld_van, controleer_bestand
from engine.netwerk.formaat import lees
from engine.netwerk.kaarten import kaarten
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.wie_vragen import wie_vragen

TEKST = Path(__file__).with_name("voorbeelden.yaml").read_text(encoding="utf-8")
DOCUMENTEN, SCHENDINGEN = lees(TEKST, "voorbeelden.yaml")
VERWACHT: list[dict[str, Any]] = list(yaml.load_all(TEKST, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
PAREN = [pytest.param(d, v, id=d.rijen.casus.id) for d, v in zip(DOCUMENTEN, VERWACHT, strict=True)]


def test_alle_voorbeelden_zijn_geldig() -> None:
    assert SCHENDINGEN == []
    assert len(DOCUMENTEN) == 147


@pytest.mark.parametrize(("document", "verwacht"), PAREN)
def test_voorbeeld_geeft_precies_deze_bevindingen(document: Any, verwacht: dict[str, Any]) -> None:
    gevonden = bevindingen(beeld_van(document))
    assert {(b.regel, frozenset(b.betrokkenen), b.ernst, b.soort.value) for b in gevonden} == {
        (v["regel"], frozenset(v["betrokkenen"]), v["ernst"], v["soort"]) for v in verwacht["verwacht"]
    }
    assert len({b.sleutel for b in gevonden}) == len(gevonden), "twee keer dezelfde bevinding"


@pytest.mark.parametrize(("document", "verwacht"), [p for p in PAREN if "verwacht_kaarten" in p.values[1]])  # type: ignore[operator]
def test_grote_casus_heeft_deze_kaarten(document: Any, verwacht: dict[str, Any]) -> None:
    beeld = beeld_van(document)
    getoond = kaarten(beeld, bevindingen(beeld))
    assert {k.naam: [b.regel for b in (*k.regels, *k.meer)] for k in getoond} == verwacht["verwacht_kaarten"]
    assert all(len(k.regels) <= 3 for k in getoond)


@pytest.mark.parametrize(("document", "verwacht"), [p for p in PAREN if "verwacht_wie_vragen" in p.values[1]])  # type: ignore[operator]
def test_grote_casus_vraagt_deze_mensen(document: Any, verwacht: dict[str, Any]) -> None:
    eerste = [(k.persoon, k.punten) for k in wie_vragen(beeld_van(document))][:3]
    assert eerste == [(v["persoon"], v["punten"]) for v in verwacht["verwacht_wie_vragen"]]


@pytest.mark.parametrize(("document", "verwacht"), PAREN)
def test_tekst_past_bij_de_soort(document: Any, verwacht: dict[str, Any]) -> None:
    """A question says 'vastgelegd' and asks whether it is right; what is not a question does not ask."""
    for b in bevindingen(beeld_van(document)):
        for tekst in (b.tekst, b.zaaltekst):
            assert ("vastgelegd" in tekst and tekst.endswith("Klopt dat?")) == (b.soort == "niet_vastgelegd")
            assert "  " not in tekst


def test_antwoord_van_het_programma_staat_in_de_volgorde_van_het_bestand() -> None:
    antwoord = controleer_bestand(TEKST, "voorbeelden.yaml")
    casussen = [b["casus"] for b in antwoord["bevindingen"]]
    volgorde = [v["casus"]["id"] for v in VERWACHT]
    assert list(dict.fromkeys(casussen)) == [c for c in volgorde if c in casussen]
    assert list(antwoord["kaarten"]) == volgorde
