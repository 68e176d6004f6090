"""The input format `doorbraak-register/1`: what changes in the register, dated and with its source."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from engine.invoer.lezen import Bestandinvoer, Invoer

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,60}$")]
Naam = Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=120)]
Rolnaam = Literal[
    "voorzitter", "secretaris", "tafeldeelnemer", "casusregisseur", "financier", "kassier", "bestuurder", "beheerder",
    "auditor",
]  # fmt: skip


class _Periode(Invoer):
    """A dated row: tot is the first day on which it no longer holds. eindigt: an existing row ends on that day."""

    van: date | None = None
    tot: date | None = None
    eindigt: date | None = None

    @model_validator(mode="after")
    def _klopt(self) -> _Periode:
        if (self.van is None) == (self.eindigt is None):
            raise ValueError("geef van (een nieuwe rij) of eindigt (een rij die er al is); een van de twee")
        if self.van is not None and self.tot is not None and self.tot <= self.van:
            raise ValueError("tot is de eerste dag zonder en ligt dus na van")
        return self


class Organisatie(Invoer):
    """A new organisation."""

    id: Id
    naam: Naam
    soort: Literal[
        "school", "schoolbestuur", "swv", "lokaal_team", "gemeente", "leerplicht", "ggd", "veilig_thuis", "gi",
        "aanbieder", "zorgkantoor", "verzekeraar", "politie", "overig",
    ]  # fmt: skip
    domein: Literal["onderwijs", "toegang", "jeugdhulp", "leerplicht", "jgz", "veiligheid", "financier"]
    gemeente: Naam | None = None
    werkgebied: tuple[Naam, ...] = ()
    onderdeel_van: Id | None = None
    kenmerken: tuple[Id, ...] = ()


class Functie(Invoer):
    """A new function."""

    id: Id
    naam: Naam
    organisatie: Id | None = None
    valt_onder: Id | None = None


class Persoon(Invoer):
    """A new professional; never somebody of a gezin."""

    id: Id
    weergavenaam: Naam
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    rollen: tuple[Rolnaam, ...] = ()


class Aanstelling(_Periode):
    """Somebody works for an organisation, or stops."""

    persoon: Id
    organisatie: Id
    functie: Naam = "medewerker"
    vervanger: Id | None = None


class Vervulling(_Periode):
    """Somebody holds a function, or gives it up."""

    persoon: Id
    functie: Id


class Afwezigheid(Invoer):
    """A known absence: only this lets a vervanger act."""

    persoon: Id
    van: date
    tot: date


class Contact(_Periode):
    """The fixed contact of a school for a gemeente."""

    school: Id
    gemeente: Naam
    persoon: Id


class Aanbod(_Periode):
    """What a provider offers, its waiting time and until when it is contracted."""

    aanbieder: Id
    product: Naam
    wachttijd_weken: int | None = Field(default=None, ge=0, le=520)
    contract_tot: date | None = None


class Document(_Periode):
    """A document of the covenant: which version, where it is kept, and its fingerprint."""

    naam: Id
    versie: Naam
    plaats: Naam
    vingerafdruk: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class Intrekking(Invoer):
    """A mandaat, volmacht or machtiging is withdrawn (Awb 10:8)."""

    mandaat: str
    op: date
    document: Naam


class Inlog(Invoer):
    """Who stands behind a login of the PostgreSQL database; SYSTEEM for the runner."""

    login: Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_$-]{0,62}$")]
    persoon: str


class Registerwijziging(Bestandinvoer):
    """Everything that changes, with one source; all of it or nothing."""

    FORMAAT: ClassVar[str] = "doorbraak-register/1"
    VOORBEELD: ClassVar[str] = """\
formaat: doorbraak-register/1
bron: mail van de secretaris van 20 november
personen:
  - {id: nina_nieuw, weergavenaam: Nina Nieuw, email: nina.nieuw@example.org, rollen: [tafeldeelnemer]}
aanstellingen:
  - {persoon: nina_nieuw, organisatie: gemeente_zeist, functie: teammanager, van: 2026-12-01}
vervullingen:
  - {persoon: tom_toezegger, functie: teammanager_jeugd_zeist, eindigt: 2026-12-01}
  - {persoon: nina_nieuw, functie: teammanager_jeugd_zeist, van: 2026-12-01}
afwezigheden:
  - {persoon: tom_toezegger, van: 2026-12-21, tot: 2027-01-04}
contacten:                      # vaste contactpersoon per school en gemeente
  - {school: school_bedachte_boom, gemeente: Zeist, persoon: cas_consulent, van: 2026-12-01}
aanbod:                         # aanbieders met wachttijd en contract
  - {aanbieder: aanbieder_de_brug, product: begeleiding thuis, wachttijd_weken: 6, van: 2026-12-01}
documenten:
  - {naam: convenant, versie: "2027", plaats: archief/convenant-2027.pdf, van: 2027-01-01}
intrekkingen: []                # {mandaat, op, document}
inloggen: []                    # {login, persoon}; alleen op PostgreSQL, door de eigenaar van de database
"""

    bron: Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]
    organisaties: tuple[Organisatie, ...] = ()
    functies: tuple[Functie, ...] = ()
    personen: tuple[Persoon, ...] = ()
    aanstellingen: tuple[Aanstelling, ...] = ()
    vervullingen: tuple[Vervulling, ...] = ()
    afwezigheden: tuple[Afwezigheid, ...] = ()
    contacten: tuple[Contact, ...] = ()
    aanbod: tuple[Aanbod, ...] = ()
    documenten: tuple[Document, ...] = ()
    intrekkingen: tuple[Intrekking, ...] = ()
    inloggen: tuple[Inlog, ...] = ()

    @model_validator(mode="after")
    def _afwezig(self) -> Registerwijziging:
        if any(rij.tot <= rij.van for rij in self.afwezigheden):
            raise ValueError("een afwezigheid eindigt na haar eerste dag; tot is de eerste dag terug")
        return self

    def aantal(self) -> dict[str, int]:
        """Return how many rows of each kind there are."""
        return {naam: len(rijen) for naam, rijen in self._lijsten().items() if rijen}

    def _lijsten(self) -> dict[str, Any]:
        return {naam: waarde for naam in type(self).model_fields if isinstance(waarde := getattr(self, naam), tuple)}
