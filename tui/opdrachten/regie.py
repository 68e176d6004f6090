"""`doorbraak regie`: the casusregie is asked, accepted, refused, disputed, handed over, received or ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.opties import als_dag

if TYPE_CHECKING:
    from budget.basis.opdracht import Uitkomst

opdracht = Groep(name="regie", help="De casusregie: aanbieden, aanvaarden, betwisten, overdragen.")


@opdracht.command("bied", help="Vraag iemand om de casusregie, met een vervanger erbij.")
@click.argument("nummer", metavar="NR")
@click.option("--aan", required=True, metavar="P", help="Wie wordt gevraagd.")
@click.option("--vervanger", required=True, metavar="Q", help="Wie waarneemt als die persoon er niet is.")
@click.option("--reden", default="", metavar="T", help="Waarom deze persoon.")
@click.pass_obj
def bied(kader: Kader, nummer: str, aan: str, vervanger: str, reden: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Aanbod

    _doe(kader, diensten.bied, Aanbod(nummer, aan, vervanger, reden))


@opdracht.command("aanvaard", help="Neem de casusregie die u is gevraagd.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def aanvaard(kader: Kader, nummer: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Aanvaarding

    _doe(kader, diensten.aanvaard, Aanvaarding(nummer))


@opdracht.command("weiger", help="Neem de casusregie niet; zeg waarom.")
@click.argument("nummer", metavar="NR")
@click.option("--reden", required=True, metavar="T", help="Waarom niet.")
@click.pass_obj
def weiger(kader: Kader, nummer: str, reden: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Afwijzing

    _doe(kader, diensten.weiger, Afwijzing(nummer, reden))


@opdracht.command("betwist", help="Zeg dat de regie niet bij u hoort, of niet bij een ander; de voorzitter antwoordt.")
@click.argument("nummer", metavar="NR")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.option("--intrekken", is_flag=True, help="Neem uw betwisting terug.")
@click.pass_obj
def betwist(kader: Kader, nummer: str, reden: str, intrekken: bool) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Betwisting

    if not intrekken and not reden.strip():
        raise click.UsageError("Geef met --reden waarom u de casusregie betwist.")
    _doe(kader, diensten.betwist, Betwisting(nummer, reden, intrekken))


@opdracht.command("draag-over", help="Draag uw regie over; u houdt haar tot de ander haar ontvangt.")
@click.argument("nummer", metavar="NR")
@click.option("--aan", required=True, metavar="P", help="Aan wie.")
@click.option("--vervanger", required=True, metavar="Q", help="Wie waarneemt als die persoon er niet is.")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.pass_obj
def draag_over(kader: Kader, nummer: str, aan: str, vervanger: str, reden: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Overdracht

    _doe(kader, diensten.draag_over, Overdracht(nummer, aan, vervanger, reden))


@opdracht.command("ontvang", help="Ontvang de regie die aan u wordt overgedragen.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def ontvang(kader: Kader, nummer: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Ontvangst

    _doe(kader, diensten.ontvang, Ontvangst(nummer))


@opdracht.command("beeindig", help="Stop met de regie; de voorzitter vraagt dan iemand anders.")
@click.argument("nummer", metavar="NR")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.option("--persoon", metavar="P", help="Iemand die uit dienst is (voor de secretaris).")
@click.pass_obj
def beeindig(kader: Kader, nummer: str, reden: str, persoon: str | None) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Beeindiging

    _doe(kader, diensten.beeindig, Beeindiging(nummer, reden, persoon))


@opdracht.command("uitzondering", help="Sta tot een dag toe dat er zonder casusregisseur wordt besloten.")
@click.argument("nummer", metavar="NR")
@click.option("--tot", required=True, callback=als_dag, metavar="D", help="De eerste dag zonder.")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.pass_obj
def uitzondering(kader: Kader, nummer: str, tot: date, reden: str) -> None:
    from engine.regie import diensten
    from engine.regie.begrippen import Uitzondering

    _doe(kader, diensten.sta_uitzondering_toe, Uitzondering(nummer, tot, reden))


def _doe(kader: Kader, gebruiksgeval: Callable[..., Uitkomst], gevraagd: Any) -> None:
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])
