"""Events of the intake: from aanmelding to accepteren, and back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from engine.casus.handelingen.basis import Tekst
from engine.invoer.lezen import Invoer


class Bevestigen(Invoer):
    """H03: the confirmation went to both."""

    VOORBEELD: ClassVar[str] = """\
aanmelder_op: 2026-09-02
gezin_op: 2026-09-02
"""

    aanmelder_op: date
    gezin_op: date


class AanvullingVragen(Invoer):
    """H04: what is missing, and before which day."""

    VOORBEELD: ClassVar[str] = """\
ontbreekt: [gezag, toestemming van de school]
voor: 2026-09-08                     # weglaten = de termijn van de regio
"""

    ontbreekt: tuple[str, ...] = Field(min_length=1)
    voor: date | None = None


class Aanvullen(Invoer):
    """H05: every missing item came, or cannot be had, with the reason."""

    VOORBEELD: ClassVar[str] = """\
geleverd: [gezag]
niet_verkrijgbaar:
  toestemming van de school: De school antwoordt niet.
"""

    geleverd: tuple[str, ...] = ()
    niet_verkrijgbaar: dict[str, str] = Field(default_factory=dict)


class DoorgaanZonder(Invoer):
    """H06: go on without what is missing; it becomes a task."""

    VOORBEELD: ClassVar[str] = """\
reden: Het kind zit thuis; wachten helpt niet.
"""

    reden: str = Tekst


class SluitenOnvolledig(Invoer):
    """H07: nothing came; the family was called and knows another route."""

    VOORBEELD: ClassVar[str] = """\
reden: De aanmelder reageert niet meer.
gezin_gebeld_op: 2026-09-15
andere_route: Het lokale team pakt de vraag op.
"""

    reden: str = Tekst
    gezin_gebeld_op: date
    andere_route: str = Tekst


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


class Terugverwijzen(Invoer):
    """H10: somebody at a lower step accepted, with a day on which the casus comes back."""

    VOORBEELD: ClassVar[str] = """\
reden: Het ondersteuningsteam is nog niet geweest.
trede: "1"
ontvanger: ilse_intern
aanvaard_op: 2026-09-03
terugkomdatum: 2026-09-24
"""

    reden: str = Tekst
    trede: str
    ontvanger: str
    aanvaard_op: date
    terugkomdatum: date


class Terugkomen(Invoer):
    """H11, H31: the day came, the receiver hands back, or what was waited for is ready."""

    VOORBEELD: ClassVar[str] = """\
hoe: terugkomdatum                   # of: teruggelegd, klaar
reden: De dag is er; er is nog geen resultaat.
zitting: Z-2026-09-11                # alleen na aanhouden; weglaten = de eerstvolgende
"""

    hoe: Literal["terugkomdatum", "teruggelegd", "klaar"] = "terugkomdatum"
    reden: str = Field(default="", max_length=300)
    zitting: str | None = None


class Opgelost(Invoer):
    """H12: the lower step solved it, and the family says so too."""

    VOORBEELD: ClassVar[str] = """\
resultaat: De school biedt nu begeleiding in de klas.
gezin_bevestigt_op: 2026-09-20
"""

    resultaat: str = Tekst
    gezin_bevestigt_op: date


class Heroverwegen(Invoer):
    """H13: a new fact or a complaint about a rejected or withdrawn casus."""

    VOORBEELD: ClassVar[str] = """\
aanleiding: nieuw_feit               # of: klacht
toelichting: Het kind is opnieuw thuis komen te zitten.
"""

    aanleiding: Literal["nieuw_feit", "klacht"]
    toelichting: str = Tekst
