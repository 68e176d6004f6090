"""The independent bank of a practice run: takes our payment files, gets money from others, answers with its own files.

It is mock-bank, a program of somebody else: what we write is judged and what we read was written by other code.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from budget.basis.transactie import bestand
from budget.basis.weigering import Weigering

_POT = "POT"


class OefenbankOntbreekt(Weigering):
    """The program that plays the bank is not installed."""

    code = "oefenbank_ontbreekt"
    exitcode = 4

    def __init__(self) -> None:
        super().__init__(
            "De oefenbank (mock-bank) is niet geïnstalleerd.",
            oplossing="Installeer haar met 'pip install doorbraaktafel[demo]'.",
        )


@dataclass(frozen=True, slots=True)
class Overboeking:
    """Money that somebody else sends to the pot: the payer, the amount in cents, and what it says."""

    naam: str
    iban: str
    cents: int
    mededeling: str


def bankmap(url: str) -> Path:
    """Return the folder beside a SQLite database in which bank files come and go."""
    pad = bestand(url)
    assert pad is not None
    return pad.with_name(f"{pad.name}.bank")


def bankbestanden(url: str) -> list[Path]:
    """Return every file that went to the bank or came from it."""
    return sorted(pad for pad in bankmap(url).rglob("*.xml"))


class Oefenbank:
    """The account of the pot at another bank, with a clock of its own that only goes forward."""

    def __init__(self, staat: Any, map_: Path) -> None:
        self._staat, self._map = staat, map_
        self._gezien: set[str] = set()
        self._geleverd = 0

    def rekening(self, naam: str, iban: str, bic: str) -> None:
        """Open the account of the pot, empty."""
        from mockbank import accounts

        # The accounts that this bank comes with are of nobody here.
        self._staat.conn.execute("DELETE FROM account")
        accounts.create(
            self._staat.conn, _POT,
            {"name": naam, "iban": iban, "bic": bic, "currency": "EUR", "balance": 0},
        )  # fmt: skip

    def ontvang(self, van: Overboeking, op: date) -> None:
        """Book money of somebody else on a day that still comes."""
        from mockbank import credits

        self._tot(op)
        credits.create(
            self._staat.conn,
            self._staat.clock,
            self._staat.now(),
            {
                "account": _POT, "amount": van.cents, "value_date": op.isoformat(), "note": van.mededeling,
                "debtor": {"name": van.naam, "iban": van.iban},
            },
        )  # fmt: skip

    def haal_op(self, op: date) -> int:
        """Take every payment file that lies ready and was not taken before; return how many."""
        self._tot(op)
        nieuw = [pad for pad in sorted((self._map / "uit").glob("*.xml")) if pad.name not in self._gezien]
        for pad in nieuw:
            self._staat.receive(pad.read_bytes(), source=pad.name)
            self._gezien.add(pad.name)
        return len(nieuw)

    def lever(self, op: date) -> list[Path]:
        """Put what is ready by this day into the folder: a statement per working day, and answers to our files."""
        from mockbank import outbox

        self._tot(op)
        self._staat.release()
        geleverd = []
        (self._map / "in").mkdir(parents=True, exist_ok=True)
        for soort in ("pain.002", "camt.053"):
            for bericht in outbox.collect(self._staat.conn, self._staat.now(), kind=soort):
                self._geleverd += 1
                pad = self._map / "in" / f"{self._geleverd:04}-{soort}.xml"
                pad.write_text(bericht["body"], encoding="utf-8")
                geleverd.append(pad)
        return geleverd

    def _tot(self, op: date) -> None:
        if self._staat.clock.today() < op:
            self._staat.clock.advance(to=op)


@contextmanager
def oefenbank(map_: Path, begin: datetime) -> Iterator[Oefenbank]:
    """Run the bank as long as the block lasts, in this process and in memory. Refusal: oefenbank_ontbreekt."""
    try:
        import mockbank
        from mockbank.state import State
    except ImportError:
        raise OefenbankOntbreekt from None
    for naam in ("in", "uit"):
        (map_ / naam).mkdir(parents=True, exist_ok=True)
    staat = State(mockbank.Config(quiet=True, timezone="Europe/Amsterdam", clock=f"{begin:%Y-%m-%dT%H:%M:%S}"))
    try:
        yield Oefenbank(staat, map_)
    finally:
        staat.close()
