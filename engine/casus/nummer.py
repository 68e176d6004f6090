"""The casusnummer: pseudonymous, without date or meaning, with a check character."""

from __future__ import annotations

import hashlib

TEKENS = "23456789BCDFGHJKMNPQRSTVWXYZ"
_LENGTE = 5
# Modulo a prime every single wrong sign and every swap of neighbours changes the sum.
_GEWICHTEN = (1, 2, 3, 4, 5)
_DEELTAL = 29
_GELDIG = len(TEKENS)


def maak_nummer(zaad: str) -> str:
    """Return the casusnummer that belongs to a seed (the key of the command); equal seed, equal number."""
    for poging in range(1000):
        getal = int.from_bytes(hashlib.sha256(f"casusnummer/{zaad}/{poging}".encode()).digest()[:8], "big")
        tekens = []
        for _ in range(_LENGTE):
            getal, rest = divmod(getal, _GELDIG)
            tekens.append(TEKENS[rest])
        controle = _controle(tekens)
        if controle < _GELDIG:
            return f"DT-{''.join(tekens)}{TEKENS[controle]}"
    raise AssertionError("a thousand seeds without a valid check character")


def is_nummer(tekst: str) -> bool:
    """Say whether a text is a casusnummer; finds every wrong sign and every swap of two neighbours."""
    kern = tekst.removeprefix("DT-")
    if not tekst.startswith("DT-") or len(kern) != _LENGTE + 1 or any(c not in TEKENS for c in kern):
        return False
    return _controle(list(kern[:-1])) == TEKENS.index(kern[-1])


def _controle(tekens: list[str]) -> int:
    """Return the weighted sum modulo the prime 29; the value without a sign is not used."""
    return sum(g * TEKENS.index(c) for g, c in zip(_GEWICHTEN, tekens, strict=True)) % _DEELTAL
