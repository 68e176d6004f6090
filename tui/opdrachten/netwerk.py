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
@click.pass_obj
def controleer(kader: Kader, bestand: str | None, casus: str | None, alles: bool) -> int | None:
    if sum(map(bool, (bestand, casus, alles))) != 1:
        raise click.UsageError("Kies één van --bestand F, --casus NR of --alles.")
    if bestand is not None:
        from engine.netwerk.controle import controleer_bestand

        antwoord = controleer_bestand(lees_bestand(bestand), bestand)
        if "fouten" in antwoord:
            for fout in antwoord["fouten"]:
                kader.vertel(f"document {fout['document']}, casus {fout['casus']}, {fout['pad']}: {fout['melding']}")
            if kader.json:
                kader.toon(antwoord, ())
            return 2
    else:
        from engine.netwerk.vragen import controleer as controleer_casussen

        with kader.vraag() as i:
            antwoord = controleer_casussen(i.db, i.wie, casus, i.nu)
    kader.toon(antwoord, _regels(antwoord))
    return None


@opdracht.command("plaat", help="Teken het netwerk van een casus als SVG.")
@click.option("--casus", required=True, metavar="NR", help="De casus.")
@click.option("--uit", required=True, metavar="F.svg", help="Het bestand dat wordt gemaakt.")
@click.option("--zonder-namen", is_flag=True, help="Functies in plaats van namen, voor in de zaal.")
@click.pass_obj
def plaat(kader: Kader, casus: str, uit: str, zonder_namen: bool) -> None:
    from engine.netwerk.vragen import teken

    with kader.vraag_met_log() as i:
        svg = teken(i.db, i.wie, casus, i.nu, namen=not zonder_namen)
    try:
        Path(uit).write_text(svg, encoding="utf-8")
    except OSError:
        from budget.basis.transactie import AlleenLezen

        raise AlleenLezen(uit) from None
    kader.toon({"bestanden": [uit]}, [f"De plaat van {casus} staat in {uit}; open haar met een browser."])


def _regels(antwoord: dict[str, Any]) -> Iterator[str]:
    huidig = None
    for b in antwoord["bevindingen"]:
        if b["casus"] != huidig:
            huidig = b["casus"]
            yield f"Casus {huidig}"
        yield f"  {'?' if b['soort'] == 'niet_vastgelegd' else '!'} {b['regel']} ernst {b['ernst']}: {b['tekst']}"
    yield f"{len(antwoord['bevindingen'])} bevindingen."
