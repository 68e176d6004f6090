"""`doorbraak termijn`: reckon a term with its reasons, and list what must be done before when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

opdracht = Groep(name="termijn", help="Termijnen en hun uitleg.")


@opdracht.command("bereken", help="Reken een termijn uit, met de reden van elke stap. Zonder database.")
@click.option("--van", required=True, metavar="D", help="De dag waarop het begint (JJJJ-MM-DD); die telt niet mee.")
@click.option("--duur", required=True, metavar="DUUR", help="8w, 5wd, 3m of 1j; -14d telt terug.")
@click.option("--grondslag", required=True, metavar="GROND", help="wet (de Algemene termijnenwet geldt) of afspraak.")
@click.option("--opschorting", "opschortingen", multiple=True, metavar="VAN..TOT", help="Dagen die niet meetellen.")
@click.option(
    "--regio", metavar="MAP", help="Regiomap of meegeleverde regio: haar sluitingsdagen en schoolvakanties tellen mee."
)
@click.pass_obj
def bereken(
    kader: Kader, van: str, duur: str, grondslag: str, opschortingen: tuple[str, ...], regio: str | None
) -> None:
    from engine.termijnen.vragen import bereken_uit_tekst, kalender_van

    kalender = kalender_van(regio)
    gegevens = bereken_uit_tekst(van, duur, grondslag, opschortingen, kalender)
    kader.toon(gegevens, _uitleg(gegevens))


@opdracht.command("lijst", help="Toon wat openstaat in de casussen die u mag zien, het eerste bovenaan.")
@click.option("--casus", default="", metavar="NR", help="Alleen van deze casus.")
@click.option("--tot", metavar="D", help="Alleen wat uiterlijk op deze dag af moet zijn (JJJJ-MM-DD).")
@click.pass_obj
def lijst(kader: Kader, casus: str, tot: str | None) -> None:
    from budget.basis.klok import dag
    from engine.casus.vragen import termijnen
    from engine.termijnen.regels import te_laat

    uiterlijk = None if tot is None else _dag("--tot", tot)
    with kader.vraag() as i:
        rijen = termijnen(i.db, i.wie, i.nu, casus=casus, tot=uiterlijk)
        nu = i.nu
    gegevens = [
        {
            "termijn": t.nummer,
            "casus": t.casus,
            "onderwerp": t.onderwerp,
            "code": t.code,
            "ontvanger": t.ontvanger,
            "doe": t.doe,
            "einde": t.einde.isoformat(),
            "te_laat": te_laat(t.einde, nu),
            "uitleg": list(t.uitleg),
        }
        for t in rijen
    ]
    kader.toon({"termijnen": gegevens}, _regels(gegevens, dag(nu)))


def _uitleg(gegevens: dict[str, Any]) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum

    voorlopig = " (voorlopig: de termijn staat nog stil)" if gegevens["voorlopig"] else ""
    yield f"Einde: {datum(date.fromisoformat(gegevens['einde']))}{voorlopig}"
    yield from (f"  {stap}" for stap in gegevens["uitleg"])
    yield from (f"Let op: {waarschuwing}" for waarschuwing in gegevens["waarschuwingen"])


def _regels(termijnen: list[dict[str, Any]], vandaag: Any) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum, over

    for t in termijnen:
        einde = date.fromisoformat(t["einde"])
        wie = t["ontvanger"].removeprefix("persoon:")
        yield f"{datum(einde, jaar=False):<10} {over(einde, vandaag):<15} {t['casus']}  {wie}: {t['doe']}"
    yield f"{len(termijnen)} open termijnen." if termijnen else "Er staat niets open dat u mag zien."


def _dag(optie: str, tekst: str) -> Any:
    from engine.termijnen.kalender import lees_dag

    try:
        return lees_dag(tekst)
    except ValueError as fout:
        raise click.BadParameter(str(fout), param=click.Option([optie])) from None
