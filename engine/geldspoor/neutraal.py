"""Free text on the money track is read by many: it names nobody of the family."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.weigeringen import TekstMetPersoonsgegeven
from engine.invoer.tekst import lijkt_bsn
from engine.inzage.kluis import Kluis, NaamindexRij


def keur_teksten(db: Sessie, casus: str, **teksten: str) -> None:
    """Refuse (tekst_met_persoonsgegeven) a text with a BSN or a name of this family.

    Needs the key file only while the casus still has names: money goes on when the person data are destroyed.
    """
    for waar, tekst in teksten.items():
        if lijkt_bsn(tekst):
            raise TekstMetPersoonsgegeven(waar, "een nummer dat een BSN kan zijn")
    namen = select(col(NaamindexRij.casus)).where(col(NaamindexRij.casus) == casus).limit(1)
    if not any(teksten.values()) or db.execute(namen).first() is None:
        return
    kluis = Kluis(db)
    for waar, tekst in teksten.items():
        if kluis.noemt_naam(casus, tekst):
            raise TekstMetPersoonsgegeven(waar, "een naam uit het gezin")
