"""The whole quarter: the real command, the real flows, a bank of somebody else. One run, looked at from all sides.

The amounts are those of the story in config/oefen; whoever changes the story changes them here.
"""

from __future__ import annotations

import csv
import json
import signal
import subprocess
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest
from beancount.loader import load_string
from lxml import etree
from sqlmodel import select

from budget.basis.transactie import lezing
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.inzage.ingang import opdracht, vraag
from engine.oefen.bank import bankmap
from engine.oefen.plaats import MERK, verhaalmap
from engine.oefen.verhaal import lees_verhaal
from engine.register.vragen import administratie
from tests.budget.export.test_platte_boekhouding import beancount, eerste_bedrag_een_cent_anders
from tests.flows.demowereld import DOORBRAAK, gezinnen, leeft, nakomelingen, start_demo

pytestmark = pytest.mark.xdist_group("demo")

EURO = 100
# What is in the pot at the end, per account of the chart; debit positive.
SALDI = {
    "1100": 196_900 * EURO,   # bank: 237.500 inleg - 83.333,35 betaald + 42.733,35 ontvangen
    "1200": 12_500 * EURO,    # VO ZOU betaalde een deel van zijn inleg nog niet
    "1300": 12_000 * EURO,    # voorgefinancierd, betaler nog in onderzoek
    "1310": 23_600 * EURO,    # vorderingen die nog openstaan
    "2000": -237_500 * EURO,  # inleg van de zeven deelnemers
    "2010": -12_500 * EURO,
    "4000": 5_000 * EURO,     # grijs: de pot draagt het
    "9000": -27_200 * EURO,
    "9200": 27_200 * EURO,    # opdrachten bij aanbieders zonder factuur
}  # fmt: skip


class Gespeeld:
    """The one run of the demo: the answer, the progress, and the folder."""

    def __init__(self, map_: Path) -> None:
        self.map, self.url = map_, f"sqlite:///{map_ / 'doorbraak.db'}"
        proces = start_demo(map_, "--json")
        uit, self.voortgang = proces.communicate(timeout=600)
        self.exit = proces.returncode
        self.uit = uit
        self.antwoord: dict[str, Any] = json.loads(uit)

    def nummers(self) -> list[str]:
        with lezing(self.url) as db:
            return list(db.exec(select(CasusRij.nummer)))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Gespeeld:
    map_ = tmp_path_factory.mktemp("demo") / "oefen"
    # Left over from an earlier run, cut off halfway: everything of it is replaced.
    map_.mkdir()
    (map_ / MERK).touch()
    (map_ / "doorbraak.db").write_bytes(b"half")
    (map_ / "oud").mkdir()
    gespeeld = Gespeeld(map_)
    assert gespeeld.exit == 0, (gespeeld.antwoord, gespeeld.voortgang)
    return gespeeld


def test_alles_klopt_en_bank_en_boek_zijn_gelijk(demo: Gespeeld) -> None:
    assert demo.antwoord["controle"]["in_orde"], demo.antwoord["controle"]["bevindingen"]
    assert demo.antwoord["bank"]["aansluiting"] == 0
    assert demo.antwoord["bank"]["open"] == {"aantal": 0, "bij": 0, "af": 0}
    assert [(r["bank"], r["boek"], r["quarantaine"]) for r in demo.antwoord["bank"]["rekeningen"]] == [
        (SALDI["1100"], SALDI["1100"], [])
    ]


def test_beancount_keurt_het_grootboek_van_de_demo_goed_en_een_cent_verschil_af(demo: Gespeeld) -> None:
    tekst = beancount(demo.url)
    assert load_string(tekst)[1] == []
    anders = eerste_bedrag_een_cent_anders(tekst, r"^\S+ balance Activa\S+ (-?\d+\.\d\d)")
    assert load_string(anders)[1]


def test_de_saldi_van_de_pot_zijn_die_van_het_verhaal(demo: Gespeeld) -> None:
    saldi = {nummer: cents for nummer, cents in demo.antwoord["pot"]["saldi"].items() if nummer < "95" and cents}
    assert saldi == SALDI
    assert demo.antwoord["pot"]["beschikbaar_besluit"] == 169_700 * EURO


