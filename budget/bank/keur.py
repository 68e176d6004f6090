"""`bank keur`: read bank files as on an empty administration, judge them, post nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from budget.bank.begrippen import Afschrift, Bestand, Oordeel, Opmerking, Stand, Uitkomst, op_volgorde
from budget.bank.beoordelen import Boek, beoordeel_reeks, per_blad
from budget.bank.bron import Grenzen
from budget.bank.lezen import STANDAARD, lees_bestand


def keur(bestanden: Mapping[str, bytes | Path], *, grenzen: Grenzen = STANDAARD) -> dict[str, list[dict[str, Any]]]:
    """Return per file, per statement, what an import would say; amounts in cents.

    Every account in the files counts as known and its chain starts at the opening balance of its first statement. A
    statement that waits is shown with its last outcome: the files of one call are one import. A path is read as a
    stream. O(size of the files).
    """
    # Nothing is posted, so no line has to be held.
    zuinig = replace(grenzen, regels_in_geheugen=0)
    gelezen = [lees_bestand(naam, bron, grenzen=zuinig) for naam, bron in bestanden.items()]
    nieuw = [a for bestand in gelezen for deel in bestand.delen for a in deel.afschriften]
    begin: dict[str, Stand] = {}
    for afschrift in nieuw:
        if afschrift.begin is not None:
            begin.setdefault(afschrift.rekening, Stand(afschrift.begin))
    boek = Boek(begin)
    oordelen: dict[int, Oordeel] = {}
    for uitslag in beoordeel_reeks(nieuw, (), lambda afschrift: afschrift.rekening or None, boek.stand):
        oordelen.update({id(blad): oordeel for blad, oordeel in per_blad(uitslag)})
        boek.neem_op(uitslag)
    return rapport(gelezen, oordelen)


def rapport(
    gelezen: Sequence[Bestand], oordelen: Mapping[int, Oordeel], bekend: Collection[str] = ()
) -> dict[str, list[dict[str, Any]]]:
    """Return per file, per statement, what was judged of it; `oordelen` by identity of the statement.

    bekend: SHA-256 of files of which every statement was accepted before.
    """
    aanvaard = set(bekend)
    uit = {}
    for bestand in gelezen:
        rijen = []
        for deel in bestand.delen:
            lid = {"onderdeel": deel.naam} if deel is not bestand else {}
            if deel.redenen:
                rijen.append({**_geweigerd(deel), **lid})
                continue
            eigen = [oordelen[id(afschrift)] for afschrift in deel.afschriften]
            dubbel = deel.sha256 in aanvaard
            rijen += [{**_rij(a, o, dubbel), **lid} for a, o in zip(deel.afschriften, eigen, strict=True)]
            if all(oordeel.uitkomst is Uitkomst.AANVAARD for oordeel in eigen):
                aanvaard.add(deel.sha256)
        uit[bestand.naam] = rijen
    return uit


def _geweigerd(bestand: Bestand) -> dict[str, Any]:
    return {
        "uitkomst": Uitkomst.GEWEIGERD.value,
        "redenen": [reden.value for reden in bestand.redenen],
        "soort": bestand.soort or None,
        "nummer": None,
        "iban": None,
        "beginsaldo": None,
        "eindsaldo": None,
        "regels": 0,
        "som": None,
        "telt_op": None,
        "nieuw": 0,
        "verschil": None,
        "opmerkingen": [],
        "toelichting": bestand.toelichting,
    }


def _rij(afschrift: Afschrift, oordeel: Oordeel, dubbel: bool) -> dict[str, Any]:
    opmerkingen = [*oordeel.opmerkingen, *([Opmerking.DUBBEL_BESTAND] if dubbel else [])]
    return {
        "uitkomst": oordeel.uitkomst.value,
        "redenen": [reden.value for reden in oordeel.redenen],
        "soort": afschrift.soort,
        "nummer": afschrift.nummer,
        "iban": afschrift.rekening,
        "beginsaldo": afschrift.begin,
        "eindsaldo": afschrift.einde,
        "regels": afschrift.aantal,
        "som": afschrift.som,
        "telt_op": afschrift.telt_op,
        "nieuw": oordeel.nieuw,
        "verschil": oordeel.verschil,
        "opmerkingen": [opmerking.value for opmerking in op_volgorde(Opmerking, opmerkingen)],
    }
