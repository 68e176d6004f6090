"""Under which law and taakveld an amount falls: as decided, or as presumed while nobody has decided yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import AMSTERDAM, in_utc
from budget.basis.transactie import Sessie
from budget.verslag.begrippen import NU_ALLES, Kijk, Mutatie
from budget.verslag.lezen import taakvelden
from engine.geldspoor.opslag import FinancieringslijnRij, UitzoekaandeelRij, UitzoekbesluitRij

ONBEKEND = "niet vastgesteld"
MEER = "meer dan een"
ALGEMEEN = "algemeen"


@dataclass(frozen=True, slots=True)
class Indeling:
    """Law (with article) per share, taakveld per besluit, and what the lines of a casus presume."""

    aandelen: dict[tuple[str, str], tuple[str, str]]
    besluiten: dict[tuple[str, str], str]
    wetten: dict[str, str]
    voorlopig: dict[str, str]

    def wet(self, m: Mutatie) -> str:
        """Return the law of a movement: that of the share, else what the lines of the casus presume."""
        betaler, besluit, casus = m.dimensie("betaler"), m.dimensie("besluit"), m.dimensie("casus")
        if betaler is not None and besluit is not None:
            return self.aandeel(besluit, betaler)[0] or ONBEKEND
        return ALGEMEEN if casus is None else self.wetten.get(casus, ONBEKEND)

    def taakveld(self, m: Mutatie) -> str:
        """Return the taakveld of a movement: decided, else presumed."""
        besluit, casus = m.dimensie("besluit"), m.dimensie("casus")
        vast = m.dimensie("taakveld")
        if vast is None and besluit is not None and casus is not None:
            vast = self.besluiten.get((casus, besluit), "")
        if vast is not None:
            return vast or ONBEKEND
        return ALGEMEEN if casus is None else self.voorlopig.get(casus, ONBEKEND)

    def aandeel(self, lijn: str, betaler: str) -> tuple[str, str]:
        """Return law and article of the share of a payer; empty when nobody wrote them down."""
        return self.aandelen.get((lijn, betaler), ("", ""))


def lees_indeling(db: Sessie, kijk: Kijk = NU_ALLES) -> Indeling:
    """Return how amounts are classed, as it was known in this view. O(lines + shares)."""
    a, b, lijn = UitzoekaandeelRij, UitzoekbesluitRij, FinancieringslijnRij
    vraag = (
        select(col(a.lijn), col(a.betaler), col(a.wet), col(a.artikel))
        .join(b, (col(b.lijn) == col(a.lijn)) & (col(b.versie) == col(a.versie)))
        .order_by(col(a.versie))
    )
    if kijk.bekend_op is not None:
        morgen = datetime.combine(kijk.bekend_op + timedelta(days=1), time(), AMSTERDAM)
        vraag = vraag.where(col(b.vastgelegd_op) < in_utc(morgen))
    if kijk.over is not None:
        vraag = vraag.where(col(b.beslist_op) <= kijk.over)
    wetten: dict[str, set[str]] = {}
    velden: dict[str, set[str]] = {}
    for casus, wet, taakveld in db.execute(select(col(lijn.casus), col(lijn.wet), col(lijn.taakveld))):
        wetten.setdefault(casus, set()).add(wet)
        velden.setdefault(casus, set()).add(taakveld)
    return Indeling(
        {(nummer, betaler): (wet, artikel) for nummer, betaler, wet, artikel in db.execute(vraag)},
        taakvelden(db, kijk),
        {casus: _een(namen) for casus, namen in wetten.items()},
        {casus: _een(namen) for casus, namen in velden.items()},
    )


def _een(namen: set[str]) -> str:
    """Return the one name, or say that there is none or more than one."""
    gevuld = namen - {""}
    if len(gevuld) == 1 and len(namen) == 1:
        return gevuld.pop()
    return MEER if gevuld else ONBEKEND
