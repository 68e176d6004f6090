"""Reading MT940: fields, directions, dates, the forms of :86:, and the package mt-940 as an independent judge."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Opmerking, Reden
from budget.bank.bron import Grenzen
from budget.bank.lezen import lees_bestand
from budget.bank.mt940_tekst import ontleed
from tests.budget.bank.bouw import POT, ZEIST, Post, mt940

DAG = "2026-11-24"


def lees(tekst: str | bytes) -> Afschrift:
    bestand = lees_bestand("test.sta", tekst.encode() if isinstance(tekst, str) else tekst)
    assert bestand.redenen == (), bestand.toelichting
    return bestand.afschriften[0]


def een_regel(*lijnen: str) -> Bankregel:
    return next(iter(lees(mt940(regels=lijnen)).regels))


def test_een_dagafschrift() -> None:
    afschrift = lees(mt940([Post(DAG, 408_020, "verrekening jeugd", eindtoteind="ZEIST-7"), Post(DAG, -2_500)]))
    assert (afschrift.soort, afschrift.nummer, afschrift.rekening) == ("MT940", "328/1", POT)
    assert (afschrift.begin, afschrift.som, afschrift.einde, afschrift.telt_op) == (100_000, 405_520, 505_520, True)
    assert [(r.boekdatum, r.cents, r.omschrijving, r.eindtoteind) for r in afschrift.regels] == [
        (date(2026, 11, 24), 408_020, "verrekening jeugd", "ZEIST-7"),
        (date(2026, 11, 24), -2_500, "", ""),
    ]


@pytest.mark.parametrize(
    ("kant", "cents"), [("C", 500), ("D", -500), ("RC", -500), ("RD", 500), ("CR", 500), ("DR", -500)]
)
def test_richting_en_teruggenomen_posten(kant: str, cents: int) -> None:
    # CR is a credit with the fund code letter R; RC takes a credit back.
    regel = een_regel(f":61:2611241124{kant}5,00NTRFNONREF")
    assert (regel.cents, regel.omkering) == (cents, kant in {"RC", "RD"})


@pytest.mark.parametrize("bedrag", ["5,00", "5,0", "5,", "5", "05,00"])
def test_vormen_van_een_bedrag(bedrag: str) -> None:
    assert een_regel(f":61:2611241124C{bedrag}NTRFNONREF").cents == 500


@pytest.mark.parametrize(
    ("begin", "boek", "valuta"),
    [
        ("2611241125", date(2026, 11, 25), date(2026, 11, 24)),
        ("261124", date(2026, 11, 24), date(2026, 11, 24)),
        ("261124    ", date(2026, 11, 24), date(2026, 11, 24)),
        ("2612310102", date(2027, 1, 2), date(2026, 12, 31)),
        ("2701011231", date(2026, 12, 31), date(2027, 1, 1)),
        ("2602300301", date(2026, 3, 1), date(2026, 2, 28)),
    ],
)
def test_boekdatum_heeft_geen_jaar(begin: str, boek: date, valuta: date) -> None:
    regel = een_regel(f":61:{begin}C5,00NTRFNONREF")
    assert (regel.boekdatum, regel.valutadatum) == (boek, valuta)


def test_dertig_februari_als_enige_datum_is_geen_boekdatum() -> None:
    afschrift = lees(mt940(regels=[":61:260230C5,00NTRFNONREF"]))
    assert (afschrift.redenen, afschrift.opmerkingen) == (
        (Reden.DATUM_ONGELDIG,),
        (Opmerking.VALUTADATUM_AANGEPAST,),
    )
    assert lees(mt940(regels=[":61:2611240230C5,00NTRFNONREF"])).redenen == (Reden.DATUM_ONGELDIG,)


def test_drie_decimalen_en_nulbedragen() -> None:
    assert lees(mt940(regels=[":61:2611241124C5,001NTRFNONREF"])).redenen == (Reden.BEDRAG_ONGELDIG,)
    afschrift = lees(mt940(regels=[":61:2611241124C0,00NTRFNONREF"]))
    assert (afschrift.aantal, len(afschrift.regels), afschrift.opmerkingen) == (1, 0, (Opmerking.NULBEDRAG,))


@pytest.mark.parametrize(
    ("veld", "rekening"),
    [
        (POT, POT),
        ("NL19 TEST 0001 0000 01", POT),
        ("12345678/0001000001", "0001000001"),
        ("00.01.00.00.01EUR", "0001000001"),
        (f"TESTNL2A/{POT} EUR", POT),
    ],
)
def test_vormen_van_een_rekening(veld: str, rekening: str) -> None:
    assert lees(mt940(rekening=veld)).rekening == rekening


def test_een_andere_munt() -> None:
    assert lees(mt940().replace("EUR", "USD")).redenen == (Reden.ANDERE_VALUTA,)


@pytest.mark.parametrize("tag", ["60F", "61", "62F", "64", "65"])
def test_een_onleesbaar_veld_wordt_met_zijn_regel_genoemd(tag: str) -> None:
    kapot = {"60F": ":60F:wat", "62F": ":62F:wat"}.get(tag)
    tekst = mt940(regels=[] if kapot else [f":{tag}:geheim Jan"])
    if kapot:
        tekst = "\r\n".join(kapot if lijn.startswith(f":{tag}:") else lijn for lijn in tekst.split("\r\n"))
    bestand = lees_bestand("x", tekst.encode())
    assert bestand.redenen == (Reden.ONLEESBAAR,)
    assert f":{tag}: op regel" in bestand.toelichting
    assert "geheim" not in bestand.toelichting


@pytest.mark.parametrize("tag", [":20:", ":25:", ":60F:"])
def test_zonder_kop_is_het_bericht_onvolledig(tag: str) -> None:
    lijnen = [lijn for lijn in mt940([Post(DAG, 500)]).split("\r\n") if not lijn.startswith(tag)]
    assert lees_bestand("x", "\r\n".join(lijnen).encode()).redenen == (Reden.ONVOLLEDIG_BERICHT,)


def test_zonder_slotsaldo_is_er_geen_einde() -> None:
    tekst = "\r\n".join(lijn for lijn in mt940([Post(DAG, 500)]).split("\r\n") if not lijn.startswith(":62F:"))
    assert lees(tekst).einde is None


@pytest.mark.parametrize(
    "vreemd", ["{1:F01TESTNL2AXXXX}{2:O942TESTNL2AXXXXN}{4:\r\n:20:X\r\n-}", ":20:X\r\n:34F:EUR0,00\r\n"]
)
def test_een_tussentijds_overzicht_wordt_bij_naam_geweigerd(vreemd: str) -> None:
    bestand = lees_bestand("x", vreemd.encode())
    assert (bestand.redenen, bestand.soort) == ((Reden.VERKEERDE_BERICHTSOORT,), "MT942")


def test_een_omslag_van_de_bank_hoort_niet_bij_de_tekst() -> None:
    kaal = mt940([Post(DAG, 500, "eerste")]).removesuffix("-\r\n")
    om = "{1:F01TESTNL2AXXXX0000000000}{2:O940TESTNL2AXXXXN}{3:}{4:\r\n" + kaal + "-}{5:}\r\n"
    afschriften = lees_bestand("x", (om + om).encode()).afschriften
    assert [[regel.omschrijving for regel in a.regels] for a in afschriften] == [["eerste"], ["eerste"]]
    regels_ervoor = "TESTNL2A\r\n940\r\nTESTNL2A\r\n"
    assert lees(regels_ervoor + kaal).som == 500


def test_regels_na_het_einde_horen_bij_het_vorige_afschrift() -> None:
    afschrift = lees(mt940([Post(DAG, 500)]) + ":61:2611241124C7,00NTRFNONREF\r\nvervolg\r\n")
    assert ([regel.cents for regel in afschrift.regels], afschrift.som) == ([500, 700], 1_200)


def test_twee_afschriften_onder_een_referentie() -> None:
    een, twee = mt940([Post(DAG, 500)]), mt940([Post(DAG, 900)], begin=100_500, nummer="329/1")
    samen = een.removesuffix("-\r\n") + "\r\n".join(
        lijn for lijn in twee.split("\r\n") if not lijn.startswith((":20:", ":25:"))
    )
    afschriften = lees_bestand("x", samen.encode()).afschriften
    assert [(a.nummer, a.rekening, a.som) for a in afschriften] == [("328/1", POT, 500), ("329/1", POT, 900)]


@pytest.mark.parametrize(
    ("soorten", "nummer", "blad"),
    [
        ("FF", "5/1", Blad(1, True, True)),
        ("FM", "5/1", Blad(1, True, False)),
        ("MM", "5/2", Blad(2, False, False)),
        ("MF", "5/3", Blad(3, False, True)),
        ("FF", "5", Blad(1, True, True)),
    ],
)
def test_bladzijden(soorten: str, nummer: str, blad: Blad) -> None:
    assert lees(mt940(soorten=soorten, nummer=nummer)).blad == blad


def test_tekens_buiten_utf_8_worden_als_latin_1_gelezen() -> None:
    tekst = mt940([Post(DAG, 500, "café")])
    assert lees(tekst.encode("utf-8")).opmerkingen == ()
    assert next(iter(lees(b"\xef\xbb\xbf" + tekst.encode("utf-8")).regels)).omschrijving == "café"
    latin = lees(tekst.encode("latin-1"))
    assert latin.opmerkingen == (Opmerking.TEKENSET_AANGENOMEN,)
    assert next(iter(latin.regels)).omschrijving == "café"


def test_veld_86_mag_zich_herhalen_en_hoort_na_het_slotsaldo_bij_niemand() -> None:
    tekst = mt940(regels=[":61:2611241124C5,00NTRFNONREF", ":86:eerste", ":86:tweede"])
    afschrift = lees(tekst.replace("\r\n-\r\n", "\r\n:86:tekst bij het afschrift\r\n-\r\n"))
    assert [regel.omschrijving for regel in afschrift.regels] == ["eerste tweede"]


@pytest.mark.parametrize(
    ("lijnen", "verwacht"),
    [
        pytest.param(
            [
                "/TRTP/SEPA OVERBOEKING/IBAN/NL44TEST0001000036/BIC/TESTNL2A/NAME/GEM",
                "EENTE ZEIST/REMI/BETREFT RF38VV2026000011 VERREKENING/EREF/ZEIST-7",
            ],
            {
                "naam": "GEMEENTE ZEIST",
                "tegenrekening": ZEIST,
                "bic": "TESTNL2A",
                "omschrijving": "BETREFT RF38VV2026000011 VERREKENING",
                "eindtoteind": "ZEIST-7",
                "transactiecode": "SEPA OVERBOEKING",
            },
            id="woorden tussen strepen",
        ),
        pytest.param(
            [f"/EREF/NOTPROVIDED//CNTP/{ZEIST}/TESTNL2A/Gemeente Zeist/Zeist//REMI/USTD//verrekening jeugd/"],
            {"naam": "Gemeente Zeist", "tegenrekening": ZEIST, "omschrijving": "verrekening jeugd", "eindtoteind": ""},
            id="CNTP",
        ),
        pytest.param(
            [f"/CNTP/{ZEIST}/TESTNL2A/Gemeente Zeist///REMI/STRD/CUR/9000000000000000/"],
            {"kenmerk": "9000000000000000", "omschrijving": ""},
            id="betalingskenmerk in REMI",
        ),
        pytest.param(
            ["/EREF/VF-20/ORDP//NAME/Gemeente Zeist/REMI/voorschot/ISDT/2026-11-24"],
            {"naam": "Gemeente Zeist", "omschrijving": "voorschot", "eindtoteind": "VF-20"},
            id="ORDP",
        ),
        pytest.param(
            ["/RTRN/AC04/BENM//NAME/De Brug/REMI/teruggeboekt"], {"retour": "AC04", "naam": "De Brug"}, id="retour"
        ),
        pytest.param(
            ["051?00Overboeking?20Betreft RF38VV2?21026000011?30TESTNL2A?310001000036?32Gemeente?33 Zeist"],
            {
                "naam": "Gemeente Zeist",
                "tegenrekening": "0001000036",
                "bic": "TESTNL2A",
                "omschrijving": "Betreft RF38VV2026000011",
            },
            id="subvelden met vraagteken",
        ),
        pytest.param([">20eerste>21 tweede>32Naam"], {"omschrijving": "eerste tweede", "naam": "Naam"}, id="haak"),
        pytest.param(
            [f"{ZEIST} gemeente zeist", "", "verrekening", "jeugd"],
            {"tegenrekening": ZEIST, "naam": "gemeente zeist", "omschrijving": "verrekening jeugd"},
            id="rekening vooraan",
        ),
        pytest.param(["gewone   tekst", "verder"], {"omschrijving": "gewone tekst verder"}, id="vrije tekst"),
        pytest.param([""], {"omschrijving": "", "naam": ""}, id="leeg"),
        pytest.param(["091?0", "?2"], {"omschrijving": "091?0 ?2"}, id="afgebroken"),
    ],
)
def test_vormen_van_veld_86(lijnen: list[str], verwacht: dict[str, str]) -> None:
    tekst = ontleed(lijnen)
    assert {veld: getattr(tekst, veld) for veld in verwacht} == verwacht


@given(st.lists(st.text(max_size=70), max_size=6))
def test_veld_86_weigert_niets(lijnen: list[str]) -> None:
    ontleed(lijnen)


@pytest.mark.parametrize(
    ("kenmerk", "veld"),
    [
        ("1234567890123456", "kenmerk"),
        ("RF65VV2026000010", "kenmerk"),
        (ZEIST, "tegenrekening"),
        ("VF-2026-000017", "eindtoteind"),
    ],
)
def test_wat_het_kenmerk_in_veld_61_is(kenmerk: str, veld: str) -> None:
    regel = een_regel(f":61:2611241124C5,00NTRF{kenmerk}//BANK-1", "aanvulling")
    assert (getattr(regel, veld), regel.bankreferentie) == (kenmerk, "BANK-1")


def test_een_eindeloze_regel_wordt_geknipt() -> None:
    assert lees_bestand("x", b"x" * 5_000_000).redenen == (Reden.ONBEKEND_FORMAAT,)
    tekst = mt940(regels=[":61:2611241124C5,00NTRFNONREF", ":86:" + "é" * 70_000])
    assert lees(tekst).som == 500


def test_regels_van_grote_bestanden_worden_opnieuw_gelezen() -> None:
    tekst = "".join(mt940([Post(DAG, n * 10 + m) for m in range(1, 4)]) for n in range(3)).encode()
    bestand = lees_bestand("x", tekst, grenzen=Grenzen(regels_in_geheugen=4))
    assert [[r.cents for r in a.regels] for a in bestand.afschriften] == [[1, 2, 3], [11, 12, 13], [21, 22, 23]]


def test_een_onafhankelijke_lezer_ziet_hetzelfde() -> None:
    pakket = pytest.importorskip("mt940", reason="pakket mt-940 is niet geinstalleerd")
    posten = [Post(DAG, 408_020, "een"), Post(DAG, -2_500), Post(DAG, 1, "twee"), Post(DAG, 1, "twee")]
    tekst = mt940(posten) + mt940([Post("2026-11-25", -99)], begin=505_522, dag="261125")
    anders = pakket.parser.parse_statements(tekst)
    eigen = lees_bestand("x", tekst.encode()).afschriften
    assert len(anders) == len(eigen)
    for ander, afschrift in zip(anders, eigen, strict=True):
        assert round(ander.data["final_opening_balance"].amount.amount * 100) == afschrift.begin
        assert round(ander.data["final_closing_balance"].amount.amount * 100) == afschrift.einde
        gelezen = [(t.data["entry_date"], round(t.data["amount"].amount * 100)) for t in ander.transactions]
        assert gelezen == [(regel.boekdatum, regel.cents) for regel in afschrift.regels]
