"""The second window: what everybody in the room may see of the casus that is at the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.viewmodels.agenda import agenda_vm
from tui.viewmodels.besluitenlijst import besluitregels
from tui.viewmodels.casus import regie_regel
from tui.viewmodels.opmaak import Regel, naam_van

if TYPE_CHECKING:
    from tui.viewmodels.feiten import Agendafeiten, Casusfeiten

WACHT = (Regel("Doorbraaktafel", "vet"), Regel(""), Regel("Er is nu geen zitting open."))


def agendapagina(feiten: Agendafeiten) -> list[Regel]:
    """Return the agenda by number and status only."""
    vm = agenda_vm(feiten, presentatie=True)
    return [Regel(vm.titel, "vet"), Regel(""), *(Regel(f"{rij.naam:<16}{rij.status}") for rij in vm.rijen)]


def casuspagina(feiten: Casusfeiten) -> list[Regel]:
    """Return one casus: number and initials, the question, the regie, and what was decided, without amounts."""
    kort, omgeving = feiten.dossier.kort, feiten.omgeving
    van = f" van {len(feiten.volgorde)}" if feiten.hele_agenda else ""
    plek = f"Agendapunt {feiten.punt.volgorde}{van}" if feiten.punt else "Casus"
    regels = [
        Regel(plek),
        Regel(f"{kort.nummer}   {naam_van(kort.nummer, feiten.aanduiding, presentatie=True)}"),
        Regel(""),
        Regel(kort.vraag, "vet"),
        Regel(""),
        regie_regel(feiten.regie, omgeving.mensen, omgeving.vandaag, presentatie=True),
        Regel(f"{'Fase':<18}{kort.status_naam}"),
        Regel(""),
    ]
    for besluit in feiten.besluiten[-1:]:
        regels += besluitregels(besluit, omgeving, kort.nummer, presentatie=True)
    return regels
