"""`init`: a new database with a whole region, or nothing at all."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from budget.basis.transactie import AlleenLezen, GeenDatabase, bestand, lezing, motor
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.grootboek.vragen import saldi, stand
from engine.bank.gegevens import kandidaten
from engine.inzage.sleutelbestand import SleutelBestaat, plaats
from engine.regio import inrichten
from engine.regio.inrichten import AlIngericht, DatabaseNietLeeg, init
from engine.regio.plaats import config_map
from engine.register import vragen
from engine.register.gebruiker import databaselogin, gebruiker_van

NU = datetime(2026, 9, 1, 6, tzinfo=UTC)
REGIOS = ("zuidoost-utrecht", "schiedam-vlaardingen-maassluis")
BEHEERDER = {"zuidoost-utrecht": "bert_beheer", "schiedam-vlaardingen-maassluis": "bies_beheer"}


@pytest.fixture(autouse=True)
def _eigen_sleutelbestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "sleutels" / "oefen.sleutel"))


@pytest.fixture
def nieuw(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'map' / 'nieuw.db'}"


def bestanden(url: str) -> list[str]:
    pad = bestand(url)
    assert pad is not None
    return sorted(p.name for p in pad.parent.glob("*")) if pad.parent.is_dir() else []


@pytest.mark.parametrize("regio", REGIOS)
def test_een_regio_staat_er_daarna_helemaal_in(url: str, regio: str) -> None:
    gegevens = init(url, regio, oefen=True, nu=NU, beheerder=BEHEERDER[regio])

    with lezing(url) as db:
        administratie = vragen.administratie(db)
        assert (administratie.regio, administratie.oefen, administratie.klok) == (regio, True, NU)
        assert len(vragen.organisaties(db)) == gegevens["partijen"]
        assert len(vragen.mandaten(db)) == gegevens["mandaten"]
        assert vragen.kalender(db).werkdag(date(2026, 9, 1), dienst=True)
    assert Path(gegevens["sleutelbestand"]).stat().st_mode & 0o777 == 0o600


def test_de_toezeggingen_van_zuidoost_zijn_naar_de_sleutel_verdeeld(url: str) -> None:
    init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")

    with lezing(url) as db:
        toegezegd = {s.dimensies[0]: s.saldo.cents for s in saldi(db, "1200")}
        assert stand(db).beschikbaar.cents == 0
    assert toegezegd == {
        "gemeente_bunnik": 13_475_00, "gemeente_de_bilt": 37_712_50, "gemeente_utrechtse_heuvelrug": 43_225_00,
        "gemeente_wijk_bij_duurstede": 20_737_50, "gemeente_zeist": 59_850_00, "swv_zout": 37_500_00,
        "swv_vozou": 37_500_00,
    }  # fmt: skip


def test_de_toezeggingen_van_mvs_staan_per_deelnemer_in_de_map(url: str) -> None:
    init(url, "schiedam-vlaardingen-maassluis", oefen=True, nu=NU, beheerder="bies_beheer")

    with lezing(url) as db:
        assert {s.dimensies[0]: s.saldo.cents for s in saldi(db, "1200")}["swv_vo_mvs"] == 12_500_50


def test_een_nieuw_bestand_met_de_sleutel_ernaast(nieuw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOORBRAAK_SLEUTELBESTAND")

    init(nieuw, config_map() / "regios" / "zuidoost-utrecht", oefen=False, nu=NU)

    motor(nieuw).dispose()
    assert bestanden(nieuw) == ["nieuw.db", "nieuw.db.sleutel"]
    with lezing(nieuw) as db:
        assert vragen.administratie(db).klok is None


def test_een_tweede_keer_wordt_geweigerd_en_verandert_niets(url: str) -> None:
    init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")

    with pytest.raises(AlIngericht) as weigering:
        init(url, "schiedam-vlaardingen-maassluis", oefen=True, nu=NU, beheerder="bies_beheer")

    assert "Zuidoost Utrecht" in weigering.value.melding
    with lezing(url) as db:
        assert vragen.administratie(db).regio == "zuidoost-utrecht"


def test_een_regiomap_met_fouten_laat_niets_achter(nieuw: str, tmp_path: Path) -> None:
    map_ = Path(shutil.copytree(config_map() / "regios" / "zuidoost-utrecht", tmp_path / "regio"))
    (map_ / "pot.toml").unlink()

    with pytest.raises(OnbruikbareInvoer):
        init(nieuw, map_, oefen=True, nu=NU)

    assert bestanden(nieuw) == []
    assert not plaats(nieuw).exists()


def test_een_fout_halverwege_laat_niets_achter(nieuw: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(*_: object, **__: object) -> None:
        raise RuntimeError("the power went out")

    monkeypatch.setattr(inrichten, "open_pot", stuk)
    with pytest.raises(RuntimeError):
        init(nieuw, "zuidoost-utrecht", oefen=True, nu=NU)
    monkeypatch.undo()

    assert bestanden(nieuw) == []
    init(nieuw, "zuidoost-utrecht", oefen=True, nu=NU)


def test_na_een_fout_halverwege_kan_het_op_elke_database_opnieuw(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as tijdelijk:
        tijdelijk.setattr(inrichten, "open_pot", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")

    init(url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")


def test_een_sleutelbestand_van_een_ander_blijft_staan(nieuw: str) -> None:
    anders = plaats(nieuw)
    anders.parent.mkdir(parents=True)
    anders.write_bytes(b"van een andere database")

    with pytest.raises(SleutelBestaat):
        init(nieuw, "zuidoost-utrecht", oefen=True, nu=NU)

    assert anders.read_bytes() == b"van een andere database"
    assert bestanden(nieuw) == []


def test_een_bestand_dat_geen_database_is_wordt_niet_aangeraakt(tmp_path: Path) -> None:
    brief = tmp_path / "brief.txt"
    brief.write_text("Geachte heer, mevrouw, " * 100)

    with pytest.raises(GeenDatabase):
        init(f"sqlite:///{brief}", "zuidoost-utrecht", oefen=True, nu=NU)

    assert brief.read_text().startswith("Geachte")


def test_een_database_van_een_ander_programma_wordt_niet_aangeraakt(tmp_path: Path) -> None:
    pad = tmp_path / "anders.db"
    with sqlite3.connect(pad) as db:
        db.execute("CREATE TABLE klanten (naam TEXT)")

    with pytest.raises(DatabaseNietLeeg):
        init(f"sqlite:///{pad}", "zuidoost-utrecht", oefen=True, nu=NU)

    with sqlite3.connect(pad) as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("klanten",)]


def test_een_plek_waar_niet_mag_worden_geschreven(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("dit is geen map")

    with pytest.raises(AlleenLezen):
        init(f"sqlite:///{tmp_path / 'bestand' / 'nieuw.db'}", "zuidoost-utrecht", oefen=True, nu=NU)


def test_op_een_server_moet_bekend_zijn_wie_u_bent(postgres_url: str) -> None:
    for beheerder in (None, "piet_puk"):
        with pytest.raises(OnbruikbareInvoer) as fout:
            init(postgres_url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder=beheerder)
        assert "bert_beheer" in fout.value.fouten[0].oplossing


def test_op_een_server_hoort_de_login_bij_de_beheerder(postgres_url: str) -> None:
    init(postgres_url, "zuidoost-utrecht", oefen=True, nu=NU, beheerder="bert_beheer")

    with lezing(postgres_url) as db:
        wie = gebruiker_van(db, None, databaselogin(db), op=date(2026, 9, 1))
    assert (wie.persoon, wie.zelfverklaard) == ("bert_beheer", False)


def test_twee_programmas_tegelijk_maken_een_database(nieuw: str, tmp_path: Path) -> None:
    opdracht = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from budget.basis.weigering import Weigering\n"
        "from engine.regio.inrichten import init\n"
        "try:\n"
        "    init(sys.argv[1], 'zuidoost-utrecht', oefen=True, nu=datetime(2026, 9, 1, 6, tzinfo=UTC))\n"
        "    print('gelukt')\n"
        "except Weigering as weigering:\n"
        "    print(weigering.code)\n"
    )
    tegelijk = [
        subprocess.Popen([sys.executable, "-c", opdracht, nieuw], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    antwoorden = sorted(proces.communicate(timeout=60)[0].strip() for proces in tegelijk)

    assert antwoorden[-1] == "gelukt", antwoorden
    assert antwoorden[0] in ("al_ingericht", "database_bezet", "sleutel_bestaat"), antwoorden
    with lezing(nieuw) as db:
        assert vragen.administratie(db).regio == "zuidoost-utrecht"
    assert plaats(nieuw).exists()


def test_elke_weigering_van_init_zegt_wat_nu() -> None:
    for weigering in (AlIngericht("doorbraak.db", "Zuidoost Utrecht"), DatabaseNietLeeg("doorbraak.db")):
        assert isinstance(weigering, Weigering)
        assert weigering.melding
        assert weigering.oplossing


def test_wat_de_regio_over_de_bank_kiest_komt_aan(nieuw: str, tmp_path: Path) -> None:
    eigen = tmp_path / "eigen"
    shutil.copytree(config_map() / "regios" / "zuidoost-utrecht", eigen)
    pot = eigen / "pot.toml"
    pot.write_text(f'bedrag_vanzelf = true\nbetaalbestand = "pain.001.001.03"\n{pot.read_text()}')
    init(nieuw, str(eigen), oefen=True, nu=NU)
    with lezing(nieuw) as db:
        assert kandidaten(db, []).bedrag_vanzelf
        assert vragen.regeling(db, "pot").inhoud["betaalbestand"] == "pain.001.001.03"
