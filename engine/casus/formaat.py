"""The input format `doorbraak-aanmelding/1`: what a referrer sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from engine.invoer.lezen import Bestandinvoer, Invoer
from engine.invoer.tekst import genoemde_namen, lijkt_bsn

Verzuim = Literal[
    "geen", "relatief", "lrv", "absoluut", "geoorloofd_ziek", "vrijstelling_5a", "vrijstelling_11d", "vrijstelling_11g",
    "vrijstelling_15",
]  # fmt: skip
Kort = Field(max_length=300)


class Aanmelder(Invoer):
    """Who brings the casus; `persoon` is an id of the register, absent for a parent or an outsider."""

    persoon: str | None = None
    functie: str = Field(min_length=2, max_length=80)
    organisatie: str


class Adres(Invoer):
    """A stretch of the address history, for the woonplaatsbeginsel; tot = first day elsewhere."""

    gemeente: str
    soort: Literal["woonadres", "verblijf", "briefadres", "in_onderzoek"] = "woonadres"
    verblijf: str | None = None
    van: date
    tot: date | None = None

    @model_validator(mode="after")
    def _periode(self) -> Adres:
        if self.tot is not None and self.tot <= self.van:
            raise ValueError("tot is de eerste dag elders en ligt dus na van")
        return self


class Jeugdige(Invoer):
    """The child: person store only, but for the gemeente and the age band."""

    naam: str = Field(min_length=2, max_length=120)
    geboortedatum: date
    gemeente: str
    gemeente_moeder_bij_geboorte: str | None = None
    adreshistorie: tuple[Adres, ...] = ()
    gezag: Literal["een_ouder", "beide_ouders", "voogdij", "gi"] | None = None
    gezag_bron: str | None = None
    gezag_op: date | None = None


class Gezinslid(Invoer):
    """A member of the family; `id` (moeder, vader, ...) is what others see."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]{1,30}$")
    naam: str = Field(min_length=2, max_length=120)
    email: str | None = None


class School(Invoer):
    """The school, or none."""

    organisatie: str | None = None
    ingeschreven: bool = True
    swv: str | None = None


class Verzuimgegevens(Invoer):
    """Since when the child is not at school."""

    soort: Verzuim
    thuis_sinds: date | None = None
    uren_per_week: int = Field(default=0, ge=0, le=60)
    eerste_signaal: date


class Vraag(Invoer):
    """What the table is asked, and what blocks."""

    aan_de_tafel: str = Field(min_length=5, max_length=160)
    blokkerend: tuple[Literal["regie", "geld", "plek", "toestemming", "aanbod", "recht"], ...] = Field(min_length=1)
    hulpvraag: str | None = Field(default=None, max_length=2000)


class Geprobeerd(Invoer):
    """A step that was taken before."""

    stap: str = Kort
    op: date
    wie: str = Kort
    resultaat: str = Kort


class Hulp(Invoer):
    """Running help or an indication."""

    wet: Literal["jeugdwet", "wlz", "zvw", "wmo", "passend_onderwijs"]
    aanbieder: str | None = None
    product: str | None = Field(default=None, max_length=300)


class Wachtlijst(Invoer):
    """Where the child waits, since when."""

    aanbieder: str
    sinds: date


class Toestemming(Invoer):
    """Who consented to sharing what a source domain knows, by capacity and not by name."""

    domein: Literal["jeugdhulp", "onderwijs", "jgz", "gemeente"]
    door: tuple[Literal["ouders", "jeugdige", "voogd", "gi"], ...] = Field(min_length=1)
    op: date
    wijze: Literal["schriftelijk", "mondeling"]


class Ingelicht(Invoer):
    """The family was told and heard."""

    op: date
    door: str


class Spoed(Invoer):
    """Urgency needs a reason."""

    ja: bool = False
    reden: str | None = Field(default=None, max_length=300)

    @model_validator(mode="after")
    def _met_reden(self) -> Spoed:
        if self.ja and not self.reden:
            raise ValueError("spoed vraagt een reden")
        return self


class Netwerk(Invoer):
    """Rows of the actor network, as in `doorbraak-netwerk/1` (relaties without casus, and events of the regie)."""

    relaties: tuple[dict[str, Any], ...] = ()
    regie_gebeurtenissen: tuple[dict[str, Any], ...] = ()
    lijst_bevestigd_op: date | None = None


