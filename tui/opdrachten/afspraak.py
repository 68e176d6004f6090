"""`doorbraak afspraak`: who promised what, before which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.opties import als_dag

opdracht = Groep(name="afspraak", help="Afspraken maken, afronden en bekijken.")


@opdracht.command("maak", help='Maak een afspraak in een regel: doorbraak afspraak maak NR "Kim belt huisarts +5wd".')
@click.argument("nummer", metavar="NR")
@click.argument("tekst", metavar="[REGEL]", required=False)
@click.option("--wie", metavar="P", help="Wie het doet, als u geen regel geeft.")
@click.option("--wat", metavar="T", help="Wat die persoon doet.")
@click.option("--op", callback=als_dag, metavar="D", help="Uiterlijk op deze dag.")
@click.option("--meetbaar", default="", metavar="T", help="Waaraan u ziet dat het is gedaan.")
@click.option("--zitting", metavar="Z", help="Gemaakt in deze open zitting.")
@click.pass_obj
def maak(
    kader: Kader,
    nummer: str,
    tekst: str | None,
    wie: str | None,
    wat: str | None,
    op: date | None,
    meetbaar: str,
    zitting: str | None,
) -> None:
    from dataclasses import replace

    from engine.zitting.begrippen import NieuweAfspraak
    from engine.zitting.diensten import maak_afspraak
    from engine.zitting.vragen_afspraken import afspraak_uit_tekst

    if (tekst is None) == (wie is None or wat is None or op is None):
        raise click.UsageError('Geef een regel ("Kim belt huisarts +5wd"), of --wie, --wat en --op.')
    with kader.opdracht() as i:
        if tekst is not None:
            gevraagd = afspraak_uit_tekst(i.db, nummer, tekst, i.nu, zitting=zitting)
        else:
            assert op is not None
            gevraagd = NieuweAfspraak(nummer, str(wie), str(wat), op, "", zitting)
        gevraagd = replace(gevraagd, meetbaar=meetbaar or gevraagd.meetbaar)
        uitkomst = maak_afspraak(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


@opdracht.command("gedaan", help="Een afspraak is gedaan, of vervalt met een reden.")
@click.argument("nummer", metavar="NR")
@click.argument("afspraak", metavar="AFSPRAAK", type=int)
@click.option("--vervalt", is_flag=True, help="Zij is niet gedaan en hoeft niet meer.")
@click.option("--reden", default="", metavar="T", help="Waarom zij vervalt.")
@click.pass_obj
def gedaan(kader: Kader, nummer: str, afspraak: int, vervalt: bool, reden: str) -> None:
    from engine.zitting.begrippen import Afronding
    from engine.zitting.diensten import rond_afspraak_af

    gevraagd = Afronding(nummer, afspraak, not vervalt, reden)
    with kader.opdracht() as i:
        uitkomst = rond_afspraak_af(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


@opdracht.command("lijst", help="Toon de afspraken die openstaan, de eerste dag bovenaan.")
@click.option("--casus", metavar="NR", help="Alleen van deze casus.")
@click.option("--zitting", metavar="Z", help="Alleen uit deze zitting.")
@click.option("--alle", is_flag=True, help="Ook wat gedaan of vervallen is.")
@click.pass_obj
def lijst(kader: Kader, casus: str | None, zitting: str | None, alle: bool) -> None:
    from engine.zitting.vragen_afspraken import afspraken

    with kader.vraag() as i:
        rijen = afspraken(i.db, i.wie, i.nu, casus=casus, zitting=zitting, alle=alle)
    kader.toon({"afspraken": rijen}, _regels(rijen))


def _regels(rijen: list[dict[str, Any]]) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum

    for rij in rijen:
        status = "TE LAAT" if rij["te_laat"] else rij["status"]
        dag = datum(date.fromisoformat(rij["op"]))
        yield f"{rij['nummer']:>4}  {rij['casusnummer']}  {dag:<15} {status:<9} {rij['wie']}: {rij['wat']}"
    if not rijen:
        yield "Er staan geen afspraken open."
