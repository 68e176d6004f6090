"""A mandaatvraag as a file: one answer, or every fault at once."""

import json

import jsonschema
import pytest
import yaml

from budget.basis.weigering import OnbruikbareInvoer
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde
from engine.invoer.lezen import lees_document
from engine.mandaat.formaat import Mandaatvraag, toets_bestand
from tests.engine.mandaat.bouwers import GEEN_SCHOOLGELD, een_register, werkdag_later

OVERBRUGGING = Bestedingsregel("jeugdwet", "overbrugging", Waarde.TOEGESTAAN, "mag", "fictief")


def een_bestand(**anders):
    """The example of the format, with other values at the top."""
    return {**lees_document(Mandaatvraag.VOORBEELD, "voorbeeld.yaml"), **anders}


def toets(document, register=None):
    tekst = document if isinstance(document, str) else json.dumps(document)
    return toets_bestand(
        tekst, "vraag.yaml", register, werkdag_later=werkdag_later, landelijk=(OVERBRUGGING, GEEN_SCHOOLGELD)
    )


def fouten(document):
    with pytest.raises(OnbruikbareInvoer) as fout:
        toets(document)
    return {f.plaats: f.melding for f in fout.value.fouten}


def test_het_voorbeeld_geeft_een_antwoord_met_alle_velden():
    antwoord = toets(Mandaatvraag.VOORBEELD)
    assert (antwoord["uitkomst"], antwoord["rij"]) == ("ruggespraak", 8)
    assert [(regel["regel"], regel["code"]) for regel in antwoord["regels"]] == [("K10", "BOVEN_REGEL")]
    vervolg = antwoord["vervolg"]
    assert (vervolg["aan"], vervolg["bedrag"], vervolg["boven_grens"]) == ("college_a", 1_800_000, 300_000)
    assert vervolg["tekst"] == "Vraag college_a vóór ma 30 nov 2026 om akkoord over € 18.000,00."
    (regel,) = antwoord["regels_per_vereiste"]
    assert [(v["uitkomst"], v["rij"], v["namens"]) for v in regel["vereisten"]] == [
        ("ruggespraak", 8, "college_a"),
        ("ja", 10, "pot"),
    ]
    pot = regel["vereisten"][1]
    assert (pot["samen_met"], pot["gebruikt"]) == ("lid_swv", ["M3"])
    assert (antwoord["nu_te_beslissen"], antwoord["voorgenomen"]) == ([], ["hulp-1"])
    json.dumps(antwoord)


def test_yaml_en_json_geven_hetzelfde_antwoord():
    assert toets(een_bestand()) == toets(Mandaatvraag.VOORBEELD) == toets(yaml.safe_dump(een_bestand()))


def test_het_voorbeeld_past_bij_het_schema():
    jsonschema.validate(een_bestand(), Mandaatvraag.model_json_schema())


def test_hele_centen_en_eigen_velden_mogen():
    document = een_bestand(x_notitie="van ons")
    for vereiste in document["planregels"][0]["vereisten"]:
        del vereiste["bedrag"]
        vereiste["bedrag_cent"] = 1_400_000
    mandaat = document["mandaatregister"]["mandaten"][0]
    del mandaat["max_per_regel"]
    mandaat["max_per_regel_cent"] = 1_400_000
    assert toets(document)["uitkomst"] == "ja"


def test_een_los_getal_als_bedrag_wordt_geweigerd_en_alle_fouten_tegelijk():
    document = een_bestand(onbekend=1)
    document["planregels"][0]["vereisten"][0]["bedrag"] = 12.5
    document["planregels"][0]["vereisten"][1]["bedrag"] = "-5,00"
    mandaten = document["mandaatregister"]["mandaten"]
    del mandaten[0]["max_per_casus"]
    mandaten[1]["max_per_jaar"] = "-1,00"
    mandaten[1]["max_looptijd"] = "lang"
    document["aanwezigheid"][0]["wijze"] = "misschien"
    gevonden = fouten(document)
    assert set(gevonden) == {
        "onbekend",
        "planregels[0].vereisten[0].bedrag",
        "planregels[0].vereisten[1].bedrag",
        "mandaatregister.mandaten[0].max_per_casus",
        "mandaatregister.mandaten[1].max_per_jaar",
        "mandaatregister.mandaten[1].max_looptijd",
        "aanwezigheid[0].wijze",
    }
    assert "aanhalingstekens" in gevonden["planregels[0].vereisten[0].bedrag"]
    assert "ontbreekt" in gevonden["mandaatregister.mandaten[0].max_per_casus"]


@pytest.mark.parametrize(
    ("verandering", "zin"),
    [
        ({"gever_is_bestuursorgaan": False}, "alleen een bestuursorgaan geeft mandaat"),
        ({"geldig_tot": "2026-01-01"}, "geldig_tot"),
        ({"gezamenlijk_met": "teammanager_jeugd_a"}, "gezamenlijk_met"),
        ({"max_per_regel": 15000}, "dubbelzinnig"),
    ],
)
def test_een_mandaat_dat_niet_kan_bestaan_wordt_geweigerd(verandering, zin):
    document = een_bestand()
    document["mandaatregister"]["mandaten"][0] |= verandering
    assert zin in " ".join(fouten(document).values())


@pytest.mark.parametrize(
    ("verandering", "zin"),
    [
        ({"nodig_voor": "2026-11-22"}, "nodig_voor ligt voor de peildatum"),
        ({"formaat": "doorbraak-mandaatvraag/2"}, "doorbraak-mandaatvraag/1"),
        ({"peildatum": "2026-02-30"}, "geen bestaande datum"),
        ({"planregels": []}, "minstens een regel"),
    ],
)
def test_een_vraag_die_niet_kan_wordt_geweigerd(verandering, zin):
    assert zin in " ".join(fouten(een_bestand(**verandering)).values())


