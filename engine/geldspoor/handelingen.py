"""What an event of the money track carries, where it has no command of its own: input of `casus zet LIJN --bestand`.

Each has a filled example, VOORBEELD, that `doorbraak formaat` shows.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from engine.geldspoor.formaat import Uitzoek
from engine.invoer.lezen import Invoer, PositiefBedrag

Reden = Field(min_length=3, max_length=300)


class Zonder(Invoer):
    """An event without particulars."""

    VOORBEELD: ClassVar[str] = "{}"


class Vrijgeven(Invoer):
    """G04: release what is not needed."""

    VOORBEELD: ClassVar[str] = """\
reden: De hulp gaat niet door.
"""

    reden: str = Reden


class VerlengenHoudbaarheid(Invoer):
    """G03: the reservering keeps longer."""

    VOORBEELD: ClassVar[str] = """\
houdbaar_tot: 2027-06-30
reden: De hulp begint later dan gepland.
"""

    houdbaar_tot: date
    reden: str = Reden


class BetalerNeemtOver(Invoer):
    """G05: the payer takes the order over itself, in writing; help goes on."""

    VOORBEELD: ClassVar[str] = """\
betaler: gemeente_zeist
schriftelijk_op: 2026-10-12
hulp_loopt_door: true
"""

    betaler: str
    schriftelijk_op: date
    hulp_loopt_door: bool


class AnnulerenVerplichting(Invoer):
    """G06: the order is withdrawn; nothing was delivered."""

    VOORBEELD: ClassVar[str] = """\
reden: De aanbieder kan niet beginnen.
"""

    reden: str = Reden


class TermijnVerlengen(Invoer):
    """G13: the research takes longer, once."""

    VOORBEELD: ClassVar[str] = """\
reden: Het adres van vader is nog niet bekend.
"""

    reden: str = Reden


class GeschilAanhangig(Invoer):
    """G19: the payer brings the dispute before a step of the money ladder."""

    VOORBEELD: ClassVar[str] = """\
betaler: gemeente_zeist
trede: G2                            # een stap van de geldladder
eigen_poging: Twee keer overlegd met de uitzoekers; geen overeenstemming.
"""

    betaler: str
    trede: str
    eigen_poging: str = Reden


class Uitspraak(Invoer):
    """G20: the ruling and the decision that follows from it, recorded by two persons."""

    VOORBEELD: ClassVar[str] = """\
uitspraak_op: 2026-12-01
forum: arbiter van het convenant
tweede: ursula_uitzoek
besluit:
  formaat: doorbraak-uitzoek/1
  lijn: DT-7K3M9Q/1
  uitkomst: enkel
  beslist_op: 2026-12-01
  beslist_door: [ursula_uitzoek]
  aandelen: [{betaler: gemeente_zeist, wet: jeugdwet, gehoord_op: 2026-11-20, gehoord: Is gehoord.}]
  onderbouwing: [Uitspraak van de arbiter.]
"""

    uitspraak_op: date
    forum: str = Reden
    tweede: str
    besluit: Uitzoek


class AfschrijvenVordering(Invoer):
    """G22: a claim is given up, under a mandate of its own; whoever proposed it does not decide."""

    VOORBEELD: ClassVar[str] = """\
betaler: gemeente_zeist
bedrag: "120,00"
voorgesteld_door: karin_kassier
mandaat: mandaat_afschrijven
reden: De betaler bestaat niet meer.
"""

    betaler: str
    bedrag: PositiefBedrag
    voorgesteld_door: str
    mandaat: str
    reden: str = Reden


class Heropenen(Invoer):
    """G27: the question who pays is open again, however long ago it was settled."""

    VOORBEELD: ClassVar[str] = """\
aanleiding: uitspraak                # of: nieuw_feit, woonplaats
nieuw_feit: De rechter wees de kosten toe aan een andere gemeente.
tweede: zoe_zuinig
"""

    aanleiding: Literal["nieuw_feit", "uitspraak", "woonplaats"]
    nieuw_feit: str = Reden
    tweede: str


class TerugvorderenAanbieder(Invoer):
    """G28: the provider was paid wrongly or twice and must pay back."""

    VOORBEELD: ClassVar[str] = """\
bedrag: "350,00"
reden: Een week is dubbel gefactureerd.
"""

    bedrag: PositiefBedrag
    reden: str = Reden


PER_GEBEURTENIS: dict[str, type[Invoer]] = {
    "verlengen_houdbaarheid": VerlengenHoudbaarheid,
    "vrijgeven": Vrijgeven,
    "betaler_neemt_over": BetalerNeemtOver,
    "annuleren_verplichting": AnnulerenVerplichting,
    "onderzoek_openen": Zonder,
    "termijn_verlengen": TermijnVerlengen,
    "impasse": Zonder,
    "verrekenen": Zonder,
    "geschil_aanhangig": GeschilAanhangig,
    "uitspraak": Uitspraak,
    "storno": Zonder,
    "afschrijven_vordering": AfschrijvenVordering,
    "alles_afgewikkeld": Zonder,
    "ten_laste_pot": Zonder,
    "sluiten": Zonder,
    "heropenen": Heropenen,
    "terugvorderen_aanbieder": TerugvorderenAanbieder,
}
"""The events that `casus zet LIJN` takes."""

EIGEN_OPDRACHT = {
    "reserveren": "zitting besluit",
    "verplichten": "verplichting maak",
    "voorfinancieren": "factuur akkoord",
    "volgende_factuur": "factuur akkoord",
    "toewijzen": "uitzoek besluit",
    "verdelen": "uitzoek besluit",
    "naar_pot": "uitzoek besluit",
    "betwisten": "uitzoek betwist",
    "handhaven": "uitzoek betwist",
    "herzien": "uitzoek herzie",
}
"""Events of the money track that have a command of their own."""
