"""The input format `doorbraak-besluit/1`: the doorbraakplan of one casus as the table decides on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from budget.basis.geld import NUL
from engine.invoer.lezen import Bedrag, Bestandinvoer, Invoer
from engine.invoer.tekst import lijkt_bsn
from engine.netwerk.antwoord import Bevindingsantwoord

Kort = Field(min_length=3, max_length=300)
Behoefte = Literal["A", "B", "C", "D", "E", "F", "G", "H", "I"]
Kenmerk = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$")


class Toestemming(Invoer):
    """A dated statement: who consented to this help, by capacity and not by name."""

    door: tuple[Literal["ouders", "jeugdige", "voogd", "gi"], ...] = Field(min_length=1)
    op: date
    wijze: Literal["schriftelijk", "mondeling"]


class Handtekening(Invoer):
    """A second signature under exactly this line and amount; `functie` is the one that the mandate asks."""

    persoon: str
    functie: str
    bedrag: Bedrag


class Planregel(Invoer):
    """A line of the plan; tot is the last day. Without `orgaan` the competent body follows from the casus.

    bron: pot (the pot pays first), or the id of the organisation that pays itself. behoefte and activiteiten (codes of
    the payer matrix) are for who pays in the end. A line that only asks somebody
    else for a decision (an application) has an amount of nul.
    """

    kenmerk: str = Kenmerk
    wat: str = Kort
    soort: str
    aanbieder: str | None = None
    uitvoerder: str | None = None
    van: date
    tot: date
    bedrag: Bedrag
    bron: str = "pot"
    wet: str | None = None
    taakveld: str = ""
    besluitvorm: Literal["beschikking", "beschikkingsvrij", "verplichting_onder_volmacht", "feitelijk"] | None = None
    orgaan: str | None = None
    bestemming: str | None = None
    behoefte: Behoefte | None = None
    activiteiten: tuple[str, ...] = ()
    oormerk: str | None = None
    aangetoond: tuple[str, ...] = ()
    samenhang_groep: str | None = None
    voorwaarde: str | None = Field(default=None, max_length=300)
    evaluatievraag: str | None = Field(default=None, max_length=300)
    toestemming: Toestemming | None = None
    gedwongen_kader: bool = False
    handtekeningen: tuple[Handtekening, ...] = ()

    @model_validator(mode="after")
    def _periode_en_bedrag(self) -> Planregel:
        if self.tot < self.van:
            raise ValueError("tot ligt voor van; tot is de laatste dag van de regel")
        if self.bedrag < NUL:
            raise ValueError(f"het bedrag is niet lager dan nul, dus niet {self.bedrag}")
        return self


class Afspraak(Invoer):
    """Who does what, how one sees that it is done, and before which day."""

    wie: str
    wat: str = Kort
    meetbaar: str = Kort
    op: date


class AfwijkendeMening(Invoer):
    """Somebody who disagrees, on content or on money; `wie` is a person of the register or a place in the family."""

    wie: str
    over: Literal["inhoud", "geld"]
    mening: str = Kort


class Hiaat(Invoer):
    """The best line was not chosen because of the supply."""

    behoefte: Behoefte
    voorziening: str = Kort
    reden: Literal[
        "bestaat_niet", "wachtlijst", "niet_gecontracteerd", "te_ver", "leeftijd_of_doelgroep_uitgesloten", "mag_niet"
    ]
    wachttijd_weken: int | None = Field(default=None, ge=0, le=520)
    alternatief: str | None = Field(default=None, max_length=300)


class Bevestiging(Invoer):
    """A body confirms in writing what a higher step advises; it gives power for exactly these lines (Awb 10:5)."""

    orgaan: str
    op: date
    document: str = Kort


class Besluit(Bestandinvoer):
    """The besluit on one agendapunt; a higher step uses the same form, with who decided along and which body confirmed.

    bevindingen: what the table answers to the findings of the network that were shown.
    Every text is neutral: no name of the family and no BSN.
    """

    FORMAAT: ClassVar[str] = "doorbraak-besluit/1"

    doel: str = Kort
    perspectief_op: date | None = None
    regels: tuple[Planregel, ...] = Field(min_length=1)
    inbreng_gezin: str | None = Field(default=None, max_length=300)
    gezin_akkoord: bool | None = None
    afwijkende_meningen: tuple[AfwijkendeMening, ...] = ()
    uitzondering: str | None = Field(default=None, max_length=300)
    toetsing_op: tuple[date, ...] = ()
    afschaalcriterium: str | None = Field(default=None, max_length=300)
    als_het_mislukt: str | None = Field(default=None, max_length=20)
    hiaat: Hiaat | None = None
    afspraken: tuple[Afspraak, ...] = ()
    mede_beslist: tuple[str, ...] = ()
    bevestigingen: tuple[Bevestiging, ...] = ()
    bevindingen: tuple[Bevindingsantwoord, ...] = ()

    @model_validator(mode="after")
    def _klopt(self) -> Besluit:
        dubbel = [naam for naam, aantal in Counter(r.kenmerk for r in self.regels).items() if aantal > 1]
        if dubbel:
            raise ValueError(f"elke planregel heeft een eigen kenmerk; dubbel: {', '.join(dubbel)}")
        for waar, tekst in self.teksten():
            if lijkt_bsn(tekst):
                raise ValueError(f"in '{waar}' staat een nummer dat een BSN kan zijn; laat het weg")
        return self

    def teksten(self) -> Iterator[tuple[str, str]]:
        """Yield every free text with its place; all of them must be neutral."""
        for naam in ("doel", "inbreng_gezin", "uitzondering", "afschaalcriterium"):
            yield naam, getattr(self, naam) or ""
        for regel in self.regels:
            yield (
                f"regels[{regel.kenmerk}]",
                " ".join(filter(None, (regel.wat, regel.voorwaarde, regel.evaluatievraag))),
            )
        for nr, afspraak in enumerate(self.afspraken):
            yield f"afspraken[{nr}]", f"{afspraak.wat} {afspraak.meetbaar}"
        for nr, mening in enumerate(self.afwijkende_meningen):
            yield f"afwijkende_meningen[{nr}]", mening.mening
        for antwoord in self.bevindingen:
            yield f"bevindingen[{antwoord.regel}]", antwoord.reden
        if self.hiaat is not None:
            yield "hiaat", f"{self.hiaat.voorziening} {self.hiaat.alternatief or ''}"

    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-besluit/1
doel: Weer vijf ochtenden per week naar school, met begeleiding in de klas
perspectief_op: 2027-07-01
gezin_akkoord: true
inbreng_gezin: De jeugdige wil rustig opbouwen en een vaste begeleider
regels:
  - kenmerk: begeleiding
    wat: Individuele begeleiding thuis en op school
    soort: jeugdhulp_individueel
    aanbieder: aanbieder_de_brug
    van: 2026-12-01
    tot: 2027-05-31
    bedrag: "12.500,00"
    bron: pot
    toestemming: {door: [ouders, jeugdige], op: 2026-11-20, wijze: schriftelijk}
    evaluatievraag: Draagt dit bij aan de ontwikkeling van het kind?
  - kenmerk: arrangement
    wat: Extra ondersteuning in de klas
    soort: arrangement_swv
    van: 2026-12-01
    tot: 2027-07-31
    bedrag: "4.800,00"
    bron: swv_voorbeeld
afspraken:
  - wie: kim_voorbeeld
    wat: Belt de school over het rooster
    meetbaar: De eerste week staat op papier
    op: 2026-11-27
toetsing_op: [2027-01-15, 2027-03-01]
afschaalcriterium: Acht weken achter elkaar op school zonder extra begeleiding
als_het_mislukt: "4"
"""


