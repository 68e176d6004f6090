"""From powers to lines to a besluit: the worst counts, and earlier lines use up what later ones need."""

from __future__ import annotations

from dataclasses import replace

from engine.mandaat.begrippen import Gebruik, Register
from engine.mandaat.regels.toets import stel_omstandigheden, toets_vereiste
from engine.mandaat.toetsing import (
    Besluituitslag,
    Omstandigheden,
    Planregel,
    Regeluitslag,
    Toetsvraag,
    Uitkomst,
    Uitslag,
    WerkdagLater,
)


def toets_mandaat(vraag: Toetsvraag, register: Register, werkdag_later: WerkdagLater) -> Besluituitslag:
    """Check all lines in the order in which they are decided (K01-K14, combining included); never raises.

    A line that can be decided, co-signed or not, counts as usage for the lines after it; so does every line of a
    samenhang_groep, but only when the whole group can be decided. O(lines x records of the body).
    """
    omstandigheden = stel_omstandigheden(vraag, register, werkdag_later)
    gebruik = register.gebruik
    uitslagen: dict[int, Regeluitslag] = {}
    for groep in _groepen(vraag.regels):
        daarna = gebruik
        per_regel: dict[int, tuple[Uitslag, ...]] = {}
        for plaats in groep:
            per_regel[plaats], daarna = _toets_regel(vraag.regels[plaats], omstandigheden, daarna)
        alle = [uitslag for rij in per_regel.values() for uitslag in rij]
        slechtste = max((uitslag.uitkomst for uitslag in alle), key=lambda uitkomst: uitkomst.rang)
        mag_nu = all(uitslag.mag_nu for uitslag in alle)
        if slechtste.rang <= Uitkomst.JA_MET_MEDEONDERTEKENING.rang:
            gebruik = daarna
        for plaats, rij in per_regel.items():
            uitslagen[plaats] = Regeluitslag(vraag.regels[plaats], rij, slechtste, mag_nu)
    return Besluituitslag(tuple(uitslagen[plaats] for plaats in range(len(vraag.regels))), gebruik)


def _groepen(regels: tuple[Planregel, ...]) -> list[list[int]]:
    """Return the places of the lines that are decided together, in order of their first line."""
    groepen: dict[str | int, list[int]] = {}
    for plaats, regel in enumerate(regels):
        groepen.setdefault(plaats if regel.samenhang_groep is None else regel.samenhang_groep, []).append(plaats)
    return list(groepen.values())


def _toets_regel(regel: Planregel, om: Omstandigheden, gebruik: Gebruik) -> tuple[tuple[Uitslag, ...], Gebruik]:
    uitslagen = []
    for zonder_regel in regel.vereisten:
        vereiste = replace(zonder_regel, regel=regel.kenmerk)
        uitslag = toets_vereiste(vereiste, om, gebruik)
        uitslagen.append(uitslag)
        if uitslag.uitkomst.rang <= Uitkomst.JA_MET_MEDEONDERTEKENING.rang:
            gebruik = gebruik.plus(uitslag.gebruikt, vereiste.casus, om.vraag.datum.year, vereiste.bedrag)
    return tuple(uitslagen), gebruik
