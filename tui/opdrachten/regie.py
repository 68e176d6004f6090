"""`doorbraak regie`: ask somebody to take the casusregie, accept it or refuse it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from budget.basis.opdracht import Uitkomst

opdracht = Groep(name="regie", help="De casusregie aanbieden, aanvaarden of weigeren.")


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


def _doe(kader: Kader, gebruiksgeval: Callable[..., Uitkomst], gevraagd: Any) -> None:
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])
