"""The five bars and the label: worked examples, limits, and what one casus adds."""

from __future__ import annotations

import pytest

from engine.netwerk.controle import beeld_van
from engine.netwerk.samenwerking import (
    TE_ONVOLLEDIG,
    TE_WEINIG,
    Balken,
    Kenmerken,
    kenmerken,
    naam_bij,
    samenwerking,
    score,
)
from tests.engine.netwerk.netwerk_bouwers import beeld, een_document, voorbeelden

UITGEWERKT = [
    ((0.10, 0.30, 0.25, 0.55, 0.03), (0.85, 0.36, 0.38, 0), "schotten"),
    ((0.30, 0.20, 0.80, 0.20, 0.05), (0.40, 0.83, 0.29, 0), "keten"),
    ((0.60, 0.75, 0.15, 0.85, 0.12), (0, 0.14, 0.84, 0.55), "netwerk"),
    ((0.75, 0.85, 0.08, 0.90, 0.70), (0, 0.08, 0.37, 0.96), "integraal"),
    ((0.30, 0.20, 0.00, 0.20, 0.05), (0.50, 0.47, 0.45, 0), "mengvorm tussen schotten en keten"),
]


@pytest.mark.parametrize(("balken", "scores", "label"), UITGEWERKT)
def test_uitgewerkte_voorbeelden(balken: tuple[float, ...], scores: tuple[float, ...], label: str) -> None:
    gevonden = score(Balken(*balken))
    assert tuple(round(s, 2) for s in gevonden.values()) == scores
    assert naam_bij(gevonden) == label


def casus(**anders: int) -> Kenmerken:
    velden = {
        "paren": 6, "lijnen": 4, "wederzijds": 3, "overdracht": 0, "beide": 1, "gelijktijdig": 1, "samen_betaald": 0,
        "met_contact": 4, "deelnemers": 5,
    }  # fmt: skip
    return Kenmerken(**{**velden, **anders})  # type: ignore[arg-type]


def test_vanaf_tien_casussen_met_school_en_jeugdhulp_is_er_een_oordeel() -> None:
    negen = samenwerking([*[casus()] * 9, *[casus(beide=0)] * 30])
    assert (negen.balken, negen.label, negen.casussen) == (None, TE_WEINIG, 9)
    tien = samenwerking([casus()] * 10)
    assert tien.balken == Balken(4 / 6, 0.75, 0, 1, 0)
    assert tien.label == "netwerk"
    assert tien.volledigheid == 0.8


def test_zonder_genoeg_registratie_alleen_de_balken() -> None:
    half = samenwerking([casus(met_contact=2)] * 10)
    assert half.balken is not None
    assert half.label == TE_ONVOLLEDIG


def test_zonder_mogelijke_paren_geen_score() -> None:
    assert samenwerking([casus(paren=0, lijnen=0)] * 10).balken is None


def test_een_casus_telt_zijn_paren_en_lijnen() -> None:
    k = kenmerken(beeld(een_document()))
    assert (k.paren, k.lijnen, k.wederzijds, k.overdracht) == (2, 2, 0, 0)
    assert k.beide
    assert k.gelijktijdig
    assert not k.samen_betaald


def test_overdracht_en_wederzijds_worden_apart_geteld() -> None:
    doc = een_document({"soort": "financiering", "van": "team_b", "status": "pot"})
    eerste, _, tweede, _ = [r for r in doc["relaties"] if r["soort"] == "informatie"]
    eerste["wederzijds"] = True
    tweede["vorm"] = "overdracht"
    k = kenmerken(beeld(doc))
    assert (k.lijnen, k.wederzijds, k.overdracht, k.samen_betaald) == (2, 1, 1, True)


@pytest.mark.parametrize(("einde", "gelijktijdig"), [("2026-12-02", False), ("2026-12-03", True), ("2027-06-01", True)])
def test_school_die_stopt_zodra_de_hulp_loopt_is_niet_gelijktijdig(einde: str, gelijktijdig: bool) -> None:
    doc = een_document()
    for rij in doc["relaties"]:
        if rij["soort"] == "betrokken" and rij["van"] == "dewit":
            rij["geldig_tot"] = einde
    k = kenmerken(beeld(doc))
    assert k.beide
    assert k.gelijktijdig == gelijktijdig


def test_wat_langer_dan_een_jaar_voorbij_is_telt_niet_mee() -> None:
    doc = een_document(casus={"start": "2025-01-01"})
    for rij in doc["relaties"]:
        if rij["soort"] == "betrokken" and rij["van"] == "dewit":
            rij |= {"geldig_van": "2025-01-01", "geldig_tot": "2025-12-03"}
    assert not kenmerken(beeld(doc)).beide


def test_alle_voorbeelden_geven_balken_tussen_nul_en_een() -> None:
    uit = samenwerking(kenmerken(beeld_van(d)) for d in voorbeelden().values())
    assert uit.balken is not None
    balken = [getattr(uit.balken, naam) for naam in ("kruiscontact", "wederzijds", "overdracht", "gelijktijdig")]
    assert all(0 <= b <= 1 for b in balken)
    assert all(0 <= s <= 1 for s in uit.scores.values())
