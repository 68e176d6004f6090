"""Events after the besluit: carry out, adjust, scale down, close and look after."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from engine.casus.handelingen.basis import Tekst
from engine.invoer.lezen import Invoer


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


class Vastgelopen(Invoer):
    """H35: a plan line cannot start."""

    VOORBEELD: ClassVar[str] = """\
regel: begeleiding
waarom: wachtlijst                   # of: weigering, contract
reden: De aanbieder kan pas in december beginnen.
"""

    regel: str
    waarom: Literal["wachtlijst", "weigering", "contract"]
    reden: str = Tekst


class EersteControle(Invoer):
    """H36: the first check with the family."""

    VOORBEELD: ClassVar[str] = """\
gehouden_op: 2026-10-19
met_gezin: true
"""

    gehouden_op: date
    met_gezin: bool


class Evalueren(Invoer):
    """H37: per plan line, does it help the child forward; the family was heard."""

    VOORBEELD: ClassVar[str] = """\
gehouden_op: 2026-11-02
draagt_bij:
  begeleiding: true
gezin_gehoord_op: 2026-11-02
volgende_op: 2026-12-14              # weglaten = de termijn van de regio
"""

    gehouden_op: date
    draagt_bij: dict[str, bool]
    gezin_gehoord_op: date
    volgende_op: date | None = None


class Bijstellen(Invoer):
    """H38: the plan must change."""

    VOORBEELD: ClassVar[str] = """\
reden: Drie ochtenden per week is te veel voor het kind.
gevraagd_door: gezin                 # of: casusregisseur
"""

    reden: str = Tekst
    gevraagd_door: Literal["gezin", "casusregisseur"] = "casusregisseur"


class BinnenBesluit(Invoer):
    """H39: the plan changes within what was decided; the family agrees."""

    VOORBEELD: ClassVar[str] = """\
wijziging: Twee ochtenden in plaats van drie, zelfde aanbieder.
nieuw_bedrag: false
nieuwe_bevoegdheid: false
gezin_akkoord_op: 2026-10-12
verplichting_wijzigen: []            # financieringslijnen waarvan datum, prijs of aanbieder verandert
"""

    wijziging: str = Tekst
    nieuw_bedrag: bool
    nieuwe_bevoegdheid: bool
    gezin_akkoord_op: date
    verplichting_wijzigen: tuple[str, ...] = ()


class NieuwBesluitNodig(Invoer):
    """H40: the change needs money or power that the besluit does not give."""

    VOORBEELD: ClassVar[str] = """\
reden: Er is een tweede aanbieder nodig.
zitting: Z-2026-10-23                # weglaten = de eerstvolgende
"""

    reden: str = Tekst
    zitting: str | None = None


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


class Terugval(Invoer):
    """H43: it goes wrong again; the short route to the table, without a new aanmelding."""

    VOORBEELD: ClassVar[str] = """\
signaal_van: school                  # of: gezin, ontvanger
reden: Het kind is weer een week niet op school geweest.
zitting: Z-2026-12-04                # weglaten = de eerstvolgende
"""

    signaal_van: Literal["gezin", "school", "ontvanger"]
    reden: str = Tekst
    zitting: str | None = None


class Sluiten(Invoer):
    """H44: nothing is left open, and the family was asked for a score."""

    VOORBEELD: ClassVar[str] = """\
regie: beeindigd                     # of: overgedragen
gezinsscore_gevraagd_op: 2026-11-25
"""

    regie: Literal["overgedragen", "beeindigd"]
    gezinsscore_gevraagd_op: date


class Heraanmelden(Invoer):
    """H46: the question is back in the nazorg."""

    VOORBEELD: ClassVar[str] = """\
reden: De nieuwe school kan de begeleiding niet bieden.
"""

    reden: str = Tekst


class Nazorgevaluatie(Invoer):
    """One evaluation in the nazorg: held on a day, or impossible and why."""

    gehouden_op: date | None = None
    onmogelijk: str | None = Field(default=None, min_length=3, max_length=300)


class Afronden(Invoer):
    """H47: both evaluations of the nazorg are done, or cannot be done."""

    VOORBEELD: ClassVar[str] = """\
na_zes_weken: {gehouden_op: 2027-01-10}
na_zes_maanden: {onmogelijk: Het gezin is verhuisd en wil geen contact meer.}
"""

    na_zes_weken: Nazorgevaluatie
    na_zes_maanden: Nazorgevaluatie


class Intrekken(Invoer):
    """H48: the family withdraws, or the casus goes to another region with an accepted hand-over."""

    VOORBEELD: ClassVar[str] = """\
waarom: gezin                        # of: verhuisd, overgedragen
reden: Het gezin wil geen hulp meer van de tafel.
zorgen_over_veiligheid: false        # verplicht antwoord
overgedragen_aan: null               # bij verhuisd of overgedragen: wie het heeft aanvaard
aanvaard_op: null
"""

    waarom: Literal["gezin", "verhuisd", "overgedragen"]
    reden: str = Tekst
    zorgen_over_veiligheid: bool
    overgedragen_aan: str | None = Field(default=None, max_length=100)
    aanvaard_op: date | None = None
