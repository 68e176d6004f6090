"""How findings are worded: names or functions, lists, dates, in plain Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from engine.netwerk.begrippen import Domein, Onderwerp, Organisatiesoort
from engine.netwerk.rijen import Organisatie, Persoon

DOMEINNAAM = {
    Domein.ONDERWIJS: "onderwijs",
    Domein.TOEGANG: "toegang",
    Domein.JEUGDHULP: "jeugdhulp",
    Domein.LEERPLICHT: "leerplicht",
    Domein.JGZ: "jeugdgezondheid",
    Domein.VEILIGHEID: "veiligheid",
    Domein.FINANCIER: "financier",
    Domein.GEZIN: "gezin",
}
ONDERWERPNAAM = {
    Onderwerp.REGIE: "de regie",
    Onderwerp.FINANCIERING: "de financiering",
    Onderwerp.UITVOERING: "de uitvoering",
    Onderwerp.PLEK: "de plek",
}
SOORTNAAM = {
    Organisatiesoort.SCHOOL: "school",
    Organisatiesoort.SCHOOLBESTUUR: "schoolbestuur",
    Organisatiesoort.SWV: "samenwerkingsverband",
    Organisatiesoort.LOKAAL_TEAM: "lokaal team",
    Organisatiesoort.GEMEENTE: "gemeente",
    Organisatiesoort.LEERPLICHT: "leerplicht",
    Organisatiesoort.GGD: "GGD",
    Organisatiesoort.VEILIG_THUIS: "Veilig Thuis",
    Organisatiesoort.GI: "gecertificeerde instelling",
    Organisatiesoort.AANBIEDER: "aanbieder",
    Organisatiesoort.ZORGKANTOOR: "zorgkantoor",
    Organisatiesoort.VERZEKERAAR: "verzekeraar",
    Organisatiesoort.POLITIE: "politie",
    Organisatiesoort.OVERIG: "organisatie",
}


def opsomming(delen: Iterable[str]) -> str:
    """Write parts as people say them: a, b en c."""
    namen = list(delen)
    if len(namen) < 2:
        return "".join(namen)
    return f"{', '.join(namen[:-1])} en {namen[-1]}"


def dagen_tekst(aantal: int) -> str:
    """Write a number of days: 1 dag, 9 dagen."""
    return f"{aantal} dag" if aantal == 1 else f"{aantal} dagen"


class Schrijver:
    """Writes actors by name, or by function and organisation for a room that may not see names.

    Without names no name, quote, reason, amount, consent or id of a person comes out.
    """

    def __init__(
        self,
        personen: Mapping[str, Persoon],
        organisaties: Mapping[str, Organisatie],
        werkgever: Callable[[str], str | None],
        functie: Callable[[str], str],
        *,
        namen: bool,
    ) -> None:
        self._personen = personen
        self._organisaties = organisaties
        self._werkgever = werkgever
        self._functie = functie
        self.namen = namen

    def naam(self, actor: str) -> str:
        """Return how this viewer may read the actor."""
        organisatie = self._organisaties.get(actor)
        if organisatie is not None:
            return self.organisatie(actor)
        if self.namen:
            persoon = self._personen.get(actor)
            return (persoon.weergavenaam if persoon else "") or actor
        werkgever = self._werkgever(actor)
        functie = self._functie(actor)
        wie = f"de {functie}" if functie else ("een gezinslid" if werkgever is None else "een medewerker")
        return wie if werkgever is None else f"{wie} van {self.organisatie(werkgever)}"

    def organisatie(self, ident: str) -> str:
        """Return the name of an organisation; without names and unnamed: what kind it is."""
        organisatie = self._organisaties.get(ident)
        if organisatie is None:
            return ident if self.namen else "een organisatie"
        if organisatie.naam:
            return organisatie.naam
        if self.namen:
            return ident
        return " ".join(filter(None, (SOORTNAAM[organisatie.soort], organisatie.gemeente)))

    def lijst(self, actoren: Iterable[str]) -> str:
        """Return actors as a list, in the order of their ids."""
        return opsomming(self.naam(a) for a in sorted(actoren))

    def citaat(self, tekst: str) -> str:
        """Return quoted words, or nothing when this viewer may not see them."""
        return f"“{tekst}”" if self.namen and tekst else ""


Zin = Callable[[Schrijver], str]
"""A sentence that is written twice: with names and for the room."""
