"""Calendar data from CSV text: holidays, school holidays and penalty amounts, with every finding at once.

The readers take text; only `nationale_kalender` and `nationale_dwangsom` know where the files are.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.regio.plaats import config_map
from engine.termijnen.begrippen import Dwangsomregel, Feestdag, Kalender, Schoolkalender, Schoolvakantie

# Atw art. 3: a year that misses one of these is not complete, and an incomplete year gives dates that are wrong.
_ELK_JAAR = (
    "Nieuwjaarsdag", "Goede Vrijdag", "Tweede Paasdag", "Koningsdag", "5 mei (Bevrijdingsdag)", "Hemelvaartsdag",
    "Tweede Pinksterdag", "Eerste Kerstdag", "Tweede Kerstdag",
)  # fmt: skip
T = TypeVar("T")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def lees_dag(tekst: str) -> date:
    """Read an ISO day between 1900 and 2199; a ValueError in Dutch tells what is wrong."""
    schoon = tekst.strip()
    if not _ISO.fullmatch(schoon):
        raise ValueError(f"'{schoon}' is geen datum; schrijf jaar-maand-dag, zoals 2026-03-02")
    try:
        op = date.fromisoformat(schoon)
    except ValueError:
        raise ValueError(f"de dag {schoon} bestaat niet") from None
    if not 1900 <= op.year < 2200:
        raise ValueError(f"{schoon} ligt te ver weg; kies een dag tussen 1900 en 2200")
    return op


class _Lezer:
    """The rows of one CSV text and the findings on them; a row with a finding is left out."""

    def __init__(self, tekst: str, bestand: str, kolommen: tuple[str, ...]) -> None:
        self.bestand = bestand
        self.fouten: list[Fout] = []
        self._rijen = csv.DictReader(io.StringIO(tekst.removeprefix("\ufeff")))
        self._kolommen = kolommen
        ontbreekt = [k for k in kolommen if k not in (self._rijen.fieldnames or ())]
        if ontbreekt:
            self.fout("regel 1", f"kolommen ontbreken: {', '.join(ontbreekt)}", f"Kop: {','.join(kolommen)}")
            raise OnbruikbareInvoer(self.fouten)

    def fout(self, plaats: str, melding: str, oplossing: str) -> None:
        self.fouten.append(Fout(self.bestand, plaats, melding, oplossing))

    def rijen(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Give (place, row) of every row in which all columns are filled."""
        for rij in self._rijen:
            plaats = f"regel {self._rijen.line_num}"
            leeg = [k for k in self._kolommen if not (rij[k] or "").strip()]
            if leeg:
                self.fout(plaats, f"leeg: {', '.join(leeg)}", "Vul de kolom, ook de bron.")
            else:
                yield plaats, {k: rij[k].strip() for k in self._kolommen}

    def lees(self, plaats: str, kolom: str, lezer: Callable[[str], T], tekst: str) -> T | None:
        try:
            return lezer(tekst)
        except ValueError as fout:
            self.fout(f"{plaats}, {kolom}", str(fout), "Verbeter de waarde.")
            return None

    def klaar(self) -> None:
        if self.fouten:
            raise OnbruikbareInvoer(self.fouten)


def lees_feestdagen(tekst: str, bestand: str = "feestdagen.csv") -> dict[date, Feestdag]:
    """Read the holidays (datum,naam,grond,bron); OnbruikbareInvoer with every finding.

    A double day, a missing year in between and a year without one of the days of Atw art. 3 are findings.
    """
    lezer = _Lezer(tekst, bestand, ("datum", "naam", "grond", "bron"))
    dagen: dict[date, Feestdag] = {}
    namen: dict[int, set[str]] = defaultdict(set)
    for plaats, rij in lezer.rijen():
        op = lezer.lees(plaats, "datum", lees_dag, rij["datum"])
        if op is None:
            continue
        if op in dagen:
            lezer.fout(plaats, f"{datum(op)} staat er twee keer in", "Laat één regel staan.")
        dagen[op] = Feestdag(op, rij["naam"], rij["grond"], rij["bron"])
        namen[op.year].add(rij["naam"])
    if not dagen:
        lezer.fout("het hele bestand", "er staat geen feestdag in", "Vul de feestdagen van elk jaar in.")
    for jaar in range(min(namen, default=0), max(namen, default=-1) + 1):
        ontbreekt = [n for n in _ELK_JAAR if n not in namen[jaar]]
        if ontbreekt:
            lezer.fout(str(jaar), f"{jaar} mist {', '.join(ontbreekt)}", "Vul elk jaar helemaal in (Atw art. 3).")
    lezer.klaar()
    return dagen