VOORBEELD = """\
# Ids van mensen en organisaties staan in 'doorbraak register lijst personen' en '... organisaties'.
# Namen horen alleen bij jeugdige en gezin; schrijf verder 'de jeugdige', 'moeder', 'vader'.
formaat: doorbraak-aanmelding/1
bron: formulier-zeist
extern_id: F-2026-0001
aanmelder: {persoon: berend_brug, functie: begeleider, organisatie: aanbieder_de_brug}
jeugdige:
  naam: Noor Bedacht
  geboortedatum: 2014-03-04
  gemeente: Zeist
  gezag: beide_ouders
  adreshistorie:
    - {gemeente: Zeist, soort: woonadres, van: 2014-03-04}
gezin:
  - {id: moeder, naam: Mo Bedacht}
school: {organisatie: school_bedachte_boom, ingeschreven: true, swv: swv_zout}
verzuim: {soort: lrv, thuis_sinds: 2026-07-14, uren_per_week: 0, eerste_signaal: 2026-05-01}
vraag:
  aan_de_tafel: Wie betaalt zorg in onderwijstijd?
  blokkerend: [geld, regie]
  hulpvraag: Dat zij weer drie dagdelen naar school kan.
gewenste_start: 2026-10-01
spoed: {ja: false}
regie_nu: niemand
veiligheid: false
gedwongen_kader: false
geprobeerd:
  - {stap: begeleiding in de klas, op: 2026-03-01, wie: school, resultaat: hielp te kort}
toestemmingen:
  - {domein: onderwijs, door: [ouders], op: 2026-08-20, wijze: schriftelijk}
gezin_geinformeerd: {op: 2026-08-20, door: de school}
netwerk:
  relaties:
    - {soort: betrokken, van: berend_brug, geldig_van: 2026-06-01}
    - {soort: wijst_naar, van: team_zeist, naar: swv_zout, onderwerp: financiering, geldig_van: 2026-08-01,
       citaat: dit is onderwijs}
"""


class Aanmelding(Bestandinvoer):
    """A casus as it comes in; the same (bron, extern_id) twice is one casus."""

    FORMAAT: ClassVar[str] = "doorbraak-aanmelding/1"
    VOORBEELD: ClassVar[str] = VOORBEELD

    bron: str = Field(min_length=2, max_length=60)
    extern_id: str = Field(min_length=1, max_length=60)
    aanmelder: Aanmelder
    jeugdige: Jeugdige
    gezin: tuple[Gezinslid, ...] = ()
    school: School
    verzuim: Verzuimgegevens
    vraag: Vraag
    gewenste_start: date
    spoed: Spoed = Spoed()
    regie_nu: str = "niemand"
    veiligheid: bool
    gedwongen_kader: bool = False
    geprobeerd: tuple[Geprobeerd, ...] = ()
    lopende_hulp: tuple[Hulp, ...] = ()
    wachtlijsten: tuple[Wachtlijst, ...] = ()
    toestemmingen: tuple[Toestemming, ...] = ()
    gezin_geinformeerd: Ingelicht | None = None
    netwerk: Netwerk = Netwerk()

    @model_validator(mode="after")
    def _zonder_persoonsgegevens(self) -> Aanmelding:
        """Neutral texts hold no name of the family and no BSN; no text at all holds a BSN."""
        for veld, tekst in self._teksten():
            if lijkt_bsn(tekst):
                raise ValueError(f"in '{veld}' staat een nummer dat een BSN kan zijn; laat het weg")
        namen = [self.jeugdige.naam, *(lid.naam for lid in self.gezin)]
        for veld, tekst in self._neutraal():
            if genoemde_namen(tekst, namen):
                raise ValueError(f"in '{veld}' staat een naam uit het gezin; schrijf 'de jeugdige' of 'moeder'")
        return self

    def _neutraal(self) -> Iterator[tuple[str, str]]:
        yield "vraag.aan_de_tafel", self.vraag.aan_de_tafel
        yield "spoed.reden", self.spoed.reden or ""
        for nr, stap in enumerate(self.geprobeerd):
            yield f"geprobeerd[{nr}]", f"{stap.stap} {stap.wie} {stap.resultaat}"
        for nr, hulp in enumerate(self.lopende_hulp):
            yield f"lopende_hulp[{nr}]", hulp.product or ""
        for nr, rij in enumerate(self.netwerk.relaties):
            yield f"netwerk.relaties[{nr}]", str(rij.get("citaat", ""))

    def _teksten(self) -> Iterator[tuple[str, str]]:
        yield "extern_id", self.extern_id
        yield "vraag.hulpvraag", self.vraag.hulpvraag or ""
        yield from self._neutraal()


def leeftijdsband(geboren: date, op: date) -> str:
    """Return the age band of a child on a day: all that others see of a birth date."""
    jaren = op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))
    for grens, band in ((4, "0-3"), (12, "4-11"), (16, "12-15"), (18, "16-17")):
        if jaren < grens:
            return band
    return "18-22"
