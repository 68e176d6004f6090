"""What keeps a report from being made."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.weigering import Weigering


class DeelnemerOnbekend(Weigering):
    code = "deelnemer_onbekend"

    def __init__(self, deelnemer: str, bekend: Sequence[str]) -> None:
        super().__init__(
            f"'{deelnemer}' is geen deelnemer van de pot.", oplossing=f"De deelnemers zijn: {', '.join(bekend)}."
        )


class JaarZonderBoekingen(Weigering):
    code = "jaar_zonder_boekingen"

    def __init__(self, jaar: int, bekend: Sequence[int]) -> None:
        jaren = ", ".join(str(j) for j in bekend) or "nog geen enkel jaar"
        super().__init__(f"In {jaar} is niets geboekt.", oplossing=f"Er is geboekt in: {jaren}.")
