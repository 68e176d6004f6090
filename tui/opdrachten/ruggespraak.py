"""`doorbraak ruggespraak`: what a body answers to the question of the table."""

from __future__ import annotations

import click

from tui.kader import Kader
from tui.luiegroep import Groep

opdracht = Groep(name="ruggespraak", help="Antwoorden op wat de tafel aan een orgaan vroeg.")


@opdracht.command("antwoord", help="Leg het antwoord van een orgaan vast; de tafel besluit daarna opnieuw.")
@click.argument("nummer", metavar="NR")
@click.option("--orgaan", required=True, metavar="O", help="Welk orgaan antwoordt.")
@click.option("--akkoord/--weiger", required=True, help="Akkoord, of een weigering met een reden.")
@click.option("--document", default="", metavar="T", help="Het schriftelijke antwoord (brief, mail).")
@click.option("--reden", default="", metavar="T", help="Waarom niet.")
@click.option("--houder", metavar="FUNCTIE", help="Wie voor deze casus mag beslissen; anders de mandaathouder.")
@click.pass_obj
def antwoord(
    kader: Kader, nummer: str, orgaan: str, akkoord: bool, document: str, reden: str, houder: str | None
) -> None:
    from engine.zitting.begrippen import Ruggespraakantwoord
    from engine.zitting.diensten import antwoord_ruggespraak

    gevraagd = Ruggespraakantwoord(nummer, orgaan, akkoord, document, reden, houder)
    with kader.opdracht() as i:
        uitkomst = antwoord_ruggespraak(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])
