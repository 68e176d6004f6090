"""Why something cannot happen to a casus."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.weigering import Weigering


class CasusOnbekend(Weigering):
    """Also the answer to somebody who may not see the casus: it does not tell that there is one."""

    code = "casus_onbekend"

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Casus {nummer} is er niet, of u mag hem niet zien.",
            oplossing="Controleer het nummer met 'doorbraak casus lijst', of vraag de secretaris om toegang.",
        )


class VersieVerouderd(Weigering):
    """Somebody else changed the casus after it was read."""

    code = "versie_verouderd"

    def __init__(self, nummer: str, gezien: int, nu: int, wijzigingen: Sequence[str]) -> None:
        wat = "; ".join(wijzigingen) or "de gegevens zijn aangepast"
        super().__init__(
            f"Casus {nummer} is intussen gewijzigd (u zag versie {gezien}, nu is het {nu}): {wat}.",
            oplossing="Bekijk de casus opnieuw en doe het dan nog eens.",
            versie=nu,
        )


class NietBevoegd(Weigering):
    """The role or function of the user does not allow this act."""

    code = "niet_bevoegd"

    def __init__(self, handeling: str, wie: Sequence[str]) -> None:
        super().__init__(
            f"U mag '{handeling}' niet doen; dat doet: {', '.join(wie)}.",
            oplossing="Vraag iemand met die rol of functie, of kies met --als uw andere rol.",
        )


class EisNietGehaald(Weigering):
    """Requirements of a transition are not met; all of them are named."""

    code = "eis_niet_gehaald"

    def __init__(self, handeling: str, redenen: Sequence[tuple[str, str]]) -> None:
        super().__init__(
            f"'{handeling}' kan nog niet: {' '.join(melding for melding, _ in redenen)}",
            oplossing=" ".join(dict.fromkeys(oplossing for _, oplossing in redenen)),
        )


class ToestemmingOntbreekt(Weigering):
    """A plan line with jeugdhulp has no dated consent and there is no compulsory framework."""

    code = "toestemming_ontbreekt"

    def __init__(self, regels: Sequence[str]) -> None:
        super().__init__(
            f"Er is niet genoeg toestemming vastgelegd voor: {', '.join(regels)}.",
            oplossing="Leg met 'toestemming leg-vast' vast wie toestemming gaf, wanneer en hoe; of zet bij de planregel"
            " in het bestand wie het zei (toestemming), of dat er een gedwongen kader is (gedwongen_kader).",
        )


class GeenCasusregisseur(Weigering):
    """Nobody accepted the casusregie, or no vervanger is named."""

    code = "geen_casusregisseur"

    def __init__(self, nummer: str, wat: str = "heeft nog geen casusregisseur die de regie heeft aanvaard") -> None:
        super().__init__(
            f"Casus {nummer} {wat}.",
            oplossing="Bied de regie aan iemand aan ('regie bied', in het scherm r), met een vervanger; "
            "die persoon aanvaardt zelf.",
        )


class TekstMetPersoonsgegeven(Weigering):
    """A neutral text holds a name of the family or a number that looks like a BSN."""

    code = "tekst_met_persoonsgegeven"

    def __init__(self, waar: str, wat: str) -> None:
        super().__init__(
            f"In '{waar}' staat {wat}; deze tekst is ook voor anderen zichtbaar.",
            oplossing="Schrijf 'de jeugdige', 'moeder' of 'vader' in plaats van de naam; laat persoonsnummers weg.",
        )
