"""Every requirement of the help track: what it lets through, and what it stops with what to do."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.casus import handelingen as h
from engine.casus.regels.eisen import EISEN
from engine.casus.regels.feiten import Omstandigheden
from engine.invoer.lezen import controleer, lees_document
from engine.proces.laden import lees_proces
from engine.regio.plaats import config_map

VANDAAG, MORGEN, GISTEREN = date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 15)
GOED = Omstandigheden(
    "DT-7K3M9Q",
    VANDAAG,
    "vera_voorbeeld",
    plaatsen=frozenset({"ontvanger"}),
    aanmelder="berend_brug",
    kenmerken={"gezin_geinformeerd": True, "geprobeerd": [1], "toestemmingen": [1]},
    spoed=True,
    termijn_einde=GISTEREN,
    gevraagd=("gezag",),
    onvolledig_vanaf=VANDAAG,
    terugkomdatum=VANDAAG,
    uiterste_terugkomdatum=date(2026, 12, 31),
    regisseur="carla_casus",
    vervanger="ilse_intern",
    uitgenodigd_domeinen=frozenset({"onderwijs", "jeugdhulp"}),
    gezin_uitgenodigd=True,
    toetsen_opgeslagen=True,
    toetsen=("nee",),
    zitting_open=True,
    volgende_zitting=MORGEN,
    regels_beslist=True,
    regels_ja=True,
    beslissers=frozenset({"tom", "tess"}),
    voorgenomen=True,
    trede="OOGO",
    houder_van_de_trede=True,
    planregels=("begeleiding",),
)
PROCES = lees_proces(tomllib.loads((config_map() / "proces" / "v1.toml").read_text(encoding="utf-8")))
LATER = {"aanvulling_vragen": {"voor": MORGEN}, "terugverwijzen": {"terugkomdatum": MORGEN},
         "aanhouden": {"terugkomdatum": MORGEN}, "ruggespraak_vragen": {"voor": MORGEN},
         "opschalen": {"tafel_voegt_niets_toe": True}}  # fmt: skip


def handeling(gebeurtenis: str, **anders: Any) -> h.Invoer:
    """Return the example of an event, with every day of it today."""
    model = h.PER_GEBEURTENIS[gebeurtenis]
    tekst = re.sub(r"20\d\d-\d\d-\d\d", VANDAAG.isoformat(), model.VOORBEELD)
    velden = lees_document(tekst, gebeurtenis) or {}
    return controleer(velden | LATER.get(gebeurtenis, {}) | anders, gebeurtenis, model)


def test_het_proces_noemt_precies_deze_eisen():
    assert {eis for o in PROCES.hulp.overgangen for eis in o.eisen} == set(EISEN)


@pytest.mark.parametrize("overgang", PROCES.hulp.overgangen, ids=lambda o: o.code)
def test_wat_in_orde_is_gaat_door(overgang):
    model = h.PER_GEBEURTENIS.get(overgang.gebeurtenis)
    feiten = replace(GOED, handeling=handeling(overgang.gebeurtenis) if model else h.Niets())
    assert [eis for eis in overgang.eisen if EISEN[eis](feiten) is not None] == []


@pytest.mark.parametrize(
    ("eis", "gebeurtenis", "velden", "feiten"),
    [
        ("aanmelder_en_gezin_bevestigd", "bevestigen", {"gezin_op": MORGEN}, {}),
        ("ontbrekende_stukken_genoemd", "aanvulling_vragen", {"ontbreekt": [" "]}, {}),
        ("ontbrekende_stukken_genoemd", "aanvulling_vragen", {"voor": VANDAAG}, {}),
        ("elk_gevraagd_stuk_afgehandeld", "aanvullen", {}, {"gevraagd": ("rapport",)}),
        ("lang_genoeg_gewacht", "sluiten_onvolledig", {}, {"onvolledig_vanaf": MORGEN}),
        ("gezin_gebeld", "sluiten_onvolledig", {"gezin_gebeld_op": MORGEN}, {}),
        ("toelatingstoets", "accepteren", {"vraag_kan_hier": False}, {}),
        ("toelatingstoets", "accepteren", {"bevoegd_orgaan": None}, {}),
        ("voorzitter_is_niet_de_aanmelder", "accepteren", {}, {"aanmelder": "vera_voorbeeld"}),
        ("gezin_en_aanmelder_ingelicht", "afwijzen", {"gezin_ingelicht_op": MORGEN}, {}),
        ("ontvanger_heeft_aanvaard", "terugverwijzen", {"aanvaard_op": MORGEN}, {}),
        ("ontvanger_heeft_aanvaard", "afschalen", {"aanvaard_op": MORGEN}, {}),
        ("terugkomdatum_binnen_de_termijn", "terugverwijzen", {"terugkomdatum": VANDAAG}, {}),
        ("terugkomdatum_binnen_de_termijn", "aanhouden", {"terugkomdatum": date(2027, 1, 1)}, {}),
        ("terugkomdatum_bereikt_of_teruggelegd", "terugkomen", {}, {"terugkomdatum": MORGEN}),
        ("terugkomdatum_bereikt_of_teruggelegd", "terugkomen", {"hoe": "teruggelegd"}, {"plaatsen": frozenset()}),
        ("terugkomdatum_bereikt_of_klaar", "terugkomen", {}, {"terugkomdatum": MORGEN}),
        ("gezin_bevestigt_resultaat", "opgelost", {"gezin_bevestigt_op": MORGEN}, {}),
        ("ander_dan_wie_afwees", "heroverwegen", {}, {"afgewezen_door": "vera_voorbeeld"}),
        ("gezin_uitgenodigd", "agenderen", {}, {"gezin_uitgenodigd": False, "gezin_niet": "niet_bereikt"}),
        ("gezin_uitgenodigd", "agenderen", {}, {"gezin_uitgenodigd": False}),
        ("onderwijs_en_jeugdhulp_uitgenodigd", "agenderen", {}, {"uitgenodigd_domeinen": frozenset({"onderwijs"})}),
        ("toets_per_regel_opgeslagen", "agenderen", {}, {"toetsen_opgeslagen": False}),
        ("alle_regels_nee", "opschalen", {}, {"toetsen": ("nee", "ja")}),
        ("alle_regels_nee", "opschalen", {}, {"toetsen": ()}),
        ("tafel_voegt_niets_toe", "opschalen", {"tafel_voegt_niets_toe": False}, {}),
        ("zitting_is_open", "", {}, {"zitting_open": False}),
        ("volgende_zitting_genoemd", "doorschuiven", {}, {"volgende_zitting": GISTEREN}),
        ("alle_regels_ja_of_getekend", "", {}, {"regels_beslist": False}),
        ("casusregisseur_aanvaard", "", {}, {"regisseur": None}),
        ("casusregisseur_aanvaard", "", {}, {"vervanger": None}),
        ("toestemming_per_regel", "", {}, {"zonder_toestemming": ("begeleiding",)}),
        ("geen_regel_beslist", "ruggespraak_vragen", {}, {"voorgenomen": False}),
        ("vraag_met_bedrag_en_datum", "ruggespraak_vragen", {"voor": VANDAAG}, {}),
        ("termijn_verlopen", "", {}, {"termijn_einde": VANDAAG}),
        ("volgende_trede_heeft_houder", "", {}, {"trede": None}),
        ("hiaat_bij_gebrek_aan_aanbod", "geen_oplossing", {"hiaat": None}, {}),
        ("houder_van_de_trede", "", {}, {"houder_van_de_trede": False}),
        ("mandaat_van_de_trede", "", {}, {"regels_beslist": False}),
        ("antwoord_is_nee_of_te_laat", "verder_opschalen", {}, {"termijn_einde": VANDAAG}),
        ("spoed_gemeld", "", {}, {"spoed": False}),
        ("alle_regels_ja", "", {}, {"regels_ja": False}),
        ("twee_beslissers_bevestigd", "", {}, {"beslissers": frozenset({"tom"})}),
        ("er_is_een_voorgenomen_besluit", "", {}, {"voorgenomen": False}),
        ("uitvoerders_bevestigd", "plan_starten", {"bevestigd": {}}, {}),
        ("datum_bevestigd_door_gezin_of_school", "hulp_starten", {"begonnen_op": MORGEN}, {}),
        ("planregel_bestaat", "vastgelopen", {"regel": "paardrijden"}, {}),
        ("controle_met_gezin_gehouden", "eerste_controle", {"met_gezin": False}, {}),
        ("elke_planregel_beantwoord", "evalueren", {"draagt_bij": {}}, {}),
        ("elke_planregel_beantwoord", "evalueren", {"gehouden_op": MORGEN}, {}),
        ("gezin_gehoord_bij_evaluatie", "evalueren", {"gezin_gehoord_op": MORGEN}, {}),
        ("geen_nieuw_geld_of_macht", "binnen_besluit", {"nieuw_bedrag": True}, {}),
        ("gezin_akkoord", "binnen_besluit", {"gezin_akkoord_op": MORGEN}, {}),
        ("gezin_gehoord", "afschalen", {"gezin_akkoord": False}, {}),
        ("afspraken_gedaan_of_overgedragen", "sluiten", {}, {"open_afspraken": 2}),
        ("gezinsscore_gevraagd", "sluiten", {"gezinsscore_gevraagd_op": MORGEN}, {}),
        ("beide_evaluaties_gedaan_of_onmogelijk", "afronden", {"na_zes_maanden": {}}, {}),
        ("overdracht_aanvaard", "intrekken", {"waarom": "verhuisd"}, {}),
    ],
)  # fmt: skip
def test_wat_niet_in_orde_is_wordt_gestopt(eis, gebeurtenis, velden, feiten):
    antwoord = EISEN[eis](
        replace(GOED, handeling=handeling(gebeurtenis, **velden) if gebeurtenis else h.Niets(), **feiten)
    )
    assert antwoord is not None
    if isinstance(antwoord, tuple):
        assert all(zin.endswith(".") for zin in antwoord)
