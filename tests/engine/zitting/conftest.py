"""A region for the tests of the zitting, on both databases; the key file stands beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.zitting.tafelwereld import richt_in


@pytest.fixture
def regio(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    richt_in(url)
    return url
