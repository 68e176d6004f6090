"""The reports for people: what they say, who may see them, what the log keeps, and the files for the accountant."""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pytest
import pyxaf
from pypdf import PdfReader
from sqlalchemy import text

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import BankkostenRente, Bankregel, Banksoort, Jaarverdeling
from budget.grootboek.diensten import boek
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring
from budget.verslag.begrippen import Kijk
from budget.verslag.lezen import deelnemers
from engine.casus.weigeringen import NietBevoegd
from engine.export.auditfile import exporteer_xaf
from engine.export.jaarafsluiting import Vorm, exporteer_afrekening, exporteer_jaarafsluiting
from engine.stukken.rekenblad import Blad, zet_xlsx
from engine.stukken.weigeringen import HulpmiddelOntbreekt
from engine.verslag.afrekening import afrekening
from engine.verslag.overzicht import volledig_overzicht
from engine.verslag.profielen import balans as stel_balans
from engine.verslag.profielen import passend_profiel, profielen, rgs_codes
from engine.verslag.vragen import Naar, balans, positie, prognose, verdeling
from engine.verslag.weigeringen import DeelnemerOnbekend, JaarZonderBoekingen
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import CASUS, KARIN, LIJN, NU, PIEN, VERA, ZOE

JAAR = dag(NU).year
ZEIST = "gemeente_zeist"
GELD = {code for code, soort in REKENINGSCHEMA.items() if soort.kring is Kring.GELD}


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    """One line of 8.400,00 for which Zeist pays sixty and the swv forty per cent."""
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        w.tot_verrekening(sessie)
        yield sessie


@pytest.mark.parametrize("naar", list(Naar))
def test_saldi_sluiten_aan_en_staan_bij_de_vastgestelde_wet(naar: Naar, db: Sessie) -> None:
    verslag = verdeling(db, KARIN, NU, naar)
    assert all(a.sluit for a in verslag.aansluiting)
    te_ontvangen = {rij["naam"]: rij["te_ontvangen"] for rij in verslag.als_json()["rijen"] if rij["te_ontvangen"]}
    assert (
        te_ontvangen
        == {
            Naar.DEELNEMER: {ZEIST: 504_000, "swv_zout": 336_000},
            Naar.CASUS: {CASUS: 840_000},
            Naar.WET: {"jeugdwet": 840_000},
            Naar.TAAKVELD: {"6.751": 840_000},
        }[naar]
    )


def test_positie_met_posten_voor_wie_de_boeken_leest(db: Sessie) -> None:
    verslag = positie(db, KARIN, NU)
    assert all(a.sluit for a in verslag.aansluiting)
    assert verslag.als_json()["vorderingen"]["totaal"] == 840_000
    posten = verslag.als_json()["vorderingen"]["posten"]
    assert {(p["betaler"], p["besluit"], p["bedrag"]) for p in posten} == {
        (ZEIST, LIJN, 504_000), ("swv_zout", LIJN, 336_000)
    }  # fmt: skip
    van_zoe = positie(db, ZOE, NU).als_json()
    assert "posten" not in van_zoe["vorderingen"]
    assert CASUS not in json.dumps(van_zoe)


def test_een_reservering_toont_tot_wanneer_zij_houdbaar_is(sqlite_url: str) -> None:
    with transactie(sqlite_url) as db:
        w.leg_wereld(db)
        w.een_reservering(db)
        (nu,) = positie(db, KARIN, NU).als_json()["houdbaar"]
        assert (nu["lijn"], nu["bedrag"], nu["verlopen"]) == (LIJN, 840_000, False)
        (later,) = positie(db, KARIN, NU + timedelta(days=1000)).als_json()["houdbaar"]
        assert later["verlopen"]
        assert positie(db, ZOE, NU).houdbaar == ()


def test_wat_men_vorige_maand_wist(db: Sessie) -> None:
    eerder = positie(db, KARIN, NU, Kijk(bekend_op=dag(NU) - timedelta(days=400)))
    assert (eerder.positie.bank, eerder.positie.kaskant, eerder.houdbaar) == (0, 0, ())
    nu = positie(db, KARIN, NU, Kijk(bekend_op=dag(NU) + timedelta(days=400), over=date(2099, 1, 1)))
    assert nu.positie.vorderingen.totaal == 840_000


