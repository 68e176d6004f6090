"""The national sweep says exactly what the rules per casus say."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from datetime import date

import pytest

from budget.basis.weigering import OnbruikbareInvoer
from engine.netwerk.controle import beeld_van, controleer_bestand, veeg_bestand
from engine.netwerk.formaat import Document
from engine.netwerk.kaarten import kaarten
from engine.netwerk.landelijk.kolommen import laad
from engine.netwerk.landelijk.vegen import Vondst, veeg
from engine.netwerk.plaat import plaat
from engine.netwerk.plaat_druk import druk, eis_vorm
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import Informatie, Vakantie
from engine.stukken.weigeringen import HulpmiddelOntbreekt
from tests.engine.netwerk.netwerk_bouwers import VOORBEELDEN, als_document, een_document, voorbeelden
from tests.engine.netwerk.netwerk_regio import T, een_casus


def per_casus(documenten: list[Document]) -> set[Vondst]:
    return {
        Vondst(nr, b.regel, b.betrokkenen, b.soort, b.ernst)
        for nr, document in enumerate(documenten)
        for b in bevindingen(beeld_van(document))
    }


def in_een_keer(documenten: list[Document]) -> set[Vondst]:
    eerste = documenten[0]
    gevonden = veeg(laad((d.rijen for d in documenten), eerste.kennisdatum), eerste.peildatum, eerste.drempels)
    assert len(gevonden) == len(set(gevonden)), "nothing is found twice"
    return set(gevonden)


@pytest.mark.parametrize("naam", sorted(voorbeelden()))
def test_elk_voorbeeld_geeft_dezelfde_bevindingen(naam: str) -> None:
    document = voorbeelden_eens()[naam]
    assert in_een_keer([document]) == per_casus([document])


_GELEZEN: dict[str, Document] = {}


def voorbeelden_eens() -> dict[str, Document]:
    if not _GELEZEN:
        _GELEZEN.update(voorbeelden())
    return _GELEZEN


def een_regio(zaad: int, hoeveel: int, dichtheid: float) -> list[Document]:
    """A region with a quarter of its contact rows missing in every second casus, and a holiday in every third."""
    toeval = random.Random(zaad)
    uit = []
    for nr in range(hoeveel):
        document = een_casus(nr, toeval, dichtheid)
        rijen = document.rijen
        if nr % 2:
            relaties = tuple(r for r in rijen.relaties if not isinstance(r, Informatie) or toeval.random() > 0.25)
            rijen = replace(rijen, relaties=relaties)
        if nr % 3 == 0:
            rijen = replace(rijen, vakanties=(Vakantie(date(2026, 10, 17), date(2026, 10, 26)),))
        uit.append(replace(document, rijen=rijen))
    return uit


@pytest.mark.parametrize(("zaad", "dichtheid"), [(1, 0.2), (2, 0.45), (3, 0.8)])
def test_elke_regio_geeft_dezelfde_bevindingen(zaad: int, dichtheid: float) -> None:
    regio = een_regio(zaad, 80, dichtheid)
    assert in_een_keer(regio) == per_casus(regio)


@pytest.mark.lang
@pytest.mark.parametrize(("zaad", "hoeveel", "dichtheid"), [(11, 2500, 0.45), (12, 1000, 0.15), (13, 1000, 0.7)])
def test_een_grote_regio_geeft_dezelfde_bevindingen(zaad: int, hoeveel: int, dichtheid: float) -> None:
    regio = een_regio(zaad, hoeveel, dichtheid)
    assert in_een_keer(regio) == per_casus(regio)


def test_niets_is_ook_een_land() -> None:
    assert veeg(laad([]), T) == []


def test_een_casus_zonder_iemand_en_een_gezonde_casus() -> None:
    leeg = als_document(een_document(relaties=[], personen=[], regie_gebeurtenissen=[]))
    gezond = als_document(een_document())
    assert in_een_keer([leeg, gezond]) == per_casus([leeg, gezond])
    assert all(v.casus == 0 for v in in_een_keer([leeg, gezond])), "een gezonde casus zwijgt"


def test_een_bestand_met_heel_veel_casussen_geeft_wat_elke_bevinding_kenmerkt() -> None:
    tekst = VOORBEELDEN.read_text(encoding="utf-8")
    alles = veeg_bestand(tekst, VOORBEELDEN.name)
    sleutels = sorted((b["casus"], b["regel"], b["betrokkenen"]) for b in alles["bevindingen"])
    los = controleer_bestand(tekst, VOORBEELDEN.name)["bevindingen"]
    assert sleutels == sorted((b["casus"], b["regel"], b["betrokkenen"]) for b in los)
    assert sum(alles["per_regel"].values()) == len(sleutels)
    assert "fouten" in veeg_bestand("formaat: iets", "x.yaml")


def test_zonder_numpy_staat_er_wat_te_doen_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.sparse.csgraph", None)
    with pytest.raises(HulpmiddelOntbreekt) as fout:
        veeg_bestand(VOORBEELDEN.read_text(encoding="utf-8"), VOORBEELDEN.name)
    assert "doorbraaktafel[landelijk]" in fout.value.oplossing


@pytest.mark.parametrize(("naam", "begin"), [("plaat.png", b"\x89PNG"), ("plaat.PDF", b"%PDF"), ("p.svg", b"<svg")])
def test_de_plaat_als_bestand(naam: str, begin: bytes) -> None:
    beeld = beeld_van(voorbeelden_eens()["G1-2026-014"])
    alle = bevindingen(beeld)
    svg = plaat(beeld, alle, kaarten(beeld, alle))
    assert druk(svg, eis_vorm(naam)).lstrip().startswith(begin)


def test_een_plaat_die_niet_kan(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OnbruikbareInvoer, match="kan de plaat niet zijn"):
        eis_vorm("plaat.gif")
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(HulpmiddelOntbreekt, match="typst"):
        druk("<svg/>", "png")
