"""Speed of the actor network: one casus, a region of a hundred, and growth with size; ratios, not milliseconds.

Run with `pytest tests/metingen/meting_netwerk.py -s`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Kaart
from engine.netwerk.controle import beeld_van, controleer_bestand
from engine.netwerk.kaarten import kaarten
from engine.netwerk.plaat import plaat
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.wat_als import wat_als
from engine.netwerk.wie_vragen import wie_vragen
from tests.engine.netwerk.netwerk_bouwers import CONTACT, VOORBEELDEN, Doc, als_document, een_document, voorbeelden

pytestmark = pytest.mark.meting
DOCUMENTEN = voorbeelden()
GROOT = DOCUMENTEN["G3-veel-hulp"]


def duur(werk: Callable[[], Any], keer: int = 15) -> float:
    """Return the fastest of several runs in milliseconds."""
    tijden = []
    for _ in range(keer):
        begin = time.perf_counter()
        werk()
        tijden.append(time.perf_counter() - begin)
    return min(tijden) * 1000


def met_kaarten(beeld: Beeld) -> list[Kaart]:
    """Evaluate every rule and make the cards."""
    return kaarten(beeld, bevindingen(beeld))


def een_grote(actoren: int) -> Doc:
    """A casus with that many people and about four times as many rows."""
    doc = een_document(relaties=[], personen=[], regie_gebeurtenissen=[])
    orgs = [o["id"] for o in doc["organisaties"]]
    for i in range(actoren):
        doc["personen"].append({"id": f"p{i}"})
        doc["relaties"] += [
            {"soort": "aanstelling", "van": f"p{i}", "naar": orgs[i % 3]},
            {"soort": "betrokken", "van": f"p{i}", "geldig_van": "2026-08-25"},
        ]
        for j in (i + 1, i + 2, i + 5):
            if j < actoren:
                doc["relaties"].append(
                    {"soort": "informatie", "van": f"p{i}", "naar": f"p{j}", "contactmomenten": [CONTACT]}
                )
    return doc


def test_een_casus_met_regels_en_kaarten() -> None:
    tijd = duur(lambda: met_kaarten(beeld_van(GROOT)))
    rang = duur(lambda: wie_vragen(beeld_van(GROOT)))
    vertrek = duur(lambda: wat_als(beeld_van(GROOT), "vos"))
    print(f"\none casus: rules and cards {tijd:.2f} ms = 1; ranking {rang / tijd:.2f}; what-if {vertrek / tijd:.2f}")
    assert tijd < 10
    assert vertrek < 5


def test_een_plaat() -> None:
    beeld = beeld_van(GROOT)
    alle = bevindingen(beeld)
    tijd = duur(lambda: plaat(beeld, alle, kaarten(beeld, alle)))
    print(f"\none picture: {tijd:.2f} ms")
    assert tijd < 100


def test_honderd_casussen() -> None:
    honderd = list(DOCUMENTEN.values())[-100:]
    regels = duur(lambda: [met_kaarten(beeld_van(d)) for d in honderd], keer=5)
    een = duur(lambda: met_kaarten(beeld_van(GROOT)))
    print(f"\n100 casussen: {regels:.0f} ms = {regels / een:.0f} times one large casus")
    assert regels < 300


def test_tien_keer_zoveel_rijen_kost_niet_honderd_keer_zoveel() -> None:
    klein, groot = als_document(een_grote(8)), als_document(een_grote(30))
    rijen = len(groot.rijen.relaties) / len(klein.rijen.relaties)
    verhouding = duur(lambda: met_kaarten(beeld_van(groot))) / duur(lambda: met_kaarten(beeld_van(klein)))
    print(f"\n30 actors against 8: {rijen:.1f} times the rows, {verhouding:.1f} times the time")
    assert verhouding < 6


def test_een_bestand_lezen() -> None:
    tekst = VOORBEELDEN.read_text(encoding="utf-8")
    alles = duur(lambda: controleer_bestand(tekst, "voorbeelden.yaml"), keer=3)
    regels = duur(lambda: [met_kaarten(beeld_van(d)) for d in DOCUMENTEN.values()], keer=3)
    print(f"\nfile of {len(DOCUMENTEN)} casussen: {alles:.0f} ms, {alles / regels:.1f} times the rules alone")
    assert alles < 3000
