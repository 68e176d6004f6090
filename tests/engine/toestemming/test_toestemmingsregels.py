"""Who must consent, by domain and age on the day of sharing; birthdays, refusals and withdrawals count at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.toestemming.begrippen import Kind, Toestand, Toestemming
from engine.toestemming.regels import beoordeel, leeftijd_op, nodig, verjaardag, volgende_grens
from engine.toestemming.vragen import domeinregels

OP = date(2026, 11, 23)
REGELS = domeinregels()


def een_kind(leeftijd: int, gezag: str | None = "beide_ouders") -> Kind:
    return Kind(date(OP.year - leeftijd, 1, 15), leeftijd, gezag)


def een_toestemming(*door: str, **anders: Any) -> Toestemming:
    velden: dict[str, Any] = {
        "nummer": 1, "domein": "jeugdhulp", "door": frozenset(door), "antwoord": "gegeven", "van": date(2026, 9, 1),
        "tot": date(2027, 9, 1),
    }  # fmt: skip
    return Toestemming(**(velden | anders))


@pytest.mark.parametrize(
    ("domein", "per_leeftijd"),
    [
        ("jeugdhulp", {11: {"ouders"}, 12: {"ouders", "jeugdige"}, 16: {"jeugdige"}, 18: {"jeugdige"}}),
        ("onderwijs", {11: {"ouders"}, 12: {"ouders"}, 16: {"jeugdige"}, 18: {"jeugdige"}}),
        ("jgz", {11: {"ouders"}, 15: {"ouders", "jeugdige"}, 17: {"jeugdige"}, 19: {"jeugdige"}}),
        ("gemeente", {11: set(), 15: set(), 17: set(), 19: set()}),
        ("financien", {11: set(), 15: set(), 17: set(), 19: set()}),
    ],
)
def test_wie_moet_toestemmen_volgt_uit_domein_en_leeftijd(domein, per_leeftijd):
    assert {leeftijd: nodig(REGELS[domein], een_kind(leeftijd), OP) for leeftijd in per_leeftijd} == per_leeftijd


def test_een_voogd_of_instelling_met_gezag_komt_in_de_plaats_van_de_ouders():
    assert nodig(REGELS["jeugdhulp"], een_kind(13, "voogdij"), OP) == {"voogd", "jeugdige"}
    assert nodig(REGELS["jeugdhulp"], een_kind(9, "gi"), OP) == {"gi"}


def test_van_twaalf_tot_zestien_is_een_van_de_twee_onvolledig():
    oordeel = beoordeel(REGELS["jeugdhulp"], een_kind(13), [een_toestemming("ouders")], OP)
    assert (oordeel.mag, oordeel.toestand, oordeel.heeft) == (False, Toestand.ONVOLLEDIG, ("ouders",))
    samen = [een_toestemming("ouders"), een_toestemming("jeugdige")]
    assert beoordeel(REGELS["jeugdhulp"], een_kind(13), samen, OP).toestand is Toestand.GELDIG


@pytest.mark.parametrize(
    ("gegeven", "toestand"),
    [
        ([], Toestand.GEVRAAGD),
        ([een_toestemming("ouders", antwoord="gevraagd")], Toestand.GEVRAAGD),
        ([een_toestemming("ouders", antwoord="geweigerd")], Toestand.GEWEIGERD),
        ([een_toestemming("ouders", ingetrokken_op=OP)], Toestand.INGETROKKEN),
        ([een_toestemming("ouders", tot=OP)], Toestand.VERLOPEN),
        ([een_toestemming("ouders", van=date(2026, 11, 24), tot=date(2027, 1, 1))], Toestand.GEVRAAGD),
        ([een_toestemming("ouders", domein="onderwijs")], Toestand.GEVRAAGD),
    ],
)
def test_zonder_geldige_toestemming_wordt_er_niet_gedeeld_en_staat_er_waarom(gegeven, toestand):
    oordeel = beoordeel(REGELS["jeugdhulp"], een_kind(9), gegeven, OP)
    assert (oordeel.mag, oordeel.toestand) == (False, toestand)


def test_een_nieuw_ja_na_een_weigering_telt():
    rij = [een_toestemming("ouders", antwoord="geweigerd"), een_toestemming("ouders", van=date(2026, 10, 1))]
    assert beoordeel(REGELS["jeugdhulp"], een_kind(9), rij, OP).mag


def test_c1_op_de_twaalfde_verjaardag_is_het_ja_van_de_ouders_niet_meer_genoeg():
    kind = Kind(date(2014, 5, 14), 11)
    ja = [een_toestemming("ouders", van=date(2026, 3, 1), tot=date(2027, 3, 1))]
    dag_ervoor = beoordeel(REGELS["jeugdhulp"], kind, ja, date(2026, 5, 13))
    assert (dag_ervoor.mag, dag_ervoor.tot) == (True, date(2026, 5, 14))
    assert beoordeel(REGELS["jeugdhulp"], kind, ja, date(2026, 5, 14)).toestand is Toestand.ONVOLLEDIG


def test_c2_voor_de_school_blijft_het_ja_van_de_ouders_genoeg_tot_zestien():
    kind = Kind(date(2014, 5, 14), 11)
    ja = [een_toestemming("ouders", domein="onderwijs", van=date(2026, 3, 1), tot=date(2027, 3, 1))]
    assert beoordeel(REGELS["onderwijs"], kind, ja, date(2026, 5, 14)).mag


def test_c3_op_zestien_beslist_de_jeugdige_alleen():
    kind, jarig = Kind(date(2010, 6, 1), 15), date(2026, 6, 1)
    rij = [
        een_toestemming("jeugdige", "ouders", van=date(2026, 1, 1)),
        een_toestemming("ouders", antwoord="geweigerd", van=date(2026, 5, 1)),
    ]
    assert beoordeel(REGELS["jeugdhulp"], kind, rij, date(2026, 5, 31)).toestand is Toestand.GELDIG
    assert beoordeel(REGELS["jeugdhulp"], kind, rij, jarig).mag
    school = [een_toestemming("ouders", domein="onderwijs", van=date(2026, 1, 1))]
    assert beoordeel(REGELS["onderwijs"], kind, school, jarig).toestand is Toestand.LEEFTIJD


def test_c5_van_twee_ouders_met_gezag_is_een_ja_onvolledig():
    regel = REGELS["jeugdhulp"]
    een, ander = een_toestemming("ouder_1"), een_toestemming("ouder_2")
    assert beoordeel(regel, een_kind(9), [een], OP).toestand is Toestand.ONVOLLEDIG
    assert beoordeel(regel, een_kind(9), [een, ander], OP).mag
    assert beoordeel(regel, een_kind(9, "een_ouder"), [een], OP).mag


def test_c4_wie_op_29_februari_is_geboren_verjaart_in_een_gewoon_jaar_op_1_maart():
    assert verjaardag(date(2012, 2, 29), 14) == date(2026, 3, 1)
    assert verjaardag(date(2012, 2, 29), 16) == date(2028, 2, 29)
    volwassen = Kind(date(2008, 2, 29), 17)
    assert [leeftijd_op(volwassen, date(2026, *dag)) for dag in ((2, 28), (3, 1))] == [17, 18]


def test_een_toestemming_voor_een_ontvanger_of_soort_gegevens_geldt_alleen_daarvoor():
    ja = [een_toestemming("ouders", ontvangers=frozenset({"swv_zout"}), categorieen=frozenset({"verzuim"}))]
    regel, kind = REGELS["jeugdhulp"], een_kind(9)
    assert beoordeel(regel, kind, ja, OP, ontvanger="swv_zout", categorie="verzuim").ontvangers == ("swv_zout",)
    assert not beoordeel(regel, kind, ja, OP, ontvanger="team_zeist").mag
    assert not beoordeel(regel, kind, ja, OP, ontvanger="swv_zout", categorie="diagnose").mag


def test_zonder_geboortedatum_telt_de_leeftijd_van_de_casus():
    kind = Kind(None, 12)
    assert (leeftijd_op(kind, OP), volgende_grens(kind, OP)) == (12, None)


@given(st.dates(date(2003, 1, 1), date(2026, 1, 1)), st.dates(date(2026, 1, 2), date(2030, 1, 1)))
def test_wat_nodig_is_verandert_alleen_op_een_grens(geboren, op):
    kind = Kind(geboren, 0)
    grens = volgende_grens(kind, op)
    tot = grens or date(2031, 1, 1)
    laatste = date.fromordinal(max(op.toordinal(), tot.toordinal() - 1))
    for regel in REGELS.values():
        assert nodig(regel, kind, op) == nodig(regel, kind, laatste)
