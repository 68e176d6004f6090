"""Collect the facts of one casus that the requirements look at."""

from __future__ import annotations

from datetime import date

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.regels.eisen import Omstandigheden
from engine.invoer.lezen import Invoer
from engine.regie.vragen import regie_nu
from engine.zitting.vragen import open_afspraken, planregels, zonder_toestemming


def omstandigheden(db: Sessie, wie: Gebruiker, casus: CasusRij, op: date, handeling: Invoer) -> Omstandigheden:
    """Return the facts for the events that `casus zet` takes; the zitting adds what only it knows."""
    regie = regie_nu(db, casus.nummer, op)
    return Omstandigheden(
        casus=casus.nummer,
        op=op,
        doet=wie.persoon,
        handeling=handeling,
        aanmelder=casus.aanmelder,
        kenmerken=casus.kenmerken,
        regisseur=regie.regisseur,
        vervanger=regie.vervanger,
        planregels=planregels(db, casus.nummer),
        zonder_toestemming=zonder_toestemming(db, casus.nummer),
        open_afspraken=open_afspraken(db, casus.nummer),
    )
