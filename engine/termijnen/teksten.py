"""The words of a reminder: casusnummer, action and date, and nothing about a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.klok import datum, over
from engine.termijnen.regels.bundelen import Kandidaat, Regel

_VRIJE_TEKST = ("afspraak:", "verzoek:")
_SLOT = "Kijk voor alles wat openstaat in de tafel: 'doorbraak tafel'."


def actie(stap: Kandidaat) -> str:
    """Return what must be done; what people wrote themselves may hold a name and stays in the product."""
    for begin in _VRIJE_TEKST:
        if stap.onderwerp.startswith(begin):
            soort, _, nummer = stap.onderwerp.partition(":")
            return f"Doe wat is afgesproken ({soort} {nummer})."
    return stap.doe


def regel(wat: Regel, vandaag: date) -> str:
    """Return one line of a message."""
    stap = wat.stap
    waarvan = f"{stap.casus}: " if stap.casus else ""
    van = "" if not wat.hoger or stap.ontvanger.startswith("persoon:") else f" (van: {stap.ontvanger})"
    return f"{waarvan}{actie(stap)}{van} Uiterlijk {datum(stap.einde)}, {over(stap.einde, vandaag)}."


def onderwerp(regels: Sequence[Regel], vandaag: date) -> str:
    """Return the subject: how many lines, and how many of them are late."""
    laat = sum(r.stap.einde < vandaag for r in regels)
    aantal = "1 herinnering" if len(regels) == 1 else f"{len(regels)} herinneringen"
    return f"Doorbraaktafel: {aantal}" + (f", {laat} te laat" if laat else "")


def bericht(regels: Sequence[Regel], vandaag: date) -> list[str]:
    """Return the lines of a message to one person."""
    return [*(regel(r, vandaag) for r in regels), _SLOT]
