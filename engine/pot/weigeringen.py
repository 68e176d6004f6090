"""Refusals of the pot before the ledger."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class BoekNietInOrde(Weigering):
    code = "boek_niet_in_orde"
    exitcode = 3

    def __init__(self, aantal: int) -> None:
        super().__init__(
            f"Het grootboek is niet in orde ({aantal} bevindingen); er is niets ondertekend.",
            oplossing="Kijk met 'doorbraak controleer --volledig' wat er mis is, en laat de beheerder dit uitzoeken.",
        )
