"""What the gateway and the app tell the screens."""

from __future__ import annotations

from typing import Any

from textual.message import Message


class Gelezen(Message, bubble=False):
    """A place was read; feiten is one of tui.viewmodels.feiten."""

    def __init__(self, soort: str, feiten: Any) -> None:
        super().__init__()
        self.soort = soort
        self.feiten = feiten


class Gedaan(Message, bubble=False):
    """A use case answered: one Dutch sentence and its fields."""

    def __init__(self, soort: str, melding: str, gegevens: dict[str, Any]) -> None:
        super().__init__()
        self.soort = soort
        self.melding = melding
        self.gegevens = gegevens


class Geweigerd(Message, bubble=False):
    """A rule said no, or the program failed: why, and what now. oorzaak is what the command line would show."""

    def __init__(self, soort: str, melding: str, oplossing: str, oorzaak: Exception) -> None:
        super().__init__()
        self.soort = soort
        self.melding = melding
        self.oplossing = oplossing
        self.oorzaak = oorzaak


class Gewijzigd(Message, bubble=False):
    """Something in the database changed: (soort, kenmerk) of each thing."""

    def __init__(self, wat: list[tuple[str, str]]) -> None:
        super().__init__()
        self.wat = wat
