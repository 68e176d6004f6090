"""The laptop of the voorzitter dies in the middle: during a besluit, and during vaststellen. Nothing is half."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie, motor, transactie
from budget.grootboek.vragen import beschikbaar, mandaatgebruik
from engine.casus.opslag import CasusRij
from engine.regio.inrichten import init
from engine.register.wijzigen import wijzig_register
from engine.register.wijzigformaat import Registerwijziging
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht, Vaststelling
from engine.zitting.opslag import BesluitRij, ZittingRij
from tests.engine.zitting.tafelwereld import CASUS, NU, OP_DE_DAG, VERA, ZITTING, een_besluit, tot_de_zitting

EERSTE = "B-7K3M9Q-1"
BERT = Gebruiker("bert_beheer", Rol.BEHEERDER, "doorbraaktafel")


@pytest.fixture
def zitting(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")
    with transactie(url) as db:
        tot_de_zitting(db)
    return url


def besluit(db: Sessie) -> None:
    z.besluit(db, VERA, Besluitopdracht(ZITTING, CASUS, een_besluit()), sleutel="besluit", versie=0, nu=OP_DE_DAG)


def stel_vast(db: Sessie) -> None:
    z.stel_vast(db, VERA, Vaststelling(ZITTING), sleutel="vast", versie=0, nu=OP_DE_DAG)


def sterf_voor_het_einde(url: str, doe: Callable[[Sessie], Any]) -> None:
    """Do everything but the commit in a process of its own, and pull the plug (SIGKILL)."""
    motor(url).dispose()
    lees, schrijf = os.pipe()
    kind = os.fork()
    if kind == 0:  # pragma: no cover - the child is killed
        with transactie(url) as db:
            doe(db)
            db.flush()
            os.write(schrijf, b"!")
            signal.pause()
    try:
        assert os.read(lees, 1) == b"!"
    finally:
        os.kill(kind, signal.SIGKILL)
        os.waitpid(kind, 0)
        os.close(lees)
        os.close(schrijf)


def test_sterft_de_laptop_tijdens_een_besluit_dan_is_er_niets_en_kan_het_opnieuw(zitting: str) -> None:
    with transactie(zitting) as db:
        vooraf = beschikbaar(db)
    sterf_voor_het_einde(zitting, besluit)
    with transactie(zitting) as db:
        casus = db.get(CasusRij, CASUS)
        assert casus is not None
        assert (db.get(BesluitRij, EERSTE), beschikbaar(db), casus.status) == (None, vooraf, "geagendeerd")
        besluit(db)
    with transactie(zitting) as db:
        rij = db.get(BesluitRij, EERSTE)
        assert rij is not None
        assert rij.status == "genomen"


def test_sterft_de_laptop_tijdens_het_vaststellen_dan_is_de_zitting_nog_open(zitting: str) -> None:
    with transactie(zitting) as db:
        besluit(db)
    sterf_voor_het_einde(zitting, stel_vast)
    with transactie(zitting) as db:
        rij = db.get(ZittingRij, ZITTING)
        assert rij is not None
        assert rij.status == "open"
        stel_vast(db)
    with transactie(zitting) as db:
        rij = db.get(ZittingRij, ZITTING)
        assert rij is not None
        assert rij.status == "vastgesteld"


def test_een_intrekking_tijdens_een_besluit_komt_ervoor_of_erna_en_nooit_half(zitting: str) -> None:
    intrekking = {"mandaat": "jeugdhulp_zeist", "op": "2026-10-12", "document": "besluit van het college"}
    wijziging = {"formaat": "doorbraak-register/1", "bron": "proef", "intrekkingen": [intrekking]}
    invoer = Registerwijziging.model_validate(wijziging)

    def trek_in() -> None:
        with transactie(zitting) as db:
            wijzig_register(db, BERT, invoer, sleutel="intrekking", versie=0, nu=OP_DE_DAG)

    def beslis() -> None:
        with transactie(zitting) as db:
            besluit(db)

    with ThreadPoolExecutor(2) as samen:
        for taak in [samen.submit(beslis), samen.submit(trek_in)]:
            taak.result()
    with transactie(zitting) as db:
        rij = db.get(BesluitRij, EERSTE)
        assert rij is not None
        gebruikt = mandaatgebruik(db, "jeugdhulp_zeist", 2026).cents
        assert (rij.status, gebruikt) in {("genomen", 900_000), ("voorgenomen", 0)}
