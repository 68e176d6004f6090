"""The words of a reminder: casusnummer, action and date, and nothing about a child."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.klok import datum, over
from engine.berichten.begrippen import Agendapunt
from engine.termijnen.regels.bundelen import Regel

_VRIJE_TEKST = ("afspraak:", "verzoek:")
MEESTE_AGENDAPUNTEN = 100
"""So many days go along with one message; who has more looks in the table itself."""

_SLOT = "Kijk voor alles wat openstaat in de tafel: 'doorbraak tafel'."


def actie(onderwerp_: str, doe: str) -> str:
    """Return what must be done; what people wrote themselves may hold a name and stays in the product."""
    for begin in _VRIJE_TEKST:
        if onderwerp_.startswith(begin):
            soort, _, nummer = onderwerp_.partition(":")
            return f"Doe wat is afgesproken ({soort} {nummer})."
    return doe


def agendatitel(casus: str | None, onderwerp_: str, doe: str) -> str:
    """Return the title of the last day of a term in a diary: casusnummer and action."""
    return f"{casus}: {actie(onderwerp_, doe)}" if casus else actie(onderwerp_, doe)


def agenda(regels: Sequence[Regel]) -> list[Agendapunt]:
    """Return the last day of each term that still lies ahead, for the diary that goes with a message."""
    return [
        Agendapunt.hele_dag_op(
            r.stap.einde,
            f"termijn:{r.stap.termijn}",
            agendatitel(r.stap.casus, r.stap.onderwerp, r.stap.doe),
            volgnummer=r.stap.versie,
        )
        for r in regels[:MEESTE_AGENDAPUNTEN]
    ]


def regel(wat: Regel, vandaag: date) -> str:
    """Return one line of a message."""
    stap = wat.stap
    waarvan = f"{stap.casus}: " if stap.casus else ""
    van = "" if not wat.hoger or stap.ontvanger.startswith("persoon:") else f" (van: {stap.ontvanger})"
    return (
        f"{waarvan}{actie(stap.onderwerp, stap.doe)}{van} Uiterlijk {datum(stap.einde)}, {over(stap.einde, vandaag)}."
    )


def onderwerp(regels: Sequence[Regel], vandaag: date) -> str:
    """Return the subject: how many lines, and how many of them are late."""
    laat = sum(r.stap.einde < vandaag for r in regels)
    aantal = "1 herinnering" if len(regels) == 1 else f"{len(regels)} herinneringen"
    return f"Doorbraaktafel: {aantal}" + (f", {laat} te laat" if laat else "")


def bericht(regels: Sequence[Regel], vandaag: date) -> list[str]:
    """Return the lines of a message to one person."""
    return [*(regel(r, vandaag) for r in regels), _SLOT]
