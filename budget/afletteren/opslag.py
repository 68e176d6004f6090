"""Rows of matching: allocations with their evidence, rejected pairs, notes; and everything that is open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, Index, Select, func, select
from sqlmodel import Field, col

from budget.afletteren.begrippen import (
    Kandidaten,
    Opdrachtstand,
    OpenRegel,
    OpenTerugvordering,
    OpenToezegging,
    OpenVordering,
)
from budget.bank.opslag import BankregeldeelRij, BankregelRij
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst
from budget.betalen.opslag import BetaalbatchRij, BetaalopdrachtRij
from budget.betalen.regels import pmtinf_van
from budget.grootboek.ruw import GELDT, Ruw
from budget.grootboek.vragen import saldi, vorderingen, wachtrij

_MEESTE_NAMEN = 500

STANDAARD_BETAALTERMIJN = timedelta(days=30)
"""How long after it arose a claim is due when the caller does not know the day."""


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


def lees_open_regels(db: Sessie, regel: str | None = None) -> list[OpenRegel]:
    """Return every line with an unmatched amount, oldest first; a batch as its parts, unless matched as a whole."""
    open_ = [r for r in wachtrij(db) if regel is None or r.regel == regel]
    namen = [r.regel for r in open_]
    b = BankregelRij
    rijen = {rij.id: rij for rij in db.execute(_van(select(b), col(b.id), namen)).scalars()}
    delen: dict[str, list[BankregeldeelRij]] = {}
    d = BankregeldeelRij
    for deel in db.execute(_van(select(d).order_by(col(d.regel), col(d.volgnr)), col(d.regel), namen)).scalars():
        delen.setdefault(deel.regel, []).append(deel)
    gekoppeld = _gekoppeld(db, namen)
    uit = []
    for stand in open_:
        rij = rijen.get(stand.regel)
        if rij is None:
            uit.append(OpenRegel(stand.regel, 0, stand.open.cents, stand.bedrag.cents, stand.datum))
        elif stand.regel in delen and (stand.regel, 0) not in gekoppeld:
            uit += [
                _deelregel(rij, deel, over)
                for deel in delen[stand.regel]
                if (over := _over(deel.cents, gekoppeld.get((stand.regel, deel.volgnr), 0)))
            ]
        else:
            uit.append(_hele_regel(rij, stand.open.cents))
    return uit


def _van(vraag: Select[Any], kolom: Any, namen: list[str]) -> Select[Any]:
    """Limit a question to these lines; beyond a few hundred the list of ids costs more than reading them all."""
    return vraag.where(kolom.in_(namen)) if len(namen) <= _MEESTE_NAMEN else vraag


def _over(cents: int, gekoppeld: int) -> int:
    return cents - gekoppeld if cents > 0 else cents + gekoppeld


def _gekoppeld(db: Sessie, namen: list[str]) -> dict[tuple[str, int], int]:
    t = ToewijzingRij
    vraag = (
        select(col(t.regel), col(t.deel), func.sum(col(t.cents)))
        .where(col(t.tegenpost).is_(None))
        .group_by(col(t.regel), col(t.deel))
    )
    return {(regel, deel): int(cents) for regel, deel, cents in db.execute(_van(vraag, col(t.regel), namen))}


def _hele_regel(rij: BankregelRij, open_: int) -> OpenRegel:
    return OpenRegel(
        rij.id, 0, open_, rij.cents, rij.boekdatum, rij.naam, rij.tegenrekening, rij.omschrijving, rij.kenmerk,
        rij.eindtoteind, rij.retour, rij.omkering, rij.batchkenmerk, rij.transactiecode,
    )  # fmt: skip


def _deelregel(rij: BankregelRij, deel: BankregeldeelRij, open_: int) -> OpenRegel:
    return OpenRegel(
        rij.id, deel.volgnr, open_, deel.cents, rij.boekdatum, deel.naam, deel.tegenrekening, deel.omschrijving,
        deel.kenmerk, deel.eindtoteind, deel.retour, rij.omkering, "", deel.transactiecode or rij.transactiecode,
    )  # fmt: skip


def lees_kandidaten(
    db: Sessie, *, namen: Mapping[str, str] | None = None, vervalt: Mapping[str, date] | None = None
) -> Kandidaten:
    """Return everything that lines may be matched with.

    namen: what parties are called, by id. vervalt: the day on which a claim is due, by its number. O(claims + orders).
    """
    ruw = Ruw(db)
    dagen = vervalt or {}
    partijen: dict[str, set[str]] = {}
    for partij, iban in ruw.rijen("SELECT partij, iban FROM pot_iban WHERE iban <> '' AND bevestigd_door <> ''"):
        partijen.setdefault(iban, set()).add(partij)
    a = AfgewezenRij
    return Kandidaten(
        vorderingen=tuple(
            OpenVordering(
                v.nummer, v.betaler, v.casus, v.besluit, v.kenmerk, v.open.cents, v.betwist.cents,
                (v.ontvangen - v.gestorneerd).cents, v.afgeschreven.cents, v.sinds,
                dagen.get(v.nummer, v.sinds + STANDAARD_BETAALTERMIJN),
            )
            for v in vorderingen(db)
        ),
        opdrachten=_opdrachten(db, ruw),
        toezeggingen=_toezeggingen(db, ruw),
        terugvorderingen=tuple(
            OpenTerugvordering(s.dimensies[0], s.dimensies[1], s.saldo.cents) for s in saldi(db, "1320")
        ),
        partijen={iban: frozenset(wie) for iban, wie in partijen.items()},
        namen=namen or {},
        alle_partijen=frozenset(partij for (partij,) in ruw.rijen("SELECT partij FROM pot_partij")),
        afgewezen=frozenset(db.execute(select(col(a.regel), col(a.deel), col(a.paar))).tuples().all()),
    )  # fmt: skip


def _opdrachten(db: Sessie, ruw: Ruw) -> dict[str, Opdrachtstand]:
    o, b = BetaalopdrachtRij, BetaalbatchRij
    bestanden = {
        nummer: (iban, pmtinf_van(batch, f"{dag:%Y%m%d}") if dag else "")
        for nummer, iban, batch, dag in db.execute(
            select(col(o.opdracht), col(o.iban), col(o.batch), col(b.uitvoeren_op)).join(
                b, col(b.nummer) == col(o.batch)
            )
        )
    }
    rijen = ruw.rijen(
        "SELECT o.opdracht, o.begunstigde, o.factuur, o.bedrag, COALESCE((SELECT -s.cents FROM rekening r"
        " JOIN saldo s ON s.rekening = r.nummer WHERE r.code = '1190' AND r.d1 = o.begunstigde AND r.d2 = o.opdracht"
        f" AND r.d3 = ''), 0) FROM pot_opdracht o WHERE {GELDT.format(tabel='o')} ORDER BY o.post"
    )
    uit = {}
    for opdracht, begunstigde, factuur, cents, onderweg in rijen:
        iban, batch = bestanden.get(opdracht, ("", ""))
        uit[opdracht] = Opdrachtstand(opdracht, begunstigde, factuur, cents, onderweg, iban, batch)
    return uit


def _toezeggingen(db: Sessie, ruw: Ruw) -> tuple[OpenToezegging, ...]:
    open_ = {s.dimensies: s.saldo.cents for s in saldi(db, "1200")}
    rijen = ruw.rijen(
        "SELECT t.deelnemer, t.jaar, CAST(SUM(t.bedrag) AS BIGINT), MIN(j.datum), MIN(t.oormerk) FROM pot_toezegging t"
        f" JOIN journaalpost j ON j.nummer = t.post WHERE {GELDT.format(tabel='t')}"
        " GROUP BY t.deelnemer, t.jaar ORDER BY MIN(t.post)"
    )
    return tuple(
        OpenToezegging(
            deelnemer,
            jaar,
            rest := open_.get((deelnemer, str(jaar)), 0),
            bedrag - rest,
            date.fromisoformat(datum),
            oormerk,
        )
        for deelnemer, jaar, bedrag, datum, oormerk in rijen
    )
