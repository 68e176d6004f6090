"""`doorbraak oefen`: the ledger tried by a seed, against a plain reference model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Iterator

opdracht = Groep(name="oefen", help="Beproef het grootboek met een simulatie.")


@opdracht.command("simuleer", help="Laat een zaad duizenden boekingen, storingen en herhalingen doen.")
@click.option("--zaad", type=int, default=1, metavar="N", help="Zelfde zaad, zelfde verloop.")
@click.option("--stappen", type=click.IntRange(1, 10_000_000), default=2000, metavar="M", help="Hoeveel opdrachten.")
@click.pass_obj
def simuleer(kader: Kader, zaad: int, stappen: int) -> int | None:
    from engine.pot.proeven import simuleer as simuleer_pot

    uitslag = simuleer_pot(zaad, stappen)
    kader.toon(uitslag, _regels(uitslag))
    return 3 if uitslag["gebroken"] else None


def _regels(uitslag: dict[str, Any]) -> Iterator[str]:
    tellers = uitslag["opdrachten"]
    yield f"Zaad {uitslag['zaad']}, {uitslag['stappen']} stappen, kop van de keten {uitslag['kop'][:16]}."
    for soort in ("gebeurd", "geweigerd", "storingen"):
        yield f"{soort}: " + ", ".join(f"{naam} {aantal}" for naam, aantal in tellers[soort].items())
    if not uitslag["gebroken"]:
        yield "Het grootboek en het rekenmodel bleven gelijk."
        return
    yield "GEBROKEN:"
    yield from (f"  {wat}" for wat in uitslag["gebroken"])
    yield "Kortste verhaal dat dit doet:"
    yield from (f"  {stap}" for stap in uitslag["verhaal"])
