"""`doorbraak inzage`: who looked at this file?"""

from __future__ import annotations

import click

from tui.kader import Kader
from tui.luiegroep import Groep

opdracht = Groep(name="inzage", help="Wie heeft dit dossier bekeken?")


@opdracht.command("casus", help="Toon wie een casus bekeek, wanneer en waarvoor.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def casus(kader: Kader, nummer: str) -> None:
    from dataclasses import asdict

    from budget.basis.klok import moment
    from engine.inzage.vragen import wie_keek

    with kader.vraag() as i:
        rijen = wie_keek(i.db, i.wie, nummer, i.nu)
    kader.toon(
        {"casusnummer": nummer, "rijen": [asdict(r) | {"tijdstip": r.tijdstip.isoformat()} for r in rijen]},
        (
            f"{moment(r.tijdstip)}  {r.soort:<11} {r.gebruiker} als {r.rol} ({r.organisatie}), {r.object}"
            f"{', zelfverklaard' if r.zelfverklaard else ''}"
            for r in rijen
        ),
    )
