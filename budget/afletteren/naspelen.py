"""The bank side of playing scenarios: import and matching of the product behind the steps of pot-scenario/1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.afletteren.begrippen import Niveau
from budget.afletteren.diensten import letter_af
from budget.afletteren.kandidaten import lees_kandidaten
from budget.afletteren.opslag import lees_open_regels
from budget.afletteren.regels.niveaus import stel_voor, zeker
from budget.bank.begrippen import Afschrift, Bankregel, Bestand, Deel, Regels
from budget.bank.diensten import neem_op
from budget.bank.lezen import lees_bestand
from budget.bank.opslag import AfschriftRij, BankbestandRij, banksaldo, bewaar_regels
from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.betalen.bericht.begrippen import Status
from budget.betalen.bericht.pain002 import lees_pain002, per_opdracht
from budget.grootboek.begrippen import BetaalopdrachtAfgewezen
from budget.grootboek.diensten import boek
from budget.grootboek.naspelen.bankkant import Importuitslag
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw

_VELDEN = ("naam", "tegenrekening", "kenmerk", "eindtoteind", "retour")


@dataclass(slots=True)
class Naspeelbank:
    """One scenario at a time: the aliases of the pot account, and the orders that the bank rejected."""

    rekeningen: tuple[str, ...] = ()
    afgewezen: list[str] = field(default_factory=list)
    gestuurd: set[str] = field(default_factory=set)

    def open(self, db: Sessie, rekeningen: Sequence[str], nu: datetime) -> None:
        self.rekeningen, self.afgewezen, self.gestuurd = tuple(rekeningen), [], set()

    def beschrijf(self, db: Sessie, stap: Mapping[str, Any], op: date, nu: datetime) -> None:
        rekening, naam = lees_kop(Ruw(db)).iban, str(stap["regel"])
        bewaar_regels(db, self._afschrift(db, naam, rekening, nu), rekening, [(naam, 1, als_bankregel(stap, op))])

    def _afschrift(self, db: Sessie, regel: str, rekening: str, nu: datetime) -> int:
        """Store the statement on which a line of a step would have stood."""
        bestand = BankbestandRij(
            naam=regel, sha256="", grootte=0, soort="pot-scenario/1", aanvaard=True, uitkomsten=[],
            door=SYSTEEM.persoon, op=nu,
        )  # fmt: skip
        db.add(bestand)
        db.flush()
        rij = AfschriftRij(
            bestand=bestand.nummer or 0, soort="pot-scenario/1", banknummer=regel, rekening=rekening,
            einde=banksaldo(db, rekening), regels=1, nieuw=1, identiteit=f"stap/{regel}", aankondiging=False,
            status="aanvaard", redenen=[], opmerkingen=[],
        )  # fmt: skip
        db.add(rij)
        db.flush()
        return rij.nummer or 0

    def importeer(self, db: Sessie, stap: Mapping[str, Any], map_: Path, op: date, nu: datetime) -> Importuitslag:
        pot = lees_kop(Ruw(db)).iban
        naam = str(stap.get("id", "bestand"))
        if "bestand" in stap:
            inhoud = _lees(map_ / str(stap["bestand"]))
            for oud, nieuw in stap.get("mutatie") or ():
                inhoud = inhoud.replace(str(oud).encode(), str(nieuw).encode())
            bestand = lees_bestand(naam, inhoud)
        else:
            bestand = _uitgeschreven(naam, stap["afschrift"], pot)
        verslag = neem_op(db, SYSTEEM, [bestand], {pot: self.rekeningen}, nu=nu)
        rijen = [*verslag.bestanden[naam], *verslag.vrijgekomen]
        return Importuitslag(rijen, [regel for regel in verslag.regels if regel != "beginsaldo"])

    def statusbericht(
        self, db: Sessie, stap: Mapping[str, Any], map_: Path, op: date, nu: datetime
    ) -> Mapping[str, str]:
        pad = map_ / str(stap["bestand"])
        alle = [str(nummer) for (nummer,) in Ruw(db).rijen("SELECT opdracht FROM pot_opdracht ORDER BY post")]
        # The file that the report is about holds the orders that were in no file before.
        opdrachten = [(nummer, "") for nummer in alle if nummer not in self.gestuurd]
        statussen, _ = per_opdracht(lees_pain002(pad.name, _lees(pad)), opdrachten)
        self.afgewezen += [nummer for nummer, status in statussen.items() if status.status is Status.RJCT]
        self.gestuurd |= {nummer for nummer, _ in opdrachten}
        return {nummer: str(status) for nummer, status in statussen.items()}

    def voorstellen(self, db: Sessie, regel: str) -> Mapping[str, Any]:
        delen = lees_open_regels(db, regel)
        k = lees_kandidaten(db, delen)
        per_deel = [stel_voor(deel, k) for deel in delen]
        if len(per_deel) > 1:
            actie = "automatisch" if all(zeker(voorstellen) for voorstellen in per_deel) else "voorstel"
            return {"niveau": Niveau.L7.value, "actie": actie, "oplossingen": 1}
        (voorstellen,) = per_deel
        if not voorstellen or voorstellen[0].niveau is Niveau.GEEN:
            return {"niveau": None, "actie": "wachtrij", "oplossingen": 0}
        beste = voorstellen[0]
        actie = "automatisch" if zeker(voorstellen) else "voorstel"
        return {"niveau": beste.niveau.value, "actie": actie, "oplossingen": beste.oplossingen}

    def boek_automatisch(self, db: Sessie, op: date, nu: datetime) -> None:
        stand = lees_kandidaten(db).opdrachten
        for nummer in self.afgewezen:
            opdracht = stand[nummer]
            gebeurtenis = BetaalopdrachtAfgewezen(
                datum=op, aanbieder=opdracht.begunstigde, factuur=opdracht.factuur, opdracht=nummer
            )
            boek(db, SYSTEEM, gebeurtenis, sleutel=f"afgewezen/{nummer}", nu=nu)
        self.afgewezen = []
        ronde = int(Ruw(db).waarde("SELECT COUNT(*) FROM journaalpost"))
        lees = partial(lees_kandidaten, db, vanzelf=True)
        while letter_af(db, SYSTEEM, lees, sleutel=f"vanzelf/{ronde}", nu=nu):
            ronde += 1

    def betaalbestand(self, db: Sessie) -> tuple[int, int]:
        nieuw = [o for o in lees_kandidaten(db).opdrachten.values() if o.onderweg and o.opdracht not in self.gestuurd]
        return len(nieuw), sum(o.onderweg for o in nieuw)

    def quarantaine(self, db: Sessie) -> int:
        a = AfschriftRij
        return int(db.execute(select(func.count(col(a.nummer))).where(col(a.status) == "quarantaine")).scalar_one())


def als_bankregel(stap: Mapping[str, Any], op: date) -> Bankregel:
    """Return a bankregel step as a line of a statement of that day."""
    cents = int(stap["bedrag"])
    delen = tuple(
        Deel(nr, int(bedrag), tegenrekening=str(stap.get("tegenrekening", "")), **_deeltekst(str(tekst), cents))
        for nr, (bedrag, tekst) in enumerate(stap.get("delen") or (), 1)
    )
    tekst = stap.get("omschrijving") or ()
    omschrijving = tekst if isinstance(tekst, str) else " ".join(map(str, tekst))
    velden: dict[str, Any] = {naam: str(stap[naam]) for naam in _VELDEN if naam in stap}
    return Bankregel(1, op, op, cents, omschrijving=omschrijving, delen=delen, **velden)


def _lees(pad: Path) -> bytes:
    try:
        return pad.read_bytes()
    except OSError:
        fout = Fout(
            str(pad), "bestand", "dit bestand is er niet", "Zet het in de map 'voorbeelden' naast het scenario."
        )
        raise OnbruikbareInvoer([fout]) from None


def _deeltekst(tekst: str, cents: int) -> dict[str, str]:
    """A part of a debit is one of our orders; of a credit it carries a reference."""
    return {"eindtoteind": tekst} if cents < 0 else {"omschrijving": tekst}


def _uitgeschreven(naam: str, wat: Mapping[str, Any], pot: str) -> Bestand:
    """Return a statement that a step writes out, as if it came from a file."""
    regels = tuple(
        Bankregel(nr, dag, dag, int(cents), omschrijving=str(tekst))
        for nr, (dag, cents, tekst) in enumerate(wat["regels"], 1)
    )
    afschrift = Afschrift(
        soort=str(wat.get("formaat", "camt.053.001.08")),
        volgnr=1,
        nummer=str(wat["nummer"]),
        rekening=str(wat.get("rekening", pot)),
        munt=str(wat.get("munt", "EUR")),
        begin=int(wat["opening"]),
        einde=int(wat["sluiting"]),
        begindatum=None,
        einddatum=wat["datum"],
        aantal=len(regels),
        som=sum(regel.cents for regel in regels),
        telling=Counter(regel.sleutel for regel in regels),
        regels=Regels(len(regels), regels),
    )
    # Each step is a file of its own: the same statement twice is known by its content, not by its bytes.
    return Bestand(naam, f"stap/{naam}", 0, afschrift.soort, afschriften=(afschrift,))
