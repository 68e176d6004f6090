"""`doorbraak pot positie/saldi/balans/prognose/afrekening`: the reports on the pot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.export import VORMEN, maak_map, schrijf_bestanden
from tui.opdrachten.opties import als_dag

if TYPE_CHECKING:
    from datetime import date

    from engine.verslag.begrippen import Kijk


verslagen = Groep(name="verslagen")
"""The commands; `doorbraak pot` takes them over."""

_BEKEND_OP = click.option(
    "--bekend-op", metavar="A", callback=als_dag, help="Wat op deze dag was vastgelegd (JJJJ-MM-DD)."
)
_OVER = click.option("--over", metavar="B", callback=als_dag, help="Wat tot en met deze dag gebeurde (boekdatum).")


def _kijk(bekend_op: date | None, over: date | None) -> Kijk:
    from engine.verslag.begrippen import Kijk

    return Kijk(bekend_op, over)


@verslagen.command(
    "positie", help="Toon bank, onderweg, schulden, uitzoek, vorderingen en reserveringen met hun ouderdom."
)
@_BEKEND_OP
@_OVER
@click.option("--posten", is_flag=True, help="Ook elke open post.")
@click.pass_obj
def positie(kader: Kader, bekend_op: date | None, over: date | None, posten: bool) -> None:
    from engine.verslag.vragen import positie as potpositie
    from tui.verslagregels import positieregels

    with kader.vraag_met_log() as i:
        verslag = potpositie(i.db, i.wie, i.nu, _kijk(bekend_op, over))
    gegevens = verslag.als_json()
    kader.toon(gegevens, positieregels(gegevens, posten=posten))


@verslagen.command("saldi", help="Toon de saldi per deelnemer, casus, wet of taakveld.")
@click.option(
    "--naar", required=True, type=click.Choice(["deelnemer", "casus", "wet", "taakveld"]), help="Waarnaar u verdeelt."
)
@_BEKEND_OP
@_OVER
@click.pass_obj
def saldi(kader: Kader, naar: str, bekend_op: date | None, over: date | None) -> None:
    from engine.verslag.vragen import Naar, verdeling
    from tui.verslagregels import saldiregels

    with kader.vraag_met_log() as i:
        gegevens = verdeling(i.db, i.wie, i.nu, Naar(naar), _kijk(bekend_op, over)).als_json()
    kader.toon(gegevens, saldiregels(gegevens))


@verslagen.command("balans", help="Toon balans en resultaat in de indeling van uw kassier.")
@click.option("--profiel", type=click.Choice(["bbv", "rj660", "rgs"]), help="Een andere indeling.")
@_OVER
@click.pass_obj
def balans(kader: Kader, profiel: str | None, over: date | None) -> None:
    from engine.verslag.vragen import balans as potbalans
    from tui.verslagregels import balansregels

    with kader.vraag() as i:
        gegevens = potbalans(i.db, i.wie, i.nu, profiel, over).als_json()
    kader.toon(gegevens, balansregels(gegevens))


@verslagen.command("prognose", help="Toon wanneer de pot in dit tempo leeg is, met een bandbreedte.")
@click.pass_obj
def prognose(kader: Kader) -> None:
    from engine.verslag.vragen import prognose as potprognose
    from tui.verslagregels import prognoseregels

    with kader.vraag() as i:
        verslag = potprognose(i.db, i.wie, i.nu)
    kader.toon(verslag.als_json(), prognoseregels(verslag.als_json()))


@verslagen.command("afrekening", help="Toon de afrekening van een deelnemer, en schrijf haar als csv, xlsx en pdf.")
@click.option("--deelnemer", required=True, metavar="P", help="De organisatie, zoals gemeente_zeist.")
@click.option("--jaar", metavar="J", type=int, help="Het jaar; anders dit jaar.")
@click.option("--uit", metavar="MAP", help="Schrijf de bestanden in deze map.")
@click.option("--vorm", "vormen", multiple=True, type=VORMEN, help="Alleen deze vorm; mag vaker. Anders alle drie.")
@click.pass_obj
def afrekening(kader: Kader, deelnemer: str, jaar: int | None, uit: str | None, vormen: tuple[str, ...]) -> None:
    from budget.basis.klok import dag
    from engine.export.jaarafsluiting import Vorm, exporteer_afrekening
    from tui.verslagregels import afrekeningregels

    if vormen and uit is None:
        raise click.UsageError("--vorm hoort bij --uit: noem de map waarin de bestanden komen.")
    gekozen = () if uit is None else [Vorm(vorm) for vorm in vormen] or list(Vorm)
    map_ = None if uit is None else maak_map(uit)
    with kader.vraag_met_log() as i:
        gekozen_jaar = jaar or dag(i.nu).year
        gevonden, bestanden = exporteer_afrekening(
            i.db, i.wie, i.nu, deelnemer=deelnemer, jaar=gekozen_jaar, vormen=gekozen
        )
        namen = [] if map_ is None else schrijf_bestanden(map_, bestanden)
    gegevens: dict[str, Any] = gevonden.als_json() | {"bestanden": namen}
    kader.toon(gegevens, [*afrekeningregels(gegevens), *(f"Geschreven: {naam}" for naam in namen)])
