"""A desk with a filled pot, on both databases, and an independent bank."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.bank.bankwereld import Kantoor, Oefenbank, een_kantoor, een_oefenbank


@pytest.fixture
def kantoor(url: str, tmp_path: Path) -> Kantoor:
    return een_kantoor(url, tmp_path)


@pytest.fixture
def oefenbank() -> Iterator[Oefenbank]:
    with een_oefenbank() as bank:
        yield bank
