"""The calendar files: complete, in agreement with independent counts, and never silently used past their end."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from budget.basis.weigering import OnbruikbareInvoer
from engine.termijnen.begrippen import Grondslag, lees_duur
from engine.termijnen.kalender import (
    lees_dwangsom,
    lees_feestdagen,
    lees_schoolvakanties,
    maak_kalender,
    nationale_kalender,
)
from engine.termijnen.regels import bereken
from engine.termijnen.weigeringen import FeestdagenOntbreken

NL = Path(__file__).parents[3] / "config" / "nl"
FEESTDAGEN = (NL / "feestdagen.csv").read_text(encoding="utf-8")
SCHOOLVAKANTIES = (NL / "schoolvakanties.csv").read_text(encoding="utf-8")
JAREN = range(2025, 2029)
GELIJKGESTELD_BIJ_BESLUIT = {
    date(2025, 5, 30), date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26),
}  # fmt: skip


def pasen(jaar):
    """Easter Sunday by the anonymous Gregorian algorithm (Meeus)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    d = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    maand, dag = divmod(h + d - 7 * ((a + 11 * h + 22 * d) // 451) + 114, 31)
    return date(jaar, maand, dag + 1)


def fouten(lezer, tekst):
    with pytest.raises(OnbruikbareInvoer) as gevonden:
        lezer(tekst)
    return [(f.plaats, f.melding) for f in gevonden.value.fouten]


@pytest.mark.parametrize("jaar", JAREN)
def test_de_wisselende_feestdagen_volgen_uit_pasen(jaar):
    per_naam = {f.naam: f.datum for f in lees_feestdagen(FEESTDAGEN).values() if f.datum.year == jaar}
    vanaf_pasen = {n: (per_naam[n] - pasen(jaar)).days for n in per_naam if "Paas" in n or "Pinkster" in n}

    assert vanaf_pasen == {"Tweede Paasdag": 1, "Tweede Pinksterdag": 50}
    assert (per_naam["Goede Vrijdag"] - pasen(jaar)).days == -2
    assert (per_naam["Hemelvaartsdag"] - pasen(jaar)).days == 39


def test_het_vaste_deel_is_gelijk_aan_een_onafhankelijke_lijst():
    pakket = holidays.NL(years=JAREN, categories=("public", "optional"), language="nl")
    # First Paasdag and Pinksterdag are Sundays anyway and not in the law.
    verwacht = {op for op, naam in pakket.items() if not naam.startswith(("Eerste paas", "Eerste pinkster"))}

    assert set(lees_feestdagen(FEESTDAGEN)) == verwacht | GELIJKGESTELD_BIJ_BESLUIT


@pytest.mark.parametrize("regio", ["Noord", "Midden", "Zuid"])
def test_de_schoolvakanties_zijn_die_van_het_pakket(regio):
    ons = lees_schoolvakanties(SCHOOLVAKANTIES)[regio.lower()]
    pakket = holidays.NL(subdiv=regio, years=range(2025, 2029), categories=("school",))
    dagen = {v.van + timedelta(days=n) for v in ons.vakanties for n in range((v.tot_en_met - v.van).days + 1)}

    assert dagen == {op for op in pakket if ons.van <= op <= ons.tot_en_met}
    assert Counter(v.naam for v in ons.vakanties)["zomervakantie"] == 4


def test_elke_schoolvakantie_noemt_haar_bron_en_is_nog_niet_nagegaan():
    regels = SCHOOLVAKANTIES.splitlines()[1:]

    assert all("holidays 0.109" in r and r.endswith(",ongeverifieerd") for r in regels)
    assert {r.split(",")[0] for r in regels} >= {"2025-2026", "2026-2027", "2027-2028"}


def test_f1_een_termijn_die_voorbij_de_gegevens_loopt_wordt_geweigerd():
    with pytest.raises(FeestdagenOntbreken, match="feestdagen 2029 ontbreken"):
        bereken(date(2028, 12, 1), lees_duur("8w"), Grondslag.WETTELIJK, nationale_kalender())


@pytest.mark.parametrize("grondslag", list(Grondslag))
def test_f1_geldt_voor_elke_grondslag(grondslag):
    with pytest.raises(FeestdagenOntbreken) as weigering:
        bereken(date(2028, 12, 1), lees_duur("2j"), grondslag, nationale_kalender())
    assert weigering.value.als_json()["jaar"] == 2030


def test_een_einde_dat_over_de_jaargrens_schuift_wordt_ook_geweigerd():
    kalender = nationale_kalender()

    assert kalender.laatste_dag == date(2028, 12, 31)
    assert bereken(date(2028, 12, 22), lees_duur("1w"), Grondslag.WETTELIJK, kalender).einde == date(2028, 12, 29)
    with pytest.raises(FeestdagenOntbreken, match="2029"):
        bereken(date(2028, 12, 23), lees_duur("1w"), Grondslag.WETTELIJK, kalender)


def test_werkdagen_uit_een_jaar_zonder_gegevens_worden_niet_gegokt():
    with pytest.raises(FeestdagenOntbreken, match="2024"):
        bereken(date(2024, 12, 20), lees_duur("10wd"), Grondslag.DIENST, nationale_kalender())


def test_alle_fouten_in_feestdagen_komen_tegelijk():
    kapot = FEESTDAGEN.replace("2026-05-05,", "2026-02-30,").replace(",koninklijk besluit,", ",,", 1)
    kapot += "2028-12-26,Tweede Kerstdag,Atw art. 3,bron\n5-5-2029,feest,wet,bron\n"

    assert fouten(lees_feestdagen, kapot) == [
        ("regel 8", "leeg: grond"),
        ("regel 17, datum", "de dag 2026-02-30 bestaat niet"),
        ("regel 44", "di 26 dec 2028 staat er twee keer in"),
        ("regel 45, datum", "'5-5-2029' is geen datum; schrijf jaar-maand-dag, zoals 2026-03-02"),
        ("2026", "2026 mist 5 mei (Bevrijdingsdag)"),
    ]


def test_een_half_ingevuld_jaar_is_een_fout_en_geen_jaar_zonder_feestdagen():
    half = FEESTDAGEN + "2030-01-01,Nieuwjaarsdag,Atw art. 3,bron\n"
    plaatsen = [plaats for plaats, _ in fouten(lees_feestdagen, half)]

    assert plaatsen == ["2029", "2030"]


@pytest.mark.parametrize("tekst", ["", "datum,naam\n2026-01-01,x\n"])
def test_een_bestand_zonder_de_kolommen_is_onbruikbaar(tekst):
    assert "kolommen ontbreken" in fouten(lees_feestdagen, tekst)[0][1]


def test_een_leeg_bestand_is_onbruikbaar():
    assert fouten(lees_feestdagen, "datum,naam,grond,bron\n") == [("het hele bestand", "er staat geen feestdag in")]


def test_een_dag_buiten_de_kalender_is_een_fout():
    assert "te ver weg" in fouten(lees_feestdagen, FEESTDAGEN + "9999-01-01,feest,wet,bron\n")[0][1]


def test_sluitingsdagen_van_de_regio_komen_in_de_kalender():
    kalender = maak_kalender(FEESTDAGEN, sluitingsdagen={date(2026, 2, 16): "carnaval"})

    assert kalender.gewone_dag(date(2026, 2, 16))
    assert not kalender.werkdag(date(2026, 2, 16), dienst=True)


def test_alle_fouten_in_schoolvakanties_komen_tegelijk():
    kop = "schooljaar,regio,vakantie,van,tot_en_met,bron,status\n"
    regels = "2025-2026,noord,herfst,2025-10-26,2025-10-18,b,s\n2025-2026,noord,kerst,kerst,2026-01-40,b,s\n"

    assert fouten(lees_schoolvakanties, kop + regels) == [
        ("regel 2", "de vakantie eindigt op za 18 okt 2025, voor zij begint"),
        ("regel 3, van", "'kerst' is geen datum; schrijf jaar-maand-dag, zoals 2026-03-02"),
        ("regel 3, tot_en_met", "de dag 2026-01-40 bestaat niet"),
    ]


def test_een_bedrag_in_euro_is_een_fout_in_de_dwangsom():
    kop = "geldig_van,dagen,bedrag_per_dag_cent,dagen_na,bron,status\n"

    assert fouten(lees_dwangsom, kop + '2026-01-01,14,"23,00",15,b,s\n') == [
        ("regel 2, bedrag_per_dag_cent", "'23,00' is geen geheel getal")
    ]
