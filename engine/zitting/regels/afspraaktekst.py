"""An afspraak in one line, as it is said at the table: who, what, before which day; pure.

"Kim belt huisarts +5wd" - "kim_voorbeeld stuurt het rooster zodat school kan plannen vr" - "Kim belt 27-11".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.termijnen.regels.tellen import plus_maanden

_SPRONG = re.compile(r"\+(?P<aantal>[1-9][0-9]{0,2})(?P<maat>wd|d|w|m)")
_DAG_MAAND = re.compile(r"(?P<dag>[0-9]{1,2})-(?P<maand>[0-9]{1,2})(-(?P<jaar>[0-9]{4}))?")
_WEEKDAGEN = ("ma", "di", "wo", "do", "vr", "za", "zo")
_VOLUIT = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DOEL = " zodat "
_DAGHULP = "Zet de dag achteraan: +5wd, +2w, vr, 27-11 of 2026-11-27."

Werkdagen = Callable[[date, int], date]
"""Return the n-th working day after a day; the calendar belongs to the region."""


@dataclass(frozen=True, slots=True)
class Afspraakregel:
    """The parts of the line; meetbaar is empty when nothing was said after 'zodat'."""

    wie: str
    wat: str
    meetbaar: str
    op: date


def lees_afspraak(tekst: str, vandaag: date, mensen: Mapping[str, str], werkdagen: Werkdagen) -> Afspraakregel:
    """Return who does what before which day; mensen: names by id. Unusable input with every finding at once."""
    woorden = tekst.split()
    fouten: list[Fout] = []
    op = _dag(woorden[-1].rstrip("."), vandaag, werkdagen) if woorden else None
    if op is None:
        fouten.append(_fout("dag", "Er staat geen dag achteraan.", _DAGHULP))
    else:
        woorden = woorden[:-1]
    wie, woorden = _wie(woorden, mensen, fouten)
    rest = " ".join(woorden).rstrip(",")
    wat, _, meetbaar = rest.partition(_DOEL)
    if len(wat.strip()) < 3:
        fouten.append(_fout("wat", "Er staat niet wat er gebeurt.", "Schrijf bijvoorbeeld: Kim belt huisarts +5wd."))
    if fouten or op is None or wie is None:
        raise OnbruikbareInvoer(fouten)
    return Afspraakregel(wie, wat.strip(), meetbaar.strip(), op)


def _dag(woord: str, vandaag: date, werkdagen: Werkdagen) -> date | None:
    woord = woord.lower()
    if (sprong := _SPRONG.fullmatch(woord)) is not None:
        aantal = int(sprong["aantal"])
        match sprong["maat"]:
            case "wd":
                return werkdagen(vandaag, aantal)
            case "m":
                return plus_maanden(vandaag, aantal)
            case maat:
                return vandaag + timedelta(days=aantal * (7 if maat == "w" else 1))
    if woord in ("vandaag", "morgen"):
        return vandaag + timedelta(days=woord == "morgen")
    namen = _VOLUIT if woord in _VOLUIT else _WEEKDAGEN
    if woord in namen:
        return vandaag + timedelta(days=(namen.index(woord) - vandaag.weekday() - 1) % 7 + 1)
    if (gevonden := _DAG_MAAND.fullmatch(woord)) is not None:
        jaar = int(gevonden["jaar"] or vandaag.year)
        dag = _bestaand(jaar, int(gevonden["maand"]), int(gevonden["dag"]))
        if dag is not None and dag < vandaag and gevonden["jaar"] is None:
            return _bestaand(jaar + 1, dag.month, dag.day)
        return dag
    try:
        return date.fromisoformat(woord)
    except ValueError:
        return None


def _bestaand(jaar: int, maand: int, dag: int) -> date | None:
    try:
        return date(jaar, maand, dag)
    except ValueError:
        return None


def _wie(woorden: list[str], mensen: Mapping[str, str], fouten: list[Fout]) -> tuple[str | None, list[str]]:
    """Take the person off the front: an id, a whole name, or a first name that only one person has."""
    if woorden and woorden[0] in mensen:
        return woorden[0], woorden[1:]
    laag = [woord.lower() for woord in woorden]
    per_naam = {wie: naam.lower().split() for wie, naam in mensen.items()}
    heel = [wie for wie, naam in per_naam.items() if naam and laag[: len(naam)] == naam]
    if len(heel) == 1:
        return heel[0], woorden[len(per_naam[heel[0]]) :]
    voornaam = [wie for wie, naam in per_naam.items() if naam and laag[:1] == naam[:1]]
    if len(voornaam) == 1:
        return voornaam[0], woorden[1:]
    if voornaam:
        fouten.append(_fout("wie", f"'{woorden[0]}' kan meer mensen zijn.", f"Kies uit: {', '.join(voornaam)}."))
    else:
        naam = f"'{woorden[0]}' is niemand die hier bekend is." if woorden else "Er staat niet wie het doet."
        fouten.append(_fout("wie", naam, "Begin met een voornaam, of met een id uit 'doorbraak register lijst'."))
    return None, woorden[1:]


def _fout(plaats: str, melding: str, oplossing: str) -> Fout:
    return Fout("afspraak", plaats, melding, oplossing)
