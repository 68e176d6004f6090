"""What happened to the end of an obligation, read from its log, and the end that follows from that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.register.vragen import kalender
from engine.termijnen.begrippen import (
    Afleiding,
    Duur,
    Grondslag,
    Opschortgrond,
    Opschorting,
    Verlenging,
    Verplaatsing,
    lees_duur,
)
from engine.termijnen.opslag import TermijnRij, TermijnwijzigingRij
from engine.termijnen.regels.berekening import bereken


@dataclass(frozen=True, slots=True)
class Geschiedenis:
    """An obligation and its log; `duur` is None when people agreed on the day. Suspensions go by their number."""

    nummer: int
    code: str
    start: date
    einde: date
    duur: Duur | None
    grondslag: Grondslag
    opschortingen: dict[int, Opschorting] = field(default_factory=dict)
    verlengingen: tuple[Verlenging, ...] = ()
    verplaatsingen: tuple[Verplaatsing, ...] = ()

    @property
    def loopt(self) -> list[int]:
        """Return the numbers of the suspensions that still run."""
        return [nummer for nummer, o in self.opschortingen.items() if o.tot is None and not o.zonder_hersteltermijn]


def lees_geschiedenis(db: Sessie, nummer: int) -> Geschiedenis:
    """Return an obligation with everything that happened to its end, in the order in which it was entered."""
    t, w = TermijnRij, TermijnwijzigingRij
    rij = db.execute(
        select(col(t.code), col(t.start), col(t.einde), col(t.afleiding)).where(col(t.nummer) == nummer)
    ).one()
    code, start, einde, afleiding = rij
    duur = lees_duur(afleiding["duur"]) if "duur" in afleiding else None
    grondslag = Grondslag(afleiding.get("grondslag", Grondslag.DIENST))
    logboek = db.execute(
        select(col(w.nummer), col(w.soort), col(w.inhoud), col(w.reden), col(w.door), col(w.op))
        .where(col(w.termijnverplichting) == nummer)
        .order_by(col(w.nummer))
    ).all()
    return _bouw(Geschiedenis(nummer, code, start, einde, duur, grondslag), logboek)


def _bouw(leeg: Geschiedenis, logboek: Iterable[Any]) -> Geschiedenis:
    opschortingen: dict[int, Opschorting] = {}
    verlengingen: list[Verlenging] = []
    verplaatsingen: list[Verplaatsing] = []
    for nummer, soort, inhoud, reden, door, op in logboek:
        match soort:
            case "opschorting":
                opschortingen[nummer] = opschorting_uit(inhoud, reden, door)
            case "hervatting":
                eerder = opschortingen[inhoud["opschorting"]]
                opschortingen[inhoud["opschorting"]] = replace(eerder, tot=max(op, eerder.van))
            case "verlenging":
                verlengingen.append(verlenging_uit(inhoud, reden, door, op))
            case "verplaatsing":
                verplaatsingen.append(Verplaatsing(op, date.fromisoformat(inhoud["nieuw_einde"]), reden, door))
    return replace(
        leeg,
        opschortingen=opschortingen,
        verlengingen=tuple(verlengingen),
        verplaatsingen=tuple(verplaatsingen),
    )


def herleid(db: Sessie, wat: Geschiedenis, peildatum: date) -> Afleiding:
    """Return the end that follows from the start and the log; only for a term with a length of its own."""
    if wat.duur is None:
        raise ValueError("people agreed on this day; there is nothing to derive")
    return bereken(
        wat.start,
        wat.duur,
        wat.grondslag,
        kalender(db),
        opschortingen=wat.opschortingen.values(),
        verlengingen=wat.verlengingen,
        verplaatsingen=wat.verplaatsingen,
        peildatum=peildatum,
    )


def opschorting_uit(inhoud: dict[str, Any], reden: str, door: str) -> Opschorting:
    """Return a suspension as it was logged."""
    return Opschorting(
        van=date.fromisoformat(inhoud["van"]),
        tot=_dag(inhoud["tot"]),
        grond=Opschortgrond(inhoud["grond"]),
        gestelde_termijn=_dag(inhoud["gestelde_termijn"]),
        reden=reden,
        door=door,
    )


def opschorting_als_json(wat: Opschorting) -> dict[str, Any]:
    """Return a suspension as it is logged; reason and actor have columns of their own."""
    return {
        "van": wat.van.isoformat(),
        "tot": wat.tot.isoformat() if wat.tot else None,
        "grond": wat.grond.value,
        "gestelde_termijn": wat.gestelde_termijn.isoformat() if wat.gestelde_termijn else None,
    }


def verlenging_uit(inhoud: dict[str, Any], reden: str, door: str, op: date) -> Verlenging:
    """Return an extension as it was logged."""
    erbij = inhoud["erbij"]
    return Verlenging(
        kennisgeving=op,
        erbij=lees_duur(erbij) if erbij else None,
        nieuw_einde=_dag(inhoud["nieuw_einde"]),
        grond=inhoud["grond"],
        reden=reden,
        door=door,
    )


def verlenging_als_json(wat: Verlenging) -> dict[str, Any]:
    """Return an extension as it is logged."""
    return {
        "erbij": wat.erbij.kort if wat.erbij else None,
        "nieuw_einde": wat.nieuw_einde.isoformat() if wat.nieuw_einde else None,
        "grond": wat.grond,
    }


def _dag(tekst: str | None) -> date | None:
    return None if tekst is None else date.fromisoformat(tekst)
