"""Questions of who reconciles: the queue with age and proposals, what is open, and whether bank and book agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import false, select
from sqlmodel import col

from budget.afletteren.begrippen import Bewijs, Doel, Doelsoort, Lezer, OpenRegel, Voorstel
from budget.afletteren.opslag import RegelnotitieRij, ToewijzingRij, lees_open_regels
from budget.afletteren.regels.niveaus import stel_voor
from budget.bank.begrippen import Reden
from budget.bank.opslag import AfschriftRij, banksaldo
from budget.bank.uitleg import REDENEN
from budget.basis.transactie import Sessie
from budget.grootboek.vragen import wachtrij as grootboekwachtrij


@dataclass(frozen=True, slots=True)
class Wachtende:
    """An open line or part with its age in days, proposals and note."""

    regel: OpenRegel
    dagen: int
    voorstellen: tuple[Voorstel, ...]
    notitie: str = ""
    eigenaar: str = ""

    def als_json(self) -> dict[str, Any]:
        """Return the line as other programs read it; amounts in cents, credit positive."""
        r = self.regel
        return {
            "regel": r.regel, "deel": r.deel, "boekdatum": r.boekdatum.isoformat(), "bedrag": r.bedrag, "open": r.open,
            "tegenpartij": r.naam, "tegenrekening": r.tegenrekening, "omschrijving": r.omschrijving,
            "kenmerk": r.kenmerk, "dagen": self.dagen, "notitie": self.notitie or None,
            "eigenaar": self.eigenaar or None,
            "voorstellen": [voorstel_als_json(nr, v) for nr, v in enumerate(self.voorstellen, 1)],
        }  # fmt: skip


def voorstel_als_json(nummer: int, voorstel: Voorstel) -> dict[str, Any]:
    """Return a proposal with its level, targets and evidence in words."""
    return {
        "voorstel": nummer,
        "niveau": voorstel.niveau.value,
        "automatisch": voorstel.automatisch,
        "oplossingen": voorstel.oplossingen,
        "doelen": [{"doel": d.notatie, "bedrag": d.cents} for d in voorstel.doelen],
        "bewijs": [bewijs_als_json(b) for b in voorstel.bewijs],
    }


def bewijs_als_json(bewijs: Bewijs) -> dict[str, Any]:
    return {
        "woorden": bewijs.woorden, "voor": bewijs.voor, "gevonden": bewijs.gevonden or None, "begin": bewijs.begin,
        "einde": bewijs.einde,
    }  # fmt: skip


def wachtrij(db: Sessie, op: date, lees: Lezer | None = None, *, regel: str | None = None) -> list[Wachtende]:
    """Return the open lines, oldest first, with their proposals when `lees` reads what they may be matched with.

    O(open lines).
    """
    n = RegelnotitieRij
    notities = {
        rij.regel: (rij.notitie, rij.eigenaar)
        for rij in db.execute(select(col(n.regel), col(n.notitie), col(n.eigenaar)).order_by(col(n.nummer)))
    }
    regels = lees_open_regels(db, regel)
    k = lees(regels) if lees is not None and regels else None
    return [
        Wachtende(
            r, max(0, (op - r.boekdatum).days), stel_voor(r, k) if k else (), *notities.get(r.regel, ("", ""))
        )
        for r in regels
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Openstaand:
    """How many lines are open, and how much of it came in and went out (cents, both positive)."""

    aantal: int
    bij: int
    af: int

    def als_json(self) -> dict[str, int]:
        return {"aantal": self.aantal, "bij": self.bij, "af": self.af}


def openstaand(db: Sessie) -> Openstaand:
    """Return what is open on 1700, credit and debit apart."""
    bedragen = [rij.open.cents for rij in grootboekwachtrij(db)]
    return Openstaand(len(bedragen), sum(c for c in bedragen if c > 0), -sum(c for c in bedragen if c < 0))


@dataclass(frozen=True, slots=True)
class Wachtafschrift:
    """A statement in quarantine: why, by how much, and what to do."""

    nummer: int
    banknummer: str
    rekening: str
    einddatum: date | None
    redenen: tuple[str, ...]
    verschil: int | None
    einde: int | None

    @property
    def uitleg(self) -> str:
        return " ".join(f"{REDENEN[Reden(r)][0]} {REDENEN[Reden(r)][1]}" for r in self.redenen)

    def als_json(self) -> dict[str, Any]:
        return {
            "afschrift": self.nummer, "nummer": self.banknummer, "iban": self.rekening,
            "einddatum": self.einddatum.isoformat() if self.einddatum else None, "redenen": list(self.redenen),
            "verschil": self.verschil, "uitleg": self.uitleg,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rekeningstand:
    """Bank against book for one account; cents, bank is None before the first statement.

    tot: the last day that is complete: the closing date of the last accepted statement.
    """

    rekening: str
    bank: int | None
    boek: int
    tot: date | None
    quarantaine: tuple[Wachtafschrift, ...]

    @property
    def aansluiting(self) -> int:
        """Closing balance of the newest statement minus the book: zero, unless that statement is in quarantine."""
        slot, tot = self.bank, self.tot or date.min
        for wacht in self.quarantaine:
            if wacht.einde is not None and (wacht.einddatum or date.max) >= tot:
                slot, tot = wacht.einde, wacht.einddatum or date.max
        return 0 if slot is None else slot - self.boek

    def als_json(self) -> dict[str, Any]:
        return {
            "iban": self.rekening, "bank": self.bank, "boek": self.boek, "aansluiting": self.aansluiting,
            "tot": self.tot.isoformat() if self.tot else None,
            "quarantaine": [w.als_json() for w in self.quarantaine],
        }  # fmt: skip


def rekeningstanden(db: Sessie, rekeningen: Mapping[str, Any]) -> list[Rekeningstand]:
    """Return bank against book per pot account."""
    a = AfschriftRij
    uit = []
    for rekening in rekeningen:
        laatste = db.execute(
            select(col(a.einde), col(a.einddatum))
            .where(col(a.rekening) == rekening, col(a.status) == "aanvaard", col(a.aankondiging).is_(false()))
            .order_by(col(a.volgorde).desc())
            .limit(1)
        ).first()
        wachtend = db.execute(
            select(
                col(a.nummer),
                col(a.banknummer),
                col(a.rekening),
                col(a.einddatum),
                col(a.redenen),
                col(a.verschil),
                col(a.einde),
            )
            .where(col(a.rekening) == rekening, col(a.status) == "quarantaine")
            .order_by(col(a.nummer))
        )
        quarantaine = tuple(
            Wachtafschrift(r.nummer, r.banknummer, r.rekening, r.einddatum, tuple(r.redenen), r.verschil, r.einde)
            for r in wachtend
        )
        bank, tot = (laatste.einde, laatste.einddatum) if laatste else (None, None)
        uit.append(Rekeningstand(rekening, bank, banksaldo(db, rekening), tot, quarantaine))
    return uit


@dataclass(frozen=True, slots=True)
class Gekoppeld:
    """One allocation as stored, with why and who; teruggedraaid when it was undone."""

    nummer: int
    regel: str
    deel: int
    doel: Doel
    niveau: str
    bewijs: tuple[Bewijs, ...]
    automatisch: bool
    door: str
    op: datetime
    post: int
    tegenpost: int | None

    def als_json(self) -> dict[str, Any]:
        return {
            "toewijzing": self.nummer, "regel": self.regel, "deel": self.deel, "doel": self.doel.notatie,
            "bedrag": self.doel.cents, "niveau": self.niveau, "bewijs": [bewijs_als_json(b) for b in self.bewijs],
            "automatisch": self.automatisch, "door": self.door, "op": self.op.isoformat(), "journaalpost": self.post,
            "teruggedraaid": self.tegenpost is not None,
        }  # fmt: skip


def toewijzingen(db: Sessie, *, regel: str | None = None, kenmerk: str | None = None) -> list[Gekoppeld]:
    """Return the allocations of a line or of a target, or all, oldest first; undone ones included."""
    t = ToewijzingRij
    vraag = select(t).order_by(col(t.nummer))
    if regel is not None:
        vraag = vraag.where(col(t.regel) == regel)
    if kenmerk is not None:
        vraag = vraag.where(col(t.kenmerk) == kenmerk)
    return [
        Gekoppeld(
            rij.nummer or 0, rij.regel, rij.deel, Doel(Doelsoort(rij.doelsoort), rij.kenmerk, rij.cents), rij.niveau,
            tuple(Bewijs(**b) for b in rij.bewijs), rij.automatisch, rij.door, rij.op, rij.post, rij.tegenpost,
        )
        for rij in db.execute(vraag).scalars()
    ]  # fmt: skip
