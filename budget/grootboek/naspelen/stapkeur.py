"""What may stand in the fields of a step: kinds of values, checked before anything is played."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from budget.bank.rf import maak_rf
from budget.grootboek.begrippen import SOORTEN, Banksoort, Van

GROOTSTE = 10**12
_VERWACHTE_KAARTEN = (
    "saldo", "kapitaal", "wachtrij", "vordering", "boekingen", "aandelen", "dagen", "afletteren", "pain001", "status",
)  # fmt: skip
_VRIJ = frozenset({"doe", "verwacht", "automatisch", "omschrijving", "delen", "afschrift", "mutatie", "geweigerd"})


def is_geheel(waarde: Any) -> bool:
    """Say whether this is a whole number (true and false are not)."""
    return isinstance(waarde, int) and not isinstance(waarde, bool)


def is_tekst(waarde: Any) -> bool:
    """Say whether this is a name or number that can stand for one; no control characters."""
    return (isinstance(waarde, str) and "\x00" not in waarde) or is_geheel(waarde) or type(waarde) in (float, date)


def keur_velden(doe: str, stap: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the field and the fault of every value that does not fit this step."""
    for naam, waarde in stap.items():
        if naam in _VRIJ:
            continue
        keur = _KEUR.get((doe, naam)) or _KEUR.get(("", naam)) or is_tekst
        if not keur(waarde):
            yield naam, f"'{waarde}' past hier niet"
    if "verwacht" in stap:
        yield from _keur_verwacht(stap["verwacht"])


def _keur_verwacht(verwacht: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(verwacht, Mapping):
        yield "verwacht", "hier hoort een lijst van naam en waarde"
        return
    for naam, waarde in verwacht.items():
        if naam in _VERWACHTE_KAARTEN and not isinstance(waarde, Mapping):
            yield f"verwacht.{naam}", "hier hoort een lijst van naam en waarde"
        if naam in ("vordering", "afletteren") and isinstance(waarde, Mapping):
            yield from (
                (f"verwacht.{naam}.{wie}", "hier hoort een lijst van naam en waarde")
                for wie, delen in waarde.items()
                if not isinstance(delen, Mapping)
            )
        if naam == "import" and not (isinstance(waarde, list) and all(isinstance(deel, Mapping) for deel in waarde)):
            yield "verwacht.import", "hier hoort een lijst met een uitkomst per afschrift"


def _getal(waarde: Any) -> bool:
    # A broken amount is for the ledger to refuse (bedrag_ongeldig); a word is no amount at all.
    return is_geheel(waarde) or isinstance(waarde, float)


def _kaart(mag: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda waarde: (
        isinstance(waarde, Mapping) and all(is_tekst(naam) and mag(deel) for naam, deel in waarde.items())
    )


def _personen(waarde: Any) -> bool:
    return is_tekst(waarde) or (isinstance(waarde, list) and all(is_tekst(wie) for wie in waarde))


def _mandaat(waarde: Any) -> bool:
    if not isinstance(waarde, Mapping):
        return is_tekst(waarde)
    plafonds = (waarde.get("jaarplafond"), waarde.get("casusplafond"))
    dagen = (waarde.get("geldig_van"), waarde.get("geldig_tot"))
    return (
        is_tekst(waarde.get("mandaat"))
        and all(plafond is None or (is_geheel(plafond) and 0 <= plafond <= GROOTSTE) for plafond in plafonds)
        and all(dag is None or type(dag) is date for dag in dagen)
    )


def _lijst(mag: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda waarde: isinstance(waarde, list) and all(mag(deel) for deel in waarde)


def _kern(waarde: Any) -> bool:
    try:
        maak_rf(str(waarde))
    except ValueError:
        return False
    return True


def _uit(soort: type[Van] | type[Banksoort]) -> Callable[[Any], bool]:
    return lambda waarde: waarde in [deel.value for deel in soort]


_KEUR: dict[tuple[str, str], Callable[[Any], bool]] = {
    ("", "bedrag"): _getal,
    ("", "aandelen"): _kaart(_getal),
    ("", "gewichten"): _kaart(lambda waarde: _getal(waarde) and abs(waarde) <= GROOTSTE),
    ("", "kenmerken"): _kaart(is_tekst),
    ("", "datum"): lambda waarde: type(waarde) is date,
    ("", "tot"): lambda waarde: type(waarde) is date,
    ("", "jaar"): lambda waarde: is_geheel(waarde) and 1 <= waarde <= 9999,
    ("", "doel"): is_geheel,
    ("", "door"): _personen,
    ("", "oormerken"): _lijst(is_tekst),
    ("", "mandaten"): _lijst(_mandaat),
    ("", "mandaat"): _mandaat,
    ("", "kern"): _kern,
    ("vrijval", "van"): _uit(Van),
    ("overheveling", "van"): _uit(Van),
    ("dagverdeling", "van"): lambda waarde: type(waarde) is date,
    ("", "soort"): _uit(Banksoort),
    ("iban_wijziging", "door"): is_tekst,
    ("verdeling", "bedrag"): is_geheel,
    ("dagverdeling", "bedrag"): is_geheel,
    ("", "wissels"): _lijst(
        lambda waarde: (
            isinstance(waarde, (list, tuple)) and len(waarde) == 2 and type(waarde[0]) is date and is_tekst(waarde[1])
        )
    ),
    ("", "stappen"): lambda waarde: (
        isinstance(waarde, (list, tuple))
        and 1 <= len(waarde) <= 32
        and all(isinstance(deel, Mapping) and str(deel.get("doe")) in SOORTEN for deel in waarde)
    ),
}
