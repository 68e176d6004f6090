"""All rules of the network, asked in one go."""

from __future__ import annotations

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding
from engine.netwerk.regels import let_op, lijsten, vertrek
from engine.netwerk.wat_als import CASUSREGELS, Regelfunctie, loopt

ALLE: tuple[Regelfunctie, ...] = (
    *CASUSREGELS,
    vertrek.vertrekrisico,
    let_op.tafel_mist_domein,
    lijsten.sleutelfiguur,
    lijsten.overbelaste_regisseur,
    lijsten.geen_vaste_contactpersoon,
)
"""The 25 rules; each is a function of a Beeld."""


def bevindingen(beeld: Beeld) -> list[Bevinding]:
    """Return every finding of all three channels: severity descending, regel, betrokkenen.

    Before the start and from the end of the casus there are none. O(n + m) times one plus the number of leavers.
    """
    if not loopt(beeld):
        return []
    return sorted((b for regel in ALLE for b in regel(beeld)), key=lambda b: b.volgorde)
