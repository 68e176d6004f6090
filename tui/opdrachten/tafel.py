"""`doorbraak tafel`: open the terminal screen."""

from __future__ import annotations

import gc
import os
import sys

import click

from tui.kader import Kader
from tui.luiegroep import Opdracht


@click.command(
    "tafel",
    cls=Opdracht,
    help="Open het scherm van de tafel; 'tafel beamer' opent het tweede scherm.",
)
@click.argument("venster", metavar="[beamer]", required=False, type=click.Choice(["beamer"]))
@click.option("--rol", metavar="ROL", help="In welke van uw rollen u kijkt.")
@click.option("--alleen-lezen", is_flag=True, help="Alleen kijken; vastleggen kan dan niet.")
@click.option("--voorlezen", is_flag=True, help="Regel voor regel, zonder scherm: voor een schermlezer of braille.")
@click.pass_obj
def opdracht(kader: Kader, venster: str | None, rol: str | None, alleen_lezen: bool, voorlezen: bool) -> None:
    if rol is not None:
        persoon = (kader.als or os.environ.get("DOORBRAAK_GEBRUIKER") or "").partition(":")[0]
        kader = kader.met({"als": f"{persoon}:{rol}"})
    if not _lijkt_ingericht(kader.url):
        # The refusal says what to do; without one the first look of the screen decides.
        with kader.vraag():
            pass
    if voorlezen:
        from tui.voorlezen import lees_voor

        lees_voor(kader, alleen_lezen=alleen_lezen)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.UsageError("Het scherm heeft een terminal nodig. De andere opdrachten werken ook zonder.")
    # Loading makes many objects that stay: looking through them all again and again is a tenth of the start.
    gc.set_threshold(100_000, 20, 100)
    from tui.app import BeamerApp, TafelApp

    app = BeamerApp(kader) if venster == "beamer" else TafelApp(kader, alleen_lezen=alleen_lezen)
    uitkomst = app.run()
    if uitkomst is not None:
        raise uitkomst
    if app.return_code:
        raise click.exceptions.Exit(app.return_code)


def _lijkt_ingericht(url: str) -> bool:
    """Look at a SQLite file without loading more than the screen needs; other databases are for the real question."""
    import sqlite3

    voor, _, pad = url.partition(":///")
    if voor != "sqlite" or not os.path.exists(pad):
        return False
    try:
        verbinding = sqlite3.connect(f"file:{pad}?mode=ro", uri=True)
        try:
            return (
                verbinding.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is not None
            )
        finally:
            verbinding.close()
    except sqlite3.Error:
        return False
