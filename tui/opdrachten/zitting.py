"""`doorbraak zitting`: a whole meeting, from planning to the final besluitenlijst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from datetime import date

    from budget.basis.opdracht import Uitkomst
    from engine.zitting.begrippen import Agendaregel, Besluitregel, ZittingKort
    from engine.zitting.formaat import Aanwezige

opdracht = Groep(name="zitting", help="De zitting: plannen, openen, besluiten en vaststellen.")


@opdracht.command("plan", help="Plan een zitting.")
@click.option("--op", metavar="D", help="De dag (JJJJ-MM-DD).")
@click.option("--plaats", metavar="T", help="Waar.")
@click.option("--voorzitter", metavar="P", help="Wie de zitting leidt.")
@click.option("--plaatsvervanger", metavar="P", help="Wie de zitting leidt als de voorzitter er niet is.")
@click.option("--bestand", metavar="F", help="Deze gegevens in een bestand (YAML of JSON).")
@click.pass_obj
def plan(
    kader: Kader,
    op: str | None,
    plaats: str | None,
    voorzitter: str | None,
    plaatsvervanger: str | None,
    bestand: str | None,
) -> None:
    from engine.invoer.lezen import controleer, lees_document
    from engine.zitting import diensten
    from engine.zitting.begrippen import Planning
    from engine.zitting.formaat import Zittingsplan

    document = lees_document(lees_bestand(bestand), bestand) if bestand else {}
    genoemd = {"op": op, "plaats": plaats, "voorzitter": voorzitter, "plaatsvervanger": plaatsvervanger}
    if isinstance(document, dict):
        document |= {naam: waarde for naam, waarde in genoemd.items() if waarde is not None}
    invoer = controleer(document, bestand or "opdrachtregel", Zittingsplan)
    gevraagd = Planning(invoer.op, invoer.plaats, invoer.voorzitter, invoer.plaatsvervanger)
    _doe(kader, diensten.plan, gevraagd)


@opdracht.command("open", help="Open de zitting, op de dag zelf.")
@click.argument("zitting", metavar="Z")
@click.pass_obj
def open_(kader: Kader, zitting: str) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Opening

    _doe(kader, diensten.open_zitting, Opening(zitting))


@opdracht.command("aanwezig", help="Leg vast wie er is, en wie er niet is met welke vervanger.")
@click.argument("zitting", metavar="Z")
@click.option("--bestand", metavar="F", help="Een hele lijst (doorbraak-aanwezig/1).")
@click.option("--persoon", metavar="P", help="Een persoon.")
@click.option("--vervanger", metavar="Q", help="Wie in diens plaats komt; de persoon is dan afwezig.")
@click.option("--afwezig", is_flag=True, help="De persoon is er niet.")
@click.option("--op-afstand", is_flag=True, help="De persoon doet op afstand mee.")
@click.option("--geauthenticeerd", is_flag=True, help="Van wie op afstand meedoet staat vast wie het is.")
@click.pass_obj
def aanwezig(
    kader: Kader,
    zitting: str,
    bestand: str | None,
    persoon: str | None,
    vervanger: str | None,
    afwezig: bool,
    op_afstand: bool,
    geauthenticeerd: bool,
) -> None:
    from engine.invoer.lezen import controleer, lees
    from engine.zitting import diensten
    from engine.zitting.begrippen import Presentie
    from engine.zitting.formaat import Aanwezige, Aanwezigheidslijst

    if (bestand is None) == (persoon is None):
        raise click.UsageError("Noem een --persoon, of geef een --bestand met de hele lijst.")
    lijst: tuple[Aanwezige, ...]
    if bestand is not None:
        lijst = lees(lees_bestand(bestand), bestand, Aanwezigheidslijst).aanwezigen
    else:
        wijze = "afwezig" if afwezig or vervanger else "op_afstand" if op_afstand else "aanwezig"
        velden = {"persoon": persoon, "wijze": wijze, "geauthenticeerd": geauthenticeerd, "vervanger": vervanger}
        lijst = (controleer(velden, "opdrachtregel", Aanwezige),)
    _doe(kader, diensten.aanwezig, Presentie(zitting, lijst))


@opdracht.command("agenda", help="Toon de agenda, voor zover u de casussen mag zien.")
@click.argument("zitting", metavar="Z")
@click.pass_obj
def agenda(kader: Kader, zitting: str) -> None:
    from budget.basis.klok import dag
    from engine.netwerk.vragen import agendabevindingen
    from engine.zitting.vragen import agenda as agenda_van
    from engine.zitting.vragen import mandaat_nu, zittingen

    with kader.vraag() as i:
        regels = agenda_van(i.db, i.wie, zitting, dag(i.nu))
        kort = zittingen(i.db, i.wie, zitting)[0]
        mandaat = mandaat_nu(i.db, i.wie, zitting, i.nu)
        netwerk = agendabevindingen(i.db, i.wie, [r.casus for r in regels], i.nu)
    agenda_json = [_agenda_json(r) | {"bevindingen": netwerk.get(r.casus, [])} for r in regels]
    kader.toon(
        _kort_json(kort) | {"agenda": agenda_json, "mandaat_nu": mandaat["ruimte"]},
        [*_kort_regels([kort]), *_agendaregels(regels, netwerk), *_ruimteregels(mandaat["ruimte"])],
    )


@opdracht.command(
    "besluit",
    help="Neem het besluit op een agendapunt; of, als de casus is opgeschaald, als houder; met '-' als zitting: een "
    "spoedbesluit, het antwoord op een ruggespraak, of een aanvulling terwijl het plan loopt.",
)
@click.argument("zitting", metavar="Z")
@click.argument("nummer", metavar="NR")
@click.option(
    "--bestand", metavar="F", help="De planregels (doorbraak-besluit/1); bij een opgeschaalde casus niet nodig."
)
@click.pass_obj
def besluit(kader: Kader, zitting: str, nummer: str, bestand: str | None) -> None:
    from engine.invoer.lezen import lees
    from engine.zitting import diensten
    from engine.zitting.begrippen import Besluitopdracht
    from engine.zitting.formaat import Besluit

    plan_ = lees(lees_bestand(bestand), bestand, Besluit) if bestand else None
    _doe(kader, diensten.besluit, Besluitopdracht("" if zitting == "-" else zitting, nummer, plan_))


@opdracht.command("vaststellen", help="Sluit de zitting; de besluitenlijst is daarna definitief.")
@click.argument("zitting", metavar="Z")
@click.option("--schuif-door", metavar="Z2", help="Naar welke zitting gaat wat niet aan de beurt kwam.")
@click.option("--reden", default="", metavar="T", help="Waarom het doorschuift.")
@click.pass_obj
def vaststellen(kader: Kader, zitting: str, schuif_door: str | None, reden: str) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Vaststelling

    _doe(kader, diensten.stel_vast, Vaststelling(zitting, schuif_door, reden))


@opdracht.command("mee", help="Beslis mee als houder van een hogere trede, met uw eigen login.")
@click.argument("nummer", metavar="NR")
@click.option("--bestand", metavar="F", help="Dezelfde planregels als het besluit; anders de voorgenomen regels.")
@click.pass_obj
def mee(kader: Kader, nummer: str, bestand: str | None) -> None:
    from engine.invoer.lezen import lees
    from engine.zitting import diensten
    from engine.zitting.begrippen import Meebesluit
    from engine.zitting.formaat import Besluit

    plan_ = lees(lees_bestand(bestand), bestand, Besluit) if bestand else None
    _doe(kader, diensten.besluit_mee, Meebesluit(nummer, plan_))


@opdracht.command("terug", help="Neem het laatste besluit op een casus terug; kan tot de zitting is vastgesteld.")
@click.argument("zitting", metavar="Z")
@click.argument("nummer", metavar="NR")
@click.option("--besluit", "genoemd", metavar="B", help="Alleen als dit het laatste besluit is.")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.pass_obj
def terug(kader: Kader, zitting: str, nummer: str, genoemd: str | None, reden: str) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Terugname

    _doe(kader, diensten.neem_terug, Terugname(zitting, nummer, genoemd, reden))


@opdracht.command("corrigeer", help="Leg na het vaststellen vast wat niet klopt in een besluit, en waarom.")
@click.argument("zitting", metavar="Z")
@click.option("--besluit", "genoemd", required=True, metavar="B", help="Het besluit dat niet klopt.")
@click.option("--correctie", required=True, metavar="T", help="Wat het had moeten zijn.")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.option("--nieuw-besluit", metavar="B2", help="Het latere besluit dat ervoor in de plaats komt.")
@click.pass_obj
def corrigeer(kader: Kader, zitting: str, genoemd: str, correctie: str, reden: str, nieuw_besluit: str | None) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Correctie

    _doe(kader, diensten.corrigeer, Correctie(zitting, genoemd, correctie, reden, nieuw_besluit))


@opdracht.command("punt", help="Zet de status van een agendapunt in deze zitting.")
@click.argument("zitting", metavar="Z")
@click.argument("nummer", metavar="NR")
@click.argument("status", metavar="STATUS")
@click.option("--reden", default="", metavar="T", help="Waarom, als het punt niet wordt behandeld.")
@click.pass_obj
def punt(kader: Kader, zitting: str, nummer: str, status: str, reden: str) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Punt

    _doe(kader, diensten.zet_punt, Punt(zitting, nummer, status, reden))


@opdracht.command("gezin", help="Leg vast wie van het gezin erbij was; is er niemand, dan volgt terugkoppelen.")
@click.argument("zitting", metavar="Z")
@click.argument("nummer", metavar="NR")
@click.option("--aanwezig", "namen", multiple=True, metavar="WIE", help="moeder, vader, jeugdige ...; vaker te geven.")
@click.pass_obj
def gezin(kader: Kader, zitting: str, nummer: str, namen: tuple[str, ...]) -> None:
    from engine.zitting import diensten
    from engine.zitting.begrippen import Gezinspresentie

    _doe(kader, diensten.leg_gezin_vast, Gezinspresentie(zitting, nummer, namen))


@opdracht.command("lijst", help="Toon de zittingen, of de besluitenlijst van een zitting.")
@click.option("--zitting", metavar="Z", help="De besluitenlijst van deze zitting.")
@click.option("--uit", metavar="F", help="Schrijf de besluitenlijst in dit bestand (Markdown).")
@click.pass_obj
def lijst(kader: Kader, zitting: str | None, uit: str | None) -> None:
    from engine.besluitenlijst.vragen import besluitenlijst_markdown
    from engine.zitting.vragen import besluitenlijst, zittingen

    if zitting is None:
        if uit is not None:
            raise click.UsageError("Noem met --zitting van welke zitting de besluitenlijst is.")
        with kader.vraag() as i:
            alle = zittingen(i.db, i.wie)
        kader.toon({"zittingen": [_kort_json(z) for z in alle]}, _kort_regels(alle))
        return
    with kader.vraag_met_log() if uit else kader.vraag() as i:
        besluiten = besluitenlijst(i.db, i.wie, i.nu, zitting=zitting)
        tekst = besluitenlijst_markdown(i.db, i.wie, zitting, i.nu) if uit else ""
    if uit is not None:
        _schrijf(uit, tekst)
    gegevens = {"zitting": zitting, "besluiten": [_besluit_json(b) for b in besluiten], "bestand": uit}
    kader.toon(gegevens, [f"De besluitenlijst staat in {uit}."] if uit else _besluitregels(besluiten))


def _doe(kader: Kader, gebruiksgeval: Callable[..., Uitkomst], gevraagd: Any) -> None:
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, _antwoordregels(uitkomst))


def _schrijf(pad: str, tekst: str) -> None:
    from pathlib import Path

    from budget.basis.weigering import Fout, OnbruikbareInvoer

    try:
        Path(pad).write_text(tekst, encoding="utf-8")
    except OSError:
        oplossing = "Kies een map die bestaat en waarin u mag schrijven."
        raise OnbruikbareInvoer([Fout(pad, "", "In dit bestand kan niet worden geschreven.", oplossing)]) from None


def _kort_json(z: ZittingKort) -> dict[str, Any]:
    return {
        "zitting": z.id,
        "op": z.op.isoformat(),
        "plaats": z.plaats,
        "voorzitter": z.voorzitter,
        "plaatsvervanger": z.plaatsvervanger,
        "status": z.status,
        "agendapunten": z.agendapunten,
        "genodigden": z.genodigden,
    }


def _agenda_json(r: Agendaregel) -> dict[str, Any]:
    return {
        "volgorde": r.volgorde,
        "casusnummer": r.casus,
        "minuten": r.minuten,
        "status": r.status,
        "reden": r.reden,
        "vraag": r.vraag,
        "status_hulp": r.casusstatus,
        "versie": r.versie,
        "thuis_sinds": _iso(r.thuis_sinds),
        "gevraagd": r.gevraagd,
        "mandaat": r.mandaat,
        "regie": r.regie,
        "regisseur": r.regisseur,
        "genodigden": list(r.genodigden),
    }


def _besluit_json(b: Besluitregel) -> dict[str, Any]:
    return {
        "besluit": b.besluit,
        "casusnummer": b.casus,
        "status": b.status,
        "uitkomst": b.uitkomst,
        "trede": b.trede,
        "doel": b.doel,
        "door": b.door,
        "dag": b.dag.isoformat(),
        "regels": list(b.regels),
        "afspraken": list(b.afspraken),
        "correcties": list(b.correcties),
    }


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


def _kort_regels(alle: list[ZittingKort]) -> Iterator[str]:
    from budget.basis.klok import datum

    for z in alle:
        yield f"{z.id:<16} {datum(z.op):<16} {z.status:<12} {z.agendapunten} punten  {z.plaats}  ({z.voorzitter})"
    if not alle:
        yield "Er zijn nog geen zittingen. Plan er een met 'doorbraak zitting plan'."


def _agendaregels(regels: list[Agendaregel], netwerk: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    from budget.basis.geld import Geld

    for r in regels:
        regie = f"regie {r.regisseur}" if r.regisseur else f"! regie {r.regie}"
        gevraagd = f"{Geld(r.gevraagd)!s:>14}"
        mandaat = r.mandaat or "niet getoetst"
        yield f"{r.volgorde:>2}. {r.casus}  {r.vraag[:40]:<40} {gevraagd}  {mandaat:<12} {r.status}"
        yield f"    {r.minuten} minuten, {regie}"
        yield from (f"    ! {b['regel']} {b['tekst']}" for b in netwerk.get(r.casus, ()))
    if not regels:
        yield "Er staat nog geen casus op de agenda die u mag zien."


def _ruimteregels(ruimte: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import Geld

    for deel in ruimte:
        tot = "onbeperkt" if deel["tot"] == "onbeperkt" else f"tot {Geld(deel['tot'])}"
        yield f"Kan nu beslissen: {deel['persoon']} ({deel['functie']}) {tot} namens {deel['namens']}"


def _antwoordregels(uitkomst: Uitkomst) -> Iterator[str]:
    from budget.basis.geld import Geld

    yield uitkomst.melding
    for besluit_ in uitkomst.gegevens.get("besluiten", ()):
        for kenmerk, lijn in besluit_["lijnen"].items():
            yield f"  regel {kenmerk}: gereserveerd in de pot als {lijn}"
    pot = uitkomst.gegevens.get("pot")
    if pot:
        yield f"  De pot kan nu nog {Geld(pot['beschikbaar_besluit'])} dragen."


def _besluitregels(besluiten: list[Besluitregel]) -> Iterator[str]:
    from budget.basis.geld import Geld

    for b in besluiten:
        yield f"{b.casus}  {b.besluit:<14} {b.status:<12} {b.doel}"
        for regel in b.regels:
            bron = regel["lijn"] or regel["bron"]
            bedrag = f"{Geld(regel['bedrag'])!s:>14}"
            yield f"    {regel['kenmerk']:<14} {bedrag}  {regel['uitkomst']:<12} {bron}  {regel['wat']}"
        for afspraak in b.afspraken:
            yield f"    afspraak {afspraak['nummer']}: {afspraak['wie']} vóór {afspraak['op']}: {afspraak['wat']}"
    if not besluiten:
        yield "In deze zitting is nog niets besloten."
