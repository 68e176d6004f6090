"""A besluit can be taken back until the zitting is closed; afterwards only a correction is added."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from budget.basis.geld import EURO
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek.vragen import beschikbaar, casuslijn, mandaatgebruik
from budget.grootboek.weigeringen import LatereBoeking
from engine.besluitenlijst.vragen import besluitenlijst_markdown
from engine.casus.weigeringen import NietBevoegd, TekstMetPersoonsgegeven
from engine.controle.hulpspoor import spoorfouten
from engine.geldspoor.diensten import verplicht
from engine.geldspoor.formaat import Verplichtingsopdracht
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import Correctie, Gezinspresentie, Opening, Punt, Terugname, Vaststelling
from engine.zitting.opslag import AfspraakRij, AgendapuntRij, BesluitRij, PlanregelRij, ZittingPersoonRij, ZittingRij
from engine.zitting.vragen import besluitenlijst
from engine.zitting.vragen_terug import terug_te_nemen
from engine.zitting.weigeringen import (
    NietOpDeAgenda,
    NietTerugTeNemen,
    PuntAlAfgedaan,
    RedenNodig,
    ZittingNietAf,
    ZittingNietDicht,
    ZittingOnbekend,
    ZittingVastgesteld,
)
from tests.engine.geldspoor.geldwereld import BAS
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    SANNE,
    VERA,
    ZITTING,
    agendeer,
    besluit,
    breng_casus_in,
    doe,
    een_besluit,
    een_regel,
    plan_zitting,
    toets_mandaat,
    tot_de_zitting,
)

AFSPRAAK = {"wie": "ilse_intern", "wat": "Belt de huisarts", "meetbaar": "Er is een datum", "op": "2026-10-20"}
TERUG = Terugname(ZITTING, CASUS, reden="het bedrag klopt niet")
EERSTE = "B-7K3M9Q-1"


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        tot_de_zitting(open_db)
        yield open_db


def neem_terug(db, terugname=TERUG):
    return doe(db, z.neem_terug, VERA, terugname, OP_DE_DAG)


def sluit_zitting(db):
    return doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)


def open_termijnen(db):
    return set(db.execute(select(col(TermijnRij.onderwerp)).where(col(TermijnRij.status) == "open")).scalars())


@pytest.mark.beide
def test_terugnemen_zet_geld_gebruik_afspraken_en_status_terug_en_daarna_kan_een_nieuw_besluit(db):
    vooraf, termijnen = beschikbaar(db), open_termijnen(db)
    besluit(db, een_besluit(afspraken=[AFSPRAAK]))
    assert (beschikbaar(db) != vooraf, mandaatgebruik(db, "jeugdhulp_zeist", 2026)) == (True, EURO("9.000"))
    uitkomst = neem_terug(db)
    assert uitkomst.gegevens["status_hulp"] == "besproken"
    assert beschikbaar(db) == vooraf
    assert casuslijn(db, CASUS).gereserveerd == mandaatgebruik(db, "jeugdhulp_zeist", 2026) == EURO("0")
    lijn = db.get(FinancieringslijnRij, f"{CASUS}/1")
    assert (lijn.status, lijn.gereserveerd) == ("vrijgevallen", 0)
    assert db.execute(select(col(AfspraakRij.status))).scalars().all() == ["vervallen"]
    assert open_termijnen(db) - termijnen == set()
    assert not any("teruggenomen" in fout.melding for fout in spoorfouten(db))
    assert besluitenlijst(db, VERA, OP_DE_DAG, zitting=ZITTING) == []
    nieuw = besluit(db, een_besluit(een_regel("8.000,00")))
    assert nieuw.gegevens["status_hulp"] == "besloten"
    assert [b.besluit for b in besluitenlijst(db, VERA, OP_DE_DAG, zitting=ZITTING)] == ["B-7K3M9Q-2"]
    sluit_zitting(db)


def test_een_voorgenomen_besluit_gaat_terug_zonder_boeking(db):
    besluit(db, een_besluit(een_regel("24.000,00")))
    assert db.get(BesluitRij, EERSTE).status == "voorgenomen"
    neem_terug(db)
    assert db.get(BesluitRij, EERSTE).status == "teruggenomen"
    with pytest.raises(ZittingNietAf):
        sluit_zitting(db)
    with pytest.raises(NietTerugTeNemen):
        neem_terug(db)


def test_op_wat_al_besteld_is_wordt_niet_teruggenomen(db):
    besluit(db)
    assert [r["mag"] for r in terug_te_nemen(db, VERA, ZITTING, OP_DE_DAG)] == [True]
    opdracht = Verplichtingsopdracht(
        formaat="doorbraak-verplichting/1", lijn=f"{CASUS}/1", aanbieder_getoetst_op=date(2026, 10, 5)
    )
    doe(db, verplicht, BAS, opdracht, OP_DE_DAG)
    with pytest.raises(LatereBoeking), db.begin_nested():
        neem_terug(db)
    (regel,) = terug_te_nemen(db, VERA, ZITTING, OP_DE_DAG)
    assert (regel["besluit"], regel["mag"], "opdracht" in regel["waarom_niet"]) == (EERSTE, False, True)


def test_wie_een_ander_besluit_bedoelt_of_niet_de_voorzitter_is_neemt_niets_terug(db):
    besluit(db)
    with pytest.raises(NietTerugTeNemen):
        neem_terug(db, Terugname(ZITTING, CASUS, "B-7K3M9Q-9"))
    with pytest.raises(NietBevoegd):
        doe(db, z.neem_terug, SANNE, TERUG, OP_DE_DAG)
    with pytest.raises(TekstMetPersoonsgegeven):
        neem_terug(db, Terugname(ZITTING, CASUS, reden="Verzonnen wil niet"))


def test_na_vaststellen_gaat_niets_meer_terug_maar_een_correctie_met_reden_kan(db):
    besluit(db)
    correctie = Correctie(ZITTING, EERSTE, "De einddatum is 30 april.", "typefout")
    with pytest.raises(ZittingNietDicht):
        doe(db, z.corrigeer, VERA, correctie, OP_DE_DAG)
    sluit_zitting(db)
    with pytest.raises(ZittingVastgesteld) as weigering:
        neem_terug(db)
    assert "corrigeer" in weigering.value.oplossing
    assert terug_te_nemen(db, VERA, ZITTING, OP_DE_DAG)[0]["waarom_niet"] == "de zitting is niet open"
    for fout, soort in (
        (Correctie(ZITTING, EERSTE, "De einddatum is 30 april.", " "), RedenNodig),
        (Correctie(ZITTING, "B-X", "x", "y"), NietTerugTeNemen),
        (Correctie(ZITTING, EERSTE, "x", "y", "B-X"), NietTerugTeNemen),
        (Correctie("Z-1", EERSTE, "x", "y"), ZittingOnbekend),
    ):
        with pytest.raises(soort):
            doe(db, z.corrigeer, VERA, fout, OP_DE_DAG)
    doe(db, z.corrigeer, VERA, correctie, OP_DE_DAG)
    (regel,) = besluitenlijst(db, VERA, OP_DE_DAG, zitting=ZITTING)
    assert regel.correcties[0]["reden"] == "typefout"
    assert "Correctie van" in besluitenlijst_markdown(db, VERA, ZITTING, OP_DE_DAG)


@pytest.mark.beide
def test_de_database_zelf_houdt_een_besluit_en_een_vastgestelde_zitting_vast(db):
    besluit(db, een_besluit(afspraken=[AFSPRAAK]))
    altijd = [
        update(BesluitRij).values(doel="anders"),
        delete(BesluitRij),
        update(PlanregelRij).values(bedrag=1),
        delete(PlanregelRij),
    ]
    daarna = [
        *altijd,
        update(BesluitRij).values(status="teruggenomen"),
        update(PlanregelRij).values(lijn=None),
        update(AgendapuntRij).values(status="van_agenda"),
        delete(AgendapuntRij),
        update(ZittingRij).values(status="open"),
        update(ZittingPersoonRij).values(wijze="afwezig"),
        insert(ZittingPersoonRij).values(zitting=ZITTING, persoon="bas_besteller", geauthenticeerd=False),
        update(AfspraakRij).values(wat="anders"),
        delete(AfspraakRij),
    ]

    def geweigerd(opdrachten):
        for opdracht in opdrachten:
            with pytest.raises(DBAPIError), db.begin_nested():
                db.execute(opdracht)

    geweigerd(altijd)
    sluit_zitting(db)
    geweigerd(daarna)
    # What somebody promised still gets done after the zitting.
    db.execute(update(AfspraakRij).values(status="gedaan"))


def test_een_punt_krijgt_zijn_status_in_de_zitting_en_er_is_er_maar_een_aan_de_beurt(db):
    ander = "DT-AAAA22"
    breng_casus_in(db, ander)
    toets_mandaat(db, casus=ander)
    with pytest.raises(NietOpDeAgenda):
        doe(db, z.zet_punt, VERA, Punt(ZITTING, ander, "aan_de_beurt"), OP_DE_DAG)
    doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "aan_de_beurt"), OP_DE_DAG)
    with pytest.raises(RedenNodig):
        doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "niet_verschenen"), OP_DE_DAG)
    with pytest.raises(OnbruikbareInvoer):
        doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "klaar"), OP_DE_DAG)
    doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "niet_verschenen", "De school was er niet."), OP_DE_DAG)
    # Somebody who was missing gives a follow-up with a date: the zitting does not close without one.
    with pytest.raises(ZittingNietAf):
        sluit_zitting(db)
    plan_zitting(db, date(2026, 10, 26))
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING, "Z-2026-10-26", "school ontbrak"), OP_DE_DAG)
    assert db.get(AgendapuntRij, (ZITTING, CASUS)).status == "niet_verschenen"
    assert db.get(AgendapuntRij, ("Z-2026-10-26", CASUS)).status == "gepland"


def test_de_beurt_gaat_van_het_ene_punt_naar_het_andere(regio):
    with transactie(regio) as db:
        for nummer in (CASUS, "DT-AAAA22"):
            breng_casus_in(db, nummer)
            toets_mandaat(db, casus=nummer)
        plan_zitting(db)
        for nummer in (CASUS, "DT-AAAA22"):
            agendeer(db, nummer)
        doe(db, z.open_zitting, VERA, Opening(ZITTING), OP_DE_DAG)
        for nummer in (CASUS, "DT-AAAA22"):
            doe(db, z.zet_punt, VERA, Punt(ZITTING, nummer, "aan_de_beurt"), OP_DE_DAG)
        assert db.get(AgendapuntRij, (ZITTING, CASUS)).status == "gepland"


def test_wat_behandeld_is_krijgt_geen_andere_status(db):
    besluit(db)
    with pytest.raises(PuntAlAfgedaan):
        doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "uitgesteld", "te laat"), OP_DE_DAG)


@pytest.mark.parametrize("eerst_besluit", [True, False])
def test_was_er_niemand_van_het_gezin_dan_wordt_het_besluit_teruggekoppeld(db, eerst_besluit):
    stappen = [lambda: besluit(db), lambda: doe(db, z.leg_gezin_vast, VERA, Gezinspresentie(ZITTING, CASUS), OP_DE_DAG)]
    for stap in stappen if eerst_besluit else reversed(stappen):
        stap()
    (afspraak,) = db.execute(select(AfspraakRij)).scalars()
    assert (afspraak.wie, afspraak.op) == ("carla_casus", OP_DE_DAG.date() + timedelta(days=14))
    assert f"afspraak:{afspraak.nummer}" in open_termijnen(db)


def test_was_het_gezin_erbij_dan_hoeft_er_niets_en_een_vreemde_naam_wordt_geweigerd(db):
    with pytest.raises(OnbruikbareInvoer):
        doe(db, z.leg_gezin_vast, VERA, Gezinspresentie(ZITTING, CASUS, ("buurman",)), OP_DE_DAG)
    doe(db, z.leg_gezin_vast, VERA, Gezinspresentie(ZITTING, CASUS, ("moeder", "jeugdige")), OP_DE_DAG)
    besluit(db)
    assert db.execute(select(AfspraakRij)).scalars().all() == []
