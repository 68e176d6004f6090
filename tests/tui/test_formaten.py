"""Every input format shows a schema and an example that the product itself takes."""

from __future__ import annotations

import json
from importlib import import_module

import jsonschema
import pytest
import yaml

from engine.casus.handelingen import PER_GEBEURTENIS
from engine.invoer.lezen import Bestandinvoer, lees
from engine.netwerk.controle import controleer_bestand
from tui.cli import programma
from tui.luiegroep import hoofdprogramma
from tui.opdrachten.formaat import FORMATEN


@pytest.mark.parametrize("naam", FORMATEN)
def test_het_voorbeeld_wordt_aangenomen_en_past_op_het_schema(naam, capsys):
    assert hoofdprogramma(programma, ["formaat", naam, "--json"]) == 0
    antwoord = json.loads(capsys.readouterr().out)
    module, _, model_naam = FORMATEN[naam].partition(":")
    model = getattr(import_module(module), model_naam)
    if isinstance(model, type) and issubclass(model, Bestandinvoer):
        assert lees(antwoord["voorbeeld"], "voorbeeld.yaml", model).formaat == naam
    else:
        assert "bevindingen" in controleer_bestand(antwoord["voorbeeld"], "voorbeeld.yaml")
    document = json.loads(json.dumps(yaml.safe_load(antwoord["voorbeeld"]), default=str))
    jsonschema.validate(document, antwoord["schema"])


@pytest.mark.parametrize("gebeurtenis", PER_GEBEURTENIS)
def test_het_voorbeeld_van_een_gebeurtenis_wordt_aangenomen(gebeurtenis, capsys):
    assert hoofdprogramma(programma, ["formaat", gebeurtenis, "--json"]) == 0
    antwoord = json.loads(capsys.readouterr().out)
    lees(antwoord["voorbeeld"], "voorbeeld.yaml", PER_GEBEURTENIS[gebeurtenis])
    jsonschema.validate(json.loads(json.dumps(yaml.safe_load(antwoord["voorbeeld"]), default=str)), antwoord["schema"])


def test_zonder_naam_staan_formaten_en_gebeurtenissen_er_allemaal(capsys):
    assert hoofdprogramma(programma, ["formaat"]) == 0
    tekst = capsys.readouterr().out
    assert all(naam in tekst for naam in (*FORMATEN, *PER_GEBEURTENIS))


@pytest.mark.parametrize("naam", ["aanmelding", "doorbraak-aanmelding", "aanmelding/1"])
def test_een_korte_naam_mag(naam):
    assert hoofdprogramma(programma, ["formaat", naam]) == 0


def test_een_onbekend_formaat_noemt_de_andere(capsys):
    assert hoofdprogramma(programma, ["formaat", "recept"]) == 2
    assert "doorbraak-besluit/1" in capsys.readouterr().err
