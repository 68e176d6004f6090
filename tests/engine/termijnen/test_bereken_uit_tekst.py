"""`termijn bereken`: text in, JSON with the reasons out; bad text is refused with every finding at once."""

import json

import pytest

from budget.basis.weigering import OnbruikbareInvoer
from engine.termijnen.begrippen import lees_duur
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.vragen import bereken_uit_tekst
from engine.termijnen.weigeringen import FeestdagenOntbreken

KALENDER = nationale_kalender()


def vraag(van="2026-03-02", duur="8w", grondslag="wet", *opschortingen):
    return bereken_uit_tekst(van, duur, grondslag, list(opschortingen), KALENDER)


def fouten(*woorden):
    with pytest.raises(OnbruikbareInvoer) as gevonden:
        vraag(*woorden)
    return [(f.plaats, f.melding) for f in gevonden.value.fouten]


def test_acht_weken_wet_met_een_opschorting():
    antwoord = vraag("2026-03-02", "8w", "wet", "2026-03-11..2026-03-20")

    assert json.loads(json.dumps(antwoord)) == antwoord
    assert antwoord["einde"] == "2026-05-06"
    assert antwoord["ruw_einde"] == "2026-04-27"
    assert antwoord["opschortingen"] == [{"van": "2026-03-11", "tot": "2026-03-20", "dagen": 9}]
    assert antwoord["uitleg"][1] == "9 dagen opgeschort (wo 11 mrt t/m do 19 mrt 2026) maakt wo 6 mei 2026."


@pytest.mark.parametrize(
    ("woorden", "einde"),
    [
        (("2026-02-06", "8w", "wet"), "2026-04-07"),
        (("2026-02-06", "8w", "afspraak"), "2026-04-03"),
        (("2026-05-11", "-6d", "wet"), "2026-05-05"),
        (("2026-04-02", "5wd", "dienst"), "2026-04-13"),
        (("2026-11-30", "3m", "pact"), "2027-02-28"),
    ],
)
def test_het_einde_bij_elke_soort_vraag(woorden, einde):
    assert vraag(*woorden)["einde"] == einde


def test_een_opschorting_van_een_dag_en_verlengingen_staan_in_het_antwoord():
    antwoord = vraag("2026-03-02", "8w", "wet", "2026-03-11..2026-03-12")

    assert "1 dag opgeschort (wo 11 mrt 2026)" in antwoord["uitleg"][1]
    assert antwoord["verlengingen"] == []


def test_alle_fouten_komen_tegelijk():
    assert fouten("2026-02-30", "8u", "gevoel", "2026-03-20..2026-03-10", "morgen", "2026-03-10..2026-03-10") == [
        ("--van", "de dag 2026-02-30 bestaat niet"),
        ("--duur", "'u' is geen eenheid; kies uit wd, d, w, m, j, schoolweek"),
        (
            "--grondslag",
            "'gevoel' is geen grondslag; kies uit wet, afspraak, wettelijk, verordening, ministeriele_regeling, "
            "rechter, contract, pact, dienst, schoolweken",
        ),
        ("--opschorting", "'2026-03-20..2026-03-10' eindigt voor het begint"),
        ("--opschorting", "'morgen' is geen opschorting van..tot"),
        (
            "--opschorting",
            "'2026-03-10..2026-03-10' telt geen enkele dag; tot is de eerste dag waarop de termijn weer loopt",
        ),
    ]


@pytest.mark.parametrize("datum", ["2-3-2026", "20260302", "2026-W10-1", "", "9999-12-31", "٢٠٢٦-٠٣-٠٢"])
def test_een_datum_is_jaar_maand_dag(datum):
    assert [plaats for plaats, _ in fouten(datum)] == ["--van"]


@pytest.mark.parametrize("duur", ["", "8", "w", "0d", "1.5w", "8W", "16h", "101j", "999999d", "--3d", "٣d", "1234567d"])
def test_een_duur_is_een_aantal_en_een_eenheid(duur):
    assert [plaats for plaats, _ in fouten("2026-03-02", duur)] == ["--duur"]


@pytest.mark.parametrize("opschorting", ["2026-03-11", "2026-03-11..", "..2026-03-11", "2026-03-11...2026-03-12", ".."])
def test_een_opschorting_is_van_tot(opschorting):
    assert [plaats for plaats, _ in fouten("2026-03-02", "8w", "wet", opschorting)] == ["--opschorting"]


def test_een_termijn_die_terugtelt_kan_niet_worden_opgeschort():
    assert fouten("2026-03-02", "-14d", "wet", "2026-03-11..2026-03-20") == [
        ("--opschorting", "een termijn die terugtelt, staat nooit stil")
    ]


@pytest.mark.parametrize(
    "woorden",
    [
        ("2026-03-02", "8w", "wet", "1900-01-01..2199-12-31"),
        ("2026-03-02", "5wd", "dienst", "2026-03-03..2199-12-31"),
        ("2199-12-31", "100j", "wet"),
        ("1900-01-01", "-100j", "wet"),
        ("2025-01-01", "-1wd", "afspraak"),
    ],
)
def test_een_tijd_ver_weg_wordt_geweigerd_en_breekt_niets(woorden):
    with pytest.raises(FeestdagenOntbreken):
        vraag(*woorden)


@pytest.mark.parametrize(
    ("tekst", "woorden"),
    [
        ("1w", "1 week"),
        ("5wd", "5 werkdagen"),
        ("1j", "1 jaar"),
        ("-14d", "14 dagen"),
        ("4schoolweek", "4 schoolweken"),
    ],
)
def test_een_duur_in_woorden(tekst, woorden):
    assert str(lees_duur(tekst)) == woorden
    assert lees_duur(tekst).kort == tekst
