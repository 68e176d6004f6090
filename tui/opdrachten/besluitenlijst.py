"""`doorbraak besluitenlijst`: what was decided on paper, per recipient, and the dates for a diary."""

from __future__ import annotations

import click

from tui.kader import Kader
from tui.luiegroep import Groep

opdracht = Groep(name="besluitenlijst", help="De besluitenlijst op papier, voor elke ontvanger wat die mag zien.")

_SOORTEN = click.Choice(["tafel", "gezin", "school", "gemeente", "aanbieder", "bestuur"])
_VORMEN = click.Choice(["pdf", "odt", "md"])


@opdracht.command("ontvangers", help="Toon voor wie u van deze zitting een lijst kunt maken.")
@click.argument("zitting", metavar="Z")
@click.pass_obj
def ontvangers(kader: Kader, zitting: str) -> None:
    from engine.besluitenlijst.vragen import ontvangers as ontvangers_van

    with kader.vraag() as i:
        gevonden = ontvangers_van(i.db, i.wie, zitting, i.nu)
    rijen = [{"soort": o.soort.value, "ontvanger": o.wie, "naam": o.naam or "de tafel"} for o in gevonden]
    regels = [f"{rij['soort']:<10} {rij['ontvanger']:<32} {rij['naam']}" for rij in rijen]
    kader.toon({"zitting": zitting, "ontvangers": rijen}, regels)


@opdracht.command("maak", help="Schrijf de lijst van elke ontvanger; voor een gezin is dat een brief in gewone taal.")
@click.argument("zitting", metavar="Z")
@click.option("--uit", required=True, metavar="MAP", help="De map; zij wordt gemaakt als zij er niet is.")
@click.option("--voor", type=_SOORTEN, help="Alleen voor dit soort ontvangers.")
@click.option("--ontvanger", metavar="O", help="Alleen voor deze organisatie, of voor het gezin van dit casusnummer.")
@click.option("--vorm", "vormen", multiple=True, type=_VORMEN, help="De vorm; mag vaker. Anders pdf.")
@click.option("--agenda", is_flag=True, help="Ook de afspraken en de volgende zitting als .ics, voor een agenda.")
@click.pass_obj
def maak(
    kader: Kader, zitting: str, uit: str, voor: str | None, ontvanger: str | None, vormen: tuple[str, ...], agenda: bool
) -> None:
    from engine.besluitenlijst.begrippen import Soort
    from engine.besluitenlijst.vragen import stukken
    from engine.export.bestanden import Exportbestand
    from engine.stukken.vormen import Stukvorm
    from tui.opdrachten.export import maak_map, schrijf_bestanden

    map_ = maak_map(uit)
    with kader.vraag_met_log() as i:
        gemaakt = stukken(
            i.db,
            i.wie,
            zitting,
            i.nu,
            voor=Soort(voor) if voor else None,
            wie_voor=ontvanger,
            vormen=[Stukvorm(vorm) for vorm in vormen] or (Stukvorm.PDF,),
            agenda=agenda,
        )
        namen = schrijf_bestanden(map_, [Exportbestand(stuk.naam, stuk.inhoud) for stuk in gemaakt])
    kader.toon({"zitting": zitting, "bestanden": namen}, [f"Geschreven: {naam}" for naam in namen])
