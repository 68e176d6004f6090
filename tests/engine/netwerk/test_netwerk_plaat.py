"""The picture: fixed places, text that fits, nothing that the viewer may not see, bundles from fifteen lines."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.netwerk.beeld import Beeld
from engine.netwerk.controle import beeld_van
from engine.netwerk.kaarten import kaarten
from engine.netwerk.plaat import eerst_matrix, plaat
from engine.netwerk.plaat_plekken import VAKKEN, kaartvak
from engine.netwerk.plaat_tekst import breedte, kort, regels
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import WijstNaar
from tests.engine.netwerk.netwerk_bouwers import (
    CONTACT,
    Doc,
    beeld,
    een_document,
    met_personen,
    voorbeelden,
)

SVG = "{http://www.w3.org/2000/svg}"
DOCUMENTEN = voorbeelden()


def teken(b: Beeld, *, namen: bool = True, gekozen: str | None = None) -> str:
    gevonden = bevindingen(b)
    return plaat(b, gevonden, kaarten(b, gevonden), namen=namen, gekozen=gekozen)


def teksten(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


def rechthoeken(svg: str) -> set[tuple[str | None, ...]]:
    return {tuple(r.get(n) for n in ("x", "y", "width", "height")) for r in ET.fromstring(svg).iter(f"{SVG}rect")}


def plaats_van(svg: str, tekst: str) -> list[tuple[str | None, str | None]]:
    return [(t.get("x"), t.get("y")) for t in teksten(svg) if t.text == tekst]


def vol(aantal: int, *lijnen: tuple[int, int], naam: str = "Iemand") -> Doc:
    """A casus with that many professionals over the domains, and these lines between them."""
    doc = een_document(relaties=[], personen=[], regie_gebeurtenissen=[])
    domeinen = ["onderwijs", "jeugdhulp", "toegang", "leerplicht", "jgz", "veiligheid", "financier"]
    doc["organisaties"] = [{"id": f"o_{d}", "soort": "overig", "domein": d, "naam": naam * 8} for d in domeinen]
    met_personen(doc, *(f"p{i}" for i in range(aantal)))
    for i in range(aantal):
        doc["personen"][i] |= {"weergavenaam": f"{naam} {i}", "functie": naam * 6}
        doc["relaties"] += [
            {"soort": "aanstelling", "van": f"p{i}", "naar": f"o_{domeinen[i % 7]}"},
            {"soort": "betrokken", "van": f"p{i}", "geldig_van": "2026-08-25"},
        ]
    doc["relaties"] += [
        {"soort": "informatie", "van": f"p{a}", "naar": f"p{b}", "contactmomenten": [CONTACT]} for a, b in lijnen
    ]
    return doc


@pytest.mark.parametrize("casus", DOCUMENTEN)
@pytest.mark.parametrize("namen", [True, False])
def test_de_plaat_is_geldige_xml_met_titel_rol_en_dezelfde_bytes(casus: str, namen: bool) -> None:
    svg = teken(beeld_van(DOCUMENTEN[casus]), namen=namen)
    wortel = ET.fromstring(svg)
    assert wortel.get("role") == "img"
    titel = wortel.find(f"{SVG}title")
    assert titel is not None
    assert titel.text is not None
    assert titel.text.startswith(f"Casus {casus} op ")
    assert svg == teken(beeld_van(DOCUMENTEN[casus]), namen=namen)
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', ""), "nothing is loaded from elsewhere"
    assert len(svg) < 25_000


def test_een_nieuwe_rij_verplaatst_geen_vak_en_geen_andere_kaart() -> None:
    voor = teken(beeld(een_document()))
    na = teken(
        beeld(
            met_personen(
                een_document(
                    {"soort": "aanstelling", "van": "kok", "naar": "ggz"},
                    {"soort": "betrokken", "van": "kok", "geldig_van": "2026-10-01"},
                    {"soort": "informatie", "van": "kok", "naar": "dewit", "contactmomenten": ["2026-12-02"]},
                ),
                "kok",
            )
        )
    )
    assert rechthoeken(voor) < rechthoeken(na)
    for naam in ("M. de Wit", "S. Vos", "J. Smit", "Moeder"):
        assert plaats_van(voor, naam) == plaats_van(na, naam) != []


def test_meer_contact_verplaatst_niemand() -> None:
    stil = teken(beeld(vol(12)))
    druk = teken(beeld(vol(12, (5, 8), (7, 1))))
    assert [plaats_van(stil, f"Iemand {i}") for i in range(12)] == [plaats_van(druk, f"Iemand {i}") for i in range(12)]


@pytest.mark.parametrize("aantal", [0, 1, 22, 60])
@pytest.mark.parametrize("naam", ["Wilhelmina Wammes-van der Wijngaarden-W", "I", "漢字" * 20, "é" * 40])
def test_geen_tekst_is_breder_dan_zijn_kaart(aantal: int, naam: str) -> None:
    svg = teken(beeld(vol(aantal, *[(i, i + 1) for i in range(0, aantal - 1, 2)], naam=naam)))
    for t in teksten(svg):
        x, grootte = float(t.get("x", "0")), float(t.get("font-size", "0"))
        breed = breedte(t.text or "", grootte, vet=t.get("font-weight") == "bold")
        links = {"middle": x - breed / 2, "end": x - breed}.get(t.get("text-anchor", ""), x)
        vak = next(
            (v for v in VAKKEN.values() if v.x <= links < v.x + v.b and v.y <= float(t.get("y", "0")) <= v.y + v.h),
            None,
        )
        assert links + breed <= (vak.x + vak.b if vak else 1262), t.text
        assert links >= 20


def test_kaarten_blijven_binnen_hun_vak() -> None:
    for domein, vak in VAKKEN.items():
        for plaats in range(4 if vak.h > 200 else 1):
            kaart = kaartvak(domein, plaats)
            assert vak.x < kaart.x
            assert kaart.x + kaart.b < vak.x + vak.b
            assert kaart.y + kaart.h < vak.y + vak.h


def test_wie_niet_past_staat_bij_naam_genoemd_en_een_betaler_ook() -> None:
    svg = teken(beeld(vol(44)))
    zin = " ".join(t.text or "" for t in teksten(svg))
    assert "+ 3: " in zin
    assert "Financier en anderen: Iemand " in zin


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(list(DOCUMENTEN.values())), st.booleans())
def test_zonder_namen_staat_er_geen_naam_id_citaat_reden_of_bedrag(document, gebundeld) -> None:  # type: ignore[no-untyped-def]
    rijen = document.rijen
    geheim = replace(
        rijen,
        personen=tuple(replace(p, weergavenaam=f"GEHEIM {p.id}") for p in rijen.personen),
        relaties=tuple(replace(r, citaat="GEHEIM") if isinstance(r, WijstNaar) else r for r in rijen.relaties),
        gebeurtenissen=tuple(replace(g, reden="GEHEIM") for g in rijen.gebeurtenissen),
    )
    b = beeld_van(replace(document, rijen=geheim))
    svg = teken(b, namen=False, gekozen=min(b.actoren, default=None) if gebundeld else None)
    assert "GEHEIM" not in svg
    assert "€" not in svg
    assert "toestemming" not in svg
    woorden = set(re.findall(r"[\w-]+", " ".join(t.text or "" for t in teksten(svg))))
    assert not woorden & {p.id for p in rijen.personen}


def test_zonder_namen_geen_bevinding_over_een_persoon() -> None:
    doc = een_document(
        gebeurtenissen=[
            {"datum": "2026-09-01", "soort": "aanvaard", "persoon": "vos"},
            {"datum": "2026-10-01", "soort": "beeindigd", "persoon": "vos"},
            {"datum": "2026-11-01", "soort": "voorgesteld", "persoon": "smit"},
        ]
    )
    met, zonder = teken(beeld(doc)), teken(beeld(doc), namen=False)
    assert "J. Smit is op 1 november 2026 gevraagd" in met
    assert "gevraagd: J. Smit" in met
    assert "Wie vragen we?" in met
    assert "begeleider van" not in zonder
    assert "Wie vragen we?" not in zonder
    assert "REGIE: geen vastgelegd" in zonder


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40), st.text(max_size=60))
def test_tekst_van_mensen_blijft_tekst(naam: str, citaat: str) -> None:
    doc = een_document()
    b = beeld(doc)
    rijen = b.rijen
    wijst = [
        WijstNaar(id=f"w{i}", van=x, naar=y, onderwerp="plek", citaat=citaat)  # type: ignore[arg-type]
        for i, (x, y) in enumerate([("dewit", "vos"), ("vos", "dewit")])
    ]
    svg = teken(
        Beeld(
            replace(
                rijen,
                personen=tuple(replace(p, weergavenaam=naam, functie=citaat) for p in rijen.personen),
                organisaties=tuple(replace(o, naam=naam) for o in rijen.organisaties),
                relaties=(*rijen.relaties, *wijst),
            ),
            b.t,
        )
    )
    gewoon = ET.fromstring(teken(b))
    soorten = {e.tag for e in ET.fromstring(svg).iter()}
    assert soorten <= {e.tag for e in gewoon.iter()} | {f"{SVG}circle"}


def test_opmaak_in_een_naam_wordt_niet_uitgevoerd() -> None:
    doc = een_document()
    doc["personen"][0]["weergavenaam"] = '</text><script>alert("x")</script>&amp;'
    svg = teken(beeld(doc))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def lijnen_van(svg: str) -> int:
    return len(re.findall(r'stroke="#888" stroke-width="2.2"', svg))


def test_veertien_lijnen_staan_los_en_vijftien_als_bundel() -> None:
    paren = [(a, b) for a, b in combinations(range(11), 2) if a % 7 != 6 and b % 7 != 6][:15]
    los, bundel = teken(beeld(vol(11, *paren[:14]))), teken(beeld(vol(11, *paren)))
    assert lijnen_van(los) == 14
    assert "dikte = aantal" not in los
    assert lijnen_van(bundel) == 0
    assert "dikte = aantal" in bundel
    gekozen = teken(beeld(vol(11, *paren)), gekozen="p0")
    assert lijnen_van(gekozen) == sum(0 in paar for paar in paren)


def test_twaalf_actoren_zien_eerst_de_plaat_dertien_de_matrix() -> None:
    assert not eerst_matrix(beeld(vol(12)))
    assert eerst_matrix(beeld(vol(13)))


def test_de_regieplaat_zegt_hoe_de_regie_is_belegd() -> None:
    def plaat_van(*gebeurtenissen: Doc, peildatum: str = "2026-12-03", **casus: str) -> str:
        return teken(beeld(een_document(gebeurtenissen=list(gebeurtenissen), peildatum=peildatum, casus=casus)))

    aanvaard = {"datum": "2026-09-01", "soort": "aanvaard", "persoon": "vos"}
    assert "REGIE: S. Vos" in plaat_van(aanvaard)
    assert "betwist" in plaat_van(aanvaard, {"datum": "2026-09-02", "soort": "betwist", "persoon": "smit"})
    einde = {"datum": "2026-10-12", "soort": "beeindigd", "persoon": "vos"}
    assert "van S. Vos, eindigde 12 okt<" in plaat_van(aanvaard, einde)
    assert "van S. Vos, eindigde 12 okt 2026<" in plaat_van(aanvaard, einde, peildatum="2027-01-03")
    assert "een aanvaarding is niet vastgelegd" in plaat_van()
    assert "REGIE: meyer" in teken(
        beeld(
            met_personen(
                een_document(
                    {"soort": "aanstelling", "van": "meyer", "naar": "team_b"},
                    {"soort": "aanstelling", "van": "kok", "naar": "team_b", "geldig_tot": "2026-12-01"},
                    gebeurtenissen=[{**aanvaard, "persoon": "kok", "vervanger": "meyer"}],
                ),
                "meyer",
                "kok",
            )
        )
    )
    assert "op grond van een maatregel" in teken(beeld_van(DOCUMENTEN["G5-toen"]))
    assert "REGIE: het gezin zelf" in teken(beeld_van(DOCUMENTEN["R01-neg-4"]))


def test_een_ontbrekende_schakel_is_een_vast_gat() -> None:
    los = teken(beeld(een_document(zonder="informatie")))
    assert "geen contact vastgelegd" in los
    assert "geen contact vastgelegd" not in teken(beeld(een_document()))


def test_pijlen_hebben_hetzelfde_nummer_als_het_citaat_in_het_paneel() -> None:
    svg = teken(beeld_van(DOCUMENTEN["G1-2026-014"]))
    zinnen = " ".join(t.text or "" for t in teksten(svg))
    assert [t.text for t in teksten(svg) if t.get("fill") == "#fff" and t.get("stroke") is None] == ["1", "2", "3"]
    assert "(1) Linde College → CJG Boswijk: “jeugdhulp is" in zinnen


def test_tekst_wordt_gemeten_geknipt_en_gebroken() -> None:
    assert kort("kort", 100, 15) == "kort"
    assert kort("een veel te lange naam voor deze kaart", 100, 15).endswith("…")
    assert list(regels("een twee drie", 60, 15)) == ["een", "twee", "drie"]
    assert breedte("W", 10) > breedte("i", 10)
    assert breedte("é", 10) == breedte("e", 10)
    assert breedte("W", 10, vet=True) > breedte("W", 10)
