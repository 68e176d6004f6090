"""What an event of the help track carries: one small model per event, the input of `casus zet --bestand`.

Each has a filled example, VOORBEELD, that `doorbraak formaat` shows.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from engine.invoer.lezen import Bedrag, Invoer

Tekst = Field(min_length=3, max_length=300)


class Bevestigen(Invoer):
    """H03: the confirmation went to both."""

    VOORBEELD: ClassVar[str] = """\
aanmelder_op: 2026-09-02
gezin_op: 2026-09-02
"""

    aanmelder_op: date
    gezin_op: date


class Accepteren(Invoer):
    """H08: what the acceptance test needs and the aanmelding did not yet hold.

    spoed_reden: urgency lets missing items through as tasks with a date.
    """

    VOORBEELD: ClassVar[str] = """\
bevoegd_orgaan: gemeente_zeist      # een partij die over de vraag gaat
gezin_geinformeerd_op: 2026-09-01   # als het nog niet in de aanmelding stond
"""

    bevoegd_orgaan: str | None = None
    gezin_geinformeerd_op: date | None = None
    veiligheidsweging: str | None = Field(default=None, max_length=300)
    spoed_reden: str | None = Field(default=None, max_length=300)
    vraag_kan_hier: bool = True


class Afwijzen(Invoer):
    """H09: the reason, and where the family can go."""

    VOORBEELD: ClassVar[str] = """\
reden: niet_voor_deze_tafel
andere_route: Het lokale team pakt de vraag op, samen met de school.
gezin_ingelicht_op: 2026-09-04
aanmelder_ingelicht_op: 2026-09-04
"""

    reden: Literal["niet_voor_deze_tafel", "lokaal_nog_niet_geprobeerd", "andere_regio", "geen_grondslag"]
    andere_route: str = Tekst
    gezin_ingelicht_op: date
    aanmelder_ingelicht_op: date


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


class Opschalen(Invoer):
    """H25: why the table cannot decide."""

    VOORBEELD: ClassVar[str] = """\
reden: Aan deze tafel zit niemand die dit bedrag mag toezeggen.
"""

    reden: str = Tekst


class PlanStarten(Invoer):
    """H33: who confirmed each line, and when besluit and verslag went out."""

    VOORBEELD: ClassVar[str] = """\
verslag_verzonden_op: 2026-09-14
bevestigd:                           # per planregel: wanneer de uitvoerder ja zei
  begeleiding: 2026-09-14
"""

    verslag_verzonden_op: date
    bevestigd: dict[str, date]


class HulpStarten(Invoer):
    """H34: the first line was delivered; family or school says so, not the provider alone."""

    VOORBEELD: ClassVar[str] = """\
begonnen_op: 2026-09-21
bevestigd_door: gezin                # of: school
"""

    begonnen_op: date
    bevestigd_door: Literal["gezin", "school"]


class EersteControle(Invoer):
    """H36: the first check with the family."""

    VOORBEELD: ClassVar[str] = """\
gehouden_op: 2026-10-19
met_gezin: true
"""

    gehouden_op: date
    met_gezin: bool


class Afschalen(Invoer):
    """H42: who takes over, and that this person accepted."""

    VOORBEELD: ClassVar[str] = """\
criterium: Acht weken achter elkaar op school
ontvanger: ilse_intern
aanvaard_op: 2026-11-20
gezin_akkoord: true
"""

    criterium: str = Tekst
    ontvanger: str
    aanvaard_op: date
    gezin_akkoord: bool
    afwijkende_mening: str | None = Field(default=None, max_length=300)


class Sluiten(Invoer):
    """H44: nothing is left open, and the family was asked for a score."""

    VOORBEELD: ClassVar[str] = """\
regie: beeindigd                     # of: overgedragen
gezinsscore_gevraagd_op: 2026-11-25
"""

    regie: Literal["overgedragen", "beeindigd"]
    gezinsscore_gevraagd_op: date


class Niets(Invoer):
    """An event without particulars."""

    VOORBEELD: ClassVar[str] = "{}"


PER_GEBEURTENIS: dict[str, type[Invoer]] = {
    "bevestigen": Bevestigen,
    "accepteren": Accepteren,
    "afwijzen": Afwijzen,
    "mandaat_toetsen": MandaatToetsen,
    "agenderen": Agenderen,
    "opschalen": Opschalen,
    "plan_starten": PlanStarten,
    "hulp_starten": HulpStarten,
    "eerste_controle": EersteControle,
    "afschalen": Afschalen,
    "sluiten": Sluiten,
    "nazorg_starten": Niets,
}
"""The events that `casus zet` takes; bespreken, besluiten and besluit_hoger belong to the zitting."""
