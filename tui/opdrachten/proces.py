"""`doorbraak register proces`: versions of the process, and moving the casussen to another one."""

from __future__ import annotations

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep

opdracht = Groep(name="proces", help="Versies van het proces, en casussen overzetten.")


@opdracht.command("lijst", help="Toon de versies en hoeveel casussen er elk hebben.")
@click.pass_obj
def lijst(kader: Kader) -> None:
    from engine.proces.diensten import versielijst

    with kader.vraag() as i:
        rijen = versielijst(i.db)
    regels = (f"versie {r['versie']:<4} vanaf {r['vanaf']}  {r['casussen']} casussen" for r in rijen)
    kader.toon({"rijen": rijen}, regels)


@opdracht.command("neem-op", help="Neem een nieuwe versie op; zij geldt voor nieuwe casussen.")
@click.option("--bestand", required=True, metavar="F", help="De procesdefinitie, TOML ('-' = invoer).")
@click.option("--vanaf", metavar="D", help="De eerste dag (JJJJ-MM-DD); anders vandaag.")
@click.pass_obj
def neem_op(kader: Kader, bestand: str, vanaf: str | None) -> None:
    from datetime import date

    from engine.proces.diensten import Opname
    from engine.proces.diensten import neem_op as neem_versie_op

    try:
        eerste = date.fromisoformat(vanaf) if vanaf else None
    except ValueError:
        raise click.BadParameter(f"'{vanaf}' is geen dag; schrijf JJJJ-MM-DD.") from None
    gevraagd = Opname(lees_bestand(bestand), bestand, eerste)
    with kader.opdracht() as i:
        uitkomst = neem_versie_op(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


@opdracht.command("migreer", help="Zet alle lopende casussen over naar een versie; alle, of geen.")
@click.option("--naar", required=True, metavar="V", help="De versie waar de casussen heen gaan.")
@click.option("--proef", is_flag=True, help="Laat alleen zien wat er zou veranderen.")
@click.pass_obj
def migreer(kader: Kader, naar: str, proef: bool) -> None:
    from engine.proces.diensten import Migratie, als_json, plan, samenvatting
    from engine.proces.diensten import migreer as zet_over

    naar = naar.removeprefix("v")
    if proef:
        with kader.vraag() as i:
            stappen = plan(i.db, i.wie, naar)
        gegevens = {"versie": naar, "proef": True, "stappen": [als_json(stap) for stap in stappen]}
        kader.toon(gegevens, samenvatting(stappen))
        return
    with kader.opdracht() as i:
        uitkomst = zet_over(i.db, i.wie, Migratie(naar), sleutel=i.sleutel, versie=0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])
