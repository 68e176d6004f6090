"""Reasons and remarks in words: what it means and what to do now."""

from __future__ import annotations

from budget.bank.begrippen import Opmerking, Reden

REDENEN: dict[Reden, tuple[str, str]] = {
    Reden.PAGINA_ONTBREEKT: (
        "Dit is een deel van een afschrift; de andere bladen zijn er nog niet.",
        "Lees de andere bladen ook in. Dan wordt het afschrift vanzelf beoordeeld.",
    ),
    Reden.SALDO_ONTBREEKT: (
        "Het afschrift noemt geen begin- of eindsaldo.",
        "Haal een volledig afschrift op bij de bank en voer dit af met een reden.",
    ),
    Reden.SALDO_SLUIT_NIET: (
        "Beginsaldo en regels samen zijn niet het eindsaldo.",
        "Haal het afschrift opnieuw op bij de bank, of voer dit af met een reden.",
    ),
    Reden.GAT: (
        "Het afschrift sluit niet aan op het vorige: er ontbreekt een afschrift.",
        "Lees het ontbrekende afschrift in. Dan komt dit vanzelf vrij.",
    ),
    Reden.OVERLAP_ONDUIDELIJK: (
        "De regels kunnen bekend zijn, maar ook nieuw.",
        "Lees een later afschrift in dat dit beslist, of voer dit af met een reden.",
    ),
    Reden.LEEG: ("Het bestand is leeg.", "Haal het bestand opnieuw op bij de bank."),
    Reden.TE_GROOT: (
        "Het bestand is te groot.",
        "Haal een kortere periode op, of vraag de beheerder de grens te verhogen.",
    ),
    Reden.ZIP_ONVEILIG: ("De zip is niet veilig te openen.", "Pak de zip zelf uit en lees de bestanden los in."),
    Reden.DOCTYPE: (
        "Het bestand heeft een DOCTYPE. Een bank stuurt dat niet; het kan gevaarlijk zijn.",
        "Open het bestand niet. Haal het opnieuw op bij de bank en meld dit aan de beheerder.",
    ),
    Reden.ONLEESBAAR: (
        "Het bestand is beschadigd of niet volledig.",
        "Haal het bestand opnieuw op bij de bank. Verander er niets aan.",
    ),
    Reden.ONBEKEND_FORMAAT: ("Dit is geen bankbestand.", "Kies in de bankomgeving voor camt.053 of MT940."),
    Reden.VERKEERDE_BERICHTSOORT: (
        "Dit is een ander bericht, geen afschrift.",
        "Kies camt.053 of MT940. Een statusbericht (pain.002) leest u in bij de betalingen.",
    ),
    Reden.VERSIE_NIET_ONDERSTEUND: (
        "Deze versie is te oud.",
        "Kies in de bankomgeving een nieuwere versie, zoals camt.053.001.08.",
    ),
    Reden.ONVOLLEDIG_BERICHT: ("Er staat geen volledig afschrift in.", "Haal het bestand opnieuw op bij de bank."),
    Reden.ANDERE_REKENING: (
        "De rekening is niet van deze pot.",
        "Kies het bestand van de potrekening. Hoort de rekening er wel bij? Laat de beheerder haar toevoegen.",
    ),
    Reden.ANDERE_VALUTA: ("Er staat een andere munt in dan de euro.", "De pot heeft alleen euro's. Vraag de bank."),
    Reden.BEDRAG_ONGELDIG: ("Er staat een onmogelijk bedrag in.", "Haal het bestand opnieuw op bij de bank."),
    Reden.DATUM_ONGELDIG: ("Een regel heeft geen echte boekdatum.", "Haal het bestand opnieuw op bij de bank."),
}

OPMERKINGEN: dict[Opmerking, str] = {
    Opmerking.DUBBEL_BESTAND: "Dit bestand was al ingelezen; er is niets bijgekomen.",
    Opmerking.DUBBEL_AFSCHRIFT: "Dit afschrift was al ingelezen; er is niets bijgekomen.",
    Opmerking.OVERLAP: "Een deel van de regels was al bekend; alleen de andere zijn nieuw.",
    Opmerking.GEEN_REGELS: "Het afschrift heeft geen regels.",
    Opmerking.PDNG_OVERGESLAGEN: "Regels die nog niet geboekt zijn, zijn overgeslagen.",
    Opmerking.INFO_OVERGESLAGEN: "Regels die alleen informatie zijn, zijn overgeslagen.",
    Opmerking.FUTR_OVERGESLAGEN: "Regels met een latere datum zijn overgeslagen.",
    Opmerking.NULBEDRAG: "Regels van € 0,00 zijn bewaard maar niet geboekt.",
    Opmerking.XSD_WIJKT_AF: "Het bestand wijkt af van het officiële schema; het is wel te lezen.",
    Opmerking.VERSIE_NIET_GETOETST: "Deze versie is gelezen, maar nog niet met echte bestanden getoetst.",
    Opmerking.TELLING_WIJKT_AF: "De telling van de bank klopt niet met de regels; de saldi wel.",
    Opmerking.BATCH_TELT_NIET_OP: "De delen van een verzamelbetaling tellen niet op; zij is als één regel gelezen.",
    Opmerking.VALUTADATUM_AANGEPAST: "Een onmogelijke valutadatum is de laatste dag van die maand geworden.",
    Opmerking.TEKENSET_AANGENOMEN: "De tekenset is niet zeker; letters met een accent kunnen anders zijn.",
    Opmerking.GESLOTEN_PERIODE: "De boekdatum ligt in een gesloten periode; geboekt op de eerste open dag.",
    Opmerking.AANKONDIGING: "Dit is een aankondiging; er wordt niets geboekt.",
}
