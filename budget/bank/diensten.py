"""Take in bank files: judge every statement, store and post what is new, keep aside what does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, true, update
from sqlmodel import col

from budget.bank.aankondigingen import verbind
from budget.bank.begrippen import (
    Afschrift,
    Bankregel,
    Bestand,
    Oordeel,
    Opmerking,
    Sleutel,
    Stand,
    Uitkomst,
    op_volgorde,
)
from budget.bank.beoordelen import Uitslag, beoordeel, beoordeel_reeks, identiteit, nieuwe_regels, per_blad, vervangt
from budget.bank.iban import welke_rekening
from budget.bank.keur import rapport
from budget.bank.lezen import lees_bestand
from budget.bank.opslag import (
    AfschriftRij,
    BankbestandRij,
    BankregelRij,
    als_json,
    banksaldo,
    bewaar_regels,
    lees_stand,
    uit_json,
)
from budget.bank.weigeringen import AfschriftOnbekend, RedenOntbreekt
from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from budget.grootboek import begrippen as grootboek
from budget.grootboek.diensten import boek, boek_reeks, vergrendel
from budget.grootboek.vragen import gesloten_tot

_IN_EEN_KEER = 5_000
"""How many lines are stored and posted at once: more costs memory and wins nothing."""


@dataclass(slots=True)
class Inleesverslag:
    """What an import did: per file its statements, the new lines by id, and what came out of quarantine."""

    bestanden: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    regels: list[str] = field(default_factory=list)
    vrijgekomen: list[dict[str, Any]] = field(default_factory=list)

    @property
    def geweigerd(self) -> list[str]:
        """The files of which something was refused."""
        return [naam for naam, rijen in self.bestanden.items() if any(r["uitkomst"] == "geweigerd" for r in rijen)]

    @property
    def quarantaine(self) -> int:
        """How many statements of these files wait."""
        return sum(r["uitkomst"] == "quarantaine" for rijen in self.bestanden.values() for r in rijen)


def lees_in(
    db: Sessie,
    wie: Gebruiker,
    bestanden: Mapping[str, bytes | Path],
    eigen: Mapping[str, Collection[str]],
    *,
    nu: datetime,
) -> Inleesverslag:
    """Take in files as one import: what is accepted is stored and posted on 1700 at once, nothing is forced in.

    eigen: the pot accounts (IBAN) with their aliases. A file that is refused leaves only the attempt. The first
    statement of an account posts its opening balance. Done again, nothing is added. O(lines) and one posting per line.
    """
    return neem_op(db, wie, [lees_bestand(naam, bron) for naam, bron in bestanden.items()], eigen, nu=nu)


def neem_op(
    db: Sessie, wie: Gebruiker, gelezen: Sequence[Bestand], eigen: Mapping[str, Collection[str]], *, nu: datetime
) -> Inleesverslag:
    """Take in files that were read, as `lees_in`."""
    # From here no other import can come between the balance that is judged and the lines that are posted.
    vergrendel(db)
    return _Import(db, wie, eigen, nu).doe(gelezen)


class _Import:
    """One import under way: which rows belong to which statement."""

    def __init__(self, db: Sessie, wie: Gebruiker, eigen: Mapping[str, Collection[str]], nu: datetime) -> None:
        self._db, self._wie, self._eigen, self._nu = db, wie, eigen, nu
        self._gesloten = gesloten_tot(db)
        self._verslag = Inleesverslag()
        self._oordelen: dict[int, Oordeel] = {}
        self._wachtend: dict[int, AfschriftRij] = {}
        self._bestand_van: dict[int, BankbestandRij] = {}
        self._overslaan: set[int] = set()

    def doe(self, gelezen: Sequence[Bestand]) -> Inleesverslag:
        bekend = self._noteer_poging(gelezen)
        nieuw = [a for bestand in gelezen for deel in bestand.delen for a in deel.afschriften]
        wachtend = self._haal_wachtend()
        self._begin_keten(nieuw, wachtend)
        for uitslag in beoordeel_reeks(nieuw, wachtend, self._welke, self._stand):
            self._verwerk(uitslag)
        if self._verslag.regels:
            self._werk_wachtenden_bij((*wachtend, *nieuw))
        self._db.flush()
        verbind(self._db)
        verslag = self._verslag
        verslag.bestanden = rapport(gelezen, self._oordelen, bekend)
        self._noteer_uitkomst(gelezen)
        if verslag.regels or verslag.quarantaine or verslag.vrijgekomen:
            meld_wijziging(self._db, "bank", "import", self._nu)
        self._db.flush()
        return verslag

    def _welke(self, afschrift: Afschrift) -> str | None:
        return welke_rekening(afschrift.rekening, self._eigen)

    def _stand(self, rekening: str, afschrift: Afschrift) -> Stand:
        return lees_stand(self._db, rekening, afschrift, identiteit(afschrift, rekening))

    def _noteer_poging(self, gelezen: Sequence[Bestand]) -> set[str]:
        """Store the attempts; return the files that were accepted whole before."""
        b = BankbestandRij
        delen = [(bestand, deel) for bestand in gelezen for deel in bestand.delen]
        sommen = [deel.sha256 for _, deel in delen]
        bekend = set(
            self._db.execute(
                select(col(b.sha256)).where(col(b.sha256).in_(sommen), col(b.aanvaard).is_(true()))
            ).scalars()
        )
        for bestand, deel in delen:
            naam = deel.naam if deel is bestand else f"{bestand.naam}: {deel.naam}"
            rij = BankbestandRij(
                naam=naam, sha256=deel.sha256, grootte=deel.grootte, soort=deel.soort, aanvaard=False, uitkomsten=[],
                door=self._wie.persoon, op=self._nu,
            )  # fmt: skip
            self._db.add(rij)
            self._db.flush()
            self._bestand_van.update({id(a): rij for a in (deel, *deel.afschriften)})
            if deel.sha256 in bekend:
                self._overslaan.update(id(a) for a in deel.afschriften)
        return bekend

    def _noteer_uitkomst(self, gelezen: Sequence[Bestand]) -> None:
        for bestand in gelezen:
            rijen = self._verslag.bestanden[bestand.naam]
            for deel in bestand.delen:
                eigen = rijen if deel is bestand else [r for r in rijen if r.get("onderdeel") == deel.naam]
                rij = self._bestand_van[id(deel)]
                rij.uitkomsten = eigen
                rij.aanvaard = all(r["uitkomst"] == Uitkomst.AANVAARD.value for r in eigen)

    def _haal_wachtend(self) -> list[Afschrift]:
        a = AfschriftRij
        wachtend = []
        for rij in self._db.execute(select(a).where(col(a.status) == "quarantaine").order_by(col(a.nummer))).scalars():
            afschrift = uit_json(rij.inhoud)
            self._wachtend[id(afschrift)] = rij
            wachtend.append(afschrift)
        return wachtend

    def _begin_keten(self, nieuw: Sequence[Afschrift], wachtend: Sequence[Afschrift]) -> None:
        """Post the opening balance of the pot's account before its first line: that of its earliest sound statement.

        The ledger takes one opening balance, so a second account must begin at zero.
        """
        if any(is_begonnen(self._db, rekening) for rekening in self._eigen):
            return
        rekening = next(iter(self._eigen))
        kandidaten = [
            a
            for a in (*wachtend, *nieuw)
            if a.telt_op and a.blad.eerste and not a.redenen and not a.aankondiging and self._welke(a) == rekening
        ]
        eerste = min(kandidaten, key=_begindag, default=None)
        if eerste is not None and eerste.begin is not None and eerste.begin > 0:
            self._boek_beginsaldo(rekening, eerste, eerste.begin)

    def _boek_beginsaldo(self, rekening: str, eerste: Afschrift, cents: int) -> None:
        dag = _begindag(eerste)
        regel = "beginsaldo"
        post = grootboek.Beginsaldo(datum=self._boekdag(dag), bedrag=Geld(cents), regel=regel, iban=rekening)
        boek(self._db, self._wie, post, sleutel=f"beginsaldo/{rekening}", nu=self._nu)
        bestand = self._bestand_van.get(id(eerste))
        rij = self._rij(eerste, rekening, "aanvaard", Oordeel(Uitkomst.AANVAARD, nieuw=1), bestand)
        rij.identiteit, rij.regels, rij.einde, rij.einddatum = f"beginsaldo/{rekening}", 0, rij.begin, dag
        self._aanvaard(rij)
        self._db.add(rij)
        self._db.flush()
        self._db.add(
            BankregelRij(
                id=regel, afschrift=rij.nummer or 0, rekening=rekening, beginsaldo=True, boekdatum=dag, cents=cents,
                volgnr=0, omschrijving="Beginsaldo van de rekening",
            )
        )  # fmt: skip
        self._verslag.regels.append(regel)

    def _verwerk(self, uitslag: Uitslag) -> None:
        afschrift, rekening, oordeel = uitslag.afschrift, uitslag.rekening, uitslag.oordeel
        if oordeel.uitkomst is Uitkomst.AANVAARD and oordeel.nieuw and self._laat_geboekt(afschrift):
            oordeel = _met(oordeel, Opmerking.GESLOTEN_PERIODE)
        self._oordelen.update({id(blad): o for blad, o in per_blad(_als(uitslag, oordeel))})
        if rekening is None or oordeel.uitkomst is Uitkomst.GEWEIGERD or id(afschrift) in self._overslaan:
            return
        if Opmerking.DUBBEL_AFSCHRIFT in oordeel.opmerkingen:
            self._haal_uit_wacht(afschrift, "vervangen")
        elif oordeel.uitkomst is Uitkomst.QUARANTAINE:
            self._zet_apart(afschrift, rekening, oordeel)
        else:
            self._neem_op(_als(uitslag, oordeel), rekening)

    def _zet_apart(self, afschrift: Afschrift, rekening: str, oordeel: Oordeel) -> None:
        """Keep a statement in quarantine; one that waits already is not kept twice."""
        kenmerk = identiteit(afschrift, rekening)
        if any(rij.identiteit == kenmerk and rij.status == "quarantaine" for rij in self._wachtend.values()):
            return
        self._haal_uit_wacht(afschrift, "vervangen")
        rij = self._rij(afschrift, rekening, "quarantaine", oordeel)
        rij.inhoud = als_json(afschrift)
        self._db.add(rij)
        self._db.flush()
        self._wachtend[id(afschrift)] = rij

    def _werk_wachtenden_bij(self, afschriften: Sequence[Afschrift]) -> None:
        """Say of what still waits by how much it does not fit now."""
        for afschrift in afschriften:
            rij, rekening = self._wachtend.get(id(afschrift)), self._welke(afschrift)
            if rij is not None and rij.status == "quarantaine" and rekening is not None:
                oordeel = beoordeel(afschrift, rekening, self._stand(rekening, afschrift))
                rij.redenen, rij.verschil = [r.value for r in oordeel.redenen], oordeel.verschil

    def _neem_op(self, uitslag: Uitslag, rekening: str) -> None:
        """Store an accepted statement with its new lines and post them."""
        afschrift, oordeel = uitslag.afschrift, uitslag.oordeel
        rij = self._wachtend.get(id(afschrift))
        if rij is None:
            rij = self._rij(afschrift, rekening, "aanvaard", oordeel)
            self._db.add(rij)
            self._haal_uit_wacht(afschrift, "vervangen")
        else:
            rij.status, rij.inhoud, rij.redenen, rij.verschil = "aanvaard", None, [], None
            rij.opmerkingen, rij.nieuw = [o.value for o in oordeel.opmerkingen], oordeel.nieuw
        self._aanvaard(rij)
        if afschrift.aankondiging:
            rij.inhoud = als_json(afschrift)
            return
        self._db.flush()
        if uitslag.vrijgekomen and rij.nummer is not None:
            self._verslag.vrijgekomen.append(
                {
                    "afschrift": rij.nummer, "uitkomst": oordeel.uitkomst.value, "redenen": [],
                    "nieuw": oordeel.nieuw, "opmerkingen": rij.opmerkingen,
                }
            )  # fmt: skip
        if uitslag.stand is not None:
            nieuw = self._genummerd(rekening, uitslag, uitslag.stand)
            while stuk := list(islice(nieuw, _IN_EEN_KEER)):
                bewaar_regels(self._db, rij.nummer or 0, rekening, stuk)
                self._boek_regels(rekening, stuk, rij.nummer or 0)
        for ander in self._wachtend.values():
            if ander.status == "quarantaine" and vervangt(afschrift, uit_json(ander.inhoud)):
                ander.status, ander.inhoud = "vervangen", None

    def _aanvaard(self, rij: AfschriftRij) -> None:
        """Give the statement its place in the chain."""
        laatste = self._db.execute(select(func.max(col(AfschriftRij.volgorde)))).scalar()
        rij.volgorde, rij.aanvaard_op, rij.aanvaard_bij = (laatste or 0) + 1, self._nu, self._bron.nummer

    @property
    def _bron(self) -> BankbestandRij:
        """The newest file of this import."""
        return list(self._bestand_van.values())[-1]

    def _genummerd(self, rekening: str, uitslag: Uitslag, stand: Stand) -> Iterator[tuple[str, int, Bankregel]]:
        """Give the new lines with their id: account, booking date, amount and the how-manieth of these."""
        teller: Counter[Sleutel] = Counter(stand.bekend)
        for regel in nieuwe_regels(uitslag.afschrift, stand, uitslag.oordeel):
            teller[regel.sleutel] += 1
            volgnr = teller[regel.sleutel]
            yield self._regelnummer(rekening, *regel.sleutel, volgnr), volgnr, regel

    def _regelnummer(self, rekening: str, dag: date, cents: int, volgnr: int) -> str:
        kant = "bij" if cents > 0 else "af"
        nummer = f"{dag:%Y%m%d}-{kant}-{abs(cents)}-{volgnr}"
        # A pot has one account; only a second one makes the id longer.
        return nummer if rekening == next(iter(self._eigen)) else f"{rekening}-{nummer}"

    def _boek_regels(self, rekening: str, regels: Sequence[tuple[str, int, Bankregel]], afschrift: int) -> None:
        bron = f"afschrift/{afschrift}"
        reeks = []
        for id_, _, regel in regels:
            dag, cents = regel.sleutel
            post = grootboek.Bankregel(
                datum=self._boekdag(dag), regel=id_, bedrag=Geld(cents), iban=rekening, bron=bron
            )
            reeks.append((f"bankregel/{id_}", post))
        boek_reeks(self._db, self._wie, reeks, nu=self._nu)
        self._verslag.regels += [id_ for id_, _, _ in regels]

    def _boekdag(self, dag: date) -> date:
        """Return the day to post on: a line of a closed period goes to the first open day."""
        return dag if self._gesloten is None or dag > self._gesloten else self._gesloten + timedelta(days=1)

    def _laat_geboekt(self, afschrift: Afschrift) -> bool:
        return self._gesloten is not None and any(dag <= self._gesloten for dag, _ in afschrift.telling)

    def _haal_uit_wacht(self, afschrift: Afschrift, status: str) -> None:
        """Take a statement and the pages that it was made of out of quarantine."""
        for deel in (afschrift, *afschrift.bladen):
            rij = self._wachtend.get(id(deel))
            if rij is not None and rij.status == "quarantaine":
                rij.status, rij.inhoud = status, None

    def _rij(
        self, a: Afschrift, rekening: str, status: str, oordeel: Oordeel, bestand: BankbestandRij | None = None
    ) -> AfschriftRij:
        bron = bestand or next(
            (rij for deel in (a, *reversed(a.bladen)) if (rij := self._bestand_van.get(id(deel)))),
            self._bron,
        )
        return AfschriftRij(
            bestand=bron.nummer or 0, soort=a.soort, banknummer=a.nummer, rekening=rekening, begin=a.begin,
            einde=a.einde,
            begindatum=a.begindatum, einddatum=a.einddatum, regels=a.aantal, nieuw=oordeel.nieuw,
            identiteit=identiteit(a, rekening), aankondiging=a.aankondiging, status=status,
            redenen=[r.value for r in oordeel.redenen], opmerkingen=[o.value for o in oordeel.opmerkingen],
            verschil=oordeel.verschil,
        )  # fmt: skip


def is_begonnen(db: Sessie, rekening: str) -> bool:
    """Say whether the ledger knows a line of this account or money on it."""
    b = BankregelRij
    regel = db.execute(select(col(b.id)).where(col(b.rekening) == rekening).limit(1)).first()
    return regel is not None or banksaldo(db, rekening) != 0


def voer_af(db: Sessie, wie: Gebruiker, afschrift: int, reden: str, *, nu: datetime) -> AfschriftRij:
    """Discard a statement that waits, by name and with a reason; refusals: afschrift_onbekend, reden_ontbreekt."""
    if not reden.strip():
        raise RedenOntbreekt("een afschrift afvoeren")
    a = AfschriftRij
    rij: AfschriftRij | None = db.execute(
        select(a).where(col(a.nummer) == afschrift, col(a.status) == "quarantaine")
    ).scalar_one_or_none()
    if rij is None:
        raise AfschriftOnbekend(afschrift)
    db.execute(
        update(a)
        .where(col(a.nummer) == afschrift)
        .values(status="afgevoerd", inhoud=None, afgevoerd_door=wie.persoon, afgevoerd_op=nu, afvoerreden=reden.strip())
    )
    meld_wijziging(db, "bank", f"afschrift/{afschrift}", nu)
    return rij


def _begindag(afschrift: Afschrift) -> date:
    dagen = [dag for dag, _ in afschrift.telling]
    return afschrift.begindatum or min(dagen, default=afschrift.einddatum or date.max)


def _met(oordeel: Oordeel, opmerking: Opmerking) -> Oordeel:
    return Oordeel(
        oordeel.uitkomst,
        oordeel.redenen,
        op_volgorde(Opmerking, (*oordeel.opmerkingen, opmerking)),
        oordeel.verschil,
        oordeel.nieuw,
    )


def _als(uitslag: Uitslag, oordeel: Oordeel) -> Uitslag:
    return Uitslag(uitslag.afschrift, uitslag.rekening, uitslag.stand, oordeel, uitslag.vrijgekomen)