def test_de_afrekening_telt_op_en_noemt_wet_en_taakveld(db: Sessie) -> None:
    a = afrekening(db, ZOE, ZEIST, JAAR, NU)
    assert (a.ingelegd, a.eind, a.openstaand) == (1_000_000, 1_000_000, 504_000)
    (v,) = a.vorderingen
    assert (v.nummer, v.casus, v.wet, v.taakveld, v.open) == ("VV2026000001", CASUS, "jeugdwet", "6.751", 504_000)
    assert all(c.sluit for c in a.aansluiting)
    (regel,) = db.execute(text("SELECT casussen FROM inzagelog WHERE object = :o"), {"o": f"afrekening/{ZEIST}/{JAAR}"})
    assert CASUS in str(regel[0])


def test_wat_de_pot_draagt_wordt_met_de_sleutel_verdeeld(db: Sessie) -> None:
    kosten = Geld(10_001)
    boek(db, KARIN, Bankregel(datum=dag(NU), regel="kosten", bedrag=-kosten), sleutel="kosten/regel", nu=NU)
    af = BankkostenRente(datum=dag(NU), regel="kosten", bedrag=kosten, soort=Banksoort.BANKKOSTEN)
    boek(db, KARIN, af, sleutel="kosten", nu=NU)
    vooraf = [afrekening(db, KARIN, d, JAAR, NU) for d in deelnemers(db)]
    assert sum(a.aandeel for a in vooraf) == 10_001
    assert "voorlopig" in vooraf[0].opmerkingen[0]
    assert {(p.sleutel, p.wet, p.taakveld, p.kosten) for p in vooraf[0].potlasten} == {
        (vooraf[0].aandelen[0].sleutel, "algemeen", "algemeen", 10_001)
    }
    bestanden = {b.naam: b.inhoud for b in exporteer_jaarafsluiting(db, KARIN, NU, jaar=JAAR)}
    tekst = _pdf(bestanden[f"{ZEIST}/afrekening-{ZEIST}-{JAAR}.pdf"])
    assert "Let op" in tekst
    assert "Aandeel in wat de pot zelf draagt" in tekst
    assert "Resultaat, baten min lasten: -100,01 euro." in _pdf(bestanden[f"pot/balans-{JAAR}.pdf"])
    leeg = next(a for a in vooraf if not a.vorderingen)
    assert "geen vorderingen" in _pdf(bestanden[f"{leeg.deelnemer}/afrekening-{leeg.deelnemer}-{JAAR}.pdf"])
    boek(db, KARIN, Jaarverdeling(datum=date(JAAR, 12, 31), jaar=JAAR), sleutel="verdeel", nu=NU)
    achteraf = [afrekening(db, KARIN, d, JAAR, NU) for d in deelnemers(db)]
    assert [a.aangewend for a in achteraf] == [a.aandeel for a in vooraf]
    assert all(c.sluit for a in achteraf for c in a.aansluiting)
    assert all(a.verdeeld for a in achteraf)


def _pdf(inhoud: bytes) -> str:
    return "".join(bladzijde.extract_text() for bladzijde in PdfReader(io.BytesIO(inhoud)).pages)


def test_een_financier_ziet_alleen_de_eigen_organisatie(db: Sessie) -> None:
    rijen = verdeling(db, ZOE, NU, Naar.DEELNEMER)
    assert list(rijen.verdeling.rijen) == [ZEIST]
    assert all(a.sluit for a in rijen.aansluiting)
    for vraag in (
        lambda: afrekening(db, ZOE, "swv_zout", JAAR, NU),
        lambda: verdeling(db, ZOE, NU, Naar.CASUS),
        lambda: exporteer_jaarafsluiting(db, ZOE, NU, jaar=JAAR, deelnemer="swv_zout"),
        lambda: exporteer_xaf(db, ZOE, NU),
        lambda: exporteer_jaarafsluiting(db, Gebruiker("x", Rol.FINANCIER, "elders"), NU, jaar=JAAR),
    ):
        with pytest.raises(NietBevoegd):
            vraag()
    namen = [b.naam for b in exporteer_jaarafsluiting(db, ZOE, NU, jaar=JAAR, vormen=[Vorm.CSV])]
    assert namen == [f"{ZEIST}/afrekening-{ZEIST}-{JAAR}.csv", "manifest.json", "SHA256SUMS"]


