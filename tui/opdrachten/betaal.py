"""`doorbraak betaal`: propose, approve, write the file, read what the bank says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bytes, schrijf_bytes
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from budget.basis.geld import Geld

opdracht = Groep(name="betaal", help="Betaalbestanden maken en vrijgeven.")


@opdracht.command("maak", help="Maak een betaalvoorstel; na twee akkoorden schrijft --uit het betaalbestand.")
@click.option("--uit", "uit", metavar="BESTAND", help="Schrijf het betaalbestand (pain.001) hierheen.")
@click.option("--batch", default="", metavar="NR", help="De batch, zoals BB-2026-000007; anders de oudste die wacht.")
@click.option("--terug", metavar="PARTIJ[=BEDRAG]", multiple=True, help="Betaal terug wat te veel is ontvangen.")
@click.option("--opnieuw", is_flag=True, help="Schrijf een bestand dat kwijt is, precies hetzelfde.")
@click.pass_obj
def maak(kader: Kader, uit: str | None, batch: str, terug: tuple[str, ...], opnieuw: bool) -> None:
    from engine.betalen.diensten import Betaalbestand, Betaalvoorstel, maak_betaalbestand, stel_betaling_voor
    from engine.betalen.vragen import betaalbestand, heeft_akkoord

    voorstel = Betaalvoorstel(tuple(_terug(stuk) for stuk in terug))
    with kader.opdracht() as i:
        if uit is not None and not terug and (batch or heeft_akkoord(i.db)):
            uitkomst = maak_betaalbestand(
                i.db, i.wie, Betaalbestand(batch, opnieuw), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu
            )
            # Inside the transaction: when the file cannot be written, nothing says that it was.
            schrijf_bytes(uit, betaalbestand(i.db, i.wie, uitkomst.gegevens["batch"], i.nu))
            gegevens = uitkomst.gegevens | {"bestand": uit}
            regels = [uitkomst.melding, f"Geschreven: {uit}", f"SHA-256 {gegevens['sha256']}"]
            regels += gegevens["waarschuwingen"]
        else:
            uitkomst = stel_betaling_voor(i.db, i.wie, voorstel, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
            gegevens = uitkomst.gegevens | {"bestand": None}
            regels = [uitkomst.melding, f"Akkoord geven: doorbraak betaal akkoord {gegevens['batch']}"]
            regels += [
                f"Overgeslagen: {o['aanbieder']} {o['factuur']}: {o['waarom']}" for o in gegevens["overgeslagen"]
            ]
    kader.toon(gegevens | {"sleutel": i.sleutel}, [*regels, *_opdrachtregels(gegevens)])


@opdracht.command("akkoord", help="Geef akkoord op een betaalvoorstel; twee kassiers, niet wie het maakte.")
@click.argument("batch", metavar="[BATCH]", default="")
@click.pass_obj
def akkoord(kader: Kader, batch: str) -> None:
    from engine.betalen.diensten import Betaalakkoord, geef_akkoord

    with kader.opdracht() as i:
        uitkomst = geef_akkoord(i.db, i.wie, Betaalakkoord(batch), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    gegevens = uitkomst.gegevens | {"sleutel": i.sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_opdrachtregels(gegevens)])


@opdracht.command("intrek", help="Trek een betaalvoorstel in zolang het geen twee akkoorden heeft.")
@click.argument("batch", metavar="BATCH")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.pass_obj
def intrek(kader: Kader, batch: str, reden: str) -> None:
    from engine.betalen.diensten import Intrekking, trek_in

    with kader.opdracht() as i:
        uitkomst = trek_in(i.db, i.wie, Intrekking(batch, reden), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding])


@opdracht.command("status", help="Lees wat de bank van een betaalbestand zegt (pain.002).")
@click.option("--bestand", required=True, metavar="BESTAND", help="Het statusbericht van de bank.")
@click.pass_obj
def status(kader: Kader, bestand: str) -> None:
    from engine.betalen.diensten import Statusbestand, lees_betaalstatus

    gelezen = Statusbestand(bestand, lees_bytes(bestand))
    with kader.opdracht() as i:
        uitkomst = lees_betaalstatus(i.db, i.wie, gelezen, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    gegevens = uitkomst.gegevens | {"sleutel": i.sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_opdrachtregels(gegevens)])


@opdracht.command("lijst", help="Toon de betaalbatches met hun opdrachten.")
@click.pass_obj
def lijst(kader: Kader) -> None:
    from engine.betalen.vragen import betaalbatches

    with kader.vraag() as i:
        batches = [batch.als_json() for batch in betaalbatches(i.db, i.wie)]
    kader.toon({"batches": batches}, _batchregels(batches))


def _terug(stuk: str) -> tuple[str, Geld | None]:
    from budget.basis.geld import lees_geld

    partij, gelijk, bedrag = stuk.partition("=")
    try:
        return partij, lees_geld(bedrag) if gelijk else None
    except ValueError as fout:
        raise click.BadParameter(str(fout), param=click.Option(["--terug"])) from None


def _batchregels(batches: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    if not batches:
        yield "Er zijn nog geen betaalbatches."
    for batch in batches:
        wie = ", ".join(batch["akkoord"]) or "nog niemand"
        yield f"{batch['batch']}  {batch['status']:<9}{kaal(batch['som']):>16}  akkoord: {wie}"
        yield from _opdrachtregels(batch)


def _opdrachtregels(batch: dict[str, Any]) -> Iterator[str]:
    from budget.basis.geld import kaal

    for o in batch["opdrachten"]:
        wat = o["factuur"] or "terugbetaling"
        bank = f"  bank: {o['bankstatus']}" if o["bankstatus"] else ""
        yield f"  {o['opdracht']}  {kaal(o['bedrag']):>14}  {o['aanbieder']} {wat}  {o['status']}{bank}"
