"""`doorbraak formaat`: the schema and a filled example of an input format."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht

FORMATEN = {
    "doorbraak-aanmelding/1": "engine.casus.formaat:Aanmelding",
    "doorbraak-besluit/1": "engine.zitting.formaat:Besluit",
    "doorbraak-mandaatvraag/1": "engine.mandaat.formaat:Mandaatvraag",
    "doorbraak-netwerk/1": "engine.netwerk.formaat:Netwerkformaat",
    "doorbraak-verplichting/1": "engine.geldspoor.formaat:Verplichtingsopdracht",
    "doorbraak-factuur/1": "engine.geldspoor.formaat:Factuur",
    "doorbraak-uitzoek/1": "engine.geldspoor.formaat:Uitzoek",
    "doorbraak-betwisting/1": "engine.geldspoor.formaat:Betwistingsbrief",
    "doorbraak-handhaving/1": "engine.geldspoor.formaat:Handhaving",
}
"""Each input format with its pydantic model; each has a filled example, VOORBEELD."""


@click.command("formaat", cls=Opdracht, help="Toon het schema en een voorbeeld van een invoerbestand.")
@click.argument("naam", metavar="NAAM", required=False)
@click.pass_obj
def opdracht(kader: Kader, naam: str | None) -> None:
    if naam is None:
        kader.toon({"formaten": list(FORMATEN)}, FORMATEN)
        return
    gekozen = next((f for f in FORMATEN if naam.removeprefix("doorbraak-") in _namen(f)), None)
    if gekozen is None:
        raise click.BadParameter(f"'{naam}' is geen invoerformaat. Kies uit: {', '.join(FORMATEN)}.")
    module_naam, _, model_naam = FORMATEN[gekozen].partition(":")
    module = import_module(module_naam)
    model: Any = getattr(module, model_naam)
    voorbeeld: str = model.VOORBEELD
    schema = model.model_json_schema()
    kader.toon({"formaat": gekozen, "schema": schema, "voorbeeld": voorbeeld}, _regels(schema, voorbeeld))


def _namen(formaat: str) -> tuple[str, str]:
    """Return a format's name without `doorbraak-`, with and without its version."""
    kort = formaat.removeprefix("doorbraak-")
    return kort, kort.partition("/")[0]


def _regels(schema: dict[str, Any], voorbeeld: str) -> list[str]:
    from json import dumps

    return ["# Voorbeeld", voorbeeld.rstrip(), "", "# JSON Schema", dumps(schema, ensure_ascii=False, indent=2)]
