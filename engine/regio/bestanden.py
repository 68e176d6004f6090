"""Read the files of a region folder into checked values, and collect every fault on the way."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from budget.basis.weigering import Fout
from engine.regio.afspraken import Activiteit, Cel
from engine.regio.begrippen import Betalerkolom, veldnamen

T = TypeVar("T")
_PLEK = re.compile(r"\(at line (?P<regel>\d+), column (?P<kolom>\d+)\)")
_DAGTEKST = re.compile(r"(?<![\w\"'-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w\"'-])")
_VASTE_KOLOMMEN = ("code", "kop", "tekst", "behoefte", "bron", "status")
_MITS = "mits "


class Map:
    """A folder that is being read: its texts by file name, and every fault found so far."""

    def __init__(self, waar: Path) -> None:
        self.waar = waar
        self.fouten: list[Fout] = []
        self.teksten: dict[str, str] = {}

    def fout(self, bestand: str, plaats: str, melding: str, oplossing: str) -> None:
        """Write down one fault."""
        self.fouten.append(Fout(bestand, plaats, melding, oplossing))

    def tekst(self, bestand: str) -> str | None:
        """Return the text of a file; a file that is missing or no UTF-8 is a fault."""
        try:
            self.teksten[bestand] = (self.waar / bestand).read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self.fout(bestand, "het hele bestand", "dit is geen UTF-8", "Sla het bestand op als UTF-8.")
        except OSError:
            self.fout(
                bestand,
                "het hele bestand",
                "het bestand ontbreekt of is niet te lezen",
                "Zet het in de regiomap; neem een meegeleverde regio als voorbeeld.",
            )
        return self.teksten.get(bestand)

    def toml(self, bestand: str) -> dict[str, Any] | None:
        """Return the tables of a TOML file; a day that does not exist stays in as text and is named with its key."""
        tekst = self.tekst(bestand)
        while tekst is not None:
            try:
                return tomllib.loads(tekst)
            except tomllib.TOMLDecodeError as fout:
                hersteld = _met_aanhalingstekens(tekst, str(fout))
                if hersteld is None:
                    self.fout(bestand, *_leesbaar(tekst, str(fout)))
                    return None
                tekst = hersteld
        return None

    def tabel(self, soort: type[T], bestand: str, plaats: str, waarde: Any) -> T | None:
        """Return the table as this kind; every fault in it is written down, then the answer is None."""
        try:
            gelezen: T = TypeAdapter(soort).validate_python(waarde)
            return gelezen
        except ValidationError as fouten:
            for fout in fouten.errors(include_url=False):
                self.fouten.append(_vertaal(fout, soort, waarde, bestand, plaats))
            return None

    def lijst(self, soort: type[T], bestand: str, naam: str, waarde: Any) -> list[T]:
        """Return the usable tables of a list; each of the others leaves its faults."""
        if not isinstance(waarde, list) or not all(isinstance(deel, dict) for deel in waarde):
            self.fout(bestand, naam, "hier hoort een lijst van tabellen", f"Schrijf elk onderdeel onder [[{naam}]].")
            return []
        gelezen = (
            self.tabel(soort, bestand, f"{naam}[{aanduiding(deel, nummer)}]", deel)
            for nummer, deel in enumerate(waarde, start=1)
        )
        return [deel for deel in gelezen if deel is not None]

    def alleen(self, bestand: str, document: dict[str, Any], bekend: Iterable[str]) -> None:
        """Write down every key at the top of the file that is not known."""
        namen = tuple(bekend)
        for sleutel in document.keys() - set(namen):
            self.fout(bestand, sleutel, "deze sleutel is onbekend", _bedoel(sleutel, namen))

    def matrix(self, bestand: str, kolommen: Iterable[Betalerkolom]) -> list[Activiteit]:
        """Return the rows of the payer matrix; a cell is ja, nee, grijs, or "mits" and a condition."""
        tekst = self.tekst(bestand)
        return [] if tekst is None else self.matrixrijen(bestand, tekst, kolommen)

    def matrixrijen(self, bestand: str, tekst: str, kolommen: Iterable[Betalerkolom]) -> list[Activiteit]:
        """Return the usable rows of a payer matrix as text; each of the others leaves its faults."""
        lezer = csv.DictReader(io.StringIO(tekst), delimiter=";", strict=True)
        codes = tuple(kolom.code for kolom in kolommen)
        kop = tuple(lezer.fieldnames or ())
        verwacht = (*_VASTE_KOLOMMEN[:4], *codes, *_VASTE_KOLOMMEN[4:])
        if sorted(kop) != sorted(verwacht):
            ontbreekt, teveel = sorted(set(verwacht) - set(kop)), sorted(set(kop) - set(verwacht))
            wat = [f"kolom ontbreekt: {k}" for k in ontbreekt] + [f"kolom onbekend: {k}" for k in teveel]
            self.fout(
                bestand,
                "regel 1",
                "; ".join(wat) or "een kolom staat er dubbel in",
                f"De kop hoort te zijn: {';'.join(verwacht)} (betalerkolommen staan in regio.toml).",
            )
            return []
        rijen: list[Activiteit] = []
        for rij in lezer:
            plaats = f"regel {lezer.line_num}"
            if None in rij or None in rij.values():
                self.fout(bestand, plaats, "het aantal kolommen klopt niet", "Geef elke rij evenveel ; als de kop.")
                continue
            cellen = [self._cel(bestand, f"{plaats}, {code}", code, rij[code].strip()) for code in codes]
            vast = {naam: rij[naam].strip() for naam in _VASTE_KOLOMMEN}
            gelezen = self.tabel(Activiteit, bestand, plaats, {**vast, "cellen": tuple(c for c in cellen if c)})
            if gelezen is not None:
                rijen.append(gelezen)
        return rijen

    def _cel(self, bestand: str, plaats: str, kolom: str, tekst: str) -> Cel | None:
        if tekst.startswith(_MITS) and tekst.removeprefix(_MITS).strip():
            return Cel(kolom, "voorwaardelijk", tekst.removeprefix(_MITS).strip())
        match tekst:
            case "ja" | "nee" | "grijs":
                return Cel(kolom, tekst)
        wat = f"'{tekst}' is geen antwoord" if tekst else "de cel is leeg"
        self.fout(bestand, plaats, wat, "Kies ja, nee, grijs, of mits en een voorwaarde.")
        return None


def aanduiding(deel: Any, nummer: int) -> str:
    """Name a part of a list as a person would look it up: by its id, code, number or name, else by its place."""
    if isinstance(deel, str):
        return deel
    if not isinstance(deel, dict):
        return str(nummer)
    for sleutel in ("id", "code", "nummer", "naam", "jaar", "organisatie", "functie", "op", "datum"):
        if sleutel in deel:
            versie = f" {deel['versie']}" if "versie" in deel else ""
            return f"{deel[sleutel]}{versie}"
    return str(nummer)


def _met_aanhalingstekens(tekst: str, melding: str) -> str | None:
    """Put quotes round a day that does not exist, so that the rest can be read and the key be named."""
    gevonden = _PLEK.search(melding)
    if gevonden is None:
        return None
    regels = tekst.splitlines(keepends=True)
    regel = int(gevonden["regel"]) - 1
    if regel >= len(regels):
        return None
    hersteld = _DAGTEKST.sub(lambda dag: dag[0] if _bestaat(dag[0]) else f'"{dag[0]}"', regels[regel])
    if hersteld == regels[regel]:
        return None
    regels[regel] = hersteld
    return "".join(regels)


def _bestaat(dag: str) -> bool:
    try:
        date.fromisoformat(dag)
    except ValueError:
        return False
    return True


def _leesbaar(tekst: str, melding: str) -> tuple[str, str, str]:
    """Return (place, what, what to do) of a TOML text that cannot be read."""
    gevonden = _PLEK.search(melding)
    if gevonden is None:
        return "einde van het bestand", "het bestand houdt halverwege op", "Maak de laatste regel af."
    regel = int(gevonden["regel"])
    inhoud = tekst.splitlines()[regel - 1].strip() if regel <= len(tekst.splitlines()) else ""
    if "overwrite" in melding or "twice" in melding or "declare" in melding:
        return f"regel {regel}", f"dubbele sleutel: {inhoud}", "Laat één van de twee staan."
    return (
        f"regel {regel}, teken {gevonden['kolom']}",
        f"dit is geen TOML: {inhoud}",
        "Zet tekst en bedragen tussen aanhalingstekens, en schrijf sleutel = waarde.",
    )


def _vertaal(fout: ErrorDetails, soort: type[Any], waarde: Any, bestand: str, plaats: str) -> Fout:
    """Say in Dutch what the reader of a table says of one value."""
    waar, laatste = plaats, soort
    for stap in fout["loc"]:
        waarde = waarde[stap] if _te_volgen(waarde, stap) else None
        if isinstance(stap, int):
            waar += f"[{aanduiding(waarde, stap + 1)}]"
        elif not stap.startswith("function-") and stap != "[key]":
            waar += f".{stap}" if waar else stap
            laatste = _kind_van(laatste, stap) or laatste
    wat, doe = _uitleg(fout, laatste, str(fout["loc"][-1]) if fout["loc"] else "")
    return Fout(bestand, waar, wat, doe)


def _te_volgen(waarde: Any, stap: int | str) -> bool:
    if isinstance(waarde, dict):
        return stap in waarde
    return isinstance(waarde, list) and isinstance(stap, int) and stap < len(waarde)


def _kind_van(soort: type[Any], veld: str) -> type[Any] | None:
    """Return the kind of table behind a field, to name the keys that it may have."""
    if not is_dataclass(soort) or veld not in {f.name for f in fields(soort)}:
        return None
    hint = get_type_hints(soort)[veld]
    return next((deel for deel in (hint, *get_args(hint)) if isinstance(deel, type) and is_dataclass(deel)), None)


_VAST = {
    "missing": ("deze sleutel ontbreekt", "Vul haar in; een weggelaten grens of bron wordt niet geraden."),
    "string_type": ("hier hoort tekst", "Zet de waarde tussen aanhalingstekens."),
    "string_too_short": ("de tekst is leeg", "Vul de tekst in."),
    "bool_type": ("hier hoort true of false", "Schrijf true of false, zonder aanhalingstekens."),
    "int_type": ("hier hoort een geheel getal", "Schrijf een getal zonder komma en zonder aanhalingstekens."),
    "float_type": ("hier hoort een getal", "Schrijf een getal met een punt, zonder aanhalingstekens."),
    "greater_than_equal": ("het getal is te laag", "Kies een getal van 1 of hoger."),
    "less_than_equal": ("het getal is te hoog", "Kies een lager getal."),
    "tuple_type": ("hier hoort een lijst", 'Schrijf de waarden tussen [ en ], zoals ["een", "twee"].'),
    "dict_type": ("hier hoort een tabel", "Schrijf naam = waarde tussen { en }, of onder een eigen kop."),
    "dataclass_type": ("hier hoort een tabel", "Schrijf naam = waarde tussen { en }, of onder een eigen kop."),
}
"""What to say of a fault by the kind that pydantic gives it."""


def _uitleg(fout: ErrorDetails, soort: type[Any], sleutel: str) -> tuple[str, str]:
    if fout["type"] == "unexpected_keyword_argument":
        return "deze sleutel is onbekend", _bedoel(sleutel, veldnamen(soort))
    if fout["type"] == "value_error":
        melding = str(fout["ctx"]["error"])
        return melding, "Verbeter de waarde."
    if fout["type"] in ("enum", "literal_error"):
        keuzes = str(fout["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return f"'{fout['input']}' is geen keuze", f"Kies uit: {keuzes}."
    return _VAST.get(fout["type"], ("deze waarde is niet bruikbaar", "Vergelijk met een meegeleverde regio."))


def _bedoel(sleutel: str, bekend: Iterable[str]) -> str:
    lijkt = get_close_matches(sleutel, list(bekend), n=1)
    return f"Bedoelt u {lijkt[0]}?" if lijkt else f"Haal haar weg, of kies uit: {', '.join(bekend)}."
