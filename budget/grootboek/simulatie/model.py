"""The reference model: the accounting rules once more, in plain Python without database, as naive as possible.

It shares no code with the rules it judges. Every event is a short function that refuses or returns its lines; facts
carry the number of the journaalpost that made them and count until it is reversed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from budget.grootboek import begrippen as b

Rekening = tuple[str, ...]
Lijn = tuple[Rekening, Rekening, int]
Gebeurtenisregel = Callable[["Model", Any], "Stuk"]

Stuk = tuple[list[Lijn], str, list[Any]]
"""Lines, casus and new facts (kind, key, content) of an event."""


class Nee(Exception):
    """The model refuses, with this code."""


@dataclass(slots=True)
class Feit:
    """Something that a journaalpost made true."""

    post: int
    soort: str
    wat: dict[str, Any]


@dataclass(slots=True)
class Boekstuk:
    post: int
    soort: str
    datum: date
    lijnen: list[Lijn]
    casus: str = ""
    jaar: int = 0
    keert_om: int | None = None


@dataclass(slots=True)
class Model:
    """The whole pot in memory; `open` holds the accounts that are not zero, per account number."""

    post: int
    iban: str
    sleutels: list[tuple[str, date, dict[str, int]]]
    ibans: set[str]
    tolerantie: int
    saldo: dict[Rekening, int] = field(default_factory=lambda: defaultdict(int))
    open: dict[str, dict[Rekening, int]] = field(default_factory=lambda: defaultdict(dict))
    regels: dict[str, int] = field(default_factory=dict)
    boekstukken: dict[int, Boekstuk] = field(default_factory=dict)
    feiten: dict[tuple[str, str], list[Feit]] = field(default_factory=lambda: defaultdict(list))
    terug: set[int] = field(default_factory=set)
    gesloten_tot: date | None = None
    gesloten: set[str] = field(default_factory=set)
    onbevestigd: set[str] = field(default_factory=set)
    wijzigers: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    betaald: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def doe(self, g: b.Gebeurtenis, regel: Gebeurtenisregel) -> str | None:
        """Book an event by its rule; returns the code of the refusal, None when it was booked."""
        try:
            self._bedrag(g)
            stuk = regel(self, g)
            if g.naam not in b.ZONDER_BOEKING and g.naam != "tegenboeking":
                self.periode(g.datum)
        except Nee as nee:
            return str(nee)
        self.post += 1
        lijnen, casus, feiten = stuk
        for debet, credit, cents in lijnen:
            self._zet(debet, cents)
            self._zet(credit, -cents)
        jaar = g.jaar if isinstance(g, b.Jaarverdeling | b.Resultaatbestemming) else g.datum.year
        keert_om = g.van if isinstance(g, b.Tegenboeking) else None
        if keert_om is not None:
            self.terug.add(keert_om)
            jaar = self._jaar_van_tegenboeking(keert_om, g.datum)
        self.boekstukken[self.post] = Boekstuk(self.post, g.naam, g.datum, list(lijnen), casus, jaar, keert_om)
        for soort, sleutel, wat in feiten:
            self.feiten[soort, sleutel].append(Feit(self.post, soort, wat))
        if g.naam in ("storno", "betaling_retour", "tegenboeking"):
            self.gesloten.discard(casus)
        if isinstance(g, b.Betaling):
            self.betaald[g.begunstigde].append(self.post)
        return None

    def _zet(self, rekening: Rekening, cents: int) -> None:
        self.saldo[rekening] += cents
        self.open[rekening[0]][rekening] = self.saldo[rekening]
        if not self.saldo[rekening]:
            del self.open[rekening[0]][rekening]

    def som(self, *codes: str) -> int:
        """Return the sum of whole account numbers."""
        return sum(sum(self.open[code].values()) for code in codes)

    @property
    def beschikbaar(self) -> int:
        """I5 from the cash side."""
        return self.som("1100", "1190", "1600", "1700", "1710") - self.som("9100", "9200")

    @property
    def besluit(self) -> int:
        """I6: without the unmatched part of debit bank lines."""
        return self.beschikbaar - sum(max(0, cents) for cents in self.open["1700"].values())

    def _bedrag(self, g: b.Gebeurtenis) -> None:
        bedragen = [getattr(g, "bedrag", None), *(getattr(g, "aandelen", None) or {}).values()]
        for nummer, bedrag in enumerate(bedragen):
            if bedrag is not None:
                cents = abs(bedrag.cents) if isinstance(g, b.Bankregel) else bedrag.cents
                if cents < (0 if nummer else 1) or cents > 10**12:
                    raise Nee("bedrag_ongeldig")

    def periode(self, op: date) -> None:
        """Refuse a date in a closed period."""
        if self.gesloten_tot is not None and op <= self.gesloten_tot:
            raise Nee("periode_gesloten")

    def _jaar_van_tegenboeking(self, nummer: int, op: date) -> int:
        stuk = self.boekstukken[nummer]
        return stuk.jaar if stuk.soort in ("jaarverdeling", "resultaatbestemming") else op.year

    def geldig(self, soort: str, sleutel: str) -> list[dict[str, Any]]:
        """Return the facts that were not reversed."""
        return [feit.wat for feit in self.feiten[soort, sleutel] if feit.post not in self.terug]

    def sleutel(self, op: date) -> str:
        """Return the key version in force on a day."""
        versies = [versie for versie, vanaf, _ in self.sleutels if vanaf <= op]
        if not versies:
            raise Nee("verdeelsleutel_ontbreekt")
        return versies[-1]

    def over(self, regel: str, cents: int, kant: int) -> None:
        """Refuse more than a bank line has left on its side (credit 1, debit -1)."""
        if regel not in self.regels or -self.saldo["1700", regel] * kant < cents:
            raise Nee("boven_bankregel")

    def casus_open(self, casus: str) -> None:
        """Refuse a closed casus."""
        if casus in self.gesloten:
            raise Nee("casus_gesloten")

    def delen(self, naam: str) -> dict[str, int]:
        """Return the parts of a claim."""
        delen: dict[str, int] = defaultdict(int)
        for feit in self.geldig("deel", naam):
            delen[feit["soort"]] += feit["cents"]
        return delen


def splits(cents: int, gewichten: dict[str, int]) -> dict[str, int]:
    """Split by exact fractions: floor, then the cents that are left to the largest remainders in listed order."""
    totaal = sum(gewichten.values())
    teken, bedrag = (-1 if cents < 0 else 1), abs(cents)
    precies = {naam: Fraction(bedrag * gewicht, totaal) for naam, gewicht in gewichten.items()}
    heel = {naam: int(deel) for naam, deel in precies.items()}
    over = sorted(precies, key=lambda naam: heel[naam] - precies[naam])[: bedrag - sum(heel.values())]
    return {naam: teken * (cents_ + (naam in over)) for naam, cents_ in heel.items()}


def koppel(delta: dict[Rekening, int]) -> list[Lijn]:
    """Pair debits with credits; the model compares balances only, so the order does not matter."""
    if sum(delta.values()):
        raise AssertionError("the model does not add up")
    credit = [(rekening, -cents) for rekening, cents in delta.items() if cents < 0]
    lijnen: list[Lijn] = []
    for rekening, cents in delta.items():
        while cents > 0:
            tegen, rest = credit.pop()
            lijnen.append((rekening, tegen, min(cents, rest)))
            if rest > cents:
                credit.append((tegen, rest - cents))
            cents -= min(cents, rest)
    return lijnen
