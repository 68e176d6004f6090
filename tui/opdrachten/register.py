"""`doorbraak register`: people behind functions, organisations, agreements."""

from __future__ import annotations

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.proces import opdracht as proces

opdracht = Groep(name="register", help="Mensen, functies en organisaties.")
opdracht.add_command(proces)

SOORTEN = (
    "personen", "functies", "organisaties", "mandaten", "regelingen", "contacten", "aanbod", "documenten", "hiaten",
    "inlog",
)  # fmt: skip


@opdracht.command("lijst", help=f"Toon het register: {', '.join(SOORTEN)}.")
@click.argument("soort", metavar="SOORT", default="personen")
@click.pass_obj
def lijst(kader: Kader, soort: str) -> None:
    from engine.register.lijst import register_lijst

    if soort not in SOORTEN:
        raise click.BadParameter(f"'{soort}' is geen lijst. Kies uit: {', '.join(SOORTEN)}.")
    with kader.vraag() as i:
        rijen = register_lijst(i.db, i.wie, soort, i.nu)
    kader.toon({"soort": soort, "rijen": rijen}, (_regel(rij) for rij in rijen))


@opdracht.command("wijzig", help="Wijzig het register met een bestand (doorbraak-register/1): alles of niets.")
@click.option("--bestand", required=True, metavar="F", help="Wat er wijzigt, met datums en een bron (YAML of JSON).")
@click.pass_obj
def wijzig(kader: Kader, bestand: str) -> None:
    from engine.invoer.lezen import lees
    from engine.register.wijzigen import wijzig_register
    from engine.register.wijzigformaat import Registerwijziging

    gevraagd = lees(lees_bestand(bestand), bestand, Registerwijziging)
    with kader.opdracht() as i:
        uitkomst = wijzig_register(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


def _regel(rij: dict[str, object]) -> str:
    return "  ".join(
        ", ".join(map(str, waarde)) if isinstance(waarde, (list, tuple)) else str(waarde)
        for waarde in rij.values()
        if waarde not in (None, "", [], ())
    )
