"""How a command on the money track tells about a financieringslijn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from budget.basis.geld import Geld


def als_bedrag(ctx: click.Context, param: click.Parameter, tekst: str | None) -> Geld | None:
    """Read an amount as a person types it; what can mean two things is refused with a hint (exit 2)."""
    from budget.basis.geld import lees_geld

    try:
        return None if tekst is None else lees_geld(tekst)
    except ValueError as fout:
        raise click.BadParameter(str(fout), ctx, param) from None


def lijnregels(gegevens: dict[str, Any]) -> Iterator[str]:
    """Return the state of the line and what it still ties, for people."""
    from budget.basis.geld import kaal

    yield f"{gegevens['lijn']}: {gegevens['status_geld'].replace('_', ' ')} (versie {gegevens['versie']})"
    for naam in ("gereserveerd", "verplicht", "voorgefinancierd"):
        if gegevens[naam]:
            yield f"  {naam:<18}{kaal(gegevens[naam]):>16}"
