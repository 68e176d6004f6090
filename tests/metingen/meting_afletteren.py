"""Import and matching of 100,000 lines against 1,000,000 open claims, beside parsing and beside raw inserts.

Bases in the same run: reading the file (`lees_bestand`), and the rows that the ledger gets, inserted once more in an
empty database without triggers. Goals: import and matching without the ledger within 4 times the reading, the ledger
within 3 times its raw inserts, under 300 MB. One of twenty lines has no reference. Processor time: others may use the
machine too.

Measured in November 2026, with nine others at work: reading 3.4 s; import and matching 59.7 s, the ledger 41.1 s (10.9
times its raw rows in 3.8 s) and the rest 18.6 s (5.5 times reading), at most 165 MB. So memory is reached and the two
ratios are not. Of a posting (200 us) SQLite takes two thirds: the journaalpost and its boeking with their triggers and
five indexes 60, looking up accounts, claim and line 55, the new account, text and facts 25; the rest is Python: rules,
five hashes, the JSON of the event. Of the rest reading twice (lines, then the schema) is half. A larger page cache and
fewer look-ups of accounts made no difference that could be measured.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from budget.bank.rf import maak_rf
from budget.basis.transactie import transactie
from budget.grootboek.diensten import open_pot
from budget.grootboek.registreren import Partijsoort, registreer_partij
from engine.migraties.schema import maak_schema
from tests.budget.bank.bouw import POT, Post, een_afschrift, een_camt, een_post

pytestmark = pytest.mark.meting
REGELS, VORDERINGEN, BETALERS = 100_000, 1_000_000, 20
NU = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)

_LEES = """
import sys, time, json, resource
from pathlib import Path
from budget.bank.lezen import lees_bestand
begin = time.process_time()
aantal = sum(len(a.regels) for a in lees_bestand("x", Path(sys.argv[1]), toets_xsd=False).afschriften)
print(json.dumps({"aantal": aantal, "lezen": time.process_time() - begin}))
"""
_VERWERK = """
import gc, sys, time, json, resource
from functools import partial
from pathlib import Path
from datetime import UTC, datetime
from budget.afletteren import diensten as afletteren
from budget.afletteren.kandidaten import lees_kandidaten
from budget.bank import diensten as bank
from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import transactie

gc.set_threshold(200_000, 30, 30)  # as tui.cli does
klok = {"grootboek": 0.0}
def meet(module):
    echt = module.boek_reeks
    def gemeten(*a, **k):
        begin = time.process_time()
        try:
            return echt(*a, **k)
        finally:
            klok["grootboek"] += time.process_time() - begin
    module.boek_reeks = gemeten
meet(afletteren); meet(bank)
nu = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
begin = time.process_time()
with transactie(sys.argv[2]) as db:
    verslag = bank.lees_in(db, SYSTEEM, {"x": Path(sys.argv[1])}, {"POT": ()}, nu=nu)
    klok["import"] = time.process_time() - begin
    gekoppeld, lees = 0, partial(lees_kandidaten, db, vanzelf=True)
    for ronde in range(9):
        gedaan = len(afletteren.letter_af(db, SYSTEEM, lees, sleutel=f"m/{ronde}", nu=nu))
        gekoppeld += gedaan
        if not gedaan:
            break
