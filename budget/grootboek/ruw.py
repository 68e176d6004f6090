"""Driver-level SQL on the session's own connection: the same text on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy.exc import DBAPIError

from budget.basis.transactie import Sessie

Rijen = list[tuple[Any, ...]]

GELDT = "NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = {tabel}.post)"
"""A fact of the sub-ledgers counts until its journaalpost is reversed."""


class Ruw:
    """Two cursors of the transaction that is open, to tell and to ask; a driver's fault as SQLAlchemy raises it."""

    __slots__ = ("_doet", "_driver", "_fout", "_vraagt", "postgres")

    def __init__(self, db: Sessie) -> None:
        verbinding = db.connection()
        self._met(
            verbinding.connection.dbapi_connection,
            verbinding.dialect.loaded_dbapi.Error,
            postgres=verbinding.dialect.name == "postgresql",
        )

    def _met(self, driver: Any, fout: type[BaseException], *, postgres: bool) -> None:
        self._driver, self._fout, self.postgres = driver, fout, postgres
        self._doet = driver.cursor()
        # In a pipeline the answers of what was told come later: they must not get into those of what is asked.
        self._vraagt = driver.cursor() if postgres else self._doet

    def doe(self, sql: str, *waarden: Any) -> None:
        """Execute one statement that answers nothing."""
        try:
            self._doet.execute(_postgres(sql) if self.postgres else sql, waarden)
        except self._fout as fout:
            raise DBAPIError(sql, None, fout) from fout

    @contextmanager
    def pijplijn(self) -> Iterator[None]:
        """Let what is told travel with the next question: one round trip to PostgreSQL, not one each."""
        if not self.postgres:
            yield
            return
        try:
            with self._driver.pipeline():
                yield
        except self._fout as fout:
            raise DBAPIError("", None, fout) from fout

    def rijen(self, sql: str, *waarden: Any) -> Rijen:
        """Return all rows."""
        try:
            self._vraagt.execute(_postgres(sql) if self.postgres else sql, waarden)
            gevonden: Rijen = self._vraagt.fetchall()
        except self._fout as fout:
            raise DBAPIError(sql, None, fout) from fout
        return gevonden

    def rij(self, sql: str, *waarden: Any) -> tuple[Any, ...] | None:
        """Return the first row, None when there is none."""
        try:
            self._vraagt.execute(_postgres(sql) if self.postgres else sql, waarden)
            gevonden: tuple[Any, ...] | None = self._vraagt.fetchone()
        except self._fout as fout:
            raise DBAPIError(sql, None, fout) from fout
        return gevonden

    def waarde(self, sql: str, *waarden: Any) -> Any:
        """Return the first column of the first row, None when there is none."""
        gevonden = self.rij(sql, *waarden)
        return None if gevonden is None else gevonden[0]


@cache
def _postgres(sql: str) -> str:
    return sql.replace("?", "%s")
