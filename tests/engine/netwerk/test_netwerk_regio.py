"""The region: organisations and functions, nothing about fewer than five, no verdict on too few casussen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.regio import (
    TE_WEINIG,
    Cel,
    Maand,
    Teamtelling,
    Vertrek,
    contactmatrix,
    drukste_tiende,
    kan_iets_zeggen,
    maandcijfer,
    minder_contact,
    onderdruk,
    stijgt,
    tellingen_per_team,
    trend,
    vertrek_met_gevolgen,
)
from tests.engine.netwerk.netwerk_bouwers import Doc, als_document, beeld, een_document, met_personen


def schoolcasus(nr: int, *, contact: bool = True, contactpersoon: bool = True) -> Doc:
    """A casus of school Linde and Boswijk with its own people of school and team."""
    doc = een_document(
        *([{"soort": "contactpersoon", "van": "school_a", "naar": "vos"}] if contactpersoon else []),
        casus={"id": f"GEHEIM-{nr}", "school": "school_a", "woongemeente_jeugdwet": "Boswijk"},
    )
    if not contact:
        doc["relaties"] = [r for r in doc["relaties"] if r["soort"] != "informatie"]
    # Other people in every casus, the same organisations.
    vervang = {p["id"]: f"{p['id']}{nr}" for p in doc["personen"]}
    for rij in [*doc["relaties"], *doc["regie_gebeurtenissen"], *doc["personen"]]:
        for veld in ("van", "naar", "persoon", "id"):
            if rij.get(veld) in vervang:
                rij[veld] = vervang[rij[veld]]
    for persoon in doc["personen"]:
        persoon["weergavenaam"] = f"GEHEIM {persoon['id']}"
    return doc


def matrix(*docs: Doc) -> dict[tuple[str, str], Cel]:
    return contactmatrix(beeld(d) for d in docs)


PLAATS = ("school_a", "Boswijk")


def test_vanaf_vijf_casussen_staan_er_aantallen_in_de_matrix() -> None:
    vier = matrix(*[schoolcasus(i) for i in range(4)])
    assert vier == {PLAATS: Cel("consulent")}
    vijf = matrix(*[schoolcasus(i, contact=i > 0) for i in range(5)])
    assert vijf == {PLAATS: Cel("consulent", 5, 0.8)}


def test_een_cel_over_minder_dan_vijf_mensen_blijft_leeg_hoeveel_casussen_er_ook_zijn() -> None:
    zelfde = [schoolcasus(1) for _ in range(20)]
    assert matrix(*zelfde) == {PLAATS: Cel("consulent")}


def test_contactpersoon_op_papier_zonder_contact_valt_op() -> None:
    cel = matrix(*[schoolcasus(i, contact=False) for i in range(5)])[PLAATS]
    assert cel.alleen_op_papier
    assert not matrix(*[schoolcasus(i, contact=False, contactpersoon=False) for i in range(5)])[PLAATS].alleen_op_papier


def test_een_afgesloten_casus_telt_niet_mee() -> None:
    docs = [schoolcasus(i) for i in range(5)]
    docs[0]["casus"]["einde"] = "2026-12-01"
    assert matrix(*docs)[PLAATS].casussen is None


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from(["W", "X", "Y", "Z"])), st.integers(1, 20), min_size=1
    )
)
def test_een_verborgen_cel_is_niet_terug_te_rekenen(aantallen: dict[tuple[str, str], int]) -> None:
    tonen = onderdruk(aantallen, {p for p, n in aantallen.items() if n >= 5})
    assert all(aantallen[p] >= 5 for p in tonen)
    for as_nummer in (0, 1):
        for naam in {p[as_nummer] for p in aantallen}:
            lijn = [p for p in aantallen if p[as_nummer] == naam]
            verborgen = [p for p in lijn if p not in tonen]
            assert len(verborgen) != 1 or len(lijn) == 1


def test_de_kleinste_cel_ernaast_gaat_mee_weg() -> None:
    """The 3 is hidden; so are the 6 in its row and the 5 in its column, and the corner that closes the square."""
    aantallen = {
        ("a", "X"): 3, ("a", "Y"): 6, ("a", "Z"): 9,
        ("b", "X"): 5, ("b", "Y"): 7, ("b", "Z"): 8,
        ("c", "X"): 9, ("c", "Y"): 9, ("c", "Z"): 9,
    }  # fmt: skip
    tonen = onderdruk(aantallen, set(aantallen) - {("a", "X")})
    assert set(aantallen) - tonen == {("a", "X"), ("a", "Y"), ("b", "X"), ("b", "Y")}


# -- teams and departures ----------------------------------------------------------------------------------------


def met_bevindingen(*docs: Doc) -> list[tuple[Beeld, list[Bevinding]]]:
    return [(b, bevindingen(b)) for b in map(beeld, docs)]


def drukke_casus(nr: int, elders: float = 12) -> Doc:
    doc = schoolcasus(nr)
    doc["relaties"][1]["bandbreedte"] = 10
    doc["personen"][1]["regielast_elders"] = elders
    return doc


def test_een_team_telt_pas_vanaf_vijf_regisseurs() -> None:
    docs = [drukke_casus(i, elders=12 if i < 2 else 1) for i in range(5)]
    assert tellingen_per_team(met_bevindingen(*docs)) == [Teamtelling("team_b", 5, 2)]
    assert tellingen_per_team(met_bevindingen(*docs[:4], docs[0], docs[1])) == []


def test_vertrek_staat_per_functie_en_organisatie_vanaf_vijf_casussen() -> None:
    docs = [schoolcasus(i) for i in range(5)]
    for doc in docs:
        doc["relaties"][1]["geldig_tot"] = "2027-01-10"
    assert vertrek_met_gevolgen(met_bevindingen(*docs)) == [Vertrek("consulent", "team_b", 5)]
    assert vertrek_met_gevolgen(met_bevindingen(*docs[:4])) == []


def test_niets_van_de_regio_noemt_een_casus_of_een_persoon() -> None:
    docs = [drukke_casus(i) for i in range(6)]
    for doc in docs:
        doc["relaties"][1]["geldig_tot"] = "2027-01-10"
    alles = repr(
        (
            matrix(*docs),
            tellingen_per_team(met_bevindingen(*docs)),
            vertrek_met_gevolgen(met_bevindingen(*docs)),
        )
    )
    assert "GEHEIM" not in alles
    assert not any(f"{naam}{i}" in alles for naam in ("vos", "dewit", "smit", "moeder") for i in range(6))
    assert "team_b" in alles


def test_het_drukste_tiende_deel_zonder_namen() -> None:
    assert drukste_tiende([1] * 9) is None
    assert drukste_tiende([0] * 20) is None
    assert drukste_tiende([10, *[1] * 9]) == pytest.approx(10 / 19)


# -- what figures can carry --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("eenheid", "nodig"), [("cel", 500), ("paar", 2500), ("patroon", 2500)])
def test_onder_de_grens_staat_er_hoeveel_casussen_nodig_zijn(eenheid: str, nodig: int) -> None:
    assert kan_iets_zeggen(eenheid, nodig) is None
    zin = kan_iets_zeggen(eenheid, nodig - 1)
    assert zin is not None
    assert zin.startswith(TE_WEINIG)
    assert str(nodig) in zin


def test_een_cel_met_veel_minder_contact_valt_op_en_toeval_niet() -> None:
    tellingen = {f"cel{i}": (40, 50) for i in range(14)} | {"stil": (6, 50), "klein": (0, 4)}
    assert minder_contact(tellingen) == ["stil"]
    assert minder_contact({f"cel{i}": (40 - i % 3, 50) for i in range(15)}) == []
    assert minder_contact({"klein": (0, 4)}) == []


def maand(i: int, casussen: int, zonder: int) -> Maand:
    return Maand(date(2025 + i // 12, i % 12 + 1, 28), casussen, zonder)


def test_de_trend_toont_een_band_van_twaalf_maanden() -> None:
    punten = trend([*[maand(i, 100, 25) for i in range(12)], maand(12, 100, 35), maand(13, 4, 4)])
    assert punten[11].boven is None
    assert punten[12].aandeel == 0.35
    assert punten[12].onder == pytest.approx(0.165, abs=0.001)
    assert punten[12].boven == pytest.approx(0.335, abs=0.001)
    assert (punten[13].aandeel, punten[13].melding) == (None, TE_WEINIG)


def test_een_maand_is_geen_stijging_een_blijvende_toename_wel() -> None:
    jaar = [maand(i, 100, 25) for i in range(12)]
    assert stijgt([*jaar, maand(12, 100, 90), maand(13, 100, 20), maand(14, 100, 20)]) is None
    assert stijgt([*jaar, *[maand(12 + i, 100, 35) for i in range(6)]]) == date(2026, 3, 28)
    assert stijgt(jaar) is None
    assert stijgt([maand(i, 4, 4) for i in range(30)]) is None


def test_een_latere_correctie_herschrijft_het_cijfer_van_vorige_maand_niet() -> None:
    """The staff feed said on 1 October that vos stays; on 5 November it turned out that he left on 12 October."""
    doc = een_document()
    einde = date(2026, 10, 31)
    stand = als_document(doc).rijen
    assert maandcijfer([Beeld(stand, einde, einde)], einde).zonder_regie == 0
    doc["relaties"][1] |= {"vastgelegd_op": "2026-08-20", "vervallen_op": "2026-11-05"}
    doc["relaties"].append(
        {
            "soort": "aanstelling",
            "van": "vos",
            "naar": "team_b",
            "geldig_tot": "2026-10-12",
            "vastgelegd_op": "2026-11-05",
        }
    )
    stand = als_document(doc).rijen
    assert maandcijfer([Beeld(stand, einde, einde)], einde) == Maand(einde, 1, 0)
    later = date(2026, 11, 30)
    assert maandcijfer([Beeld(stand, later, later)], later) == Maand(later, 1, 1)
    with pytest.raises(ValueError, match="end of that month"):
        maandcijfer([Beeld(stand, einde)], einde)


def test_hulp_voor_bouwers_blijft_geldig() -> None:
    assert bevindingen(beeld(met_personen(schoolcasus(1), "extra"))) == []
