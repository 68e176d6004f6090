"""`doorbraak mandaat`: may the people at the table decide this, and who may decide about what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep

opdracht = Groep(name="mandaat", help="Mogen de mensen aan tafel dit beslissen?")


@opdracht.command(
    "toets", help="Toets een vraag (doorbraak-mandaatvraag/1); met een eigen register kan het zonder database."
)
@click.option("--bestand", required=True, metavar="F", help="De vraag, YAML of JSON ('-' = invoer).")
@click.pass_obj
def toets(kader: Kader, bestand: str) -> None:
    from engine.invoer.lezen import lees_document
    from engine.mandaat.vragen import toets_met_register, toets_zonder_database

    tekst = lees_bestand(bestand)
    document = lees_document(tekst, bestand)
    if isinstance(document, dict) and document.get("mandaatregister") is not None:
        antwoord = toets_zonder_database(tekst, bestand)
    else:
        with kader.vraag() as i:
            antwoord = toets_met_register(i.db, tekst, bestand)
    kader.toon(antwoord, _toetsregels(antwoord))


@opdracht.command("lijst", help="Toon de mandaten die nu gelden, met wie ze heeft en wat is gebruikt.")
@click.pass_obj
def lijst(kader: Kader) -> None:
    from engine.mandaat.vragen import lijst as mandaatlijst

    with kader.vraag() as i:
        mandaten = mandaatlijst(i.db, i.wie, i.nu)
    kader.toon({"mandaten": mandaten}, _lijstregels(mandaten))


def _toetsregels(antwoord: dict[str, Any]) -> Iterator[str]:
    yield f"{antwoord['uitkomst'].replace('_', ' ')} (rij {antwoord['rij']})"
    yield antwoord["vervolg"]["tekst"]
    for regel in antwoord["regels"]:
        teken = "!" if regel["houdt_tegen"] else " "
        yield f"  {teken} {regel['planregel']}: {regel['tekst']} ({regel['regel']})"


def _lijstregels(mandaten: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import Geld

    for m in mandaten:
        tot = "onbeperkt" if m["max_per_regel"] == "onbeperkt" else str(Geld(m["max_per_regel"]))
        wie = ", ".join(m["personen"]) or "niemand"
        advies = " (adviseert alleen)" if m["adviserend"] else ""
        gebruikt = Geld(m["gebruikt_dit_jaar"])
        yield f"{m['mandaat']:<32} {m['gever']:<30} {tot:>14} per regel, dit jaar gebruikt {gebruikt}{advies}"
        yield f"    {', '.join(m['handelingen'])}: {m['houder']} ({wie})"
    if not mandaten:
        yield "Er staan geen mandaten in het register."
