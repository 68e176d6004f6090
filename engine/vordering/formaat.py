"""What the letter of a payer that contests a claim says, as it is typed in."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from engine.geldspoor.formaat import Neutraal
from engine.invoer.lezen import Invoer
from engine.invoer.tekst import lijkt_bsn


class Betwistingsantwoord(Invoer):
    """A claim contested by its number; document: where the kassier keeps the letter of the payer."""

    vordering: str
    grond: Literal["woonplaats", "wet", "bedrag", "periode", "bevoegdheid", "prestatie"]
    reden: Neutraal
    eigen_poging: Neutraal
    ontvangen_op: date
    document: str = Field(default="", max_length=80)

    @model_validator(mode="after")
    def _geen_bsn(self) -> Betwistingsantwoord:
        if any(lijkt_bsn(tekst) for tekst in (self.reden, self.eigen_poging, self.document)):
            raise ValueError("er staat een nummer in dat een BSN kan zijn; laat het weg")
        return self
