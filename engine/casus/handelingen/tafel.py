"""Events of the table: before, in and after the zitting, and up the ladder."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from engine.casus.handelingen.basis import Tekst
from engine.invoer.lezen import Bedrag, Invoer, PositiefBedrag
from engine.zitting.formaat import Hiaat


class Vraagregel(Invoer):
    """A draft plan line: which power is asked, for how much, for how long; bron as in a besluit."""

    wat: str = Tekst
    soort: str
    orgaan: str | None = None
    aanbieder: str | None = None
    bron: str = "pot"
    bedrag: Bedrag
    maanden: int = Field(ge=1, le=60)


class MandaatToetsen(Invoer):
    """H14: the draft lines and who will be invited."""

    VOORBEELD: ClassVar[str] = """\
regels:
  - wat: Individuele begeleiding in de klas, 20 weken
    soort: jeugdhulp_individueel
    aanbieder: aanbieder_de_brug
    bedrag: "9.600,00"
    maanden: 5
uitnodigen: [tom_toezegger, tess_teambaas, dorien_directeur, ilse_intern]
gezin: [moeder]
"""

    regels: tuple[Vraagregel, ...] = Field(min_length=1)
    uitnodigen: tuple[str, ...] = Field(min_length=1)
    gezin: tuple[str, ...] = ()
    gezin_niet: Literal["wil_niet", "veiligheid", "te_belastend", "leeftijd", "niet_bereikt"] | None = None


class Agenderen(Invoer):
    """H15: the zitting."""

    VOORBEELD: ClassVar[str] = """\
zitting: Z-2026-09-11
minuten: 20
"""

    zitting: str
    minuten: int = Field(default=20, ge=5, le=120)


class Doorschuiven(Invoer):
    """H18: the agendapunt was not reached, or somebody who is needed did not come."""

    VOORBEELD: ClassVar[str] = """\
waarom: niet_verschenen              # of: uitgesteld
reden: De wethouder was verhinderd.
zitting: Z-2026-09-25
"""

    waarom: Literal["uitgesteld", "niet_verschenen"]
    reden: str = Tekst
    zitting: str


class Opschalen(Invoer):
    """H16, H25: why the table cannot decide; before the zitting also that the table adds nothing."""

    VOORBEELD: ClassVar[str] = """\
reden: Aan deze tafel zit niemand die dit bedrag mag toezeggen.
tafel_voegt_niets_toe: false         # true: opschalen zonder de zitting af te wachten
"""

    reden: str = Tekst
    tafel_voegt_niets_toe: bool = False


class RuggespraakVragen(Invoer):
    """H20: no line can be decided; a principal is asked, for how much and before which day."""

    VOORBEELD: ClassVar[str] = """\
gevraagd: wim_wethouder              # de persoon die antwoordt
orgaan: gemeente_zeist
bedrag: "18.500,00"
voor: 2026-09-18                     # weglaten = de termijn van de regio
reden: Het bedrag gaat boven het mandaat aan tafel.
"""

    gevraagd: str
    orgaan: str
    bedrag: PositiefBedrag
    voor: date | None = None
    reden: str = Tekst


class WeigerenAlternatief(Invoer):
    """H22: the principal refuses and names what the table could do instead."""

    VOORBEELD: ClassVar[str] = """\
grond: geld                          # of: inhoud, recht
alternatief: Begin met tien weken en evalueer daarna.
zitting: Z-2026-09-25                # weglaten = de eerstvolgende
"""

    grond: Literal["inhoud", "geld", "recht"]
    alternatief: str = Tekst
    zitting: str | None = None


class Weigeren(Invoer):
    """H23: the principal refuses without an alternative; the question goes up."""

    VOORBEELD: ClassVar[str] = """\
grond: recht                         # of: inhoud, geld
reden: Dit valt buiten de verordening.
"""

    grond: Literal["inhoud", "geld", "recht"]
    reden: str = Tekst


class GeenOplossing(Invoer):
    """H26: the table finds nothing; a gap in the supply is recorded. Never an end: the question goes up."""

    VOORBEELD: ClassVar[str] = """\
waarom: aanbod                       # of: geld, bevoegdheid, recht
reden: Er is in de hele regio geen passende plek.
hiaat:
  behoefte: C
  voorziening: Kleinschalige dagbehandeling met onderwijs
  reden: wachtlijst
  wachttijd_weken: 40
"""

    waarom: Literal["aanbod", "geld", "bevoegdheid", "recht"]
    reden: str = Tekst
    hiaat: Hiaat | None = None


class Terugleggen(Invoer):
    """H28: the holder of the step gives the question back with an instruction or an advice."""

    VOORBEELD: ClassVar[str] = """\
advies: Besluit met een kortere periode; wij dragen het verschil.
bindend: true
zitting: Z-2026-09-25                # weglaten = de eerstvolgende
"""

    advies: str = Tekst
    bindend: bool
    zitting: str | None = None


class VerderOpschalen(Invoer):
    """H29: the step said no, or did not answer in time."""

    VOORBEELD: ClassVar[str] = """\
hoe: te_laat                         # of: nee
reden: De termijn is voorbij zonder antwoord.
"""

    hoe: Literal["nee", "te_laat"] = "te_laat"
    reden: str = Field(default="De termijn is voorbij zonder antwoord.", min_length=3, max_length=300)


class Aanhouden(Invoer):
    """H30: the table waits for a named thing, by whom, until a day."""

    VOORBEELD: ClassVar[str] = """\
reden: Het onderzoek van de jeugdarts is nog niet af.
wacht_op: Verslag van de jeugdarts
door: ilse_intern
terugkomdatum: 2026-09-25
"""

    reden: str = Tekst
    wacht_op: str = Tekst
    door: str
    terugkomdatum: date
