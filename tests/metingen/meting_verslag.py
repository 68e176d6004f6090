"""What reports and the auditfile cost beside their base: reading the same boekingen with nothing done to them."""

from __future__ import annotations

import io
import os
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

import pytest

from budget.basis.geld import Geld
from budget.basis.transactie import lezing, transactie
from budget.export.journaal import journaal_csv
from budget.export.xaf import Xafkop, Xafversie, schrijf_xaf
from budget.grootboek.begrippen import Bankregel, TeVeelOntvangen
from budget.grootboek.diensten import boek_reeks
from budget.grootboek.ruw import Ruw
from budget.verslag import lezen
from budget.verslag.regels.positie import REKENINGEN, positie
from tests.budget.grootboek.oefenpot import DAG, KASSIER, NU, open_oefenpot

pytestmark = pytest.mark.meting
VEEL = int(os.environ.get("DOORBRAAK_METING_BOEKINGEN", "50000"))
_ALLES = (
    "SELECT j.nummer, j.soort, j.datum, b.bedrag, d.code, d.d1, d.d2, d.d3, c.code, c.d1, c.d2, c.d3 FROM boeking b"
    " JOIN journaalpost j ON j.nummer = b.journaalpost JOIN rekening d ON d.nummer = b.debet"
    " JOIN rekening c ON c.nummer = b.credit ORDER BY b.volgnummer"
)
KOP = Xafkop("Pot", "", "0", date(2026, 12, 31), {}, {}, {})


class Teller(io.RawIOBase):
    """A file that keeps nothing."""

    aantal = 0

    def writable(self) -> bool:
        return True

    def write(self, stuk: object) -> int:
        lang = len(bytes(stuk))  # type: ignore[call-overload]
        self.aantal += lang
        return lang


def duur(doe: Callable[[], object]) -> float:
    begin = time.process_time()
    doe()
    return time.process_time() - begin


def test_verslagen_naast_kaal_lezen(sqlite_url: str) -> None:
    open_oefenpot(sqlite_url)
    with transactie(sqlite_url) as db:
        for vanaf in range(0, VEEL // 2, 5000):
            reeks = []
            for n in range(vanaf, min(vanaf + 5000, VEEL // 2)):
                reeks.append((f"b/{n}", Bankregel(datum=DAG, regel=f"r{n}", bedrag=Geld(100))))
                reeks.append((f"t/{n}", TeVeelOntvangen(datum=DAG, regel=f"r{n}", partij="Aarde", bedrag=Geld(100))))
            boek_reeks(db, KASSIER, reeks, nu=NU)
    with lezing(sqlite_url) as db:
        basis = duur(lambda: Ruw(db).rijen(_ALLES))
        stand = duur(lambda: positie(lezen.mutaties(db, REKENINGEN), DAG))
        stroom = duur(lambda: lezen.uitstroom(db, DAG))
        teller = Teller()
        xaf = duur(lambda: schrijf_xaf(db, teller, DAG.year, Xafversie.V40, KOP))  # type: ignore[arg-type]
        csv = duur(lambda: journaal_csv(db))
        tracemalloc.start()
        schrijf_xaf(db, Teller(), DAG.year, Xafversie.V40, KOP)  # type: ignore[arg-type]
        _, piek = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    per = 1e6 / VEEL
    print(
        f"\n{VEEL} boekingen, us per boeking: kaal lezen {basis * per:.1f}, positie {stand * per:.1f} "
        f"({stand / basis:.1f}x), uitstroom {stroom * per:.1f} ({stroom / basis:.1f}x), XAF {xaf * per:.1f} "
        f"({xaf / basis:.1f}x, {teller.aantal / 1e6:.1f} MB, piek {piek / 1e6:.1f} MB geheugen), journaal.csv "
        f"{csv * per:.1f} ({csv / basis:.1f}x)"
    )
    assert piek < 30e6
    assert stand < 10 * basis
