"""The rounds in the order of the process; each is a flow of the same name.

What people decide is a row; a round picks up what follows from it. Nothing here decides.
"""

from __future__ import annotations

from engine.doorloop import bank, controle, geld, herinneren, hulp, netwerk
from engine.doorloop.begrippen import Stap

RONDES: dict[str, tuple[Stap, ...]] = {
    "intake": hulp.INTAKE,
    "tafel": hulp.TAFEL,
    "mandaatcheck": hulp.MANDAATCHECK,
    "voorfinanciering": bank.VOORFINANCIERING,
    "afletteren": bank.AFLETTEREN,
    "uitzoeken": geld.UITZOEKEN,
    "verrekening": geld.VERREKENING,
    "herinneringen": netwerk.NETWERK + herinneren.HERINNERINGEN,
    "controle": controle.CONTROLE,
}
