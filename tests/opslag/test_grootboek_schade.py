"""Damage that nobody meant: a flipped bit in the file, and a restore of some of the tables."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from budget.basis.geld import EURO
from budget.basis.transactie import lezing, motor, vergeet
from budget.basis.weigering import Weigering
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer
from budget.grootboek.schema import GELDTABELLEN
from tests.budget.grootboek.oefenpot import DAG, maak_boeker
from tests.opslag.test_grootboek_knoeien import gevonden, knoei, vol_boek

OMGEKEERD = 200


def inhoud(url: str) -> dict[str, list[tuple[object, ...]]]:
    with motor(url).connect() as verbinding:
        return {t: sorted(map(tuple, verbinding.execute(text(f"SELECT * FROM {t}"))), key=str) for t in GELDTABELLEN}


def test_een_omgevallen_bit_in_het_bestand_wordt_gevonden_of_laat_het_geld_ongemoeid(sqlite_url: str) -> None:
    """Every flip that changes what a money table says is found, or SQLite refuses the file."""
    vol_boek(sqlite_url)
    hoort = inhoud(sqlite_url)
    pad = Path(sqlite_url.removeprefix("sqlite:///"))
    with motor(sqlite_url).connect() as verbinding:
        verbinding.exec_driver_sql("ROLLBACK")
        verbinding.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        # The pages that hold rows of money, not those of the hundred tables that are empty here.
        namen = ", ".join(f"'{tabel}'" for tabel in GELDTABELLEN)
        bladen = [
            int(blad)
            for (blad,) in verbinding.exec_driver_sql(f"SELECT rootpage FROM sqlite_master WHERE tbl_name IN ({namen})")
            if blad
        ]
        grootte = int(verbinding.exec_driver_sql("PRAGMA page_size").scalar_one())
    vergeet(sqlite_url)
    heel, kans, geteld = pad.read_bytes(), Random(1), {"gevonden": 0, "geweigerd": 0, "geld ongemoeid": 0}
    # Most of a page of a small book is empty; what is not zero there is rows.
    plekken = [p for blad in bladen for p in range((blad - 1) * grootte, blad * grootte) if heel[p]]
    for plek in kans.sample(plekken, OMGEKEERD):
        stuk = bytearray(heel)
        stuk[plek] ^= 1 << kans.randrange(8)
        pad.write_bytes(stuk)
        for rest in pad.parent.glob(f"{pad.name}-*"):
            rest.unlink()
        geteld[_uitkomst(sqlite_url, hoort)] += 1
        motor(sqlite_url).dispose()
    pad.write_bytes(heel)
    assert gevonden(sqlite_url) == []
    assert sum(geteld.values()) == OMGEKEERD
    assert geteld["gevonden"] > 20, geteld


def _uitkomst(url: str, hoort: dict[str, list[tuple[object, ...]]]) -> str:
    try:
        with lezing(url) as db:
            if not controleer(db, volledig=True).in_orde:
                return "gevonden"
        is_ = inhoud(url)
    except (Weigering, DBAPIError, UnicodeDecodeError):
        return "geweigerd"
    anders = [tabel for tabel in GELDTABELLEN if is_[tabel] != hoort[tabel]]
    assert set(anders) <= {"zegel", "journaaltekst"}, f"niet gevonden: {anders}"
    return "geld ongemoeid"


@pytest.mark.parametrize(
    "tabel", ["boeking", "journaalpost", "saldo", "pot_factuur", "pot_reservering", "weigering", "boek"]
)
def test_een_tabel_uit_een_oude_kopie_wordt_gevonden(tabel: str, sqlite_url: str, tmp_path: Path) -> None:
    vol_boek(sqlite_url)
    pad, oud = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "oud.db"
    vergeet(sqlite_url)
    shutil.copy(pad, oud)
    doe = maak_boeker(sqlite_url)
    doe(b.Reservering(datum=DAG, casus="K3", bedrag=EURO("10"), door=("p-tafel",)), sleutel="later1")
    doe(b.Verplichting(datum=DAG, casus="K3", bedrag=EURO("10")), sleutel="later2")
    velden = {"datum": DAG, "casus": "K3", "aanbieder": "Brug", "factuur": "F9", "bedrag": EURO("10")}
    doe(b.Voorfinanciering(prestatie_door="p-r", **velden), sleutel="later3")  # type: ignore[arg-type]
    with pytest.raises(Weigering):
        doe(b.Verplichting(datum=DAG, casus="K3", bedrag=EURO("99")), sleutel="later4")
    assert gevonden(sqlite_url) == []
    with motor(sqlite_url).connect() as verbinding:
        verbinding.exec_driver_sql("ROLLBACK")
        verbinding.exec_driver_sql(f"ATTACH DATABASE '{oud}' AS oud")
        rijen = [tuple(rij) for rij in verbinding.exec_driver_sql(f"SELECT * FROM oud.{tabel}")]
    vergeet(sqlite_url)
    waarden = ", ".join("(" + ", ".join(_letterlijk(w) for w in rij) + ")" for rij in rijen)
    try:
        knoei(sqlite_url, f"DELETE FROM {tabel}", f"INSERT INTO {tabel} VALUES {waarden}", zonder_triggers=True)
    except DBAPIError:
        return  # a foreign key refused it: as good
    assert gevonden(sqlite_url)


def _letterlijk(waarde: object) -> str:
    return "NULL" if waarde is None else f"'{waarde}'" if isinstance(waarde, str) else str(waarde)