klok["alles"] = time.process_time() - begin
piek = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"regels": len(verslag.regels), "gekoppeld": gekoppeld, "geheugen": piek, **klok}))
""".replace('"POT"', repr(POT))  # fmt: skip


def iban(nr: int) -> str:
    return f"NL{nr:02d}TEST{nr:010d}"


def een_pot_met_vorderingen(url: str, vorderingen: int) -> None:
    """A book with so many open claims, put in without the ledger: only what the matcher reads of them is right."""
    maak_schema(url)
    with transactie(url) as db:
        open_pot(db, iban=POT, nu=NU)
        for nr in range(BETALERS):
            registreer_partij(db, f"gemeente_{nr}", iban(nr + 10), Partijsoort.BETALER)
    with sqlite3.connect(url.removeprefix("sqlite:///")) as db:
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for naam, _ in triggers:
            db.execute(f"DROP TRIGGER {naam}")
        (post,) = db.execute("SELECT MAX(nummer) FROM journaalpost").fetchone()
        (vanaf,) = db.execute("SELECT COALESCE(MAX(nummer), 0) + 1 FROM rekening").fetchone()

        def rijen():
            for nr in range(vorderingen):
                yield nr, f"gemeente_{nr % BETALERS}", f"DT-{nr:06d}", f"DT-{nr:06d}/1", _cents(nr)

        db.executemany(
            "INSERT INTO rekening (nummer, code, d1, d2, d3, kring, teken, weegt, telt, grens)"
            " VALUES (?, '1310', ?, ?, ?, 1, 1, 0, 0, 1000000000000000)",
            ((vanaf + nr, wie, casus, besluit) for nr, wie, casus, besluit, _ in rijen()),
        )
        db.executemany(
            "INSERT INTO saldo (rekening, teken, grens, cents, laatste) VALUES (?, 1, 1000000000000000, ?, 0)",
            ((vanaf + nr, cents) for nr, _, _, _, cents in rijen()),
        )
        db.executemany(
            "INSERT INTO vordering (post, betaler, casus, besluit, nummer, kenmerk) VALUES (?, ?, ?, ?, ?, ?)",
            ((post, wie, casus, besluit, _nummer(nr), maak_rf(_nummer(nr))) for nr, wie, casus, besluit, _ in rijen()),
        )
        db.executemany(
            "INSERT INTO pot_mutatie (post, plaats, betaler, casus, besluit, soort, bedrag, sleutel)"
            " VALUES (?, ?, ?, ?, ?, 'gevorderd', ?, '')",
            ((post, nr, wie, casus, besluit, cents) for nr, wie, casus, besluit, cents in rijen()),
        )
        for _, sql in triggers:
            db.execute(sql)


def _nummer(nr: int) -> str:
    return f"VV2026{nr:06d}"


def _cents(nr: int) -> int:
    return (nr * 7_919) % 900_000 + 100


def een_afschrift_met_kenmerken(pad: Path, regels: int, vorderingen: int) -> None:
    """A statement of the year in which claims are paid with their reference, one of twenty without."""
    kop, slot = (
        een_camt(een_afschrift([Post("2026-01-01", 1)], begin=0, einde=0))
        .decode()
        .split(een_post(Post("2026-01-01", 1)))
    )
    worp = random.Random(7)
    nummers = worp.sample(range(vorderingen), regels)
    som = sum(_cents(nr) for nr in nummers)
    sluit = f'<Amt Ccy="EUR">{som // 100}.{som % 100:02}</Amt>'
    voor, _, na = kop.rpartition('<Amt Ccy="EUR">0.00</Amt>')
    with pad.open("w", encoding="utf-8") as uit:
        uit.write(f"{voor}{sluit}{na}")
        for plaats, nr in enumerate(nummers):
            dag = f"2026-{plaats * 12 // regels + 1:02}-{plaats % 28 + 1:02}"
            tekst = f"Verrekening {maak_rf(_nummer(nr))} dank" if plaats % 20 else "Verrekening jeugdhulp"
            uit.write(een_post(Post(dag, _cents(nr), tekst, f"Gemeente {nr % BETALERS}", iban(nr % BETALERS + 10))))
        uit.write(slot)


def ruwe_tijd(pad: Path, sinds: int) -> float:
    """Insert the rows that the ledger got after a journaalpost once more, in tables without triggers."""
    import time

    tabellen = ("journaalpost", "boeking", "journaaltekst", "rekening", "saldo", "pot_bankregel", "pot_mutatie")
    bron = sqlite3.connect(pad)
    (boeking,) = bron.execute("SELECT eerste + aantal FROM journaalpost WHERE nummer = ?", (sinds,)).fetchone()
    (nieuw,) = bron.execute("SELECT MIN(nummer) FROM rekening WHERE code = '1700'").fetchone()
    waar = {
        "journaalpost": f"nummer > {sinds}", "boeking": f"volgnummer >= {boeking}", "journaaltekst": f"post > {sinds}",
        "rekening": f"nummer >= {nieuw}", "saldo": f"rekening >= {nieuw}", "pot_bankregel": f"post > {sinds}",
        "pot_mutatie": f"post > {sinds}",
    }  # fmt: skip
    ruw = pad.with_name("ruw.db")
    ruw.unlink(missing_ok=True)
    doel = sqlite3.connect(ruw)
    doel.execute("PRAGMA journal_mode = WAL")
    seconden = 0.0
    for tabel in tabellen:
        (sql,) = bron.execute("SELECT sql FROM sqlite_master WHERE name = ?", (tabel,)).fetchone()
        doel.execute(re.sub(r" REFERENCES \w+ \(\w+\)", "", sql))
        for (index,) in bron.execute("SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type = 'index'", (tabel,)):
            if index:
                doel.execute(index)
        rijen = bron.execute(f"SELECT * FROM {tabel} WHERE {waar[tabel]}").fetchall()
        begin = time.process_time()
        if rijen:
            doel.executemany(f"INSERT INTO {tabel} VALUES ({', '.join('?' * len(rijen[0]))})", rijen)
        doel.commit()
        seconden += time.process_time() - begin
    return seconden


def test_honderdduizend_regels_tegen_een_miljoen_open_posten(tmp_path: Path) -> None:
    database, bestand = tmp_path / "pot.db", tmp_path / "bank.xml"
    url = f"sqlite:///{database}"
    een_pot_met_vorderingen(url, VORDERINGEN)
    een_afschrift_met_kenmerken(bestand, REGELS, VORDERINGEN)
    (sinds,) = sqlite3.connect(database).execute("SELECT MAX(nummer) FROM journaalpost").fetchone()
    lezen = min(_doe(_LEES, bestand, url)["lezen"] for _ in range(3))
    uit = _doe(_VERWERK, bestand, url)
    ruw = ruwe_tijd(database, sinds)
    rest = uit["alles"] - uit["grootboek"]
    print(
        f"\nlezen {lezen:.1f} s; import en afletteren {uit['alles']:.1f} s (import {uit['import']:.1f}) ="
        f" {uit['alles'] / lezen:.1f} x lezen; zonder grootboek {rest:.1f} s = {rest / lezen:.1f} x lezen (doel 4);"
        f" grootboek {uit['grootboek']:.1f} s = {uit['grootboek'] / ruw:.1f} x de ruwe rijen in {ruw:.1f} s (doel 3);"
        f" piek {uit['geheugen']:.0f} MB (doel 300)"
    )
    assert (uit["regels"], uit["gekoppeld"]) == (REGELS, REGELS - REGELS // 20)
    assert uit["geheugen"] < 300
    # The goals are 4 and 3; this is what is reached, with room for a busy machine, so that what gets slower turns red.
    assert rest / lezen < 7.5
    assert uit["grootboek"] / ruw < 13


def _doe(code: str, *argumenten: object) -> dict[str, float]:
    klaar = subprocess.run(
        [sys.executable, "-c", code, *map(str, argumenten)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert klaar.returncode == 0, klaar.stderr
    uit: dict[str, float] = json.loads(klaar.stdout)
    return uit
