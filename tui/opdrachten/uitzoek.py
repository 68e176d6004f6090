"""`doorbraak uitzoek`: who pays: decide, revise, contest and uphold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep
from tui.opdrachten.geldregels import lijnregels

if TYPE_CHECKING:
    from pydantic import BaseModel

opdracht = Groep(name="uitzoek", help="Wie moet betalen: besluiten, herzien en betwisten.")

_BESTAND = click.option("--bestand", required=True, metavar="F", help="YAML of JSON ('-' = invoer).")


@opdracht.command("besluit", help="Leg vast wie een lijn betaalt (doorbraak-uitzoek/1).")
@_BESTAND
@click.pass_obj
def besluit(kader: Kader, bestand: str) -> None:
    from engine.geldspoor.diensten import uitzoekbesluit
    from engine.geldspoor.formaat import Uitzoek
    from engine.invoer.lezen import lees_document

    _doe(kader, bestand, lees_document(lees_bestand(bestand), bestand), Uitzoek, uitzoekbesluit)


@opdracht.command("herzie", help="Herzie een betwist besluit (doorbraak-uitzoek/1).")
@_BESTAND
@click.pass_obj
def herzie(kader: Kader, bestand: str) -> None:
    from engine.geldspoor.diensten import herzie as herzie_besluit
    from engine.geldspoor.formaat import Uitzoek
    from engine.invoer.lezen import lees_document

    _doe(kader, bestand, lees_document(lees_bestand(bestand), bestand), Uitzoek, herzie_besluit)


@opdracht.command("betwist", help="Betwist een aandeel, of antwoord op een betwisting.")
@_BESTAND
@click.pass_obj
def betwist(kader: Kader, bestand: str) -> None:
    from engine.geldspoor.diensten import betwist as betwist_aandeel
    from engine.geldspoor.diensten import handhaaf
    from engine.geldspoor.formaat import Betwistingsbrief, Handhaving
    from engine.invoer.lezen import lees_document

    document = lees_document(lees_bestand(bestand), bestand)
    if isinstance(document, dict) and document.get("formaat") == Handhaving.FORMAAT:
        _doe(kader, bestand, document, Handhaving, handhaaf)
    else:
        _doe(kader, bestand, document, Betwistingsbrief, betwist_aandeel)


def _doe(kader: Kader, bestand: str, document: Any, model: type[BaseModel], gebruiksgeval: Any) -> None:
    from engine.invoer.lezen import controleer

    gevraagd = controleer(document, bestand, model)
    with kader.opdracht() as i:
        uitkomst = gebruiksgeval(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])
