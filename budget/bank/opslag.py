"""Rows of the bank side: attempts, statements, booked lines with their parts; and a waiting statement as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, false, func, select
from sqlmodel import Field, col

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Deel, Opmerking, Regels, Sleutel, Stand
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst
from budget.basis.voorbereid import voeg_alle_in
from budget.grootboek.vragen import saldi


class BankbestandRij(Rij, table=True):
    """An attempt to read a file: name, SHA-256, size, who, when, and what came of it (no content).

    uitkomsten: per statement what was reported. aanvaard: every statement in it was accepted.
    """

    __tablename__ = "bankbestand"

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    naam: str = Field(sa_type=Tekst)
    sha256: str = Field(sa_type=Tekst, index=True)
    grootte: int = Field(sa_type=Geheel)
    soort: str = Field(sa_type=Tekst)
    aanvaard: bool = Field(sa_type=JaNee)
    uitkomsten: Any = Field(sa_type=Json)
    door: str = Field(sa_type=Tekst)
    op: datetime = Field(sa_type=Moment)


class AfschriftRij(Rij, table=True):
    """A statement that was accepted, waits in quarantine, or was discarded (afgevoerd) or replaced (vervangen).

    Cents are credit positive. inhoud: the statement with its lines while it waits, and of an advice (camt.054) until
    each of its lines stands on a statement; None of an accepted statement, whose lines are in `bankregel`.
    volgorde: its place in the chain. aanvaard_bij: the file that let it through.
    """

    __tablename__ = "afschrift"
    __table_args__ = (
        CheckConstraint("status IN ('aanvaard', 'quarantaine', 'afgevoerd', 'vervangen')", name="afschrift_status"),
        Index("afschrift_identiteit", "rekening", "identiteit"),
        Index("afschrift_wacht", "status"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    bestand: int = Field(sa_type=Geheel, foreign_key="bankbestand.nummer")
    soort: str = Field(sa_type=Tekst)
    banknummer: str = Field(sa_type=Tekst)
    rekening: str = Field(sa_type=Tekst)
    begin: int | None = Field(default=None, sa_type=Geheel, nullable=True)
    einde: int | None = Field(default=None, sa_type=Geheel, nullable=True)
    begindatum: date | None = Field(default=None, sa_type=Dag, nullable=True)
    einddatum: date | None = Field(default=None, sa_type=Dag, nullable=True)
    regels: int = Field(sa_type=Geheel)
    nieuw: int = Field(sa_type=Geheel)
    identiteit: str = Field(sa_type=Tekst)
    aankondiging: bool = Field(sa_type=JaNee)
    status: str = Field(sa_type=Tekst)
    redenen: Any = Field(sa_type=Json)
    opmerkingen: Any = Field(sa_type=Json)
    verschil: int | None = Field(default=None, sa_type=Geheel, nullable=True)
    inhoud: Any = Field(default=None, sa_type=Json, nullable=True)
    volgorde: int | None = Field(default=None, sa_type=Geheel, unique=True, nullable=True)
    aanvaard_bij: int | None = Field(default=None, sa_type=Geheel, foreign_key="bankbestand.nummer", nullable=True)
    aanvaard_op: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    afgevoerd_door: str | None = Field(default=None, sa_type=Tekst, nullable=True)
    afgevoerd_op: datetime | None = Field(default=None, sa_type=Moment, nullable=True)
    afvoerreden: str = Field(default="", sa_type=Tekst)


class BankregelRij(Rij, table=True):
    """A booked line, known in the ledger by the same id. beginsaldo: what was on the account before the first line.

    volgnr: the how-manieth line of this account with this booking date and amount.
    """

    __tablename__ = "bankregel"
    __table_args__ = (
        CheckConstraint("cents <> 0", name="bankregel_bedrag"),
        Index("bankregel_telling", "rekening", "boekdatum", "cents"),
        {"sqlite_strict": True},
    )

    id: str = Field(sa_type=Tekst, primary_key=True)
    afschrift: int = Field(sa_type=Geheel, foreign_key="afschrift.nummer", index=True)
    rekening: str = Field(sa_type=Tekst)
    beginsaldo: bool = Field(default=False, sa_type=JaNee)
    boekdatum: date = Field(sa_type=Dag)
    valutadatum: date | None = Field(default=None, sa_type=Dag, nullable=True)
    cents: int = Field(sa_type=Geheel)
    volgnr: int = Field(sa_type=Geheel)
    naam: str = Field(default="", sa_type=Tekst)
    tegenrekening: str = Field(default="", sa_type=Tekst)
    bic: str = Field(default="", sa_type=Tekst)
    omschrijving: str = Field(default="", sa_type=Tekst)
    kenmerk: str = Field(default="", sa_type=Tekst)
    eindtoteind: str = Field(default="", sa_type=Tekst)
    retour: str = Field(default="", sa_type=Tekst)
    omkering: bool = Field(default=False, sa_type=JaNee)
    bankreferentie: str = Field(default="", sa_type=Tekst)
    regelreferentie: str = Field(default="", sa_type=Tekst)
    batchkenmerk: str = Field(default="", sa_type=Tekst)
    transactiecode: str = Field(default="", sa_type=Tekst)


class BankregeldeelRij(Rij, table=True):
    """One payment inside a batch line; the key is the line and its place in it."""

    __tablename__ = "bankregeldeel"

    regel: str = Field(sa_type=Tekst, primary_key=True, foreign_key="bankregel.id")
    volgnr: int = Field(sa_type=Geheel, primary_key=True)
    cents: int = Field(sa_type=Geheel)
    naam: str = Field(default="", sa_type=Tekst)
    tegenrekening: str = Field(default="", sa_type=Tekst)
    bic: str = Field(default="", sa_type=Tekst)
    omschrijving: str = Field(default="", sa_type=Tekst)
    kenmerk: str = Field(default="", sa_type=Tekst)
    eindtoteind: str = Field(default="", sa_type=Tekst)
    retour: str = Field(default="", sa_type=Tekst)
    bankreferentie: str = Field(default="", sa_type=Tekst)
    transactiecode: str = Field(default="", sa_type=Tekst)


_TEKSTEN = (
    "naam", "tegenrekening", "bic", "omschrijving", "kenmerk", "eindtoteind", "retour", "bankreferentie",
    "transactiecode",
)  # fmt: skip
_ALLEEN_REGEL = ("omkering", "regelreferentie", "batchkenmerk")


def bewaar_regels(db: Sessie, afschrift: int, rekening: str, regels: Iterable[tuple[str, int, Bankregel]]) -> None:
    """Store booked lines with their parts: (id, how-manieth of its day and amount, line). One insert per thousand."""
    rijen: list[dict[str, Any]] = []
    delen: list[dict[str, Any]] = []
    for id_, volgnr, regel in regels:
        teksten = {naam: getattr(regel, naam) for naam in (*_TEKSTEN, *_ALLEEN_REGEL)}
        rijen.append(
            teksten
            | {
                "id": id_, "afschrift": afschrift, "rekening": rekening, "beginsaldo": False, "volgnr": volgnr,
                "boekdatum": regel.boekdatum, "valutadatum": regel.valutadatum, "cents": regel.cents,
            }
        )  # fmt: skip
        delen += deelrijen(id_, regel)
        if len(rijen) == 1000:
            _voeg_in(db, rijen, delen)
            rijen, delen = [], []
    _voeg_in(db, rijen, delen)


def deelrijen(id_: str, regel: Bankregel) -> list[dict[str, Any]]:
    """Return the rows of the parts of a line."""
    return [{"regel": id_} | asdict(deel) for deel in regel.delen]


def _voeg_in(db: Sessie, rijen: list[dict[str, Any]], delen: list[dict[str, Any]]) -> None:
    voeg_alle_in(db, BankregelRij, rijen)
    voeg_alle_in(db, BankregeldeelRij, delen)


def lees_stand(db: Sessie, rekening: str, afschrift: Afschrift, identiteit: str) -> Stand:
    """Return what is known of an account, as far as this statement needs it."""
    b, a = BankregelRij, AfschriftRij
    bekend: dict[Sleutel, int] = {}
    if afschrift.telling:
        dagen = [dag for dag, _ in afschrift.telling]
        vraag = (
            select(col(b.boekdatum), col(b.cents), func.count())
            .where(col(b.rekening) == rekening, col(b.beginsaldo).is_(false()))
            .where(col(b.boekdatum).between(min(dagen), max(dagen)))
            .group_by(col(b.boekdatum), col(b.cents))
        )
        bekend = {(dag, cents): aantal for dag, cents, aantal in db.execute(vraag) if (dag, cents) in afschrift.telling}
    gezien = db.execute(
        select(col(a.nummer)).where(
            col(a.rekening) == rekening, col(a.identiteit) == identiteit, col(a.status) == "aanvaard"
        )
    ).first()
    return Stand(banksaldo(db, rekening), bekend, frozenset({identiteit}) if gezien else frozenset())


def banksaldo(db: Sessie, rekening: str) -> int:
    """Return the balance of the account in the ledger, in cents."""
    return sum(saldo.saldo.cents for saldo in saldi(db, "1100", rekening))


# --- a statement that waits, as JSON ---------------------------------------------------------------------------------


def als_json(afschrift: Afschrift) -> dict[str, Any]:
    """Return a statement with its lines (and the pages it was made of) as it is kept while it waits."""
    velden = {
        naam: getattr(afschrift, naam)
        for naam in ("soort", "volgnr", "nummer", "rekening", "munt", "begin", "einde", "aantal", "som", "aankondiging")
    }
    return velden | {
        "begindatum": _dag(afschrift.begindatum),
        "einddatum": _dag(afschrift.einddatum),
        "blad": asdict(afschrift.blad),
        "opmerkingen": [o.value for o in afschrift.opmerkingen],
        "telling": [[dag.isoformat(), cents, aantal] for (dag, cents), aantal in afschrift.telling.items()],
        "regels": [_regel_als_json(regel) for regel in afschrift.regels],
        "bladen": [als_json(blad) for blad in afschrift.bladen],
    }


def uit_json(inhoud: Mapping[str, Any]) -> Afschrift:
    """Return the statement that `als_json` kept."""
    regels = tuple(_regel_uit_json(regel) for regel in inhoud["regels"])
    rest = {naam: waarde for naam, waarde in inhoud.items() if naam in {f.name for f in fields(Afschrift)}}
    return Afschrift(
        **rest
        | {
            "begindatum": _als_dag(inhoud["begindatum"]),
            "einddatum": _als_dag(inhoud["einddatum"]),
            "blad": Blad(**inhoud["blad"]),
            "opmerkingen": tuple(Opmerking(o) for o in inhoud["opmerkingen"]),
            "telling": {(date.fromisoformat(dag), cents): aantal for dag, cents, aantal in inhoud["telling"]},
            "regels": Regels(len(regels), regels),
            "bladen": tuple(uit_json(blad) for blad in inhoud["bladen"]),
        }
    )


def _regel_als_json(regel: Bankregel) -> dict[str, Any]:
    return asdict(regel) | {"boekdatum": _dag(regel.boekdatum), "valutadatum": _dag(regel.valutadatum)}


def _regel_uit_json(inhoud: Mapping[str, Any]) -> Bankregel:
    regel = Bankregel(**inhoud)
    return replace(
        regel,
        boekdatum=_als_dag(inhoud["boekdatum"]),
        valutadatum=_als_dag(inhoud["valutadatum"]),
        delen=tuple(Deel(**deel) for deel in inhoud["delen"]),
    )


def _dag(dag: date | None) -> str | None:
    return None if dag is None else dag.isoformat()


def _als_dag(tekst: str | None) -> date | None:
    return None if tekst is None else date.fromisoformat(tekst)
