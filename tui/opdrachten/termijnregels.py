"""The commands that change when a term ends; each shows the new day first with --proef."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

_PROEF = click.option("--proef", is_flag=True, help="Toon alleen het nieuwe einde; er verandert niets.")


def voeg_wijzigingen_toe(opdracht: Groep) -> None:
    """Add open, opschorten, hervatten, verlengen, verplaatsen and voldoe to the group `termijn`."""
    opdracht.command("open", help="Open een termijn uit de catalogus bij een casus.")(_open)
    opdracht.command("opschorten", help="Laat een termijn stilstaan.")(_opschorten)
    opdracht.command("hervatten", help="Laat een termijn weer lopen.")(_hervatten)
    opdracht.command("verlengen", help="Verleng een termijn met een kennisgeving.")(_verlengen)
    opdracht.command("verplaatsen", help="Zet een termijn van de tafel op een andere dag, met een reden.")(_verplaatsen)
    opdracht.command("voldoe", help="Sluit een termijn die u uit de catalogus opende.")(_voldoe)


@click.option("--casus", required=True, metavar="NR", help="Bij welke casus.")
@click.option("--code", required=True, metavar="CODE", help="Welke termijn; zie 'doorbraak termijn catalogus'.")
@click.option("--van", required=True, metavar="D", help="De dag waarop het begon (JJJJ-MM-DD).")
@click.pass_obj
def _open(kader: Kader, casus: str, code: str, van: str) -> None:
    from engine.termijnen.wijzigen import Openen, open_uit_catalogus

    _doe(kader, open_uit_catalogus, Openen(casus, code, dag_van("--van", van)))


@click.argument("nummer", type=int, metavar="TERMIJN")
@click.option(
    "--grond", required=True, metavar="GROND", help="aanvulling, instemming, toerekenbaar, overmacht, afspraak."
)
@click.option("--reden", required=True, metavar="T", help="Waarom, zonder namen.")
@click.option("--uitgenodigd", metavar="D", help="Dag waarop om aanvulling is gevraagd; de dag erna staat alles stil.")
@click.option("--hersteltermijn", metavar="D", help="Laatste dag die de aanvrager kreeg; zonder: geen opschorting.")
@click.option("--van", metavar="D", help="Eerste dag die niet meetelt (JJJJ-MM-DD).")
@click.option("--tot", metavar="D", help="Eerste dag die weer meetelt, als die al bekend is (JJJJ-MM-DD).")
@_PROEF
@click.pass_obj
def _opschorten(
    kader: Kader, nummer: int, grond: str, reden: str, uitgenodigd: str | None, hersteltermijn: str | None,
    van: str | None, tot: str | None, proef: bool,
) -> None:  # fmt: skip
    from engine.termijnen.begrippen import Opschortgrond
    from engine.termijnen.wijzigen import Opschorten

    if grond not in list(Opschortgrond):
        raise click.BadParameter(f"kies uit {', '.join(Opschortgrond)}", param=click.Option(["--grond"]))
    wat = Opschorten(
        nummer, Opschortgrond(grond), reden, _misschien("--van", van), _misschien("--uitgenodigd", uitgenodigd),
        _misschien("--tot", tot), _misschien("--hersteltermijn", hersteltermijn),
    )  # fmt: skip
    _wijzig(kader, wat, proef=proef)


@click.argument("nummer", type=int, metavar="TERMIJN")
@click.option("--op", required=True, metavar="D", help="Eerste dag die weer meetelt: de dag van de aanvulling.")
@click.option("--reden", default="", metavar="T", help="Wat er gebeurde, zonder namen.")
@_PROEF
@click.pass_obj
def _hervatten(kader: Kader, nummer: int, op: str, reden: str, proef: bool) -> None:
    from engine.termijnen.wijzigen import Hervatten

    _wijzig(kader, Hervatten(nummer, dag_van("--op", op), reden), proef=proef)


@click.argument("nummer", type=int, metavar="TERMIJN")
@click.option("--kennisgeving", required=True, metavar="D", help="Dag waarop het bericht is verstuurd (JJJJ-MM-DD).")
@click.option("--tot", metavar="D", help="Het nieuwe einde uit het bericht; zonder: wat de regel erbij geeft.")
@click.option("--reden", required=True, metavar="T", help="Waarom, zonder namen.")
@_PROEF
@click.pass_obj
def _verlengen(kader: Kader, nummer: int, kennisgeving: str, tot: str | None, reden: str, proef: bool) -> None:
    from engine.termijnen.wijzigen import Verlengen

    wat = Verlengen(nummer, dag_van("--kennisgeving", kennisgeving), reden, _misschien("--tot", tot))
    _wijzig(kader, wat, proef=proef)


@click.argument("nummer", type=int, metavar="TERMIJN")
@click.option("--naar", required=True, metavar="D", help="Het nieuwe einde (JJJJ-MM-DD).")
@click.option("--reden", required=True, metavar="T", help="Waarom, zonder namen.")
@_PROEF
@click.pass_obj
def _verplaatsen(kader: Kader, nummer: int, naar: str, reden: str, proef: bool) -> None:
    from engine.termijnen.wijzigen import Verplaatsen

    _wijzig(kader, Verplaatsen(nummer, dag_van("--naar", naar), reden), proef=proef)


@click.argument("nummer", type=int, metavar="TERMIJN")
@click.option("--reden", default="", metavar="T", help="Wat er is gedaan, zonder namen.")
@click.pass_obj
def _voldoe(kader: Kader, nummer: int, reden: str) -> None:
    from engine.termijnen.wijzigen import Voldoen, voldoe

    _doe(kader, voldoe, Voldoen(nummer, reden))


def _wijzig(kader: Kader, wat: Any, *, proef: bool) -> None:
    from engine.termijnen.wijzigen import stel_voor, wijzig, zin_van

    if not proef:
        _doe(kader, wijzig, wat)
        return
    with kader.vraag() as i:
        voorstel = stel_voor(i.db, i.wie, wat, i.nu)
    gegevens = voorstel.als_json() | {"proef": True}
    kader.toon(gegevens, ["Proef, er verandert niets.", zin_van(voorstel), *_redenen(gegevens)])


def _doe(kader: Kader, gebruiksgeval: Any, wat: Any) -> None:
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, wat, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *_redenen(uitkomst.gegevens)])


def _redenen(gegevens: dict[str, Any]) -> Iterator[str]:
    yield from (f"  {stap}" for stap in gegevens.get("uitleg", ()))
    yield from (f"Let op: {waarschuwing}" for waarschuwing in gegevens.get("waarschuwingen", ()))


def uitleg(gegevens: dict[str, Any]) -> Iterator[str]:
    """Give the lines of a derivation: its end, each step, and what to watch."""
    from datetime import date

    from budget.basis.klok import datum

    voorlopig = " (voorlopig: de termijn staat nog stil)" if gegevens["voorlopig"] else ""
    yield f"Einde: {datum(date.fromisoformat(gegevens['einde']))}{voorlopig}"
    yield from _redenen(gegevens)


def dag_van(optie: str, tekst: str) -> Any:
    """Read a day of the command line; exit 2 for what is no day."""
    from engine.termijnen.kalender import lees_dag

    try:
        return lees_dag(tekst)
    except ValueError as fout:
        raise click.BadParameter(str(fout), param=click.Option([optie])) from None


def _misschien(optie: str, tekst: str | None) -> Any:
    return None if tekst is None else dag_van(optie, tekst)
