"""`doorbraak betaler`: who may have to pay, with reasons, and the matrix that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.opties import als_dag

opdracht = Groep(name="betaler", help="Wie moet dit misschien betalen, en waarom?")


@opdracht.command("advies", help="Wie komt in aanmerking: een vraag in een bestand, of elke lijn van een casus.")
@click.option("--bestand", metavar="F", help="De vraag (doorbraak-betalervraag/1, YAML of JSON).")
@click.option("--regio", metavar="MAP", help="Bij --bestand: de afspraken van deze regiomap; zonder database.")
@click.option("--casus", metavar="NR", help="Elke lijn van deze casus.")
@click.option("--bewaar", metavar="LIJN", help="Bewaar het advies over deze lijn als nieuwe versie.")
@click.pass_obj
def advies(kader: Kader, bestand: str | None, regio: str | None, casus: str | None, bewaar: str | None) -> None:
    from engine.betaler.vragen import advies as advies_over
    from engine.betaler.vragen import advies_op_bestand

    if sum(keus is not None for keus in (bestand, casus, bewaar)) != 1:
        raise click.UsageError("Geef een --bestand, een --casus of een lijn om te --bewaren; een van de drie.")
    if regio is not None and bestand is None:
        raise click.UsageError("--regio hoort bij --bestand.")
    if bewaar is not None:
        _bewaar(kader, bewaar)
        return
    if casus is not None:
        with kader.vraag_met_log() as i:
            antwoord = advies_over(i.db, i.wie, casus, i.nu)
        kader.toon(antwoord, _casusregels(antwoord))
        return
    assert bestand is not None
    tekst = lees_bestand(bestand)
    if regio is not None:
        antwoord = advies_op_bestand(tekst, bestand, regio=regio)
    else:
        with kader.vraag() as i:
            antwoord = advies_op_bestand(tekst, bestand, db=i.db)
    kader.toon(antwoord, _regels(antwoord))


@opdracht.command("matrix", help="Breng de matrix van de regio in: een nieuwe versie (CSV of Excel).")
@click.option("--bestand", required=True, metavar="F", help="CSV met puntkomma's of .xlsx, zoals betaler-matrix.csv.")
@click.option("--versie-naam", required=True, metavar="T", help="Hoe deze versie heet.")
@click.option("--geldig-van", required=True, callback=als_dag, metavar="D", help="Vanaf welke dag.")
@click.option("--bron", required=True, metavar="T", help="Waar de afspraak staat.")
@click.pass_obj
def matrix(kader: Kader, bestand: str, versie_naam: str, geldig_van: date, bron: str) -> None:
    from engine.betaler.diensten import Matrixinvoer, lees_matrix_in
    from tui.kader import lees_bytes

    gevraagd = Matrixinvoer(bestand, lees_bytes(bestand), versie_naam, geldig_van, bron)
    with kader.opdracht() as i:
        uitkomst = lees_matrix_in(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


def _bewaar(kader: Kader, lijn: str) -> None:
    from engine.betaler.diensten import Adviesopdracht, bewaar_advies

    with kader.opdracht() as i:
        uitkomst = bewaar_advies(
            i.db, i.wie, Adviesopdracht(lijn), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu
        )
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


def _casusregels(antwoord: dict[str, Any]) -> Iterator[str]:
    for deel in antwoord["lijnen"]:
        yield f"Lijn {deel['lijn']}"
        yield from (f"  {regel}" for regel in _regels(deel))
    if not antwoord["lijnen"]:
        yield "Deze casus heeft nog geen lijn die de pot betaalt, of u mag haar niet zien."


_KOP = {
    "enkel": "Er is één betaler die in aanmerking komt.",
    "gedeeld": "Meer betalers delen dit.",
    "grijs": "Grijs gebied: meer wetten kunnen dit betalen en geen enkele zegt het zeker.",
    "geblokkeerd": "De bestedingsregels houden dit tegen.",
}


def _regels(deel: dict[str, Any]) -> Iterator[str]:
    from datetime import date

    from budget.basis.geld import Geld
    from budget.basis.klok import datum

    yield _KOP[deel["uitkomst"]]
    for k in deel["kandidaten"]:
        bedrag = "" if k["bedrag"] is None else f", {Geld(k['bedrag'])}"
        periode = f"{datum(date.fromisoformat(k['van']))} t/m {datum(date.fromisoformat(k['tot']))}"
        yield f"  {k['plaats']}. {k['betaler']} ({k['wet']}), zekerheid {k['zekerheid']}{bedrag}, {periode}"
        yield from (f"       {reden}" for reden in k["redenen"])
    if not deel["kandidaten"]:
        yield from (f"  {r['tekst']}" for r in deel["regels"])
    for naam, kop in (("ontbreekt", "Dit zou de volgorde veranderen"), ("alternatieven", "Wel mogelijk")):
        if deel[naam]:
            yield f"{kop}: {'; '.join(str(wat).replace('_', ' ') for wat in deel[naam])}."
    vervolg = deel["vervolg"]
    if vervolg.get("uitzoekers"):
        voor = f" voor {datum(date.fromisoformat(vervolg['voor']))}" if vervolg["voor"] else ""
        yield (
            f"Beslissen{voor}: {vervolg['uitzoekers_nodig']} van {', '.join(vervolg['uitzoekers'])}; "
            f"niet de onderzoeker ({vervolg['onderzoeker'] or 'nog niet genoemd'})."
        )
    if deel["grijs"]:
        yield from _impasseregels(vervolg["bij_impasse"], tijd_om=vervolg.get("tijd_om", False))
    for forum in vervolg["fora"]:
        yield f"Bij een geschil: {forum['naam']}."


def _impasseregels(impasse: dict[str, Any], *, tijd_om: bool) -> Iterator[str]:
    from budget.basis.geld import Geld

    wanneer = "De tijd is om; nu geldt" if tijd_om else "Komt er op tijd geen besluit, dan geldt"
    wat = f"de sleutel '{impasse['sleutel']}' ({impasse['versie']})" if impasse["sleutel"] else "dat de pot dit draagt"
    delen = ", ".join(f"{wie} {Geld(cents)}" for wie, cents in impasse["aandelen"].items())
    yield f"{wanneer} {wat}{f': {delen}' if delen else ''}."
