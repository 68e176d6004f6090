"""The advice on the lines of a casus: with the address history, logged, kept by version; and an own matrix."""

from __future__ import annotations

import io
from datetime import date

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.betaler.diensten import Adviesopdracht, Matrixinvoer, bewaar_advies, lees_matrix_in
from engine.betaler.opslag import BetaleradviesRij
from engine.betaler.vragen import advies
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd
from engine.inzage.kluis import Kluis, vernietig
from engine.inzage.logboek import LogregelRij
from engine.regio.plaats import config_map
from engine.register.weigeringen import VersieBestaat
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    TOM,
    VERA,
    besluit,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)

LIJN = f"{CASUS}/1"
UGO = Gebruiker("ugo_uitpluis", Rol.FINANCIER, "swv_vozou")
BERT = Gebruiker("bert_beheer", Rol.BEHEERDER, "doorbraaktafel")
MATRIX = (config_map() / "regios" / "zuidoost-utrecht" / "betaler-matrix.csv").read_text(encoding="utf-8")


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        tot_de_zitting(open_db)
        adressen = [{"gemeente": "Zeist", "van": "2014-03-04"}]
        jeugdige = {"naam": "Noor Verzonnen", "geboortedatum": "2014-03-04", "gemeente": "Zeist"}
        Kluis(open_db).bewaar(CASUS, {"jeugdige": jeugdige | {"adreshistorie": adressen}})
        toestemming = {"door": ["ouders", "jeugdige"], "op": "2026-10-01", "wijze": "schriftelijk"}
        besluit(open_db, een_besluit(een_regel(activiteiten=["2.3"], toestemming=toestemming)))
        yield open_db


def test_elke_lijn_krijgt_een_advies_en_wie_beslist_is_niet_de_onderzoeker(db):
    antwoord = advies(db, VERA, CASUS, OP_DE_DAG)
    (lijn,) = antwoord["lijnen"]
    assert (lijn["lijn"], lijn["uitkomst"], lijn["kandidaten"][0]["betaler"]) == (LIJN, "enkel", "gemeente_zeist")
    assert lijn["vervolg"]["uitzoekers_nodig"] == 2
    assert "onno_onderzoek" not in lijn["vervolg"]["uitzoekers"]
    assert "tom_toezegger" not in lijn["vervolg"]["uitzoekers"]  # decided on the casus
    assert [k["lijn"] for k in antwoord["kandidaten"]] == [LIJN]
    gelezen = db.execute(select(col(LogregelRij.object)).where(col(LogregelRij.gebruiker) == "vera_voorbeeld"))
    assert "betaleradvies" in set(gelezen.scalars())


def test_een_uitzoeker_leest_mee_en_een_deelnemer_van_de_tafel_niet(db):
    assert advies(db, UGO, CASUS, OP_DE_DAG)["lijnen"]
    with pytest.raises(CasusOnbekend):
        advies(db, TOM, CASUS, OP_DE_DAG)


def test_na_vernietiging_is_het_advies_nog_te_geven_maar_niet_zeker(db):
    vernietig(db, CASUS, OP_DE_DAG)
    (lijn,) = advies(db, VERA, CASUS, OP_DE_DAG)["lijnen"]
    assert lijn["kandidaten"][0]["betaler"] == "gemeente_zeist"
    assert lijn["kandidaten"][0]["zekerheid"] == "laag"
    assert any("vernietigd" in wat for wat in lijn["ontbreekt"])


@pytest.mark.beide
def test_een_bewaard_advies_krijgt_een_versie_en_verandert_nooit_meer(db):
    for verwacht in (1, 2):
        assert doe(db, bewaar_advies, UGO, Adviesopdracht(LIJN), OP_DE_DAG).gegevens["adviesversie"] == verwacht
    with pytest.raises(DBAPIError), db.begin_nested():
        db.execute(update(BetaleradviesRij).values(uitkomst="grijs"))


def test_een_eigen_matrix_geldt_vanaf_haar_dag_ook_uit_excel(db):
    from openpyxl import Workbook

    boek = Workbook()
    for rij in MATRIX.replace(";nee;nee;ja;nee;nee;nee;", ";nee;ja;nee;nee;nee;nee;").splitlines():
        boek.active.append(rij.split(";"))
    inhoud = io.BytesIO()
    boek.save(inhoud)
    nieuw = Matrixinvoer("eigen.xlsx", inhoud.getvalue(), "2026-10", date(2026, 10, 1), "regiobesluit (verzonnen)")
    assert doe(db, lees_matrix_in, BERT, nieuw, OP_DE_DAG).gegevens["activiteiten"] == 12
    assert advies(db, VERA, CASUS, OP_DE_DAG)["lijnen"][0]["kandidaten"][0]["betaler"] == "swv_zout"
    with pytest.raises(VersieBestaat), db.begin_nested():
        doe(db, lees_matrix_in, BERT, nieuw, OP_DE_DAG)
    with pytest.raises(NietBevoegd), db.begin_nested():
        doe(db, lees_matrix_in, VERA, nieuw, OP_DE_DAG)


def test_een_slechte_matrix_noemt_elke_cel_en_verandert_niets(db):
    slecht = MATRIX.replace("1.1;begeleiding", "1.2;begeleiding").replace(";nee;ja;nee;", ";nee;misschien;nee;")
    invoer = Matrixinvoer("m.csv", slecht.encode(), "x", date(2026, 10, 1), "proef")
    with pytest.raises(OnbruikbareInvoer) as fout, db.begin_nested():
        doe(db, lees_matrix_in, BERT, invoer, OP_DE_DAG)
    assert len(fout.value.fouten) > 2
    leeg = Matrixinvoer("m.csv", MATRIX.splitlines()[0].encode(), "x", date(2026, 10, 1), "proef")
    with pytest.raises(OnbruikbareInvoer), db.begin_nested():
        doe(db, lees_matrix_in, BERT, leeg, OP_DE_DAG)