def lees_schoolvakanties(tekst: str, bestand: str = "schoolvakanties.csv") -> dict[str, Schoolkalender]:
    """Read the school holidays per region; OnbruikbareInvoer with every finding.

    A region is known from its first day in the file to its last, so the file begins and ends with a zomervakantie.
    """
    kolommen = ("schooljaar", "regio", "vakantie", "van", "tot_en_met", "bron", "status")
    lezer = _Lezer(tekst, bestand, kolommen)
    per_regio: dict[str, list[Schoolvakantie]] = defaultdict(list)
    for plaats, rij in lezer.rijen():
        van = lezer.lees(plaats, "van", lees_dag, rij["van"])
        tot = lezer.lees(plaats, "tot_en_met", lees_dag, rij["tot_en_met"])
        if van is None or tot is None:
            continue
        if tot < van:
            lezer.fout(plaats, f"de vakantie eindigt op {datum(tot)}, voor zij begint", "Draai de dagen om.")
        per_regio[rij["regio"]].append(Schoolvakantie(rij["vakantie"], van, tot))
    lezer.klaar()
    return {
        regio: Schoolkalender(
            regio, min(v.van for v in rij), max(v.tot_en_met for v in rij), tuple(sorted(rij, key=lambda v: v.van))
        )
        for regio, rij in per_regio.items()
    }


def lees_dwangsom(tekst: str, bestand: str = "dwangsom.csv") -> tuple[Dwangsomregel, ...]:
    """Read the penalty for late decisions: per day from which it holds, its stretches of days with their amount."""
    kolommen = ("geldig_van", "dagen", "bedrag_per_dag_cent", "dagen_na", "bron", "status")
    lezer = _Lezer(tekst, bestand, kolommen)
    regels: dict[date, Dwangsomregel] = {}
    for plaats, rij in lezer.rijen():
        van = lezer.lees(plaats, "geldig_van", lees_dag, rij["geldig_van"])
        dagen, cent, na = (lezer.lees(plaats, k, _lees_aantal, rij[k]) for k in kolommen[1:4])
        if van is None or dagen is None or cent is None or na is None:
            continue
        eerder = regels[van].treden if van in regels else ()
        regels[van] = Dwangsomregel(van, (*eerder, (dagen, Geld(cent))), na, rij["bron"], rij["status"])
    lezer.klaar()
    return tuple(regels[van] for van in sorted(regels))


def maak_kalender(
    feestdagen: str, *, sluitingsdagen: Mapping[date, str] | None = None, school: Schoolkalender | None = None
) -> Kalender:
    """Return the calendar of a region: holidays from CSV text, its own closing days and its school holidays."""
    dagen = lees_feestdagen(feestdagen)
    return Kalender(dagen, frozenset(op.year for op in dagen), dict(sluitingsdagen or {}), school)


@lru_cache
def nationale_kalender(schoolregio: str | None = None) -> Kalender:
    """Return the calendar of the product's own data; `schoolregio` is noord, midden, zuid or nothing."""
    school = lees_schoolvakanties(_lees("schoolvakanties.csv"))[schoolregio] if schoolregio else None
    return maak_kalender(_lees("feestdagen.csv"), school=school)


@lru_cache
def nationale_dwangsom() -> tuple[Dwangsomregel, ...]:
    """Return the penalty amounts of the product's own data."""
    return lees_dwangsom(_lees("dwangsom.csv"))


def _lees_aantal(tekst: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", tekst):
        raise ValueError(f"'{tekst}' is geen geheel getal")
    return int(tekst)


def _lees(naam: str) -> str:
    return (config_map() / "nl" / naam).read_text(encoding="utf-8")
