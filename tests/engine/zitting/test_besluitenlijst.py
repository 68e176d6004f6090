"""The besluitenlijst: neutral words, only what somebody may see, and logged when it leaves."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import transactie
from engine.besluitenlijst.vragen import besluitenlijst_markdown
from engine.inzage.logboek import LogregelRij
from engine.zitting import diensten as z
from engine.zitting import vragen
from engine.zitting.begrippen import Vaststelling
from engine.zitting.weigeringen import ZittingOnbekend
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    TOM,
    VERA,
    ZITTING,
    besluit,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


PLAN = een_besluit(
    een_regel(wat="Begeleiding | elke dag"),
    afspraken=[{"wie": "ilse_intern", "wat": "Belt de school", "meetbaar": "Rooster staat", "op": "2026-10-16"}],
    afwijkende_meningen=[{"wie": "bob_baken", "over": "geld", "mening": "Dit is te weinig"}],
)


@pytest.mark.beide
def test_de_lijst_is_concept_tot_de_zitting_is_vastgesteld(db):
    tot_de_zitting(db)
    leeg = besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)
    assert "geen besluiten" in leeg
    besluit(db, PLAN)
    tekst = besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)
    assert "concept, nog niet vastgesteld" in tekst
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    assert "definitief" in besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)


def test_de_lijst_noemt_bedrag_bron_namens_wie_afspraken_en_afwijkende_meningen(db):
    tot_de_zitting(db)
    besluit(db, PLAN)
    tekst = besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)
    assert "€ 9.000,00 | de pot | Gemeente Zeist, Gezamenlijke pot Zuidoost Utrecht | ja |" in tekst
    assert "Begeleiding \\| elke dag" in tekst
    assert "Ilse Intern, vóór vr 16 okt 2026: Belt de school (Rooster staat)" in tekst
    assert "Afwijkende mening over geld: Bob Baken: Dit is te weinig." in tekst


def test_wie_de_casus_niet_mag_zien_krijgt_een_lege_lijst(db):
    tot_de_zitting(db)
    besluit(db)
    buiten = Gebruiker("teun_tekenrecht", Rol.TAFELDEELNEMER, "gemeente_de_bilt")
    assert vragen.besluitenlijst(db, buiten, OP_DE_DAG, zitting=ZITTING) == []
    assert [b.casus for b in vragen.besluitenlijst(db, TOM, OP_DE_DAG, zitting=ZITTING)] == [CASUS]


def test_wie_alleen_betaalt_leest_niets_over_de_hulp(db):
    tot_de_zitting(db)
    besluit(db, PLAN)
    (gezien,) = vragen.besluitenlijst(db, Gebruiker("k", Rol.KASSIER, "gemeente_zeist"), OP_DE_DAG, zitting=ZITTING)
    assert (gezien.doel, gezien.afspraken, gezien.plan) == ("", (), {})
    assert [(r["wat"], r["bedrag"]) for r in gezien.regels] == [("individuele jeugdhulp", 900_000)]


def test_een_lijst_die_naar_buiten_gaat_staat_in_het_logboek(db):
    tot_de_zitting(db)
    besluit(db)
    besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)
    regel = db.execute(select(LogregelRij).where(col(LogregelRij.soort) == "exporteren")).scalar_one()
    assert (regel.gebruiker, regel.casussen) == ("vera_voorbeeld", [CASUS])
    with pytest.raises(ZittingOnbekend):
        vragen.besluitenlijst(db, VERA, OP_DE_DAG, zitting="Z-2030-01-01")


def test_het_voorbeeld_van_het_formaat_is_zelf_goed(tmp_path: Path):
    from engine.invoer.lezen import lees
    from engine.zitting.formaat import Besluit

    plan = lees(Besluit.VOORBEELD, "voorbeeld", Besluit)
    assert [r.kenmerk for r in plan.regels] == ["begeleiding", "arrangement"]
    assert Besluit.model_json_schema()["properties"]["regels"]
