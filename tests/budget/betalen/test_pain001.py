"""The payment file: what is in it, that it is always the same, and the check before it leaves."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from budget.bank.iban import is_iban
from budget.bank.rf import maak_rf
from budget.bank.xsd import schema
from budget.betalen.bericht.begrippen import Betaalbestand, Betaling, Code, Versie
from budget.betalen.bericht.controle import controleer_pain001
from budget.betalen.bericht.pain001 import schrijf_pain001, sepa_tekst

VANDAAG = date(2026, 11, 22)
POT, BRUG, ZEIST = "NL19TEST0001000001", "NL59TEST0001000057", "NL44TEST0001000036"


def een_betaling(nummer: str = "VF-2026-000017", bedrag: int = 123_456, **anders: object) -> Betaling:
    velden = {"naam": "De Brug", "iban": BRUG, "op": date(2026, 11, 24), "omschrijving": "factuur 2026/17"}
    return Betaling(nummer, bedrag, **(velden | anders))  # type: ignore[arg-type]


def een_bestand(*betalingen: Betaling, **anders: object) -> Betaalbestand:
    velden = {
        "nummer": "DT-2026-000007",
        "naam": "Kassier pot Zuidoost",
        "iban": POT,
        "gemaakt_op": datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        "betalingen": betalingen or (een_betaling(),),
    }
    return Betaalbestand(**(velden | anders))  # type: ignore[arg-type]


def codes(inhoud: bytes, **opties: object) -> list[str]:
    return [b.code.value for b in controleer_pain001(inhoud, vandaag=VANDAAG, **opties)]  # type: ignore[arg-type]


def velden(inhoud: bytes, naam: str) -> list[str]:
    boom = etree.fromstring(inhoud)
    return [el.text or "" for el in boom.iter(f"{{{etree.QName(boom).namespace}}}{naam}")]


# --- writing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("versie", list(Versie))
def test_een_bestand_met_twee_dagen_heeft_twee_batches(versie: Versie) -> None:
    inhoud = schrijf_pain001(
        een_bestand(
            een_betaling("B", 7_500, op=date(2026, 11, 25)),
            een_betaling("A", 123_456, kenmerk=maak_rf("539007547034")),
            een_betaling("C", 50_000, omschrijving=""),
        ),
        versie=versie,
    )
    boom = etree.fromstring(inhoud)
    assert schema(f"pain.001.001.{versie}").validate(boom)  # type: ignore[union-attr]
    assert velden(inhoud, "EndToEndId") == ["A", "C", "B"]
    assert velden(inhoud, "InstdAmt") == ["1234.56", "500.00", "75.00"]
    assert velden(inhoud, "CtrlSum") == ["1809.56", "1734.56", "75.00"]
    assert velden(inhoud, "NbOfTxs") == ["3", "2", "1"]
    assert velden(inhoud, "PmtInfId") == ["DT-2026-000007-20261124", "DT-2026-000007-20261125"]
    assert velden(inhoud, "ChrgBr") == ["SLEV", "SLEV"]
    assert (velden(inhoud, "Ref"), velden(inhoud, "Issr")) == (["RF18539007547034"], ["ISO"])
    assert velden(inhoud, "Ustrd") == ["factuur 2026/17"]
    assert velden(inhoud, "CreDtTm") == ["2026-11-22T10:00:00+01:00"]
    assert codes(inhoud) == []


def test_er_gaat_nooit_een_adres_mee() -> None:
    assert b"PstlAdr" not in schrijf_pain001(een_bestand())


@pytest.mark.parametrize("batchboeking", [True, False])
def test_de_bank_boekt_een_batch_als_een_regel_of_niet(batchboeking: bool) -> None:
    inhoud = schrijf_pain001(een_bestand(), batchboeking=batchboeking)
    assert velden(inhoud, "BtchBookg") == [str(batchboeking).lower()]


@pytest.mark.parametrize(("versie", "veld"), [(Versie.V09, "BICFI"), (Versie.V03, "BIC")])
def test_de_bic_van_de_eigen_bank_als_die_er_is(versie: Versie, veld: str) -> None:
    inhoud = schrijf_pain001(een_bestand(bic="BNGHNL2G"), versie=versie)
    assert velden(inhoud, veld) == ["BNGHNL2G"]
    assert codes(inhoud) == []


def test_een_betalingskenmerk_zonder_rf() -> None:
    inhoud = schrijf_pain001(een_bestand(een_betaling(kenmerk="1234567890123456")))
    assert velden(inhoud, "Issr") == ["CUR"]


@pytest.mark.parametrize("zaad", range(3))
def test_dezelfde_opdrachten_geven_dezelfde_bytes(zaad: int) -> None:
    betalingen = [een_betaling(f"N{n}", 100 + n, op=date(2026, 11, 24 + n % 2)) for n in range(6)]
    verwacht = schrijf_pain001(een_bestand(*betalingen))
    random.Random(zaad).shuffle(betalingen)
    assert schrijf_pain001(een_bestand(*betalingen)) == verwacht


@pytest.mark.parametrize(
    ("tekst", "wordt"),
    [
        ("Café Réunion", "Cafe Reunion"),
        ("Jansen & Zn.", "Jansen + Zn."),
        ("Straße\nØst", "Strasse Ost"),
        ("a_b#c", "a b c"),
        ("x" * 80, "x" * 70),
        ("", ""),
    ],
)
def test_namen_in_de_tekens_van_sepa(tekst: str, wordt: str) -> None:
    assert sepa_tekst(tekst, 70) == wordt


@pytest.mark.parametrize(
    ("bestand", "melding"),
    [
        (een_bestand(betalingen=()), "zonder betalingen"),
        (een_bestand(een_betaling(bedrag=0)), "bedrag boven nul"),
        (een_bestand(een_betaling("x" * 36)), "geen kenmerk"),
        (een_bestand(een_betaling("")), "geen kenmerk"),
        (een_bestand(een_betaling("één")), "geen kenmerk"),
        (een_bestand(een_betaling("/VF")), "geen kenmerk"),
        (een_bestand(een_betaling("VF//17")), "geen kenmerk"),
        (een_bestand(nummer="x" * 27), "geen kenmerk"),
        (een_bestand(een_betaling(naam="мост")), "geen naam"),
        (een_bestand(naam=" "), "geen naam"),
    ],
)
def test_wat_de_schrijver_niet_aanneemt(bestand: Betaalbestand, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        schrijf_pain001(bestand)


@given(
    st.lists(st.tuples(st.integers(1, 10**11), st.text(max_size=200), st.integers(1, 28)), min_size=1, max_size=5),
    st.sampled_from(list(Versie)),
)
def test_wat_er_ook_in_staat_het_bestand_is_altijd_geldig(rijen: list[tuple[int, str, int]], versie: Versie) -> None:
    betalingen = [
        een_betaling(f"VF-{nr}", cents, naam=f"N {tekst}", omschrijving=tekst, op=date(2026, 12, dag))
        for nr, (cents, tekst, dag) in enumerate(rijen)
    ]
    assert codes(schrijf_pain001(een_bestand(*betalingen), versie=versie)) == []


# --- checking -------------------------------------------------------------------------------------------------------

GOED = schrijf_pain001(een_bestand(een_betaling("A"), een_betaling("B", 50_000)))


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        pytest.param(b"", Code.ONLEESBAAR, id="leeg"),
        pytest.param(GOED[:-10], Code.ONLEESBAAR, id="afgekapt"),
        pytest.param(b"datum;bedrag", Code.ONLEESBAAR, id="csv"),
        pytest.param(GOED.replace(b"<Document", b"<!DOCTYPE Document><Document"), Code.DOCTYPE, id="DOCTYPE"),
        pytest.param(GOED.replace(b"pain.001.001.09", b"pain.001.001.11"), Code.BERICHTSOORT, id="versie"),
        pytest.param(GOED.replace(b"pain.001.001.09", b"pain.008.001.08"), Code.BERICHTSOORT, id="incasso"),
        pytest.param(b"<html/>", Code.BERICHTSOORT, id="html"),
        pytest.param(GOED.replace(b"<PmtMtd>TRF</PmtMtd>", b""), Code.XSD, id="element mist"),
        pytest.param(GOED.replace(b"<NbOfTxs>2</NbOfTxs>", b"<NbOfTxs>3</NbOfTxs>", 1), Code.AANTAL, id="aantal"),
        pytest.param(GOED.replace(b"1734.56", b"1734.57", 1), Code.CONTROLESOM, id="som van het bestand"),
        pytest.param(GOED.replace(BRUG.encode(), b"NL60TEST0001000057", 1), Code.IBAN, id="IBAN ontvanger"),
        pytest.param(GOED.replace(POT.encode(), b"NL20TEST0001000001"), Code.IBAN, id="IBAN van de pot"),
        pytest.param(GOED.replace(b'Ccy="EUR"', b'Ccy="USD"', 1), Code.VALUTA, id="dollars"),
        pytest.param(
            GOED.replace(b"1234.56", b"1234.561").replace(b"1734.56", b"1734.561"), Code.BEDRAG, id="drie decimalen"
        ),
        pytest.param(GOED.replace(b"<EndToEndId>A<", b"<EndToEndId>B<"), Code.DUBBEL_EINDTOTEIND, id="dubbel"),
        pytest.param(GOED.replace(b"2026-11-24<", b"2026-11-21<"), Code.DATUM_VERLEDEN, id="gisteren"),
    ],
)
def test_elke_bevinding(inhoud: bytes, code: Code) -> None:
    assert set(codes(inhoud)) == {code.value}


def test_een_handtekening_na_de_inhoud() -> None:
    teken = b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"/></Document>'
    assert codes(GOED.replace(b"</Document>", teken)) == ["XSD", "HANDTEKENING"]


def test_een_lege_batch() -> None:
    begin, einde = GOED.index(b"<CdtTrfTxInf>"), GOED.rindex(b"</CdtTrfTxInf>") + len(b"</CdtTrfTxInf>")
    leeg = GOED[:begin] + GOED[einde:]
    assert codes(leeg) == ["XSD", "AANTAL", "AANTAL", "CONTROLESOM", "CONTROLESOM", "LEGE_BATCH"]


def test_een_nul_of_een_woord_is_geen_bedrag() -> None:
    for bedrag in (b"0.00", b"-5.00", b"veel", b"NaN"):
        assert "BEDRAG" in codes(GOED.replace(b">500.00<", b">" + bedrag + b"<"))


def test_een_eerder_gebruikt_nummer() -> None:
    assert codes(GOED, gebruikt={"B"}) == ["DUBBEL_EINDTOTEIND"]
    assert codes(GOED, gebruikt={"Z"}) == []


def test_alle_bevindingen_tegelijk_met_een_weg_vooruit() -> None:
    kapot = (
        GOED.replace(b"1734.56", b"1.00", 1)
        .replace(BRUG.encode(), b"NL60TEST0001000057")
        .replace(b'"EUR"', b'"USD"', 1)
    )
    bevindingen = controleer_pain001(kapot.replace(b"2026-11-24<", b"2026-11-20<"), vandaag=VANDAAG)
    assert [b.code.value for b in bevindingen] == ["CONTROLESOM", "IBAN", "IBAN", "VALUTA", "DATUM_VERLEDEN"]
    assert [b.is_waarschuwing for b in bevindingen] == [False] * 4 + [True]
    assert all(b.melding and b.oplossing and b.plaats for b in bevindingen)


def test_hoogstens_drie_meldingen_van_het_schema() -> None:
    kapot = GOED.replace(b"<Ccy>EUR</Ccy>", b"<Ccy>euro</Ccy>").replace(b"<ChrgBr>SLEV", b"<ChrgBr>WAT")
    kapot = kapot.replace(b"<PmtMtd>TRF", b"<PmtMtd>X").replace(b"<BtchBookg>true", b"<BtchBookg>ja")
    assert codes(kapot) == ["XSD"] * 3


@given(st.integers(0, len(GOED) - 1), st.binary(min_size=1, max_size=3))
def test_geen_enkel_bestand_laat_de_controle_struikelen(plaats: int, ruis: bytes) -> None:
    controleer_pain001(GOED[:plaats] + ruis + GOED[plaats + len(ruis) :], vandaag=VANDAAG)
    controleer_pain001(ruis, vandaag=VANDAAG)


# --- an independent writer ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("versie", list(Versie))
def test_het_bestand_van_een_ander_heeft_dezelfde_betalingen(versie: Versie) -> None:
    from sepaxml import SepaTransfer

    betalingen = (een_betaling("A"), een_betaling("B", 50_000, iban=ZEIST, op=date(2026, 11, 25)))
    soort = f"pain.001.001.{versie}"
    ander = SepaTransfer(
        {"name": "Kassier", "IBAN": POT, "BIC": "TESTNL2A", "batch": True, "currency": "EUR"}, schema=soort, clean=True
    )
    for betaling in betalingen:
        ander.add_payment(
            {
                "name": betaling.naam,
                "IBAN": betaling.iban,
                "BIC": "TESTNL2A",
                "amount": betaling.cents,
                "execution_date": betaling.op,
                "description": betaling.omschrijving,
                "endtoend_id": betaling.eindtoteind,
            }
        )
    van_ander = ander.export(validate=True)
    van_ons = schrijf_pain001(een_bestand(*betalingen), versie=versie)
    assert codes(van_ander) == []
    for veld in ("EndToEndId", "InstdAmt", "Ustrd", "CtrlSum", "NbOfTxs"):
        assert sorted(velden(van_ons, veld)) == sorted(velden(van_ander, veld)), veld


def test_de_verzonnen_rekeningen_van_de_tests_zijn_geldig() -> None:
    assert all(map(is_iban, (POT, BRUG, ZEIST)))
    assert een_bestand().som == 123_456
    assert replace(een_bestand(), betalingen=()).som == 0
