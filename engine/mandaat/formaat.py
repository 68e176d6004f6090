"""The input format `doorbraak-mandaatvraag/1`: may the people present decide this?

A file may bring its own register; then it is answered without a database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from budget.basis.geld import NUL, Geld, lees_geld
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde
from engine.invoer.lezen import Bedrag, Bestandinvoer, Invoer, lees
from engine.mandaat import begrippen as b
from engine.mandaat import toetsing as t
from engine.mandaat.antwoord import als_antwoord
from engine.mandaat.formaat_register import Naam, NietLeeg, Register, Stapnummer, als_register, dubbele, velden
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.regels.functiescheiding import Handelrol


def _niet_negatief(waarde: Any) -> Any:
    bedrag = waarde if isinstance(waarde, Geld) else lees_geld(waarde) if isinstance(waarde, str) else None
    if bedrag is not None and bedrag < NUL:
        raise ValueError(f"het bedrag is niet lager dan nul, dus niet {bedrag}")
    return waarde


Gevraagd = Annotated[Bedrag, BeforeValidator(_niet_negatief)]


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
    vereisten: Annotated[tuple[Vereiste, ...], NietLeeg]
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
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-mandaatvraag/1
peildatum: 2026-11-23
planregels:
  - kenmerk: hulp-1
    casus: DT-7K3M9Q
    vereisten:
      - orgaan: college_a
        soort: mandaat
        domein: jeugdwet
        handeling: beschikking
        bedrag: "18.000,00"
        looptijd_maanden: 6
      - orgaan: pot
        soort: volmacht
        domein: pot
        handeling: reserveren
        bedrag: "18.000,00"
        looptijd_maanden: 6
        oormerk: jeugdwet
        bestemming: overbrugging
aanwezigheid:
  - {persoon: anna_voorbeeld, functie: teammanager_jeugd_a}
  - {persoon: fien_voorbeeld, functie: lid_gemeenten}
  - {persoon: gijs_voorbeeld, functie: lid_swv, wijze: op_afstand, geauthenticeerd: true}
# Laat het mandaatregister weg om het register van de database te gebruiken.
mandaatregister:
  mandaten:
    - id: M1
      gever: college_a
      soort: mandaat
      houder_functie: teammanager_jeugd_a
      vervangers:
        - {functie: adviseur_jeugd_a}
        - {functie: directeur_sd_a, max_per_regel: "10.000,00"}
      domein: jeugdwet
      handelingen: [beschikking]
      uitgesloten: [beslissen_op_bezwaar]
      max_per_regel: "15.000,00"
      max_per_casus: "25.000,00"
      max_per_jaar: "200.000,00"
      max_looptijd: 6
      schriftelijk: true
      geldig_van: 2026-01-01
      bron: mandaatbesluit gemeente A (fictief)
    - id: M3
      gever: pot
      principaal: deelnemers
      soort: volmacht
      houder_functie: lid_gemeenten
      gezamenlijk_met: lid_swv
      domein: pot
      handelingen: [reserveren]
      max_per_regel: "25.000,00"
      max_per_casus: "50.000,00"
      max_per_jaar: onbeperkt
      max_looptijd: 12
      geldig_van: 2026-01-01
      bron: convenant (fictief)
  vervullingen:
    - {functie: teammanager_jeugd_a, persoon: anna_voorbeeld, organisatie: gemeente_a}
    - {functie: lid_gemeenten, persoon: fien_voorbeeld, organisatie: gemeente_b}
    - {functie: lid_swv, persoon: gijs_voorbeeld, organisatie: swv_po_x}
    - {functie: wethouder, persoon: jet_voorbeeld}
    - {functie: directeur_bestuurder, persoon: kees_voorbeeld}
  gebruik:
    - {mandaat: M1, casus: DT-7K3M9Q, jaar: 2026, bedrag: "4.000,00"}
  ladder:
    - {nummer: "3", naam: doorbraaktafel, houders: [voorzitter], bevoegdheid: geen}
    - nummer: "4"
      naam: doorzettingsmacht
      houders: [wethouder, directeur_bestuurder]
      samen: true
      bevoegdheid: bindend_advies
"""

    peildatum: date
    planregels: Annotated[tuple[Planregel, ...], NietLeeg]
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
        dubbel = list(dubbele(regel.kenmerk for regel in self.planregels))
        if dubbel:
            raise ValueError(f"elke planregel heeft een eigen naam; dubbel: {', '.join(dubbel)}")
        return self

    def als_vraag(self) -> t.Toetsvraag:
        """Return the question as the rules use it."""
        return t.Toetsvraag(
            regels=tuple(_planregel(regel) for regel in self.planregels),
            datum=self.peildatum,
            nodig_voor=self.nodig_voor,
            antwoord_binnen=self.antwoord_binnen,
            aanwezigheid=tuple(b.Aanwezigheid(**velden(rij)) for rij in self.aanwezigheid),
            trede=self.stap,
            onbereikbaar=frozenset(self.onbereikbaar),
            geweigerd=tuple(t.GeweigerdeVraag(**velden(rij)) for rij in self.geweigerd),
            rollen=tuple(t.RolInZaak(**velden(rij)) for rij in self.rollen),
            handtekeningen=tuple(t.Handtekening(**velden(rij)) for rij in self.handtekeningen),
        )


def toets_bestand(
    tekst: str,
    naam: str,
    register: b.Register | None = None,
    *,
    werkdag_later: t.WerkdagLater,
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


def _planregel(regel: Planregel) -> t.Planregel:
    return t.Planregel(
        regel.kenmerk,
        tuple(
            t.Vereiste(
                **{
                    **velden(vereiste),
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
