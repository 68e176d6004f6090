"""The program `doorbraak`: one group whose families are loaded only when they are named."""

from __future__ import annotations

import gc
import sys

from tui.luiegroep import LuieGroep, hoofdprogramma

FAMILIES = {
    "demo": "Bouw een oefenregio en speel een kwartaal na, van aanmelding tot verrekening.",
    "init": "Richt een nieuwe database in met een regiomap.",
    "casus": "Aanmelden, triage, lijst, dossier en tijdlijn.",
    "regie": "De casusregie: aanbieden, aanvaarden, overdragen, betwisten.",
    "zitting": "De zitting: plannen, openen, besluiten en vaststellen.",
    "ruggespraak": "Antwoorden op wat de tafel aan een orgaan vroeg.",
    "besluitenlijst": "De besluitenlijst op papier, voor elke ontvanger wat die mag zien.",
    "afspraak": "Afspraken maken, afronden en bekijken.",
    "mandaat": "Mogen de mensen aan tafel dit beslissen?",
    "pot": "De gezamenlijke pot: stand, grootboek, reserveringen en verslagen.",
    "verplichting": "Opdrachten aan aanbieders.",
    "factuur": "Facturen lezen en akkoord geven.",
    "betaler": "Wie komt in aanmerking om te betalen, met redenen.",
    "uitzoek": "Wie moet betalen: besluiten, herzien en betwisten.",
    "vordering": "Vorderingen op betalers.",
    "bank": "Bankafschriften lezen en afletteren.",
    "betaal": "Betaalbestanden maken en vrijgeven.",
    "termijn": "Termijnen en hun uitleg.",
    "herinner": "Verstuur wat nu moet worden herinnerd.",
    "doorloop": "Doe een ronde van alles wat vanzelf verder kan.",
    "netwerk": "Het netwerk rond een casus: ontbrekende regie vinden.",
    "register": "Mensen, functies en organisaties.",
    "toestemming": "Toestemmingen vastleggen en intrekken; wat mag met wie worden gedeeld.",
    "inzage": "Wie heeft dit dossier bekeken?",
    "export": "Bestanden voor andere programma's en voor de accountant.",
    "controleer": "Controleer het grootboek en alle afspraken daarover.",
    "ontvangstbewijs": "Neem mee wat u van het grootboek zag, met uw handtekening.",
    "tafel": "Open het scherm van de voorzitter of de financier.",
    "oefen": "Beproef het grootboek met een simulatie.",
    "formaat": "Toon het schema en een voorbeeld van een invoerbestand.",
}
"""Every command and its one-line help; the code stands in tui/opdrachten/<naam>.py as `opdracht`."""

programma = LuieGroep(
    name="doorbraak",
    families=FAMILIES,
    help="De doorbraaktafel en haar gezamenlijke pot: eerst helpen en financieren, daarna uitzoeken wie betaalt.",
)


def main(argumenten: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    # A short program that keeps what it reads: looking for circles at every 700 objects was 7% of a large import.
    gc.set_threshold(200_000, 30, 30)
    sys.exit(hoofdprogramma(programma, sys.argv[1:] if argumenten is None else argumenten))


if __name__ == "__main__":
    main()
