"""One local Prefect server for all tests of the flows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.server import lokale_server


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with lokale_server(tmp_path_factory.mktemp("prefect")) as omgeving:
        yield omgeving
