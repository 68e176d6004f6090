"""The input format `doorbraak-betalervraag/1`: who may have to pay this line, without a name of anybody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from engine.betaler.begrippen import Betalerfeiten
from engine.betaler.regels.woonplaats import Adres as Adresfeit
from engine.betaler.regels.woonplaats import Adressoort, Jeugdigefeiten
from engine.casus.formaat import Adres
from engine.invoer.lezen import Bestandinvoer, Invoer, PositiefBedrag
from engine.zitting.formaat import Behoefte


class Lijnvraag(Invoer):
    """What is paid for; tot is the last day. activiteiten: codes of the matrix of the region."""

    bestemming: str = ""
    behoefte: Behoefte | None = None
    activiteiten: tuple[str, ...] = ()
    van: date
    tot: date
    bedrag: PositiefBedrag | None = None
    kenmerken: tuple[str, ...] = ()
    aangetoond: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _periode(self) -> Lijnvraag:
        if self.tot < self.van:
            raise ValueError("tot ligt voor van; tot is de laatste dag van de regel")
        return self


class Jeugdigevraag(Invoer):
    """What decides the woonplaats, and the age; no name and no birth date."""

    leeftijd: int | None = Field(default=None, ge=0, le=27)
    adressen: tuple[Adres, ...] = ()
    gemeente_moeder_bij_geboorte: str | None = None
    werkelijk_verblijf: str | None = None
    gemeld_bij: str | None = None


class Inschrijving(Invoer):
    """Where the child is enrolled."""

    organisatie: str | None = None
    swv: str | None = None
    mbo: bool = False


class Betalervraag(Bestandinvoer):
    """Who may have to pay: the line, the child, the enrolment and the indications."""

    FORMAAT: ClassVar[str] = "doorbraak-betalervraag/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-betalervraag/1
op: 2026-11-10                  # de dag waarvan de regels gelden
lijn:
  bestemming: jeugdhulp_individueel
  activiteiten: ["2.3"]         # uit betaler-matrix.csv van de regio; of alleen een behoefte (A-I)
  van: 2026-09-01
  tot: 2026-11-30
  bedrag: "9.100,00"
  aangetoond: [hulpvraag_en_toestemming_of_gedwongen_kader]
jeugdige:
  leeftijd: 12
  adressen:
    - {gemeente: Zeist, soort: woonadres, van: 2014-03-04, tot: 2026-10-15}
    - {gemeente: De Bilt, soort: woonadres, van: 2026-10-15}
school: {organisatie: school_bedachte_boom, swv: swv_zout}
indicaties: []                  # wlz, zvw
gedwongen_kader: false
"""

    op: date
    lijn: Lijnvraag
    jeugdige: Jeugdigevraag = Jeugdigevraag()
    school: Inschrijving = Inschrijving()
    indicaties: tuple[Literal["wlz", "zvw"], ...] = ()
    gedwongen_kader: bool = False

    def als_feiten(self) -> Betalerfeiten:
        """Return the facts as the rules read them."""
        lijn, jeugdige = self.lijn, self.jeugdige
        return Betalerfeiten(
            van=lijn.van,
            tot=lijn.tot,
            jeugdige=Jeugdigefeiten(
                als_adressen(jeugdige.adressen),
                jeugdige.gemeente_moeder_bij_geboorte,
                jeugdige.werkelijk_verblijf,
                jeugdige.gemeld_bij,
            ),
            bedrag=lijn.bedrag,
            bestemming=lijn.bestemming,
            behoefte=lijn.behoefte,
            activiteiten=lijn.activiteiten,
            leeftijd=jeugdige.leeftijd,
            school=self.school.organisatie,
            swv=self.school.swv,
            mbo=self.school.mbo,
            indicaties=frozenset(self.indicaties),
            gedwongen_kader=self.gedwongen_kader,
            kenmerken=frozenset(lijn.kenmerken),
            aangetoond=frozenset(lijn.aangetoond),
        )


def als_adressen(regels: Iterable[Adres]) -> tuple[Adresfeit, ...]:
    """Return an address history as the woonplaatsbeginsel reads it."""
    return tuple(Adresfeit(r.gemeente, Adressoort(r.soort), r.van, r.tot, r.verblijf or "") for r in regels)
