"""A screen that only looks refuses every use case before a transaction begins."""

from __future__ import annotations

from unittest.mock import MagicMock

from tui.gateway import Gateway
from tui.kader import Kader


def test_alleen_kijken_weigert_zonder_de_database_te_openen() -> None:
    gateway, scherm = Gateway(MagicMock(), Kader(database="/nergens/tafel.db"), alleen_lezen=True), MagicMock()
    gateway.open_zitting(scherm, "Z-2026-11-23", sleutel="s")
    (bericht,) = (aanroep.args[0] for aanroep in scherm.post_message.call_args_list)
    assert bericht.oorzaak.code == "alleen_kijken"
    assert "--alleen-lezen" in bericht.oplossing
