"""IBAN: one question to schwifty, asked where an account enters, and which pot account a file means."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from budget.bank.waarden import schone_rekening


def is_iban(tekst: str) -> bool:
    """Say whether length, country and check digits (mod 97) of the IBAN are right; spaces are fine."""
    # Loading the bank register costs 0.1 s: only when an IBAN is really checked.
    from schwifty import IBAN

    return bool(IBAN(schone_rekening(tekst), allow_invalid=True).is_valid)


def toon_iban(tekst: str) -> str:
    """Write an IBAN for people, in groups of four."""
    schoon = schone_rekening(tekst)
    return " ".join(schoon[i : i + 4] for i in range(0, len(schoon), 4))


def welke_rekening(gevonden: str, eigen: Mapping[str, Collection[str]]) -> str | None:
    """Return the pot account that the file means: its IBAN, its last ten digits, or a registered alias.

    `eigen` maps each pot account (IBAN) to its aliases; None when the account is not one of them.
    """
    schoon = schone_rekening(gevonden)
    if not schoon:
        return None
    for iban, aliassen in eigen.items():
        if schoon in {iban, iban[-10:]} or schoon in map(schone_rekening, aliassen):
            return iban
    return None
