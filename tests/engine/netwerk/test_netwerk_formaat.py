"""The exchange format: what it refuses, that it refuses all at once, and that it agrees with its schema."""

from __future__ import annotations

import copy
import json
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.netwerk.controle import controleer_bestand
from engine.netwerk.formaat import SCHEMA, lees, lees_document
from engine.netwerk.formaat_velden import DOCUMENT
from tests.engine.netwerk.netwerk_bouwers import VOORBEELDEN, Doc, een_document

KEURDER = jsonschema.Draft202012Validator(
    json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=jsonschema.FormatChecker()
)
TEKST = VOORBEELDEN.read_text(encoding="utf-8")
# The reader leaves dates as text, as the schema describes them.
RUW: list[Doc] = json.loads(json.dumps(list(yaml.load_all(TEKST, Loader=yaml.CSafeLoader)), default=str))
GROOT = [d for d in RUW if d["casus"]["id"].startswith("G")]


def fouten_van(doc: object) -> list[tuple[str, str]]:
    _, fouten = lees_document(doc)
    return [(f.pad, f.melding) for f in fouten]


@pytest.mark.parametrize("doc", RUW[::7] + GROOT, ids=lambda d: d["casus"]["id"])
def test_het_schema_aanvaardt_de_voorbeelden(doc: Doc) -> None:
    assert not list(KEURDER.iter_errors(doc))
    assert not fouten_van(doc)


def zonder(doc: Doc, veld: str) -> Doc:
    return {naam: waarde for naam, waarde in doc.items() if naam != veld}


GEBEURTENIS = {"datum": "2026-10-01"}
GEWEIGERD = {
    "geen peildatum": (zonder(een_document(), "peildatum"), "peildatum"),
    "30 februari": (een_document(peildatum="2026-02-30"), "peildatum"),
    "Nederlandse datum": (een_document(peildatum="3-12-2026"), "peildatum"),
    "onbekende soort": (een_document({"soort": "kent", "van": "vos"}), "relaties[12].soort"),
    "onbekend veld": (een_document(kleur="rood"), "kleur"),
    "onbekend veld in een rij": (
        een_document({"soort": "betrokken", "van": "vos", "geld": 3}),
        "relaties[12].geld",
    ),
    "aanvaard zonder persoon": (
        een_document(gebeurtenissen=[{**GEBEURTENIS, "soort": "aanvaard"}]),
        "regie_gebeurtenissen[0].persoon",
    ),
    "verlopen zonder persoon": (
        een_document(gebeurtenissen=[{**GEBEURTENIS, "soort": "verlopen"}]),
        "regie_gebeurtenissen[0].persoon",
    ),
    "overgedragen zonder aan": (
        een_document(gebeurtenissen=[{**GEBEURTENIS, "soort": "overgedragen", "persoon": "vos"}]),
        "regie_gebeurtenissen[0].aan",
    ),
    "contactpersoon zonder naar": (
        een_document({"soort": "contactpersoon", "van": "school_a"}),
        "relaties[12].naar",
    ),
    "te lang citaat": (
        een_document({"soort": "wijst_naar", "van": "vos", "naar": "smit", "onderwerp": "regie", "citaat": "a" * 201}),
        "relaties[12].citaat",
    ),
    "leeg document": (None, ""),
    "ander formaat": (een_document(formaat="doorbraak-netwerk/2"), "formaat"),
}


@pytest.mark.parametrize(("doc", "pad"), GEWEIGERD.values(), ids=GEWEIGERD)
def test_schema_en_lezer_weigeren(doc: object, pad: str) -> None:
    assert list(KEURDER.iter_errors(doc))
    assert [p for p, _ in fouten_van(doc)] == [pad]


