"""What the events share."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from engine.invoer.lezen import Invoer

Tekst = Field(min_length=3, max_length=300)


class Niets(Invoer):
    """An event without particulars."""

    VOORBEELD: ClassVar[str] = "{}"
