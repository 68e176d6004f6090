"""Files that are wrong, on purpose or not: each gets its code, nothing is read further than needed, nothing crashes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.bank.bron import Grenzen, openen
from budget.bank.keur import keur
from budget.bank.lezen import lees_bestand
from tests.budget.bank.bouw import POT, Post, camt, een_afschrift, een_camt, een_zip, mt940

DAG = "2026-11-24"
GOED = camt([Post(DAG, 500, "tekst")])
KLEIN = Grenzen(groot=2_000)


def redenen(inhoud: bytes, grenzen: Grenzen | None = None) -> list[str]:
    rapport = keur({"x.xml": inhoud}, **({"grenzen": grenzen} if grenzen else {}))  # type: ignore[arg-type]
    assert all(rij["uitkomst"] == "geweigerd" for rij in rapport["x.xml"] if rij["redenen"])
    return rapport["x.xml"][0]["redenen"]


@pytest.mark.parametrize("inhoud", [b"", b"  \r\n\t ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_een_leeg_bestand(inhoud: bytes) -> None:
    assert redenen(inhoud) == ["LEEG"]


def test_een_te_groot_bestand() -> None:
    assert redenen(GOED + b" " * 2_000, KLEIN) == ["TE_GROOT"]
    assert Grenzen().groot == 250_000_000


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param("<!DOCTYPE Document>", id="kaal"),
        pytest.param('<!DOCTYPE Document [<!ENTITY x "y">]>', id="entiteit"),
        pytest.param('<!DOCTYPE Document [<!ENTITY x SYSTEM "file:///etc/hostname">]>', id="XXE"),
        pytest.param('<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">', id="DTD van buiten"),
        pytest.param(
            "<!DOCTYPE Document ["
            + '<!ENTITY a0 "ha">'
            + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
            + "]>",
            id="entiteitenbom",
        ),
        pytest.param('<!DOCTYPE Document [<!ENTITY % a SYSTEM "file:///etc/hostname">%a;]>', id="parameterentiteit"),
        pytest.param("<!DOCTYPE Document [ kapot", id="afgebroken"),
    ],
)
@pytest.mark.parametrize("tekenset", ["utf-8", "utf-16"])
def test_een_doctype_wordt_geweigerd_voor_er_inhoud_is_gelezen(doctype: str, tekenset: str) -> None:
    tekst = GOED.decode().replace("UTF-8", tekenset).replace("<Document", f"{doctype}<Document", 1)
    tekst = tekst.replace("tekst", "&x;&a11;")
    assert redenen(tekst.encode(tekenset)) == ["DOCTYPE"]


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param(GOED[:-20], id="afgekapt aan het eind"),
        pytest.param(GOED[: len(GOED) // 2], id="half"),
        pytest.param(GOED[:50], id="alleen het begin"),
        pytest.param(GOED.replace(b"</Ntry>", b"</Ntr>"), id="verkeerd gesloten"),
        pytest.param(GOED.replace(b"tekst", "café".encode("latin-1")), id="Latin-1 onder de naam UTF-8"),
        pytest.param(GOED.replace(b"UTF-8", b"KLINGON"), id="onbekende tekenset"),
        pytest.param(GOED.replace(b"tekst", b"\x00"), id="nulbyte"),
        pytest.param(GOED + GOED, id="twee documenten achter elkaar"),
        pytest.param(GOED.replace(b"tekst", b"&nbsp;"), id="onbekende entiteit"),
        pytest.param(b"< geen xml", id="geen XML"),
    ],
)
def test_xml_die_niet_te_lezen_is(inhoud: bytes) -> None:
    rapport = keur({"x.xml": inhoud})["x.xml"]
    assert [rij["redenen"] for rij in rapport] == [["ONLEESBAAR"]]
    assert "tekst" not in rapport[0]["toelichting"]


def test_van_een_afgekapt_bestand_wordt_geen_enkel_afschrift_gelezen() -> None:
    twee = een_camt(een_afschrift([Post(DAG, 1)]), een_afschrift([Post(DAG, 2)], begin=100_001))
    assert lees_bestand("x", twee.removesuffix(b"</Document>")).afschriften == ()


@pytest.mark.parametrize("tekenset", ["iso-8859-1", "iso-8859-15", "windows-1252", "utf-16", "utf-8-sig"])
def test_andere_tekensets_met_de_juiste_naam_zijn_gewoon_goed(tekenset: str) -> None:
    naam = tekenset.removesuffix("-sig")
    inhoud = GOED.decode().replace("UTF-8", naam).replace("tekst", "café").encode(tekenset)
    bestand = lees_bestand("x", inhoud)
    assert [regel.omschrijving for regel in bestand.afschriften[0].regels] == ["café"]
    assert keur({"x": inhoud})["x"][0]["uitkomst"] == "aanvaard"


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", id="PDF met de naam .xml"),
        pytest.param(b"datum;bedrag\r\n2026-11-24;5,00\r\n", id="csv"),
        pytest.param(b"<html><body>Inloggen</body></html>", id="inlogpagina"),
        pytest.param(GOED.replace(b"urn:iso", b"urn:ander").replace(b"camt.053.001.08", b"x"), id="andere naamruimte"),
        pytest.param(b"123456\n7890\n", id="cijfers"),
        pytest.param(bytes(range(256)) * 20, id="ruis"),
    ],
)
def test_een_onbekend_formaat(inhoud: bytes) -> None:
    assert redenen(inhoud) == ["ONBEKEND_FORMAAT"]


@pytest.mark.parametrize(
    "soort", ["camt.052.001.08", "pain.001.001.09", "pain.002.001.10", "pain.008.001.08", "pacs.004.001.09"]
)
def test_een_ander_bericht_wordt_bij_naam_genoemd(soort: str) -> None:
    (rij,) = keur({"x": GOED.replace(b"camt.053.001.08", soort.encode())})["x"]
    assert (rij["redenen"], rij["soort"]) == (["VERKEERDE_BERICHTSOORT"], soort)
    assert soort in rij["toelichting"]


def test_de_eerste_versie_heeft_andere_namen() -> None:
    assert redenen(GOED.replace(b"camt.053.001.08", b"camt.053.001.01")) == ["VERSIE_NIET_ONDERSTEUND"]


def test_een_bericht_zonder_afschrift() -> None:
    assert redenen(een_camt()) == ["ONVOLLEDIG_BERICHT"]
    assert redenen(b":86:los") == ["ONVOLLEDIG_BERICHT"]


# --- zip ------------------------------------------------------------------------------------------------------------


def test_een_zip_met_camt_en_mt940() -> None:
    tweede = mt940([Post("2026-11-25", -20)], begin=100_500, dag="261125").encode()
    inhoud = een_zip({"map/a.xml": GOED, "b.sta": tweede, "lees.txt": b"hallo"})
    rijen = keur({"bank.zip": inhoud})["bank.zip"]
    assert [(rij["onderdeel"], rij["uitkomst"], rij["nieuw"]) for rij in rijen] == [
        ("map/a.xml", "aanvaard", 1),
        ("b.sta", "aanvaard", 1),
        ("lees.txt", "geweigerd", 0),
    ]


def test_een_onderdeel_van_een_zip_wordt_als_stroom_herlezen() -> None:
    bestand = lees_bestand("x", een_zip({"a.xml": GOED}), grenzen=Grenzen(regels_in_geheugen=0))
    assert [regel.cents for regel in bestand.delen[0].afschriften[0].regels] == [500]


def _versleuteld() -> bytes:
    inhoud = bytearray(een_zip({"a.xml": GOED}))
    for teken, plaats in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        inhoud[inhoud.index(teken) + plaats] |= 1
    return bytes(inhoud)


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param(een_zip({}), id="leeg"),
        pytest.param(een_zip({"map/": b""}), id="alleen een map"),
        pytest.param(een_zip({f"{n}.xml": GOED for n in range(101)}), id="meer dan 100 onderdelen"),
        pytest.param(een_zip({"a.xml": b"0" * 5_000_000}), id="zipbom"),
        pytest.param(een_zip({"a.zip": een_zip({"b.xml": GOED})}), id="zip in een zip"),
        pytest.param(een_zip({"a.xml": een_zip({"b.xml": GOED})}), id="zip in een zip onder een andere naam"),
        pytest.param(een_zip({"../a.xml": GOED}), id="pad omhoog"),
        pytest.param(een_zip({"a/..\\..\\b.xml": GOED}), id="pad omhoog met andere streep"),
        pytest.param(een_zip({"/etc/a.xml": GOED}), id="vast pad"),
        pytest.param(een_zip({"C:\\a.xml": GOED}), id="schijfletter"),
        pytest.param(_versleuteld(), id="versleuteld"),
        pytest.param(een_zip({"a.xml": GOED})[:-30], id="afgekapt"),
        pytest.param(b"PK\x03\x04 maar geen zip", id="geen zip"),
    ],
)
def test_een_onveilige_zip(inhoud: bytes) -> None:
    assert redenen(inhoud) == ["ZIP_ONVEILIG"]


def test_een_zipbom_die_ook_te_groot_is_noemt_beide() -> None:
    assert redenen(een_zip({"a.xml": b"0" * 5_000_000}), Grenzen(groot=1_000_000)) == ["TE_GROOT", "ZIP_ONVEILIG"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_twee_onderdelen_met_dezelfde_naam() -> None:
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w") as archief:
        archief.writestr("a.xml", GOED)
        archief.writestr("a.xml", GOED)
    assert redenen(uit.getvalue()) == ["ZIP_ONVEILIG"]


def test_onderdelen_van_een_zip_tellen_samen() -> None:
    assert redenen(een_zip({"a.xml": GOED, "b.xml": GOED, "c.xml": GOED}), Grenzen(groot=len(GOED) * 2)) == ["TE_GROOT"]


def test_een_beschadigd_onderdeel() -> None:
    inhoud = bytearray(een_zip({"a.xml": GOED}, methode=zipfile.ZIP_STORED))
    inhoud[inhoud.index(b"tekst")] ^= 0xFF
    assert redenen(bytes(inhoud)) == ["ONLEESBAAR"]


# --- keur -----------------------------------------------------------------------------------------------------------


def test_de_velden_van_een_rij_zijn_een_belofte() -> None:
    rapport = keur({"x.xml": GOED})
    assert rapport == {
        "x.xml": [
            {
                "uitkomst": "aanvaard",
                "redenen": [],
                "soort": "camt.053.001.08",
                "nummer": "2026-11-24",
                "iban": POT,
                "beginsaldo": 100_000,
                "eindsaldo": 100_500,
                "regels": 1,
                "som": 500,
                "telt_op": True,
                "nieuw": 1,
                "verschil": None,
                "opmerkingen": [],
            }
        ]
    }
    assert set(rapport["x.xml"][0]) <= set(keur({"y": b""})["y"][0])


def test_hetzelfde_bestand_twee_keer() -> None:
    rapport = keur({"a.xml": GOED, "b.xml": GOED})
    assert [(rij["nieuw"], rij["opmerkingen"]) for rijen in rapport.values() for rij in rijen] == [
        (1, []),
        (0, ["DUBBEL_BESTAND", "DUBBEL_AFSCHRIFT"]),
    ]


def test_een_pad_wordt_als_stroom_gelezen(tmp_path: Path) -> None:
    pad = tmp_path / "dag.xml"
    pad.write_bytes(GOED)
    assert keur({"dag.xml": pad}) == keur({"dag.xml": GOED})
    with openen(pad)() as stroom:
        assert stroom.read(5) == GOED[:5]


def test_de_volgorde_van_de_bestanden_begint_de_keten() -> None:
    morgen = camt([Post("2026-11-25", 70)], begin=100_500, dag="2026-11-25")
    assert [rijen[0]["uitkomst"] for rijen in keur({"1": GOED, "2": morgen}).values()] == ["aanvaard", "aanvaard"]
    laat = keur({"1": GOED, "3": camt([Post("2026-11-26", 1)], begin=100_570), "2": morgen})
    assert [(rijen[0]["uitkomst"], rijen[0]["nieuw"]) for rijen in laat.values()] == [("aanvaard", 1)] * 3


@given(st.binary(max_size=300))
def test_geen_enkel_bestand_laat_keur_struikelen(ruis: bytes) -> None:
    keur({"x": ruis, "y": b":20:" + ruis, "z": b"<" + ruis, "p": b"PK\x03\x04" + ruis})


@given(st.integers(0, len(GOED) - 1), st.binary(min_size=1, max_size=3))
def test_een_beschadigde_camt_laat_keur_niet_struikelen(plaats: int, ruis: bytes) -> None:
    keur({"x": GOED[:plaats] + ruis + GOED[plaats + len(ruis) :]})


MT = mt940([Post(DAG, 500, "?20tekst"), Post(DAG, -20, "/REMI/x")]).encode()


@given(st.integers(0, len(MT) - 1), st.binary(min_size=1, max_size=3))
def test_een_beschadigde_mt940_laat_keur_niet_struikelen(plaats: int, ruis: bytes) -> None:
    keur({"x": MT[:plaats] + ruis + MT[plaats + len(ruis) :]})
