"""Why a bank sends a payment back or rejects it: the codes in words. Source: ISO 20022 External Code Sets."""

from __future__ import annotations

REDENCODES: dict[str, str] = {
    "AC01": "het rekeningnummer klopt niet",
    "AC04": "de rekening is opgeheven",
    "AC06": "de rekening is geblokkeerd",
    "AM04": "er staat te weinig geld op de rekening",
    "AM05": "de betaling is dubbel",
    "AM09": "het bedrag klopt niet",
    "DUPL": "het bestand is dubbel",
    "FF01": "het bestand heeft een verkeerde vorm",
    "MS02": "de ontvanger weigert, zonder reden",
    "MS03": "de bank weigert, zonder reden",
    "RC01": "de bank van de ontvanger is onbekend",
}

BLOKKEERT_IBAN = frozenset({"AC01", "AC04", "AC06"})
"""After these the IBAN of the party is blocked until it is changed and confirmed."""


def in_woorden(code: str) -> str:
    """Say what a code means, with the code itself so that it can be looked up."""
    return f"{REDENCODES.get(code, 'de bank noemt een reden die wij niet kennen')} ({code})"
