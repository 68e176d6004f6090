"""Who must act on a finding that keeps help from starting is told at once, by a term with the reminders of R2."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding
from engine.netwerk.bijhouden import sleutel_van, termijnonderwerp, vermeldingen
from engine.netwerk.kaarten import zwaarste
from engine.regie.begrippen import AANBIEDEN
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.verplichtingen import open_termijn

REGIE_ZOEKEN = frozenset({"R01", "R02", "R23"})
"""Rules after which the voorzitter asks somebody for the regie."""
BEVINDING = "BEVINDING"
"""The code of the term in the reminder matrix."""

_T = TermijnRij
_OPEN = select(col(_T.onderwerp)).where(col(_T.casus) == bindparam("casus"), col(_T.status) == "open")


def meld_zware(db: Sessie, beeld: Beeld, alle: Sequence[Bevinding], nu: datetime, hints: Collection[str]) -> int:
    """Give the voorzitter a term for every finding of severity 3 on record that nobody answered; return how many.

    Not for what was answered or put aside, nor for a rule that is only a hint, nor for a missing regie while
    somebody is asked already: that term has reminders of its own. The message names rule and repair, nothing of
    the casus. The term ends with the finding, or with the answer.
    """
    zwaar = [b for b in zwaarste(beeld, alle) if b.regel not in hints]
    if not zwaar:
        return 0
    casus, op = beeld.rijen.casus.id, dag(nu)
    op_papier = vermeldingen(db, [casus])[casus]
    lopend = set(kolom(db, _OPEN, casus=casus))
    gemeld = 0
    for b in zwaar:
        vermelding = op_papier.get(sleutel_van(b.regel, b.betrokkenen))
        if vermelding is None or vermelding.beantwoord(op) or termijnonderwerp(vermelding.nummer) in lopend:
            continue
        if b.regel in REGIE_ZOEKEN and (AANBIEDEN in lopend or beeld.log.vragen):
            continue
        open_termijn(
            db, casus=casus, onderwerp=termijnonderwerp(vermelding.nummer), code=BEVINDING, start=op,
            ontvanger="voorzitter", doe=f"Beantwoord bevinding {b.regel} van het netwerk. {b.herstel}", nu=nu,
            einde=op + timedelta(days=beeld.drempels.wacht_dagen),
        )  # fmt: skip
        gemeld += 1
    return gemeld
