"""`doorbraak formaat`: the schema and a filled example of an input format."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht

FORMATEN = {
    "doorbraak-aanmelding/1": "engine.casus.formaat:Aanmelding",
    "doorbraak-besluit/1": "engine.zitting.formaat:Besluit",
    "doorbraak-aanwezig/1": "engine.zitting.formaat:Aanwezigheidslijst",
    "doorbraak-mandaatvraag/1": "engine.mandaat.formaat:Mandaatvraag",
    "doorbraak-betalervraag/1": "engine.betaler.formaat:Betalervraag",
    "doorbraak-register/1": "engine.register.wijzigformaat:Registerwijziging",
    "doorbraak-netwerk/1": "engine.netwerk.formaat:Netwerkformaat",
    "doorbraak-verplichting/1": "engine.geldspoor.formaat:Verplichtingsopdracht",
    "doorbraak-factuur/1": "engine.geldspoor.formaat:Factuur",
    "doorbraak-uitzoek/1": "engine.geldspoor.formaat:Uitzoek",
    "doorbraak-betwisting/1": "engine.geldspoor.formaat:Betwistingsbrief",
    "doorbraak-handhaving/1": "engine.geldspoor.formaat:Handhaving",
}
"""Each input format with its pydantic model; each has a filled example, VOORBEELD."""


@click.command(
    "formaat",
    cls=Opdracht,
    help="Toon het schema en een voorbeeld van een invoerbestand, of van een gebeurtenis van 'casus zet'.",
)
@click.argument("naam", metavar="[NAAM]", required=False)
@click.pass_obj
def opdracht(kader: Kader, naam: str | None) -> None:
    from engine.casus.handelingen import PER_GEBEURTENIS as HULP
    from engine.geldspoor.handelingen import PER_GEBEURTENIS as GELD

    if naam is None:
        gegevens = {"formaten": list(FORMATEN), "gebeurtenissen": list(HULP), "geldgebeurtenissen": list(GELD)}
        regels = [*FORMATEN, "", "Gebeurtenissen van 'casus zet NR':", *(f"  {naam}" for naam in HULP)]
        regels += ["", "Gebeurtenissen van 'casus zet LIJN':", *(f"  {naam}" for naam in GELD)]
        kader.toon(gegevens, regels)
        return
    gekozen, model = _model(naam, GELD | HULP)
    voorbeeld: str = model.VOORBEELD
    schema = model.model_json_schema()
    kader.toon({"formaat": gekozen, "schema": schema, "voorbeeld": voorbeeld}, _regels(schema, voorbeeld))


def _model(naam: str, gebeurtenissen: Mapping[str, Any]) -> tuple[str, Any]:
    """Return the full name and the model of a format or an event; refuses (exit 2) another name."""
    if naam in gebeurtenissen:
        return naam, gebeurtenissen[naam]
    gekozen = next((f for f in FORMATEN if naam.removeprefix("doorbraak-") in _namen(f)), None)
    if gekozen is None:
        keus = ", ".join([*FORMATEN, *gebeurtenissen])
        raise click.BadParameter(f"'{naam}' is geen invoerformaat. Kies uit: {keus}.")
    module, _, klasse = FORMATEN[gekozen].partition(":")
    return gekozen, getattr(import_module(module), klasse)


def _namen(formaat: str) -> tuple[str, str]:
    """Return a format's name without `doorbraak-`, with and without its version."""
    kort = formaat.removeprefix("doorbraak-")
    return kort, kort.partition("/")[0]


def _regels(schema: dict[str, Any], voorbeeld: str) -> list[str]:
    from json import dumps

    return ["# Voorbeeld", voorbeeld.rstrip(), "", "# JSON Schema", dumps(schema, ensure_ascii=False, indent=2)]
