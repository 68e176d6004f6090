"""The register inside a `doorbraak-mandaatvraag/1` file: records, functions, usage, ladder, spending rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from budget.basis.geld import NUL, Geld, lees_geld
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde
from engine.invoer.lezen import Bedrag, Invoer
from engine.mandaat import begrippen as b

ONBEPERKT_TEKST = "onbeperkt"
T = TypeVar("T")


def _als_plafond(waarde: Any) -> b.Plafond:
    if waarde == ONBEPERKT_TEKST or waarde is b.ONBEPERKT:
        return b.ONBEPERKT
    if isinstance(waarde, str):
        waarde = lees_geld(waarde)
    if isinstance(waarde, Geld):
        if waarde < NUL:
            raise ValueError(f"een plafond is niet lager dan nul, dus niet {waarde}")
        return waarde
    raise ValueError(
        f'schrijf een bedrag tussen aanhalingstekens, zoals "25.000,00", of "onbeperkt"; {waarde} is dubbelzinnig'
    )


def _als_looptijd(waarde: Any) -> int | b.Onbeperkt:
    if waarde == ONBEPERKT_TEKST or waarde is b.ONBEPERKT:
        return b.ONBEPERKT
    if isinstance(waarde, int) and not isinstance(waarde, bool) and waarde >= 0:
        return waarde
    raise ValueError('schrijf een aantal hele maanden, of "onbeperkt"')


def _als_tekst(waarde: Any) -> Any:
    return str(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde


def _niet_leeg(waarde: tuple[T, ...]) -> tuple[T, ...]:
    if not waarde:
        raise ValueError("hier hoort minstens een regel te staan")
    return waarde


Plafond = Annotated[
    b.Plafond,
    BeforeValidator(_als_plafond),
    PlainSerializer(lambda w: ONBEPERKT_TEKST if w is b.ONBEPERKT else w.cents, return_type=Any),
    WithJsonSchema({"type": "string", "examples": ["25.000,00", ONBEPERKT_TEKST]}),
]
"""A ceiling: Dutch text between quotes, or the word onbeperkt."""

Looptijd = Annotated[
    int | b.Onbeperkt,
    BeforeValidator(_als_looptijd),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 0}, {"const": ONBEPERKT_TEKST}]}),
]
Stapnummer = Annotated[str, BeforeValidator(_als_tekst), Field(min_length=1)]
Naam = Annotated[str, Field(min_length=1)]
NietLeeg = AfterValidator(_niet_leeg)
"""At least one row; checked after the rows themselves, so that a wrong row is not called a missing one."""


class Vervanger(Invoer):
    """A substitute; a ceiling that is left out is that of the record."""

    functie: Naam
    max_per_regel: Plafond | None = None
    max_per_casus: Plafond | None = None
    max_per_jaar: Plafond | None = None


class MedeOndertekening(Invoer):
    """A second signature: above an amount, or always when no amount is given."""

    functie: Naam
    boven: Bedrag | None = None


class Mandaat(Invoer):
    """A record of the register; every ceiling must be there, `onbeperkt` included."""

    id: Naam
    gever: Naam
    soort: b.Soort
    houder_functie: Naam
    domein: Naam
    handelingen: Annotated[tuple[Naam, ...], NietLeeg]
    max_per_regel: Plafond
    max_per_casus: Plafond
    max_per_jaar: Plafond
    max_looptijd: Looptijd
    geldig_van: date
    versie: int = Field(default=1, ge=1)
    geldig_tot: date | None = None
    ingetrokken_op: date | None = None
    vastgelegd_op: date | None = None
    gever_is_bestuursorgaan: bool | None = None
    principaal: Naam | None = None
    rol: Literal["beslissend", "adviserend"] = "beslissend"
    is_ondermandaat_van: Naam | None = None
    ondermandaat_toegestaan: bool = False
    vervangers: tuple[Vervanger, ...] = ()
    uitgesloten: tuple[Naam, ...] = ()
    werkgebied: tuple[Naam, ...] = ()
    mede_ondertekening: MedeOndertekening | None = None
    gezamenlijk_met: Naam | None = None
    alleen_casus: Naam | None = None
    schriftelijk: bool = False
    ondergeschikt: bool = True
    instemming_persoon: date | None = None
    instemming_werkgever: date | None = None
    instemming_werkgever_door: Naam | None = None
    instructies: tuple[str, ...] = ()
    bron: str = ""
    eigen_bevoegdheid: bool = False

    @model_validator(mode="after")
    def _samenhang(self) -> Mandaat:
        if self.soort is b.Soort.MANDAAT and self.gever_is_bestuursorgaan is False and not self.eigen_bevoegdheid:
            raise ValueError("alleen een bestuursorgaan geeft mandaat (Awb 10:1); een rechtspersoon geeft volmacht")
        if self.geldig_tot is not None and self.geldig_tot <= self.geldig_van:
            raise ValueError("geldig_tot is de eerste dag zonder mandaat en ligt na geldig_van")
        if self.gezamenlijk_met == self.houder_functie:
            raise ValueError("gezamenlijk_met noemt een andere functie dan houder_functie")
        return self

    def als_mandaat(self) -> b.Mandaat:
        """Return the record as the rules use it; only a mandaat is by nature of a bestuursorgaan."""
        gelijk = velden(self)
        del gelijk["rol"]
        orgaan = self.gever_is_bestuursorgaan
        mede = self.mede_ondertekening
        return b.Mandaat(
            **{
                **gelijk,
                "adviserend": self.rol == "adviserend",
                "gever_is_bestuursorgaan": self.soort is b.Soort.MANDAAT if orgaan is None else orgaan,
                "handelingen": frozenset(self.handelingen),
                "uitgesloten": frozenset(self.uitgesloten),
                "werkgebied": frozenset(self.werkgebied),
                "vervangers": tuple(b.Vervanger(**velden(vervanger)) for vervanger in self.vervangers),
                "mede_ondertekening": b.MedeOndertekening(mede.functie, mede.boven) if mede else None,
            }
        )


class Vervulling(Invoer):
    """Who fills a function; tot = the first day that somebody else does. Without dates: always."""

    functie: Naam
    persoon: Naam
    van: date = date.min
    tot: date | None = None
    organisatie: Naam | None = None


class Gebruik(Invoer):
    """What was used under a mandate in a calendar year; without casus: by other casussen together."""

    mandaat: Naam
    jaar: int = Field(ge=2000, le=2200)
    bedrag: Bedrag
    casus: Naam | None = None


class Stap(Invoer):
    """A step of the ladder, in order."""

    nummer: Stapnummer
    naam: str = ""
    houders: tuple[Naam, ...] = ()
    spoor: b.Spoor = b.Spoor.BEIDE
    samen: bool = False
    bevoegdheid: b.Bevoegdheid = b.Bevoegdheid.MANDAAT
    organen: dict[Naam, Naam] = Field(default_factory=dict)
    bevestigen_binnen: int = Field(default=2, ge=1)


class Besteding(Invoer):
    """A bestedingsregel: earmark x destination."""

    oormerk: Naam
    bestemming: Naam
    waarde: Waarde
    reden: Naam
    bron: str = ""
    voorwaarden: tuple[Naam, ...] = ()
    alternatieven: tuple[Naam, ...] = ()
    tenzij_matrix: bool = False
    status: str = "ontwerp"
    geldig_van: date | None = None
    geldig_tot: date | None = None


class Register(Invoer):
    """A small register in the file itself; without bestedingsregels the national ones count."""

    mandaten: tuple[Mandaat, ...] = ()
    vervullingen: tuple[Vervulling, ...] = ()
    gebruik: tuple[Gebruik, ...] = ()
    ladder: tuple[Stap, ...] = ()
    valt_onder: dict[Naam, Naam] = Field(default_factory=dict)
    bestedingsregels: tuple[Besteding, ...] | None = None

    @model_validator(mode="after")
    def _eenmaal(self) -> Register:
        dubbel = [
            *dubbele(f"mandaat {m.id} versie {m.versie}" for m in self.mandaten),
            *dubbele(f"stap {stap.nummer}" for stap in self.ladder),
        ]
        if dubbel:
            raise ValueError(f"staat er meer dan een keer: {', '.join(dubbel)}")
        return self


def als_register(invoer: Register, landelijk: Sequence[Bestedingsregel] = ()) -> b.Register:
    """Return the register of a file as the rules use it."""
    per_casus: dict[tuple[str, str], Geld] = {}
    per_jaar: dict[tuple[str, int], Geld] = {}
    for rij in invoer.gebruik:
        if rij.casus is not None:
            per_casus[rij.mandaat, rij.casus] = per_casus.get((rij.mandaat, rij.casus), NUL) + rij.bedrag
        per_jaar[rij.mandaat, rij.jaar] = per_jaar.get((rij.mandaat, rij.jaar), NUL) + rij.bedrag
    eigen = invoer.bestedingsregels
    return b.Register(
        mandaten=tuple(mandaat.als_mandaat() for mandaat in invoer.mandaten),
        vervullingen=tuple(b.Vervulling(**velden(rij)) for rij in invoer.vervullingen),
        gebruik=b.Gebruik(per_casus, per_jaar),
        ladder=tuple(b.Trede(**velden(stap)) for stap in invoer.ladder),
        bestedingsregels=tuple(landelijk if eigen is None else (Bestedingsregel(**velden(rij)) for rij in eigen)),
        valt_onder=invoer.valt_onder,
    )


def velden(invoer: Invoer) -> dict[str, Any]:
    """Return the fields of a part of the file by name."""
    return {naam: getattr(invoer, naam) for naam in type(invoer).model_fields}


def dubbele(namen: Iterable[str]) -> Iterator[str]:
    """Return every name that stands there more than once."""
    return (naam for naam, aantal in Counter(namen).items() if aantal > 1)