def test_de_casussen_staan_waar_het_verhaal_hen_brengt(demo: Gespeeld) -> None:
    assert demo.antwoord["casussen"] == {
        "afgewezen": 1, "geagendeerd": 2, "hulp_gestart": 3, "in_triage": 1, "monitoring": 8, "nazorg": 1,
        "opgeschaald": 1, "plan_in_uitvoering": 1,
    }  # fmt: skip
    assert demo.antwoord["besluiten"] == {"genomen": 13, "voorgenomen": 3}
    assert demo.antwoord["lijnen"] == {
        "betaler_in_onderzoek": 1,
        "gesloten": 5,
        "in_verrekening": 3,
        "verplicht": 3,
        "vrijgevallen": 1,
    }
    assert demo.antwoord["vorderingen"] == 9


def test_de_nummers_zijn_elke_keer_dezelfde(demo: Gespeeld) -> None:
    nummers = lees_verhaal(verhaalmap("zuidoost-utrecht"), bankmap(demo.url)).nummers
    assert set(demo.nummers()) == set(nummers.values())
    assert nummers["begeleiding"] == "DT-WVKSMP"


DE_WEG_VAN_EEN_KWARTAAL = {
    "hulp": "H01 H03 H08 H09 H14 H15 H17 H19 H25 H27 H29 H33 H34 H36 H42 H44 H45",
    "geld": "G01 G02 G04 G07 G08 G10 G11 G12 G15 G16 G17 G18 G23 G24 G26",
    "regie": "aanbieden aanvaarden weigeren verlopen beëindigen",
}  # fmt: skip


def test_het_kwartaal_gaat_de_hele_weg_van_aanmelding_tot_verrekening(demo: Gespeeld) -> None:
    with lezing(demo.url) as db:
        rijen = [(rij.spoor, rij.code, rij.naam) for rij in db.exec(select(GebeurtenisRij))]
    for spoor, codes in DE_WEG_VAN_EEN_KWARTAAL.items():
        gebeurd = {naam if spoor == "regie" else code for waar, code, naam in rijen if waar == spoor}
        assert set(codes.split()) <= gebeurd, spoor


def test_elk_probleem_van_het_netwerk_is_te_zien(demo: Gespeeld) -> None:
    assert {"R01", "R02", "R04", "R07", "R11", "R22"} <= set(demo.antwoord["bevindingen"])
    assert len(demo.antwoord["bevindingen"]) >= 20


def test_de_flows_springen_van_gebeurtenis_naar_gebeurtenis(demo: Gespeeld) -> None:
    flows = demo.antwoord["flows"]
    assert sum(flows["per_flow"].values()) == flows["runs"] <= 60
    assert set(flows["per_flow"]) == {
        "intake", "tafel", "mandaatcheck", "voorfinanciering", "uitzoeken", "verrekening", "herinneringen",
        "afletteren", "controle",
    }  # fmt: skip
    assert b"DT-WVKSMP" in (demo.map / "prefect" / "prefect.db").read_bytes(), "een casus is in Prefect te volgen"


def test_geen_naam_van_een_gezin_buiten_de_kluis(demo: Gespeeld) -> None:
    bestanden = [pad for pad in demo.map.rglob("*") if pad.is_file()]
    assert {"prefect.db", "verslag.md"} <= {pad.name for pad in bestanden}
    namen = [naam.encode() for naam in gezinnen()]
    assert len(namen) >= 40
    gevonden = []
    for pad in bestanden:
        inhoud = pad.read_bytes()
        gevonden += [(pad.name, naam.decode()) for naam in namen if naam in inhoud]
    assert gevonden == []
    assert not [naam for naam in gezinnen() if naam in demo.uit + demo.voortgang]


def test_er_zijn_herinneringen_en_zij_zijn_verstuurd(demo: Gespeeld) -> None:
    post = sorted((demo.map / "doorbraak.db.post").glob("*.eml"))
    assert demo.antwoord["berichten"] == {"verzonden": len(post)}
    assert demo.antwoord["herinneringen"] >= 200
    onderwerpen = [str(message_from_bytes(pad.read_bytes())["Subject"]) for pad in post]
    assert any("herinnering" in onderwerp for onderwerp in onderwerpen)


def test_de_bank_sprak_terug(demo: Gespeeld) -> None:
    bank = bankmap(demo.url)
    assert len(list((bank / "uit").glob("*.xml"))) == 4
    assert list((bank / "in").iterdir()) == []
    soorten = {pad.stem.partition("-")[2] for pad in (bank / "verwerkt").iterdir()}
    assert soorten == {"pain.002", "camt.053"}


