"""What other people's programs say of a book: beancount always, hledger where it is installed."""

from __future__ import annotations

import shutil
import subprocess

from beancount.loader import load_string

from budget.basis.transactie import lezing
from budget.export.beancount import beancount_bestand
from budget.export.hledger import hledger_bestand

HLEDGER = shutil.which("hledger")


def keur_hledger(tekst: str) -> str:
    """Return what hledger has against a journal; empty when all is well."""
    assert HLEDGER is not None
    klaar = subprocess.run(
        [HLEDGER, "-f", "-", "check", "--strict"], input=tekst, capture_output=True, text=True, timeout=60, check=False
    )
    return "" if klaar.returncode == 0 else klaar.stderr or "hledger says no"


def bezwaren(url: str) -> list[str]:
    """Return everything against a book as they read it."""
    with lezing(url) as db:
        fouten = [fout.message for fout in load_string(beancount_bestand(db).decode())[1]]
        oordeel = "" if HLEDGER is None else keur_hledger(hledger_bestand(db).decode())
    return [*fouten, *([oordeel] if oordeel else [])]
