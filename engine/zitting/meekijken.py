"""The second window of a zitting, which follows the voorzitter: a state of the room, no event of a casus."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from engine.zitting.diensten.rijen import eis_op_de_agenda, open_zitting_voor
from engine.zitting.opslag import BeamerRij


@dataclass(frozen=True, slots=True)
class Beamer:
    """The casus that is shown, None for the agenda; dicht: nothing at all is shown."""

    casus: str | None = None
    dicht: bool = False


def toon_op_beamer(db: Sessie, wie: Gebruiker, zitting: str, beeld: Beamer, nu: datetime) -> None:
    """Show this in the second window; the same again changes nothing.

    Refusals: zitting_onbekend, zitting_vastgesteld, niet_bevoegd, zitting_niet_open, niet_op_de_agenda.
    """
    open_zitting_voor(db, wie, zitting, "het tweede scherm sturen")
    if beeld.casus is not None:
        eis_op_de_agenda(db, zitting, beeld.casus)
    rij = db.get(BeamerRij, zitting) or BeamerRij(zitting=zitting)
    if (rij.casus, rij.dicht) == (beeld.casus, beeld.dicht) and rij in db:
        return
    rij.casus, rij.dicht = beeld.casus, beeld.dicht
    db.add(rij)
    meld_wijziging(db, "beamer", zitting, nu)


def op_beamer(db: Sessie, zitting: str) -> Beamer:
    """Return what the second window shows; the agenda as long as nobody chose."""
    rij = db.get(BeamerRij, zitting)
    return Beamer(rij.casus, rij.dicht) if rij is not None else Beamer()
