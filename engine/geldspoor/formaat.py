"""The input formats of the money track: order, invoice, uitzoekbesluit, dispute and the answer to it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from budget.basis.geld import Geld
from budget.grootboek.begrippen import POT
from engine.geldspoor.begrippen import Uitzoekuitkomst
from engine.invoer.lezen import Bedrag, Bestandinvoer, Invoer, PositiefBedrag
from engine.invoer.tekst import lijkt_bsn

Lijnnummer = Annotated[str, StringConstraints(pattern=r"^DT-[2-9A-Z]{6}/[1-9][0-9]*$")]
Naam = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
Neutraal = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=500)]
"""A text that more people read: no name of the family, no number that looks like a BSN."""


class _ZonderBsn(Bestandinvoer):
    """A file of the money track: no text in it may look like a BSN."""

    @model_validator(mode="after")
    def _geen_bsn(self) -> _ZonderBsn:
        for veld, waarde in self.model_dump(mode="json").items():
            if veld not in ("iban", "nummer") and any(lijkt_bsn(tekst) for tekst in _teksten(waarde)):
                raise ValueError(f"in '{veld}' staat een nummer dat een BSN kan zijn; laat het weg")
        return self


class Verplichtingsopdracht(_ZonderBsn):
    """The order of a line; without an amount everything that is reserved. wet and taakveld are presumed."""

    FORMAAT: ClassVar[str] = "doorbraak-verplichting/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-verplichting/1
lijn: DT-7K3M9Q/1
bedrag: "8.400,00"
aanbieder_getoetst_op: 2026-10-05
product: individuele begeleiding, 20 weken
wet: jeugdwet
taakveld: "6.751"
"""

    lijn: Lijnnummer
    bedrag: PositiefBedrag | None = None
    aanbieder_getoetst_op: date
    product: str = Field(default="", max_length=120)
    wet: Naam | None = None
    taakveld: str | None = Field(default=None, max_length=20)


class Factuur(_ZonderBsn):
    """An invoice typed over from paper; the same fields are taken out of a UBL file."""

    FORMAAT: ClassVar[str] = "doorbraak-factuur/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-factuur/1
