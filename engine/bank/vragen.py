"""Questions about the bank for a Gebruiker: the queue with proposals, bank against book, allocations of a line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from budget.afletteren import vragen as afletteren
from budget.afletteren.begrippen import Doelsoort
from budget.afletteren.kandidaten import rekeninghouders
from budget.afletteren.vragen import Gekoppeld, Openstaand, Rekeningstand, Wachtende
from budget.afletteren.weigeringen import RegelOnbekend
from budget.bank.aankondigingen import Aangekondigd, aangekondigd
from budget.bank.begrippen import Opmerking, Reden
from budget.bank.keur import keur
from budget.bank.uitleg import OPMERKINGEN, REDENEN
from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.bank.gegevens import eigen_rekeningen, kandidaten
from engine.bank.zicht import alleen_van
from engine.register.vragen import kalender

_WERKDAGEN = 3
"""After so many working days without a statement an announced payment is reported."""


@dataclass(frozen=True, slots=True)
class Aankondiging:
    """What the bank announced (camt.054) and no statement holds yet; te_laat: for longer than three working days."""

    van: Aangekondigd
    te_laat: bool

    def als_json(self) -> dict[str, Any]:
        r = self.van.regel
        return {
            "afschrift": self.van.afschrift, "sinds": self.van.sinds.isoformat(), "bedrag": r.cents,
            "tegenpartij": r.naam, "omschrijving": r.omschrijving, "te_laat": self.te_laat,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bankstand:
    """The bank in one look: how much is open, bank against book per account, and the open lines."""

    open: Openstaand
    rekeningen: tuple[Rekeningstand, ...]
    regels: tuple[Wachtende, ...]
    aangekondigd: tuple[Aankondiging, ...] = ()

    @property
    def aansluiting(self) -> int:
        """Bank minus book over all accounts, in cents; zero unless a statement is in quarantine."""
        return sum(stand.aansluiting for stand in self.rekeningen)

    def als_json(self) -> dict[str, Any]:
        return {
            "regels": [regel.als_json() for regel in self.regels],
            "open": self.open.als_json(),
            "aansluiting": self.aansluiting,
            "rekeningen": [stand.als_json() for stand in self.rekeningen],
            "aankondigingen": [a.als_json() for a in self.aangekondigd],
        }


def bankstand(db: Sessie, wie: Gebruiker, nu: datetime, regel: str | None = None) -> Bankstand:
    """Return the queue with proposals and whether bank and book agree; a financier sees lines of the own body only.

    regel: only this line. Refusal: niet_bevoegd. O(open lines).
    """
    eigen = alleen_van(db, wie, dag(nu), "de bank bekijken")
    regels = afletteren.wachtrij(db, dag(nu), partial(kandidaten, db), regel=regel)
    if eigen is not None:
        houders = rekeninghouders(db)
        regels = [r for r in regels if eigen in houders.get(r.regel.tegenrekening, ())]
    if eigen is None:
        return Bankstand(afletteren.openstaand(db), tuple(_standen(db)), tuple(regels), _aankondigingen(db, dag(nu)))
    bedragen = [regel.regel.open for regel in regels]
    open_ = Openstaand(len(bedragen), sum(c for c in bedragen if c > 0), -sum(c for c in bedragen if c < 0))
    return Bankstand(open_, (), tuple(regels))


def _aankondigingen(db: Sessie, op: date) -> tuple[Aankondiging, ...]:
    wachtend = aangekondigd(db)
    if not wachtend:
        return ()
    dagen = kalender(db)

    def te_laat(sinds: date) -> bool:
        tussen = (sinds + timedelta(days=nr) for nr in range(1, (op - sinds).days))
        return sum(dagen.gewone_dag(een) for een in tussen) >= _WERKDAGEN

    return tuple(Aankondiging(wat, te_laat(wat.sinds)) for wat in wachtend)


def voorstellen(
    db: Sessie, wie: Gebruiker, nu: datetime, regel: str | None = None
) -> tuple[list[Wachtende], list[Gekoppeld]]:
    """Return the open lines with proposals (all, or the parts of one line), and what one line is matched with.

    Refusals: niet_bevoegd; bankregel_onbekend for a line that is neither open nor was ever matched.
    """
    regels = list(bankstand(db, wie, nu, regel).regels)
    if regel is None:
        return regels, []
    eigen = alleen_van(db, wie, dag(nu), "de bank bekijken")
    gekoppeld = [t for t in afletteren.toewijzingen(db, regel=regel) if eigen is None or _is_doel_van(db, t, eigen)]
    if not regels and not gekoppeld:
        raise RegelOnbekend(regel)
    return regels, gekoppeld


def laatste_koppelingen(db: Sessie, wie: Gebruiker, nu: datetime, *, hoogstens: int = 100) -> list[Gekoppeld]:
    """Return the allocations that stand, newest first; a financier sees those of the own body only.

    Refusal: niet_bevoegd.
    """
    eigen = alleen_van(db, wie, dag(nu), "de bank bekijken")
    staan = [t for t in reversed(afletteren.toewijzingen(db)) if t.tegenpost is None]
    return [t for t in staan if eigen is None or _is_doel_van(db, t, eigen)][:hoogstens]


def keur_bestanden(bestanden: Mapping[str, Path]) -> dict[str, list[dict[str, Any]]]:
    """Check bank files as on an empty administration; posts nothing and needs no Gebruiker."""
    return keur(bestanden)


def in_woorden(code: str) -> str:
    """Say what a reason or remark about a statement means, and for a reason what to do."""
    if code in Reden.__members__:
        return " ".join(REDENEN[Reden(code)])
    return OPMERKINGEN[Opmerking(code)]


def cijfers(db: Sessie) -> dict[str, Any]:
    """Return `open`, `aansluiting` and `rekeningen` for the answer of a use case."""
    standen = _standen(db)
    return {
        "open": afletteren.openstaand(db).als_json(),
        "aansluiting": sum(stand.aansluiting for stand in standen),
        "rekeningen": [stand.als_json() for stand in standen],
    }


def _standen(db: Sessie) -> list[Rekeningstand]:
    return afletteren.rekeningstanden(db, eigen_rekeningen(db))


def _is_doel_van(db: Sessie, t: Gekoppeld, organisatie: str) -> bool:
    if t.doel.soort in (Doelsoort.STORTING, Doelsoort.STORTING_STORNO, Doelsoort.TE_VEEL):
        return t.doel.kenmerk.partition(":")[0] == organisatie
    vordering = kandidaten(db, [], genoemd=[t.doel.kenmerk]).per_nummer.get(t.doel.kenmerk)
    return vordering is not None and vordering.betaler == organisatie
