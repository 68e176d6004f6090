"""Driver-level SQL on the session's own connection: the same text on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy.exc import DBAPIError

from budget.basis.transactie import Sessie, is_postgres

Rijen = list[tuple[Any, ...]]

GELDT = "NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = {tabel}.post)"
"""A fact of the sub-ledgers counts until its journaalpost is reversed."""


class Ruw:
    """A cursor of the transaction that is open; a fault of the driver is raised as SQLAlchemy raises it."""

    __slots__ = ("_cursor", "_fout", "_postgres")

    def __init__(self, db: Sessie) -> None:
        verbinding = db.connection()
        driver: Any = verbinding.connection.dbapi_connection
        self._cursor = driver.cursor()
        self._postgres = is_postgres(db)
        self._fout: type[BaseException] = verbinding.dialect.loaded_dbapi.Error

    def doe(self, sql: str, *waarden: Any) -> None:
        """Execute one statement."""
        try:
            self._cursor.execute(_postgres(sql) if self._postgres else sql, waarden)
        except self._fout as fout:
            raise DBAPIError(sql, None, fout) from fout

    def doe_alle(self, sql: str, rijen: Sequence[tuple[Any, ...]]) -> None:
        """Execute one statement for every row."""
        try:
            self._cursor.executemany(_postgres(sql) if self._postgres else sql, rijen)
        except self._fout as fout:
            raise DBAPIError(sql, None, fout) from fout

    def rijen(self, sql: str, *waarden: Any) -> Rijen:
        """Return all rows."""
        self.doe(sql, *waarden)
        gevonden: Rijen = self._cursor.fetchall()
        return gevonden

    def rij(self, sql: str, *waarden: Any) -> tuple[Any, ...] | None:
        """Return the first row, None when there is none."""
        self.doe(sql, *waarden)
        gevonden: tuple[Any, ...] | None = self._cursor.fetchone()
        return gevonden

    def waarde(self, sql: str, *waarden: Any) -> Any:
        """Return the first column of the first row, None when there is none."""
        gevonden = self.rij(sql, *waarden)
        return None if gevonden is None else gevonden[0]


@cache
def _postgres(sql: str) -> str:
    return sql.replace("?", "%s")
