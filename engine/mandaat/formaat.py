"""The input format `doorbraak-mandaatvraag/1`: may the people present decide this?

A file may bring its own register; then it is answered without a database.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema, model_validator

from budget.basis.geld import NUL, Geld, lees_geld
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde
from engine.invoer.lezen import Bedrag, Bestandinvoer, Invoer, lees
from engine.mandaat import begrippen as b
from engine.mandaat.antwoord import als_antwoord
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.regels.functiescheiding import Handelrol
from engine.mandaat.voorbeeld import VOORBEELD

ONBEPERKT_TEKST = "onbeperkt"


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


def _niet_negatief(waarde: Any) -> Any:
    bedrag = waarde if isinstance(waarde, Geld) else lees_geld(waarde) if isinstance(waarde, str) else None
    if bedrag is not None and bedrag < NUL:
        raise ValueError(f"het bedrag is niet lager dan nul, dus niet {bedrag}")
    return waarde


def _als_tekst(waarde: Any) -> Any:
    return str(waarde) if isinstance(waarde, int) and not isinstance(waarde, bool) else waarde


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
Gevraagd = Annotated[Bedrag, BeforeValidator(_niet_negatief)]
Stapnummer = Annotated[str, BeforeValidator(_als_tekst), Field(min_length=1)]
Naam = Annotated[str, Field(min_length=1)]


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
    handelingen: tuple[Naam, ...] = Field(min_length=1)
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
        velden = {naam: getattr(self, naam) for naam in type(self).model_fields}
        del velden["rol"]
        orgaan = self.gever_is_bestuursorgaan
        mede = self.mede_ondertekening
        return b.Mandaat(
            **{
                **velden,
                "adviserend": self.rol == "adviserend",
                "gever_is_bestuursorgaan": self.soort is b.Soort.MANDAAT if orgaan is None else orgaan,
                "handelingen": frozenset(self.handelingen),
                "uitgesloten": frozenset(self.uitgesloten),
                "werkgebied": frozenset(self.werkgebied),
                "vervangers": tuple(b.Vervanger(**_velden(vervanger)) for vervanger in self.vervangers),
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
            *_dubbel(f"mandaat {m.id} versie {m.versie}" for m in self.mandaten),
            *_dubbel(f"stap {stap.nummer}" for stap in self.ladder),
        ]
        if dubbel:
            raise ValueError(f"staat er meer dan een keer: {', '.join(dubbel)}")
        return self


class Vereiste(Invoer):
    """One power that the line needs; without orgaan the competent body is not known yet."""

    orgaan: Naam | None = None
    soort: b.Soort
    domein: Naam
    handeling: Naam
    bedrag: Gevraagd = Field(default=NUL, json_schema_extra={"default": "0,00"})
    looptijd_maanden: int = Field(default=0, ge=0, le=1200)
    vanaf: date | None = None
    werkgebied: Naam | None = None
    aanbieder: Naam | None = None
    kenmerken: tuple[Naam, ...] = ()
    oormerk: Naam | None = None
    bestemming: Naam | None = None
    aangetoond: tuple[Naam, ...] = ()
    matrixcel: Waarde | None = None
    spoor: b.Spoor = b.Spoor.HULP

    @model_validator(mode="after")
    def _bestemming_bij_oormerk(self) -> Vereiste:
        if self.oormerk and not self.bestemming:
            raise ValueError("bij een oormerk hoort een bestemming, anders is de besteding niet te toetsen")
        return self


class Planregel(Invoer):
    """A plan line; lines with one samenhang_groep are decided together or not at all."""

    kenmerk: Naam
    casus: Naam
    vereisten: tuple[Vereiste, ...] = Field(min_length=1)
    samenhang_groep: Naam | None = None


class Aanwezigheid(Invoer):
    """Who is at the table, remote (authenticated or not), or recorded as absent; tot = first day back."""

    persoon: Naam
    functie: Naam | None = None
    wijze: b.Wijze = b.Wijze.AANWEZIG
    geauthenticeerd: bool = False
    van: date | None = None
    tot: date | None = None
    vastgelegd_door: Naam | None = None


class Rol(Invoer):
    """What a person did or is in a casus, line or toward a provider; without zaak it counts everywhere."""

    persoon: Naam
    rol: Handelrol
    zaak: Naam | None = None


class Geweigerd(Invoer):
    """A ruggespraak that was refused before; without bedrag for every amount."""

    door: Naam
    casus: Naam
    handeling: Naam
    bedrag: Bedrag | None = None


class Handtekening(Invoer):
    """A co-signature under exactly this line and amount."""

    persoon: Naam
    functie: Naam
    regel: Naam
    bedrag: Bedrag


class Mandaatvraag(Bestandinvoer):
    """The question as a file."""

    FORMAAT: ClassVar[str] = "doorbraak-mandaatvraag/1"
    model_config = ConfigDict(json_schema_extra={"examples": [VOORBEELD]})

    peildatum: date
    planregels: tuple[Planregel, ...] = Field(min_length=1)
    aanwezigheid: tuple[Aanwezigheid, ...] = ()
    stap: Stapnummer = "3"
    nodig_voor: date | None = None
    antwoord_binnen: int = Field(default=5, ge=1, le=60)
    onbereikbaar: tuple[Naam, ...] = ()
    geweigerd: tuple[Geweigerd, ...] = ()
    rollen: tuple[Rol, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()
    mandaatregister: Register | None = None

    @model_validator(mode="after")
    def _op_tijd(self) -> Mandaatvraag:
        if self.nodig_voor is not None and self.nodig_voor < self.peildatum:
            raise ValueError("nodig_voor ligt voor de peildatum")
        dubbel = list(_dubbel(regel.kenmerk for regel in self.planregels))
        if dubbel:
            raise ValueError(f"elke planregel heeft een eigen naam; dubbel: {', '.join(dubbel)}")
        return self

    def als_vraag(self) -> b.Toetsvraag:
        """Return the question as the rules use it."""
        return b.Toetsvraag(
            regels=tuple(_planregel(regel) for regel in self.planregels),
            datum=self.peildatum,
            nodig_voor=self.nodig_voor,
            antwoord_binnen=self.antwoord_binnen,
            aanwezigheid=tuple(b.Aanwezigheid(**_velden(rij)) for rij in self.aanwezigheid),
            trede=self.stap,
            onbereikbaar=frozenset(self.onbereikbaar),
            geweigerd=tuple(b.GeweigerdeVraag(**_velden(rij)) for rij in self.geweigerd),
            rollen=tuple(b.RolInZaak(**_velden(rij)) for rij in self.rollen),
            handtekeningen=tuple(b.Handtekening(**_velden(rij)) for rij in self.handtekeningen),
        )


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
        vervullingen=tuple(b.Vervulling(**_velden(rij)) for rij in invoer.vervullingen),
        gebruik=b.Gebruik(per_casus, per_jaar),
        ladder=tuple(b.Trede(**_velden(stap)) for stap in invoer.ladder),
        bestedingsregels=tuple(landelijk if eigen is None else (Bestedingsregel(**_velden(rij)) for rij in eigen)),
        valt_onder=invoer.valt_onder,
    )


def toets_bestand(
    tekst: str,
    naam: str,
    register: b.Register | None = None,
    *,
    werkdag_later: b.WerkdagLater,
    landelijk: Sequence[Bestedingsregel] = (),
) -> dict[str, Any]:
    """Answer a file of `doorbraak-mandaatvraag/1`: with its own register, else with the one given.

    landelijk: the national bestedingsregels, for a file that brings a register without them.
    Refuses unusable input (exit 2) with every finding at once.
    """
    invoer = lees(tekst, naam, Mandaatvraag)
    if invoer.mandaatregister is not None:
        register = als_register(invoer.mandaatregister, landelijk)
    if register is None:
        oplossing = "Zet een mandaatregister in het bestand, of noem een database met --database."
        raise OnbruikbareInvoer([Fout(naam, "mandaatregister", "Er is geen register om mee te toetsen.", oplossing)])
    return als_antwoord(toets_mandaat(invoer.als_vraag(), register, werkdag_later))


def _planregel(regel: Planregel) -> b.Planregel:
    return b.Planregel(
        regel.kenmerk,
        tuple(
            b.Vereiste(
                **{
                    **_velden(vereiste),
                    "kenmerken": frozenset(vereiste.kenmerken),
                    "aangetoond": frozenset(vereiste.aangetoond),
                },
                casus=regel.casus,
                regel=regel.kenmerk,
            )
            for vereiste in regel.vereisten
        ),
        regel.samenhang_groep,
    )


def _velden(invoer: Invoer) -> dict[str, Any]:
    return {naam: getattr(invoer, naam) for naam in type(invoer).model_fields}


def _dubbel(namen: Iterator[str]) -> Iterator[str]:
    return (naam for naam, aantal in Counter(namen).items() if aantal > 1)
