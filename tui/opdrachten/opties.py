"""Values of options that more than one family of commands reads."""

from __future__ import annotations

from datetime import date

import click


def als_dag(ctx: click.Context, param: click.Parameter, tekst: str | None) -> date | None:
    """Read a day (JJJJ-MM-DD); anything else is refused (exit 2)."""
    from engine.termijnen.kalender import lees_dag

    try:
        return None if tekst is None else lees_dag(tekst)
    except ValueError as fout:
        raise click.BadParameter(str(fout), ctx, param) from None
