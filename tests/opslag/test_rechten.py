"""On PostgreSQL a login is a person, and history cannot be changed by who works with the product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from budget.basis.transactie import motor, transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.diensten import meld
from engine.casus.vragen import lijst
from engine.inzage.ingang import opdracht, vraag, vraag_met_log
from engine.migraties.rechten import ROL
from engine.regio.inrichten import init
from engine.register.diensten import registreer_login
from engine.register.weigeringen import GebruikerOnbekend
from tests.conftest import PRAKTIJK_START
from tests.engine.casus.casuswereld import een_aanmelding

LOGINS = {"db_sanne": "sanne_schrijver", "db_vreemd": None}


@pytest.fixture
def adressen(postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """The address of each login; db_vreemd has a login and rights, but nobody said who it is."""
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    init(postgres_url, "zuidoost-utrecht", oefen=True, nu=PRAKTIJK_START, beheerder="bert_beheer")
    beheer = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with beheer.connect() as verbinding, transactie(postgres_url) as db:
        for login, persoon in LOGINS.items():
            verbinding.execute(text(f"DROP ROLE IF EXISTS {login}"))
            verbinding.execute(text(f"CREATE ROLE {login} LOGIN IN ROLE {ROL}"))
            if persoon:
                registreer_login(db, login, persoon, PRAKTIJK_START)
    yield {
        login: make_url(postgres_url).set(username=login).render_as_string(hide_password=False) for login in LOGINS
    } | {"eigenaar": postgres_url}
    for login in LOGINS:
        motor(make_url(postgres_url).set(username=login).render_as_string(hide_password=False)).dispose()
    beheer.dispose()


def test_de_login_is_de_persoon(adressen):
    with opdracht(adressen["db_sanne"], None) as i:
        assert (i.wie.persoon, i.wie.rol, i.wie.zelfverklaard) == ("sanne_schrijver", "secretaris", False)
        meld(i.db, i.wie, een_aanmelding(), sleutel="m", versie=0, nu=i.nu)
    with vraag_met_log(adressen["db_sanne"], ":secretaris") as i:
        assert len(lijst(i.db, i.wie, i.nu, zoek="xylofoon")) == 1
    with pytest.raises(OnbruikbareInvoer), vraag(adressen["db_sanne"], "vera_voorbeeld"):
        pass
    with pytest.raises(GebruikerOnbekend), vraag(adressen["db_vreemd"], None):
        pass


@pytest.mark.parametrize(
    "knoeierij",
    [
        "UPDATE gebeurtenis SET persoon = 'niemand'",
        "DELETE FROM gebeurtenis",
        "DELETE FROM inzagelog",
        "UPDATE boeking SET bedrag = 1",
        "UPDATE saldo SET cents = 0",
        "TRUNCATE journaalpost",
        "UPDATE inlog SET persoon = 'vera_voorbeeld'",
        "INSERT INTO rol VALUES ('sanne_schrijver', 'kassier')",
        "DROP TABLE casus",
    ],
)
def test_wie_ermee_werkt_kan_de_geschiedenis_niet_veranderen(adressen, knoeierij):
    with (
        pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
        transactie(adressen["db_sanne"]) as db,
    ):
        db.execute(text(knoeierij))
