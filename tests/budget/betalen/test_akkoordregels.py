"""Who releases a payment: two persons, and nobody who had another hand in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget.basis.weigering import Weigering
from budget.betalen.regels import Betrokkenen, toets_akkoord, volgend_nummer

ORDER = Betrokkenen(
    begunstigde="aanbieder_de_brug",
    besteller="bas",
    beslissers=frozenset({"tess", "dorien"}),
    prestatie_door="pien",
    iban_bevestigd=True,
    iban_wijzigers=frozenset({"stan"}),
)


def code(persoon: str, *eerder: str, opdracht: Betrokkenen = ORDER, maker: str = "karin") -> str | None:
    try:
        toets_akkoord(persoon, maker, eerder, [opdracht])
    except Weigering as weigering:
        return weigering.code
    return None


def test_twee_anderen_geven_akkoord() -> None:
    assert code("kees") is None
    assert code("koen", "kees") is None
    assert code("kees", "kees") == "vier_ogen"


@pytest.mark.parametrize("persoon", ["karin", "bas", "tess", "dorien", "pien", "stan"])
def test_wie_iets_anders_met_de_betaling_deed_geeft_haar_niet_vrij(persoon: str) -> None:
    assert code(persoon) == "functiescheiding"


def test_zonder_bevestigde_rekening_geeft_niemand_akkoord() -> None:
    assert code("kees", opdracht=replace(ORDER, iban_bevestigd=False)) == "iban_niet_bevestigd"


def test_een_voorstel_van_het_programma_mag_elke_kassier_vrijgeven() -> None:
    assert code("karin", maker="SYSTEEM") is None


def test_nummers_tellen_per_jaar_door() -> None:
    assert volgend_nummer("VF", 2026, None) == "VF-2026-000001"
    assert volgend_nummer("VF", 2026, "VF-2026-000999") == "VF-2026-001000"
