"""One transaction: all of it or nothing, on both databases."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.opdracht import SleutelGebruikt, Uitkomst, gebruiksgeval
from budget.basis.transactie import DatabaseNieuwer, GeenDatabase, NietIngericht, lezing, motor, transactie, vergeet
from budget.basis.weigering import Weigering
from budget.basis.wijziging import laatste_wijziging, meld_wijziging

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Proef:
    naam: str


@gebruiksgeval
def proef(db, wie, opdracht, *, sleutel, versie, nu):
    meld_wijziging(db, "proef", opdracht.naam, nu)
    return Uitkomst({"naam": opdracht.naam}, "Gedaan.")


def doe(url, naam, sleutel):
    with transactie(url) as db:
        return proef(db, SYSTEEM, Proef(naam), sleutel=sleutel, versie=0, nu=NU)


def aantal(url):
    with lezing(url) as db:
        return laatste_wijziging(db)


def test_wat_gelukt_is_staat_er(url):
    assert doe(url, "a", "s1") == Uitkomst({"naam": "a"}, "Gedaan.")
    assert aantal(url) == 1


def test_een_fout_laat_niets_achter(url):
    with pytest.raises(RuntimeError), transactie(url) as db:
        meld_wijziging(db, "proef", "half", NU)
        db.flush()
        raise RuntimeError
    assert aantal(url) == 0


def test_dezelfde_sleutel_geeft_hetzelfde_antwoord_en_doet_niets(url):
    doe(url, "a", "s1")
    assert doe(url, "a", "s1").herhaald
    assert aantal(url) == 1


def test_dezelfde_sleutel_met_andere_inhoud_wordt_geweigerd(url):
    doe(url, "a", "s1")
    with pytest.raises(SleutelGebruikt):
        doe(url, "b", "s1")


def test_een_weigering_die_onthouden_moet_worden_blijft(url):
    class Proefweigering(Weigering):
        def onthoud(self, db):
            meld_wijziging(db, "geweigerd", "x", NU)

    with pytest.raises(Proefweigering), transactie(url) as db:
        meld_wijziging(db, "proef", "half", NU)
        db.flush()
        raise Proefweigering("nee", oplossing="anders")
    with lezing(url) as db:
        rijen = db.connection().exec_driver_sql("SELECT soort FROM wijziging").fetchall()
    assert [r[0] for r in rijen] == ["geweigerd"]


def test_in_een_lezing_kan_niets_worden_vastgelegd(url):
    doe(url, "a", "s1")
    with lezing(url) as db:
        assert laatste_wijziging(db) == 1


def test_een_nieuwere_database_wordt_niet_aangeraakt(url):
    with motor(url).begin() as verbinding:
        verbinding.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    vergeet(url)
    with pytest.raises(DatabaseNieuwer), transactie(url):
        pass


def test_zonder_database_is_er_geen_bestand_gemaakt(tmp_path):
    with pytest.raises(NietIngericht), transactie(f"sqlite:///{tmp_path}/er-niet.db"):
        pass
    assert not list(tmp_path.iterdir())


def test_een_ander_bestand_is_geen_database(tmp_path):
    (tmp_path / "brief.db").write_text("Geachte voorzitter, " * 100)
    with pytest.raises(GeenDatabase), transactie(f"sqlite:///{tmp_path}/brief.db"):
        pass
