"""Rows of matching: allocations with their evidence, rejected pairs, notes; and the lines that are open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from budget.afletteren.begrippen import OpenRegel
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst
from budget.grootboek.ruw import Ruw

Stuk = TypeVar("Stuk")

IN_EEN_VRAAG = 500
"""How many values one question asks for at once."""


class ToewijzingRij(Rij, table=True):
    """One allocation: a line (or part of a batch; deel 0 is the line), a target, an amount, and why.

    cents > 0. open_toen: what was open on the target just before. post: its journaalpost; tegenpost: the reversal.
    """

    __tablename__ = "toewijzing"
    __table_args__ = (
        CheckConstraint("cents > 0", name="toewijzing_bedrag"),
        Index("toewijzing_regel", "regel", "deel"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    regel: str = Field(sa_type=Tekst)
    deel: int = Field(sa_type=Geheel)
    doelsoort: str = Field(sa_type=Tekst)
    kenmerk: str = Field(sa_type=Tekst)
    cents: int = Field(sa_type=Geheel)
    open_toen: int | None = Field(default=None, sa_type=Geheel, nullable=True)
    niveau: str = Field(sa_type=Tekst)
    regelversie: str = Field(sa_type=Tekst)
    bewijs: Any = Field(sa_type=Json)
    oplossingen: int = Field(sa_type=Geheel)
    automatisch: bool = Field(sa_type=JaNee)
    door: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)
    dag: date = Field(sa_type=Dag)
    post: int = Field(sa_type=Geheel, unique=True)
    tegenpost: int | None = Field(default=None, sa_type=Geheel, unique=True, nullable=True)
    ontkoppeld_door: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    ontkoppeld_op: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    ontkoppelreden: str = Field(default="", sa_type=Tekst)


class AfgewezenRij(Rij, table=True):
    """A pair of a line and targets that somebody rejected or undid; it is not proposed again with these amounts."""

    __tablename__ = "afgewezen_voorstel"

    regel: str = Field(sa_type=Tekst, primary_key=True)
    deel: int = Field(sa_type=Geheel, primary_key=True)
    paar: str = Field(sa_type=Tekst, primary_key=True)
    reden: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)


class RegelnotitieRij(Rij, table=True):
    """Why a line is put aside and who looks into it; the newest note of a line counts."""

    __tablename__ = "regelnotitie"

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    regel: str = Field(sa_type=Tekst, index=True)
    notitie: str = Field(sa_type=Tekst)
    eigenaar: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)


def per(stukken: Sequence[Stuk], aantal: int = IN_EEN_VRAAG) -> Iterator[Sequence[Stuk]]:
    """Give a list in pieces."""
    return (stukken[begin : begin + aantal] for begin in range(0, len(stukken), aantal))


def plaatsen(aantal: int) -> str:
    """Return the places of so many values in a question: `(?, ?, ?)`."""
    return f"({', '.join('?' * aantal)})"


_OPEN = (
    "SELECT b.post FROM saldo s JOIN rekening r ON r.nummer = s.rekening JOIN pot_bankregel b ON b.regel = r.d1"
    " WHERE r.code = '1700' AND s.cents <> 0"
)
_REGELS = (
    "SELECT b.regel, b.bedrag, b.datum, -s.cents, x.boekdatum, x.naam, x.tegenrekening, x.omschrijving, x.kenmerk,"
    " x.eindtoteind, x.retour, x.omkering, x.batchkenmerk, x.transactiecode FROM pot_bankregel b"
    # CROSS: from the lines to their accounts, also where SQLite thinks that five hundred lines are most of them.
    " CROSS JOIN rekening r JOIN saldo s ON s.rekening = r.nummer LEFT JOIN bankregel x ON x.id = b.regel"
    " WHERE b.post IN {in_} AND r.code = '1700' AND r.d1 = b.regel AND r.d2 = '' AND r.d3 = '' AND s.cents <> 0"
    " ORDER BY b.post"
)
_DELEN = (
    "SELECT regel, volgnr, cents, naam, tegenrekening, omschrijving, kenmerk, eindtoteind, retour, transactiecode"
    " FROM bankregeldeel WHERE regel IN {in_} ORDER BY regel, volgnr"
)
_GEKOPPELD = (
    "SELECT regel, deel, CAST(SUM(CASE WHEN tegenpost IS NULL THEN cents ELSE 0 END) AS BIGINT) FROM toewijzing"
    " WHERE regel IN {in_} AND doelsoort <> 'verschil' GROUP BY regel, deel"
)


def lees_open_regels(db: Sessie, regel: str | None = None) -> list[OpenRegel]:
    """Return every line with an unmatched amount, oldest first; a batch as its parts, unless matched as a whole."""
    return [open_ for stuk in open_regels_per(db, IN_EEN_VRAAG, regel) for open_ in stuk]


def open_regels_per(db: Sessie, aantal: int, regel: str | None = None) -> Iterator[list[OpenRegel]]:
    """Give what `lees_open_regels` gives, so many lines at a time; each piece as it is when it is asked for."""
    db.flush()
    ruw = Ruw(db)
    waar, waarden = ("", ()) if regel is None else (" AND r.d1 = ?", (regel,))
    posten = [post for (post,) in ruw.rijen(f"{_OPEN}{waar} ORDER BY b.post", *waarden)]
    for stuk in per(posten, aantal):
        yield [open_ for deel in per(stuk) for open_ in _lees(ruw, deel)]


def _lees(ruw: Ruw, posten: Sequence[int]) -> list[OpenRegel]:
    rijen = ruw.rijen(_REGELS.format(in_=plaatsen(len(posten))), *posten)
    namen = [rij[0] for rij in rijen]
    if not namen:
        return []
    in_ = plaatsen(len(namen))
    delen: dict[str, list[tuple[Any, ...]]] = {}
    for naam, *deel in ruw.rijen(_DELEN.format(in_=in_), *namen):
        delen.setdefault(naam, []).append(tuple(deel))
    gekoppeld = {(naam, deel): cents for naam, deel, cents in ruw.rijen(_GEKOPPELD.format(in_=in_), *namen) if cents}
    uit = []
    for naam, bedrag, datum, open_, boekdatum, *teksten in rijen:
        if boekdatum is None:
            uit.append(OpenRegel(naam, 0, open_, bedrag, date.fromisoformat(datum)))
        elif naam in delen and (naam, 0) not in gekoppeld:
            uit += [
                _deelregel(naam, _als_dag(boekdatum), teksten, deel, over)
                for deel in delen[naam]
                if (over := _over(deel[1], gekoppeld.get((naam, deel[0]), 0)))
            ]
        else:
            wie, rekening, tekst, kenmerk, eigen, retour, omkering, batch, code = teksten
            uit.append(
                OpenRegel(
                    naam, 0, open_, bedrag, _als_dag(boekdatum), wie, rekening, tekst, kenmerk, eigen, retour,
                    bool(omkering), batch, code,
                )
            )  # fmt: skip
    return uit


def _deelregel(naam: str, boekdatum: date, regel: Sequence[Any], deel: tuple[Any, ...], open_: int) -> OpenRegel:
    volgnr, cents, wie, rekening, tekst, kenmerk, eigen, retour, code = deel
    *_, omkering, _, regelcode = regel
    return OpenRegel(
        naam, volgnr, open_, cents, boekdatum, wie, rekening, tekst, kenmerk, eigen, retour, bool(omkering), "",
        code or regelcode,
    )  # fmt: skip


def _over(cents: int, gekoppeld: int) -> int:
    return cents - gekoppeld if cents > 0 else cents + gekoppeld


def _als_dag(waarde: date | str) -> date:
    """A day as the driver gives it: text on SQLite."""
    return date.fromisoformat(waarde) if isinstance(waarde, str) else waarde
