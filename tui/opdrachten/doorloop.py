"""`doorbraak doorloop`: one round of everything that can move by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.doorloop.begrippen import Verslag


@click.command("doorloop", cls=Opdracht, help="Doe een ronde van alles wat vanzelf verder kan.")
@click.pass_obj
def opdracht(kader: Kader) -> None:
    from engine.doorloop.begrippen import Verslag
    from engine.doorloop.diensten import doorloop

    per_ronde = doorloop(kader.url, kader.moment)
    alles = Verslag()
    for verslag in per_ronde.values():
        alles.erbij(verslag)
    kader.toon(alles.als_json(), _regels(per_ronde))


def _regels(per_ronde: dict[str, Verslag]) -> Iterator[str]:
    for naam, verslag in per_ronde.items():
        v, w, g = len(verslag.verplaatst), len(verslag.gewacht), len(verslag.geweigerd)
        yield f"{naam}: {v} verplaatst, {w} wacht, {g} geweigerd"
        yield from (f"  ✓ {regel['melding']}" for regel in verslag.verplaatst)
        yield from (f"  ! {r['kenmerk']}: {r['melding']} {r['oplossing']}" for r in verslag.geweigerd)
