"""Statements that are made once give what SQLAlchemy itself gives, on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from budget.basis.transactie import transactie
from budget.basis.voorbereid import kolom, rij, rijen, voeg_alle_in, voeg_in, voeg_rij_in
from budget.basis.wijziging import WijzigingRij, laatste_wijziging
from engine.termijnen.opslag import TermijnRij

NU = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
T, W = TermijnRij, WijzigingRij
KOLOMMEN = (col(T.casus), col(T.start), col(T.afleiding), col(T.geopend_op), col(T.gesloten_op))
EEN = select(*KOLOMMEN).where(col(T.nummer) == bindparam("nummer"))


@pytest.fixture
def db(url: str):
    with transactie(url) as open_db:
        yield open_db


def een_termijn(**anders) -> TermijnRij:
    velden = {
        "casus": "DT-7K3M9Q", "onderwerp": "hulp", "code": "D_TRIAGE", "ontvanger": "secretaris", "doe": "Beoordeel.",
        "start": date(2026, 10, 5), "ruw_einde": date(2026, 10, 9), "einde": date(2026, 10, 9),
        "afleiding": {"uitleg": ["vijf dagen"]}, "geopend_op": NU,
    }  # fmt: skip
    return TermijnRij(**(velden | anders))


def test_een_rij_komt_terug_zoals_sqlalchemy_haar_leest(db) -> None:
    nummer = voeg_rij_in(db, een_termijn())
    verwacht = db.execute(select(*KOLOMMEN).where(col(T.nummer) == nummer)).one()
    assert rij(db, EEN, nummer=nummer) == tuple(verwacht)
    assert verwacht.geopend_op == NU
    assert verwacht.afleiding == {"uitleg": ["vijf dagen"]}


def test_wat_in_de_sessie_wacht_gaat_voor(db) -> None:
    db.add(een_termijn(onderwerp="geld:1"))
    assert kolom(db, select(col(T.onderwerp))) == ["geld:1"]


def test_niets_gevonden_en_leeg(db) -> None:
    assert rij(db, EEN, nummer=1) is None
    assert rijen(db, EEN, nummer=1) == []
    voeg_alle_in(db, WijzigingRij, [])
    assert laatste_wijziging(db) == 0


def test_rijen_krijgen_hun_nummer_van_de_database(db) -> None:
    eerste = voeg_in(db, WijzigingRij, soort="casus", kenmerk="DT-7K3M9Q", op=NU)
    voeg_alle_in(db, WijzigingRij, [{"soort": "pot", "kenmerk": naam, "op": NU} for naam in ("a", "b")])
    assert kolom(db, select(col(W.nummer)).order_by(col(W.nummer))) == [eerste, eerste + 1, eerste + 2]


def test_wijzigen_geeft_geen_rijen(db) -> None:
    nummer = voeg_rij_in(db, een_termijn())
    zet = update(T).where(col(T.nummer) == bindparam("welk")).values(status=bindparam("status"))
    assert rijen(db, zet, welk=nummer, status="voldaan") == []
    assert kolom(db, select(col(T.status))) == ["voldaan"]


def test_een_fout_van_de_database_is_die_van_sqlalchemy(db) -> None:
    with pytest.raises(DBAPIError):
        voeg_in(db, WijzigingRij, soort="casus", kenmerk=None, op=NU)


def test_een_waarde_van_de_verkeerde_soort_komt_er_niet_in(db) -> None:
    with pytest.raises(TypeError, match="time zone"):
        voeg_in(db, WijzigingRij, soort="casus", kenmerk="x", op=datetime(2026, 10, 5))  # noqa: DTZ001


def test_een_lijst_hoort_hier_niet(db) -> None:
    with pytest.raises(TypeError, match="list"):
        rijen(db, select(col(T.nummer)).where(col(T.casus).in_(["DT-7K3M9Q"])))
