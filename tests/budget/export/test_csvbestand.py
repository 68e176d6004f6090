"""A table for a Dutch spreadsheet."""

from __future__ import annotations

from datetime import date

from budget.basis.geld import Geld
from budget.export.csvbestand import schrijf_csv


def test_bedragen_met_komma_tekst_met_puntkomma_tussen_aanhalingstekens() -> None:
    inhoud = schrijf_csv(
        ("naam", "bedrag", "dag", "aantal", "niets"), [("a;b", Geld(-123456), date(2026, 1, 2), 3, None)]
    )
    assert inhoud.decode("utf-8-sig") == 'naam;bedrag;dag;aantal;niets\r\n"a;b";-1234,56;2026-01-02;3;\r\n'


def test_een_rekenblad_voert_geen_tekst_uit() -> None:
    for tekst in ("=1+1", "+31", "-x", "@som", "\tx"):
        assert schrijf_csv(("x",), [(tekst,)]).decode("utf-8-sig").splitlines()[1].strip('"').startswith("'")
