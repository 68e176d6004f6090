"""`doorbraak herinner`: send what must be told now, or show what would go on a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht


@click.command("herinner", cls=Opdracht, help="Verstuur wat nu moet worden herinnerd en nog niet is verstuurd.")
@click.option("--op", metavar="D", help="Toon wat er op deze dag zou gaan (JJJJ-MM-DD); er wordt niets verstuurd.")
@click.pass_obj
def opdracht(kader: Kader, op: str | None) -> None:
    if op is not None:
        _toon_vooruit(kader, op)
        return
    from engine.berichten.kanalen import kanaal_voor
    from engine.berichten.versturen import verstuur
    from engine.termijnen.herinneren import Ronde, herinner

    # Before anything is promised to anybody: is there a way for messages to leave?
    kanaal = kanaal_voor(kader.url)
    with kader.opdracht() as i:
        uitkomst = herinner(i.db, i.wie, Ronde(), sleutel=i.sleutel, versie=0, nu=i.nu)
        nu, sleutel = i.nu, i.sleutel
    bezorgd = verstuur(kader.url, kanaal, nu)
    gegevens = uitkomst.gegevens | {
        "bezorgd": bezorgd.verzonden,
        "uitgesteld": bezorgd.uitgesteld,
        "onbestelbaar": uitkomst.gegevens["onbestelbaar"] + bezorgd.onbestelbaar,
        "sleutel": sleutel,
    }
    kader.toon(gegevens, _regels(uitkomst.melding, gegevens))


def _toon_vooruit(kader: Kader, op: str) -> None:
    from engine.termijnen.herinneren import vooruitblik
    from engine.termijnen.kalender import lees_dag

    try:
        dag = lees_dag(op)
    except ValueError as fout:
        raise click.BadParameter(str(fout), param=click.Option(["--op"])) from None
    with kader.vraag() as i:
        regels = vooruitblik(i.db, i.wie, dag)
    gegevens = {
        "op": dag.isoformat(),
        "verzonden": len(regels),
        "samenvattingen": len({r["aan"] for r in regels}),
        "geescaleerd": sum(r["geescaleerd"] for r in regels),
        "regels": regels,
    }
    kader.toon(gegevens, _vooruitregels(regels))


def _regels(melding: str, gegevens: dict[str, Any]) -> Iterator[str]:
    yield melding
    if gegevens["bezorgd"]:
        yield f"{gegevens['bezorgd']} berichten zijn bezorgd."
    if gegevens["uitgesteld"]:
        yield f"{gegevens['uitgesteld']} berichten konden nog niet weg; zij gaan later nog eens."
    if gegevens["onbestelbaar"]:
        yield f"{gegevens['onbestelbaar']} berichten zijn niet te bezorgen; de beheerder hoort het."
    for b in gegevens["bevindingen"]:
        yield f"  Voor {b['aantal']} herinneringen is '{b['gezocht']}' {b['reden']}; de voorzitter kreeg ze."


def _vooruitregels(regels: list[dict[str, Any]]) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum

    for r in regels:
        einde = datum(date.fromisoformat(r["einde"]), jaar=False)
        yield f"{r['aan']:<24} {r['casus'] or '':<10} {einde:<10} {r['doe']}"
    yield f"{len(regels)} herinneringen; er is niets verstuurd." if regels else "Er gaat dan niets weg."
