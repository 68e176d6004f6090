"""One run: a seed drives commands, duplicates, crashes and clock jumps; the model says what must happen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.opdracht import SleutelGebruikt
from budget.basis.transactie import Sessie, lezing, transactie
from budget.grootboek import begrippen as b
from budget.grootboek.diensten import boek
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw
from budget.grootboek.simulatie.proef import NU, SCHRIJVERS, Proef, verkort
from budget.grootboek.simulatie.verzinnen import Verzinner

_PER_TRANSACTIE = 25
_BLOK = 200


class Stroomuitval(Exception):
    """The simulated crash in the middle of a transaction."""


@dataclass(slots=True)
class Simulatie:
    """What a run did: counters of what happened and was refused, and what broke (empty when all is well)."""

    zaad: int
    stappen: int
    gebeurd: Counter[str] = field(default_factory=Counter)
    geweigerd: Counter[str] = field(default_factory=Counter)
    storingen: Counter[str] = field(default_factory=Counter)
    gebroken: list[str] = field(default_factory=list)
    verhaal: list[str] = field(default_factory=list)
    kop: str = ""

    def als_json(self) -> dict[str, Any]:
        """Return the counters and, when something broke, the seed and the story that leads to it."""
        return {
            "zaad": self.zaad,
            "stappen": self.stappen,
            "opdrachten": {
                "gebeurd": dict(sorted(self.gebeurd.items())),
                "geweigerd": dict(sorted(self.geweigerd.items())),
                "storingen": dict(sorted(self.storingen.items())),
            },
            "gebroken": self.gebroken,
            "verhaal": self.verhaal,
            "kop": self.kop,
        }


def simuleer(zaad: int, stappen: int, url: str, *, leeg: Callable[[], str] | None = None) -> Simulatie:
    """Run the ledger on an empty database against the reference model; stops at the first difference.

    The same seed gives the same commands, answers and head of the chain on both databases. Compared after every
    command: outcome, reason and what is available; now and then all balances; at the end the whole check.
    leeg: gives more empty databases, to find the shortest story that breaks in the same way.
    """
    return _Loop(zaad, stappen, url, leeg).draai()


class _Loop:
    def __init__(self, zaad: int, stappen: int, url: str, leeg: Callable[[], str] | None) -> None:
        self._kans = Random(zaad)
        self._uit = Simulatie(zaad, stappen)
        self._leeg = leeg
        self._nu = NU
        self._proef = Proef(url)
        self._verzin = Verzinner(self._kans, self._proef.model)
        self._verhaal: list[b.Gebeurtenis] = []
        self._eerder: list[tuple[str, b.Gebeurtenis, str | None, Gebruiker]] = []

    def draai(self) -> Simulatie:
        for vanaf in range(0, self._uit.stappen, _PER_TRANSACTIE):
            tot = min(vanaf + _PER_TRANSACTIE, self._uit.stappen)
            self._transactie(vanaf, tot)
            if vanaf // _BLOK != tot // _BLOK or tot == self._uit.stappen:
                self._uit.gebroken += self._proef.vergelijk(volledig=tot == self._uit.stappen)
            if self._uit.gebroken:
                self._vertel()
                break
        with lezing(self._proef.url) as db:
            self._uit.kop = lees_kop(Ruw(db)).kop
        return self._uit

    def _transactie(self, vanaf: int, tot: int) -> None:
        if self._kans.random() < 0.05:
            self._stroomuitval()
        with transactie(self._proef.url) as db:
            for nummer in range(vanaf, tot):
                if not self._uit.gebroken:
                    self._opdracht(db, nummer)

    def _stroomuitval(self) -> None:
        """The power fails after an event was posted and before the commit: nothing of it may remain."""
        self._uit.storingen["stroomuitval"] += 1
        g = b.Bankregel(datum=date.max, regel="stroomuitval", bedrag=Geld(12345))
        with suppress(Stroomuitval), transactie(self._proef.url) as db:
            boek(db, SCHRIJVERS[0], g, sleutel="stroomuitval", nu=self._nu)
            raise Stroomuitval

    def _opdracht(self, db: Sessie, nummer: int) -> None:
        kans = self._kans
        self._nu += timedelta(seconds=kans.choice((1, 5, 60, 3600, -7200)))
        if self._eerder and kans.random() < 0.03:
            self._nogmaals(db)
            return
        g, wie, sleutel = self._verzin.volgende(), kans.choice(SCHRIJVERS), f"z/{nummer}"
        self._verhaal.append(g)
        code, verschil = self._proef.doe(db, wie, g, sleutel, self._nu)
        (self._uit.gebeurd if code is None else self._uit.geweigerd)[g.naam if code is None else code] += 1
        if verschil:
            self._uit.gebroken.append(f"{g}: {verschil}")
        self._eerder.append((sleutel, g, code, wie))
        del self._eerder[:-50]

    def _nogmaals(self, db: Sessie) -> None:
        """The same command comes once more, or its key with other content."""
        sleutel, g, code, wie = self._kans.choice(self._eerder)
        if self._kans.random() < 0.3:
            self._uit.storingen["sleutel hergebruikt"] += 1
            ander = b.CasusHeropenen(datum=g.datum, casus="anders")
            with suppress(SleutelGebruikt):
                boek(db, wie, ander, sleutel=sleutel, nu=self._nu)
                self._uit.gebroken.append(f"sleutel {sleutel} is twee keer gebruikt")
            return
        self._uit.storingen["dubbel aangeboden"] += 1
        nogmaals, _ = self._proef.bied(db, wie, g, sleutel, self._nu)
        if nogmaals != code:
            melding = f"{g}: de tweede keer {nogmaals or 'geboekt'}, de eerste keer {code or 'geboekt'}"
            self._uit.gebroken.append(melding)

    def _vertel(self) -> None:
        kort = self._verhaal
        if self._leeg is not None:
            leeg = self._leeg
            kort = verkort(kort, lambda deel: Proef(leeg()).speel(deel))
        self._uit.verhaal = [str(g) for g in kort[-200:]]
