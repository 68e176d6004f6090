"""The terms of a casus as a chart of plain text: one row a term, weeks across, today marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.termijnen.verloop import Balk
from tui.viewmodels.opmaak import kort

_TEKENS = {"open": "▒", "te_laat": "█", "op_tijd": "█", "te_laat_gedaan": "█", "vervallen": "·"}
_WOORD = {
    "open": "loopt", "te_laat": "te laat", "op_tijd": "op tijd gedaan", "te_laat_gedaan": "te laat gedaan",
    "vervallen": "vervallen",
}  # fmt: skip
_EEN_DAG = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ganttrij:
    """One row: what it is, its bar drawn to the width of the scale, and how it stands in a word."""

    naam: str
    balk: str
    stand: str
    termijn: int


@dataclass(frozen=True, slots=True)
class Gantt:
    """The whole chart; `schaal` names the months above the bars."""

    schaal: str
    rijen: tuple[Ganttrij, ...]
    van: date
    tot: date

    def regels(self) -> list[str]:
        """Return the chart as lines of text."""
        breed = max((len(r.naam) for r in self.rijen), default=0)
        uit = [f"{'':<{breed}}  {self.schaal}"]
        return uit + [f"{r.naam:<{breed}}  {r.balk}  {r.stand}" for r in self.rijen]


def gantt_vm(balken: Sequence[Balk], vandaag: date, *, breedte: int = 60) -> Gantt:
    """Return the chart of these terms, `breedte` columns wide; `|` is today, `>` a bar that ends after the chart.

    A solid bar is time that was used, a light one time that is left. Linear in terms times columns.
    """
    van = min((b.van for b in balken), default=vandaag)
    tot = max(vandaag, *(_laatste(b, vandaag) for b in balken)) if balken else vandaag
    # One far date must not make everything else a single column.
    tot = min(tot, vandaag + timedelta(days=366)) + _EEN_DAG
    per_kolom = max(1.0, (tot - van).days / breedte)

    def kolom(op: date) -> int:
        return min(breedte - 1, int((op - van).days / per_kolom))

    nu = kolom(vandaag)
    rijen = tuple(Ganttrij(_naam(b), _balk(b, vandaag, breedte, nu, kolom, tot), _stand(b), b.termijn) for b in balken)
    return Gantt(_schaal(van, tot, breedte, kolom), rijen, van, tot)


def passende_gantt(balken: Sequence[Balk], vandaag: date, regelbreedte: int) -> Gantt:
    """Return the chart whose lines fit `regelbreedte` columns: the bars keep 12 to 60, then a long name is cut."""
    over = regelbreedte - max((len(_stand(b)) for b in balken), default=0) - 4
    breedte = min(max(over - max((len(_naam(b)) for b in balken), default=0), 12), 60)
    tekening = gantt_vm(balken, vandaag, breedte=breedte)
    return replace(tekening, rijen=tuple(replace(r, naam=kort(r.naam, max(over - breedte, 8))) for r in tekening.rijen))


def _naam(b: Balk) -> str:
    # Without a rule the name is what it is about: 'bevinding:4', 'regie:aanbieden'.
    return b.naam.replace(":", " ").replace("_", " ")


def _laatste(b: Balk, vandaag: date) -> date:
    return max(b.einde, b.klaar or (vandaag if b.status == "te_laat" else b.einde))


def _stand(b: Balk) -> str:
    verschoven = ", verschoven" if b.verschoven else ""
    return f"{_WOORD[b.status]}, {b.einde.day}-{b.einde.month}-{b.einde.year}{verschoven}"


def _balk(b: Balk, vandaag: date, breedte: int, nu: int, kolom: Callable[[date], int], tot: date) -> str:
    cellen = [" "] * breedte
    cellen[nu] = "|"
    laatste = b.klaar if b.klaar is not None and b.status != "vervallen" else _laatste(b, vandaag)
    for plek in range(kolom(b.van), kolom(max(laatste, b.van)) + 1):
        verbruikt = b.status == "vervallen" or plek <= nu
        cellen[plek] = _TEKENS["op_tijd" if verbruikt and b.status != "vervallen" else b.status]
    if b.status in ("te_laat", "te_laat_gedaan"):
        for plek in range(kolom(b.einde) + 1, kolom(max(laatste, b.van)) + 1):
            cellen[plek] = "!"
    if b.einde >= tot:
        cellen[-1] = ">"
    return "".join(cellen)


def _schaal(van: date, tot: date, breedte: int, kolom: Callable[[date], int]) -> str:
    maanden = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    cellen = [" "] * breedte
    op = van.replace(day=1)
    vrij = 0
    while op <= tot:
        begin = kolom(max(op, van))
        if begin >= vrij and begin + 3 <= breedte:
            cellen[begin : begin + 3] = maanden[op.month - 1]
            vrij = begin + 4
        op = (op + timedelta(days=32)).replace(day=1)
    return "".join(cellen).rstrip()
