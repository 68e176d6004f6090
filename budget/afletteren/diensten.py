"""Match bank lines: what is certain by itself, the rest by a person; every allocation can be undone on its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.afletteren.begrippen import (
    REGELVERSIE,
    Bewijs,
    Doel,
    Doelsoort,
    Kandidaten,
    Lezer,
    Niveau,
    OpenRegel,
    Voorstel,
)
from budget.afletteren.opslag import (
    AfgewezenRij,
    RegelnotitieRij,
    ToewijzingRij,
    lees_open_regels,
    open_regels_per,
)
from budget.afletteren.regels.boekingen import als_boeking, sinds
from budget.afletteren.regels.niveaus import paar, stel_voor, wat_zeker_is
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
from budget.basis.voorbereid import voeg_alle_in
from budget.basis.wijziging import meld_wijziging
from budget.betalen.diensten import blokkeer_bij
from budget.grootboek.begrippen import Gebeurtenis, Tegenboeking
from budget.grootboek.diensten import boek, boek_reeks, vergrendel
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


IN_EEN_KEER = 2_000
"""How many lines are matched at once: what they need is read together and posted together."""


class Afletteraar:
    """What one round of matching works with: who, when, under which key."""

    def __init__(self, db: Sessie, wie: Gebruiker, *, sleutel: str, nu: datetime) -> None:
        self.db, self.wie, self.sleutel, self.nu = db, wie, sleutel, nu
        self._gesloten = gesloten_tot(db)
        self._teller = 0

    def boek(
        self, gekozen: Sequence[tuple[OpenRegel, Voorstel]], k: Kandidaten, *, automatisch: bool
    ) -> list[Toewijzing]:
        """Book every target of these proposals, all or nothing; refusals: doel_onbekend and those of the ledger."""
        if not gekozen:
            return []
        stukken = [(regel, voorstel, doel) for regel, voorstel in gekozen for doel in voorstel.doelen]
        dagen = [max(regel.boekdatum, sinds(doel, k), self._eerste_open_dag()) for regel, _, doel in stukken]
        boekingen = [
            als_boeking(doel, regel.regel, op, f"bankregel {regel.regel}", k)
            for (regel, _, doel), op in zip(stukken, dagen, strict=True)
        ]
        posten = self._boek([boeking.gebeurtenis for boeking in boekingen])
        nummer = self.db.execute(select(func.coalesce(func.max(col(ToewijzingRij.nummer)), 0))).scalar_one()
        rijen, gedaan = [], []
        for (regel, voorstel, doel), op, boeking, post in zip(stukken, dagen, boekingen, posten, strict=True):
            nummer += 1
            rijen.append(
                {
                    "nummer": nummer, "regel": regel.regel, "deel": regel.deel, "doelsoort": doel.soort.value,
                    "kenmerk": doel.kenmerk, "cents": doel.cents, "open_toen": boeking.open_toen,
                    "niveau": voorstel.niveau.value, "regelversie": REGELVERSIE,
                    "bewijs": [_als_rij(bewijs) for bewijs in voorstel.bewijs], "oplossingen": voorstel.oplossingen,
                    "automatisch": automatisch, "door": self.wie.persoon, "op": self.nu, "dag": op, "post": post,
                    "tegenpost": None, "ontkoppeld_door": None, "ontkoppeld_op": None, "ontkoppelreden": "",
                }
            )  # fmt: skip
            gedaan.append(Toewijzing(nummer, regel.regel, regel.deel, doel, voorstel.niveau, automatisch, post))
        voeg_alle_in(self.db, ToewijzingRij, rijen)
        for regel, _, doel in stukken:
            if doel.soort is Doelsoort.RETOUR and regel.retour:
                wie, plek = k.opdrachten[doel.kenmerk].begunstigde, f"retour/{regel.regel}/{regel.deel}"
                blokkeer_bij(self.db, wie, regel.retour, plek, nu=self.nu)
        if gedaan:
            meld_wijziging(self.db, "bank", gedaan[0].regel, self.nu)
        return gedaan

    def _boek(self, gebeurtenissen: Sequence[Gebeurtenis]) -> list[int]:
        reeks = [(f"{self.sleutel}/{nr}", g) for nr, g in enumerate(gebeurtenissen, self._teller + 1)]
        posten = [geboekt.nummer for geboekt in boek_reeks(self.db, self.wie, reeks, nu=self.nu)]
        self._teller += len(reeks)
        return posten

    def _eerste_open_dag(self) -> date:
        return date.min if self._gesloten is None else self._gesloten + timedelta(days=1)


def _als_rij(bewijs: Bewijs) -> dict[str, Any]:
    return {
        "woorden": bewijs.woorden, "gevonden": bewijs.gevonden, "begin": bewijs.begin, "einde": bewijs.einde,
        "voor": bewijs.voor,
    }  # fmt: skip


def letter_af(db: Sessie, wie: Gebruiker, lees: Lezer, *, sleutel: str, nu: datetime) -> list[Toewijzing]:
    """Book what is certain on every open line, once per target; the caller does rounds until nothing is booked.

    When two lines want the same target, the second waits for the next round, and a return waits for its debit. What the
    ledger refuses is left for a person. O(open lines), one posting per target; lines are read some thousands at a time.
    """
    vergrendel(db)
    afletteraar = Afletteraar(db, wie, sleutel=sleutel, nu=nu)
    gedaan: list[Toewijzing] = []
    for regels in open_regels_per(db, IN_EEN_KEER):
        k = lees(regels)
        over = [(regel, voorstel) for regel in regels if (voorstel := wat_zeker_is(regel, k)) is not None]
        while over:
            eens, wachten = _eens_per_doel(over)
            klaar, geweigerd = _boek_wat_kan(afletteraar, eens, k)
            gedaan += klaar
            # A target that the ledger refused for one line is free for another.
            vrij = {doel.kenmerk for _, voorstel in geweigerd for doel in voorstel.doelen}
            vrij -= {toewijzing.doel.kenmerk for toewijzing in klaar}
            over = [keuze for keuze in wachten if vrij.issuperset(doel.kenmerk for doel in keuze[1].doelen)]
    return gedaan


_Keuze = tuple[OpenRegel, Voorstel]


def _eens_per_doel(zekere: Sequence[_Keuze]) -> tuple[list[_Keuze], list[_Keuze]]:
    """Return what can be booked together, each target once, and what waits."""
    geraakt: set[str] = set()
    eens: list[_Keuze] = []
    wachten: list[_Keuze] = []
    for regel, voorstel in zekere:
        kenmerken = {doel.kenmerk for doel in voorstel.doelen}
        (wachten if geraakt & kenmerken else eens).append((regel, voorstel))
        geraakt |= kenmerken
    return eens, wachten


def _boek_wat_kan(
    afletteraar: Afletteraar, keuzes: Sequence[_Keuze], k: Kandidaten
) -> tuple[list[Toewijzing], list[_Keuze]]:
    """Book these proposals, one target together and more targets each by itself; what the ledger refuses is left.

    A refusal comes before anything of its event is written, so what went before it stands. A proposal of more targets
    goes as a whole or not at all: only that takes a savepoint, which is dear on SQLite.
    """
    gedaan: list[Toewijzing] = []
    geweigerd: list[_Keuze] = []
    over = [keuze for keuze in keuzes if len(keuze[1].doelen) == 1]
    while over:
        try:
            gedaan += afletteraar.boek(over, k, automatisch=True)
            break
        except Grootboekweigering as weigering:
            plaats = weigering.plaats or 0
            gedaan += afletteraar.boek(over[:plaats], k, automatisch=True)
            geweigerd.append(over[plaats])
            over = over[plaats + 1 :]
    for keuze in keuzes:
        if len(keuze[1].doelen) > 1:
            try:
                with afletteraar.db.begin_nested():
                    gedaan += afletteraar.boek([keuze], k, automatisch=True)
            except Grootboekweigering:
                geweigerd.append(keuze)
    return gedaan, geweigerd


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
    return Afletteraar(db, wie, sleutel=sleutel, nu=nu).boek([(regel, voorstellen[keuze - 1])], k, automatisch=False)


def koppel_doelen(
    db: Sessie,
    wie: Gebruiker,
    regel: OpenRegel,
    doelen: Sequence[Doel],
    k: Kandidaten,
    *,
    reden: str = "",
    sleutel: str,
    nu: datetime,
) -> list[Toewijzing]:
    """Match a line with targets that a person chose, one or more; what is left stays open.

    When the choice is one of the proposals, its level and evidence are kept. A verschil needs a reason and takes
    nothing of the line. Refusals: boven_open_deel, reden_ontbreekt and those of the ledger (boven_tolerantie).
    """
    vergrendel(db)
    if not reden.strip() and any(doel.soort is Doelsoort.VERSCHIL for doel in doelen):
        raise RedenOntbreekt("een betalingsverschil boeken", "--verschil")
    som = sum(doel.cents for doel in doelen if doel.soort is not Doelsoort.VERSCHIL)
    if som > abs(regel.open):
        raise BovenOpenDeel(Geld(som), regel.regel, regel.deel, Geld(abs(regel.open)))
    gekozen = paar(doelen)
    voorstel = next(
        (v for v in stel_voor(regel, k) if paar(v.doelen) == gekozen),
        Voorstel(Niveau.HAND, tuple(doelen), (Bewijs(reden.strip() or "door een persoon gekozen"),)),
    )
    return Afletteraar(db, wie, sleutel=sleutel, nu=nu).boek([(regel, voorstel)], k, automatisch=False)


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
        raise RedenOntbreekt("een bankregel opzij leggen", "--notitie")
    if not lees_open_regels(db, regel):
        raise RegelOnbekend(regel)
    db.add(RegelnotitieRij(regel=regel, notitie=notitie.strip(), eigenaar=eigenaar, door=wie.persoon, op=nu))
    db.flush()
    meld_wijziging(db, "bank", regel, nu)


def _onthoud(db: Sessie, wie: Gebruiker, regel: str, deel: int, paar_: str, reden: str, nu: datetime) -> None:
    if db.get(AfgewezenRij, (regel, deel, paar_)) is None:
        db.add(AfgewezenRij(regel=regel, deel=deel, paar=paar_, reden=reden.strip(), door=wie.persoon, op=nu))
        db.flush()
