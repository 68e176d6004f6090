"""All checks of the book in one answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from budget.basis.transactie import Sessie
from budget.grootboek.controle.bewijs import Ontvangstbewijs, laatste_zegel, toets_ontvangst, zegelfouten
from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.controle.invarianten import invariantfouten
from budget.grootboek.controle.keten import ketenfouten
from budget.grootboek.controle.saldi import saldofouten
from budget.grootboek.controle.schemakeur import schemafouten
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw


@dataclass(frozen=True, slots=True)
class Controle:
    """in_orde when there are no findings; kop is the head of the chain, tot the numbers that were checked."""

    in_orde: bool
    bevindingen: tuple[Bevinding, ...]
    kop: str
    journaalposten: int
    boekingen: int
    vanaf_boeking: int

    def als_json(self) -> dict[str, Any]:
        """Return the fields of the contract, and how far the check looked."""
        return {
            "in_orde": self.in_orde,
            "bevindingen": [bevinding.als_json() for bevinding in self.bevindingen],
            "kop": self.kop,
            "journaalposten": self.journaalposten,
            "boekingen": self.boekingen,
            "vanaf_boeking": self.vanaf_boeking,
        }


def controleer(db: Sessie, volledig: bool = False, ontvangst: Ontvangstbewijs | None = None) -> Controle:
    """Check the schema, the chain, the balances and every invariant; each finding names its place.

    The chain is read from the newest zegel on, or from the first row when volledig; balances and invariants are
    always checked whole. With a receipt of a financier a rewritten or restored-old book is found too. Linear in the
    number of rows that are read.
    """
    ruw = Ruw(db)
    bevindingen = schemafouten(ruw, postgres=ruw.postgres)
    kop = lees_kop(ruw)
    if volledig:
        bevindingen += _bestandsfouten(ruw)
    bevindingen += zegelfouten(ruw)
    anker = None if volledig or bevindingen else laatste_zegel(ruw)
    bevindingen += ketenfouten(ruw, kop, anker)
    bevindingen += saldofouten(ruw, kop)
    bevindingen += invariantfouten(ruw)
    if ontvangst is not None:
        bevindingen += toets_ontvangst(ruw, ontvangst)
    return Controle(
        not bevindingen,
        tuple(bevindingen),
        kop.kop,
        kop.post,
        kop.boeking,
        1 if anker is None else anker.boeking + 1,
    )


def _bestandsfouten(ruw: Ruw) -> list[Bevinding]:
    """Return the pages and indexes of a SQLite file that are damaged; a server looks after its own files."""
    if ruw.postgres:
        return []
    gevonden = [str(tekst) for (tekst,) in ruw.rijen("PRAGMA integrity_check(5)")]
    return [Bevinding("bestand", "database", f"SQLite zegt: {tekst}") for tekst in gevonden if tekst != "ok"]
