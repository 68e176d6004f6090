"""`doorbraak termijn`: reckon a term with its reasons, list what must be done before when, and change when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.termijnregels import dag_van, uitleg, voeg_wijzigingen_toe

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
    kader.toon(gegevens, uitleg(gegevens))


@opdracht.command("dwangsom", help="Reken de dwangsom uit bij een te laat besluit (Awb 4:17). Zonder database.")
@click.option("--einde", required=True, metavar="D", help="De laatste dag van de beslistermijn (JJJJ-MM-DD).")
@click.option("--ingebrekestelling", required=True, metavar="D", help="De dag waarop die is ontvangen (JJJJ-MM-DD).")
@click.option("--tot", metavar="D", help="Tot en met deze dag; zonder: tot het hoogste bedrag (JJJJ-MM-DD).")
@click.pass_obj
def dwangsom(kader: Kader, einde: str, ingebrekestelling: str, tot: str | None) -> None:
    from engine.termijnen.kalender import nationale_dwangsom
    from engine.termijnen.regels.dwangsom import dwangsom as reken

    som = reken(
        dag_van("--einde", einde), dag_van("--ingebrekestelling", ingebrekestelling), nationale_dwangsom()
    )  # fmt: skip
    tot_en_met = dag_van("--tot", tot) if tot else som.treden[-1].tot_en_met
    gegevens = {
        "eerste_dag": som.eerste_dag.isoformat(),
        "verschuldigd": som.verschuldigd(tot_en_met).cents,
        "tot_en_met": tot_en_met.isoformat(),
        "treden": [
            {"van": t.van.isoformat(), "tot_en_met": t.tot_en_met.isoformat(), "per_dag": t.per_dag.cents,
             "opgeteld": t.opgeteld.cents}
            for t in som.treden
        ],
        "bron": som.regel.bron,
        "status": som.regel.status,
    }  # fmt: skip
    kader.toon(gegevens, _dwangsomregels(som, tot_en_met))


@opdracht.command("lijst", help="Toon wat openstaat in de casussen die u mag zien, het eerste bovenaan.")
@click.option("--casus", default="", metavar="NR", help="Alleen van deze casus.")
@click.option("--tot", metavar="D", help="Alleen wat uiterlijk op deze dag af moet zijn (JJJJ-MM-DD).")
@click.option("--gantt", is_flag=True, help="Teken alle termijnen van de casus in de tijd; ook wat klaar is.")
@click.option("--ics", metavar="F", help="Zet de lijst ook als agenda in dit bestand (.ics).")
@click.pass_obj
def lijst(kader: Kader, casus: str, tot: str | None, gantt: bool, ics: str | None) -> None:
    from budget.basis.klok import dag
    from engine.casus.vragen import termijnen
    from engine.termijnen.regels import te_laat

    if gantt:
        _gantt(kader, casus)
        return
    uiterlijk = None if tot is None else dag_van("--tot", tot)
    with kader.vraag() as i:
        rijen = termijnen(i.db, i.wie, i.nu, casus=casus, tot=uiterlijk)
        nu = i.nu
    if ics is not None:
        _schrijf_ics(ics, rijen, nu)
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


@opdracht.command("waarom", help="Waarom deze datum: regel, berekening, wijzigingen en herinneringen.")
@click.argument("nummer", type=int, metavar="TERMIJN")
@click.pass_obj
def waarom(kader: Kader, nummer: int) -> None:
    from engine.termijnen.verloop import waarom as zoek

    with kader.vraag() as i:
        gegevens = zoek(i.db, i.wie, nummer, i.nu)
    kader.toon(gegevens, _waaromregels(gegevens))


@opdracht.command("catalogus", help="Toon de termijnen die u met een code kunt openen, met bron en status.")
@click.pass_obj
def catalogus(kader: Kader) -> None:
    from engine.register.vragen import termijnregels

    with kader.vraag() as i:
        regels = [r for r in termijnregels(i.db) if r.begint]
    gegevens = [
        {"code": r.code, "naam": r.naam, "duur": r.duur.kort, "grondslag": r.grondslag.value, "begint": r.begint,
         "geldig_van": r.geldig_van and r.geldig_van.isoformat(), "bron": r.bron, "status": r.status}
        for r in regels
    ]  # fmt: skip
    tekst = (f"{r.code:<28} {r.duur!s:<12} {r.naam}; begint: {r.begint} ({r.status})" for r in regels)
    kader.toon({"termijnen": gegevens}, tekst)


def _gantt(kader: Kader, casus: str) -> None:
    from budget.basis.klok import dag
    from engine.termijnen.verloop import balken
    from tui.viewmodels.gantt import gantt_vm

    if not casus:
        raise click.BadParameter("noem ook --casus: een tekening is van één casus", param=click.Option(["--gantt"]))
    with kader.vraag() as i:
        rijen = balken(i.db, i.wie, casus, i.nu)
        vandaag = dag(i.nu)
    kader.toon({"casus": casus, "balken": [b.als_json() for b in rijen]}, gantt_vm(rijen, vandaag).regels())


def _schrijf_ics(bestand: str, rijen: Any, nu: Any) -> None:
    from pathlib import Path

    from engine.berichten.begrippen import Agendapunt
    from engine.berichten.opmaak import ics
    from engine.termijnen.teksten import agendatitel

    punten = [
        Agendapunt.hele_dag_op(t.einde, f"termijn:{t.nummer}", agendatitel(t.casus, t.onderwerp, t.doe)) for t in rijen
    ]
    try:
        Path(bestand).write_bytes(ics(punten, nu))
    except OSError as fout:
        raise click.BadParameter(f"het bestand is niet te schrijven ({fout.strerror})", param=click.Option(["--ics"])) \
            from None  # fmt: skip


def _dwangsomregels(som: Any, tot_en_met: Any) -> Iterator[str]:
    from budget.basis.klok import datum

    yield f"Verschuldigd tot en met {datum(tot_en_met)}: {som.verschuldigd(tot_en_met)}"
    for t in som.treden:
        yield f"  {datum(t.van)} t/m {datum(t.tot_en_met)}: {t.per_dag} per dag, samen {t.opgeteld}"
    if som.regel.status != "bron":
        yield f"Let op: de bedragen en de eerste dag zijn {som.regel.status}; ga ze na. Bron: {som.regel.bron}"


def _waaromregels(g: dict[str, Any]) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum

    def dag_(tekst: str) -> str:
        return datum(date.fromisoformat(tekst))

    waarvan = f"{g['casus']}, " if g["casus"] else ""
    yield f"Termijn {g['termijn']} ({waarvan}{g['code']}): {g['doe']}"
    if g["regel"]:
        begint = f" Begint met: {g['regel']['begint']}." if g["regel"]["begint"] else ""
        yield f"Regel: {g['regel']['naam']}.{begint} Bron: {g['regel']['bron']} ({g['regel']['status']})."
    if "einde" in g["afleiding"] and "voorlopig" in g["afleiding"]:
        yield from uitleg(g["afleiding"])
    else:
        yield f"Einde: {dag_(g['einde'])}"
        yield from (f"  {zin}" for zin in g["afleiding"]["uitleg"])
    for w in g["wijzigingen"]:
        reden = f": {w['reden']}" if w["reden"] else ""
        yield f"{w['soort'].capitalize()} van {dag_(w['op'])} door {w['door']}{reden}"
    for h in g["herinneringen"]:
        yield f"Herinnering {h['trede']} op {dag_(h['op'])} aan {h['aan']}: {h['status']}"


def _regels(termijnen: list[dict[str, Any]], vandaag: Any) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum, over

    for t in termijnen:
        einde = date.fromisoformat(t["einde"])
        wie = t["ontvanger"].removeprefix("persoon:")
        wanneer = f"{datum(einde, jaar=False):<10} {over(einde, vandaag):<15}"
        yield f"{t['termijn']:>4} {wanneer} {t['casus']}  {wie}: {t['doe']}"
    yield f"{len(termijnen)} open termijnen." if termijnen else "Er staat niets open dat u mag zien."


voeg_wijzigingen_toe(opdracht)