WIJST = {"soort": "wijst_naar", "van": "vos", "naar": "smit", "onderwerp": "regie"}
ONSAMENHANGEND = {
    "onbekende actor": (een_document({**WIJST, "naar": "spook"}), "relaties[12].naar"),
    "onbekende vervanger": (
        een_document({"soort": "aanstelling", "van": "vos", "naar": "ggz", "vervanger": "spook"}),
        "relaties[12].vervanger",
    ),
    "onbekende school": (een_document(casus={"school": "spook"}), "casus.school"),
    "onbekende genodigde": (
        een_document(tafels=[{"id": "t1", "datum": "2026-12-10", "genodigden": ["vos", "spook"]}]),
        "tafels[0].genodigden[1]",
    ),
    "onbekende ontvanger": (
        een_document(gebeurtenissen=[{**GEBEURTENIS, "soort": "overgedragen", "persoon": "vos", "aan": "spook"}]),
        "regie_gebeurtenissen[0].aan",
    ),
    "einde voor begin": (
        een_document({**WIJST, "geldig_van": "2026-10-02", "geldig_tot": "2026-10-01"}),
        "relaties[12].geldig_tot",
    ),
    "een rij van nul dagen": (
        een_document({**WIJST, "geldig_van": "2026-10-02", "geldig_tot": "2026-10-02"}),
        "relaties[12].geldig_tot",
    ),
    "vervallen voor vastgelegd": (
        een_document({**WIJST, "vastgelegd_op": "2026-10-02", "vervallen_op": "2026-10-01"}),
        "relaties[12].vervallen_op",
    ),
    "casus eindigt voor hij begint": (een_document(casus={"einde": "2026-08-19"}), "casus.einde"),
    "vakantie van nul dagen": (
        een_document(kalender={"vakanties": [{"van": "2026-10-01", "tot": "2026-10-01"}]}),
        "kalender.vakanties[0].tot",
    ),
    "informatie met zichzelf": (
        een_document({"soort": "informatie", "van": "vos", "naar": "vos"}),
        "relaties[12].naar",
    ),
    "aanstelling bij een persoon": (
        een_document({"soort": "aanstelling", "van": "vos", "naar": "smit"}),
        "relaties[12].naar",
    ),
    "mandaat van een persoon": (
        een_document({"soort": "mandaat", "van": "vos", "naar": "smit", "wet": "alle", "plafond_cent": 1}),
        "relaties[12].van",
    ),
    "melding bij een persoon": (
        een_document({"soort": "melding", "van": "vos", "naar": "smit", "geldig_van": "2026-10-01"}),
        "relaties[12].naar",
    ),
    "maatregel van een team": (
        een_document({"soort": "maatregel", "van": "team_b", "vorm": "ots"}),
        "relaties[12].van",
    ),
    "betrokken zonder aanstelling en domein": (
        een_document(
            {"soort": "betrokken", "van": "oma"},
            personen=[{"id": i} for i in ("dewit", "vos", "smit", "moeder", "oma")],
        ),
        "relaties[12].domein",
    ),
    "persoon twee keer": (
        een_document(personen=[{"id": i} for i in ("dewit", "vos", "smit", "moeder", "vos")]),
        "personen[4].id",
    ),
    "persoon en organisatie met hetzelfde id": (
        een_document(personen=[{"id": i} for i in ("dewit", "vos", "smit", "moeder", "ggz")]),
        "personen[4].id",
    ),
    "besluit twee keer": (
        een_document(*[{"soort": "besluit_nodig", "id": "b1", "bedrag_cent": 1, "wet": "pot"}] * 2),
        "relaties[13].id",
    ),
}


@pytest.mark.parametrize(("doc", "pad"), ONSAMENHANGEND.values(), ids=ONSAMENHANGEND)
def test_de_lezer_weigert_wat_het_schema_niet_kan_zien(doc: Doc, pad: str) -> None:
    assert not list(KEURDER.iter_errors(doc))
    assert [p for p, _ in fouten_van(doc)] == [pad]


def test_geen_schending_zijn_dubbele_regie_een_onbekende_deelnemer_en_de_toekomst() -> None:
    doc = een_document(
        {"soort": "aanstelling", "van": "vos", "naar": "ggz", "geldig_van": "2027-01-01"},
        {"soort": "wijst_naar", "van": "vos", "naar": "vos", "onderwerp": "regie"},
        {"soort": "besluit_nodig", "id": "b1", "bedrag_cent": 1, "wet": "pot", "vervallen_op": "2026-10-01"},
        {"soort": "besluit_nodig", "id": "b1", "bedrag_cent": 0, "wet": "pot"},
        gebeurtenissen=[{"datum": "2027-01-01", "soort": s, "persoon": "moeder"} for s in ("aanvaard", "betwist")],
        x_eigen={"mag": "alles"},
    )
    assert fouten_van(doc) == []