def test_de_bestanden_zijn_er_en_zijn_te_lezen(demo: Gespeeld) -> None:
    for naam in demo.antwoord["bestanden"]:
        assert (demo.map / naam).stat().st_size > 100, naam
    assert len([naam for naam in demo.antwoord["bestanden"] if naam.startswith("besluitenlijsten/")]) == 5
    assert len([naam for naam in demo.antwoord["bestanden"] if naam.startswith("overzicht-")]) == 7
    (plaat,) = demo.map.glob("netwerk-*.svg")
    assert etree.parse(plaat).getroot().tag.endswith("svg")
    with (demo.map / "journaal.csv").open(encoding="utf-8-sig", newline="") as bestand:
        bedragen = [rij["bedrag"] for rij in csv.DictReader(bestand, delimiter=";")]
    assert "2933,34" in bedragen, "het kleinste aandeel van de gedeelde uitkomst, tot op de cent"


def test_het_verslag_noemt_elke_casus(demo: Gespeeld) -> None:
    verslag = (demo.map / "verslag.md").read_text(encoding="utf-8")
    assert [nummer for nummer in demo.nummers() if f"| {nummer} |" not in verslag] == []
    for kop in ("Casussen", "Besluiten", "Wat het netwerk liet zien", "Herinneringen", "De pot", "Vorderingen"):
        assert f"## {kop}" in verslag


def test_de_klok_staat_aan_het_einde_en_de_map_is_vervangen(demo: Gespeeld) -> None:
    with lezing(demo.url) as db:
        assert str(administratie(db).klok) == "2026-11-30 16:00:00+00:00"
    assert not (demo.map / "oud").exists()


def test_wie_meedeed_ziet_de_casus_en_wie_niet_niet(demo: Gespeeld) -> None:
    from engine.casus.vragen import lijst

    with vraag(demo.url, "ilse_intern") as i:
        van_ilse = {c.nummer for c in lijst(i.db, i.wie, i.nu)}
    with vraag(demo.url, "vera_voorbeeld") as i:
        alle = {c.nummer for c in lijst(i.db, i.wie, i.nu)}
    assert 0 < len(van_ilse) < len(alle) == 18


def test_na_de_demo_werkt_de_opdrachtregel_verder(demo: Gespeeld) -> None:
    uit = subprocess.run(
        [*DOORBRAAK, "pot", "stand", "--database", demo.url, "--als", "karin_kassier", "--json"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert json.loads(uit.stdout)["beschikbaar"] == 169_700 * EURO, uit.stderr
    with opdracht(demo.url, "karin_kassier", sleutel="na de demo"):
        pass


def test_de_voortgang_is_een_regel_per_week(demo: Gespeeld) -> None:
    weken = [regel for regel in demo.voortgang.splitlines() if regel.startswith("week ")]
    assert len(weken) == 14
    assert "13 besluiten" in weken[-1]


def test_een_map_van_iemand_anders_blijft_staan(tmp_path: Path) -> None:
    eigen = tmp_path / "eigen"
    eigen.mkdir()
    (eigen / "belangrijk.txt").write_text("niet weg")
    proces = start_demo(eigen, "--json")
    uit, _ = proces.communicate(timeout=60)
    assert (proces.returncode, json.loads(uit)["weigering"]["code"]) == (1, "demomap_bezet")
    assert [pad.name for pad in eigen.iterdir()] == ["belangrijk.txt"]


@pytest.mark.parametrize(
    "teken", [signal.SIGINT, pytest.param(signal.SIGKILL, marks=pytest.mark.lang)], ids=["Ctrl-C", "plotseling weg"]
)
def test_een_afgebroken_demo_laat_geen_server_achter(tmp_path: Path, teken: signal.Signals) -> None:
    proces = start_demo(tmp_path / "oefen")
    assert proces.stderr is not None
    assert "staat klaar" in proces.stderr.readline()
    kinderen = nakomelingen(proces.pid)
    assert len(kinderen) >= 2, "het spel en de server"
    proces.send_signal(teken)
    _, fout = proces.communicate(timeout=60)
    if teken is signal.SIGINT:
        assert proces.returncode == 130
        assert "Afgebroken" in fout
    _wacht_tot(lambda: not any(map(leeft, kinderen)))


def _wacht_tot(klaar: Any, seconden: int = 30) -> None:
    import time

    grens = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < grens, "er draait nog iets"
        time.sleep(0.2)


@pytest.mark.lang
def test_een_tweede_keer_geeft_dezelfde_eindstand(demo: Gespeeld) -> None:
    eerst = demo.antwoord
    nog_eens = Gespeeld(demo.map).antwoord
    for naam in ("casussen", "besluiten", "lijnen", "vorderingen", "pot", "bank", "herinneringen", "bevindingen"):
        assert nog_eens[naam] == eerst[naam], naam