class Aanwezige(Invoer):
    """One line of an attendance list."""

    persoon: str
    wijze: Literal["aanwezig", "op_afstand", "afwezig"] = "aanwezig"
    geauthenticeerd: bool = False
    vervanger: str | None = None

    @model_validator(mode="after")
    def _klopt(self) -> Aanwezige:
        if self.vervanger is not None and self.wijze != "afwezig":
            raise ValueError("een vervanger hoort bij iemand die afwezig is")
        if self.vervanger == self.persoon:
            raise ValueError("niemand vervangt zichzelf")
        return self


class Aanwezigheidslijst(Bestandinvoer):
    """The attendance of a zitting in one file."""

    FORMAAT: ClassVar[str] = "doorbraak-aanwezig/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-aanwezig/1
aanwezigen:
  - {persoon: vera_voorbeeld}
  - {persoon: tom_toezegger, wijze: op_afstand, geauthenticeerd: true}
  - {persoon: dorien_directeur, wijze: afwezig, vervanger: aat_adjunct}
"""

    aanwezigen: tuple[Aanwezige, ...] = Field(min_length=1)


class Zittingsplan(Invoer):
    """A new zitting, as a file or as options of the command line."""

    op: date
    plaats: str = Field(min_length=3, max_length=120)
    voorzitter: str
    plaatsvervanger: str | None = None
