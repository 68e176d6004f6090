"""Where the practice region stands: counts for the progress, and the answer of the demo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.transactie import Sessie
from budget.grootboek import vragen as grootboek
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.inzage.ingang import vraag
from engine.netwerk.vragen import controleer
from engine.termijnen.opslag import VerzendingRij
from engine.zitting.opslag import BesluitRij


@dataclass(slots=True)
class Bevonden:
    """A network finding as it was seen in the quarter: first and last day."""

    regel: str
    casus: str
    naam: str
    tekst: str
    ernst: int
    kanaal: str
    eerst: date
    laatst: date


@dataclass(slots=True)
class Bevindingenboek:
    """The findings of the whole quarter; one line for the same finding, however often it was seen."""

    regels: dict[tuple[str, str, frozenset[str]], Bevonden] = field(default_factory=dict)

    def noteer(self, url: str, wie: str, nu: datetime) -> None:
        """Look at every open casus, as the person at the table sees it."""
        with vraag(url, wie, nu) as i:
            gevonden = controleer(i.db, i.wie, None, i.nu)["bevindingen"]
        op = nu.date()
        for b in gevonden:
            sleutel = (b["regel"], b["casus"], frozenset(b["betrokkenen"]))
            eerder = self.regels.get(sleutel)
            if eerder is None:
                self.regels[sleutel] = Bevonden(
                    b["regel"], b["casus"], b["naam"], b["tekst"], b["ernst"], b["kanaal"], op, op
                )  # fmt: skip
            else:
                eerder.laatst, eerder.tekst = op, b["tekst"]

    @property
    def op_volgorde(self) -> list[Bevonden]:
        """The findings by casus, heaviest first."""
        return sorted(self.regels.values(), key=lambda b: (b.casus, -b.ernst, b.naam, b.eerst))


def tellingen(db: Sessie) -> dict[str, Any]:
    """Return how many casussen, besluiten, lines and reminders there are, by state; whole cents for the pot."""
    v = VerzendingRij
    return {
        "casussen": _per_status(db, CasusRij.status),
        "besluiten": _per_status(db, BesluitRij.status),
        "lijnen": _per_status(db, FinancieringslijnRij.status),
        "herinneringen": db.execute(select(func.count()).select_from(v)).scalar_one(),
        "berichten": _per_status(db, OutboxRij.status),
        "vorderingen": len(grootboek.vorderingen(db)),
    }


def _per_status(db: Sessie, status: Any) -> dict[str, int]:
    return dict(sorted(_tel(db.execute(select(col(status))).scalars()).items()))


def _tel(waarden: Iterable[str]) -> Counter[str]:
    return Counter(waarden)


def potstand(db: Sessie) -> dict[str, Any]:
    """Return what the pot can still decide on, and every balance, in whole cents."""
    stand = grootboek.stand(db)
    return {
        "beschikbaar": stand.beschikbaar.cents,
        "beschikbaar_besluit": stand.beschikbaar_besluit.cents,
        "saldi": {nummer: saldo.cents for nummer, saldo in sorted(stand.saldi.items())},
    }