def test_dubbele_namen_worden_geweigerd():
    dubbele_regel = een_bestand()
    dubbele_regel["planregels"] *= 2
    assert "hulp-1" in " ".join(fouten(dubbele_regel).values())
    dubbel_mandaat = een_bestand()
    dubbel_mandaat["mandaatregister"]["mandaten"] *= 2
    assert "mandaat M1 versie 1" in " ".join(fouten(dubbel_mandaat).values())


def test_een_oormerk_vraagt_een_bestemming_en_de_landelijke_regels_tellen():
    document = een_bestand()
    pot = document["planregels"][0]["vereisten"][1]
    del pot["bestemming"]
    assert "bestemming" in " ".join(fouten(document).values())
    pot |= {"oormerk": "onderwijs", "bestemming": "schoolgeld_particulier"}
    antwoord = toets(document)
    assert (antwoord["uitkomst"], antwoord["rij"], antwoord["vervolg"]["soort"]) == ("nee", 1, "geblokkeerd")
    assert antwoord["vervolg"]["tekst"].endswith("Wel mogelijk: inkoop expertise.")
    document["mandaatregister"]["bestedingsregels"] = []
    zonder = toets(document)
    assert zonder["uitkomst"] == "ruggespraak"
    assert "VOORWAARDELIJK" in {regel["code"] for regel in zonder["regels"]}


def test_eigen_bestedingsregels_van_het_bestand_gaan_voor():
    document = een_bestand()
    document["mandaatregister"]["bestedingsregels"] = [
        {"oormerk": "*", "bestemming": "overbrugging", "waarde": "geblokkeerd", "reden": "Hier niet."}
    ]
    assert toets(document)["vervolg"]["tekst"] == "Dit mag niet, ook niet met een hoger besluit."


def test_zonder_register_telt_dat_van_de_database():
    document = een_bestand()
    del document["mandaatregister"]
    assert "geen register" in fouten(document)["mandaatregister"]
    antwoord = toets(document, een_register())
    assert antwoord["uitkomst"] == "ruggespraak"


def test_het_gebruik_van_andere_casussen_telt_in_het_jaar_maar_niet_in_de_casus():
    document = een_bestand()
    for vereiste in document["planregels"][0]["vereisten"]:
        vereiste["bedrag"] = "10.000,00"
    gebruik = document["mandaatregister"]["gebruik"]
    gebruik += [{"mandaat": "M1", "jaar": 2026, "bedrag": "186.000,00"}]
    assert toets(document)["uitkomst"] == "ja"
    gebruik += [{"mandaat": "M1", "jaar": 2026, "bedrag": "0,01"}]
    assert [regel["code"] for regel in toets(document)["regels"]] == ["BOVEN_JAAR"]


def met_duo(document, *wie):
    document["aanwezigheid"] = [{"persoon": persoon} for persoon in wie]
    del document["planregels"][0]["vereisten"][0]
    return document


def test_wie_moet_tekenen_staat_in_het_vervolg_en_een_handtekening_maakt_het_af():
    document = met_duo(een_bestand(), "fien_voorbeeld")
    antwoord = toets(document)
    assert (antwoord["uitkomst"], antwoord["rij"]) == ("ja_met_medeondertekening", 11)
    assert antwoord["vervolg"]["tekst"] == "Het besluit geldt pas als lid_swv mede ondertekent, namens pot."
    document["handtekeningen"] = [
        {"persoon": "gijs_voorbeeld", "functie": "lid_swv", "regel": "hulp-1", "bedrag": "18.000,00"}
    ]
    getekend = toets(document)
    assert (getekend["vervolg"]["soort"], getekend["nu_te_beslissen"]) == ("besluiten", ["hulp-1"])
    assert getekend["vervolg"]["tekst"] == "lid_swv heeft mede ondertekend. Het besluit geldt, namens pot."


def test_de_gewone_zinnen_van_ja_en_nee():
    samen = toets(met_duo(een_bestand(), "fien_voorbeeld", "gijs_voorbeeld"))
    assert (
        samen["vervolg"]["tekst"]
        == "fien_voorbeeld (lid_gemeenten) mag dit nu samen met lid_swv beslissen, namens pot."
    )
    onbekend = een_bestand()
    onbekend["planregels"][0]["vereisten"][0]["orgaan"] = None
    assert toets(onbekend)["vervolg"]["tekst"] == "Zoek eerst uit welk orgaan bevoegd is. Leg dit voor aan stap 4."
    onbekend["mandaatregister"]["ladder"] = []
    zin = toets(onbekend)["vervolg"]["tekst"]
    assert zin.endswith("geen hogere stap heeft een houder. Waarschuw voorzitter en opdrachtgever.")
    advies = een_bestand(stap=4, aanwezigheid=[{"persoon": "jet_voorbeeld"}, {"persoon": "kees_voorbeeld"}])
    assert "(bindend advies, orgaan bevestigt)" in toets(advies)["vervolg"]["tekst"]


def test_eerdere_weigering_en_rollen_uit_het_bestand_tellen():
    geweigerd = een_bestand(geweigerd=[{"door": "college_a", "casus": "DT-7K3M9Q", "handeling": "beschikking"}])
    assert (toets(geweigerd)["rij"], toets(geweigerd)["vervolg"]["stap"]) == (9, "4")
    conflict = een_bestand(rollen=[{"persoon": "anna_voorbeeld", "rol": "voorzitter", "zaak": "DT-7K3M9Q"}])
    assert "ROLCONFLICT" in {regel["code"] for regel in toets(conflict)["regels"]}
