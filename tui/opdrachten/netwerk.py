"""`doorbraak netwerk`: missing links of the regie round a casus."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Iterator

opdracht = Groep(name="netwerk", help="Het netwerk rond een casus: ontbrekende regie vinden.")


@opdracht.command("controleer", help="Zoek ontbrekende regie in een bestand, een casus of alle open casussen.")
@click.option("--bestand", metavar="F", help="Een bestand doorbraak-netwerk/1; hiervoor is geen database nodig.")
@click.option("--casus", metavar="NR", help="Een casus uit de database.")
@click.option("--alles", is_flag=True, help="Alle open casussen die u mag zien.")
@click.option("--landelijk", is_flag=True, help="Alle casussen tegelijk, alleen de bevindingen; met numpy en scipy.")
@click.pass_obj
def controleer(kader: Kader, bestand: str | None, casus: str | None, alles: bool, landelijk: bool) -> int | None:
    if sum(map(bool, (bestand, casus, alles))) != 1:
        raise click.UsageError("Kies één van --bestand F, --casus NR of --alles.")
    if landelijk and casus:
        raise click.UsageError("--landelijk is voor veel casussen: kies --bestand F of --alles.")
    if bestand is not None:
        from engine.netwerk.controle import controleer_bestand, veeg_bestand

        antwoord = (veeg_bestand if landelijk else controleer_bestand)(lees_bestand(bestand), bestand)
        if "fouten" in antwoord:
            for fout in antwoord["fouten"]:
                kader.vertel(f"document {fout['document']}, casus {fout['casus']}, {fout['pad']}: {fout['melding']}")
            if kader.json:
                kader.toon(antwoord, ())
            return 2
    elif landelijk:
        from engine.netwerk.vragen import veeg_alles

        with kader.vraag() as i:
            antwoord = veeg_alles(i.db, i.wie, i.nu)
    else:
        from engine.netwerk.vragen import controleer as controleer_casussen

        # Opening one casus leaves a line in the access log; a list of all of them opens none.
        with kader.vraag_met_log() if casus else kader.vraag() as i:
            antwoord = controleer_casussen(i.db, i.wie, casus, i.nu)
    kader.toon(antwoord, _telregels(antwoord) if landelijk else _regels(antwoord))
    return None


@opdracht.command("plaat", help="Teken het netwerk van een casus als SVG, PNG of PDF.")
@click.option("--casus", required=True, metavar="NR", help="De casus.")
@click.option("--uit", required=True, metavar="F.svg", help="Het bestand dat wordt gemaakt: .svg, .png of .pdf.")
@click.option("--zonder-namen", is_flag=True, help="Functies in plaats van namen, voor in de zaal.")
@click.pass_obj
def plaat(kader: Kader, casus: str, uit: str, zonder_namen: bool) -> None:
    from engine.netwerk.plaat_druk import druk, eis_vorm
    from engine.netwerk.vragen import teken

    vorm = eis_vorm(uit)
    with kader.vraag_met_log() as i:
        svg = teken(i.db, i.wie, casus, i.nu, namen=not zonder_namen)
    inhoud = druk(svg, vorm)
    try:
        Path(uit).write_bytes(inhoud)
    except OSError:
        from budget.basis.transactie import AlleenLezen

        raise AlleenLezen(uit) from None
    kader.toon({"bestanden": [uit]}, [f"De plaat van {casus} staat in {uit}."])


@opdracht.command("wie-vragen", help="Wie kunt u vragen om de regie, met alle redenen.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def wie_vragen(kader: Kader, nummer: str) -> None:
    from engine.netwerk.vragen import ranglijst

    with kader.vraag_met_log() as i:
        antwoord = ranglijst(i.db, i.wie, nummer, i.nu)
    kader.toon(antwoord, _kandidaatregels(antwoord))


@opdracht.command("wat-als", help="Wat gebeurt er als iemand vertrekt.")
@click.argument("nummer", metavar="NR")
@click.option("--zonder", required=True, metavar="P", help="Wie vertrekt.")
@click.pass_obj
def wat_als(kader: Kader, nummer: str, zonder: str) -> None:
    from engine.netwerk.vragen import gevolgen

    with kader.vraag_met_log() as i:
        antwoord = gevolgen(i.db, i.wie, nummer, zonder, i.nu)
    kop = f"Als {antwoord['naam']} vertrekt, dan:"
    if not antwoord["nieuw"]:
        kop = f"Als {antwoord['naam']} vertrekt, ontbreekt er niets nieuws."
    kader.toon(antwoord, [kop, *(_bevindingregel(b) for b in antwoord["nieuw"])])


@opdracht.command("antwoord", help="Beantwoord een bevinding; het antwoord vult het register.")
@click.argument("nummer", metavar="NR")
@click.option("--regel", required=True, metavar="R11", help="De regel van de bevinding.")
@click.option(
    "--oordeel",
    required=True,
    type=click.Choice(["klopt", "al_geregeld", "niet_van_toepassing", "weet_niet"]),
    help="Wat de tafel ervan zegt.",
)
@click.option("--betrokkenen", metavar="A,B", help="Als de regel meer dan één ding vond: om wie of wat het gaat.")
@click.option("--wie", metavar="P", help="Om wie het gaat, of wie het uitzoekt.")
@click.option("--met", metavar="Q", help="Met wie er contact was.")
@click.option("--op", metavar="D", help="Op welke dag het gebeurde (vandaag als u niets zegt).")
@click.option("--vervanger", metavar="Q", help="Wie waarneemt, als u de regie aanbiedt.")
@click.option("--tot", metavar="D", help="Wanneer de bevinding terugkomt, of wanneer het antwoord er is.")
@click.option("--reden", default="", metavar="T", help="Waarom, zonder namen.")
@click.pass_obj
def antwoord(kader: Kader, /, nummer: str, betrokkenen: str | None, **velden: str | None) -> None:
    from engine.invoer.lezen import controleer as keur
    from engine.netwerk.antwoord import Bevindingsantwoord
    from engine.netwerk.diensten import Beantwoording
    from engine.netwerk.diensten import antwoord as beantwoord

    gegeven: dict[str, Any] = {naam: waarde for naam, waarde in velden.items() if waarde is not None}
    if betrokkenen is not None:
        gegeven["betrokkenen"] = [deel.strip() for deel in betrokkenen.split(",") if deel.strip()]
    inhoud = keur(gegeven, "antwoord", Bevindingsantwoord)
    with kader.opdracht() as i:
        uitkomst = beantwoord(
            i.db, i.wie, Beantwoording(nummer, inhoud), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu
        )
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


@opdracht.command("regels", help="Hoe vaak elke regel in deze regio klopte.")
@click.pass_obj
def regels(kader: Kader) -> None:
    from engine.netwerk.vragen import regelcijfers

    with kader.vraag() as i:
        cijfers = regelcijfers(i.db, i.wie)
    kader.toon({"regels": cijfers}, (_cijferregel(c) for c in cijfers))


@opdracht.command("herstel", help="Laat een regel die een hint werd weer gewoon meetellen.")
@click.option("--regel", required=True, metavar="R11", help="De regel.")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.pass_obj
def herstel(kader: Kader, regel: str, reden: str) -> None:
    from engine.netwerk.diensten import Regelherstel, herstel_regel

    with kader.opdracht() as i:
        uitkomst = herstel_regel(
            i.db, i.wie, Regelherstel(regel, reden), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu
        )
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


def _kandidaatregels(antwoord: dict[str, Any]) -> Iterator[str]:
    if not antwoord["kandidaten"]:
        yield "Er is nu niemand die u kunt vragen."
    for nr, k in enumerate(antwoord["kandidaten"], start=1):
        voorgesteld = "  (voorstel)" if k["persoon"] in antwoord["voorstel"] else ""
        yield f"{nr:>2} {k['naam']} ({k['persoon']}), {k['punten']:g} punten{voorgesteld}"
        for reden in k["redenen"]:
            yield f"     {'+' if reden['punten'] > 0 else '-'} {reden['tekst']}"


def _cijferregel(c: dict[str, Any]) -> str:
    kop = f"{c['regel']} {c['naam']:<30}"
    if not c["antwoorden"]:
        return f"{kop} nog niet beantwoord"
    hint = "  alleen een hint" if c["stand"] == "hint" else ""
    geregeld = f", {c['al_geregeld']} al geregeld" if c["al_geregeld"] else ""
    return f"{kop} {c['klopt']} van {c['antwoorden']} klopt ({c['onder']:.2f}-{c['boven']:.2f}){geregeld}{hint}"


def _bevindingregel(b: dict[str, Any]) -> str:
    return f"  {'?' if b['soort'] == 'niet_vastgelegd' else '!'} {b['regel']} ernst {b['ernst']}: {b['tekst']}"


def _aantal(antwoord: dict[str, Any]) -> str:
    from tui.viewmodels.opmaak import meervoud

    return f"{meervoud(len(antwoord['bevindingen']), 'bevinding', 'bevindingen')}."


def _regels(antwoord: dict[str, Any]) -> Iterator[str]:
    huidig = None
    for b in antwoord["bevindingen"]:
        if b["casus"] != huidig:
            huidig = b["casus"]
            yield f"Casus {huidig}"
        yield _bevindingregel(b) + _stand(b)
    for v in antwoord.get("blijft_open", ()):
        yield f"  . {v['casus']} {v['regel']} sinds {v['geopend_op']}, nog niet afgesloten: {v['tekst']}"
    yield _aantal(antwoord)


def _telregels(antwoord: dict[str, Any]) -> Iterator[str]:
    namen = {b["regel"]: b["naam"] for b in antwoord["bevindingen"]}
    yield from (f"{regel} {namen[regel]:<30} {aantal:>7}" for regel, aantal in antwoord["per_regel"].items())
    yield _aantal(antwoord)


def _stand(b: dict[str, Any]) -> str:
    if b.get("sluimert_tot"):
        return f"  [opzij tot {b['sluimert_tot']}]"
    if b.get("hint"):
        return "  [alleen een hint]"
    return "  [beantwoord]" if b.get("beantwoord") else ""
