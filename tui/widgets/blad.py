"""A page of lines that scrolls: the words say all, colour only helps."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.viewmodels.opmaak import Regel, vouw

STIJLEN = {"vet": "bold", "fout": "bold $text-error", "let-op": "bold", "goed": "$text-success", "gekozen": "reverse"}


def inhoud(regels: Sequence[Regel]) -> Content:
    """Turn lines into content; the text of people is never read as markup."""
    delen: list[tuple[str, str] | str] = []
    for nr, regel in enumerate(regels):
        tekst = f"{chr(10) if nr else ''}{regel.tekst}"
        stijl = STIJLEN.get(regel.klasse)
        delen.append((tekst, stijl) if stijl else tekst)
    return Content.assemble(*delen)


class Tekst(Static):
    """Lines in a fixed place."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self.regels: list[Regel] = []

    def zet(self, regels: Sequence[Regel]) -> None:
        """Show these lines; the same lines again draw nothing."""
        if list(regels) != self.regels:
            self.regels = list(regels)
            self._teken()

    def on_resize(self) -> None:
        self._teken()

    def _teken(self) -> None:
        self.update(inhoud(vouw(self.regels, self.content_size.width)))


class Blad(VerticalScroll):
    """Lines that scroll with the arrow keys; a change keeps the place."""

    can_focus = True

    def compose(self) -> ComposeResult:
        yield Tekst()

    def zet(self, regels: Sequence[Regel]) -> None:
        """Show these lines."""
        self.query_one(Tekst).zet(regels)
