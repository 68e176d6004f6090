"""Speed of the national sweep: a hundred thousand casussen in columns, beside the rules per casus.

Run with `pytest tests/metingen/meting_netwerk_landelijk.py -s`.
"""

from __future__ import annotations

import resource
import time

import pytest

from engine.netwerk.controle import beeld_van
from engine.netwerk.landelijk.kolommen import laad
from engine.netwerk.landelijk.vegen import veeg
from engine.netwerk.regels.alle import bevindingen
from tests.engine.netwerk.netwerk_regio import T
from tests.engine.netwerk.test_netwerk_landelijk import een_regio

pytestmark = pytest.mark.meting
LAND = 100_000


def test_honderdduizend_casussen() -> None:
    regio = een_regio(20261203, 2500, 0.45)
    begin = time.process_time()
    for document in regio:
        bevindingen(beeld_van(document))
    los = (time.process_time() - begin) * LAND / len(regio)
    rijen = [d.rijen for d in regio] * (LAND // len(regio))
    begin = time.perf_counter()
    kolommen = laad(rijen)
    laden = time.perf_counter() - begin
    import scipy.sparse.csgraph  # noqa: F401

    begin, klok = time.process_time(), time.perf_counter()
    gevonden = veeg(kolommen, T)
    # Processor time: other work on the machine is not counted.
    tijd, klok = time.process_time() - begin, time.perf_counter() - klok
    geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    aantal = sum(len(r.relaties) for r in rijen)
    print(f"\n{LAND} casussen, {aantal} rows: sweep {tijd:.2f} s ({klok:.1f} on the clock), {len(gevonden)} findings")
    print(f"per casus {los / tijd:.0f} times; columns from rows {laden:.1f} s; at most {geheugen:.0f} MiB")
    assert tijd < 5
