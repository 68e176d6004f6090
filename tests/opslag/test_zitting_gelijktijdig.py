"""Two tables decide at the same moment on the last money of the pot, or on one mandate: one of them is too late."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.geld import EURO
from budget.basis.transactie import transactie
from budget.basis.weigering import Weigering
from budget.grootboek.vragen import beschikbaar, mandaatgebruik
from engine.regio.inrichten import init
from engine.register.opslag import MandaatRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht
from tests.engine.zitting.tafelwereld import (
    CASUS,
    NU,
    OP_DE_DAG,
    VERA,
    ZITTING,
    agendeer,
    breng_casus_in,
    een_besluit,
    een_regel,
    geef_regie,
    open_de_zitting,
    plan_zitting,
    toets_mandaat,
    vul_de_pot,
)

CASUSSEN = (CASUS, "DT-4B6TDX", "DT-9CWQPL")


@pytest.fixture
def zitting(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An open zitting with three casussen and 12.000 in the pot."""
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")
    with transactie(url) as db:
        vul_de_pot(db, "4.000")
        plan_zitting(db)
        for casus in CASUSSEN:
            breng_casus_in(db, casus)
            toets_mandaat(db, casus=casus)
            agendeer(db, casus)
            geef_regie(db, casus)
        open_de_zitting(db)
    return url


def test_de_pot_en_het_mandaat_worden_nooit_twee_keer_uitgegeven(zitting: str) -> None:
    def probeer(casus: str) -> str:
        try:
            with transactie(zitting) as db:
                opdracht = Besluitopdracht(ZITTING, casus, een_besluit(een_regel("7.000,00")))
                uitkomst = z.besluit(db, VERA, opdracht, sleutel=f"tegelijk-{casus}", versie=0, nu=OP_DE_DAG)
                return str(uitkomst.gegevens["besluiten"][0]["status"])
        except Weigering as weigering:
            return weigering.code

    with ThreadPoolExecutor(3) as samen:
        antwoorden = sorted(samen.map(probeer, CASUSSEN))
    assert antwoorden == ["genomen", "onvoldoende_beschikbaar", "onvoldoende_beschikbaar"]
    with transactie(zitting) as db:
        assert beschikbaar(db)[1] == EURO("5.000")
        assert mandaatgebruik(db, "jeugdhulp_zeist", 2026) == EURO("7.000")


def test_dezelfde_opdracht_van_twee_kanten_is_een_besluit(zitting: str) -> None:
    def doe(_: int) -> object:
        with transactie(zitting) as db:
            opdracht = Besluitopdracht(ZITTING, CASUS, een_besluit(een_regel("3.000,00")))
            return z.besluit(db, VERA, opdracht, sleutel="een-keer", versie=0, nu=OP_DE_DAG).gegevens

    with ThreadPoolExecutor(2) as samen:
        eerste, tweede = samen.map(doe, range(2))
    assert eerste == tweede
    with transactie(zitting) as db:
        assert beschikbaar(db)[1] == EURO("9.000")


def test_twee_tafels_op_het_jaarplafond_krijgen_samen_een_ja(zitting: str) -> None:
    """V21: each asks 60 % of what is left of the year under one mandate."""
    with transactie(zitting) as db:
        inhoud = db.execute(select(col(MandaatRij.inhoud)).where(col(MandaatRij.id) == "jeugdhulp_zeist")).scalar_one()
        krap = update(MandaatRij).where(col(MandaatRij.id) == "jeugdhulp_zeist")
        db.execute(krap.values(inhoud=inhoud | {"max_per_jaar": EURO("5.000").cents}))

    def probeer(casus: str) -> str:
        with transactie(zitting) as db:
            opdracht = Besluitopdracht(ZITTING, casus, een_besluit(een_regel("3.000,00")))
            uitkomst = z.besluit(db, VERA, opdracht, sleutel=f"jaar-{casus}", versie=0, nu=OP_DE_DAG)
            return f"{uitkomst.gegevens['besluiten'][0]['status']} {uitkomst.gegevens['mandaat']['uitkomst']}"

    with ThreadPoolExecutor(2) as samen:
        antwoorden = sorted(samen.map(probeer, CASUSSEN[:2]))
    assert antwoorden == ["genomen ja", "voorgenomen ruggespraak"]
    with transactie(zitting) as db:
        assert mandaatgebruik(db, "jeugdhulp_zeist", 2026) == EURO("3.000")
