"""`doorbraak export`: files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.kader import Kader, schrijf_bytes
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from budget.basis.gebruiker import Gebruiker
    from budget.basis.transactie import Sessie
    from engine.export.diensten import Exportbestand

opdracht = Groep(name="export", help="Bestanden voor andere programma's.")


@opdracht.command("csv", help="Schrijf het journaal en een overzicht per deelnemer als csv, voor een rekenblad.")
@click.option("--uit", "uit", required=True, metavar="MAP", help="De map; zij wordt gemaakt als zij er niet is.")
@click.pass_obj
def csv(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_csv

    _schrijf(kader, uit, exporteer_csv)


@opdracht.command("beancount", help="Schrijf het hele grootboek voor het programma beancount.")
@click.option("--uit", "uit", required=True, metavar="MAP", help="De map; zij wordt gemaakt als zij er niet is.")
@click.pass_obj
def beancount(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_beancount

    _schrijf(kader, uit, exporteer_beancount)


@opdracht.command("hledger", help="Schrijf het hele grootboek voor het programma hledger.")
@click.option("--uit", "uit", required=True, metavar="MAP", help="De map; zij wordt gemaakt als zij er niet is.")
@click.pass_obj
def hledger(kader: Kader, uit: str) -> None:
    from engine.export.diensten import exporteer_hledger

    _schrijf(kader, uit, exporteer_hledger)


def _schrijf(kader: Kader, uit: str, maak: Callable[[Sessie, Gebruiker, datetime], list[Exportbestand]]) -> None:
    map_ = maak_map(uit)
    with kader.vraag_met_log() as i:
        bestanden = maak(i.db, i.wie, i.nu)
        for bestand in bestanden:
            schrijf_bytes(str(map_ / bestand.naam), bestand.inhoud)
    namen = [str(map_ / bestand.naam) for bestand in bestanden]
    kader.toon({"bestanden": namen}, [f"Geschreven: {naam}" for naam in namen])


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
