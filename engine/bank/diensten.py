"""Use cases of the bank: read files, match what is certain; accept, split, reject, undo, put aside, discard, close."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import false, select
from sqlmodel import col

from budget.afletteren import diensten as afletteren
from budget.afletteren.begrippen import Doel, Doelsoort
from budget.afletteren.diensten import Toewijzing, zoek_regel
from budget.afletteren.opslag import ToewijzingRij, open_regels_per
from budget.afletteren.regels.boekingen import lees_doel
from budget.afletteren.regels.niveaus import wat_zeker_is
from budget.afletteren.vragen import wachtrij
from budget.afletteren.weigeringen import NietSluitbaar, VoorstelVeranderd
from budget.bank import diensten as bank
from budget.bank.bron import bekijk, openen
from budget.bank.diensten import Inleesverslag
from budget.bank.opslag import AfschriftRij, BankbestandRij
from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld, kaal
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import PeriodeSluiten
from budget.grootboek.diensten import boek
from budget.grootboek.weigeringen import Functiescheiding
from engine.bank.gegevens import eigen_rekeningen, kandidaten
from engine.bank.vragen import cijfers
from engine.bank.weigeringen import EigenaarOnbekend
from engine.bank.zicht import eis_afletteren
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import heeft_functie, persoon

_MEESTE_RONDEN = 20
_MEESTE_IN_ANTWOORD = 1_000
"""How many lines and allocations an answer lists; it is kept with its key, and the numbers say how many there are."""


@dataclass(frozen=True, slots=True)
class Bankbestand:
    """A file to read: where it is, and the SHA-256 that makes the command the same one when it is repeated."""

    naam: str
    pad: Path
    sha256: str


def bankbestand(pad: Path, naam: str | None = None) -> Bankbestand:
    """Return the file as a command names it; OSError when it cannot be read."""
    return Bankbestand(naam or str(pad), pad, bekijk(openen(pad)).sha256)


@dataclass(frozen=True, slots=True)
class Inlezen:
    """Read these files as one import."""

    bestanden: tuple[Bankbestand, ...]


@gebruiksgeval
def lees_bankbestanden(
    db: Sessie, wie: Gebruiker, opdracht: Inlezen, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Read bank files: post every new line at once, then match what is certain.

    What is refused or waits is in the answer, with why and what to do; nothing is forced in. Of a large file the first
    thousand new lines and allocations are listed. Refusal: niet_bevoegd.
    """
    eis_afletteren(db, wie, dag(nu), "bankbestanden inlezen")
    bestanden: Mapping[str, bytes | Path] = {b.naam: b.pad for b in opdracht.bestanden}
    verslag = bank.lees_in(db, wie, bestanden, eigen_rekeningen(db), nu=nu)
    gekoppeld = _letter_af(db, wie, sleutel, nu)
    gegevens = {
        "bestanden": verslag.bestanden,
        "regels": len(verslag.regels),
        "nieuw": verslag.regels[:_MEESTE_IN_ANTWOORD],
        "gekoppeld": len(gekoppeld),
        "toewijzingen": [t.als_json() for t in gekoppeld[:_MEESTE_IN_ANTWOORD]],
        "vrijgekomen": verslag.vrijgekomen,
        **cijfers(db),
    }
    return Uitkomst(gegevens, _leesmelding(verslag, len(gekoppeld)))


def _leesmelding(verslag: Inleesverslag, gekoppeld: int) -> str:
    delen = [f"{len(verslag.regels)} nieuwe regels geboekt, {gekoppeld} vanzelf gekoppeld"]
    if verslag.quarantaine:
        delen.append(f"{verslag.quarantaine} afschriften wachten in quarantaine")
    if verslag.vrijgekomen:
        delen.append(f"{len(verslag.vrijgekomen)} vrijgekomen")
    if verslag.geweigerd:
        delen.append(f"{len(verslag.geweigerd)} bestanden geweigerd")
    return "; ".join(delen) + "."


@dataclass(frozen=True, slots=True)
class Afletteronde:
    """Match every open line that is certain by now."""


