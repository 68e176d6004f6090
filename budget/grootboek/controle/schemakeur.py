"""The schema fingerprint: tables, CHECKs and triggers of the ledger are those that this program made."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.ruw import Ruw
from budget.grootboek.schema import GELDTABELLEN, ddl

_MAAK = re.compile(r"CREATE (?:UNIQUE )?(TABLE|TRIGGER|INDEX|FUNCTION) (\w+)")
_WOORDEN = re.compile(r"'[^']*'|\w+")
_RUIS = frozenset(
    (
        "check", "constraint", "primary", "key", "unique", "references", "foreign", "and", "or", "not", "null", "in",
        "between", "any", "array", "is", "text", "bigint",
    )
)  # fmt: skip


def schemafouten(ruw: Ruw, *, postgres: bool) -> list[Bevinding]:
    """Return what was dropped, changed or switched off in the schema of the ledger."""
    gevonden = _gevonden_postgres(ruw) if postgres else _gevonden_sqlite(ruw)
    hoort = _hoort("postgresql" if postgres else "sqlite")
    fouten = []
    for naam, inhoud in hoort.items():
        if naam not in gevonden:
            fouten.append(Bevinding("I16", naam, "ontbreekt in de database"))
        elif gevonden[naam] != inhoud:
            fouten.append(Bevinding("I16", naam, "is niet zoals dit programma het maakte"))
    fouten += [Bevinding("I16", naam, "hoort niet bij het grootboek") for naam in gevonden if naam not in hoort]
    return fouten


@cache
def _hoort(dialect: str) -> dict[str, str]:
    return _hoort_sqlite() if dialect == "sqlite" else _hoort_postgres()


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


def _hoort_sqlite() -> dict[str, str]:
    delen = {}
    for opdracht in ddl("sqlite"):
        soort, naam = _MAAK.match(opdracht).groups()  # type: ignore[union-attr]
        delen[f"{soort.lower()} {naam}"] = _plat(opdracht)
    return delen


def _gevonden_sqlite(ruw: Ruw) -> dict[str, str]:
    tabellen = ", ".join(f"'{tabel}'" for tabel in GELDTABELLEN)
    rijen = ruw.rijen(f"SELECT type, name, sql FROM sqlite_master WHERE tbl_name IN ({tabellen}) AND sql IS NOT NULL")
    return {f"{soort} {naam}": _plat(sql) for soort, naam, sql in rijen}


def _hoort_postgres() -> dict[str, str]:
    delen: dict[str, str] = {}
    for opdracht in ddl("postgresql"):
        soort, naam = _MAAK.match(opdracht).groups()  # type: ignore[union-attr]
        if soort == "TABLE":
            delen[f"checks {naam}"] = _tekens(_checks(opdracht))
        elif soort == "TRIGGER":
            delen[f"trigger {naam}"] = "aan"
        elif soort == "FUNCTION":
            delen[f"function {naam}"] = _plat(opdracht.split("$$")[1])
    return delen


def _gevonden_postgres(ruw: Ruw) -> dict[str, str]:
    tabellen = ", ".join(f"'{tabel}'" for tabel in GELDTABELLEN)
    in_schema = "SELECT oid FROM pg_namespace WHERE nspname = current_schema()"
    delen: dict[str, str] = {}
    checks: dict[str, list[str]] = {
        tabel: []
        for (tabel,) in ruw.rijen(
            f"SELECT relname FROM pg_class WHERE relnamespace = ({in_schema}) AND relname IN ({tabellen})"
            " AND relkind = 'r'"
        )
    }
    for tabel, tekst in ruw.rijen(
        "SELECT c.relname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
        f" WHERE c.relnamespace = ({in_schema}) AND c.relname IN ({tabellen}) AND k.contype = 'c' AND k.convalidated"
    ):
        checks[tabel].append(tekst)
    delen.update({f"checks {tabel}": _tekens(teksten) for tabel, teksten in checks.items()})
    for naam, aan in ruw.rijen(
        "SELECT t.tgname, t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
        f" WHERE c.relnamespace = ({in_schema}) AND c.relname IN ({tabellen}) AND NOT t.tgisinternal"
    ):
        delen[f"trigger {naam}"] = "aan" if _letter(aan) in ("O", "A") else "uit"
    namen = ", ".join(f"'{naam.split()[1]}'" for naam in _hoort("postgresql") if naam.startswith("function "))
    for naam, bron in ruw.rijen(
        f"SELECT proname, prosrc FROM pg_proc WHERE pronamespace = ({in_schema}) AND proname IN ({namen})"
    ):
        delen[f"function {naam}"] = _plat(bron)
    return delen


def _letter(waarde: object) -> str:
    return waarde.decode() if isinstance(waarde, bytes) else str(waarde)


def _checks(opdracht: str) -> list[str]:
    """Return the CHECK texts of a CREATE TABLE."""
    teksten = []
    for begin in re.finditer(r"CHECK \(", opdracht):
        diepte, plaats = 1, begin.end()
        while diepte:
            diepte += {"(": 1, ")": -1}.get(opdracht[plaats], 0)
            plaats += 1
        teksten.append(opdracht[begin.end() : plaats - 1])
    return teksten


def _tekens(teksten: list[str]) -> str:
    """Return the names and values in the CHECKs of a table: PostgreSQL writes them in a form of its own."""
    woorden = [frozenset(woord.strip("'") for woord in _WOORDEN.findall(tekst.lower())) - _RUIS for tekst in teksten]
    return str(sorted(Counter(str(sorted(deel)) for deel in woorden).items()))
