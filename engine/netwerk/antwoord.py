"""What the table answers to a finding: on the command line, and in the file of a besluit."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from engine.invoer.lezen import Invoer
from engine.netwerk.begrippen import Oordeel


class Bevindingsantwoord(Invoer):
    """One of four answers to a finding; betrokkenen only where a rule found more than one.

    niet_van_toepassing: tot = the day on which it comes back, with a reden. weet_niet: wie finds out, tot = by when.
    al_geregeld: what the missing row needs (wie, met, op, vervanger); which of them differs per rule.
    """

    regel: str = Field(pattern=r"^R\d\d$")
    oordeel: Oordeel
    betrokkenen: tuple[str, ...] | None = None
    tot: date | None = None
    reden: str = Field(default="", max_length=300)
    wie: str | None = None
    met: str | None = None
    op: date | None = None
    vervanger: str | None = None

    @model_validator(mode="after")
    def _volledig(self) -> Bevindingsantwoord:
        if self.oordeel is Oordeel.NIET_VAN_TOEPASSING and (self.tot is None or len(self.reden) < 3):
            raise ValueError("bij niet_van_toepassing horen een datum (tot) en een reden")
        if self.oordeel is Oordeel.WEET_NIET and (self.tot is None or self.wie is None):
            raise ValueError("bij weet_niet horen wie het uitzoekt (wie) en voor welke dag (tot)")
        return self
