"""The commands bank, betaal and export, as people and as other programs see them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from budget.basis.transactie import transactie
from tests.budget.bank.bouw import Post, camt
from tests.engine.bank.bankwereld import BEGIN, ZEIST, een_oefenbank
from tests.engine.geldspoor import geldwereld as w
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

DAG = "2026-10-05"


class Opdrachtregel:
    """Runs commands on one practice database and reads their answers."""

    def __init__(self, url: str, map_: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.map, self._capsys = url, map_, capsys

    def __call__(self, *argumenten: str, als: str = "karin_kassier") -> tuple[int, str, str]:
        code = hoofdprogramma(programma, [*argumenten, "--database", self.url, "--als", als])
        uit, fout = self._capsys.readouterr()
        return code, uit, fout

    def json(self, *argumenten: str, als: str = "karin_kassier", code: int = 0) -> Any:
        gekregen, uit, fout = self(*argumenten, "--json", als=als)
        assert gekregen == code, uit + fout
        return json.loads(uit)

    def bestand(self, naam: str, inhoud: bytes) -> str:
        (self.map / naam).write_bytes(inhoud)
        return str(self.map / naam)


@pytest.fixture
def doorbraak(sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Opdrachtregel:
    with transactie(sqlite_url) as db:
        w.leg_wereld(db)
        w.tot_voorgefinancierd(db)
    return Opdrachtregel(sqlite_url, tmp_path, capsys)


def test_van_betaalvoorstel_tot_afgeletterd(doorbraak: Opdrachtregel):
    uit = str(doorbraak.map / "betaal.xml")
    voorstel = doorbraak.json("betaal", "maak", "--uit", uit)
    assert (voorstel["som"], voorstel["status"], voorstel["bestand"]) == (840_000, "voorstel", None)
    assert not Path(uit).exists()
    code, _, fout = doorbraak("betaal", "akkoord")
    assert (code, "wie het betaalvoorstel maakte" in fout) == (1, True)
    _, tekst, _ = doorbraak("betaal", "akkoord", als="kees_kluis")
    assert "eerste akkoord gegeven" in tekst
    assert doorbraak.json("betaal", "akkoord", voorstel["batch"], als="koen_kasboek")["status"] == "akkoord"
    code, tekst, _ = doorbraak("betaal", "maak", "--uit", uit)
    assert (code, "SHA-256" in tekst) == (0, True)
    assert doorbraak.json("betaal", "maak", "--uit", uit, "--batch", voorstel["batch"], code=1)["weigering"][
        "code"
    ] == ("bestand_al_gemaakt")
    with een_oefenbank() as bank:
        bank.neem(Path(uit).read_bytes())
        status = doorbraak.bestand("status.xml", bank.post("pain.002")[0])
        assert doorbraak.json("betaal", "status", "--bestand", status)["statussen"] == {"VF-2026-000001": "ACCP"}
        bank.verder(1)
        dagen = [doorbraak.bestand(f"{nr}.xml", inhoud) for nr, inhoud in enumerate(bank.post("camt.053"))]
    gelezen = doorbraak.json("bank", "lees", *dagen)
    assert (gelezen["regels"], gelezen["gekoppeld"], gelezen["aansluiting"]) == (1, 1, 0)
    assert gelezen["open"] == {"aantal": 0, "bij": 0, "af": 0}
    _, lijst, _ = doorbraak("betaal", "lijst")
    assert "bank: ACCP" in lijst
    assert len(doorbraak.json("betaal", "lijst")["batches"]) == 1


def test_een_voorstel_met_een_akkoord_kan_worden_ingetrokken(doorbraak: Opdrachtregel):
    batch = doorbraak.json("betaal", "maak")["batch"]
    doorbraak.json("betaal", "akkoord", als="kees_kluis")
    assert doorbraak.json("betaal", "intrek", batch, "--reden", " ", code=1)["weigering"]["code"] == "reden_ontbreekt"
    assert doorbraak.json("betaal", "intrek", batch, "--reden", "verkeerde dag")["status"] == "ingetrokken"
    assert doorbraak.json("betaal", "akkoord", batch, als="koen_kasboek", code=1)["weigering"]["code"] == (
        "batch_al_akkoord"
    )
    opnieuw = doorbraak.json("betaal", "maak")
    assert (opnieuw["batch"], opnieuw["akkoord"], opnieuw["som"]) == ("BB-2026-000002", [], 840_000)


def test_een_betaalbestand_dat_niet_kan_worden_geschreven_is_niet_gemaakt(doorbraak: Opdrachtregel):
    doorbraak.json("betaal", "maak")
    doorbraak.json("betaal", "akkoord", als="kees_kluis")
    doorbraak.json("betaal", "akkoord", als="koen_kasboek")
    nergens = str(doorbraak.map / "geen" / "map.xml")
    assert (
        "Hier kan niet worden geschreven"
        in doorbraak.json("betaal", "maak", "--uit", nergens, code=2)["fouten"][0]["melding"]
    )
    assert doorbraak.json("betaal", "maak", "--uit", str(doorbraak.map / "wel.xml"))["status"] == "bestand"


def test_de_wachtrij_bekijken_en_afwerken(doorbraak: Opdrachtregel):
    posten = [
        Post(DAG, -1_435, "Kosten betalingsverkeer", "Bank"),
        Post(DAG, 9_000, "?", "Onbekend", "NL91ABNA0417164300"),
        Post(DAG, 1_000, "inleg", "Gemeente Zeist", ZEIST),
    ]
    gelezen = doorbraak.json("bank", "lees", doorbraak.bestand("a.xml", camt(posten, begin=BEGIN, dag=DAG)))
    kosten, vreemd, inleg = gelezen["nieuw"]
    assert doorbraak.json("bank", "open")["open"] == {"aantal": 3, "bij": 10_000, "af": 1_435}
    _, tekst, _ = doorbraak("bank", "open")
    assert "geen voorstel" in tekst
    assert "sluit aan" in tekst
    assert "Open 3 regels: bij 100,00, af 14,35" in tekst
    _, tekst, _ = doorbraak("bank", "voorstel", kosten)
    assert "✓ in de tekst staat 'kosten'" in tekst

    assert doorbraak.json("bank", "koppel", kosten)["toewijzingen"][0]["doel"] == "bankkosten"
    gesplitst = doorbraak.json("bank", "splits", vreemd, "te_veel:swv_zout=50,00", "te-veel:gemeente_zeist=40,00")
    assert [t["bedrag"] for t in gesplitst["toewijzingen"]] == [5_000, 4_000]
    los = doorbraak.json("bank", "ontkoppel", str(gesplitst["toewijzingen"][0]["toewijzing"]), "--reden", "vergissing")
    assert los["open"] == {"aantal": 2, "bij": 6_000, "af": 0}
    _, tekst, _ = doorbraak("bank", "voorstel", vreemd)
    assert "teruggedraaid" in tekst
    doorbraak.json("bank", "koppel", vreemd, "te_veel:swv_zout", "--bedrag", "10,00")
    doorbraak.json("bank", "later", vreemd, "--notitie", "nagevraagd")
    doorbraak.json("bank", "later", inleg, "--notitie", "wacht op toezegging", "--eigenaar", "kees_kluis")
    _, tekst, _ = doorbraak("bank", "open")
    assert "opzij: wacht op toezegging (kees_kluis)" in tekst
    assert doorbraak.json("bank", "voorstel", "geen-regel", code=1)["weigering"]["code"] == "bankregel_onbekend"
    assert "gesloten" in doorbraak("bank", "sluit", "--tot", DAG, als="conny_controle")[1]


def test_een_voorstel_afwijzen(doorbraak: Opdrachtregel):
    bestand = doorbraak.bestand("a.xml", camt([Post(DAG, -500, "Kosten", "Bank")], begin=BEGIN, dag=DAG))
    (regel,) = doorbraak.json("bank", "lees", bestand)["nieuw"]
    code, tekst, _ = doorbraak("bank", "wijs-af", regel, "--reden", "geen kosten van de bank")
    assert (code, "wordt niet meer voorgesteld" in tekst) == (0, True)
    assert doorbraak.json("bank", "voorstel", regel)["regels"][0]["voorstellen"] == []


def test_een_geweigerd_bestand_geeft_uitleg_en_code_2(doorbraak: Opdrachtregel):
    pdf = doorbraak.bestand("a.xml", b"%PDF-1.7")
    gegevens = doorbraak.json("bank", "lees", pdf, code=2)
    assert gegevens["bestanden"][pdf][0]["redenen"] == ["ONBEKEND_FORMAAT"]
    code, tekst, _ = doorbraak("bank", "lees", pdf)
    assert (code, "Dit is geen bankbestand" in tekst) == (2, True)
    fouten = doorbraak.json("bank", "lees", "weg.xml", str(doorbraak.map), code=2)["fouten"]
    assert [f["bestand"] for f in fouten] == ["weg.xml", str(doorbraak.map)]


def test_een_gat_wordt_uitgelegd_met_wat_u_kunt_doen(doorbraak: Opdrachtregel):
    bestand = doorbraak.bestand("a.xml", camt([Post(DAG, 500)], begin=BEGIN + 100, dag=DAG))
    code, tekst, _ = doorbraak("bank", "lees", bestand)
    assert code == 0
    assert "er ontbreekt een afschrift" in tekst
    assert "Verschil 1,00" in tekst
    nummer = doorbraak.json("bank", "open")["rekeningen"][0]["quarantaine"][0]["afschrift"]
    assert "afgevoerd" in doorbraak("bank", "voer-af", str(nummer), "--reden", "proefbestand")[1]


def test_keuren_vraagt_geen_database(doorbraak: Opdrachtregel, capsys: pytest.CaptureFixture[str]):
    bestand = doorbraak.bestand("a.xml", camt([Post(DAG, 500)], begin=0, dag=DAG))
    assert hoofdprogramma(programma, ["bank", "keur", bestand, "--json", "--database", "/nergens/x.db"]) == 0
    rapport = json.loads(capsys.readouterr().out)
    assert (rapport[bestand][0]["uitkomst"], rapport[bestand][0]["nieuw"]) == ("aanvaard", 1)


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (("bank", "splits", "R", "bankkosten"), "mist een bedrag"),
        (("bank", "splits", "R", "bankkosten=12.50"), "kan twee dingen betekenen"),
        (("bank", "koppel", "R", "--bedrag", "1,00"), "hoort bij een doel"),
        (("betaal", "status", "--bestand", "weg.xml"), "Dit bestand is er niet"),
    ],
)
def test_onbruikbare_argumenten(doorbraak: Opdrachtregel, argumenten: tuple[str, ...], zin: str):
    assert zin in doorbraak.json(*argumenten, code=2)["fouten"][0]["melding"]


def lees_csv(pad: Path) -> list[dict[str, str]]:
    ruw = pad.read_bytes()
    assert ruw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in ruw
    return list(csv.DictReader(ruw.decode("utf-8-sig").splitlines(), delimiter=";"))


def test_de_csv_telt_op_en_laat_een_regel_in_het_inzagelog_na(doorbraak: Opdrachtregel):
    map_ = doorbraak.map / "uit"
    bestanden = doorbraak.json("export", "csv", "--uit", str(map_))["bestanden"]
    assert len(bestanden) == 8
    journaal = lees_csv(map_ / "journaal.csv")
    bedragen = [
        rij["bedrag"] for rij in journaal if rij["gebeurtenis"] == "voorfinanciering" and rij["debet"] == "1300"
    ]
    assert bedragen == ["8400,00"]
    assert [int(rij["boeking"]) for rij in journaal] == list(range(1, len(journaal) + 1))
    zeist = {rij["soort"]: rij["bedrag"] for rij in lees_csv(map_ / "overzicht-gemeente_zeist.csv")}
    assert (zeist["ingelegd"], zeist["saldo"]) == ("10000,00", "10000,00")
    log = doorbraak.json("inzage", "casus", w.CASUS, als="vera_voorbeeld")
    assert "export/csv/journaal" in json.dumps(log)


def test_een_financier_exporteert_alleen_de_eigen_organisatie(doorbraak: Opdrachtregel):
    gegevens = doorbraak.json("export", "csv", "--uit", str(doorbraak.map / "uit"), als="paul_primair")
    assert [Path(b).name for b in gegevens["bestanden"]] == ["overzicht-swv_zout.csv"]
    geen = doorbraak.json("export", "csv", "--uit", str(doorbraak.map / "uit"), als="pien_prestatie", code=1)
    assert geen["weigering"]["code"] == "niet_bevoegd"
    bezet = doorbraak.bestand("bezet", b"")
    assert doorbraak.json("export", "csv", "--uit", f"{bezet}/map", code=2)["fouten"][0]["bestand"] == f"{bezet}/map"
