"""Every place in a region folder that names something in another table, as data with one checker.

The check reads the files as they are written, not as they were understood, so that a wrong value in a table does not
hide a wrong name in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from budget.basis.weigering import Fout
from engine.regio.bestanden import aanduiding

ONTVANGERS_UIT_DE_CASUS = frozenset({
    "aanmelder", "bestuurder", "casusregisseur", "eigenaar", "financier", "genodigden", "gever", "gevraagde",
    "ladderhouder", "opdrachtgever", "systeem", "tafeldeelnemer", "vervanger", "volgende_trede",
})  # fmt: skip
"""Recipients that the casus itself decides: no function of the register stands behind them."""


@dataclass(frozen=True)
class Soort:
    """A kind of thing that can be named: what it is called, and where it is written down."""

    naam: str
    waar: str


ORGANISATIE = Soort("organisatie", "partijen.toml")
FUNCTIE = Soort("functie", "personen.toml onder [[functie]]")
PERSOON = Soort("persoon", "personen.toml onder [[persoon]]")
SLEUTEL = Soort("sleutel", "sleutels.toml")
STAP = Soort("stap", "ladder.toml")
MANDAAT = Soort("mandaat", "mandaten.toml")
GEMEENTE = Soort("gemeente", "regio.toml onder gemeenten")
PROFIEL = Soort("profiel", "termijnen.toml onder [[profiel]]")
ONTVANGER = Soort("ontvanger", "personen.toml onder [[functie]]")
HERINNERING = Soort("herinnering", "nl/herinneringen.toml")

VERWIJZINGEN: tuple[tuple[str, str, Soort], ...] = (
    ("regio", "tafel.organisatie", ORGANISATIE),
    ("regio", "tafel.stap", STAP),
    ("regio", "tafel.opdrachtgever_functie", FUNCTIE),
    ("regio", "convenant.partijen[]", ORGANISATIE),
    ("regio", "convenant.impasse.sleutel", SLEUTEL),
    ("regio", "convenant.impasse.arbiter_functie", FUNCTIE),
    ("partijen", "organisatie[].onderdeel_van", ORGANISATIE),
    ("partijen", "organisatie[].werkgebied[]", GEMEENTE),
    ("personen", "functie[].organisatie", ORGANISATIE),
    ("personen", "functie[].valt_onder", FUNCTIE),
    ("personen", "persoon[].aanstellingen[].organisatie", ORGANISATIE),
    ("personen", "persoon[].aanstellingen[].vervanger", PERSOON),
    ("personen", "persoon[].functies[].functie", FUNCTIE),
    ("mandaten", "mandaat[].gever", ORGANISATIE),
    ("mandaten", "mandaat[].houder_functie", FUNCTIE),
    ("mandaten", "mandaat[].gezamenlijk_met", FUNCTIE),
    ("mandaten", "mandaat[].mede_ondertekening.functie", FUNCTIE),
    ("mandaten", "mandaat[].vervangers[].functie", FUNCTIE),
    ("mandaten", "mandaat[].werkgebied[]", GEMEENTE),
    ("mandaten", "mandaat[].is_ondermandaat_van", MANDAAT),
    ("sleutels", "sleutel[].gewichten{}", ORGANISATIE),
    ("pot", "kassier", ORGANISATIE),
    ("pot", "orgaan", ORGANISATIE),
    ("pot", "efactuur.adressen{}", ORGANISATIE),
    ("pot", "potlast_sleutel", SLEUTEL),
    ("pot", "deelnemers[].organisatie", ORGANISATIE),
    ("pot", "toezeggingen[].sleutel", SLEUTEL),
    ("pot", "toezeggingen[].bedragen{}", ORGANISATIE),
    ("ladder", "stap[].houders[]", FUNCTIE),
    ("ladder", "stap[].bij_stilte", STAP),
    ("ladder", "stap[].organen{}", ORGANISATIE),
    ("ladder", "stap[].organen{}=", FUNCTIE),
    ("termijnen", "termijn[].eigenaar", ONTVANGER),
    ("termijnen", "termijn[].profiel", PROFIEL),
    ("termijnen", "profiel[].treden[].naar[]", ONTVANGER),
    ("termijnen", "herinnering[].code", HERINNERING),
    ("termijnen", "herinnering[].treden[].naar[]", ONTVANGER),
)
"""(file, place, what it names); [] is each of a list, {} each key of a table, {}= each value of a table."""


def onbekende_namen(rauw: Mapping[str, Any], bekend: Mapping[Soort, Iterable[str]]) -> Iterator[Fout]:
    """Find every name that no table has; O(places x names)."""
    for bestand, pad, soort in VERWIJZINGEN:
        namen = frozenset(bekend[soort])
        for plaats, naam in _genoemd(rauw[bestand], pad.split("."), ""):
            if naam not in namen:
                yield Fout(
                    f"{bestand}.toml",
                    plaats,
                    f"{soort.naam} '{naam}' bestaat niet",
                    f"Verbeter de naam, of voeg toe in {soort.waar}.",
                )


def _genoemd(waarde: Any, stappen: list[str], plaats: str) -> Iterator[tuple[str, str]]:
    """Give (place, name) of everything that a place names; what has another shape is skipped."""
    if not stappen:
        if isinstance(waarde, str):
            yield plaats, waarde
        return
    if not isinstance(waarde, Mapping):
        return
    stap, rest = stappen[0], stappen[1:]
    naam = stap.rstrip("[]{}=")
    deel = waarde.get(naam)
    hier = f"{plaats}.{naam}" if plaats else naam
    if stap.endswith("[]"):
        for nummer, een in enumerate(deel if isinstance(deel, list) else [], start=1):
            yield from _genoemd(een, rest, f"{hier}[{aanduiding(een, nummer)}]")
    elif "{}" in stap:
        for sleutel, inhoud in (deel if isinstance(deel, Mapping) else {}).items():
            yield from _genoemd(inhoud if stap.endswith("=") else sleutel, rest, f"{hier}.{sleutel}")
    else:
        yield from _genoemd(deel, rest, hier)
