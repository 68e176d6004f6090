"""Match bank lines: what is certain by itself, the rest by a person; every allocation can be undone on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.afletteren.begrippen import (
    REGELVERSIE,
    Bewijs,
    Doel,
    Doelsoort,
    Kandidaten,
    Niveau,
    OpenRegel,
    Voorstel,
)
from budget.afletteren.opslag import (
    AfgewezenRij,
    RegelnotitieRij,
    ToewijzingRij,
    lees_open_regels,
)
from budget.afletteren.regels.boekingen import als_boeking, sinds
from budget.afletteren.regels.niveaus import paar, stel_voor, zeker
from budget.afletteren.weigeringen import (
    BovenOpenDeel,
    GeenVoorstel,
    KiesEenDeel,
    RegelOnbekend,
    ToewijzingOnbekend,
)
from budget.bank.weigeringen import RedenOntbreekt
from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from budget.betalen.diensten import blokkeer_bij
from budget.grootboek.begrippen import Tegenboeking
from budget.grootboek.diensten import boek, vergrendel
from budget.grootboek.vragen import gesloten_tot
from budget.grootboek.weigeringen import Grootboekweigering


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """An allocation that was made: number, line, part, target with amount, level and journaalpost."""

    nummer: int
    regel: str
    deel: int
    doel: Doel
    niveau: Niveau
    automatisch: bool
    post: int

    def als_json(self) -> dict[str, Any]:
        return {
            "toewijzing": self.nummer,
            "regel": self.regel,
            "deel": self.deel,
            "doel": self.doel.notatie,
            "bedrag": self.doel.cents,
            "niveau": self.niveau.value,
            "automatisch": self.automatisch,
            "journaalpost": self.post,
        }


class Afletteraar:
    """What one round of matching works with: who, when, and the candidates as they were read."""

    def __init__(self, db: Sessie, wie: Gebruiker, k: Kandidaten, *, sleutel: str, nu: datetime) -> None:
        self.db, self.wie, self.k, self.sleutel, self.nu = db, wie, k, sleutel, nu
        self._gesloten = gesloten_tot(db)
        self._teller = 0

    def boek(self, regel: OpenRegel, voorstel: Voorstel, *, automatisch: bool) -> list[Toewijzing]:
        """Book every target of a proposal; refusals: doel_onbekend and those of the ledger."""
        return [self._boek_doel(regel, voorstel, doel, automatisch) for doel in voorstel.doelen]

    def _boek_doel(self, regel: OpenRegel, voorstel: Voorstel, doel: Doel, automatisch: bool) -> Toewijzing:
        self._teller += 1
        op = max(regel.boekdatum, sinds(doel, self.k), self._eerste_open_dag())
        boeking = als_boeking(doel, regel.regel, op, f"bankregel {regel.regel}", self.k)
        geboekt = boek(self.db, self.wie, boeking.gebeurtenis, sleutel=f"{self.sleutel}/{self._teller}", nu=self.nu)
        rij = ToewijzingRij(
            regel=regel.regel, deel=regel.deel, doelsoort=doel.soort.value, kenmerk=doel.kenmerk, cents=doel.cents,
            open_toen=boeking.open_toen, niveau=voorstel.niveau.value, regelversie=REGELVERSIE,
            bewijs=[asdict(bewijs) for bewijs in voorstel.bewijs], oplossingen=voorstel.oplossingen,
            automatisch=automatisch, door=self.wie.persoon, op=self.nu, dag=op, post=geboekt.nummer,
        )  # fmt: skip
        self.db.add(rij)
        self.db.flush()
        if doel.soort is Doelsoort.RETOUR and regel.retour:
            opdracht = self.k.opdrachten[doel.kenmerk]
            blokkeer_bij(self.db, opdracht.begunstigde, regel.retour, f"retour/{regel.regel}/{regel.deel}", nu=self.nu)
        meld_wijziging(self.db, "bank", regel.regel, self.nu)
        return Toewijzing(rij.nummer or 0, regel.regel, regel.deel, doel, voorstel.niveau, automatisch, geboekt.nummer)

    def _eerste_open_dag(self) -> date:
        return date.min if self._gesloten is None else self._gesloten + timedelta(days=1)


def letter_af(db: Sessie, wie: Gebruiker, k: Kandidaten, *, sleutel: str, nu: datetime) -> list[Toewijzing]:
    """Book what is certain on every open line, once per target; the caller does rounds until nothing is booked.

    The candidates were read before: when two lines want the same target, the second waits for the next round, and a
    return waits for its debit. What the ledger refuses is left for a person. O(open lines), one posting per target.
    """
    vergrendel(db)
    afletteraar = Afletteraar(db, wie, k, sleutel=sleutel, nu=nu)
    gedaan: list[Toewijzing] = []
    geraakt: set[str] = set()
    for regel in lees_open_regels(db):
        voorstel = zeker(stel_voor(regel, k))
        if voorstel is None or any(doel.kenmerk in geraakt for doel in voorstel.doelen):
            continue
        try:
            # All targets of a proposal or none: a line is not half matched without a person.
            with db.begin_nested():
                gedaan += afletteraar.boek(regel, voorstel, automatisch=True)
        except Grootboekweigering:
            continue
        geraakt.update(doel.kenmerk for doel in voorstel.doelen)
    return gedaan


def zoek_regel(db: Sessie, regel: str, deel: int | None) -> OpenRegel:
    """Return the open line or part; refusals: bankregel_onbekend, kies_een_deel."""
    gevonden = lees_open_regels(db, regel)
    if deel is not None:
        gevonden = [r for r in gevonden if r.deel == deel]
    if not gevonden:
        raise RegelOnbekend(regel)
    if len(gevonden) > 1:
        raise KiesEenDeel(regel, len(gevonden))
    return gevonden[0]


def koppel_voorstel(
    db: Sessie, wie: Gebruiker, regel: OpenRegel, keuze: int, k: Kandidaten, *, sleutel: str, nu: datetime
) -> list[Toewijzing]:
    """Accept a proposal (1 = the best); refusals: geen_voorstel and those of the ledger."""
    vergrendel(db)
    voorstellen = stel_voor(regel, k)
    if not 1 <= keuze <= len(voorstellen):
        raise GeenVoorstel(regel.regel, keuze, len(voorstellen))
    return Afletteraar(db, wie, k, sleutel=sleutel, nu=nu).boek(regel, voorstellen[keuze - 1], automatisch=False)


def koppel_doelen(
    db: Sessie, wie: Gebruiker, regel: OpenRegel, doelen: Sequence[Doel], k: Kandidaten, *, sleutel: str, nu: datetime
) -> list[Toewijzing]:
    """Match a line with targets that a person chose, one or more; what is left stays open.

    When the choice is one of the proposals, its level and evidence are kept. Refusals: boven_open_deel and those of
    the ledger.
    """
    vergrendel(db)
    som = sum(doel.cents for doel in doelen)
    if som > abs(regel.open):
        raise BovenOpenDeel(Geld(som), regel.regel, regel.deel, Geld(abs(regel.open)))
    gekozen = paar(doelen)
    voorstel = next(
        (v for v in stel_voor(regel, k) if paar(v.doelen) == gekozen),
        Voorstel(Niveau.HAND, tuple(doelen), (Bewijs("door een persoon gekozen"),)),
    )
    return Afletteraar(db, wie, k, sleutel=sleutel, nu=nu).boek(regel, voorstel, automatisch=False)


def wijs_af(
    db: Sessie, wie: Gebruiker, regel: OpenRegel, keuze: int, k: Kandidaten, reden: str, *, nu: datetime
) -> Voorstel:
    """Reject a proposal: it does not come back with these amounts; refusal: geen_voorstel."""
    voorstellen = stel_voor(regel, k)
    if not 1 <= keuze <= len(voorstellen):
        raise GeenVoorstel(regel.regel, keuze, len(voorstellen))
    voorstel = voorstellen[keuze - 1]
    _onthoud(db, wie, regel.regel, regel.deel, paar(voorstel.doelen), reden, nu)
    meld_wijziging(db, "bank", regel.regel, nu)
    return voorstel


def ontkoppel(db: Sessie, wie: Gebruiker, nummer: int, reden: str, *, sleutel: str, nu: datetime) -> Toewijzing:
    """Undo one allocation by reversing its journaalpost; others stay. The pair counts as rejected.

    Also when its period is closed: the reversal is booked in the open period. Refusals: toewijzing_onbekend,
    reden_ontbreekt, latere_boeking.
    """
    if not reden.strip():
        raise RedenOntbreekt("een koppeling terugdraaien")
    vergrendel(db)
    t = ToewijzingRij
    rij: ToewijzingRij | None = db.execute(
        select(t).where(col(t.nummer) == nummer, col(t.tegenpost).is_(None))
    ).scalar_one_or_none()
    if rij is None:
        raise ToewijzingOnbekend(nummer)
    gesloten = gesloten_tot(db)
    op = dag(nu) if gesloten is None else max(dag(nu), gesloten + timedelta(days=1))
    gebeurtenis = Tegenboeking(datum=max(op, rij.dag), van=rij.post, toelichting=reden.strip())
    geboekt = boek(db, wie, gebeurtenis, sleutel=f"{sleutel}/1", nu=nu)
    rij.tegenpost, rij.ontkoppeld_door, rij.ontkoppeld_op = geboekt.nummer, wie.persoon, nu
    rij.ontkoppelreden = reden.strip()
    db.add(rij)
    doel = Doel(Doelsoort(rij.doelsoort), rij.kenmerk, rij.cents)
    _onthoud(db, wie, rij.regel, rij.deel, paar((doel,)), reden, nu)
    db.flush()
    meld_wijziging(db, "bank", rij.regel, nu)
    return Toewijzing(nummer, rij.regel, rij.deel, doel, Niveau(rij.niveau), rij.automatisch, geboekt.nummer)


def leg_opzij(db: Sessie, wie: Gebruiker, regel: str, notitie: str, eigenaar: str, *, nu: datetime) -> None:
    """Put an open line aside with an explanation and an owner; refusals: bankregel_onbekend, reden_ontbreekt."""
    if not notitie.strip():
        raise RedenOntbreekt("een bankregel opzij leggen")
    if not lees_open_regels(db, regel):
        raise RegelOnbekend(regel)
    db.add(RegelnotitieRij(regel=regel, notitie=notitie.strip(), eigenaar=eigenaar, door=wie.persoon, op=nu))
    db.flush()
    meld_wijziging(db, "bank", regel, nu)


def _onthoud(db: Sessie, wie: Gebruiker, regel: str, deel: int, paar_: str, reden: str, nu: datetime) -> None:
    if db.get(AfgewezenRij, (regel, deel, paar_)) is None:
        db.add(AfgewezenRij(regel=regel, deel=deel, paar=paar_, reden=reden.strip(), door=wie.persoon, op=nu))
        db.flush()
