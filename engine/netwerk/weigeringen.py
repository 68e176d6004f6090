"""Why an answer to a finding cannot be recorded."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.weigering import Weigering


class BevindingOnbekend(Weigering):
    """The rule says nothing about this casus now, and nothing it said before is open."""

    code = "bevinding_onbekend"

    def __init__(self, casus: str, regel: str) -> None:
        super().__init__(
            f"Bij casus {casus} staat geen bevinding van {regel} open.",
            oplossing=f"Bekijk wat er openstaat met 'doorbraak netwerk controleer --casus {casus}'.",
        )


class BevindingNietEenduidig(Weigering):
    """A rule found more than one thing; the answer must say which."""

    code = "bevinding_niet_eenduidig"

    def __init__(self, casus: str, regel: str, keuzes: Sequence[str]) -> None:
        super().__init__(
            f"{regel} vond bij casus {casus} meer dan één ding: {' · '.join(keuzes)}.",
            oplossing="Noem om wie of wat het gaat met --betrokkenen, gescheiden door komma's.",
        )


class RegelTeltAlMee(Weigering):
    """Only a rule that became a hint can be put back."""

    code = "regel_telt_al_mee"

    def __init__(self, regel: str) -> None:
        super().__init__(
            f"{regel} telt al gewoon mee; er is niets te herstellen.",
            oplossing="Bekijk alle regels met 'doorbraak netwerk regels'.",
        )
