"""What keeps a document from being made."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class HulpmiddelOntbreekt(Weigering):
    code = "hulpmiddel_ontbreekt"
    exitcode = 4

    def __init__(self, waarvoor: str, pakket: str, extra: str = "pdf") -> None:
        super().__init__(
            f"Voor {waarvoor} is het pakket {pakket} nodig, en dat staat niet op deze computer.",
            oplossing=f"Installeer het met: pip install 'doorbraaktafel[{extra}]'. De rest kan zonder.",
        )
