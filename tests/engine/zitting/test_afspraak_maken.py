"""Somebody promises something at the table or between two zittingen; the line that is typed knows the people."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij
from engine.casus.overgang import proces_van
from engine.casus.weigeringen import NietBevoegd, TekstMetPersoonsgegeven
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import NieuweAfspraak, Vaststelling
from engine.zitting.vragen_afspraken import afspraak_uit_tekst, afspraken
from engine.zitting.weigeringen import CasusVoorbij, NietOpDeAgenda, ZittingNietOpen, ZittingVastgesteld
from tests.engine.zitting.tafelwereld import (
    CARLA,
    CASUS,
    OP_DE_DAG,
    TOM,
    VERA,
    ZITTING,
    besluit,
    breng_casus_in,
    doe,
    plan_zitting,
    tot_de_zitting,
)

AFSPRAAK = NieuweAfspraak(CASUS, "ilse_intern", "Belt de huisarts", date(2026, 10, 19))


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        tot_de_zitting(open_db)
        yield open_db


def maak(db, opdracht=AFSPRAAK, wie=VERA):
    return doe(db, z.maak_afspraak, wie, opdracht, OP_DE_DAG)


def test_een_regel_wordt_een_afspraak_met_termijn_en_bericht(db):
    opdracht = afspraak_uit_tekst(db, CASUS, "ilse_intern belt huisarts +5wd", OP_DE_DAG, zitting=ZITTING)
    nummer = maak(db, opdracht, CARLA).gegevens["afspraak"]
    t = TermijnRij
    vraag = select(col(t.ontvanger), col(t.einde)).where(col(t.onderwerp) == f"afspraak:{nummer}")
    assert db.execute(vraag).one() == ("persoon:ilse_intern", date(2026, 10, 19))
    assert db.execute(select(col(OutboxRij.aan)).where(col(OutboxRij.soort) == "afspraak")).scalars().all()
    (rij,) = afspraken(db, VERA, OP_DE_DAG, zitting=ZITTING)
    assert (rij["wie"], rij["meetbaar"], rij["te_laat"]) == ("ilse_intern", "belt huisarts: gedaan", False)
    assert afspraken(db, VERA, OP_DE_DAG + timedelta(days=9), casus=CASUS)[0]["te_laat"]
    assert afspraken(db, TOM, OP_DE_DAG, casus="DT-AAAA22") == []


def test_alles_wat_niet_kan_wordt_tegelijk_gezegd(db):
    slecht = NieuweAfspraak(CASUS, "niemand", "x", date(2026, 10, 1))
    with pytest.raises(OnbruikbareInvoer) as fout:
        maak(db, slecht)
    assert [f.plaats for f in fout.value.fouten] == ["wie", "wat", "op"]


def test_geen_naam_van_het_gezin_in_een_afspraak_en_niet_iedereen_maakt_er_een(db):
    with pytest.raises(TekstMetPersoonsgegeven):
        maak(db, NieuweAfspraak(CASUS, "ilse_intern", "Belt Verzonnen", date(2026, 10, 19)))
    with pytest.raises(NietBevoegd):
        maak(db, wie=TOM)


def test_een_afspraak_van_de_tafel_hoort_bij_een_open_zitting_met_deze_casus(db):
    plan_zitting(db, date(2026, 10, 26))
    breng_casus_in(db, "DT-AAAA22")
    for casus, zitting, soort in (
        (CASUS, "Z-2026-10-26", ZittingNietOpen),
        ("DT-AAAA22", ZITTING, NietOpDeAgenda),
    ):
        with pytest.raises(soort):
            maak(db, NieuweAfspraak(casus, "ilse_intern", "Belt de huisarts", date(2026, 10, 19), zitting=zitting))
    besluit(db)
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    with pytest.raises(ZittingVastgesteld):
        maak(db, NieuweAfspraak(CASUS, "ilse_intern", "Belt de huisarts", date(2026, 10, 19), zitting=ZITTING))
    maak(db)


def test_in_een_casus_die_voorbij_is_wordt_niets_meer_afgesproken(db):
    casus = db.get(CasusRij, CASUS)
    casus.status = min(proces_van(db, casus).hulp.einde)
    db.flush()
    with pytest.raises(CasusVoorbij):
        maak(db)
