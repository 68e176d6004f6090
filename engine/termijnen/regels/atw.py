"""The Algemene termijnenwet: when it applies, and to which day it extends a term.

Source: Atw art. 1-4, https://www.vdv-vh.nl/atw/ and https://wvhl.nl/algemeen/de-algemene-termijnenwet.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.termijnen.begrippen import EEN_DAG, Duur, Eenheid, Grondslag, Kalender

# Art. 4: longer than this and the law does not apply; exactly this much is within it.
_GRENS = {Eenheid.DAG: 90, Eenheid.WEEK: 12, Eenheid.MAAND: 3}
_GRENS_TEKST = {Eenheid.DAG: "90 dagen", Eenheid.WEEK: "12 weken", Eenheid.MAAND: "3 maanden"}
_GRENS_DAGEN = 90
_GEEN_WET = {
    Grondslag.VERORDENING: "Deze termijn staat in een verordening",
    Grondslag.MINISTERIELE_REGELING: "Deze termijn staat in een ministeriële regeling",
    Grondslag.RECHTER: "Deze termijn is door een rechter gesteld",
    Grondslag.CONTRACT: "Deze termijn is een afspraak",
    Grondslag.PACT: "Deze termijn komt uit een pact",
    Grondslag.DIENST: "Deze termijn is een afspraak van de regio",
    Grondslag.SCHOOLWEKEN: "Deze termijn telt de schoolkalender",
}


def waarom_niet(duren: Sequence[Duur], grondslag: Grondslag, dagen: int) -> str | None:
    """Return why the law does not apply to the term, or None when it does.

    dagen: length in calendar days without suspension; decides only for a term in mixed units.
    """
    if duren[0].aantal < 0:
        return "Een termijn die terugtelt, schuift niet (Algemene termijnenwet, artikel 1 lid 2)."
    if duren[0].eenheid is Eenheid.WERKDAG and len(duren) == 1:
        return "Geteld in werkdagen, dus het einde valt nooit in een weekend of op een feestdag."
    if grondslag is not Grondslag.WETTELIJK:
        return f"{_GEEN_WET[grondslag]}, dus de Algemene termijnenwet geldt niet."
    for duur in duren:
        if duur.eenheid is Eenheid.JAAR:
            return f"{duur}: voor een termijn in jaren geldt de Algemene termijnenwet niet (artikel 4)."
        if duur.eenheid in _GRENS and duur.aantal > _GRENS[duur.eenheid]:
            return f"{duur} is meer dan {_GRENS_TEKST[duur.eenheid]}: de Algemene termijnenwet geldt niet (artikel 4)."
    # Mixed units are not in the law; the reading with the earlier end is the careful one.
    if len(duren) > 1 and dagen > _GRENS_DAGEN:
        return "Samen is dit meer dan 90 dagen: de Algemene termijnenwet geldt niet (artikel 4)."
    return None


def schuif(start: date, ruw: date, duren: Sequence[Duur], kalender: Kalender) -> tuple[date, date]:
    """Return the end after art. 1 (next ordinary day) and after art. 2 (two ordinary days in the term).

    Only for a term to which the law applies, and once, at the very end.
    Refuses a year without holidays (feestdagen_ontbreken).
    """
    artikel1 = ruw
    while not kalender.gewone_dag(artikel1):
        artikel1 += EEN_DAG
    if len(duren) == 1 and duren[0].eenheid is Eenheid.DAG and duren[0].aantal < 3:
        return artikel1, artikel1
    gewone, op = 1, artikel1 - EEN_DAG
    while gewone < 2 and op > start:
        gewone += kalender.gewone_dag(op)
        op -= EEN_DAG
    einde = artikel1
    while gewone < 2:
        einde += EEN_DAG
        gewone += kalender.gewone_dag(einde)
    return artikel1, einde


def noem_verschuiving(ruw: date, einde: date, kalender: Kalender) -> str:
    """Name the days that were passed over in [ruw, einde): Goede Vrijdag, weekend, Tweede Paasdag."""
    namen: list[str] = []
    op = ruw
    while op < einde:
        naam = kalender.waarom_niet_gewoon(op)
        if naam and (not namen or namen[-1] != naam):
            namen.append(naam)
        op += EEN_DAG
    return ", ".join(namen)
