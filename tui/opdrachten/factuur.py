"""`doorbraak factuur`: read an invoice and confirm the delivery."""

from __future__ import annotations

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.geldregels import lijnregels

opdracht = Groep(name="factuur", help="Facturen lezen en akkoord geven.")


@opdracht.command("lees", help="Lees een factuur in: UBL of doorbraak-factuur/1.")
@click.argument("bestand", metavar="BESTAND")
@click.pass_obj
def lees(kader: Kader, bestand: str) -> None:
    from engine.geldspoor.diensten import Factuurbestand, lees_factuur

    factuur = Factuurbestand(bestand, lees_bestand(bestand))
    with kader.opdracht() as i:
        uitkomst = lees_factuur(i.db, i.wie, factuur, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])


@opdracht.command("akkoord", help="Verklaar dat de hulp is geleverd; de pot betaalt dan.")
@click.argument("nummer", metavar="NUMMER")
@click.option("--aanbieder", required=True, metavar="A", help="De aanbieder, zoals aanbieder_de_brug.")
@click.option("--prestatie", required=True, metavar="T", help="Wat u hebt gecontroleerd, in neutrale woorden.")
@click.option("--niet-elders", is_flag=True, help="Nagevraagd: deze hulp is nergens anders gedeclareerd.")
@click.pass_obj
def akkoord(kader: Kader, nummer: str, aanbieder: str, prestatie: str, niet_elders: bool) -> None:
    from engine.geldspoor.diensten import Prestatieakkoord, prestatieakkoord

    gevraagd = Prestatieakkoord(aanbieder, nummer, prestatie, niet_elders)
    with kader.opdracht() as i:
        uitkomst = prestatieakkoord(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])
