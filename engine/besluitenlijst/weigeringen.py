"""Why a besluitenlijst is not made for somebody."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.weigering import Weigering


class OntvangerOnbekend(Weigering):
    code = "ontvanger_onbekend"

    def __init__(self, zitting: str, gevraagd: str, mogelijk: Sequence[str]) -> None:
        wie = f"'{gevraagd}'" if gevraagd else "iemand"
        super().__init__(
            f"In zitting {zitting} is er voor {wie} geen besluitenlijst.",
            oplossing=f"U kunt kiezen uit: {', '.join(mogelijk)}.",
        )