def test_alle_fouten_tegelijk_met_document_casus_en_pad() -> None:
    kapot = een_document({**WIJST, "naar": "spook"}, casus={"id": "C-2", "einde": "2020-01-01"})
    erger = een_document(peildatum="morgen", personen="niemand", casus={"id": "C-3"})
    antwoord = controleer_bestand(json.dumps([een_document(), kapot, erger, "tekst"]), "drie.json")
    assert list(antwoord) == ["fouten"]
    assert [(f["document"], f["casus"], f["pad"]) for f in antwoord["fouten"]] == [
        (2, "C-2", "relaties[12].naar"),
        (2, "C-2", "casus.einde"),
        (3, "C-3", "peildatum"),
        (3, "C-3", "personen"),
        (4, None, ""),
    ]


def test_een_fout_noemt_geen_ingevulde_naam() -> None:
    doc = een_document(personen=[{"id": "Fientje van Voorbeeld"}], casus={"id": "Fientje van Voorbeeld"})
    doc["relaties"] = [{"soort": "Fientje van Voorbeeld"}]
    assert "Fientje" not in json.dumps(controleer_bestand(json.dumps(doc), ""))


def test_yaml_en_json_en_datums_met_en_zonder_aanhalingstekens_geven_hetzelfde_antwoord() -> None:
    uit_yaml = controleer_bestand(TEKST, "voorbeelden.yaml")
    uit_json = controleer_bestand(json.dumps(RUW), "voorbeelden.json")
    met_tekens = controleer_bestand(yaml.safe_dump_all(RUW, allow_unicode=True), "voorbeelden.yml")
    assert uit_yaml == uit_json == met_tekens
    assert len(uit_yaml["bevindingen"]) > 100


def test_twee_keer_dezelfde_casus_houdt_beide_kaarten() -> None:
    antwoord = controleer_bestand(json.dumps([een_document(gebeurtenissen=[]), een_document()]), "")
    assert [k["kaart"] for k in antwoord["kaarten"]["C-1"]] == ["Regie"]
    assert antwoord["kaarten"]["C-1#2"] == []


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("", "leeg.yaml"),
        ("[]", "leeg.json"),
        ("{", "half.json"),
        ("a: [1", "half.yaml"),
        ("a: 1\na: 2", "dubbel.yaml"),
        ('{"a": 1, "a": 2}', "dubbel.json"),
        ("[" * 100_000, "diep.json"),
        ("x: " + "[" * 3_000, "diep.yaml"),
        ("a: !!timestamp morgen", "tijd.yaml"),
        ("a: !!bool misschien", "ja.yaml"),
        ("a: !!int ''", "leeg_getal.yaml"),
        ('{"a": ' + "9" * 5_000 + "}", "getal.json"),
        ("a: " + "9" * 5_000, "getal.yaml"),
        ("a: \x00", "nul.yaml"),
        ("a: !!python/object/apply:os.system [ls]", "gevaar.yaml"),
        ("&a [*a]", "kring.yaml"),
        ("? [a, b]\n: c", "sleutel.yaml"),
        ("1: a", "sleutel2.yaml"),
        ('{"casus": {"id": "\\ud800"}, "\\ud800": 1}', "teken.json"),
        ('{"peildatum": NaN}', "nan.json"),
    ],
)
def test_onleesbare_bestanden_geven_fouten_en_geen_crash(tekst: str, naam: str) -> None:
    antwoord = controleer_bestand(tekst, naam)
    assert antwoord["fouten"]
    json.dumps(antwoord, ensure_ascii=False).encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(["a.yaml", "a.json", ""]))
def test_willekeurige_tekst_geeft_altijd_een_antwoord(tekst: str, naam: str) -> None:
    assert set(controleer_bestand(tekst, naam)) == {"fouten"}


