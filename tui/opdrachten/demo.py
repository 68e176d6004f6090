"""`doorbraak demo`: build a practice region and play a quarter, in a child process that shows how far it is."""

from __future__ import annotations

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht


@click.command(
    "demo", cls=Opdracht, help="Bouw een oefenregio en speel een kwartaal na, van aanmelding tot verrekening."
)
@click.option(
    "--map", "map_", metavar="DIR", default="doorbraak-demo", show_default=True,
    help="Waar alles komt te staan; een eerdere demo wordt vervangen.",
)  # fmt: skip
@click.pass_obj
def opdracht(kader: Kader, map_: str) -> int | None:
    from tui.demoproces import laat_zien, speel

    uitslag = speel(map_, vertel=kader.vertel, debug=kader.debug)
    kader.toon(uitslag.gegevens, laat_zien(uitslag.gegevens, map_))
    return None if uitslag.gegevens["controle"]["in_orde"] else 3
