"""What must hold for every casus: order, withdrawn rows, separate casussen, missing rows, odd input."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.netwerk.beeld import Beeld
from engine.netwerk.controle import beeld_van, controleer_bestand
from engine.netwerk.formaat import Document
from engine.netwerk.kaarten import kaarten
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import Informatie, WijstNaar
from engine.netwerk.wie_vragen import wie_vragen
from tests.engine.netwerk.netwerk_bouwers import (
    CONTACT,
    VOORBEELDEN,
    Doc,
    als_document,
    een_document,
    gevonden,
    met_personen,
    sleutels,
    voorbeelden,
)

DOCUMENTEN = voorbeelden()
een_voorbeeld = st.sampled_from(list(DOCUMENTEN.values()))


def van(document: Document) -> set[Any]:
    return sleutels(bevindingen(beeld_van(document)))


@settings(max_examples=150, deadline=None)
@given(een_voorbeeld, st.randoms(use_true_random=False))
def test_de_volgorde_van_de_rijen_doet_er_niet_toe(document: Document, toeval: random.Random) -> None:
    rijen = document.rijen
    geschud = replace(
        rijen,
        relaties=tuple(toeval.sample(rijen.relaties, len(rijen.relaties))),
        organisaties=tuple(toeval.sample(rijen.organisaties, len(rijen.organisaties))),
        personen=tuple(toeval.sample(rijen.personen, len(rijen.personen))),
        tafels=tuple(toeval.sample(rijen.tafels, len(rijen.tafels))),
    )
    anders = replace(document, rijen=geschud)
    assert van(anders) == van(document)
    oud, nieuw = beeld_van(document), beeld_van(anders)
    assert wie_vragen(nieuw) == wie_vragen(oud)
    assert [b.tekst for b in bevindingen(nieuw)] == [b.tekst for b in bevindingen(oud)]


def _onzichtbaar(doc: Doc, hoe: str) -> dict[str, str]:
    t = doc["peildatum"]
    return {
        "ingetrokken": {"vastgelegd_op": "2020-01-01", "vervallen_op": "2020-01-02"},
        "later vastgelegd": {"vastgelegd_op": "2099-01-01"},
        "begint na t": {"geldig_van": "2099-01-01"},
        "is voorbij": {"geldig_van": "2020-01-01", "geldig_tot": t},
    }[hoe]


@pytest.mark.parametrize("hoe", ["ingetrokken", "later vastgelegd", "begint na t", "is voorbij"])
@pytest.mark.parametrize("casus", ["G1-2026-014", "G2-gezond", "G3-veel-hulp", "G4-overdracht", "G5-toen"])
def test_rijen_die_niet_gelden_veranderen_niets(casus: str, hoe: str) -> None:
    doc: Doc = json.loads(json.dumps(_ruw(casus), default=str))
    doc.setdefault("kennisdatum", doc["peildatum"])
    eerst = sleutels(gevonden(doc))
    tijd = _onzichtbaar(doc, hoe)
    mensen = [r["van"] for r in doc["relaties"] if r["soort"] == "aanstelling"]
    a, b, c = mensen[0], mensen[1], mensen[-1]
    org = doc["organisaties"][0]["id"]
    rijen: list[Doc] = [
        {"soort": "betrokken", "van": c, "domein": "jeugdhulp"},
        {"soort": "betrokken", "van": org, "kennis": "afwezig"},
        {"soort": "informatie", "van": a, "naar": c},
        {"soort": "informatie", "van": a, "naar": c, "kennis": "afwezig"},
        *({"soort": "wijst_naar", "van": x, "naar": y, "onderwerp": "regie"} for x, y in ((a, c), (c, a))),
        {"soort": "melding", "van": a, "naar": org, "geldig_van": "2020-01-01"},
        {"soort": "besluit_nodig", "id": "bx", "bedrag_cent": 10**9, "wet": "wlz"},
        {"soort": "mandaat", "van": org, "naar": b, "wet": "alle", "plafond_cent": 10**9},
        {"soort": "contactpersoon", "van": org, "naar": c},
        {"soort": "financiering", "van": org, "status": "betwist"},
        {"soort": "vast_gezicht", "van": a},
    ]
    doc["relaties"] += [{**rij, **tijd} for rij in rijen]
    if "geldig_van" not in tijd:
        doc["relaties"].append({"soort": "aanstelling", "van": a, "naar": org, "geldig_tot": "2026-01-01", **tijd})
        doc["regie_gebeurtenissen"].append({"datum": "2026-10-01", "soort": "betwist", "persoon": a, **tijd})
    doc["regie_gebeurtenissen"].append({"datum": "2099-01-01", "soort": "aanvaard", "persoon": a})
    assert sleutels(gevonden(doc)) == eerst


def _ruw(casus: str) -> Any:
    alle = yaml.load_all(VOORBEELDEN.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return next(d for d in alle if d["casus"]["id"] == casus)


@settings(max_examples=40, deadline=None)
@given(een_voorbeeld, st.randoms(use_true_random=False), st.floats(0.05, 0.9))
def test_ontbrekende_contacten_geven_bij_deze_regels_nooit_een_valse_bevinding(
    document: Document, toeval: random.Random, deel: float
) -> None:
    """R07, R14, R20 and R22 rest on one kind of row, so missing contact rows cannot make them speak."""
    blijft = tuple(r for r in document.rijen.relaties if not isinstance(r, Informatie) or toeval.random() > deel)
    minder = van(replace(document, rijen=replace(document.rijen, relaties=blijft)))
    for regel in ("R07", "R14", "R20", "R22"):
        assert {s for s in minder if s[0] == regel} <= {s for s in van(document) if s[0] == regel}


# -- two casussen never touch ------------------------------------------------------------------------------------


def test_twee_casussen_met_dezelfde_mensen_raken_elkaar_niet() -> None:
    """The contact of one casus is no contact of the other, although the same people meet in both."""
    met = een_document(casus={"id": "C-met"})
    zonder = een_document(zonder="informatie", casus={"id": "C-zonder"})
    apart = [controleer_bestand(json.dumps(d), "")["bevindingen"] for d in (met, zonder)]
    samen = controleer_bestand(json.dumps([met, zonder]), "")["bevindingen"]
    assert samen == apart[0] + apart[1]
    assert apart[0] == []
    assert {b["regel"] for b in apart[1]} >= {"R09", "R11", "R16"}


@settings(max_examples=25, deadline=None)
@given(st.lists(een_voorbeeld, min_size=2, max_size=4))
def test_niets_van_een_andere_casus_lekt_mee(documenten: list[Document]) -> None:
    """Names, quotes and ids of one casus never show up in the findings of another in the same run."""
    gemerkt = [_merk(d, f"merk{i}") for i, d in enumerate(documenten)]
    for i, document in enumerate(gemerkt):
        beeld = beeld_van(document)
        alle = bevindingen(beeld)
        gezien = repr((alle, kaarten(beeld, alle), wie_vragen(beeld)))
        assert not any(f"merk{j}" in gezien for j in range(len(gemerkt)) if j != i)


def _merk(document: Document, merk: str) -> Document:
    rijen = document.rijen
    return replace(
        document,
        rijen=replace(
            rijen,
            personen=tuple(replace(p, weergavenaam=f"{merk} {p.id}", functie=merk) for p in rijen.personen),
            organisaties=tuple(replace(o, naam=f"{merk} {o.id}") for o in rijen.organisaties),
        ),
    )


@settings(max_examples=60, deadline=None)
@given(een_voorbeeld)
def test_de_zaaltekst_noemt_geen_naam_citaat_of_reden(document: Document) -> None:
    rijen = document.rijen
    geheim = replace(
        rijen,
        personen=tuple(replace(p, weergavenaam=f"GEHEIM {p.id}") for p in rijen.personen),
        relaties=tuple(replace(r, citaat="GEHEIM") if isinstance(r, WijstNaar) else r for r in rijen.relaties),
        gebeurtenissen=tuple(replace(g, reden="GEHEIM") for g in rijen.gebeurtenissen),
    )
    ids = {p.id for p in rijen.personen}
    for b in bevindingen(beeld_van(replace(document, rijen=geheim))):
        assert "GEHEIM" not in b.zaaltekst
        assert not ids & set(b.zaaltekst.replace(".", " ").replace(",", " ").split()), b.zaaltekst


# -- odd input ---------------------------------------------------------------------------------------------------


def test_een_casus_zonder_actoren_vraagt_alleen_om_de_regie() -> None:
    doc = een_document(relaties=[], personen=[], organisaties=[], regie_gebeurtenissen=[])
    assert {b.naam for b in gevonden(doc)} == {"geen_regie"}


def test_voor_de_start_en_vanaf_het_einde_zijn_er_geen_bevindingen() -> None:
    assert gevonden(een_document(gebeurtenissen=[], peildatum="2026-08-19")) == []
    assert gevonden(een_document(gebeurtenissen=[], casus={"einde": "2026-12-03"})) == []
    assert gevonden(een_document(gebeurtenissen=[], casus={"einde": "2026-12-04"})) != []


def test_naar_zichzelf_wijzen_is_geen_kring() -> None:
    wijst = {"soort": "wijst_naar", "van": "vos", "naar": "vos", "onderwerp": "plek"}
    collega = [
        {"soort": "aanstelling", "van": "berk", "naar": "team_b"},
        {**wijst, "naar": "berk"},
        {**wijst, "van": "berk"},
    ]
    assert gevonden(met_personen(een_document(wijst, *collega), "berk")) == []


def test_vijfhonderd_actoren_zonder_vastlopen() -> None:
    doc = een_document()
    mensen = [f"p{i:03}" for i in range(500)]
    doc["organisaties"] += [
        {"id": f"o{i}", "soort": "aanbieder", "domein": d}
        for i, d in enumerate(["jeugdhulp", "onderwijs", "toegang", "jgz", "leerplicht"] * 20)
    ]
    met_personen(doc, *mensen)
    for i, p in enumerate(mensen):
        doc["relaties"] += [
            {"soort": "aanstelling", "van": p, "naar": f"o{i % 100}"},
            {"soort": "betrokken", "van": p, "geldig_van": "2026-09-01"},
            {"soort": "informatie", "van": p, "naar": mensen[i - 1], "contactmomenten": [CONTACT]},
            {"soort": "informatie", "van": p, "naar": mensen[(i * 7 + 3) % 500], "contactmomenten": [CONTACT]}
            if (i * 7 + 3) % 500 != i
            else {"soort": "melding", "van": p, "naar": "o1", "geldig_van": "2026-09-01"},
            {"soort": "wijst_naar", "van": p, "naar": mensen[(i + 1) % 500], "onderwerp": "regie"},
            {"soort": "wijst_naar", "van": p, "naar": mensen[(i * 3) % 500], "onderwerp": "regie"},
        ]
    bevonden = gevonden(doc)
    [kring] = [b for b in bevonden if b.naam == "doorschuifcirkel"]
    assert len(kring.betrokkenen) == 101
    assert len(kring.tekst) < 400, "one shortest circle, not a hundred organisations"
    beeld = beeld_van(als_document(doc))
    assert len(kaarten(beeld, bevonden)) <= 3
    assert len(wie_vragen(beeld)) > 400


@pytest.mark.parametrize(
    "drempels",
    [
        {"vertrek_dagen": 10**12, "contactvenster_dagen": 10**12, "stappen": 10**12, "wissel_dagen": 10**12},
        {"gratie_regie_dagen": -(10**12), "overdrachtsvenster_dagen": -(10**12), "wissel_dagen": -(10**12)},
        {"stil_factor": 1e15, "stil_dagen": -5, "nieuw_dagen": -(10**9), "vertrek_min_dagen": 10**14},
    ],
)
@pytest.mark.parametrize("dag", ["0001-01-01", "9999-12-31", "2026-12-03"])
def test_uiterste_drempels_en_dagen_lopen_niet_vast(drempels: dict[str, float], dag: str) -> None:
    for document in list(DOCUMENTEN.values())[::5]:
        los = als_document(een_document(drempels=copy.deepcopy(drempels), peildatum=dag))
        start = min(document.rijen.casus.start, los.peildatum)
        rijen = replace(document.rijen, casus=replace(document.rijen.casus, start=start))
        beeld = Beeld(rijen, los.peildatum, None, los.drempels)
        bevonden = bevindingen(beeld)
        kaarten(beeld, bevonden)
        wie_vragen(beeld)


def test_namen_met_opmaak_blijven_gewone_tekst() -> None:
    doc = een_document(gebeurtenissen=[{"datum": "2026-11-01", "soort": "voorgesteld", "persoon": "vos"}])
    doc["personen"][1]["weergavenaam"] = "<b>[red]&\"Vos'"
    [wacht] = [b for b in gevonden(doc) if b.naam == "regie_wacht"]
    assert "<b>[red]&\"Vos'" in wacht.tekst


# -- what the code may load and read -----------------------------------------------------------------------------

NETWERK = Path(__file__).parents[3] / "engine" / "netwerk"


@pytest.mark.parametrize("module", ["begrippen", "rijen", "formaat", "teksten", "regielog"])
def test_deze_modules_laden_geen_networkx(module: str) -> None:
    vraag = f"import sys, engine.netwerk.{module}; print({{'networkx', 'scipy', 'sqlalchemy'}} & set(sys.modules))"
    uit = subprocess.run([sys.executable, "-c", vraag], capture_output=True, text=True, check=True)
    assert uit.stdout.strip() == "set()"


def test_de_regels_lezen_geen_klok_en_gebruiken_geen_dure_maten() -> None:
    for bestand in NETWERK.rglob("*.py"):
        tekst = bestand.read_text(encoding="utf-8")
        for verboden in ("today(", "now(", "lees_klok", "betweenness", "simple_cycles", "ego_graph", "nx.bridges"):
            assert verboden not in tekst, f"{verboden} in {bestand.name}"
