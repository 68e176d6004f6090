"""Damage that nobody meant: a flipped bit in the file, and a restore of some of the tables."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from budget.basis.geld import EURO
from budget.basis.transactie import lezing, motor, transactie, vergeet
from budget.basis.weigering import Weigering
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer
from budget.grootboek.schema import GELDTABELLEN
from tests.budget.grootboek.oefenpot import DAG, maak_boeker
from tests.opslag.test_grootboek_knoeien import gevonden, knoei, vol_boek, zet_triggers

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
    # The time of a seal within its own day is under no hash; its day, numbers and heads are checked.
    assert not anders or (anders == ["zegel"] and _zonder_moment(is_) == _zonder_moment(hoort)), anders
    return "geld ongemoeid"


def _zonder_moment(alles: dict[str, list[tuple[object, ...]]]) -> list[tuple[object, ...]]:
    return [rij[:-1] for rij in alles["zegel"]]


def test_een_veranderde_tekst_of_een_veranderd_zegel_wordt_gevonden(url: str) -> None:
    """The commitment covers the text, the chain covers the seal; an erased text is no damage."""
    vol_boek(url)
    tekst, zegel = "UPDATE journaaltekst SET", "UPDATE zegel SET"
    een = "WHERE post = (SELECT MAX(post) FROM journaaltekst)"
    weg = 24 * 3600 * 1_000_000
    for opdracht, waar in (
        (f"{tekst} inhoud = REPLACE(inhoud, 'e', 'f') {een}", "journaalpost"),
        (f"{tekst} zout = REPLACE(zout, 'a', 'b') {een}", "journaalpost"),
        (f"{tekst} post = post + 1000 {een}", "journaaltekst"),
        (f"{zegel} nummer = nummer + 8", "zegel"),
        (f"{zegel} dag = '2026-03-09'", "zegel"),
        (f"{zegel} post = post - 1", "zegel"),
        (f"{zegel} boeking = boeking - 1", "zegel"),
        (f"{zegel} kop = REPLACE(kop, 'a', 'b')", "zegel"),
        (f"{zegel} geweigerd = geweigerd - 1", "zegel"),
        (f"{zegel} weigerkop = REPLACE(weigerkop, 'a', 'b')", "zegel"),
        (f"{zegel} gemaakt_op = gemaakt_op + {weg}", "zegel"),
    ):
        with pytest.raises(InterruptedError) as na, transactie(url) as db:
            if "sqlite" in url:
                db.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            zet_triggers(db.connection(), aan=False)
            assert db.connection().exec_driver_sql(opdracht).rowcount, opdracht
            raise InterruptedError([f.plaats for f in controleer(db, volledig=True).bevindingen])
        assert any(plaats.startswith(waar) for plaats in na.value.args[0]), (opdracht, na.value.args)
    knoei(url, f"DELETE FROM journaaltekst {een}")
    assert gevonden(url) == []


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
