"""Whole months with an independent bank: payers who do as payers do, and of every line what it was really for.

The generator knows the truth of each line; the product only gets the files. Amounts are round, as tariffs are.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial

from budget.afletteren.begrippen import Doel, Doelsoort
from budget.afletteren.diensten import koppel_doelen, letter_af
from budget.afletteren.kandidaten import lees_kandidaten
from budget.afletteren.opslag import lees_open_regels
from budget.afletteren.regels.niveaus import paar, stel_voor
from budget.afletteren.vragen import toewijzingen
from budget.bank.diensten import lees_in
from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie, transactie
from budget.betalen.begrippen import TeBetalen
from budget.betalen.bericht.pain002 import lees_pain002
from budget.betalen.diensten import (
    Potrekening,
    geef_akkoord,
    maak_bestand,
    neem_status,
)
from budget.betalen.diensten import (
    stel_voor as stel_betaling_voor,
)
from budget.betalen.weigeringen import NietsTeBetalen
from budget.grootboek.begrippen import (
    Bankregel,
    Gebeurtenis,
    Reservering,
    Storting,
    Toezegging,
    Uitzoekbesluit,
    Verplichting,
    Voorfinanciering,
)
from budget.grootboek.diensten import boek_reeks, open_pot
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel
from budget.grootboek.vragen import vorderingen
from tests.engine.bank.bankwereld import POT, Oefenbank
from tests.engine.geldspoor.geldwereld import NU, VANDAAG

BETALERS = ("beuken", "eiken", "linden", "olmen", "wilgen", "elzen")
AANBIEDERS = ("de_brug", "de_oever", "de_dichte_deur")
INLEG = 20_000_000
MAKER, EEN, TWEE = (Gebruiker(naam, Rol.KASSIER, "kassier") for naam in ("maker", "eerste", "tweede"))


def iban(nr: int) -> str:
    kern = f"TEST{nr:010d}"
    cijfers = "".join(str(int(teken, 36)) for teken in f"{kern}NL00")
    return f"NL{98 - int(cijfers) % 97:02d}{kern}"


REKENING = {naam: iban(nr) for nr, naam in enumerate((*BETALERS, *AANBIEDERS), 100)}


@dataclass(frozen=True)
class Echt:
    """What a line is really for. met_kenmerk: it names a valid reference of an open claim.

    vreemde_rekening: it comes from an account that is not the payer's, so a person must look at it.
    """

    doelen: tuple[Doel, ...]
    met_kenmerk: bool = False
    vreemde_rekening: bool = False


@dataclass
class Uitslag:
    """What came of a month: lines with a reference and those that went by themselves; the rest and its proposals."""

    met_kenmerk: int = 0
    vanzelf: int = 0
    fout_vanzelf: list[str] = field(default_factory=list)
    over: int = 0
    in_eerste_drie: int = 0
    gemist: list[str] = field(default_factory=list)
    quarantaine: int = 0
    terug: int = 0
    afgewezen: int = 0


@dataclass(frozen=True)
class Vordering:
    nummer: str
    betaler: str
    kenmerk: str
    open: int


class Maand:
    """One month: the bank, the payers and the desk of the kassier, by one seed."""

    def __init__(self, url: str, oefenbank: Oefenbank, zaad: int, *, casussen: int) -> None:
        self.url, self.bank, self.worp = url, oefenbank, random.Random(zaad)
        self.echt: dict[str, Echt] = {}
        self.uitslag = Uitslag()
        self.dagen = 0
        self._teller = 0
        self._gezien: set[tuple[str, int]] = set()
        self._achter: list[bytes] = []
        self._facturen: list[TeBetalen] = []
        with transactie(url) as db:
            self._richt_in(db, casussen)
        with transactie(url) as db:
            self.vorderingen = [Vordering(v.nummer, v.betaler, v.kenmerk, v.open.cents) for v in vorderingen(db)]
        self.worp.shuffle(self.vorderingen)

    @property
    def op(self) -> date:
        return VANDAAG + timedelta(days=self.dagen)

    @property
    def nu(self):
        return NU + timedelta(days=self.dagen)

    def sleutel(self) -> str:
        self._teller += 1
        return f"maand/{self._teller}"

    # --- the pot before the month ------------------------------------------------------------------------------------

    def _richt_in(self, db: Sessie, casussen: int) -> None:
        open_pot(db, iban=POT, nu=NU)
        for naam in BETALERS:
            registreer_partij(db, naam, REKENING[naam], Partijsoort.DEELNEMER)
        for naam in AANBIEDERS:
            registreer_partij(db, naam, REKENING[naam], Partijsoort.AANBIEDER)
        registreer_sleutel(db, Sleutelversie("v1", date(2026, 1, 1), dict.fromkeys(BETALERS, 1)))
        reeks: list[Gebeurtenis] = [
            Toezegging(datum=VANDAAG, deelnemer="beuken", bedrag=Geld(INLEG)),
            Bankregel(datum=VANDAAG, regel="inleg", bedrag=Geld(INLEG)),
            Storting(datum=VANDAAG, regel="inleg", deelnemer="beuken", bedrag=Geld(INLEG)),
            *(Toezegging(datum=VANDAAG, deelnemer=naam, bedrag=Geld(1_000_000), jaar=2027) for naam in BETALERS[:3]),
        ]
        for nr in range(casussen):
            reeks += self._casus(nr)
        boek_reeks(db, SYSTEEM, [(self.sleutel(), g) for g in reeks], nu=NU)

    def _casus(self, nr: int) -> Iterator[Gebeurtenis]:
        casus, factuur = f"DT-{nr:05d}", f"2026-{nr:03d}"
        wie = self.worp.sample(BETALERS, self.worp.choice((1, 1, 2)))
        aandelen = {betaler: Geld(self.worp.randrange(4, 80) * 2_500) for betaler in wie}
        bedrag = Geld(sum(deel.cents for deel in aandelen.values()))
        aanbieder = self.worp.choices(AANBIEDERS, (6, 6, 1))[0]
        yield Reservering(datum=VANDAAG, casus=casus, bedrag=bedrag, door=("tafel",))
        yield Verplichting(datum=VANDAAG, casus=casus, bedrag=bedrag)
        yield Voorfinanciering(
            datum=VANDAAG, casus=casus, aanbieder=aanbieder, factuur=factuur, bedrag=bedrag, prestatie_door="pien"
        )
        yield Uitzoekbesluit(datum=VANDAAG, casus=casus, aandelen=aandelen)
        self._facturen.append(
            TeBetalen(aanbieder, factuur, aanbieder.replace("_", " "), REKENING[aanbieder], VANDAAG, "bas")
        )

    # --- payers ------------------------------------------------------------------------------------------------------

    def ontvang(self, betaler: str, cents: int, tekst: str, doelen: list[Doel], **anders: object) -> None:
        """Let money arrive, with a number of the payer by which we know later what it was."""
        self._teller += 1
        nummer = f"KLANT-{self._teller:05d}"
        van = str(anders.pop("iban", REKENING[betaler]))
        self.echt[nummer] = Echt(tuple(doelen), bool(anders.pop("met_kenmerk", False)), van != REKENING[betaler])
        naam = f"Gemeente {betaler.title()}"
        euro = f"{cents // 100},{cents % 100:02d}"
        self.bank.ontvang(euro, naam, tekst, van, end_to_end_id=nummer, **anders)

    def betaal_vordering(self) -> None:
        """One payer pays, in one of the ways in which payers pay."""
        v = self.vorderingen.pop()
        doel = Doel(Doelsoort.VORDERING, v.nummer, v.open)
        hoe = self.worp.choices(
            ("vast", "tekst", "kort", "te_veel", "twee", "zonder", "som", "vreemd", "nummer", "dubbel", "naam"),
            (30, 30, 8, 4, 5, 5, 3, 1, 3, 1, 2),
        )[0]
        kenmerk, los = {"met_kenmerk": True}, f"Verrekening kwartaal 3 jeugdhulp, betreft {v.kenmerk}"
        ander = next((a for a in self.vorderingen if a.betaler == v.betaler), None)
        if hoe in ("twee", "som") and ander is None:
            hoe = "tekst"
        match hoe:
            case "vast":
                self.ontvang(v.betaler, v.open, "verrekening", [doel], reference=v.kenmerk, **kenmerk)
            case "tekst":
                self.ontvang(v.betaler, v.open, los, [doel], wrap=self.worp.choice((35, 70, 140)), **kenmerk)
            case "kort":
                deel = v.open * 3 // 5
                self.ontvang(v.betaler, deel, los, [Doel(doel.soort, v.nummer, deel)], **kenmerk)
                self.vorderingen.insert(0, Vordering(v.nummer, v.betaler, v.kenmerk, v.open - deel))
            case "te_veel":
                te_veel = Doel(Doelsoort.TE_VEEL, v.betaler, 1_500)
                self.ontvang(v.betaler, v.open + 1_500, los, [doel, te_veel], **kenmerk)
            case "twee" | "som":
                assert ander is not None
                self.vorderingen.remove(ander)
                beide = [doel, Doel(Doelsoort.VORDERING, ander.nummer, ander.open)]
                tekst = f"{v.kenmerk} {ander.kenmerk}" if hoe == "twee" else "twee casussen samen"
                self.ontvang(v.betaler, v.open + ander.open, tekst, beide, wrap=35, met_kenmerk=hoe == "twee")
            case "zonder":
                self.ontvang(v.betaler, v.open, "verrekening jeugdhulp", [doel])
            case "vreemd":
                self.ontvang(v.betaler, v.open, los, [doel], iban=iban(999), **kenmerk)
            case "nummer":
                self.ontvang(v.betaler, v.open, f"vordering {v.nummer}", [doel])
            case "dubbel":
                self.ontvang(v.betaler, v.open, los, [doel], **kenmerk)
                self.ontvang(v.betaler, v.open, los, [Doel(Doelsoort.TE_VEEL, v.betaler, v.open)])
            case "naam":
                self.ontvang(v.betaler, v.open, "overboeking", [doel], iban=iban(998))

    def stort(self, deelnemer: str) -> None:
        doel = Doel(Doelsoort.STORTING, f"{deelnemer}:2027", 1_000_000)
        self.ontvang(deelnemer, 1_000_000, "inleg 2027", [doel])

    # --- the desk ----------------------------------------------------------------------------------------------------

    def betaal_aanbieders(self) -> None:
        """Propose, approve twice, send, and read what the bank says of it."""
        try:
            with transactie(self.url) as db:
                stel_betaling_voor(db, MAKER, self._facturen, nu=self.nu)
        except NietsTeBetalen:
            return
        for wie in (EEN, TWEE):
            with transactie(self.url) as db:
                batch = geef_akkoord(db, wie, "", sleutel=self.sleutel(), nu=self.nu)
        with transactie(self.url) as db:
            uit = maak_bestand(db, MAKER, batch.nummer, Potrekening("Kassier pot", POT, "TESTNL2A"), nu=self.nu)
        for opdracht in uit.batch.opdrachten:
            self.echt[opdracht.opdracht] = Echt((Doel(Doelsoort.OPDRACHT, opdracht.opdracht, opdracht.bedrag.cents),))
        if not self.uitslag.terug:
            self.uitslag.terug = 1
            self.bank.stuurt_terug(uit.batch.opdrachten[0].opdracht, "MS03")
        self.bank.neem(uit.inhoud)
        for bericht in self.bank.post("pain.002"):
            with transactie(self.url) as db:
                self.uitslag.afgewezen += len(
                    neem_status(db, MAKER, lees_pain002("s.xml", bericht), nu=self.nu).afgewezen
                )

    def lees(self, *, houd_achter: bool = False) -> None:
        """Read what the bank sent; now and then a day goes missing and comes later."""
        bestanden = self.bank.post("camt.053")
        if houd_achter and bestanden and not self._achter:
            self._achter = [bestanden.pop(0)]
        elif self._achter and bestanden:
            # What went missing comes after what follows it.
            bestanden, self._achter = [*bestanden, *self._achter], []
        if not bestanden:
            return
        for nr, inhoud in enumerate(bestanden):
            with transactie(self.url) as db:
                verslag = lees_in(db, MAKER, {f"{self.dagen}-{nr}.xml": inhoud}, {POT: ()}, nu=self.nu)
                self.uitslag.quarantaine += verslag.quarantaine
                assert not verslag.geweigerd
        with transactie(self.url) as db:
            while letter_af(
                db, SYSTEEM, partial(lees_kandidaten, db, vanzelf=True), sleutel=self.sleutel(), nu=self.nu
            ):
                pass
            self._kijk_na(db)

    def _kijk_na(self, db: Sessie) -> None:
        """Hold what went by itself against the truth; what is left is judged by its proposals and matched by hand."""
        namen = {naam: f"Gemeente {naam.title()}" for naam in BETALERS}
        for regel in lees_open_regels(db):
            k = lees_kandidaten(db, [regel], namen=namen)
            over = self._nog_te_doen(db, regel.regel, self._echt(regel.eindtoteind, regel.retour))
            voorstellen = stel_voor(regel, k)
            self.uitslag.over += 1
            if any(paar(v.doelen) == paar(over) for v in voorstellen[:3]):
                self.uitslag.in_eerste_drie += 1
            else:
                self.uitslag.gemist.append(f"{regel.omschrijving!r} {over} {voorstellen[:3]}")
            k = lees_kandidaten(db, [regel], genoemd=[doel.kenmerk for doel in over])
            koppel_doelen(db, EEN, regel, over, k, sleutel=self.sleutel(), nu=self.nu)

    def _nog_te_doen(self, db: Sessie, regel: str, echt: Echt) -> list[Doel]:
        gedaan = {(t.doel.soort, t.doel.kenmerk) for t in toewijzingen(db, regel=regel)}
        return [doel for doel in echt.doelen if (doel.soort, doel.kenmerk) not in gedaan]

    def _echt(self, nummer: str, retour: str) -> Echt:
        echt = self.echt[nummer]
        if not retour:
            return echt
        (doel,) = echt.doelen
        return Echt((Doel(Doelsoort.RETOUR, doel.kenmerk, doel.cents),))

    def speel(self) -> Uitslag:
        """Play the month until every claim is paid and every file is in."""
        self.bank.sluit_rekening(REKENING["de_dichte_deur"])
        per_dag = max(1, len(self.vorderingen) // 16)
        while self.vorderingen or self.dagen < 8:
            for _ in range(min(len(self.vorderingen), self.worp.randint(per_dag, 2 * per_dag))):
                if self.vorderingen:
                    self.betaal_vordering()
            if self.dagen in (2, 5, 9):
                self.stort(BETALERS[{2: 0, 5: 1, 9: 2}[self.dagen]])
            if self.dagen % 7 == 1:
                self.betaal_aanbieders()
            self._verder(houd_achter=self.worp.random() < 0.2)
        self.betaal_aanbieders()
        for _ in range(10):
            self._verder()
        self._tel()
        return self.uitslag

    def _verder(self, *, houd_achter: bool = False) -> None:
        self.bank.verder(1)
        self.dagen += 1
        self.lees(houd_achter=houd_achter)

    def _tel(self) -> None:
        """Count per line of the bank, after the month, what went by itself and whether that was right."""
        with transactie(self.url) as db:
            alle = toewijzingen(db)
            kop = {
                regel: (eindtoteind, retour)
                for regel, eindtoteind, retour in db.connection()
                .exec_driver_sql("SELECT id, eindtoteind, retour FROM bankregel")
                .fetchall()
            }
        per_regel: dict[str, list] = {}
        for t in alle:
            if not t.automatisch:
                continue
            per_regel.setdefault(t.regel, []).append(t)
            echt = self._echt(*kop[t.regel])
            goed = {(d.soort, d.kenmerk, d.cents) for d in echt.doelen}
            if echt.vreemde_rekening or (t.doel.soort, t.doel.kenmerk, t.doel.cents) not in goed:
                self.uitslag.fout_vanzelf.append(f"{t.regel} {t.doel} in plaats van {echt}")
        for regel, (nummer, retour) in kop.items():
            if nummer in self.echt and self._echt(nummer, retour).met_kenmerk:
                self.uitslag.met_kenmerk += 1
                self.uitslag.vanzelf += regel in per_regel
