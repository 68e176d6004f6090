"""`doorbraak toestemming`: what may be shared with whom, and who said so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.opties import als_dag

if TYPE_CHECKING:
    from budget.basis.opdracht import Uitkomst

opdracht = Groep(name="toestemming", help="Toestemmingen vastleggen en intrekken; wat mag met wie worden gedeeld.")


@opdracht.command("toon", help="Wat mag vandaag worden gedeeld, en wie moet nog toestemmen?")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def toon(kader: Kader, nummer: str) -> None:
    from engine.toestemming.vragen import wat_mag_gedeeld

    with kader.vraag() as i:
        antwoord = wat_mag_gedeeld(i.db, i.wie, nummer, i.nu)
    kader.toon(antwoord, _regels(antwoord))


@opdracht.command("leg-vast", help="Leg vast wat is gezegd: toestemming, een weigering of een open vraag.")
@click.argument("nummer", metavar="NR")
@click.option("--domein", required=True, metavar="D", help="jeugdhulp, onderwijs, jgz ...")
@click.option("--door", multiple=True, metavar="WIE", help="ouders, jeugdige, voogd of gi; vaker te geven.")
@click.option("--antwoord", default="gegeven", metavar="A", help="gegeven, geweigerd of gevraagd.")
@click.option("--wijze", default="mondeling", metavar="W", help="schriftelijk of mondeling.")
@click.option("--op", callback=als_dag, metavar="D", help="De dag waarop het is gezegd.")
@click.option("--tot", callback=als_dag, metavar="D", help="Tot welke dag; anders twaalf maanden.")
@click.option("--ontvanger", multiple=True, metavar="O", help="Met wie; zonder: iedereen aan tafel.")
@click.option("--document", default="", metavar="T", help="Waar het stuk staat.")
@click.pass_obj
def leg_vast(
    kader: Kader,
    nummer: str,
    domein: str,
    door: tuple[str, ...],
    antwoord: str,
    wijze: str,
    op: date | None,
    tot: date | None,
    ontvanger: tuple[str, ...],
    document: str,
) -> None:
    from engine.toestemming import diensten

    gevraagd = diensten.Vastlegging(
        nummer,
        domein,
        door,
        antwoord,
        wijze,
        op,
        tot,
        ontvanger,
        document=document,
    )
    _doe(kader, diensten.leg_vast, gevraagd)


@opdracht.command("trek-in", help="Een toestemming wordt ingetrokken; dat geldt meteen.")
@click.argument("nummer", metavar="NR")
@click.argument("toestemming", metavar="TOESTEMMING", type=int)
@click.option("--door", default="gezin", metavar="WIE", help="Wie haar introk.")
@click.pass_obj
def trek_in(kader: Kader, nummer: str, toestemming: int, door: str) -> None:
    from engine.toestemming import diensten

    _doe(kader, diensten.trek_in, diensten.Intrekking(nummer, toestemming, door))


@opdracht.command("doorbreek", help="Veiligheid gaat voor: leg vast dat zonder toestemming wordt gedeeld.")
@click.argument("nummer", metavar="NR")
@click.option("--domein", required=True, metavar="D", help="Wiens gegevens.")
@click.option("--gevraagd-door", required=True, metavar="P", help="Wie de gegevens vroeg; dat bent u niet zelf.")
@click.option("--reden", required=True, metavar="T", help="Waarom het nodig is.")
@click.option("--weging", required=True, metavar="T", help="Wat is afgewogen.")
@click.option("--geinformeerd", is_flag=True, help="Het gezin is ingelicht.")
@click.pass_obj
def doorbreek(
    kader: Kader, nummer: str, domein: str, gevraagd_door: str, reden: str, weging: str, geinformeerd: bool
) -> None:
    from engine.toestemming import diensten

    gevraagd = diensten.Doorbreking(nummer, domein, gevraagd_door, reden, weging, geinformeerd)
    _doe(kader, diensten.doorbreek, gevraagd)


def _doe(kader: Kader, gebruiksgeval: Callable[..., Uitkomst], gevraagd: Any) -> None:
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


def _regels(antwoord: dict[str, Any]) -> Iterator[str]:
    from budget.basis.klok import datum

    for deel in antwoord["domeinen"]:
        mag = "ja " if deel["mag"] else "NEE"
        nog = [wie for wie in deel["nodig"] if wie not in deel["heeft"]]
        wat = f"nog nodig: {', '.join(nog)}" if nog else deel["toestand"].replace("_", " ")
        tot = f", tot {datum(date.fromisoformat(deel['tot']))}" if deel["tot"] else ""
        yield f"{mag}  {deel['naam']:<42} {wat}{tot}"
    if antwoord["verandert_op"]:
        op = datum(date.fromisoformat(antwoord["verandert_op"]))
        yield f"Op {op} wordt de jeugdige ouder en gelden andere regels."
