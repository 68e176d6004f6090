"""The penalty for a late decision (Awb 4:17), by amounts that hold from a day on.

Source: https://pgawb.nl/pg-awb-digitaal/hoofdstuk-4/4-1-bijzondere-bepalingen-over-besluiten/4-1-3-beslistermijn/
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from budget.basis.geld import NUL, Geld
from engine.termijnen.begrippen import EEN_DAG, Dwangsomregel
from engine.termijnen.weigeringen import DwangsombedragenOntbreken, IngebrekestellingTeVroeg


@dataclass(frozen=True, slots=True)
class Dwangsomtrede:
    """A stretch of days with one amount per day, and what is owed in total at its end."""

    van: date
    tot_en_met: date
    per_dag: Geld
    opgeteld: Geld


@dataclass(frozen=True, slots=True)
class Dwangsom:
    """The course of the penalty when nobody decides; `regel` tells its source and whether that was verified."""

    eerste_dag: date
    treden: tuple[Dwangsomtrede, ...]
    regel: Dwangsomregel

    def verschuldigd(self, tot_en_met: date) -> Geld:
        """Return what is owed up to and including the day; the last stretch is the ceiling."""
        bedrag = NUL
        for trede in self.treden:
            dagen = (min(trede.tot_en_met, tot_en_met) - trede.van).days + 1
            bedrag += Geld(trede.per_dag.cents * max(0, dagen))
        return bedrag


def dwangsom(einde: date, ingebrekestelling: date, regels: Iterable[Dwangsomregel]) -> Dwangsom:
    """Return the penalty from the term end and the receipt of the written ingebrekestelling; no Atw here.

    The rule is the one that holds on the day on which two weeks have passed. A notice received on the last day
    itself counts, which is the reading with the earlier start.
    Refuses: ingebrekestelling_te_vroeg, dwangsombedragen_ontbreken.
    """
    if ingebrekestelling < einde:
        raise IngebrekestellingTeVroeg(ingebrekestelling, einde)
    verstreken = ingebrekestelling + timedelta(weeks=2)
    geldend = max((r for r in regels if r.geldig_van <= verstreken), key=lambda r: r.geldig_van, default=None)
    if geldend is None:
        raise DwangsombedragenOntbreken(verstreken)
    eerste_dag = ingebrekestelling + timedelta(days=geldend.dagen_na)
    treden: list[Dwangsomtrede] = []
    van, opgeteld = eerste_dag, NUL
    for dagen, per_dag in geldend.treden:
        opgeteld += Geld(dagen * per_dag.cents)
        treden.append(Dwangsomtrede(van, van + timedelta(days=dagen - 1), per_dag, opgeteld))
        van = treden[-1].tot_en_met + EEN_DAG
    return Dwangsom(eerste_dag, tuple(treden), geldend)
