"""`doorbraak vordering`: claims on payers and their letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Iterator

opdracht = Groep(name="vordering", help="Vorderingen op betalers.")


@opdracht.command("lijst", help="Toon de open vorderingen die u mag zien.")
@click.option("--alles", is_flag=True, help="Ook wat al is voldaan of ingetrokken.")
@click.pass_obj
def lijst(kader: Kader, alles: bool) -> None:
    from engine.geldspoor.vragen import vorderingen

    with kader.vraag() as i:
        rijen = [v.als_json() for v in vorderingen(i.db, i.wie, i.nu, alles=alles)]
    kader.toon({"vorderingen": rijen}, _regels(rijen))


@opdracht.command("brief", help="Toon de brief van een vordering.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def brief(kader: Kader, nummer: str) -> None:
    from engine.geldspoor.vragen import brief as vorderingsbrief

    with kader.vraag_met_log() as i:
        gevonden = vorderingsbrief(i.db, i.wie, nummer, i.nu)
    gegevens = {
        "nummer": gevonden.nummer,
        "betaler": gevonden.betaler,
        "kenmerk": gevonden.kenmerk,
        "bedrag": gevonden.bedrag.cents,
        "dag": gevonden.dag.isoformat(),
        "betaal_voor": gevonden.betaal_voor.isoformat(),
        "tekst": "\n".join(gevonden.regels),
    }
    kader.toon(gegevens, gevonden.regels)


def _regels(rijen: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    if not rijen:
        yield "Er zijn geen vorderingen om te tonen."
    for v in rijen:
        voor = f"  betalen voor {v['betaal_voor']}" if v["betaal_voor"] and v["open"] else ""
        yield f"{v['nummer']}  {v['betaler']:<28}{kaal(v['open']):>16}  {v['status'].replace('_', ' ')}{voor}"
