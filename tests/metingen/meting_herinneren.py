"""How long a round of reminders takes: 20,000 stages due out of 1,000,000 obligations, against bare SQL.

Goals: at most 20 s into the outbox on SQLite, at most 10 times the bare SQL of the same selection and insert.
100,000 casussen with ten obligations each, one of them for silence; half of what is due is for the casusregisseur.
"""

from __future__ import annotations

import gc
import shutil
import sqlite3
from pathlib import Path
from time import perf_counter, process_time

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import transactie, vergeet
from engine.termijnen.herinneren import Ronde, herinner
from tests.opslag.herinnerwereld import BEGIN, een_casus, om, richt_in

pytestmark = pytest.mark.meting
CASUSSEN, PER_CASUS, AAN_DE_BEURT = 100_000, 10, 20_000
NU = om("2026-09-07")
LATER = om("2026-09-30", "07:30")
REGISSEURS = ["carla_casus", "cas_consulent", "femke_fictie", "hugo_heuvel", "bunny_buurtteam", "wilma_wijk"]


def _iso(moment) -> str:
    return moment.isoformat(timespec="microseconds")


def _vul(pad: str) -> None:
    """Copy one casus a hundred thousand times, with its obligations and stages, by SQL."""
    db = sqlite3.connect(pad)
    kolommen = [naam for _, naam, *_ in db.execute("PRAGMA table_info(casus)") if naam not in ("nummer", "extern_id")]
    lijst = ", ".join(kolommen)
    db.execute("CREATE TEMP TABLE n AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
               "SELECT i, printf('DT-%06d', i) AS nummer FROM n", (CASUSSEN - 1,))  # fmt: skip
    db.execute(f"INSERT INTO casus (nummer, extern_id, {lijst}) SELECT n.nummer, n.nummer, {lijst} FROM n, casus")
    db.execute("DELETE FROM casus WHERE nummer NOT IN (SELECT nummer FROM n)")
    db.execute(
        "INSERT INTO gebeurtenis (casus, spoor, code, naam, van, naar, persoon, rol, dag, tijdstip, reden, gegevens) "
        "SELECT nummer, 'hulp', 'H03', 'bevestigen', 'aangemeld', 'in_triage', 'x', 'secretaris', '2026-09-04', ?, '', "
        "'{}' FROM n", (_iso(BEGIN),))  # fmt: skip
    db.execute("CREATE TEMP TABLE wie (plek INTEGER, persoon TEXT)")
    db.executemany("INSERT INTO wie VALUES (?, ?)", enumerate(REGISSEURS))
    for soort in ("voorgesteld", "aanvaard"):
        db.execute(
            "INSERT INTO regie_gebeurtenis (casus_id, datum, soort, laag, persoon, reden, vastgelegd_op) "
            "SELECT nummer, '2026-09-01', ?, 'casus', persoon, '', ? FROM n JOIN wie ON plek = i % ?",
            (soort, _iso(BEGIN), len(REGISSEURS)),
        )
    for plek in range(PER_CASUS):
        soort = ("stilte", "D_STILTE") if plek == 0 else (f"hulp{plek}", "D_TRIAGE")
        db.execute(
            "INSERT INTO termijnverplichting (casus, onderwerp, code, ontvanger, doe, start, ruw_einde, einde, versie, "
            "afleiding, status, geopend_op) SELECT nummer, ?, ?, iif(i % 2, 'secretaris', 'casusregisseur'), "
            "'Doe wat nodig is.', '2026-09-04', '2026-09-11', '2026-09-11', 1, '{}', 'open', ? FROM n",
            (*soort, _iso(BEGIN)),
        )
    aan_de_beurt = f"t.onderwerp = 'hulp1' AND CAST(substr(t.casus, 4) AS INTEGER) < {AAN_DE_BEURT}"
    db.execute(
        "INSERT INTO herinnering (termijnverplichting, trede, termijn_versie, due_at, rol, status, actueel) "
        f"SELECT t.nummer, '70%', 1, CASE WHEN {aan_de_beurt} THEN ? ELSE ? END, 'eigenaar', 'gepland', 1 "
        "FROM termijnverplichting t", (_iso(om("2026-09-07", "07:30")), _iso(LATER)))  # fmt: skip
    db.execute(
        "INSERT INTO herinnering (termijnverplichting, trede, termijn_versie, due_at, rol, status, actueel) "
        "SELECT nummer, '100%', 1, ?, 'voorzitter', 'gepland', 1 FROM termijnverplichting", (_iso(LATER),))  # fmt: skip
    db.commit()
    db.execute("ANALYZE")
    db.close()


