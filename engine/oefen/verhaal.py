"""The format `doorbraak-verhaal/1`: a list of acts, each by one person at one moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field, model_validator

from budget.basis.klok import AMSTERDAM
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.invoer.lezen import Bestandinvoer, Invoer, PositiefBedrag, lees
from engine.oefen.nummers import nummer_van, sleutel_van


def _amsterdams(op: datetime) -> datetime:
    return op if op.tzinfo else op.replace(tzinfo=AMSTERDAM)


Moment = Annotated[datetime, AfterValidator(_amsterdams)]
"""A moment; without a zone it is in Amsterdam."""


class Daad(Invoer):
    """One act. op: moment in Amsterdam time; wie: person, or person:rol; doe: name of the use case.

    casus: its name in the story, also the folder with its files. bestand: the input file. met: particulars without a
    file. verwacht: fields that the answer must have. geweigerd: the refusal that must come instead.
    """

    op: Moment
    wie: str
    doe: str
    casus: str | None = None
    bestand: str | None = None
    met: dict[str, Any] = Field(default_factory=dict)
    verwacht: dict[str, Any] = Field(default_factory=dict)
    geweigerd: str | None = None


class Rondedag(Invoer):
    """A round that runs by the clock: its moment and its name."""

    op: Moment
    ronde: str


class Betaling(Invoer):
    """What an organisation pays to the pot.

    lijn: the financieringslijn whose claim it pays (the bank line then holds the RF reference); else a free text.
    """

    van: str
    bedrag: PositiefBedrag
    tekst: str = ""
    lijn: str | None = None


class Bankdag(Invoer):
    """A morning on which the bank takes our files and delivers hers: what others paid on the working day before."""

    op: Moment
    betaald_op: date
    betalingen: tuple[Betaling, ...] = ()


class Verhaal(Bestandinvoer):
    """A practice period of one region: what people do, and which rounds run by the clock."""

    FORMAAT: ClassVar[str] = "doorbraak-verhaal/1"

    regio: str
    begin: Moment
    einde: Moment
    gezien_door: str
    pot_door: str
    plaat_van: str
    rondes: tuple[Rondedag, ...] = ()
    bank: tuple[Bankdag, ...] = ()
    daden: tuple[Daad, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _binnen_de_periode(self) -> Verhaal:
        for op in (*(d.op for d in self.daden), *(r.op for r in self.rondes), *(b.op for b in self.bank)):
            if not self.begin <= op <= self.einde:
                raise ValueError(f"{op.isoformat()} ligt buiten de periode van het verhaal")
        return self


@dataclass(frozen=True, slots=True)
class Genummerd:
    """An act with the key under which it is done: equal story, equal keys, equal numbers."""

    daad: Daad
    sleutel: str


@dataclass(frozen=True)
class Oefenmap:
    """A story, the folder that its files stand in, and the folder to which payment files go."""

    map: Path
    verhaal: Verhaal
    bank: Path

    @property
    def nummers(self) -> dict[str, str]:
        """The casusnummer of every casus of the story, known beforehand because the keys are fixed."""
        return {naam: nummer_van(naam) for naam in dict.fromkeys(d.casus for d in self.verhaal.daden if d.casus)}

    @property
    def speeldagen(self) -> set[date]:
        """The days on which something happens."""
        v = self.verhaal
        return {op.date() for op in (*(d.op for d in v.daden), *(r.op for r in v.rondes), *(b.op for b in v.bank))}

    def op_volgorde(self) -> Iterator[Genummerd]:
        """Yield the acts by moment, as they stand in the file when the moment is the same."""
        geteld: dict[str | None, int] = {}
        genummerd = []
        for daad in self.verhaal.daden:
            geteld[daad.casus] = geteld.get(daad.casus, 0) + 1
            genummerd.append(Genummerd(daad, sleutel_van(daad.casus, geteld[daad.casus])))
        yield from sorted(genummerd, key=lambda g: g.daad.op)

    def tekst(self, daad: Daad) -> str:
        """Return the text of the file of an act, with the casusnummer where the story says {casus}."""
        assert daad.bestand is not None
        pad = self.map / "casussen" / daad.casus / daad.bestand if daad.casus else self.map / daad.bestand
        try:
            tekst = pad.read_text(encoding="utf-8")
        except OSError:
            fout = Fout(str(pad), "", "Dit bestand van het verhaal is er niet.", "Controleer 'bestand' in het verhaal.")
            raise OnbruikbareInvoer([fout]) from None
        return self.ingevuld(tekst, daad.casus)

    def ingevuld(self, tekst: str, casus: str | None) -> str:
        """Return a text with the number of this casus for {casus}, and of another casus for {its name}."""
        nummers = self.nummers
        eigen = {"casus": nummers[casus]} if casus else {}
        for naam, nummer in (eigen | nummers).items():
            tekst = tekst.replace(f"{{{naam}}}", nummer)
        return tekst

    def particulars(self, daad: Daad) -> Mapping[str, Any]:
        """Return `met` of an act with the casusnummers filled in."""
        return {
            naam: self.ingevuld(waarde, daad.casus) if isinstance(waarde, str) else waarde
            for naam, waarde in daad.met.items()
        }


def lees_verhaal(map_: Path, bank: Path) -> Oefenmap:
    """Return the story in a folder; refuses (exit 2) with every finding at once."""
    pad = map_ / "verhaal.yaml"
    try:
        tekst = pad.read_text(encoding="utf-8")
    except OSError:
        fout = Fout(str(pad), "", "In deze map staat geen verhaal.yaml.", "Kies een map met een verhaal.")
        raise OnbruikbareInvoer([fout]) from None
    return Oefenmap(map_, lees(tekst, pad.name, Verhaal), bank)
