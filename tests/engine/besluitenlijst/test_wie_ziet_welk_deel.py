"""What each recipient sees of one besluit: the rule by itself, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.besluitenlijst.begrippen import Ontvanger, Soort
from engine.besluitenlijst.regels import deel_voor
from engine.zitting.begrippen import Besluitregel

CASUS = "DT-7K3M9Q"


def een_regel(kenmerk: str, **anders: Any) -> dict[str, Any]:
    return {
        "kenmerk": kenmerk, "soort": "jeugdhulp_individueel", "wat": f"wat van {kenmerk}", "aanbieder": "aanbieder_a",
        "uitvoerder": None, "van": "2026-11-01", "tot": "2027-04-30", "bedrag": 900000, "bron": "pot",
        "wet": "jeugdwet", "besluitvorm": "beschikking", "namens": ["gemeente_a"], "uitkomst": "ja",
    } | anders  # fmt: skip


BESLUIT = Besluitregel(
    besluit="B-1",
    casus=CASUS,
    status="genomen",
    uitkomst="ja",
    trede="3",
    doel="Weer elke dag naar school",
    door="vera",
    dag=date(2026, 10, 12),
    plan={"afwijkende_meningen": [{"wie": "bob", "over": "geld", "mening": "te weinig"}]},
    regels=(
        een_regel("hulp"),
        een_regel("klas", namens=["swv_a"], bron="swv_a", aanbieder=None, uitvoerder="ilse"),
    ),
    afspraken=(
        {"nummer": 1, "wie": "ilse", "wat": "belt", "meetbaar": "", "op": "2026-10-16", "status": "open"},
        {"nummer": 2, "wie": "tom", "wat": "schrijft", "meetbaar": "", "op": "2026-10-17", "status": "open"},
    ),
    correcties=({"correctie": "het is maandag", "reden": "vergist", "nieuw_besluit": None, "op": "2026-10-20"},),
)
SCHOOL = Ontvanger(Soort.SCHOOL, "school_a", "School A", frozenset({"ilse"}))
GEMEENTE = Ontvanger(Soort.GEMEENTE, "gemeente_a", "Gemeente A", frozenset({"tom"}))
AANBIEDER = Ontvanger(Soort.AANBIEDER, "aanbieder_a", "Aanbieder A")
BESTUUR = Ontvanger(Soort.BESTUUR, "gemeente_a", "Gemeente A", frozenset({"tom"}))
GEZIN = Ontvanger(Soort.GEZIN, CASUS, "het gezin")
TAFEL = Ontvanger(Soort.TAFEL, "", "")


def test_de_tafel_ziet_alles() -> None:
    deel = deel_voor(BESLUIT, TAFEL)
    assert deel is not None
    assert [r.bedrag for r in deel.regels] == [900000, 900000]
    assert deel.meningen
    assert deel.correcties == BESLUIT.correcties
    assert not deel.meer


def test_het_gezin_ziet_het_hele_plan_zonder_geld_mandaat_en_geschil() -> None:
    deel = deel_voor(BESLUIT, GEZIN)
    assert deel is not None
    assert [r.wat for r in deel.regels] == ["wat van hulp", "wat van klas"]
    assert {(r.bedrag, r.bron, r.uitkomst, r.wet) for r in deel.regels} == {(None, None, None, None)}
    assert len(deel.afspraken) == 2
    assert not deel.meningen
    assert deel.correcties == BESLUIT.correcties
    assert deel_voor(BESLUIT, replace(GEZIN, wie="DT-222222")) is None


def test_de_school_ziet_wat_zij_doet_en_de_eigen_afspraken_zonder_bedrag_en_doel() -> None:
    deel = deel_voor(BESLUIT, SCHOOL)
    assert deel is not None
    assert [(r.kenmerk, r.bedrag, r.uitkomst) for r in deel.regels] == [("klas", None, None)]
    assert [a["nummer"] for a in deel.afspraken] == [1]
    assert deel.doel is None
    assert deel.meer
    assert [c["correctie"] for c in deel.correcties] == [""]


def test_met_toestemming_ziet_de_school_het_plan_maar_geen_bedragen() -> None:
    deel = deel_voor(BESLUIT, SCHOOL, toestemming=True)
    assert deel is not None
    assert deel.doel == BESLUIT.doel
    assert [(r.kenmerk, r.bedrag, r.bron) for r in deel.regels] == [("hulp", None, None), ("klas", None, None)]


def test_de_gemeente_ziet_wat_namens_haar_is_beslist_met_bedrag_en_mandaat() -> None:
    deel = deel_voor(BESLUIT, GEMEENTE)
    assert deel is not None
    assert [(r.kenmerk, r.bedrag, r.uitkomst) for r in deel.regels] == [("hulp", 900000, "ja")]
    assert [a["nummer"] for a in deel.afspraken] == [2]
    samen = deel_voor(BESLUIT, GEMEENTE, toestemming=True)
    assert samen is not None
    assert [r.bedrag for r in samen.regels] == [900000, None]


def test_de_aanbieder_ziet_zijn_opdracht_maar_niet_wie_betaalt() -> None:
    deel = deel_voor(BESLUIT, AANBIEDER)
    assert deel is not None
    assert [(r.kenmerk, r.bedrag, r.bron, r.uitkomst) for r in deel.regels] == [("hulp", 900000, None, None)]


def test_het_bestuur_ziet_geen_inhoud_van_de_hulp_ook_niet_met_toestemming() -> None:
    deel = deel_voor(BESLUIT, BESTUUR, toestemming=True)
    assert deel is not None
    (regel,) = deel.regels
    assert (regel.wat, regel.aanbieder, regel.bedrag, regel.uitkomst) == (None, None, 900000, "ja")
    assert (deel.doel, deel.afspraken) == (None, ())


@pytest.mark.parametrize("soort", [Soort.SCHOOL, Soort.GEMEENTE, Soort.AANBIEDER, Soort.BESTUUR])
def test_wie_er_niets_mee_te_maken_heeft_ziet_niets_ook_niet_met_toestemming(soort: Soort) -> None:
    vreemd = Ontvanger(soort, "elders", "Elders", frozenset({"niemand"}))
    assert deel_voor(BESLUIT, vreemd, toestemming=True) is None
