"""Which powers a plan line needs, from the national table."""

import tomllib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.basis.geld import EURO
from engine.regio.plaats import config_map
from engine.termijnen.regels.tellen import plus_maanden
from engine.zitting.regels.vereisten import Plaatsen, Regelvraag, lees_regelsoorten, maanden, vereisten

SOORTEN = lees_regelsoorten(tomllib.loads((config_map() / "nl" / "vereisten.toml").read_text(encoding="utf-8")))
PLAATSEN = Plaatsen("gemeente_a", "swv_x", "bestuur_s", "tafel", "pot", "A")


def nodig(soort: str, *, uit_pot: bool = False, plaatsen: Plaatsen = PLAATSEN, orgaan: str | None = None):
    vraag = Regelvraag("1", soort, EURO("9.000"), 6, uit_pot, orgaan=orgaan)
    return [(v.orgaan, v.soort.value, v.handeling) for v in vereisten(vraag, SOORTEN, plaatsen, "DT-7K3M9Q")]


COLLEGE = ("gemeente_a", "mandaat", "beschikking")
SWV = ("swv_x", "volmacht", "arrangement")
POT = ("pot", "volmacht", "reserveren")


@pytest.mark.parametrize(
    ("soort", "uit_pot", "verwacht"),
    [
        ("jeugdhulp_individueel", False, [COLLEGE]),
        ("jeugdhulp_individueel", True, [COLLEGE, POT]),
        ("arrangement_swv", False, [SWV]),
        ("onderwijszorgarrangement", True, [SWV, COLLEGE, POT]),
        ("overbrugging", True, [POT]),
        ("overbrugging", False, [("gemeente_a", "mandaat", "overbrugging")]),
        ("jeugdhulp_collectief", False, [("gemeente_a", "volmacht", "collectieve_inzet")]),
        ("plaatsing_school", False, [("bestuur_s", "volmacht", "plaatsen")]),
        ("tlv", False, [("swv_x", "mandaat", "tlv")]),
        ("aanvraag_wlz", False, [("tafel", "machtiging", "aanvraag_doen")]),
    ],
)
def test_elke_soort_planregel_vraagt_haar_eigen_bevoegdheden(soort, uit_pot, verwacht):
    assert nodig(soort, uit_pot=uit_pot) == verwacht


def test_zonder_woonplaats_blijft_het_orgaan_onbekend():
    zonder = Plaatsen(None, "swv_x", "bestuur_s", "tafel", "pot", "Elders")
    assert nodig("jeugdhulp_individueel", plaatsen=zonder) == [(None, "mandaat", "beschikking")]


def test_een_genoemd_orgaan_gaat_voor():
    assert nodig("jeugdhulp_individueel", orgaan="gemeente_b")[0][0] == "gemeente_b"


def test_elke_soort_heeft_een_bron_en_een_status():
    inhoud = tomllib.loads((config_map() / "nl" / "vereisten.toml").read_text(encoding="utf-8"))
    for rij in (inhoud["pot"], *inhoud["planregel"]):
        assert rij["bron"]
        assert rij["status"] in ("bron", "afgeleid", "ontwerp", "ongeverifieerd")


@pytest.mark.parametrize(
    ("van", "tot", "aantal"),
    [
        (date(2026, 12, 1), date(2027, 5, 31), 6),
        (date(2026, 12, 1), date(2027, 6, 1), 7),
        (date(2026, 12, 15), date(2026, 12, 15), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 1),
    ],
)
def test_een_aangebroken_maand_telt_mee(van, tot, aantal):
    assert maanden(van, tot) == aantal


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 1500))
def test_de_maanden_dekken_de_hele_periode_en_een_minder_niet(van, dagen):
    tot = van + timedelta(days=dagen)
    aantal = maanden(van, tot)
    assert plus_maanden(van, aantal) > tot
    assert aantal == 1 or plus_maanden(van, aantal - 1) <= tot
