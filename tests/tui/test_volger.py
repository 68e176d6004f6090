"""A change is told within half a second, on both databases, and a database that goes away is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime
from queue import Empty, Queue
from time import monotonic

import pytest

from budget.basis.transactie import transactie
from budget.basis.wijziging import meld_wijziging
from engine.migraties.schema import maak_schema
from tui.volger import Volger

NU = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_een_wijziging_is_snel_te_horen(url: str) -> None:
    maak_schema(url)
    gehoord: Queue[list[tuple[str, str]]] = Queue()
    volger = Volger(url, gehoord.put)
    volger.start()
    volger.klaar_om_te_horen(5)
    try:
        for nummer in ("DT-1", "DT-2"):
            with transactie(url) as db:
                meld_wijziging(db, "casus", nummer, NU)
                # Not told before it stands.
                with pytest.raises(Empty):
                    gehoord.get(timeout=0.05)
            begin = monotonic()
            assert gehoord.get(timeout=2) == [("casus", nummer)]
            assert monotonic() - begin < 0.5
    finally:
        volger.stop()
