"""The folder of a practice run, the story that it reads, and the bank that may be missing."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import AlleenLezen
from budget.basis.weigering import OnbruikbareInvoer
from engine.oefen.bank import OefenbankOntbreekt, Overboeking, oefenbank
from engine.oefen.daden import soort_van
from engine.oefen.nummers import nummer_van
from engine.oefen.plaats import MERK, DemomapBezet, maak_leeg, verhaalmap
from engine.oefen.verhaal import Daad, lees_verhaal

BEGIN = datetime(2026, 9, 1, 9, tzinfo=AMSTERDAM)
VERHAAL = """\
formaat: doorbraak-verhaal/1
regio: zuidoost-utrecht
begin: 2026-09-01T09:00
einde: 2026-09-30T17:00
gezien_door: vera_voorbeeld
pot_door: karin_kassier
plaat_van: eerste
daden:
  - {op: 2026-09-03T10:00, wie: sanne_schrijver, doe: bevestigen, casus: eerste}
  - {op: 2026-09-02T10:00, wie: sanne_schrijver, doe: meld, casus: eerste, bestand: aanmelding.yaml}
  - {op: 2026-09-02T10:00, wie: karin_kassier, doe: vrijgeven, met: {lijn: "{eerste}/1"}}
"""


def schrijf(map_: Path, tekst: str = VERHAAL) -> Path:
    (map_ / "verhaal.yaml").write_text(tekst, encoding="utf-8")
    return map_


# ------------------------------------------------------------------------------------------------------- de map


def test_een_nieuwe_map_krijgt_een_merkteken(tmp_path: Path) -> None:
    maak_leeg(tmp_path / "diep" / "demo")
    assert [pad.name for pad in (tmp_path / "diep" / "demo").iterdir()] == [MERK]


def test_een_lege_map_mag(tmp_path: Path) -> None:
    maak_leeg(tmp_path)
    assert (tmp_path / MERK).is_file()


def test_wat_van_een_eerdere_demo_is_gaat_helemaal_weg(tmp_path: Path) -> None:
    maak_leeg(tmp_path)
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "oud.csv").touch()
    elders = tmp_path.parent / "elders"
    elders.mkdir()
    (elders / "blijft").touch()
    (tmp_path / "verwijzing").symlink_to(elders)
    maak_leeg(tmp_path)
    assert [pad.name for pad in tmp_path.iterdir()] == [MERK]
    assert (elders / "blijft").exists(), "een verwijzing wordt weggehaald, niet gevolgd"


@pytest.mark.parametrize("soort", ["map", "bestand", "verwijzing"])
def test_wat_niet_van_ons_is_blijft_staan(tmp_path: Path, soort: str) -> None:
    echt = tmp_path / "echt"
    echt.mkdir()
    (echt / "werk.txt").write_text("van mij")
    doel = {"map": echt, "bestand": echt / "werk.txt", "verwijzing": tmp_path / "naar"}[soort]
    (tmp_path / "naar").symlink_to(echt)
    with pytest.raises(DemomapBezet, match="niets veranderd"):
        maak_leeg(doel)
    assert (echt / "werk.txt").read_text() == "van mij"


def test_een_plek_waar_niet_kan_worden_geschreven(tmp_path: Path) -> None:
    (tmp_path / "bestand").touch()
    with pytest.raises(AlleenLezen):
        maak_leeg(tmp_path / "bestand" / "demo")


# ----------------------------------------------------------------------------------------------------- het verhaal


def test_daden_gaan_op_volgorde_van_de_klok_en_houden_hun_sleutel(tmp_path: Path) -> None:
    oefen = lees_verhaal(schrijf(tmp_path), tmp_path)
    assert [(g.daad.doe, g.sleutel) for g in oefen.op_volgorde()] == [
        ("meld", "oefen/eerste/2"),
        ("vrijgeven", "oefen/tafel/1"),
        ("bevestigen", "oefen/eerste/1"),
    ]


def test_een_casusnummer_staat_vooraf_vast_en_wordt_ingevuld(tmp_path: Path) -> None:
    oefen = lees_verhaal(schrijf(tmp_path), tmp_path)
    nummer = nummer_van("eerste")
    assert oefen.nummers == {"eerste": nummer}
    assert oefen.particulars(oefen.verhaal.daden[2]) == {"lijn": f"{nummer}/1"}
    assert oefen.ingevuld("lijn {casus}/1, {anders}", "eerste") == f"lijn {nummer}/1, {{anders}}"


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        (("2026-09-03T10:00", "2026-10-03T10:00"), "buiten de periode"),
        (("doe: bevestigen,", "doe: bevestigen, extra: 1,"), "geen bekend veld"),
        (("regio: zuidoost-utrecht\n", ""), "regio ontbreekt"),
    ],
)
def test_een_fout_in_het_verhaal_wordt_genoemd(tmp_path: Path, fout: tuple[str, str], melding: str) -> None:
    with pytest.raises(OnbruikbareInvoer, match=melding):
        lees_verhaal(schrijf(tmp_path, VERHAAL.replace(*fout)), tmp_path)


def test_een_map_zonder_verhaal_en_een_daad_zonder_bestand(tmp_path: Path) -> None:
    with pytest.raises(OnbruikbareInvoer, match=r"geen verhaal\.yaml"):
        lees_verhaal(tmp_path, tmp_path)
    oefen = lees_verhaal(schrijf(tmp_path), tmp_path)
    with pytest.raises(OnbruikbareInvoer, match="is er niet"):
        oefen.tekst(oefen.verhaal.daden[1])


def test_een_onbekende_daad_noemt_wat_wel_kan() -> None:
    daad = Daad.model_validate({"op": "2026-09-02T10:00", "wie": "sanne_schrijver", "doe": "toveren"})
    with pytest.raises(OnbruikbareInvoer, match="'toveren' is geen daad") as gevangen:
        soort_van(daad)
    assert "uitzoekbesluit" in gevangen.value.fouten[0].oplossing


def test_een_daad_over_een_casus_noemt_haar(tmp_path: Path) -> None:
    oefen = lees_verhaal(schrijf(tmp_path), tmp_path)
    daad = Daad.model_validate({"op": "2026-09-02T10:00", "wie": "vera_voorbeeld", "doe": "regie_aanvaarden"})
    with pytest.raises(OnbruikbareInvoer, match="noemt geen casus"):
        soort_van(daad).maak(oefen, daad)


def test_elke_daad_van_het_meegeleverde_verhaal_bestaat_en_heeft_zijn_bestand() -> None:
    oefen = lees_verhaal(verhaalmap("zuidoost-utrecht"), Path())
    for daad in oefen.verhaal.daden:
        soort_van(daad).maak(oefen, daad)
    ongebruikt = {pad.relative_to(oefen.map) for pad in (oefen.map / "casussen").rglob("*.yaml")} - {
        Path("casussen", daad.casus or "", daad.bestand or "") for daad in oefen.verhaal.daden if daad.bestand
    }
    assert ongebruikt == set()


# --------------------------------------------------------------------------------------------------------- de bank


def test_zonder_de_extra_demo_zegt_de_weigering_wat_te_doen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mockbank", None)
    with pytest.raises(OefenbankOntbreekt) as gevangen, oefenbank(tmp_path, BEGIN):
        pass
    assert "doorbraaktafel[demo]" in gevangen.value.oplossing


def test_de_bank_brengt_elke_werkdag_een_afschrift_en_neemt_een_bestand_een_keer(tmp_path: Path) -> None:
    with oefenbank(tmp_path, BEGIN) as bank:
        bank.rekening("Kassier", "NL19TEST0001000001", "TESTNL2A")
        bank.ontvang(Overboeking("Zeist", "NL44TEST0001000036", 12_345, "inleg"), date(2026, 9, 3))
        geleverd = bank.lever(date(2026, 9, 7))
        assert [pad.name for pad in geleverd] == [f"{nr:04}-camt.053.xml" for nr in range(1, 5)]
        assert [b"123.45" in pad.read_bytes() for pad in geleverd] == [False, False, True, True]
        (tmp_path / "uit" / "een.xml").write_text("<geen-bestand/>")
        op = date(2026, 9, 7)
        assert (bank.haal_op(op), bank.haal_op(op)) == (1, 0)