WAARDEN: list[Any] = [
    *(None, True, False, 0, 1, -1, 2.0, 1.5, 3, 0.0, float("1e400")),
    *("", "x", "vos", "team_b", "2026-12-03", "2026-02-30", "2026-1-1", "jeugdwet", "alle", "afwezig", "R01", "LIJST"),
    *(
        "aanvaard",
        "overgedragen",
        "teruggelegd",
        "betrokken",
        "informatie",
        "contactpersoon",
        "gi",
        "a b",
        "-x",
        "a" * 61,
    ),
    *([], {}, ["vos"], ["2026-12-03"], {"id": "x"}, [["x"]], [None]),
]
SLEUTELS = [
    "kennis",
    "id",
    "x_vrij",
    "geld",
    "persoon",
    "aan",
    "naar",
    "van",
    "domein",
    "bron",
    "vervallen_op",
    "soort",
]


def _plekken(deel: Any) -> list[tuple[Any, Any]]:
    paren = deel.items() if isinstance(deel, dict) else enumerate(deel) if isinstance(deel, list) else ()
    return [plek for sleutel, onder in paren for plek in [(deel, sleutel), *_plekken(onder)]]


@st.composite
def verminkte_documenten(draw: st.DrawFn) -> Doc:
    """A valid document with up to three places replaced, removed or added."""
    doc = copy.deepcopy(draw(st.sampled_from([*RUW[::12], een_document(), *GROOT[1:2]])))
    for _ in range(draw(st.integers(1, 3))):
        plekken = _plekken(doc)
        if not plekken:
            break
        houder, sleutel = draw(st.sampled_from(plekken))
        daad = draw(st.sampled_from(["vervang", "vervang", "verwijder", "voeg_toe"]))
        if daad == "vervang":
            houder[sleutel] = copy.deepcopy(draw(st.sampled_from(WAARDEN)))
        elif daad == "verwijder":
            del houder[sleutel]
        elif isinstance(houder, dict):
            houder[draw(st.sampled_from(SLEUTELS))] = copy.deepcopy(draw(st.sampled_from(WAARDEN)))
    return doc  # type: ignore[no-any-return]


@settings(max_examples=150, deadline=None)
@given(verminkte_documenten())
def test_lezer_en_schema_oordelen_gelijk_over_verminkte_documenten(doc: Doc) -> None:
    oneindig = "Infinity" in json.dumps(doc)
    fouten: list[str] = []
    DOCUMENT(doc, "", lambda pad, melding: fouten.append(f"{pad}: {melding}"))
    schema_weigert = not KEURDER.is_valid(doc)
    assert bool(fouten) == schema_weigert or (oneindig and fouten)
    if schema_weigert:
        assert lees(json.dumps(doc), "a.json")[1]


@settings(max_examples=150, deadline=None)
@given(verminkte_documenten())
def test_een_verminkt_document_geeft_bevindingen_of_fouten(doc: Doc) -> None:
    assert set(controleer_bestand(json.dumps(doc), "a.json")) in ({"fouten"}, {"bevindingen", "kaarten"})


# -- every field of every kind, one value at a time ---------------------------------------------------------------

