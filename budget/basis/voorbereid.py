"""Statements that are made once: SQLAlchemy writes their SQL and knows their types, the driver executes them.

A tenth of what it costs to have SQLAlchemy make and execute a statement anew. That counts where one act of people
takes a hundred of them; everywhere else `db.execute` is the plainer way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Delete, Dialect, Insert, Select, Table, Update, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from budget.basis.rij import Rij
from budget.basis.transactie import Sessie

Opdracht: TypeAlias = Select[Any] | Insert | Update | Delete
Waarde: TypeAlias = tuple[Any, ...]
Omzetter: TypeAlias = Callable[[Any], Any]


def rijen(db: Sessie, opdracht: Opdracht, **waarden: Any) -> list[Waarde]:
    """Return the rows of a statement on columns, with these values for its names (no lists).

    What waits in the session goes first; objects in the session do not see what an update changes.
    """
    cursor, vertaling = _voer_uit(db, opdracht, waarden)
    return vertaling.uit(cursor.fetchall()) if cursor.description else []


def rij(db: Sessie, opdracht: Opdracht, **waarden: Any) -> Waarde | None:
    """Return the first row, None when there is none."""
    gevonden = rijen(db, opdracht, **waarden)
    return gevonden[0] if gevonden else None


def kolom(db: Sessie, opdracht: Opdracht, **waarden: Any) -> list[Any]:
    """Return the first column."""
    return [eerste for eerste, *_ in rijen(db, opdracht, **waarden)]


def voeg_in(db: Sessie, tabel: type[Rij], **velden: Any) -> Any:
    """Insert one row, every column that may not be NULL included; return the number that the database gave it."""
    nummer = rij(db, _invoegen(tabel, tuple(velden)), **velden)
    return None if nummer is None else nummer[0]


def voeg_rij_in(db: Sessie, nieuw: Rij) -> Any:
    """Insert a row that this session will not change; return the number that the database gave it."""
    velden = {naam: getattr(nieuw, naam) for naam in _kolommen(type(nieuw))}
    return voeg_in(db, type(nieuw), **velden)


def voeg_alle_in(db: Sessie, tabel: type[Rij], nieuw: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the same columns."""
    if nieuw:
        _voer_uit(db, _invoegen(tabel, tuple(nieuw[0]), nummer=False), nieuw)


def _voer_uit(
    db: Sessie, opdracht: Opdracht, waarden: dict[str, Any] | Sequence[dict[str, Any]]
) -> tuple[Any, _Vertaling]:
    """Execute a statement once, or for every row of values; a fault of the driver is raised as SQLAlchemy raises it."""
    db.flush()
    verbinding = db.connection()
    vertaling = _vertaald(opdracht, verbinding.dialect)
    cursor: Any = verbinding.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
    try:
        if isinstance(waarden, dict):
            cursor.execute(vertaling.sql, vertaling.parameters(waarden))
        else:
            cursor.executemany(vertaling.sql, [vertaling.parameters(deel) for deel in waarden])
    except verbinding.dialect.loaded_dbapi.Error as fout:
        raise DBAPIError(vertaling.sql, None, fout) from fout
    return cursor, vertaling


@dataclass(frozen=True, slots=True)
class _Vertaling:
    """The SQL of a statement for one driver, and how values go in and come out.

    op_volgorde: the driver wants the values by place, not by name. namen: of every place its name and the value when
    none is given. erin, eruit: what turns the value at a place into one of the driver, or into ours.
    """

    sql: str
    op_volgorde: bool
    namen: tuple[tuple[str, Any], ...]
    erin: tuple[tuple[int, Omzetter], ...]
    eruit: tuple[tuple[int, Omzetter], ...]

    def parameters(self, waarden: dict[str, Any]) -> Any:
        ingevuld = [waarden.get(naam, anders) for naam, anders in self.namen]
        for plek, zet_om in self.erin:
            ingevuld[plek] = zet_om(ingevuld[plek])
        return ingevuld if self.op_volgorde else dict(zip((naam for naam, _ in self.namen), ingevuld, strict=True))

    def uit(self, gevonden: list[Waarde]) -> list[Waarde]:
        if not self.eruit or not gevonden:
            return gevonden
        per_kolom: list[Sequence[Any]] = list(zip(*gevonden, strict=True))
        for plek, zet_om in self.eruit:
            per_kolom[plek] = [zet_om(waarde) for waarde in per_kolom[plek]]
        return list(zip(*per_kolom, strict=True))


_VERTALINGEN: dict[tuple[Opdracht, str], _Vertaling] = {}


def _vertaald(opdracht: Opdracht, dialect: Dialect) -> _Vertaling:
    """Return the translation of a statement, made once for each of the two databases."""
    sleutel = (opdracht, dialect.name)
    if sleutel not in _VERTALINGEN:
        _VERTALINGEN[sleutel] = _vertaal(opdracht, dialect)
    return _VERTALINGEN[sleutel]


def _vertaal(opdracht: Opdracht, dialect: Dialect) -> _Vertaling:
    compiled = opdracht.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    if compiled.post_compile_params:
        raise TypeError("a statement with a list has no fixed SQL")

    def erin(soort: TypeEngine[Any]) -> Omzetter | None:
        return soort.dialect_impl(dialect).bind_processor(dialect)

    def eruit(soort: TypeEngine[Any]) -> Omzetter | None:
        return soort.dialect_impl(dialect).result_processor(dialect, None)

    plekken = {naam: plek for plek, naam in compiled.bind_names.items()}
    namen, anders = compiled.positiontup or list(plekken), compiled.params
    kolommen = opdracht.selected_columns if isinstance(opdracht, Select) else opdracht.exported_columns
    return _Vertaling(
        compiled.string,
        compiled.positional,
        tuple((naam, anders[naam]) for naam in namen),
        _waar_nodig(erin(plekken[naam].type) for naam in namen),
        _waar_nodig(eruit(kolom_.type) for kolom_ in kolommen),
    )


def _waar_nodig(omzetters: Iterable[Omzetter | None]) -> tuple[tuple[int, Omzetter], ...]:
    return tuple((plek, zet_om) for plek, zet_om in enumerate(omzetters) if zet_om is not None)


@cache
def _kolommen(tabel: type[Rij]) -> tuple[str, ...]:
    """Return the columns that the database does not number itself."""
    lijst: Table = tabel.__table__  # type: ignore[attr-defined]
    return tuple(kolom_.key for kolom_ in lijst.columns if kolom_ is not lijst.autoincrement_column)


@cache
def _invoegen(tabel: type[Rij], velden: tuple[str, ...], *, nummer: bool = True) -> Insert:
    lijst: Table = tabel.__table__  # type: ignore[attr-defined]
    opdracht = insert(lijst).values(dict.fromkeys(velden))
    genummerd = lijst.autoincrement_column
    return opdracht.returning(genummerd) if nummer and genummerd is not None else opdracht
