"""Why something cannot happen to a statement."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class AfschriftOnbekend(Weigering):
    code = "afschrift_onbekend"

    def __init__(self, nummer: int) -> None:
        super().__init__(
            f"Er wacht geen afschrift met nummer {nummer} in quarantaine.",
            oplossing="Bekijk met 'doorbraak bank open' welke afschriften wachten en waarom.",
        )


class RedenOntbreekt(Weigering):
    code = "reden_ontbreekt"

    def __init__(self, handeling: str, optie: str = "--reden") -> None:
        super().__init__(
            f"Zonder reden kan dit niet: {handeling}.", oplossing=f"Geef de reden met {optie}; zij blijft bewaard."
        )
