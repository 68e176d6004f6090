"""A zitting is planned, its agenda goes out, it opens on its day, and at the end everything is locked."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import casus_voor
from engine.casus.weigeringen import CasusOnbekend, EisNietGehaald, NietBevoegd
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting import vragen
from engine.zitting.begrippen import Bespreking, Opening, Planning, Presentie, Uitnodiging, Vaststelling
from engine.zitting.formaat import Aanwezige
from engine.zitting.opslag import AgendapuntRij, ZittingPersoonRij
from engine.zitting.weigeringen import (
    NietOpDeAgenda,
    ZittingAlOpen,
    ZittingNietAf,
    ZittingNietOpen,
    ZittingNietVandaag,
    ZittingOnbekend,
    ZittingVastgesteld,
    ZittingVoorbij,
)
from tests.engine.zitting.tafelwereld import (
    CASUS,
    NU,
    OP_DE_DAG,
    SANNE,
    TOM,
    VANDAAG,
    VERA,
    ZITTING,
    ZITTINGSDAG,
    agendeer,
    besluit,
    breng_casus_in,
    doe,
    geef_regie,
    open_de_zitting,
    plan_zitting,
    toets_mandaat,
    tot_de_zitting,
    vul_de_pot,
)

ANDER = "DT-4B6TDX"
LATER = "Z-2026-10-26"


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def tot_de_agenda(db) -> None:
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)


def test_een_geplande_zitting_moet_op_tijd_worden_uitgenodigd(db):
    uitkomst = plan_zitting(db)
    assert (uitkomst.gegevens["zitting"], uitkomst.gegevens["status"]) == (ZITTING, "gepland")
    # Five working days before Monday 12 October is Monday 5 October: today.
    t = db.execute(select(TermijnRij)).scalar_one()
    assert (t.code, t.ontvanger, t.einde, t.status) == ("D_AGENDA", "secretaris", VANDAAG, "open")
    doe(db, z.nodig_uit, SYSTEEM, Uitnodiging(ZITTING))
    assert db.execute(select(col(TermijnRij.status))).scalar_one() == "voldaan"


def test_twee_zittingen_op_een_dag_krijgen_elk_een_nummer(db):
    plan_zitting(db)
    assert plan_zitting(db).gegevens["zitting"] == f"{ZITTING}-2"


def test_een_plan_met_fouten_noemt_ze_allemaal(db):
    with pytest.raises(OnbruikbareInvoer) as fout:
        doe(db, z.plan, SANNE, Planning(VANDAAG - timedelta(days=1), "", "tom_toezegger", "bestaat_niet"))
    assert [f.plaats for f in fout.value.fouten] == ["op", "plaats", "voorzitter", "plaatsvervanger"]


def test_niet_iedereen_plant_of_nodigt_uit(db):
    with pytest.raises(NietBevoegd):
        doe(db, z.plan, TOM, Planning(ZITTINGSDAG, "Gemeentehuis", "vera_voorbeeld"))
    plan_zitting(db)
    with pytest.raises(NietBevoegd):
        doe(db, z.nodig_uit, TOM, Uitnodiging(ZITTING))


def test_de_uitnodiging_noemt_alleen_wat_iemand_mag_weten(db):
    tot_de_agenda(db)
    breng_casus_in(db, ANDER)
    toets_mandaat(db, casus=ANDER, uitnodigen=("dorien_directeur", "tess_teambaas"))
    agendeer(db, ANDER)
    assert vragen.uit_te_nodigen(db, VANDAAG) == [ZITTING]
    doe(db, z.nodig_uit, SANNE, Uitnodiging(ZITTING))
    assert vragen.uit_te_nodigen(db, VANDAAG) == []
    berichten = {rij.aan: rij for rij in db.execute(select(OutboxRij)).scalars()}
    tom, vera = " ".join(berichten["tom_toezegger"].regels), " ".join(berichten["vera_voorbeeld"].regels)
    assert CASUS in tom
    assert ANDER not in tom
    assert CASUS in vera
    assert ANDER in vera
    assert "begeleiding" not in (tom + vera).lower()
    assert [punt["kenmerk"] for punt in berichten["tom_toezegger"].agenda] == [f"zitting:{ZITTING}"]


def test_wie_uitgenodigd_is_ziet_de_casus(db):
    breng_casus_in(db)
    with pytest.raises(CasusOnbekend):
        casus_voor(db, TOM, CASUS, NU)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    assert casus_voor(db, TOM, CASUS, NU).nummer == CASUS
    assert [r.casus for r in vragen.agenda(db, TOM, ZITTING, VANDAAG)] == [CASUS]
    buiten = Gebruiker("teun_tekenrecht", Rol.TAFELDEELNEMER, "gemeente_de_bilt")
    assert vragen.agenda(db, buiten, ZITTING, VANDAAG) == []


def test_de_agenda_toont_wat_gevraagd_is_en_hoe_het_met_regie_en_mandaat_staat(db):
    tot_de_agenda(db)
    (regel,) = vragen.agenda(db, VERA, ZITTING, VANDAAG)
    assert (regel.gevraagd, regel.mandaat, regel.regie, regel.status) == (900_000, "ja", "geen", "gepland")
    assert vragen.tafels(db, [CASUS])[CASUS][0].genodigden == (
        "tom_toezegger", "tess_teambaas", "dorien_directeur", "ilse_intern",
    )  # fmt: skip


def test_wie_later_op_de_agenda_komt_wordt_ook_uitgenodigd(db):
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    doe(db, z.nodig_uit, SANNE, Uitnodiging(ZITTING))
    agendeer(db)
    aan = set(db.execute(select(col(OutboxRij.aan))).scalars())
    assert {"vera_voorbeeld", "tom_toezegger", "ilse_intern"} <= aan


def test_een_tweede_casus_na_de_uitnodiging_is_een_eigen_bericht(db):
    tot_de_agenda(db)
    doe(db, z.nodig_uit, SANNE, Uitnodiging(ZITTING))
    doe(db, z.nodig_uit, SANNE, Uitnodiging(ZITTING))
    breng_casus_in(db, ANDER)
    toets_mandaat(db, casus=ANDER)
    agendeer(db, ANDER)
    vraag = select(col(OutboxRij.regels)).where(col(OutboxRij.aan) == "tom_toezegger").order_by(col(OutboxRij.nummer))
    eerste, tweede = (" ".join(regels) for regels in db.execute(vraag).scalars())
    assert CASUS in eerste
    assert ANDER in tweede


def test_voor_een_zitting_die_voorbij_is_gaat_geen_uitnodiging_meer_weg(db):
    tot_de_agenda(db)
    with pytest.raises(ZittingVoorbij):
        doe(db, z.nodig_uit, SYSTEEM, Uitnodiging(ZITTING), OP_DE_DAG + timedelta(days=1))


@pytest.mark.parametrize(
    ("anders", "mist"),
    [
        ({"uitnodigen": ("tom_toezegger",)}, "onderwijs"),
        ({"uitnodigen": ("ilse_intern",)}, "jeugdhulp of gemeente"),
        ({"gezin": ()}, "gezin"),
        ({"gezin": (), "gezin_niet": "niet_bereikt"}, "gezin"),
    ],
)
def test_zonder_gezin_onderwijs_en_jeugdhulp_komt_een_casus_niet_op_de_agenda(db, anders, mist):
    breng_casus_in(db)
    toets_mandaat(db, **anders)
    plan_zitting(db)
    with pytest.raises(EisNietGehaald, match=mist):
        agendeer(db)


def test_een_zitting_opent_alleen_op_haar_dag_en_door_haar_voorzitter(db):
    tot_de_agenda(db)
    with pytest.raises(ZittingNietVandaag):
        doe(db, z.open_zitting, VERA, Opening(ZITTING))
    with pytest.raises(NietBevoegd):
        doe(db, z.open_zitting, SANNE, Opening(ZITTING), OP_DE_DAG)
    doe(db, z.open_zitting, VERA, Opening(ZITTING), OP_DE_DAG)
    with pytest.raises(ZittingAlOpen):
        doe(db, z.open_zitting, VERA, Opening(ZITTING), OP_DE_DAG)
    with pytest.raises(ZittingAlOpen):
        doe(db, z.nodig_uit, SANNE, Uitnodiging(ZITTING), OP_DE_DAG)
    naam = db.execute(select(col(GebeurtenisRij.naam)).where(col(GebeurtenisRij.spoor) == "zitting")).scalar_one()
    assert naam == "openen"


def test_op_een_open_of_voorbije_zitting_komt_geen_casus_meer(db):
    tot_de_agenda(db)
    breng_casus_in(db, ANDER)
    toets_mandaat(db, casus=ANDER)
    with pytest.raises(ZittingOnbekend):
        agendeer(db, ANDER, "Z-2030-01-01")
    with pytest.raises(ZittingVoorbij):
        agendeer(db, ANDER, nu=OP_DE_DAG + timedelta(days=1))
    doe(db, z.open_zitting, VERA, Opening(ZITTING), OP_DE_DAG)
    with pytest.raises(ZittingAlOpen):
        agendeer(db, ANDER, nu=OP_DE_DAG)


def test_iedereen_bevestigt_zelf_en_alleen_de_secretaris_legt_anderen_vast(db):
    tot_de_agenda(db)
    doe(db, z.aanwezig, TOM, Presentie(ZITTING, (Aanwezige(persoon="tom_toezegger"),)))
    mens = db.get(ZittingPersoonRij, (ZITTING, "tom_toezegger"))
    assert mens.bevestigd_op is not None
    with pytest.raises(NietBevoegd):
        doe(db, z.aanwezig, TOM, Presentie(ZITTING, (Aanwezige(persoon="tess_teambaas"),)))
    with pytest.raises(OnbruikbareInvoer):
        doe(db, z.aanwezig, SANNE, Presentie(ZITTING, (Aanwezige(persoon="bestaat_niet"),)))


def test_een_vervanger_komt_mee_op_de_lijst(db):
    tot_de_agenda(db)
    rij = Aanwezige(persoon="tom_toezegger", wijze="afwezig", vervanger="anna_advies")
    uitkomst = doe(db, z.aanwezig, SANNE, Presentie(ZITTING, (rij,)))
    assert uitkomst.gegevens["aanwezig"]["anna_advies"] == "aanwezig"
    assert uitkomst.gegevens["aanwezig"]["tom_toezegger"] == "afwezig"


def test_bespreken_kan_alleen_in_een_open_zitting_met_de_casus_op_de_agenda(db):
    tot_de_agenda(db)
    with pytest.raises(ZittingNietOpen):
        doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    breng_casus_in(db, ANDER)
    open_de_zitting(db)
    with pytest.raises(NietOpDeAgenda):
        doe(db, z.bespreek, VERA, Bespreking(ZITTING, ANDER), OP_DE_DAG)
    doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    assert db.get(CasusRij, CASUS).status == "besproken"
    assert db.get(AgendapuntRij, (ZITTING, CASUS)).status == "behandeld"


def test_vaststellen_kan_pas_als_elk_punt_een_uitkomst_heeft(db):
    tot_de_agenda(db)
    open_de_zitting(db)
    with pytest.raises(ZittingNietAf, match="niet behandeld"):
        doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    with pytest.raises(ZittingNietAf, match="nog niets besloten"):
        doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)


def test_wat_niet_aan_de_beurt_kwam_gaat_met_een_reden_naar_een_volgende_zitting(db):
    tot_de_agenda(db)
    plan_zitting(db, date(2026, 10, 26))
    open_de_zitting(db)
    with pytest.raises(ZittingNietAf, match="reden"):
        doe(db, z.stel_vast, VERA, Vaststelling(ZITTING, LATER), OP_DE_DAG)
    with pytest.raises(ZittingOnbekend):
        doe(db, z.stel_vast, VERA, Vaststelling(ZITTING, "Z-2030-01-01", "tijd op"), OP_DE_DAG)
    with pytest.raises(ZittingVoorbij):
        doe(db, z.stel_vast, VERA, Vaststelling(ZITTING, ZITTING, "tijd op"), OP_DE_DAG)
    doe(db, z.nodig_uit, SANNE, Uitnodiging(LATER), OP_DE_DAG)
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING, LATER, "de tijd was op"), OP_DE_DAG)
    tom = select(col(OutboxRij.regels)).where(
        col(OutboxRij.aan) == "tom_toezegger", col(OutboxRij.soort) == "uitnodiging"
    )
    assert CASUS in " ".join(db.execute(tom).scalars().all()[-1])
    oud, nieuw = db.get(AgendapuntRij, (ZITTING, CASUS)), db.get(AgendapuntRij, (LATER, CASUS))
    assert (oud.status, oud.reden, nieuw.status) == ("uitgesteld", "de tijd was op", "gepland")
    assert db.get(CasusRij, CASUS).status == "geagendeerd"


def test_na_vaststellen_verandert_er_niets_meer(db):
    tot_de_zitting(db)
    besluit(db)
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    for gebruiksgeval, wie, opdracht in (
        (z.stel_vast, VERA, Vaststelling(ZITTING)),
        (z.open_zitting, VERA, Opening(ZITTING)),
        (z.aanwezig, SANNE, Presentie(ZITTING, (Aanwezige(persoon="tom_toezegger"),))),
        (z.nodig_uit, SANNE, Uitnodiging(ZITTING)),
        (z.bespreek, VERA, Bespreking(ZITTING, CASUS)),
    ):
        with pytest.raises(ZittingVastgesteld):
            doe(db, gebruiksgeval, wie, opdracht, OP_DE_DAG)
    with pytest.raises(ZittingVastgesteld):
        besluit(db)
    assert vragen.zittingen(db, VERA)[0].status == "vastgesteld"


def test_vaststellen_boekt_geen_geld(db):
    from budget.grootboek.vragen import regels

    vul_de_pot(db)
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    geef_regie(db)
    open_de_zitting(db)
    besluit(db)
    voor = len(regels(db))
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    assert len(regels(db)) == voor


def test_dezelfde_opdracht_twee_keer_is_een_keer(db):
    opdracht = Planning(ZITTINGSDAG, "Gemeentehuis", "vera_voorbeeld")
    eerst = z.plan(db, SANNE, opdracht, sleutel="eenmaal", versie=0, nu=NU)
    weer = z.plan(db, SANNE, opdracht, sleutel="eenmaal", versie=0, nu=NU + timedelta(hours=1))
    assert weer.herhaald
    assert weer.gegevens == eerst.gegevens
    assert len(vragen.zittingen(db, SANNE)) == 1


def test_een_onbekende_zitting_is_geen_lege_agenda(db):
    with pytest.raises(ZittingOnbekend):
        vragen.agenda(db, VERA, "Z-2030-01-01", VANDAAG)
    with pytest.raises(ZittingOnbekend):
        vragen.mandaat_nu(db, VERA, "Z-2030-01-01", datetime.fromisoformat("2026-10-12T09:00+02:00"))
