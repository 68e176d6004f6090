"""The position of the pot, from what its accounts moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.verslag.begrippen import Mutatie, Positie
from budget.verslag.regels.ouderdom import openstaand

KAS = ("1100", "1190", "1600", "1700", "1710")
EIGENDOM = ("2000", "8000", "4000", "4100", "4110", "4200")
UITSTAAND = ("1300", "1310", "1315", "1319", "1320")
GEBONDEN = ("9100", "9200")
REKENINGEN = (*KAS, *EIGENDOM, *UITSTAAND, *GEBONDEN, "1200")
"""The accounts that a position is made of."""


def positie(mutaties: Sequence[Mutatie], op: date) -> Positie:
    """Return the position; ages are counted on the day. O(movements)."""
    per_code: dict[str, list[Mutatie]] = {code: [] for code in REKENINGEN}
    for m in mutaties:
        per_code[m.rekening].append(m)

    def som(*codes: str) -> int:
        return sum(m.cents for code in codes for m in per_code[code])

    regels: dict[tuple[str, ...], int] = {}
    for m in per_code["1700"]:
        regels[m.dimensies] = regels.get(m.dimensies, 0) + m.cents
    gebonden = som(*GEBONDEN)
    return Positie(
        bank=som("1100"),
        onderweg=-som("1190"),
        crediteuren=-som("1600"),
        toe_te_wijzen_bij=-sum(cents for cents in regels.values() if cents < 0),
        toe_te_wijzen_af=sum(cents for cents in regels.values() if cents > 0),
        terug_te_betalen=-som("1710"),
        in_uitzoek=openstaand(per_code["1300"], op),
        vorderingen=openstaand(per_code["1310"], op),
        betwist=openstaand(per_code["1315"], op),
        terug_te_vorderen=openstaand(per_code["1320"], op),
        voorziening=-som("1319"),
        reserveringen=openstaand(per_code["9100"], op),
        verplichtingen=openstaand(per_code["9200"], op),
        nog_te_storten=som("1200"),
        kaskant=som(*KAS) - gebonden,
        budgetkant=-som(*EIGENDOM) - som(*UITSTAAND) - gebonden,
    )
