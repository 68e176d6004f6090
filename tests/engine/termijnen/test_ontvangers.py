"""Who is told: the holder of the moment, who stands in, and never nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.termijnen.regels.ontvangers import GEEN_ZAAK, Adresboek, Omweg, Zaak, vind

HOUDERS = {
    "voorzitter": ("vera",), "plaatsvervangend_voorzitter": ("pleun",), "secretaris": ("sanne",),
    "bestuurlijk_opdrachtgever": ("walt",), "beheerder": ("bert",), "kassier": ("karin", "koen"),
    "financier": ("bente", "zoe"), "doorzetter_gemeenten": ("walt",), "doorzetter_swv": ("victor",),
}  # fmt: skip
IEDEREEN = {wie for namen in HOUDERS.values() for wie in namen} | {"carla", "cas", "ilse"}
ZAAK = Zaak(
    "carla", "cas", aanmelder="ilse", betalers=frozenset({"zeist"}), ladder=("doorzetter_gemeenten", "doorzetter_swv")
)


def een_boek(*, weg=(), **rest):
    vanzelf = {"bereikbaar": frozenset(IEDEREEN.difference(weg)), "houders": HOUDERS,
               "organisatie": {"bente": "bunnik", "zoe": "zeist"}}  # fmt: skip
    return Adresboek(**(vanzelf | rest))


def wie(rol, ontvanger="voorzitter", zaak=ZAAK, **rest):
    return vind(rol, ontvanger, zaak, een_boek(**rest)).personen


@pytest.mark.parametrize(
    ("rol", "ontvanger", "verwacht"),
    [
        ("eigenaar", "secretaris", ("sanne",)),
        ("eigenaar", "persoon:carla", ("carla",)),
        ("eigenaar", "casusregisseur", ("carla",)),
        ("eigenaar", "aanmelder", ("ilse",)),
        ("eigenaar", "ladder", ("walt", "victor")),
        ("eigenaar", "kassier", ("karin", "koen")),
        ("eigenaar", "systeem", ("bert",)),
        ("opdrachtgever", "voorzitter", ("walt",)),
        ("volgende_trede", "secretaris", ("carla",)),
        ("volgende_trede", "casusregisseur", ("vera",)),
        ("volgende_trede", "voorzitter", ("walt",)),
    ],
)
def test_een_rol_wordt_de_mensen_van_dit_moment(rol, ontvanger, verwacht):
    assert wie(rol, ontvanger) == verwacht


def test_een_casusnummer_gaat_alleen_naar_de_betalers_van_die_casus():
    assert wie("eigenaar", "financier") == ("zoe",)
    assert wie("financiers") == ("vera",)
    assert wie("financiers", zaak=GEEN_ZAAK) == ("bente", "zoe")
    gevonden = vind("eigenaar", "financier", GEEN_ZAAK, een_boek())
    assert gevonden.personen == ("vera",)
    assert gevonden.omwegen == (Omweg("financier", "niet bezet"),)


def test_zonder_casusregisseur_gaat_het_naar_de_voorzitter_en_dat_is_geen_omweg():
    gevonden = vind("casusregisseur", "voorzitter", GEEN_ZAAK, een_boek())
    assert (gevonden.personen, gevonden.omwegen) == (("vera",), ())


def test_wie_weg_is_wordt_vervangen_eerst_door_wie_de_casus_noemt():
    assert wie("eigenaar", "casusregisseur", weg=["carla"]) == ("cas",)
    assert wie("eigenaar", "persoon:sanne", weg=["sanne"], vervangers={"sanne": "karin"}) == ("karin",)
    assert wie("voorzitter", weg=["vera"]) == ("pleun",)


def test_vervangers_in_een_kring_houden_op():
    gevonden = vind("eigenaar", "persoon:a", ZAAK, een_boek(vervangers={"a": "b", "b": "a"}))
    assert gevonden.personen == ("vera",)
    assert gevonden.omwegen == (Omweg("persoon:a", "niet bereikbaar"),)


def test_het_vangnet_loopt_langs_voorzitter_opdrachtgever_en_beheerder():
    assert wie("eigenaar", "besteller") == ("vera",)
    assert wie("eigenaar", "besteller", weg=["vera"]) == ("pleun",)
    assert wie("eigenaar", "besteller", weg=["vera", "pleun"]) == ("walt",)
    assert wie("eigenaar", "besteller", weg=["vera", "pleun", "walt"]) == ("bert",)
    assert wie("eigenaar", "besteller", weg=IEDEREEN) == ()


def test_in_de_schoolvakantie_gaat_het_naar_de_voorzitter_tenzij_er_haast_is():
    op_school = frozenset({"ilse"})
    assert wie("eigenaar", "aanmelder", op_school=op_school) == ("vera",)
    assert wie("eigenaar", "aanmelder", Zaak(aanmelder="ilse", spoed=True), op_school=op_school) == ("ilse",)


@given(
    st.sampled_from(["eigenaar", "voorzitter", "casusregisseur", "volgende_trede", "opdrachtgever", "besteller"]),
    st.sampled_from(["voorzitter", "casusregisseur", "ladder", "financier", "aanmelder", "persoon:niemand", "systeem"]),
    st.sets(st.sampled_from(sorted(IEDEREEN))),
)
def test_zolang_er_iemand_van_de_tafel_bereikbaar_is_gaat_er_niets_verloren(rol, ontvanger, weg):
    boek = een_boek(weg=weg)
    personen = vind(rol, ontvanger, ZAAK, boek).personen
    assert set(personen) <= boek.bereikbaar
    assert len(personen) == len(set(personen))
    if boek.bereikbaar & {"vera", "pleun", "walt", "bert"}:
        assert personen
