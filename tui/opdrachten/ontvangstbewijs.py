"""`doorbraak ontvangstbewijs`: what a financier takes along, to hold against the book later."""

from __future__ import annotations

import click

from tui.kader import Kader, schrijf_bytes
from tui.luiegroep import Groep

opdracht = Groep(name="ontvangstbewijs", help="Neem mee wat u van het grootboek zag, met uw handtekening.")


@opdracht.command("maak", help="Verzegel het grootboek en onderteken dat met uw eigen sleutel.")
@click.option("--uit", required=True, metavar="F", help="Het bestand dat u bewaart, buiten deze database.")
@click.option("--eigen-sleutel", metavar="F", help="Uw sleutelbestand; wordt gemaakt als het er niet is.")
@click.pass_obj
def maak(kader: Kader, uit: str, eigen_sleutel: str | None) -> None:
    from pathlib import Path

    from engine.pot.ontvangst import eigen_plek, lees_of_maak_sleutel, onderteken_voor

    with kader.opdracht() as i:
        pad = Path(eigen_sleutel) if eigen_sleutel else eigen_plek(i.wie)
        bewijs = onderteken_voor(i.db, i.wie, lambda: lees_of_maak_sleutel(pad), i.nu)
        schrijf_bytes(uit, bewijs.als_tekst().encode())
    kader.toon(
        {
            "bestand": uit,
            "partij": bewijs.partij,
            "zegel": bewijs.zegel,
            "journaalpost": bewijs.post,
            "kop": bewijs.kop,
            "publiek": bewijs.publiek,
            "eigen_sleutel": str(pad),
        },
        [
            f"Ontvangstbewijs van {bewijs.partij} tot en met journaalpost {bewijs.post} in {uit}.",
            f"Ondertekend met {pad}; bewaar beide buiten deze computer.",
            f"Later: doorbraak controleer --ontvangst {uit}",
        ],
    )
