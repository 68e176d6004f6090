"""The findings of the network that still ask for an answer, each answered with one key; none of them blocks."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from tui.viewmodels.netwerk import Vondst, plaats_van
from tui.widgets.blad import STIJLEN

KOP = "Netwerk: beantwoord dit met F7. Het houdt uw besluit niet tegen."
TOETSEN = "j klopt · g al geregeld · o niet van toepassing · w navragen"


class Bevindingen(Vertical):
    """Nothing to see when there is nothing to answer; the chosen finding stays chosen."""

    def compose(self) -> ComposeResult:
        yield Label(KOP, markup=False)
        yield OptionList(id="open-bevindingen", markup=False)
        yield Label(TOETSEN, markup=False)

    def on_mount(self) -> None:
        self._vondsten: tuple[Vondst, ...] = ()
        self.display = False

    def zet(self, vondsten: Sequence[Vondst]) -> None:
        """Show these findings."""
        if tuple(vondsten) == self._vondsten:
            return
        lijst = self.query_one(OptionList)
        oud = self._vondsten[lijst.highlighted] if lijst.highlighted is not None else None
        plaats = plaats_van(oud, lijst.highlighted or 0, vondsten)
        self._vondsten = tuple(vondsten)
        lijst.clear_options()
        lijst.add_options([Option(Content.assemble((v.tekst, STIJLEN.get(v.klasse, "")))) for v in vondsten])
        self.display = bool(vondsten)
        if vondsten:
            lijst.highlighted = plaats

    def ga(self) -> None:
        """Put the cursor on the finding."""
        if self.display:
            self.query_one(OptionList).focus(scroll_visible=False)
            self.scroll_visible(animate=False)

    @property
    def gekozen(self) -> Vondst | None:
        """The finding under the cursor; None while the cursor is somewhere else in the window."""
        lijst = self.query_one(OptionList)
        if not lijst.has_focus or lijst.highlighted is None:
            return None
        return self._vondsten[lijst.highlighted]
