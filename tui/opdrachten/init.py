"""`doorbraak init`: make a new database from a region folder."""

from __future__ import annotations

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht


@click.command("init", cls=Opdracht, help="Richt een nieuwe database in met een regiomap.")
@click.option("--regio", required=True, metavar="MAP", help="De regiomap, of de naam van een meegeleverde regio.")
@click.option("--oefen", is_flag=True, help="Een oefendatabase: met een klok die stilstaat tot u haar vooruitzet.")
@click.option("--beheerder", metavar="PERSOON", help="Wie bij uw database-login hoort (PostgreSQL).")
@click.pass_obj
def opdracht(kader: Kader, regio: str, oefen: bool, beheerder: str | None) -> None:
    from budget.basis.klok import lees_klok
    from engine.regio.inrichten import init

    nu = kader.moment
    if nu is not None and not oefen:
        from engine.inzage.ingang import KlokStaatVast

        raise KlokStaatVast
    gegevens = init(kader.url, regio, oefen=oefen, nu=nu or lees_klok(), beheerder=beheerder)
    kader.toon(
        gegevens,
        [
            f"De database voor {gegevens['regio']} is ingericht: {gegevens['partijen']} partijen, "
            f"{gegevens['mandaten']} mandaten.",
            f"Sleutelbestand voor persoonsgegevens: {gegevens['sleutelbestand']}. Bewaar elders een kopie.",
            "Verder: 'doorbraak register lijst personen', daarna 'doorbraak tafel'.",
        ],
    )