def test_wie_geen_geld_ziet_krijgt_geen_verslag(db: Sessie) -> None:
    for vraag in (
        lambda: positie(db, PIEN, NU),
        lambda: prognose(db, PIEN, NU),
        lambda: balans(db, PIEN, NU),
        lambda: afrekening(db, PIEN, ZEIST, JAAR, NU),
        lambda: exporteer_jaarafsluiting(db, PIEN, NU, jaar=JAAR),
    ):
        with pytest.raises(NietBevoegd):
            vraag()


def test_onbekende_deelnemer_of_jaar_zegt_wat_er_wel_is(db: Sessie) -> None:
    with pytest.raises(DeelnemerOnbekend, match="geen deelnemer") as geen:
        afrekening(db, KARIN, "gemeente_nergens", JAAR, NU)
    assert ZEIST in geen.value.oplossing
    with pytest.raises(JaarZonderBoekingen) as leeg:
        exporteer_xaf(db, KARIN, NU, jaar=2050)
    assert str(JAAR) in leeg.value.oplossing


def test_te_weinig_weken_geeft_geen_prognose(db: Sessie) -> None:
    assert "nodig zijn 8 weken" in (prognose(db, VERA, NU).als_json()["te_weinig_gegevens"] or "")


def test_een_overzicht_van_een_onbekende_deelnemer_zijn_geen_nullen(db: Sessie) -> None:
    with pytest.raises(DeelnemerOnbekend, match="'gemeente_ziest' is geen deelnemer"):
        volledig_overzicht(db, KARIN, "gemeente_ziest", NU)


def test_het_volledige_overzicht_noemt_grond_jaar_en_oormerk(db: Sessie) -> None:
    o = volledig_overzicht(db, ZOE, ZEIST, NU)
    assert (o["vorderingen"][0]["wet"], o["vorderingen"][0]["taakveld"]) == ("jeugdwet", "6.751")
    assert o["jaren"] == [
        {"jaar": JAAR, "begin": 0, "ingelegd": 1_000_000, "aangewend": 0, "terugbetaald": 0, "eind": 1_000_000}
    ]
    assert o["oormerken"] == [{"oormerk": "jeugdwet", "over": 1_000_000}]


@pytest.mark.parametrize("code", ["bbv", "rj660", "rgs"])
def test_elke_rekening_staat_een_keer_in_elk_profiel_en_de_balans_sluit(code: str, db: Sessie) -> None:
    genoemd = [rekening for _, _, rekeningen in profielen()[code].regels for rekening in rekeningen]
    assert sorted(genoemd) == sorted(GELD)
    gevonden = balans(db, KARIN, NU, code)
    assert gevonden.sluit
    assert gevonden.som("activa") > 0
    assert not stel_balans({"1100": 1}, profielen()[code], dag(NU)).sluit


def test_elke_rekening_heeft_een_eigen_rgs_code_en_elke_kassier_een_profiel() -> None:
    assert set(rgs_codes()) == GELD
    assert len(set(rgs_codes().values())) == len(GELD)
    assert [passend_profiel(soort) for soort in ("gemeente", "swv", "overig")] == ["bbv", "rj660", "rgs"]


def test_de_bestanden_zeggen_alle_drie_hetzelfde_en_noemen_geen_kind(db: Sessie) -> None:
    a, bestanden = exporteer_afrekening(db, ZOE, NU, deelnemer=ZEIST, jaar=JAAR)
    csv, xlsx, pdf = (b.inhoud for b in bestanden)
    assert csv.startswith("\ufeff".encode())
    assert ";open;5040,00" in csv.decode("utf-8-sig")
    blad = openpyxl.load_workbook(io.BytesIO(xlsx))["Vorderingen"]
    kop, rij = list(blad.values)[:2]
    assert dict(zip(kop, rij, strict=True))["open"] == a.openstaand / 100 == 5040
    assert blad.cell(2, kop.index("open") + 1).data_type == "n"
    tekst = _pdf(pdf)
    assert "5.040,00" in tekst
    for inhoud in (csv.decode("utf-8-sig"), tekst):
        assert CASUS in inhoud
        assert not any(naam in inhoud for naam in ("Noor", "Bedacht "))
    assert [b.inhoud for b in exporteer_afrekening(db, ZOE, NU, deelnemer=ZEIST, jaar=JAAR)[1]] == [csv, xlsx, pdf]


