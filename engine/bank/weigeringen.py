"""Why something cannot happen to a bank line, where the register has a say."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class EigenaarOnbekend(Weigering):
    code = "eigenaar_onbekend"

    def __init__(self, wie: str) -> None:
        super().__init__(
            f"'{wie}' staat niet in het register en kan deze bankregel dus niet uitzoeken.",
            oplossing="Kies met --eigenaar een persoon uit 'doorbraak register lijst personen', of laat het weg.",
        )
