"""Which gemeente is responsible: the vectors W-1 to W-10, and the split over days (fictional gemeenten)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.grootboek.regels.verdelen import verdeel
from engine.betaler.regels.woonplaats import (
    Adres,
    Adressoort,
    Jeugdigefeiten,
    Woonplaats,
    Zekerheid,
    dagen_per_gemeente,
    woonplaats,
)

HERFST = (date(2026, 9, 1), date(2026, 11, 30))


def woont(gemeente: str, van: str = "2020-01-01", tot: str | None = None) -> Adres:
    return Adres(gemeente, Adressoort.WOONADRES, date.fromisoformat(van), tot and date.fromisoformat(tot))  # type: ignore[arg-type]


def verblijft(gemeente: str, soort: str, van: str, tot: str | None = None) -> Adres:
    einde = date.fromisoformat(tot) if tot else None
    return Adres(gemeente, Adressoort.VERBLIJF, date.fromisoformat(van), einde, soort)


def een_antwoord(feiten: Jeugdigefeiten, van: date = HERFST[0], tot: date = HERFST[1]) -> Woonplaats:
    (deel,) = woonplaats(feiten, van, tot)
    return deel


def test_w1_ambulant_volgt_het_woonadres_ook_bij_een_school_elders() -> None:
    deel = een_antwoord(Jeugdigefeiten((woont("A"),)))
    assert (deel.gemeente, deel.stap, deel.zekerheid) == ("A", 1, Zekerheid.HOOG)


def test_w2_bij_verblijf_telt_het_woonadres_ervoor_ook_een_jaar_later() -> None:
    feiten = Jeugdigefeiten((woont("A", tot="2026-04-01"), verblijft("C", "pleegouder", "2026-04-01")))
    deel = een_antwoord(feiten, date(2026, 4, 1), date(2027, 12, 31))
    assert (deel.gemeente, deel.stap, deel.zekerheid) == ("A", 2, Zekerheid.HOOG)


def test_w3_een_keten_van_verblijf_houdt_het_adres_voor_het_eerste() -> None:
    feiten = Jeugdigefeiten(
        (
            woont("A", tot="2026-04-01"),
            verblijft("C", "pleegouder", "2026-04-01", "2026-09-01"),
            verblijft("D", "gezinshuis", "2026-09-01"),
        )
    )
    deel = een_antwoord(feiten)
    assert deel.gemeente == "A"
    assert "keten" in deel.reden


def test_w4_terug_naar_huis_is_weer_gewoon_het_woonadres() -> None:
    feiten = Jeugdigefeiten(
        (
            woont("A", tot="2026-04-01"),
            verblijft("C", "pleegouder", "2026-04-01", "2027-01-01"),
            woont("E", "2027-01-01"),
        )
    )
    delen = woonplaats(feiten, date(2026, 12, 1), date(2027, 1, 31))
    assert [(d.gemeente, d.van) for d in delen] == [("A", date(2026, 12, 1)), ("E", date(2027, 1, 1))]


def test_w5_een_verhuizing_splitst_op_dagen_en_tot_de_cent() -> None:
    delen = woonplaats(Jeugdigefeiten((woont("A", tot="2026-10-15"), woont("B", "2026-10-15"))), *HERFST)
    dagen = dagen_per_gemeente(delen)
    assert dagen == {"A": 44, "B": 47}
    assert verdeel(910_000, dagen) == {"A": 440_000, "B": 470_000}
    assert verdeel(1_000_000, dagen) == {"A": 483_516, "B": 516_484}


def test_w6_adres_in_onderzoek_valt_terug_op_de_moeder_bij_de_geboorte() -> None:
    onderzoek = Adres("A", Adressoort.IN_ONDERZOEK, date(2026, 6, 1))
    deel = een_antwoord(Jeugdigefeiten((woont("A"), onderzoek), gemeente_moeder_bij_geboorte="F"))
    assert (deel.gemeente, deel.stap, deel.zekerheid) == ("F", 3, Zekerheid.LAAG)


def test_w7_zonder_moeder_telt_waar_de_jeugdige_werkelijk_is() -> None:
    onderzoek = Adres("A", Adressoort.IN_ONDERZOEK, date(2026, 6, 1))
    deel = een_antwoord(Jeugdigefeiten((onderzoek,), werkelijk_verblijf="G"))
    assert (deel.gemeente, deel.stap, deel.zekerheid) == ("G", 4, Zekerheid.LAAG)


def test_w8_logeeropvang_met_hetzelfde_antwoord_is_middelmatig_zeker() -> None:
    feiten = Jeugdigefeiten((woont("A"), verblijft("H", "logeeropvang", "2026-05-01")))
    deel = een_antwoord(feiten)
    assert (deel.gemeente, deel.zekerheid) == ("A", Zekerheid.MIDDEN)


def test_w8_logeeropvang_met_twee_antwoorden_is_grijs() -> None:
    feiten = Jeugdigefeiten(
        (woont("A", tot="2026-08-01"), woont("B", "2026-08-01"), verblijft("H", "logeeropvang", "2026-05-01"))
    )
    deel = een_antwoord(feiten)
    assert deel.gemeente is None
    assert deel.kandidaten == ("B", "A")
    assert deel.ontbreekt
    with pytest.raises(ValueError, match="no single gemeente"):
        dagen_per_gemeente([deel])


def test_w9_een_melding_elders_verandert_niets() -> None:
    deel = een_antwoord(Jeugdigefeiten((woont("A"),), gemeld_bij="K"))
    assert deel.gemeente == "A"
    assert "melding bij K" in deel.reden


def test_w10_een_gat_voor_het_verblijf_maakt_onzeker_en_zegt_wat_ontbreekt() -> None:
    feiten = Jeugdigefeiten((woont("A", tot="2026-03-18"), verblijft("C", "pleegouder", "2026-04-01")))
    deel = een_antwoord(feiten)
    assert (deel.gemeente, deel.stap, deel.zekerheid) == ("A", 2, Zekerheid.LAAG)
    assert deel.ontbreekt == ("adreshistorie van 2026-03-18 tot 2026-04-01",)


def test_twee_woonadressen_op_een_dag_maken_onzeker() -> None:
    deel = een_antwoord(Jeugdigefeiten((woont("A"), woont("B", "2026-01-01"))))
    assert (deel.gemeente, deel.zekerheid) == ("B", Zekerheid.LAAG)


def test_niets_bekend_geeft_geen_gemeente_en_noemt_wat_ontbreekt() -> None:
    deel = een_antwoord(Jeugdigefeiten())
    assert deel.gemeente is None
    assert len(deel.ontbreekt) == 3


def test_verblijf_zonder_eerder_adres_valt_terug_op_de_moeder() -> None:
    feiten = Jeugdigefeiten((verblijft("C", "gezinshuis", "2026-04-01"),), gemeente_moeder_bij_geboorte="F")
    assert een_antwoord(feiten).stap == 3


DAGEN = st.dates(date(2025, 1, 1), date(2027, 12, 31))


@given(st.lists(st.tuples(st.sampled_from("ABC"), DAGEN), min_size=1, max_size=6), DAGEN, st.integers(0, 400))
def test_de_delen_dekken_elke_dag_precies_een_keer(
    verhuizingen: list[tuple[str, date]], van: date, lengte: int
) -> None:
    tot = van + timedelta(days=lengte)
    adressen = tuple(Adres(gemeente, Adressoort.WOONADRES, op) for gemeente, op in verhuizingen)
    delen = woonplaats(Jeugdigefeiten(adressen, werkelijk_verblijf="G"), van, tot)
    assert delen[0].van == van
    assert delen[-1].tot == tot
    assert all(b.van == a.tot + timedelta(days=1) for a, b in pairwise(delen))
    assert sum(dagen_per_gemeente(delen).values()) == lengte + 1
