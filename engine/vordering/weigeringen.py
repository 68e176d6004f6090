"""Why a claim is not sent as it was asked."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.weigering import Weigering


class EfactuurOnvolledig(Weigering):
    code = "efactuur_onvolledig"

    def __init__(self, mist: Sequence[str]) -> None:
        super().__init__(
            f"Voor een e-factuur ontbreekt in de regiomap: {', '.join(mist)}.",
            oplossing="Vul [efactuur] in pot.toml aan, of maak alleen de brief met --vorm pdf.",
        )


class AanmaningKanNiet(Weigering):
    code = "aanmaning_kan_niet"

    def __init__(self, nummer: str, waarom: str, oplossing: str) -> None:
        super().__init__(f"Voor vordering {nummer} gaat nu geen aanmaning uit: {waarom}.", oplossing=f"{oplossing}.")
