"""`doorbraak export`: files for other programs and for the accountant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, schrijf_bytes, schrijf_stroom
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from budget.basis.gebruiker import Gebruiker
    from budget.basis.transactie import Sessie
    from engine.export.bestanden import Exportbestand, Exportstroom

opdracht = Groep(name="export", help="Bestanden voor andere programma's en voor de accountant.")

_UIT: dict[str, Any] = {
    "required": True,
    "metavar": "MAP",
    "help": "De map; zij wordt gemaakt als zij er niet is.",
}
VORMEN = click.Choice(["csv", "xlsx", "pdf"])


@opdracht.command("csv", help="Schrijf het journaal en een overzicht per deelnemer als csv, voor een rekenblad.")
@click.option("--uit", "uit", **_UIT)
@click.pass_obj
def csv(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_csv

    _schrijf(kader, uit, exporteer_csv)


@opdracht.command("beancount", help="Schrijf het hele grootboek voor het programma beancount.")
@click.option("--uit", "uit", **_UIT)
@click.pass_obj
def beancount(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_beancount

    _schrijf(kader, uit, exporteer_beancount)


@opdracht.command("hledger", help="Schrijf het hele grootboek voor het programma hledger.")
@click.option("--uit", "uit", **_UIT)
@click.pass_obj
def hledger(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_hledger

    _schrijf(kader, uit, exporteer_hledger)


@opdracht.command("xaf", help="Schrijf de auditfile (XAF) voor de accountant, een bestand per jaar.")
@click.option("--uit", "uit", **_UIT)
@click.option("--jaar", metavar="J", type=int, help="Alleen dit jaar.")
@click.option(
    "--versie", "xafversie", type=click.Choice(["4.0", "3.2"]), default="4.0", show_default=True, help="De XAF-versie."
)
@click.pass_obj
def xaf(kader: Kader, uit: str, jaar: int | None, xafversie: str) -> None:
    from engine.export.auditfile import Xafversie, exporteer_xaf

    _schrijf(kader, uit, lambda db, wie, nu: exporteer_xaf(db, wie, nu, jaar=jaar, versie=Xafversie(xafversie)))


@opdracht.command("jaarafsluiting", help="Schrijf de jaarstukken: een map per deelnemer, voor diens accountant.")
@click.option("--uit", "uit", **_UIT)
@click.option("--jaar", required=True, metavar="J", type=int, help="Het jaar.")
@click.option("--deelnemer", metavar="P", help="Alleen de map van deze deelnemer.")
@click.option("--vorm", "vormen", multiple=True, type=VORMEN, help="Alleen deze vorm; mag vaker. Anders alle drie.")
@click.pass_obj
def jaarafsluiting(kader: Kader, uit: str, jaar: int, deelnemer: str | None, vormen: tuple[str, ...]) -> None:
    from engine.export.jaarafsluiting import Vorm, exporteer_jaarafsluiting

    gekozen = [Vorm(vorm) for vorm in vormen] or list(Vorm)
    _schrijf(
        kader,
        uit,
        lambda db, wie, nu: exporteer_jaarafsluiting(db, wie, nu, jaar=jaar, deelnemer=deelnemer, vormen=gekozen),
    )


@opdracht.command("bpmn", help="Schrijf elke versie van het proces als BPMN 2.0, een bestand per spoor.")
@click.option("--uit", "uit", **_UIT)
@click.pass_obj
def bpmn(kader: Kader, uit: str) -> None:
    from engine.export.proces import exporteer_bpmn

    _schrijf(kader, uit, exporteer_bpmn)


def _schrijf(
    kader: Kader,
    uit: str,
    maak: Callable[[Sessie, Gebruiker, datetime], Sequence[Exportbestand | Exportstroom]],
) -> None:
    map_ = maak_map(uit)
    with kader.vraag_met_log() as i:
        namen = schrijf_bestanden(map_, maak(i.db, i.wie, i.nu))
    kader.toon({"bestanden": namen}, [f"Geschreven: {naam}" for naam in namen])


def schrijf_bestanden(map_: Path, bestanden: Sequence[Exportbestand | Exportstroom]) -> list[str]:
    """Write the files into the folder, in folders of their own where their names say so; return the paths."""
    namen = []
    for bestand in bestanden:
        doel = map_ / bestand.naam
        maak_map(str(doel.parent))
        if hasattr(bestand, "schrijf"):
            schrijf_stroom(str(doel), bestand.schrijf)
        else:
            schrijf_bytes(str(doel), bestand.inhoud)
        namen.append(str(doel))
    return namen


def maak_map(pad: str) -> Path:
    """Return the folder, made when it is not there; refuses (exit 2) where that cannot be."""
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    map_ = Path(pad)
    try:
        map_.mkdir(parents=True, exist_ok=True)
    except OSError:
        fout = Fout(pad, "", "Deze map kan niet worden gemaakt.", "Kies een andere map, of controleer de rechten.")
        raise OnbruikbareInvoer([fout]) from None
    return map_
