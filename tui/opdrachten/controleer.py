"""`doorbraak controleer`: is everything whole?"""

from __future__ import annotations

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Opdracht


@click.command("controleer", cls=Opdracht, help="Controleer het grootboek en alle afspraken daarover.")
@click.option("--volledig", is_flag=True, help="Lees het hele boek, niet alleen vanaf de laatste verzegeling.")
@click.option("--ontvangst", metavar="F", help="Een ontvangstbewijs dat u eerder meenam.")
@click.pass_obj
def opdracht(kader: Kader, volledig: bool, ontvangst: str | None) -> int | None:
    from engine.controle.vragen import controleer, lees_ontvangstbewijs

    bewijs = lees_ontvangstbewijs(lees_bestand(ontvangst), ontvangst) if ontvangst else None
    with kader.vraag() as i:
        uitslag = controleer(i.db, i.wie, volledig=volledig, ontvangst=bewijs)
    regels = [f"! {b.regel} {b.waar}: {b.melding}" for b in uitslag.bevindingen]
    slot = "Alles is in orde." if uitslag.in_orde else f"{len(regels)} bevindingen: laat de beheerder dit nu uitzoeken."
    kop = f"{uitslag.journaalposten} journaalposten, kop van de keten {uitslag.kop[:16]}."
    kader.toon(uitslag.als_json(), [*regels, f"{slot} {kop}"])
    return None if uitslag.in_orde else 3
