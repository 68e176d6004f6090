"""The common base of the rows: STRICT on SQLite, so that a number column holds numbers only."""

from __future__ import annotations

from typing import Any, ClassVar

from sqlmodel import SQLModel


class Rij(SQLModel):
    """A row in the product's own database; table classes do not validate, commands do."""

    model_config = {"defer_build": True}

    __table_args__: ClassVar[Any] = {"sqlite_strict": True}
