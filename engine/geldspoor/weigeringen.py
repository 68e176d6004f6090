"""Why something cannot happen to a financieringslijn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.basis.weigering import Weigering


class LijnOnbekend(Weigering):
    """Also the answer to somebody who may not see the line."""

    code = "lijn_onbekend"

    def __init__(self, lijn: str) -> None:
        super().__init__(
            f"Financieringslijn {lijn} is er niet, of u mag haar niet zien.",
            oplossing="Controleer het nummer (casusnummer, schuine streep, volgnummer) met 'doorbraak casus toon'.",
        )


class BestedingGeblokkeerd(Weigering):
    """No earmark in the pot may pay this destination; no mandate lifts that."""

    code = "besteding_geblokkeerd"

    def __init__(self, bestemming: str, redenen: Sequence[str], alternatieven: Sequence[str]) -> None:
        super().__init__(
            f"Uit de pot mag '{bestemming}' niet worden betaald. {' '.join(redenen)}",
            oplossing=f"Wat wel kan: {'; '.join(alternatieven)}."
            if alternatieven
            else "Kies een andere bestemming, of een bron buiten de pot; een mandaat heft dit niet op.",
            alternatieven=list(alternatieven),
        )


class AanbiederOnbekend(Weigering):
    code = "aanbieder_onbekend"

    def __init__(self, aanbieder: str) -> None:
        super().__init__(
            f"Aanbieder '{aanbieder}' staat niet in het register.",
            oplossing="Kies een aanbieder uit 'doorbraak register lijst', of laat de beheerder hem toevoegen.",
        )


class FactuurOnbekend(Weigering):
    code = "factuur_onbekend"

    def __init__(self, aanbieder: str, nummer: str) -> None:
        super().__init__(
            f"Factuur {nummer} van {aanbieder} is nog niet ingelezen.",
            oplossing="Lees de factuur eerst in met 'doorbraak factuur lees BESTAND'.",
        )


class FactuurAfgehandeld(Weigering):
    code = "factuur_afgehandeld"

    def __init__(self, aanbieder: str, nummer: str) -> None:
        super().__init__(
            f"Op factuur {nummer} van {aanbieder} is al akkoord gegeven.",
            oplossing="Er hoeft niets te gebeuren; de factuur staat klaar voor het betaalbestand.",
        )


class FactuurPastNiet(Weigering):
    """The invoice does not belong to the order that it names."""

    code = "factuur_past_niet"

    def __init__(self, nummer: str, waarom: str) -> None:
        super().__init__(
            f"Factuur {nummer} past niet bij de opdracht: {waarom}.",
            oplossing="Vraag de aanbieder om een factuur met het nummer van de opdracht (de financieringslijn).",
        )


class IbanWijktAf(Weigering):
    """The invoice asks for payment on an account that is not the registered one."""

    code = "iban_wijkt_af"

    def __init__(self, aanbieder: str, nummer: str) -> None:
        super().__init__(
            f"Factuur {nummer} noemt een ander rekeningnummer dan bij {aanbieder} bekend en bevestigd is.",
            oplossing="Bel de aanbieder op een bekend nummer. Klopt het nieuwe nummer, laat het dan wijzigen en "
            "door een tweede persoon bevestigen; lees de factuur daarna opnieuw.",
        )


class VorderingOnbekend(Weigering):
    code = "vordering_onbekend"

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Vordering {nummer} is er niet, of u mag haar niet zien.",
            oplossing="Kijk in 'doorbraak vordering lijst' welke vorderingen er zijn.",
        )


class AlleenOefenen(Weigering):
    code = "alleen_oefenen"

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"'{wat}' kan alleen in een oefendatabase.",
            oplossing="Een echte reservering volgt uit een besluit van de tafel ('doorbraak zitting besluit').",
        )


class BriefUitDeToekomst(Weigering):
    code = "brief_uit_de_toekomst"

    def __init__(self, ontvangen: date) -> None:
        super().__init__(
            f"De brief kan niet zijn ontvangen op {datum(ontvangen)}; die dag moet nog komen.",
            oplossing="Noem de dag waarop de brief kwam.",
        )


class AandeelAlBetwist(Weigering):
    code = "aandeel_al_betwist"

    def __init__(self, betaler: str, lijn: str) -> None:
        super().__init__(
            f"{betaler} betwist het aandeel in {lijn} al; alles wat openstaat is betwist.",
            oplossing="Wacht op het antwoord van de uitzoekers; tot dan maant niemand aan.",
        )


class BovenVrijTeGeven(Weigering):
    code = "boven_vrij_te_geven"

    def __init__(self, bedrag: Geld, vrij: Geld) -> None:
        super().__init__(
            f"Er is {vrij} vrij te geven; {bedrag} kan niet.",
            oplossing="Verlaag het bedrag. Wat aan een financieringslijn vastzit geeft u vrij met --lijn.",
            vrij=vrij.cents,
        )
