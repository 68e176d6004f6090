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


class RegieNietVanU(Weigering):
    """Only who directs the casus hands the regie over or ends it."""

    code = "regie_niet_van_u"

    def __init__(self, casus: str, regisseur: str | None) -> None:
        wie = f"'{regisseur}' heeft haar" if regisseur else "er is nu geen casusregisseur"
        super().__init__(
            f"U hebt de casusregie van {casus} niet: {wie}.",
            oplossing="Laat de casusregisseur dit zelf doen; is die uit dienst, dan beëindigt de secretaris de regie "
            "met 'regie beeindig NR --persoon P'.",
        )


class RegieNogInDienst(Weigering):
    """Somebody who still works there ends the own regie in person."""

    code = "regie_nog_in_dienst"

    def __init__(self, wie: str) -> None:
        super().__init__(
            f"'{wie}' is nog in dienst en beëindigt de casusregie zelf.",
            oplossing="Vraag het die persoon, of laat die persoon overdragen ('regie draag-over').",
        )


class RegieAlBetwist(Weigering):
    """The same person disputes it already."""

    code = "regie_al_betwist"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"U hebt de casusregie van {casus} al betwist.",
            oplossing="De voorzitter antwoordt; met 'regie betwist NR --intrekken' neemt u het terug.",
        )


class RegieNietBetwist(Weigering):
    """There is no dispute of this person to take back."""

    code = "regie_niet_betwist"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"U hebt de casusregie van {casus} niet betwist; er is niets om in te trekken.",
            oplossing="Kijk met 'doorbraak casus tijdlijn' wie haar wel betwist.",
        )


class RegieUitzonderingKanNiet(Weigering):
    """The region has no rule for an exception, or the day is further away than the rule allows."""

    code = "regie_uitzondering_kan_niet"

    def __init__(self, waarom: str) -> None:
        super().__init__(
            f"Een besluit zonder casusregisseur kan niet worden toegestaan: {waarom}.",
            oplossing="Bied de casusregie aan iemand aan ('regie bied'), of kies een dag binnen de afspraak.",
        )