def test_de_jaarstukken_met_de_lijst_van_afdrukken(db: Sessie, tmp_path: Path) -> None:
    bestanden = {b.naam: b.inhoud for b in exporteer_jaarafsluiting(db, KARIN, NU, jaar=JAAR, vormen=[Vorm.CSV])}
    som = dict(reversed(regel.split("  ")) for regel in bestanden.pop("SHA256SUMS").decode().splitlines())
    assert som == {naam: hashlib.sha256(inhoud).hexdigest() for naam, inhoud in bestanden.items()}
    manifest = json.loads(bestanden["manifest.json"])
    kop = db.execute(text("SELECT laatste_post, kop FROM boek")).one()
    assert (manifest["journaalpost"], manifest["kop_van_de_keten"]) == tuple(kop)
    assert {b["naam"] for b in manifest["bestanden"]} == set(bestanden) - {"manifest.json"}
    assert f"pot/journaal-{JAAR}.csv" in bestanden
    (tmp_path / "a.xaf").write_bytes(bestanden[f"pot/auditfile-{JAAR}.xaf"])
    keuring = pyxaf.validate(str(tmp_path / "a.xaf"), xsd=True)
    assert keuring.ok
    assert not keuring.findings


def test_de_auditfile_noemt_partijen_bij_naam_en_rgs_codes(db: Sessie, tmp_path: Path) -> None:
    (stroom,) = exporteer_xaf(db, KARIN, NU)
    with (tmp_path / stroom.naam).open("wb") as uit:
        stroom.schrijf(uit)
    inhoud = (tmp_path / stroom.naam).read_text()
    assert "<RGScode>BVorDebHad</RGScode>" in inhoud
    assert f"<project>{CASUS}</project>" in inhoud
    assert "<custSupName>Gemeente Zeist</custSupName>" in inhoud


def test_een_rekenblad_voert_geen_tekst_uit_en_kent_geen_klok(monkeypatch: pytest.MonkeyPatch) -> None:
    blad = Blad("x" * 40, ("tekst", "bedrag", "dag"), (("=1+1", Geld(-1234), date(2026, 1, 2)), (None, None, None)))
    inhoud = zet_xlsx([blad], date(2026, 1, 2), "titel")
    assert inhoud == zet_xlsx([blad], date(2026, 1, 2), "titel")
    vel = openpyxl.load_workbook(io.BytesIO(inhoud)).worksheets[0]
    assert (vel["A2"].data_type, vel["A2"].value) == ("s", "=1+1")
    assert (vel["B2"].value, vel["B2"].number_format) == (-12.34, "#,##0.00")
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(HulpmiddelOntbreekt):
        zet_xlsx([blad], date(2026, 1, 2), "titel")


def test_het_systeem_mag_alles_lezen(db: Sessie) -> None:
    assert positie(db, SYSTEEM, NU).posten


def test_op_beide_databases(url: str) -> None:
    with transactie(url) as db:
        w.leg_wereld(db)
        w.tot_verrekening(db)
        kijk = Kijk(bekend_op=dag(NU), over=dag(NU))
        for naar in Naar:
            assert (
                verdeling(db, KARIN, NU, naar, kijk).verdeling.totalen
                == verdeling(db, KARIN, NU, naar).verdeling.totalen
            )
        assert positie(db, KARIN, NU).aansluiting[1].sluit
        assert afrekening(db, KARIN, ZEIST, JAAR, NU).als_json()["sluit_aan"]
        assert volledig_overzicht(db, KARIN, ZEIST, NU)["openstaand"] == 504_000
        assert prognose(db, KARIN, NU).te_weinig
        assert exporteer_jaarafsluiting(db, KARIN, NU, jaar=JAAR, vormen=[Vorm.CSV])