nummer: "2026-118"
aanbieder: aanbieder_de_brug
orderreferentie: DT-7K3M9Q/1
factuurdatum: 2026-10-05
vervaldatum: 2026-11-04
bedrag: "8.400,00"
btw_regime: vrijgesteld
iban: NL64TEST0001000064
"""

    nummer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    aanbieder: Naam | None = None
    orderreferentie: Lijnnummer
    factuurdatum: date
    vervaldatum: date
    bedrag: PositiefBedrag
    btw: Bedrag = Geld(0)
    btw_regime: Literal["vrijgesteld", "belast", "nultarief", "verlegd"] = "vrijgesteld"
    iban: str = Field(min_length=15, max_length=42)

    @model_validator(mode="after")
    def _klopt(self) -> Factuur:
        if not Geld(0) <= self.btw <= self.bedrag:
            raise ValueError("de btw ligt niet tussen nul en het bedrag")
        if (self.btw_regime == "belast") != bool(self.btw):
            raise ValueError("btw hoort bij 'belast', en alleen daarbij")
        if self.vervaldatum < self.factuurdatum:
            raise ValueError("de vervaldatum ligt voor de factuurdatum")
        return self


class Aandeel(Invoer):
    """The share of a payer: an amount or a whole weight (percent, days), the law, and how the payer was heard.

    betaler `pot` is the share that nobody else bears.
    """

    betaler: Naam
    bedrag: Bedrag | None = None
    gewicht: int | None = Field(default=None, ge=0, le=1_000_000)
    wet: Naam = "geen"
    artikel: str = Field(default="", max_length=80)
    van: date | None = None
    tot: date | None = None
    gehoord_op: date | None = None
    gehoord: str = Field(default="", max_length=500)


class Uitzoek(_ZonderBsn):
    """Who pays the prefinanced amount of a line, by whom that was decided and why."""

    FORMAAT: ClassVar[str] = "doorbraak-uitzoek/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-uitzoek/1
lijn: DT-7K3M9Q/1
uitkomst: gedeeld          # enkel, gedeeld of potlast
beslist_op: 2026-11-10
beslist_door: [ursula_uitzoek, ulla_uitkomst]
aandelen:                  # overal een bedrag, of overal een gewicht (procenten, dagen)
  - betaler: gemeente_zeist
    gewicht: 60
    wet: jeugdwet
    artikel: "2.3"
    gehoord_op: 2026-11-03
    gehoord: Ziet het ook zo.
  - betaler: swv_zout
    gewicht: 40
    wet: passend_onderwijs
    gehoord_op: 2026-11-04
    gehoord: Draagt bij uit het ondersteuningsplan.
taakveld: "6.751"
onderbouwing:
  - Woonadres in Zeist in de hele periode.
"""

    lijn: Lijnnummer
    uitkomst: Uitzoekuitkomst
    beslist_op: date
    beslist_door: tuple[Naam, ...] = Field(min_length=1)
    aandelen: tuple[Aandeel, ...] = ()
    taakveld: str | None = Field(default=None, max_length=20)
    onderbouwing: tuple[Neutraal, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _aandelen_passen(self) -> Uitzoek:
        betalers = [a.betaler for a in self.aandelen]
        if len(set(betalers)) < len(betalers):
            raise ValueError("een betaler staat er twee keer in; tel zijn aandelen op")
        match self.uitkomst:
            case Uitzoekuitkomst.ENKEL if len(betalers) != 1 or POT in betalers:
                raise ValueError("bij 'enkel' hoort precies één betaler (niet de pot)")
            case Uitzoekuitkomst.GEDEELD if len(betalers) < 2:
                raise ValueError("bij 'gedeeld' horen minstens twee aandelen")
            case Uitzoekuitkomst.POTLAST if betalers:
                raise ValueError("bij 'potlast' horen geen aandelen; de sleutel van de pot verdeelt")
        if self.uitkomst is Uitzoekuitkomst.GEDEELD:
            bedragen, gewichten = [a.bedrag for a in self.aandelen], [a.gewicht for a in self.aandelen]
            if not (_alle(bedragen) and _geen(gewichten)) and not (_alle(gewichten) and _geen(bedragen)):
                raise ValueError("geef bij elk aandeel een bedrag, of bij elk aandeel een gewicht")
        return self


class Betwistingsbrief(_ZonderBsn):
    """A payer contests its share: on which ground, why, and what was tried before.

    document: where the letter of the payer is kept, when the kassier records it.
    """

    FORMAAT: ClassVar[str] = "doorbraak-betwisting/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-betwisting/1
lijn: DT-7K3M9Q/1
betaler: gemeente_zeist
grond: woonplaats          # woonplaats, wet, bedrag, periode, bevoegdheid of prestatie
reden: De jeugdige woonde vanaf 15 oktober in een andere gemeente.
eigen_poging: Besproken met de onderzoeker op 20 november.
ontvangen_op: 2026-11-23
document: brief 2026-0412  # alleen als de kassier de brief van de betaler vastlegt
"""

    lijn: Lijnnummer
    betaler: Naam
    grond: Literal["woonplaats", "wet", "bedrag", "periode", "bevoegdheid", "prestatie"]
    reden: Neutraal
    eigen_poging: Neutraal
    ontvangen_op: date
    document: str = Field(default="", max_length=80)


class Handhaving(_ZonderBsn):
    """The answer of the uitzoekers to a dispute: the decision stands, with reasons."""

    FORMAAT: ClassVar[str] = "doorbraak-handhaving/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-handhaving/1
lijn: DT-7K3M9Q/1
antwoord: Het adres is in de hele periode nagegaan en klopt.
"""

    lijn: Lijnnummer
    antwoord: Neutraal


def _alle(waarden: list[Geld | None] | list[int | None]) -> bool:
    return all(waarde is not None for waarde in waarden)


def _geen(waarden: list[Geld | None] | list[int | None]) -> bool:
    return all(waarde is None for waarde in waarden)


def _teksten(waarde: object) -> list[str]:
    if isinstance(waarde, str):
        return [waarde]
    if isinstance(waarde, dict):
        return [tekst for deel in waarde.values() for tekst in _teksten(deel)]
    if isinstance(waarde, list | tuple):
        return [tekst for deel in waarde for tekst in _teksten(deel)]
    return []
