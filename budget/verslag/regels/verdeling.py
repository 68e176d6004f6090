"""Balances per participant, casus, law or taakveld: every cent of the accounts stands in exactly one row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from budget.verslag.begrippen import Mutatie, Verdeling

Kolommen = Mapping[str, tuple[int, tuple[str, ...]]]
"""Per column the sign with which it is shown and the accounts that it adds up."""

PER_CASUS: Kolommen = MappingProxyType(
    {
        "gereserveerd": (1, ("9100",)),
        "verplicht": (1, ("9200",)),
        "in_uitzoek": (1, ("1300",)),
        "te_ontvangen": (1, ("1310",)),
        "betwist": (1, ("1315",)),
        "terug_te_vorderen": (1, ("1320",)),
        "voorziening": (-1, ("1319",)),
        "ten_laste_van_de_pot": (1, ("4000", "4100", "4110", "4200")),
    }
)
"""What hangs on a casus, and so on a law and a taakveld."""

PER_DEELNEMER: Kolommen = MappingProxyType(
    {
        "nog_te_storten": (1, ("1200",)),
        "potkapitaal": (-1, ("2000",)),
        "aangewend": (-1, ("8000",)),
        "te_ontvangen": (1, ("1310",)),
        "betwist": (1, ("1315",)),
        "terug_te_betalen": (-1, ("1710",)),
    }
)
"""What hangs on a participant, or on a payer that does not take part."""


def verdeling(mutaties: Sequence[Mutatie], kolommen: Kolommen, naam_van: Callable[[Mutatie], str]) -> Verdeling:
    """Return a row per name, by name; rows with nothing but zero are left out. O(movements)."""
    plaats = {code: (n, teken) for n, (teken, codes) in enumerate(kolommen.values()) for code in codes}
    rijen: dict[str, list[int]] = {}
    for m in mutaties:
        if m.rekening in plaats:
            n, teken = plaats[m.rekening]
            rijen.setdefault(naam_van(m), [0] * len(kolommen))[n] += teken * m.cents
    return Verdeling(tuple(kolommen), {naam: tuple(rij) for naam, rij in sorted(rijen.items()) if any(rij)})


def rekeningen(kolommen: Kolommen) -> tuple[str, ...]:
    """Return the accounts of all columns."""
    return tuple(code for _, codes in kolommen.values() for code in codes)
