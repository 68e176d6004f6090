"""`doorbraak verplichting`: orders to providers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.geldregels import als_bedrag, lijnregels

if TYPE_CHECKING:
    from budget.basis.geld import Geld

opdracht = Groep(name="verplichting", help="Opdrachten aan aanbieders.")


@opdracht.command("maak", help="Plaats de opdracht van een lijn bij de aanbieder.")
@click.option("--bestand", metavar="F", help="De opdracht (doorbraak-verplichting/1), YAML of JSON ('-' = invoer).")
@click.option("--lijn", metavar="L", help="De financieringslijn, zoals DT-7K3M9Q/1.")
@click.option(
    "--bedrag", "hoeveel", metavar="B", callback=als_bedrag, help="Hoeveel; anders alles wat is gereserveerd."
)
@click.option("--getoetst-op", metavar="D", help="De dag waarop de aanbieder is getoetst (JJJJ-MM-DD).")
@click.option("--product", default="", metavar="T", help="Wat er is besteld, in neutrale woorden.")
@click.pass_obj
def maak(
    kader: Kader, bestand: str | None, lijn: str | None, hoeveel: Geld | None, getoetst_op: str | None, product: str
) -> None:
    from engine.geldspoor.diensten import verplicht
    from engine.geldspoor.formaat import Verplichtingsopdracht
    from engine.invoer.lezen import controleer, lees

    if (bestand is None) == (lijn is None):
        raise click.UsageError("Noem een bestand met --bestand, of een lijn met --lijn.")
    if bestand is not None:
        gevraagd = lees(lees_bestand(bestand), bestand, Verplichtingsopdracht)
    else:
        velden: dict[str, Any] = {"formaat": Verplichtingsopdracht.FORMAAT, "lijn": lijn, "product": product}
        velden |= {"bedrag": hoeveel} if hoeveel is not None else {}
        velden |= {"aanbieder_getoetst_op": getoetst_op} if getoetst_op is not None else {}
        gevraagd = controleer(velden, "opdrachtregel", Verplichtingsopdracht)
    with kader.opdracht() as i:
        uitkomst = verplicht(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])
