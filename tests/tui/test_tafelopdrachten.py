"""The commands of the table: ask for the regie, hold a whole zitting, ask what a mandate allows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from budget.basis.transactie import transactie
from engine.mandaat.formaat import Mandaatvraag
from engine.regio.inrichten import init
from tests.engine.zitting import tafelwereld as w
from tests.engine.zitting.tafelwereld import CASUS, ZITTING
from tui.cli import programma
from tui.luiegroep import hoofdprogramma
from tui.opdrachten import netwerk, toestemming

OP_DE_DAG = "2026-10-12T09:00+02:00"


class Opdrachtregel:
    """Runs commands on one practice database, at a moment, as somebody."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self._capsys = url, capsys

    def __call__(self, *argumenten: str, als: str = "vera_voorbeeld", nu: str = OP_DE_DAG) -> tuple[int, str, str]:
        code = hoofdprogramma(programma, [*argumenten, "--database", self.url, "--als", als, "--nu", nu])
        return code, *self._capsys.readouterr()

    def json(self, *argumenten: str, als: str = "vera_voorbeeld", nu: str = OP_DE_DAG) -> Any:
        code, uit, fout = self(*argumenten, "--json", als=als, nu=nu)
        assert code == 0, uit + fout
        return json.loads(uit)


@pytest.fixture
def doorbraak(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Opdrachtregel:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(sqlite_url, "zuidoost-utrecht", oefen=True, nu=w.NU, beheerder="bert_beheer")
    with transactie(sqlite_url) as db:
        w.vul_de_pot(db)
        w.breng_casus_in(db)
        w.toets_mandaat(db)
    return Opdrachtregel(sqlite_url, capsys)


def een_bestand(map_: Path, naam: str, inhoud: Any) -> str:
    (map_ / naam).write_text(yaml.safe_dump(inhoud, allow_unicode=True), encoding="utf-8")
    return str(map_ / naam)


def een_plan(*regels: dict[str, Any]) -> dict[str, Any]:
    return {"formaat": "doorbraak-besluit/1", "doel": "Weer naar school", "regels": list(regels or (w.een_regel(),))}


def tot_de_zitting(doorbraak: Opdrachtregel, map_: Path) -> None:
    eerder = "2026-10-05T10:00+02:00"
    plan = {"op": "2026-10-12", "plaats": "Gemeentehuis", "voorzitter": "vera_voorbeeld"}
    doorbraak.json(
        "zitting", "plan", "--bestand", een_bestand(map_, "plan.yaml", plan), als="sanne_schrijver", nu=eerder
    )
    with transactie(doorbraak.url) as db:
        w.agendeer(db)
    bied = ("regie", "bied", CASUS, "--aan", "carla_casus", "--vervanger", "cas_consulent")
    assert doorbraak.json(*bied, nu=eerder)["status"] == "aangeboden"
    assert doorbraak.json("regie", "aanvaard", CASUS, als="carla_casus", nu=eerder)["status"] == "actief"
    assert doorbraak.json("zitting", "open", ZITTING)["status"] == "open"
    lijst = {"formaat": "doorbraak-aanwezig/1", "aanwezigen": [{"persoon": p} for p in w.MANDAATHOUDERS[1:]]}
    doorbraak.json("zitting", "aanwezig", ZITTING, "--bestand", een_bestand(map_, "wie.yaml", lijst))
    doorbraak.json("zitting", "aanwezig", ZITTING, "--persoon", "tom_toezegger")


def test_een_hele_zitting_van_plannen_tot_besluitenlijst(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    tot_de_zitting(doorbraak, tmp_path)
    agenda = doorbraak.json("zitting", "agenda", ZITTING)
    assert [(r["casusnummer"], r["mandaat"], r["regisseur"]) for r in agenda["agenda"]] == [
        (CASUS, "ja", "carla_casus")
    ]
    assert any(deel["mandaat"] == "jeugdhulp_zeist" for deel in agenda["mandaat_nu"])
    besluit = doorbraak.json(
        "zitting", "besluit", ZITTING, CASUS, "--bestand", een_bestand(tmp_path, "b.yaml", een_plan())
    )
    assert besluit["zitting"] == ZITTING
    assert besluit["besluiten"][0]["lijnen"] == {"hulp": f"{CASUS}/1"}
    assert besluit["mandaat"]["uitkomst"] == "ja"
    assert besluit["pot"]["beschikbaar_besluit"] == 5_100_000
    assert doorbraak.json("zitting", "vaststellen", ZITTING)["status"] == "vastgesteld"
    uit = tmp_path / "lijst.md"
    doorbraak.json("zitting", "lijst", "--zitting", ZITTING, "--uit", str(uit))
    assert "definitief" in uit.read_text(encoding="utf-8")
    assert doorbraak.json("zitting", "lijst")["zittingen"][0]["agendapunten"] == 1
    code, tekst, _ = doorbraak("zitting", "lijst", "--zitting", ZITTING)
    assert code == 0
    assert "€ 9.000,00" in tekst


def test_een_besluit_zonder_mandaat_is_geen_fout(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    tot_de_zitting(doorbraak, tmp_path)
    groot = een_bestand(tmp_path, "groot.yaml", een_plan(w.een_regel("20.000,01")))
    code, tekst, _ = doorbraak("zitting", "besluit", ZITTING, CASUS, "--bestand", groot)
    assert code == 0
    assert "voorgenomen besluit" in tekst
    assert "college van Zeist" in tekst


def test_een_weigering_heeft_een_code_en_een_uitweg(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    tot_de_zitting(doorbraak, tmp_path)
    zonder = een_plan(w.een_regel(soort="overbrugging") | {"toestemming": None})
    code, uit, _ = doorbraak(
        "zitting", "besluit", ZITTING, CASUS, "--bestand", een_bestand(tmp_path, "z.yaml", zonder), "--json"
    )
    weigering = json.loads(uit)["weigering"]
    assert (code, weigering["code"]) == (1, "toestemming_ontbreekt")
    assert weigering["oplossing"]


def test_fouten_in_een_bestand_komen_allemaal_tegelijk(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    fout = een_plan(w.een_regel("12.50") | {"van": "2026-02-30", "kleur": "rood"})
    code, uit, _ = doorbraak(
        "zitting", "besluit", ZITTING, CASUS, "--bestand", een_bestand(tmp_path, "f.yaml", fout), "--json"
    )
    plaatsen = {f["plaats"] for f in json.loads(uit)["fouten"]}
    assert code == 2
    assert {"regels[0].bedrag", "regels[0].van", "regels[0].kleur"} <= plaatsen


@pytest.mark.parametrize(
    "argumenten",
    [
        ("zitting", "plan", "--op", "2026-13-01", "--plaats", "hier", "--voorzitter", "vera_voorbeeld"),
        ("zitting", "plan", "--plaats", "hier"),
        ("zitting", "aanwezig", "Z-2026-10-12"),
        ("zitting", "lijst", "--uit", "x.md"),
    ],
)
def test_een_onvolledige_opdracht_zegt_wat_er_mist(doorbraak: Opdrachtregel, argumenten: tuple[str, ...]) -> None:
    code, _, fout = doorbraak(*argumenten)
    assert code == 2
    assert fout


def test_de_regie_weigeren_vraagt_een_reden(doorbraak: Opdrachtregel) -> None:
    bied = ("regie", "bied", CASUS, "--aan", "carla_casus", "--vervanger", "cas_consulent")
    doorbraak.json(*bied)
    assert doorbraak("regie", "weiger", CASUS, als="carla_casus")[0] == 2
    antwoord = doorbraak.json("regie", "weiger", CASUS, "--reden", "geen ruimte", als="carla_casus")
    assert (antwoord["status"], antwoord["termijn"]["ontvanger"]) == ("geweigerd", "voorzitter")


def test_mandaat_toets_met_een_eigen_register_heeft_geen_database_nodig(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "vraag.yaml"
    pad.write_text(Mandaatvraag.VOORBEELD, encoding="utf-8")
    code = hoofdprogramma(programma, ["mandaat", "toets", "--bestand", str(pad), "--json"])
    antwoord = json.loads(capsys.readouterr().out)
    assert code == 0
    assert antwoord["uitkomst"] in ("ja", "ja_met_medeondertekening", "ruggespraak", "nee")
    assert hoofdprogramma(programma, ["mandaat", "toets", "--bestand", str(pad)]) == 0
    assert antwoord["vervolg"]["tekst"] in capsys.readouterr().out


def test_mandaat_toets_met_het_register_van_de_regio(doorbraak: Opdrachtregel, tmp_path: Path) -> None:
    vereiste = {
        "orgaan": "gemeente_zeist", "soort": "mandaat", "domein": "jeugdwet", "handeling": "beschikking",
        "bedrag": "9.000,00", "looptijd_maanden": 6,
    }  # fmt: skip
    vraag = {
        "formaat": "doorbraak-mandaatvraag/1",
        "peildatum": "2026-10-12",
        "planregels": [{"kenmerk": "1", "casus": CASUS, "vereisten": [vereiste]}],
        "aanwezigheid": [{"persoon": "tom_toezegger"}],
    }
    antwoord = doorbraak.json("mandaat", "toets", "--bestand", een_bestand(tmp_path, "v.yaml", vraag))
    assert (antwoord["uitkomst"], antwoord["rij"]) == ("ja", 10)
    mandaten = doorbraak.json("mandaat", "lijst")["mandaten"]
    assert "jeugdhulp_zeist" in {m["mandaat"] for m in mandaten}
    assert "tom_toezegger" in doorbraak("mandaat", "lijst")[1]


def test_afspraken_terugnemen_en_status_van_een_punt_gaan_ook_met_opdrachten(doorbraak, tmp_path: Path) -> None:
    with transactie(doorbraak.url) as db:
        w.plan_zitting(db)
        w.agendeer(db)
        w.geef_regie(db)
        w.open_de_zitting(db)
    assert doorbraak.json("zitting", "punt", ZITTING, CASUS, "aan_de_beurt")["punt"] == "aan_de_beurt"
    plan = een_bestand(tmp_path, "besluit.yaml", een_plan())
    doorbraak.json("zitting", "besluit", ZITTING, CASUS, "--bestand", plan)
    terug = doorbraak.json("zitting", "terug", ZITTING, CASUS, "--reden", "bedrag klopt niet")
    assert (terug["status_was"], terug["status_hulp"]) == ("besloten", "besproken")
    doorbraak.json("zitting", "besluit", ZITTING, CASUS, "--bestand", plan)
    gezin = doorbraak.json("zitting", "gezin", ZITTING, CASUS)
    assert gezin["afspraak"]
    gemaakt = doorbraak.json("afspraak", "maak", CASUS, "ilse_intern belt huisarts +5wd", "--zitting", ZITTING)
    assert gemaakt["op"] == "2026-10-19"
    assert doorbraak("afspraak", "maak", CASUS, "niemand doet iets ooit")[0] == 2
    assert doorbraak("afspraak", "maak", CASUS)[0] == 2
    doorbraak.json("zitting", "vaststellen", ZITTING)
    doorbraak.json("afspraak", "gedaan", CASUS, str(gemaakt["afspraak"]))
    over = doorbraak.json("afspraak", "lijst", "--casus", CASUS)["afspraken"]
    assert [a["nummer"] for a in over] == [gezin["afspraak"]]
    code, uit, _ = doorbraak("afspraak", "lijst", "--alle")
    assert (code, "belt huisarts" in uit) == (0, True)
    assert doorbraak("zitting", "terug", ZITTING, CASUS)[0] == 1
    correctie = ("--besluit", "B-7K3M9Q-2", "--correctie", "Tot en met april.", "--reden", "typefout")
    doorbraak.json("zitting", "corrigeer", ZITTING, *correctie)
    assert doorbraak.json("zitting", "lijst", "--zitting", ZITTING)["besluiten"][0]["correcties"]


def test_de_toestemming_noemt_dagen_zoals_een_mens() -> None:
    deel = {"naam": "onderwijs", "mag": True, "nodig": [], "heeft": [], "toestand": "geldig", "tot": "2027-11-17"}
    regels = list(toestemming._regels({"domeinen": [deel], "verandert_op": "2028-05-20"}))
    assert regels[0].endswith("geldig, tot wo 17 nov 2027")
    assert regels[1].startswith("Op za 20 mei 2028 ")


def test_een_bevinding_is_enkelvoud() -> None:
    assert netwerk._aantal({"bevindingen": [{}]}) == "1 bevinding."
    assert netwerk._aantal({"bevindingen": []}) == "0 bevindingen."