@gebruiksgeval
def letter_alles_af(
    db: Sessie, wie: Gebruiker, opdracht: Afletteronde, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Match what is certain among all open lines; a claim can be younger than its payment. Refusal: niet_bevoegd."""
    eis_afletteren(db, wie, dag(nu), "afletteren")
    gekoppeld = _letter_af(db, wie, sleutel, nu)
    return _antwoord(db, gekoppeld, f"{len(gekoppeld)} regels vanzelf gekoppeld.")


def _letter_af(db: Sessie, wie: Gebruiker, sleutel: str, nu: datetime) -> list[Toewijzing]:
    gekoppeld: list[Toewijzing] = []
    lees = partial(kandidaten, db, vanzelf=True)
    for ronde in range(_MEESTE_RONDEN):
        gedaan = afletteren.letter_af(db, wie, lees, sleutel=f"{sleutel}/l{ronde}", nu=nu)
        gekoppeld += gedaan
        if not gedaan:
            break
    return gekoppeld


@dataclass(frozen=True, slots=True)
class Koppeling:
    """Match a line (or a part of a batch) with a proposal, or with targets that a person names.

    doelen: (target as people write it, amount; NUL for what is open on it, at most what is open on the line).
    reden: why a small rest of a claim is a difference that the pot bears.
    gezien: (target, cents) of the proposal as the user saw it; when given, another proposal is refused.
    """

    regel: str
    deel: int | None = None
    voorstel: int = 1
    doelen: tuple[tuple[str, Geld], ...] = ()
    gezien: tuple[tuple[str, int], ...] = ()
    reden: str = ""


@gebruiksgeval
def koppel(db: Sessie, wie: Gebruiker, opdracht: Koppeling, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Match a line: accept a proposal, choose another target, or split it over more.

    Refusals: niet_bevoegd, bankregel_onbekend, kies_een_deel, geen_voorstel, voorstel_veranderd, doel_onbekend,
    boven_open_deel and those of the ledger.
    """
    eis_afletteren(db, wie, dag(nu), "een bankregel koppelen")
    regel = zoek_regel(db, opdracht.regel, opdracht.deel)
    k = kandidaten(db, [regel], genoemd=[doel.rpartition(":")[2].strip() for doel, _ in opdracht.doelen])
    if not opdracht.doelen:
        gedaan = afletteren.koppel_voorstel(db, wie, regel, opdracht.voorstel, k, sleutel=sleutel, nu=nu)
        if opdracht.gezien and tuple((t.doel.notatie, t.doel.cents) for t in gedaan) != opdracht.gezien:
            raise VoorstelVeranderd(regel.regel)
    else:
        rest = abs(regel.open)
        doelen: list[Doel] = []
        for tekst, bedrag in opdracht.doelen:
            doel = lees_doel(tekst, bedrag.cents, k)
            if doel.soort is Doelsoort.VERSCHIL:
                # What is left of the claim after what this line pays of it.
                betaald = sum(d.cents for d in doelen if d.kenmerk == doel.kenmerk)
                doelen.append(doel if bedrag != NUL else Doel(doel.soort, doel.kenmerk, doel.cents - betaald))
                continue
            if bedrag == NUL:
                # Nothing said: what is open on the target, as far as the line reaches.
                doel = Doel(doel.soort, doel.kenmerk, min(doel.cents or rest, rest))
            doelen.append(doel)
            rest -= doel.cents
        gedaan = afletteren.koppel_doelen(db, wie, regel, doelen, k, reden=opdracht.reden, sleutel=sleutel, nu=nu)
    som = sum(t.doel.cents for t in gedaan if t.doel.soort is not Doelsoort.VERSCHIL)
    over = abs(regel.open) - som
    rest_tekst = f" Er staat nog {Geld(over)} open op deze regel." if over else ""
    wat = ", ".join(t.doel.notatie for t in gedaan)
    return _antwoord(db, gedaan, f"{Geld(som)} van {regel.regel} is gekoppeld aan {wat}.{rest_tekst}")


@dataclass(frozen=True, slots=True)
class Afwijzing:
    """This proposal is not what the line is for."""

    regel: str
    voorstel: int
    reden: str
    deel: int | None = None


@gebruiksgeval
def wijs_af(db: Sessie, wie: Gebruiker, opdracht: Afwijzing, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Reject a proposal; it does not come back with these amounts. Refusals: niet_bevoegd, geen_voorstel."""
    eis_afletteren(db, wie, dag(nu), "een voorstel afwijzen")
    regel = zoek_regel(db, opdracht.regel, opdracht.deel)
    k = kandidaten(db, [regel])
    voorstel = afletteren.wijs_af(db, wie, regel, opdracht.voorstel, k, opdracht.reden, nu=nu)
    wat = ", ".join(doel.notatie for doel in voorstel.doelen)
    return _antwoord(db, [], f"{wat} wordt niet meer voorgesteld bij {regel.regel}.")


@dataclass(frozen=True, slots=True)
class Ontkoppeling:
    """Undo one allocation, with a reason."""

    toewijzing: int
    reden: str


@gebruiksgeval
def ontkoppel(
    db: Sessie, wie: Gebruiker, opdracht: Ontkoppeling, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Undo one allocation by a reversal; others stay, line and target are open again.

    Refusals: niet_bevoegd, reden_ontbreekt, toewijzing_onbekend, latere_boeking.
    """
    eis_afletteren(db, wie, dag(nu), "een koppeling terugdraaien")
    gedaan = afletteren.ontkoppel(db, wie, opdracht.toewijzing, opdracht.reden, sleutel=sleutel, nu=nu)
    melding = f"{gedaan.regel} staat weer open voor {Geld(gedaan.doel.cents)}; {gedaan.doel.notatie} ook."
    return _antwoord(db, [], melding, teruggedraaid=gedaan.als_json())


@dataclass(frozen=True, slots=True)
class Opzij:
    """Put a line aside: why, and who looks into it (default: who asks)."""

    regel: str
    notitie: str
    eigenaar: str = ""


@gebruiksgeval
def leg_opzij(db: Sessie, wie: Gebruiker, opdracht: Opzij, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Give an open line an explanation and an owner.

    Refusals: niet_bevoegd, eigenaar_onbekend, bankregel_onbekend, reden_ontbreekt.
    """
    eis_afletteren(db, wie, dag(nu), "een bankregel opzij leggen")
    eigenaar = opdracht.eigenaar or wie.persoon
    if opdracht.eigenaar and persoon(db, eigenaar) is None:
        raise EigenaarOnbekend(eigenaar)
    afletteren.leg_opzij(db, wie, opdracht.regel, opdracht.notitie, eigenaar, nu=nu)
    return _antwoord(db, [], f"{opdracht.regel} ligt opzij; {eigenaar} zoekt het uit.")


@dataclass(frozen=True, slots=True)
class Afvoer:
    """Discard a statement that waits in quarantine."""

    afschrift: int
    reden: str


@gebruiksgeval
def voer_af(db: Sessie, wie: Gebruiker, opdracht: Afvoer, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Discard a statement from quarantine by name and with a reason; it was never posted.

    Refusals: niet_bevoegd, reden_ontbreekt, afschrift_onbekend.
    """
    eis_afletteren(db, wie, dag(nu), "een afschrift afvoeren")
    bank.voer_af(db, wie, opdracht.afschrift, opdracht.reden, nu=nu)
    return _antwoord(db, [], f"Afschrift {opdracht.afschrift} is afgevoerd door {wie.persoon}.")


@dataclass(frozen=True, slots=True)
class Sluiting:
    """Close the bank and the ledger up to and including a day."""

    tot: date


@gebruiksgeval
def sluit(db: Sessie, wie: Gebruiker, opdracht: Sluiting, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Close a period: nothing open or every open line explained, bank and book equal, by another than who worked in it.

    Refusals: niet_bevoegd, functiescheiding, bank_niet_sluitbaar, and those of the ledger (periode_gesloten,
    jaar_niet_verdeeld, open_memoposten).
    """
    if not heeft_functie(db, wie.persoon, "controller", dag(nu)):
        raise NietBevoegd("een periode sluiten", ["controller"])
    if wie.persoon in _werkten_eraan(db, opdracht.tot):
        raise Functiescheiding("wie inlas of koppelde, sluit de periode niet")
    redenen = _staat_open(db, opdracht.tot)
    if redenen:
        raise NietSluitbaar(redenen)
    boek(db, wie, PeriodeSluiten(datum=opdracht.tot, tot=opdracht.tot, bron="bank sluit"), sleutel=sleutel, nu=nu)
    return _antwoord(db, [], f"De periode tot en met {datum(opdracht.tot)} is gesloten.")


def _staat_open(db: Sessie, tot: date) -> list[str]:
    redenen = []
    rijen = [r for r in wachtrij(db, tot) if r.regel.boekdatum <= tot and not r.notitie]
    if rijen:
        som = kaal(sum(r.regel.open for r in rijen))
        redenen.append(f"{len(rijen)} regels staan open zonder toelichting ({som}).")
    for stand in cijfers(db)["rekeningen"]:
        if stand["quarantaine"]:
            redenen.append(f"{len(stand['quarantaine'])} afschriften wachten in quarantaine.")
        if stand["aansluiting"]:
            redenen.append(f"Bank en boek verschillen {kaal(stand['aansluiting'])}.")
    return redenen


def _werkten_eraan(db: Sessie, tot: date) -> set[str]:
    """Return who read files or matched by hand in the period."""
    t, a, b = ToewijzingRij, AfschriftRij, BankbestandRij
    koppelaars = select(col(t.door)).where(col(t.dag) <= tot, col(t.automatisch).is_(false()))
    lezers = select(col(b.door)).join(a, col(a.aanvaard_bij) == col(b.nummer)).where(col(a.einddatum) <= tot)
    return {*db.execute(koppelaars).scalars(), *db.execute(lezers).scalars()}


def iets_zekers(db: Sessie) -> bool:
    """Say whether a round would match something now."""
    for regels in open_regels_per(db, afletteren.IN_EEN_KEER):
        k = kandidaten(db, regels, vanzelf=True)
        if any(wat_zeker_is(regel, k) for regel in regels):
            return True
    return False


def _antwoord(db: Sessie, gedaan: list[Toewijzing], melding: str, **rest: Any) -> Uitkomst:
    gegevens = {
        "gekoppeld": len(gedaan),
        "toewijzingen": [t.als_json() for t in gedaan],
        **cijfers(db),
        **rest,
    }
    return Uitkomst(gegevens, melding)
