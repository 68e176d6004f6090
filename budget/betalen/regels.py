"""Who may approve a payment, and what its numbers look like; pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from budget.grootboek.weigeringen import Functiescheiding, IbanNietBevestigd, VierOgen

MEESTE_AKKOORDEN = 2


@dataclass(frozen=True, slots=True)
class Betrokkenen:
    """Who had a hand in one order: they do not release its payment."""

    begunstigde: str
    besteller: str
    beslissers: frozenset[str]
    prestatie_door: str
    iban_bevestigd: bool
    iban_wijzigers: frozenset[str]


def toets_akkoord(persoon: str, maker: str, eerder: Collection[str], opdrachten: Collection[Betrokkenen]) -> None:
    """Refuse an approval: vier_ogen (the same person twice), functiescheiding, iban_niet_bevestigd.

    Two persons approve; neither of them made the proposal, placed an order in it, decided on a casus in it, confirmed a
    delivery in it or changed an account number in it. O(orders).
    """
    if persoon in eerder:
        raise VierOgen
    if persoon == maker:
        raise Functiescheiding("wie het betaalvoorstel maakte, geeft het niet vrij")
    for o in opdrachten:
        if not o.iban_bevestigd:
            raise IbanNietBevestigd(o.begunstigde)
        if persoon == o.besteller:
            raise Functiescheiding("wie de opdracht aan de aanbieder gaf, geeft de betaling niet vrij")
        if persoon in o.beslissers:
            raise Functiescheiding("wie over de casus besloot, keurt de betaling niet goed")
        if persoon == o.prestatie_door:
            raise Functiescheiding("wie bevestigde dat de hulp is geleverd, keurt de betaling niet goed")
        if persoon in o.iban_wijzigers:
            raise Functiescheiding("wie het rekeningnummer wijzigde, keurt de eerste betaling daarop niet goed")


def volgend_nummer(soort: str, jaar: int, hoogste: str | None) -> str:
    """Return the next number of a kind in a year: VF-2026-000124 after VF-2026-000123."""
    volg = int(hoogste.rsplit("-", 1)[1]) + 1 if hoogste else 1
    return f"{soort}-{jaar}-{volg:06d}"


def pmtinf_van(batch: str, dag: str) -> str:
    """Return the number of the PmtInf that the writer of pain.001 gives to a day (YYYYMMDD) of a batch."""
    return f"{batch}-{dag}"
