"""The chain of migrations leads to the schema of the code, on both databases."""

from __future__ import annotations

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from budget.basis.transactie import VERSIES, motor, schemaversie
from engine.migraties.opzet import zet_op
from tests.opslag.schemavergelijking import inhoud


def test_op_sqlite(sqlite_url, tmp_path):
    vers = motor(f"sqlite:///{tmp_path}/vers.db")
    with vers.begin() as verbinding:
        zet_op(verbinding)
        hoort = inhoud(verbinding)
    with motor(sqlite_url).begin() as verbinding:
        assert inhoud(verbinding) == hoort


def test_op_postgres(postgres_url, postgres_beheer):
    beheer = create_engine(make_url(postgres_beheer).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    naam = make_url(postgres_url).database + "_vers"
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"CREATE DATABASE {naam}"))
    vers = create_engine(make_url(postgres_url).set(database=naam))
    with vers.begin() as verbinding:
        zet_op(verbinding)
        hoort = inhoud(verbinding)
    vers.dispose()
    with beheer.connect() as verbinding:
        verbinding.execute(text(f"DROP DATABASE {naam} WITH (FORCE)"))
    beheer.dispose()
    with motor(postgres_url).begin() as verbinding:
        assert inhoud(verbinding) == hoort


def test_de_nieuwste_migratie_is_de_versie_die_het_programma_kent(url):
    assert schemaversie(motor(url)) == VERSIES[-1]
