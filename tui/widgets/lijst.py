"""A table that follows the data without moving: rows by key, changes by difference, the cursor stays where it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text
from textual.coordinate import Coordinate
from textual.geometry import Offset
from textual.message import Message
from textual.widgets import DataTable

from tui.viewmodels.opmaak import kort


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column: 0 wide takes what is left; below `vanaf` columns of screen it is left out."""

    titel: str
    breedte: int = 0
    vanaf: int = 0
    rechts: bool = False


Cel = tuple[str, str]
"""The text of a cell and the class that only colours it."""

STIJLEN = {"goed": "green", "fout": "bold red", "let-op": "bold", "stil": "dim", "vet": "bold"}


class Lijst(DataTable[Text]):
    """Rows with a key; `vul` may be called as often as the data change."""

    class Gekozen(Message):
        """The cursor stands on another row; sleutel is None when there are none."""

        def __init__(self, lijst: Lijst, sleutel: str | None) -> None:
            super().__init__()
            self.lijst = lijst
            self.sleutel = sleutel

        @property
        def control(self) -> Lijst:
            return self.lijst

    def __init__(self, kolommen: Sequence[Kolom], *, id: str | None = None) -> None:
        super().__init__(id=id, cursor_type="row", zebra_stripes=False, show_header=True, cell_padding=1)
        self._soorten = tuple(kolommen)
        self._rijen: list[tuple[str, Sequence[Cel]]] = []
        self._breedte = 0
        self._getoond: list[int] = []

    @property
    def gekozen(self) -> str | None:
        """Return the key of the row under the cursor."""
        return self._rijen[self.cursor_row][0] if 0 <= self.cursor_row < len(self._rijen) else None

    def vul(self, rijen: Sequence[tuple[str, Sequence[Cel]]]) -> None:
        """Show these rows; a row that is still there keeps the cursor, else the cursor stays at its place."""
        oud, nieuw = self._rijen, list(rijen)
        gekozen = self.gekozen
        if self._getoond and [s for s, _ in oud] == [s for s, _ in nieuw]:
            for rij, ((_, was), (_, wordt)) in enumerate(zip(oud, nieuw, strict=True)):
                for plaats, kolom in enumerate(self._getoond):
                    if was[kolom] != wordt[kolom]:
                        self.update_cell_at(Coordinate(rij, plaats), self._cel(kolom, wordt[kolom]))
            self._rijen = nieuw
            return
        self._rijen = nieuw
        self._teken(gekozen)

    def kies(self, sleutel: str) -> None:
        """Put the cursor on this row when it is there."""
        for rij, (naam, _) in enumerate(self._rijen):
            if naam == sleutel:
                self.move_cursor(row=rij, animate=False)

    def _teken(self, gekozen: str | None) -> None:
        if not self._breedte:
            return
        plaats = self.cursor_row
        self.clear(columns=True)
        self._getoond = [i for i, k in enumerate(self._soorten) if self.app.size.width >= k.vanaf]
        for kolom in self._getoond:
            soort = self._soorten[kolom]
            titel = Text(soort.titel, justify="right" if soort.rechts else "left")
            self.add_column(titel, width=self._breed(kolom))
        for sleutel, cellen in self._rijen:
            self.add_row(*(self._cel(kolom, cellen[kolom]) for kolom in self._getoond), key=sleutel)
        sleutels = [sleutel for sleutel, _ in self._rijen]
        rij = sleutels.index(gekozen) if gekozen in sleutels else min(max(plaats, 0), max(len(sleutels) - 1, 0))
        if sleutels:
            self.move_cursor(row=rij, animate=False)
        self.post_message(self.Gekozen(self, self.gekozen))

    def _breed(self, kolom: int) -> int:
        vast = self._soorten[kolom].breedte
        if vast:
            return vast
        bezet = sum(self._soorten[k].breedte + 2 for k in self._getoond if self._soorten[k].breedte)
        rekbaar = sum(not self._soorten[k].breedte for k in self._getoond)
        return max((self._breedte - bezet) // rekbaar - 2, 6)

    def _cel(self, kolom: int, cel: Cel) -> Text:
        tekst, klasse = cel
        breedte = self._breed(kolom)
        recht = "right" if self._soorten[kolom].rechts else "left"
        return Text(kort(tekst, breedte), style=STIJLEN.get(klasse, ""), justify=recht)  # type: ignore[arg-type]

    def on_resize(self) -> None:
        breedte = self.scrollable_content_region.width
        if breedte and breedte != self._breedte:
            gekozen = self.gekozen
            self._breedte = breedte
            self._teken(gekozen)

    def on_data_table_row_highlighted(self) -> None:
        self.post_message(self.Gekozen(self, self.gekozen))
        self._volg_cursor()

    def on_focus(self) -> None:
        self._volg_cursor()

    def _volg_cursor(self) -> None:
        """Put the cursor of the terminal itself on the row, for braille displays and screen readers."""
        if self.has_focus:
            x, y = self.region.offset
            rij = self.cursor_row - int(self.scroll_y) + self.show_header
            self.app.cursor_position = Offset(x, y + rij)
