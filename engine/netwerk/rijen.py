"""The dated rows of the actor network: register, relations, events of the regie, tables.

A row has two clocks. Valid time (`geldig_van` up to and not including `geldig_tot`) says how it was;
record time (`vastgelegd_op`, `vervallen_op`) says what was known. Nothing is ever overwritten: a correction
withdraws a row and adds another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.netwerk.begrippen import Domein, Gebeurtenissoort, Kennis, Laag, Onderwerp, Organisatiesoort

ONBEPERKT = 10**12
"""Cents: the largest amount that the ledger takes; a mandate without a ceiling reaches that far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisatie:
    """An organisation of the register; `werkgebied` holds further municipalities it works for."""

    id: str
    soort: Organisatiesoort
    domein: Domein
    naam: str = ""
    gemeente: str | None = None
    werkgebied: tuple[str, ...] = ()
    onderdeel_van: str | None = None

    def bedient(self, gemeente: str) -> bool:
        """Say whether this organisation works for the municipality."""
        return self.gemeente == gemeente or gemeente in self.werkgebied


@dataclass(frozen=True, slots=True, kw_only=True)
class Persoon:
    """A person; employment is a dated row, because people move.

    regielast_elders: weighted number of casussen in which this person holds the regie, without this one.
    """

    id: str
    weergavenaam: str = ""
    functie: str = ""
    regielast_elders: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Casus:
    """One casus; the jeugdige is no node of the network.

    koppel_casussen: active casussen of this school and woongemeente, this one included.
    """

    id: str
    start: date
    einde: date | None = None
    woongemeente_jeugdwet: str | None = None
    woongemeente_grondslag: str | None = None
    woongemeente_bevestigd_op: date | None = None
    verblijfgemeente: str | None = None
    school: str | None = None
    kader: Literal["jeugdwet", "wlz", "zvw", "onbekend"] = "jeugdwet"
    gewicht: float = 1
    koppel_casussen: int = 1
    actorenlijst_bevestigd_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vastgelegd:
    """Something on record: `id` is its key, or its place in the file it was read from."""

    id: str = ""
    vastgelegd_op: date | None = None
    vervallen_op: date | None = None
    bron: str = ""

    def bekend(self, k: date | None) -> bool:
        """Say whether this was on record at the end of day k; without k: whether it still is."""
        if k is None:
            return self.vervallen_op is None
        return (self.vastgelegd_op is None or self.vastgelegd_op <= k) and (
            self.vervallen_op is None or k < self.vervallen_op
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rij(Vastgelegd):
    """A dated fact; `geldig_tot` is the first day on which it no longer holds.

    kennis `afwezig` means: somebody checked that it is not so. Such a row never counts as a line or a person.
    """

    geldig_van: date | None = None
    geldig_tot: date | None = None
    kennis: Kennis = "aanwezig"
    bevestigd_op: date | None = None

    def geldt(self, op: date) -> bool:
        """Say whether the row holds on that day."""
        return (self.geldig_van is None or self.geldig_van <= op) and (self.geldig_tot is None or op < self.geldig_tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanstelling(Rij):
    """`van` (person) works for `naar` (organisation)."""

    van: str
    naar: str
    functie: str = ""
    fte: float | None = None
    vervanger: str | None = None
    bandbreedte: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Betrokken(Rij):
    """`van` (person, or organisation as long as no name is known) takes part in this casus."""

    van: str
    domein: Domein | None = None
    organisatie: str | None = None
    rol: Literal["uitvoerend", "consult", "aanmelder", "meekijker"] | None = None
    ritme_dagen: int | None = None
    wachtlijst: bool = False
    onderaannemer_van: str | None = None
    opvolger_van: str | None = None
    contactmomenten: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Informatie(Rij):
    """Two actors share information; undirected. An empty `grondslag` means: not recorded, so not forbidden."""

    van: str
    naar: str
    vorm: Literal["uitwisseling", "overdracht", "terugkoppeling"] | None = None
    grondslag: Literal["toestemming", "wet", "geen"] | None = None
    grondslag_tot: date | None = None
    wederzijds: bool = False
    contactmomenten: tuple[date, ...] = ()

    def mag(self, op: date) -> bool:
        """Say whether sharing is allowed on that day."""
        return self.grondslag != "geen" and (self.grondslag_tot is None or op < self.grondslag_tot)


@dataclass(frozen=True, slots=True, kw_only=True)
class WijstNaar(Rij):
    """`van` says that `naar` should act."""

    van: str
    naar: str
    onderwerp: Onderwerp
    status: Literal["open", "beantwoord"] = "open"
    citaat: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Financiering(Rij):
    """`van` (organisation) was asked to pay in this casus, agreed, or disputes it."""

    van: str
    status: Literal["gevraagd", "toegezegd", "betwist", "pot", "afgewezen"]
    bedrag_cent: int | None = None
    wet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding(Rij):
    """`van` reported to `naar` (organisation) on `geldig_van`."""

    van: str
    naar: str
    terugkoppeling_op: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandaat(Rij):
    """`van` (organisation) lets `naar` (person) decide up to a ceiling in cents."""

    van: str
    naar: str
    wet: str
    plafond_cent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Contactpersoon(Rij):
    """`naar` (person) is the fixed contact of `van` (school)."""

    van: str
    naar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VastGezicht(Rij):
    """`van` (person) is the fixed face for the gezin (`naar`)."""

    van: str | None = None
    naar: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BesluitNodig(Rij):
    """A decision about an amount in cents that this casus waits for."""

    bedrag_cent: int
    wet: str
    voor_datum: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maatregel(Rij):
    """A measure that `van` (a gecertificeerde instelling) carries out."""

    van: str
    vorm: Literal["ots", "voogdij", "jeugdreclassering"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EerderSamen(Rij):
    """Two people shared casussen before."""

    van: str
    naar: str
    aantal: int = 1


Relatie = (
    Aanstelling
    | Betrokken
    | Informatie
    | WijstNaar
    | Financiering
    | Melding
    | Mandaat
    | Contactpersoon
    | VastGezicht
    | BesluitNodig
    | Maatregel
    | EerderSamen
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis(Vastgelegd):
    """One event of the regie; on the same date the order of insertion counts."""

    datum: date
    soort: Gebeurtenissoort
    laag: Laag = Laag.CASUS
    persoon: str | None = None
    aan: str | None = None
    duo_met: str | None = None
    vervanger: str | None = None
    door: str | None = None
    reden: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tafel(Vastgelegd):
    """A planned (or cancelled) table about this casus."""

    datum: date
    genodigden: tuple[str, ...]
    status: Literal["gepland", "geannuleerd"] = "gepland"


@dataclass(frozen=True, slots=True)
class Vakantie:
    """A school holiday, from `van` up to and not including `tot`."""

    van: date
    tot: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Rijen:
    """Everything on record about ONE casus, with the register rows of its people.

    Never cut out of the rows of a larger network: lines of other casussen would come along.
    """

    casus: Casus
    organisaties: tuple[Organisatie, ...] = ()
    personen: tuple[Persoon, ...] = ()
    relaties: tuple[Relatie, ...] = ()
    gebeurtenissen: tuple[Gebeurtenis, ...] = ()
    tafels: tuple[Tafel, ...] = ()
    vakanties: tuple[Vakantie, ...] = ()
