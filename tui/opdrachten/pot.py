"""`doorbraak pot`: what the pot holds, the ledger, the overview of a participant, reserve and release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.geldregels import als_bedrag
from tui.opdrachten.potverslagen import verslagen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from budget.basis.geld import Geld

opdracht = Groep(name="pot", help="De gezamenlijke pot: stand, grootboek, reserveringen en verslagen.")
opdracht.commands.update(verslagen.commands)


@opdracht.command("stand", help="Toon wat de pot nog kan dragen en het saldo per rekening.")
@click.pass_obj
def stand(kader: Kader) -> None:
    from engine.pot.vragen import stand as potstand

    with kader.vraag() as i:
        pot = potstand(i.db, i.wie)
    gegevens = {
        "beschikbaar": pot.beschikbaar.cents,
        "beschikbaar_besluit": pot.beschikbaar_besluit.cents,
        "overtekend": pot.overtekend,
        "saldi": {rekening: saldo.cents for rekening, saldo in pot.saldi.items()},
    }
    kader.toon(gegevens, _standregels(gegevens))


@opdracht.command("grootboek", help="Toon de rekeningen met hun saldo.")
@click.option("--rekening", metavar="NR", help="Alleen deze rekening, zoals 1310.")
@click.pass_obj
def grootboek(kader: Kader, rekening: str | None) -> None:
    from budget.basis.geld import kaal
    from engine.pot.vragen import rekeningnaam, saldi

    if rekening is not None and rekeningnaam(rekening) is None:
        raise click.BadParameter(f"'{rekening}' is geen rekening van de pot.", param_hint="--rekening")
    with kader.vraag_met_log() as i:
        gevonden = saldi(i.db, i.wie, i.nu, rekening)
    rijen = [
        {
            "rekening": s.rekening,
            "naam": rekeningnaam(s.rekening),
            "dimensies": list(s.dimensies),
            "saldo": s.saldo.cents,
        }
        for s in gevonden
    ]
    breed = max((len(s.sleutel) for s in gevonden), default=0)
    regels = [f"{s.sleutel:<{breed}}  {kaal(s.saldo.cents):>16}  {rekeningnaam(s.rekening)}" for s in gevonden]
    kader.toon({"rekeningen": rijen}, regels or ["Er staat niets op deze rekeningen."])


@opdracht.command("overzicht", help="Toon inleg, gebruik en openstaand van een deelnemer.")
@click.option("--deelnemer", required=True, metavar="P", help="De organisatie, zoals gemeente_zeist.")
@click.pass_obj
def overzicht(kader: Kader, deelnemer: str) -> None:
    from engine.verslag.overzicht import volledig_overzicht

    with kader.vraag_met_log() as i:
        gegevens = volledig_overzicht(i.db, i.wie, deelnemer, i.nu)
    kader.toon(gegevens, _overzichtregels(gegevens))


@opdracht.command("reserveer", help="Oefen met een reservering (alleen in een oefendatabase).")
@click.option("--casus", required=True, metavar="NR", help="Het casusnummer.")
@click.option("--bedrag", "hoeveel", required=True, metavar="B", callback=als_bedrag, help="Zoals 2.500 of 2.500,00.")
@click.pass_obj
def reserveer(kader: Kader, casus: str, hoeveel: Geld) -> None:
    from engine.pot.diensten import Proefreservering
    from engine.pot.diensten import reserveer as reserveer_proef

    with kader.opdracht() as i:
        uitkomst = reserveer_proef(
            i.db, i.wie, Proefreservering(casus, hoeveel), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu
        )
    _toon_potuitkomst(kader, uitkomst.gegevens | {"sleutel": i.sleutel}, uitkomst.melding)


@opdracht.command("vrijgeven", help="Geef vrij wat niet meer nodig is.")
@click.option("--lijn", metavar="L", help="De financieringslijn, zoals DT-7K3M9Q/1.")
@click.option("--casus", metavar="NR", help="De casus, voor een reservering zonder lijn.")
@click.option("--bedrag", "hoeveel", metavar="B", callback=als_bedrag, help="Met --casus: hoeveel; anders alles.")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.pass_obj
def vrijgeven(kader: Kader, lijn: str | None, casus: str | None, hoeveel: Geld | None, reden: str) -> None:
    from engine.geldspoor.diensten import Vrijgave
    from engine.geldspoor.diensten import geef_vrij as geef_lijn_vrij
    from engine.pot.diensten import Potvrijgave, geef_vrij

    if (lijn is None) == (casus is None):
        raise click.UsageError("Noem een lijn met --lijn, of een casus met --casus.")
    if lijn is not None and hoeveel is not None:
        raise click.UsageError("Een lijn wordt in haar geheel vrijgegeven; --bedrag hoort bij --casus.")
    with kader.opdracht() as i:
        rest: dict[str, Any] = {"sleutel": i.sleutel, "versie": kader.versie or 0, "nu": i.nu}
        if lijn is not None:
            uitkomst = geef_lijn_vrij(i.db, i.wie, Vrijgave(lijn, reden), **rest)
        else:
            uitkomst = geef_vrij(i.db, i.wie, Potvrijgave(casus or "", reden, hoeveel), **rest)
    _toon_potuitkomst(kader, uitkomst.gegevens | {"sleutel": i.sleutel}, uitkomst.melding)


def _toon_potuitkomst(kader: Kader, gegevens: dict[str, Any], melding: str) -> None:
    pot = gegevens.get("pot", gegevens)
    kader.toon(gegevens, [melding, *_beschikbaar(pot)])


def _beschikbaar(pot: dict[str, Any]) -> Iterator[str]:
    from budget.basis.geld import kaal

    yield f"Beschikbaar voor besluiten {kaal(pot['beschikbaar_besluit']):>16}"
    if pot["beschikbaar"] != pot["beschikbaar_besluit"]:
        yield f"Beschikbaar                {kaal(pot['beschikbaar']):>16}"
    if pot["overtekend"]:
        yield "De pot is overtekend: er kan nu niets nieuws worden gereserveerd."


def _standregels(pot: dict[str, Any]) -> Iterator[str]:
    from budget.basis.geld import kaal
    from engine.pot.vragen import rekeningnaam

    yield from _beschikbaar(pot)
    yield ""
    for rekening, cents in pot["saldi"].items():
        yield f"{rekening}  {kaal(cents):>16}  {rekeningnaam(rekening)}"


def _overzichtregels(o: dict[str, Any]) -> Iterator[str]:
    from budget.basis.geld import kaal

    yield f"Overzicht van {o['deelnemer']}"
    for naam in (
        "ingelegd",
        "aangewend",
        "terugbetaald",
        "saldo",
        "nog_te_storten",
        "terug_te_ontvangen",
        "openstaand",
    ):
        yield f"  {naam.replace('_', ' '):<20}{kaal(o[naam]):>16}"
    for v in o["vorderingen"]:
        betwist = " (betwist)" if v["betwist"] else ""
        grond = " ".join(deel for deel in (v["wet"], v["artikel"], v["taakveld"]) if deel)
        yield f"  {v['nummer']}  {v['lijn']:<14}{kaal(v['open']):>16} open{betwist}  {grond}".rstrip()
    for oormerk in o["oormerken"]:
        yield f"  oormerk {oormerk['oormerk'] or 'geen':<12}{kaal(oormerk['over']):>16}"
    for jaar in o["jaren"]:
        ingelegd, aangewend, terug = (kaal(jaar[naam]) for naam in ("ingelegd", "aangewend", "terugbetaald"))
        yield (
            f"  {jaar['jaar']}: {kaal(jaar['begin'])} + {ingelegd} ingelegd - {aangewend} aangewend"
            f" - {terug} terugbetaald = {kaal(jaar['eind'])}"
        )


@opdracht.command("boek", help="Breng een bestaande administratie in: boek elke stap van een scenariobestand, of geen.")
@click.option("--bestand", required=True, metavar="F", help="Het bestand (pot-scenario/1) met één scenario.")
@click.pass_obj
def boek(kader: Kader, bestand: str) -> None:
    from engine.pot.inbrengen import Inbreng, breng_in
    from engine.pot.vragen import ingebracht

    inbreng = Inbreng(bestand, lees_bestand(bestand))
    with kader.opdracht() as i:
        uitkomst = breng_in(i.db, i.wie, inbreng, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
        g = uitkomst.gegevens
        stappen = ingebracht(i.db, i.wie, g["eerste"], g["laatste"], i.nu) if kader.json else []
    kader.toon(
        [{"scenario": g["scenario"], "naam": g["naam"], "stappen": stappen, "sleutel": i.sleutel}], [uitkomst.melding]
    )


@opdracht.command("naspelen", help="Speel een scenariobestand (pot-scenario/1) na op een lege oefenpot.")
@click.option("--bestand", required=True, metavar="F", help="Het scenariobestand.")
@click.option("--scenario", metavar="NR", help="Alleen dit scenario.")
@click.pass_obj
def naspelen(kader: Kader, bestand: str, scenario: str | None) -> int | None:
    from pathlib import Path

    from engine.pot.proeven import naspelen as speel_na

    uitslagen = speel_na(Path(bestand), scenario)
    kader.toon(uitslagen, _naspeelregels(uitslagen))
    return None if all(stap["verwacht_klopt"] for u in uitslagen for stap in u["stappen"]) else 3


def _naspeelregels(uitslagen: list[dict[str, Any]]) -> Iterator[str]:
    for uitslag in uitslagen:
        mis = [stap for stap in uitslag["stappen"] if not stap["verwacht_klopt"]]
        teken = "✗" if mis else "✓"
        yield f"{teken} {uitslag['scenario']:<4} {uitslag['naam']} ({len(uitslag['stappen'])} stappen)"
        for stap in mis:
            yield from (f"    stap {stap['stap']} {stap['doe']}: {wat}" for wat in stap["afwijkingen"])
