"""Why a step in the casusregie cannot be made."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class RegiePersoonOnbruikbaar(Weigering):
    """The person who is asked, or the vervanger, cannot hold the regie."""

    code = "regie_persoon_onbruikbaar"

    def __init__(self, wie: str, waarom: str) -> None:
        super().__init__(
            f"'{wie}' kan de casusregie niet dragen of waarnemen: {waarom}.",
            oplossing="Kies iemand anders; wie wat kan, staat in 'doorbraak register lijst personen'.",
        )


class RegieAlGevraagd(Weigering):
    """The same person was asked before and did not answer yet."""

    code = "regie_al_gevraagd"

    def __init__(self, casus: str, wie: str, sinds: str) -> None:
        super().__init__(
            f"'{wie}' is voor casus {casus} al gevraagd op {sinds} en heeft nog niet geantwoord.",
            oplossing="Wacht op het antwoord of op het einde van de termijn, of vraag iemand anders.",
        )


class RegieAlAanvaard(Weigering):
    """The person holds the regie already."""

    code = "regie_al_aanvaard"

    def __init__(self, casus: str, wie: str) -> None:
        super().__init__(
            f"'{wie}' heeft de casusregie van {casus} al aanvaard.",
            oplossing="Er hoeft niets te gebeuren, of bied de regie aan iemand anders aan.",
        )


class RegieNietGevraagd(Weigering):
    """Only who was asked answers, in person."""

    code = "regie_niet_gevraagd"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"Er ligt voor casus {casus} geen open vraag om de casusregie aan u.",
            oplossing="Alleen wie gevraagd is antwoordt, en zelf; de voorzitter vraagt met 'regie bied'.",
        )


class RegieNietNodig(Weigering):
    """The casus is over."""

    code = "regie_niet_nodig"

    def __init__(self, casus: str, status: str) -> None:
        super().__init__(
            f"Casus {casus} heeft de status '{status}'; er is geen casusregie meer nodig.",
            oplossing="Kijk of u het goede casusnummer hebt.",
        )
