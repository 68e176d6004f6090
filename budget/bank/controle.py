"""The chain of statements: each runs from opening to closing balance, and the last one ends where the book is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import false, func, select
from sqlmodel import col

from budget.bank.begrippen import Sleutel
from budget.bank.beoordelen import kenmerk_van
from budget.bank.opslag import AfschriftRij, BankregelRij
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie
from budget.grootboek.controle import Bevinding
from budget.grootboek.ruw import Ruw


class _Afschrift(NamedTuple):
    """A statement that was accepted; som and aantal are those of the lines that are kept with it."""

    nummer: int
    rekening: str
    begin: int | None
    einde: int | None
    einddatum: date | None
    regels: int
    nieuw: int
    identiteit: str
    volgorde: int
    som: int
    aantal: int


def afschriftfouten(db: Sessie, *, volledig: bool = False) -> list[Bevinding]:
    """Return where the statements do not add up (I3), per account, and lines that the ledger knows otherwise (I4).

    volledig: also whether each statement still has the balances, dates and lines that it was accepted with. Linear in
    the lines.
    """
    afschriften = list(_aanvaard(db))
    fouten = [*_nummers(db), *_regels(Ruw(db))]
    per_rekening: dict[str, list[_Afschrift]] = defaultdict(list)
    for afschrift in afschriften:
        per_rekening[afschrift.rekening].append(afschrift)
    boek: dict[str, int] = dict(
        Ruw(db).rijen(
            "SELECT r.d1, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer WHERE r.code = '1100'"
        )
    )
    vooraf = _zonder_afschrift(Ruw(db))
    for rekening, reeks in per_rekening.items():
        fouten += _keten(rekening, reeks, vooraf.get(rekening, 0), boek.get(rekening, 0))
    if volledig:
        fouten += _veranderd(db, afschriften)
    return fouten


def _aanvaard(db: Sessie) -> Iterator[_Afschrift]:
    """Yield the statements in the order in which they were accepted; an advice brings no balance."""
    a, r = AfschriftRij, BankregelRij
    som = (
        select(col(r.afschrift).label("nummer"), func.sum(col(r.cents)).label("som"), func.count().label("aantal"))
        .group_by(col(r.afschrift))
        .subquery()
    )
    vraag = (
        select(
            col(a.nummer), col(a.rekening), col(a.begin), col(a.einde), col(a.einddatum), col(a.regels), col(a.nieuw),
            col(a.identiteit), col(a.volgorde), som.c.som, som.c.aantal,
        )
        .outerjoin(som, som.c.nummer == col(a.nummer))
        .where(col(a.status) == "aanvaard", col(a.aankondiging).is_(false()))
        .order_by(col(a.volgorde))
    )  # fmt: skip
    for rij in db.execute(vraag):
        yield _Afschrift(*rij)._replace(som=int(rij.som or 0), aantal=rij.aantal or 0)


def _nummers(db: Sessie) -> Iterator[Bevinding]:
    """A place in the chain is given once and never taken back."""
    a = AfschriftRij
    aantal, laatste = db.execute(select(func.count(col(a.volgorde)), func.max(col(a.volgorde)))).one()
    if aantal != (laatste or 0):
        yield Bevinding("I3", "afschriften", f"de keten telt tot {laatste}, er zijn {aantal} aanvaarde afschriften")
    los = select(col(a.nummer)).where((col(a.status) == "aanvaard") != col(a.volgorde).is_not(None))
    for (nummer,) in db.execute(los):
        yield Bevinding("I3", f"afschrift {nummer}", "de status past niet bij de plaats in de keten")


def _keten(rekening: str, reeks: list[_Afschrift], saldo: int, boek: int) -> Iterator[Bevinding]:
    for a in reeks:
        waar = f"afschrift {a.nummer} van {rekening}"
        if a.aantal != a.nieuw:
            yield Bevinding("I3", waar, f"bracht {a.nieuw} regels, daarvan zijn er {a.aantal}")
        # An overlap begins before the end of the one before it.
        if a.nieuw == a.regels and a.begin != saldo:
            yield Bevinding("I3", waar, f"begint met {_bedrag(a.begin)}; het vorige eindigt met {_bedrag(saldo)}")
        if a.einde != saldo + a.som:
            melding = f"eindigt met {_bedrag(a.einde)}; met zijn regels komt de bank op {_bedrag(saldo + a.som)}"
            yield Bevinding("I3", waar, melding)
        saldo = saldo + a.som if a.einde is None else a.einde
    if boek != saldo:
        melding = f"het laatste afschrift ({reeks[-1].nummer}) eindigt met {_bedrag(saldo)}, het grootboek heeft"
        yield Bevinding("I3", f"1100:{rekening}", f"{melding} {_bedrag(boek)}")


def _regels(ruw: Ruw) -> Iterator[Bevinding]:
    vraag = (
        "SELECT r.id FROM bankregel r LEFT JOIN pot_bankregel b ON b.regel = r.id"
        " LEFT JOIN afschrift a ON a.nummer = r.afschrift AND a.rekening = r.rekening AND a.status = 'aanvaard'"
        " WHERE b.regel IS NULL OR a.nummer IS NULL OR b.bedrag <> r.cents OR b.iban <> r.rekening"
    )
    for (regel,) in ruw.rijen(vraag):
        yield Bevinding("I4", f"bankregel {regel}", "staat anders in het grootboek, of niet op een aanvaard afschrift")


def _zonder_afschrift(ruw: Ruw) -> Mapping[str, int]:
    """Return per account what was booked by hand, without a statement, before the first one came."""
    vraag = (
        "SELECT b.iban, CAST(SUM(b.bedrag) AS BIGINT) FROM pot_bankregel b LEFT JOIN bankregel r ON r.id = b.regel"
        " WHERE r.id IS NULL AND b.post < (SELECT MIN(e.post) FROM pot_bankregel e JOIN bankregel x ON x.id = e.regel"
        " WHERE x.rekening = b.iban) GROUP BY b.iban"
    )
    return dict(ruw.rijen(vraag))


def _veranderd(db: Sessie, afschriften: list[_Afschrift]) -> Iterator[Bevinding]:
    """Make the identity again of every statement whose lines are all its own."""
    r = BankregelRij
    tellingen: dict[int, Counter[Sleutel]] = defaultdict(Counter)
    vraag = select(col(r.afschrift), col(r.boekdatum), col(r.cents), func.count())
    for nummer, dag, cents, aantal in db.execute(vraag.group_by(col(r.afschrift), col(r.boekdatum), col(r.cents))):
        tellingen[nummer][dag, cents] = aantal
    for a in afschriften:
        if "/" in a.identiteit or a.nieuw != a.regels:
            continue
        if kenmerk_van(a.rekening, a.begin, a.einde, a.einddatum, tellingen[a.nummer]) != a.identiteit:
            melding = "saldi, datum of regels zijn niet meer die van het aanvaarden"
            yield Bevinding("I3", f"afschrift {a.nummer} van {a.rekening}", melding)


def _bedrag(cents: int | None) -> str:
    return "niets" if cents is None else str(Geld(cents))
