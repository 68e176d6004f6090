"""Questions on terms: the calculation that needs no database."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.regio.lezen import laad_regio
from engine.regio.plaats import regiomap
from engine.termijnen.begrippen import Duur, Grondslag, Kalender, Opschorting, lees_duur
from engine.termijnen.kalender import lees_dag, nationale_kalender
from engine.termijnen.regels import bereken

T = TypeVar("T")

GRONDSLAGEN = {"wet": Grondslag.WETTELIJK, "afspraak": Grondslag.CONTRACT, **{g.value: g for g in Grondslag}}
"""What a person may type for the ground: two everyday words and the names themselves."""


def kalender_van(regio: str | Path | None) -> Kalender:
    """Return the national calendar, with the closing days and school holidays of a region folder when one is given."""
    if regio is None:
        return nationale_kalender()
    gelezen = laad_regio(regiomap(regio))
    dicht = {dag.datum: dag.naam for dag in gelezen.sluitingsdagen}
    return replace(nationale_kalender(gelezen.kop.schoolvakanties), sluitingsdagen=dicht)


def bereken_uit_tekst(
    van: str, duur: str, grondslag: str, opschortingen: Sequence[str], kalender: Kalender
) -> dict[str, Any]:
    """Return the JSON of `termijn bereken`: einde, ruw_einde, uitleg and the rest of the derivation.

    opschortingen: stretches VAN..TOT in which TOT is the first day that the term runs again.
    Refuses bad text with OnbruikbareInvoer, all findings at once; refusals as `bereken`.
    """
    fouten: list[Fout] = []
    start = _lees("--van", van, lees_dag, "Geef een bestaande dag, zoals 2026-03-02.", fouten)
    lengte = _lees("--duur", duur, lees_duur, "Geef een aantal en een eenheid: wd, d, w, m, j of schoolweek.", fouten)
    grond = _lees("--grondslag", grondslag, _lees_grondslag, "Kies wet of afspraak, of een naam uit de lijst.", fouten)
    rust = [
        _lees("--opschorting", tekst, _lees_opschorting, "Schrijf twee dagen: 2026-03-11..2026-03-20.", fouten)
        for tekst in opschortingen
    ]
    if opschortingen and isinstance(lengte, Duur) and lengte.aantal < 0:
        oplossing = "Laat --opschorting weg, of reken vooruit."
        fouten.append(Fout("opdrachtregel", "--opschorting", "een termijn die terugtelt, staat nooit stil", oplossing))
    if start is None or lengte is None or grond is None or fouten:
        raise OnbruikbareInvoer(fouten)
    return bereken(start, lengte, grond, kalender, opschortingen=[o for o in rust if o is not None]).als_json()


def _lees(plaats: str, tekst: str, lezer: Callable[[str], T], oplossing: str, fouten: list[Fout]) -> T | None:
    try:
        return lezer(tekst)
    except ValueError as fout:
        fouten.append(Fout("opdrachtregel", plaats, str(fout), oplossing))
        return None


def _lees_grondslag(tekst: str) -> Grondslag:
    try:
        return GRONDSLAGEN[tekst.strip()]
    except KeyError:
        raise ValueError(f"'{tekst.strip()}' is geen grondslag; kies uit {', '.join(GRONDSLAGEN)}") from None


def _lees_opschorting(tekst: str) -> Opschorting:
    van_tekst, punten, tot_tekst = tekst.partition("..")
    if not punten:
        raise ValueError(f"'{tekst.strip()}' is geen opschorting van..tot")
    van, tot = lees_dag(van_tekst), lees_dag(tot_tekst)
    _toets_volgorde(van, tot, tekst.strip())
    return Opschorting(van, tot)


def _toets_volgorde(van: date, tot: date, tekst: str) -> None:
    if tot == van:
        raise ValueError(f"'{tekst}' telt geen enkele dag; tot is de eerste dag waarop de termijn weer loopt")
    if tot < van:
        raise ValueError(f"'{tekst}' eindigt voor het begint")
