"""Which earmark may pay for which destination: the strictest rule in force counts."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from engine.betaler.bestedingsregels import (
    Besteding,
    Bestedingsregel,
    Waarde,
    beoordeel_besteding,
    bestedingsregels_uit,
)

OP = date(2026, 11, 23)
VOORWAARDEN = frozenset(
    {"blijft_ingeschreven", "school_houdt_verantwoordelijkheid", "gericht_op_terugkeer", "tijdelijk", "goedgekeurd"}
)


@pytest.fixture(scope="module")
def regels() -> tuple[Bestedingsregel, ...]:
    bestand = Path(__file__).parents[3] / "config" / "nl" / "bestedingsregels.toml"
    rijen = tomllib.loads(bestand.read_text(encoding="utf-8"))["regel"]
    return bestedingsregels_uit(rijen)


def test_b1_schoolgeld_particulier_uit_onderwijsgeld_is_geblokkeerd_met_alternatief(regels):
    oordeel = beoordeel_besteding(Besteding("onderwijs", "schoolgeld_particulier"), regels, OP)
    assert oordeel.waarde is Waarde.GEBLOKKEERD
    assert "inkoop_expertise" in oordeel.alternatieven


def test_b2_inkoop_expertise_mag_als_elke_voorwaarde_is_aangetoond(regels):
    zonder = beoordeel_besteding(Besteding("onderwijs", "inkoop_expertise"), regels, OP)
    met = beoordeel_besteding(Besteding("onderwijs", "inkoop_expertise", aangetoond=VOORWAARDEN), regels, OP)
    assert zonder.waarde is Waarde.VOORWAARDELIJK
    assert set(zonder.ontbreekt) == VOORWAARDEN
    assert met.waarde is Waarde.TOEGESTAAN


def test_een_matrixcel_kan_alleen_een_blokkade_met_tenzij_matrix_opheffen(regels):
    behandeling = Besteding("onderwijs", "jeugdhulp_behandeling", matrixcel=Waarde.TOEGESTAAN)
    schoolgeld = Besteding("onderwijs", "schoolgeld_particulier", matrixcel=Waarde.TOEGESTAAN)
    assert beoordeel_besteding(behandeling, regels, OP).waarde is Waarde.TOEGESTAAN
    assert beoordeel_besteding(schoolgeld, regels, OP).waarde is Waarde.GEBLOKKEERD


@pytest.mark.parametrize("oormerk", ["onderwijs", "jeugdwet", "vrij", "iets_nieuws"])
def test_een_aanbieder_zonder_kwaliteitstoets_mag_uit_geen_enkel_oormerk(regels, oormerk):
    besteding = Besteding(oormerk, "jeugdhulp_collectief", kenmerken=frozenset({"aanbieder_zonder_kwaliteitstoets"}))
    assert beoordeel_besteding(besteding, regels, OP).waarde is Waarde.GEBLOKKEERD


def test_vrij_geld_mag_naar_alles_maar_schoolgeld_vraagt_een_reden(regels):
    assert beoordeel_besteding(Besteding("vrij", "lessen"), regels, OP).waarde is Waarde.TOEGESTAAN
    oordeel = beoordeel_besteding(Besteding("vrij", "schoolgeld_particulier"), regels, OP)
    assert (oordeel.waarde, oordeel.ontbreekt) == (Waarde.VOORWAARDELIJK, ("reden_vastgelegd",))


def test_zonder_regel_is_het_antwoord_nooit_stilzwijgend_ja(regels):
    oordeel = beoordeel_besteding(Besteding("transformatiebudget", "schoolbord"), regels, OP)
    assert oordeel.waarde is Waarde.VOORWAARDELIJK
    assert oordeel.redenen


def test_een_blokkade_eindigt_alleen_door_een_regel_met_datum():
    oud = Bestedingsregel("a", "b", Waarde.GEBLOKKEERD, "oud", "proef", geldig_tot=OP)
    nieuw = Bestedingsregel("a", "b", Waarde.TOEGESTAAN, "nieuw", "proef", geldig_van=OP)
    gisteren = date(2026, 11, 22)
    assert beoordeel_besteding(Besteding("a", "b"), [oud, nieuw], gisteren).waarde is Waarde.GEBLOKKEERD
    assert beoordeel_besteding(Besteding("a", "b"), [oud, nieuw], OP).waarde is Waarde.TOEGESTAAN


def test_een_regel_uit_json_heeft_gewone_datums():
    rij = {"oormerk": "a", "bestemming": "b", "waarde": "geblokkeerd", "reden": "r", "bron": "x"}
    (regel,) = bestedingsregels_uit([{**rij, "geldig_van": "2026-11-23", "status": "ongeverifieerd"}])
    assert (regel.geldig_van, regel.geldt_op(OP), regel.status) == (OP, True, "ongeverifieerd")
