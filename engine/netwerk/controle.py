"""The answer to a file of casussen: findings and cards, or everything that is wrong with the file."""

from __future__ import annotations

from typing import Any

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Kaart
from engine.netwerk.formaat import Document, lees
from engine.netwerk.kaarten import kaarten
from engine.netwerk.regels.alle import bevindingen


def controleer_bestand(tekst: str, naam: str) -> dict[str, Any]:
    """Return `{"bevindingen", "kaarten"}`, or `{"fouten"}` when any document is not valid (then nothing is evaluated).

    The same text gives the same answer: no database, clock or region config is read. A casus that stands in the
    file a second time gets its cards under id#document.
    """
    documenten, schendingen = lees(tekst, naam)
    if schendingen:
        return {"fouten": [s.als_json() for s in schendingen]}
    gevonden: list[dict[str, Any]] = []
    per_casus: dict[str, list[dict[str, Any]]] = {}
    for document in documenten:
        beeld = beeld_van(document)
        alle = bevindingen(beeld)
        gevonden.extend(bevinding_json(b) for b in alle)
        ident = document.rijen.casus.id
        sleutel = ident if ident not in per_casus else f"{ident}#{document.nummer}"
        per_casus[sleutel] = [kaart_json(k) for k in kaarten(beeld, alle)]
    return {"bevindingen": gevonden, "kaarten": per_casus}


def veeg_bestand(tekst: str, naam: str) -> dict[str, Any]:
    """Return `{"bevindingen", "per_regel"}` of a file of very many casussen, or `{"fouten"}`; without texts and cards.

    Refusal: hulpmiddel_ontbreekt.
    """
    from engine.netwerk.landelijk.uitkomst import veeg_documenten

    documenten, schendingen = lees(tekst, naam)
    return {"fouten": [s.als_json() for s in schendingen]} if schendingen else veeg_documenten(documenten)


def beeld_van(document: Document) -> Beeld:
    """Return the Beeld of one document, with its own thresholds."""
    return Beeld(document.rijen, document.peildatum, document.kennisdatum, document.drempels)


def bevinding_json(b: Bevinding) -> dict[str, Any]:
    """Return a finding as other programs read it; regel, casus and betrokkenen are stable."""
    return {
        "regel": b.regel,
        "casus": b.casus,
        "betrokkenen": list(b.betrokkenen),
        "soort": b.soort.value,
        "ernst": b.ernst,
        "tekst": b.tekst,
        "naam": b.naam,
        "kanaal": b.kanaal.value,
        "vraag": b.vraag,
        "peildatum": b.peildatum.isoformat(),
        "sinds": b.sinds.isoformat() if b.sinds else None,
        "bewijs": list(b.bewijs),
        "vraag_aan": list(b.vraag_aan),
        "herstel": b.herstel,
        "sluit_bij": b.sluit_bij,
    }


def kaart_json(kaart: Kaart) -> dict[str, Any]:
    """Return a card as the identities of its lines."""

    def regels(bron: tuple[Bevinding, ...]) -> list[dict[str, Any]]:
        return [{"regel": b.regel, "betrokkenen": list(b.betrokkenen)} for b in bron]

    return {"kaart": kaart.naam, "regels": regels(kaart.regels), "meer": regels(kaart.meer)}