GEMEEN = {
    "id": "r1", "geldig_van": "2026-01-01", "geldig_tot": "2026-02-01", "kennis": "aanwezig",
    "bevestigd_op": "2026-01-01", "bron": "x", "vastgelegd_op": "2026-01-01", "vervallen_op": "2026-01-02",
}  # fmt: skip
TWEE = {"van": "a", "naar": "b"}
VOLLE_RIJEN: dict[str, Doc] = {
    "aanstelling": {**TWEE, "functie": "x", "fte": 1, "vervanger": "c", "bandbreedte": 10},
    "betrokken": {
        "van": "a", "domein": "jgz", "organisatie": "o", "rol": "consult", "ritme_dagen": 7, "wachtlijst": True,
        "onderaannemer_van": "o", "opvolger_van": "c", "contactmomenten": ["2026-01-01"],
    },
    "informatie": {
        **TWEE, "vorm": "overdracht", "grondslag": "wet", "grondslag_tot": "2026-01-01", "wederzijds": False,
        "contactmomenten": [],
    },
    "wijst_naar": {**TWEE, "onderwerp": "plek", "status": "open", "citaat": "x"},
    "financiering": {"van": "a", "status": "pot", "bedrag_cent": 1, "wet": "wlz"},
    "melding": {**TWEE, "terugkoppeling_op": "2026-01-02"},
    "mandaat": {**TWEE, "wet": "alle", "plafond_cent": 0},
    "contactpersoon": TWEE,
    "vast_gezicht": TWEE,
    "besluit_nodig": {"bedrag_cent": 1, "wet": "pot", "voor_datum": "2026-01-01"},
    "maatregel": {"van": "a", "vorm": "ots"},
    "eerder_samen": {**TWEE, "aantal": 2},
}  # fmt: skip
GEBEURTENISSEN = {
    "aanvaard": {"persoon": "a", "duo_met": "b", "vervanger": "c", "door": "d", "reden": "x", "laag": "zorg"},
    "overgedragen": {"persoon": "a", "aan": "b"},
    "teruggelegd": {"aan": "b"},
    "vastgesteld_afwezig": {"id": "g1", "vastgelegd_op": "2026-01-01", "vervallen_op": "2026-01-02"},
}
ANDERE: list[tuple[str, Doc]] = [
    ("casus", {
        "id": "c", "start": "2026-01-01", "einde": "2026-01-02", "woongemeente_jeugdwet": "X", "school": "s",
        "woongemeente_grondslag": "brp", "woongemeente_bevestigd_op": "2026-01-01", "verblijfgemeente": "Y",
        "kader": "wlz", "gewicht": 0.5, "koppel_casussen": 2, "actorenlijst_bevestigd_op": "2026-01-01",
    }),
    ("organisatie", {
        "id": "o", "naam": "x", "soort": "ggd", "domein": "jgz", "gemeente": "X", "werkgebied": ["Y"],
        "onderdeel_van": "p",
    }),
    ("persoon", {"id": "p", "weergavenaam": "x", "functie": "y", "regielast_elders": 1.5}),
    ("tafel", {
        "id": "t", "datum": "2026-01-01", "genodigden": ["p"], "status": "gepland", "vastgelegd_op": "2026-01-01",
        "vervallen_op": "2026-01-02",
    }),
    ("drempels", dict.fromkeys(json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]["drempels"]["properties"], 1)),
]  # fmt: skip
VOLLE_BLOKKEN: list[tuple[str, str, Doc]] = [
    *(("relaties", "relatie", {"soort": s, **GEMEEN, **velden}) for s, velden in VOLLE_RIJEN.items()),
    *(
        ("regie_gebeurtenissen", "gebeurtenis", {"soort": s, "datum": "2026-01-01", **velden})
        for s, velden in GEBEURTENISSEN.items()
    ),
    *(
        ({"organisatie": "organisaties", "persoon": "personen", "tafel": "tafels"}.get(naam, naam), naam, blok)
        for naam, blok in ANDERE
    ),
]
LOSSE_WAARDEN = [*WAARDEN, 1.6, 0.5, "a" * 200, "a" * 201, "pot", "wlz", "ots", 10**6, "2026-12-03T00:00:00", ["x", 1]]


@pytest.mark.parametrize(
    ("veld", "naam", "blok"), VOLLE_BLOKKEN, ids=[f"{n}-{b.get('soort', '')}" for _, n, b in VOLLE_BLOKKEN]
)
def test_elk_veld_wordt_gelezen_zoals_het_schema_het_beschrijft(veld: str, naam: str, blok: Doc) -> None:
    definities = KEURDER.schema["$defs"]
    keurder = KEURDER.evolve(schema={"$ref": f"#/$defs/{naam}", "$defs": definities})
    lezer = DOCUMENT.velden[veld]
    weg = object()
    for plek in [*blok, "geld", "x_vrij"]:
        for waarde in [weg, *LOSSE_WAARDEN]:
            anders = {k: v for k, v in {**blok, plek: waarde}.items() if v is not weg}
            fouten: list[str] = []
            lezer(anders if naam in ("casus", "drempels") else [anders], veld, lambda p, m, f=fouten: f.append(p))  # type: ignore[misc]
            if waarde != float("inf"):
                assert bool(fouten) == (not keurder.is_valid(anders)), (plek, waarde, fouten)
            else:
                assert fouten or plek == "x_vrij"
