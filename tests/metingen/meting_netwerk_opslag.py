"""Speed of the network from the database: one casus with query, a hundred, and the record of findings.

Run with `pytest tests/metingen/meting_netwerk_opslag.py -s`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from budget.basis.transactie import transactie
from engine.netwerk.vragen import agendabevindingen, bevindingen_ernst3, casusbeeld, controleer, ranglijst
from tests.opslag.netwerkwereld import CASUS, NU, VERA, bewaak, een_netwerk

pytestmark = pytest.mark.meting


def duur(werk: Callable[[], Any], keer: int = 7) -> float:
    """Return the fastest of several runs in milliseconds of processor time: other work is not counted."""
    tijden = []
    for _ in range(keer):
        begin = time.process_time()
        werk()
        tijden.append(time.process_time() - begin)
    return min(tijden) * 1000


def test_een_casus_en_honderd_casussen_met_hun_selects(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db)
        for nr in range(99):
            een_netwerk(db, f"DT-METING{nr}", zonder=("informatie",) if nr % 3 == 0 else ())
    with transactie(praktijk) as db:
        een = duur(lambda: casusbeeld(db, VERA, CASUS, NU))
        rang = duur(lambda: ranglijst(db, VERA, CASUS, NU))
        honderd = duur(lambda: controleer(db, VERA, None, NU), keer=3)
        agenda = duur(lambda: agendabevindingen(db, VERA, [CASUS], NU))
        zwaar = duur(lambda: bevindingen_ernst3(db, NU), keer=3)
        begin = time.perf_counter()
        bewaak(db)
        bij = (time.perf_counter() - begin) * 1000
        stil = duur(lambda: bewaak(db), keer=3)
    print(
        f"\none casus with query {een:.1f} ms, ranking {rang:.1f}, agenda {agenda:.1f}; 100 casussen {honderd:.0f} ms"
    )
    print(f"severity 3 of all {zwaar:.0f} ms; record of all first {bij:.0f} ms, unchanged {stil:.0f} ms")
    assert een < 50
    assert honderd < 300
