"""Why a consent cannot be recorded or withdrawn."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class ToestemmingOnbekend(Weigering):
    """There is no such running consent in the casus."""

    code = "toestemming_onbekend"

    def __init__(self, nummer: int, casus: str) -> None:
        super().__init__(
            f"Casus {casus} heeft geen lopende toestemming {nummer}.",
            oplossing="De nummers staan in 'doorbraak toestemming toon NR'; misschien is zij al ingetrokken.",
        )


class DoorbrekingZelfGevraagd(Weigering):
    """Sharing for safety without consent needs a second person, who did not ask for the data."""

    code = "doorbreking_zelf_gevraagd"

    def __init__(self) -> None:
        super().__init__(
            "Wie de gegevens vraagt, legt niet zelf vast dat zij zonder toestemming mogen worden gedeeld.",
            oplossing="Laat een ander de doorbreking vastleggen, met de reden en de weging.",
        )