# The same work in SQL: what is due and open, who directs the casus, not claimed before; claim, message, mark.
KAAL = (
    """CREATE TEMP TABLE nu AS
       SELECT h.nummer, h.termijnverplichting, h.trede, t.casus, t.versie, t.doe, t.einde,
              iif(t.ontvanger = 'casusregisseur',
                  (SELECT persoon FROM regie_gebeurtenis r WHERE r.casus_id = t.casus AND r.soort = 'aanvaard'
                   AND r.vervallen_op IS NULL ORDER BY r.datum DESC, r.id DESC LIMIT 1), t.ontvanger) AS ontvanger
       FROM herinnering h CROSS JOIN termijnverplichting t ON t.nummer = h.termijnverplichting
       WHERE h.actueel = 1 AND h.due_at <= :nu AND t.status = 'open' AND t.versie = h.termijn_versie""",
    """DELETE FROM nu WHERE EXISTS (
       SELECT 1 FROM verzending v WHERE v.casus = nu.casus AND v.termijnverplichting = nu.termijnverplichting
       AND v.trede = nu.trede AND v.ontvanger = nu.ontvanger AND v.termijn_versie = nu.versie)""",
    """INSERT INTO outbox
       (soort, aan, onderwerp, regels, sleutel, message_id, status, pogingen, volgende_poging, gemaakt_op)
       SELECT 'kaal', ontvanger, 'x', json_group_array(casus || doe || einde), 'kaal:' || ontvanger, 'x', 'wacht', 0,
              :nu, :nu FROM nu GROUP BY ontvanger""",
    """INSERT INTO verzending (casus, termijnverplichting, trede, ontvanger, termijn_versie, op, outbox)
       SELECT nu.casus, nu.termijnverplichting, nu.trede, nu.ontvanger, nu.versie, '2026-09-07', o.nummer
       FROM nu JOIN outbox o ON o.sleutel = 'kaal:' || nu.ontvanger""",
    "UPDATE herinnering SET status = 'verzonden' WHERE nummer IN (SELECT nummer FROM nu)",
)


def _kaal(pad: str) -> float:
    """The processor time of that alone, on a copy."""
    kopie = shutil.copy(pad, f"{pad}.kaal")
    db = sqlite3.connect(kopie, isolation_level=None)
    begin = process_time()
    db.execute("BEGIN IMMEDIATE")
    for opdracht in KAAL:
        db.execute(opdracht, {"nu": _iso(NU)} if ":nu" in opdracht else {})
    db.execute("COMMIT")
    duur = process_time() - begin
    assert db.execute("SELECT count(*) FROM verzending").fetchone() == (AAN_DE_BEURT,)
    db.close()
    return duur


def test_een_ronde_met_twintigduizend_van_een_miljoen(sqlite_url: str) -> None:
    richt_in(sqlite_url)
    with transactie(sqlite_url) as db:
        een_casus(db)
    pad = sqlite_url.removeprefix("sqlite:///")
    vergeet(sqlite_url)
    _vul(pad)
    kaal = min(_kaal(pad) for _ in range(3))
    # What pytest and the libraries hold is not part of the round: the collector need not walk over it each time.
    gc.collect()
    gc.freeze()
    begin, begin_cpu = perf_counter(), process_time()
    with transactie(sqlite_url) as db:
        antwoord = herinner(db, SYSTEEM, Ronde(), sleutel="een", versie=0, nu=NU).gegevens
    ronde, cpu = perf_counter() - begin, process_time() - begin_cpu
    begin_cpu = process_time()
    with transactie(sqlite_url) as db:
        nogmaals = herinner(db, SYSTEEM, Ronde(), sleutel="twee", versie=0, nu=NU).gegevens
    tweede = process_time() - begin_cpu
    gc.unfreeze()
    groot = Path(pad).stat().st_size / 1e6
    print(
        f"\n{antwoord['verzonden']} herinneringen in {antwoord['samenvattingen']} berichten uit "
        f"{CASUSSEN * PER_CASUS} termijnen ({groot:.0f} MB): {ronde:.1f} s; {cpu:.2f} s rekentijd, "
        f"{cpu / kaal:.1f} keer kaal ({kaal:.2f} s); een tweede ronde {tweede:.2f} s rekentijd"
    )
    assert antwoord["verzonden"] == AAN_DE_BEURT
    assert nogmaals["verzonden"] == 0
    assert ronde <= 20
    assert cpu <= 10 * kaal
