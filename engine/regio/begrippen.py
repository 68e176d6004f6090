"""Who a region consists of: frozen dataclasses that check their own values when they are read from a file.

An unknown key is refused. References between files are checked afterwards (engine/regio/controle.py).
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Literal

from pydantic import ConfigDict
from pydantic.dataclasses import dataclass

from engine.mandaat.begrippen import Soort
from engine.regio.waarden import (
    Aanduiding,
    Bedrag,
    Dag,
    Getal,
    Iban,
    Id,
    JaNee,
    Looptermijn,
    Looptijd,
    Moment,
    PlafondWaarde,
    Status,
    Tekst,
)  # fmt: skip

STRENG = ConfigDict(extra="forbid", arbitrary_types_allowed=True)

Organisatiesoort = Literal[
    "school", "schoolbestuur", "swv", "lokaal_team", "gemeente", "leerplicht", "ggd", "veilig_thuis", "gi", "aanbieder",
    "zorgkantoor", "verzekeraar", "politie", "overig",
]  # fmt: skip
Domein = Literal["onderwijs", "toegang", "jeugdhulp", "leerplicht", "jgz", "veiligheid", "financier"]
Rolnaam = Literal[
    "voorzitter", "secretaris", "tafeldeelnemer", "casusregisseur", "financier", "kassier", "bestuurder", "beheerder",
    "auditor",
]  # fmt: skip


# ------------------------------------------------------------------------------------------------ regio.toml
@dataclass(config=STRENG, frozen=True)
class Duurafspraak:
    """One term of the covenant."""

    duur: Looptermijn
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Aanmaanstap:
    """A step when a claim stays unpaid: so long after the last day to pay, and how long there is then."""

    naam: Tekst
    na: Looptermijn
    betalen_binnen: Looptermijn
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Impasse:
    """What happens when the uitzoekers do not agree in time."""

    route: Literal["sleutel", "potlast", "arbiter"]
    bindend: JaNee
    bron: Tekst
    status: Status
    sleutel: Id | None = None
    arbiter_functie: Id | None = None


@dataclass(config=STRENG, frozen=True)
class Uitzoekers:
    """How many uitzoekers take an uitzoekbesluit together."""

    aantal: Getal
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Convenant:
    """What the participants agreed on money and files; the source of each term stands with it.

    aanmaning: the steps when a claim stays unpaid, in order; none: nobody is reminded.
    regie_uitzondering: how long at most a casus may be decided on without a casusregisseur; None = never.
    """

    naam: Tekst
    partijen: tuple[Id, ...]
    betwisten_binnen: Duurafspraak
    antwoord_op_betwisting: Duurafspraak
    vordering_betalen_binnen: Duurafspraak
    reservering_houdbaar_na_planregel: Duurafspraak
    dossier_bewaren_na_sluiting: Duurafspraak
    uitzoekers: Uitzoekers
    impasse: Impasse
    bron: Tekst
    status: Status
    regie_uitzondering: Duurafspraak | None = None
    aanmaning: tuple[Aanmaanstap, ...] = ()


@dataclass(config=STRENG, frozen=True)
class Tafel:
    """The table itself: who organises it, which step of the ladder it is, whom it is for, who hears of a long delay."""

    naam: Tekst
    organisatie: Id
    stap: Tekst
    criterium: Tekst
    opdrachtgever_functie: Id
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Sluitingsdag:
    """A closing day of the region: counts for service terms only, never for a statutory term."""

    datum: Dag
    naam: Tekst
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Betalerkolom:
    """A column of the payer matrix; only a deelnemer contributes to the pot.

    plek: who stands behind it in a casus; raket: its place in the order school, samenwerkingsverband, jeugdhulp.
    """

    code: Id
    naam: Tekst
    wet: Tekst
    rol: Literal["deelnemer", "debiteur", "buiten"]
    plek: Literal["school", "swv", "woonplaats", "mbo", "zorgverzekeraar", "zorgkantoor", "anders"] = "anders"
    raket: Getal | None = None
    artikel: str = ""


@dataclass(config=STRENG, frozen=True)
class Kop:
    """The head of regio.toml."""

    formaat: Literal["doorbraak-regio/1"]
    id: Tekst
    naam: Tekst
    versie: Tekst
    geldig_van: Dag
    fictief: Tekst
    gemeenten: tuple[Tekst, ...]
    schoolvakanties: Literal["noord", "midden", "zuid"]
    proces: Tekst
    tafel: Tafel
    convenant: Convenant
    bron: Tekst
    status: Status
    oefengebruiker: Aanduiding | None = None
    oefenklok: Moment | None = None


# ---------------------------------------------------------------------------------- partijen.toml, personen.toml
@dataclass(config=STRENG, frozen=True)
class Partij:
    """An organisation; a gemeente as payer and its lokaal team are two, joined by onderdeel_van."""

    id: Id
    naam: Tekst
    soort: Organisatiesoort
    domein: Domein
    bron: Tekst
    status: Status
    gemeente: Tekst | None = None
    werkgebied: tuple[Tekst, ...] = ()
    onderdeel_van: Id | None = None
    rekening: Iban | None = None
    kenmerken: tuple[Id, ...] = ()


@dataclass(config=STRENG, frozen=True)
class Functie:
    """A function that persons hold from/to; valt_onder: the function that it is subordinate to."""

    id: Id
    naam: Tekst
    organisatie: Id | None = None
    valt_onder: Id | None = None


@dataclass(config=STRENG, frozen=True)
class Baan:
    """An aanstelling: from `van` up to, and not including, `tot`."""

    organisatie: Id
    functie: Tekst
    van: Dag
    tot: Dag | None = None
    vervanger: Id | None = None
    bandbreedte: Getal | None = None


@dataclass(config=STRENG, frozen=True)
class Taak:
    """A function held: from `van` up to, and not including, `tot`."""

    functie: Id
    van: Dag
    tot: Dag | None = None


@dataclass(config=STRENG, frozen=True)
class Mens:
    """A professional of the region."""

    id: Id
    weergavenaam: Tekst
    rollen: tuple[Rolnaam, ...]
    aanstellingen: tuple[Baan, ...]
    email: Tekst | None = None
    functies: tuple[Taak, ...] = ()


# ------------------------------------------------------------------------------------------------ mandaten.toml
@dataclass(config=STRENG, frozen=True)
class Vervanging:
    """A function that acts in place of the holder; an amount that is left out is that of the record."""

    functie: Id
    max_per_regel: PlafondWaarde | None = None
    max_per_casus: PlafondWaarde | None = None
    max_per_jaar: PlafondWaarde | None = None


@dataclass(config=STRENG, frozen=True)
class Tweede:
    """Co-signing by a function: above an amount, or always when no amount is given."""

    functie: Id
    boven: Bedrag | None = None


@dataclass(config=STRENG, frozen=True)
class Mandaatregel:
    """A mandaat, volmacht or machtiging as the folder writes it; every ceiling must be there."""

    id: Id
    gever: Id
    soort: Soort
    houder_functie: Id
    domein: Id
    handelingen: tuple[Id, ...]
    max_per_regel: PlafondWaarde
    max_per_casus: PlafondWaarde
    max_per_jaar: PlafondWaarde
    max_looptijd: Looptijd
    geldig_van: Dag
    bron: Tekst
    status: Status
    versie: Getal = 1
    geldig_tot: Dag | None = None
    ingetrokken_op: Dag | None = None
    gever_is_bestuursorgaan: JaNee = False
    principaal: Tekst | None = None
    rol: Literal["beslissend", "adviserend"] = "beslissend"
    is_ondermandaat_van: Id | None = None
    ondermandaat_toegestaan: JaNee = False
    vervangers: tuple[Vervanging, ...] = ()
    uitgesloten: tuple[Id, ...] = ()
    werkgebied: tuple[Tekst, ...] = ()
    mede_ondertekening: Tweede | None = None
    gezamenlijk_met: Id | None = None
    schriftelijk: JaNee = False
    ondergeschikt: JaNee = True
    instemming_persoon: Dag | None = None
    instemming_werkgever: Dag | None = None
    instemming_werkgever_door: Tekst | None = None
    instructies: tuple[Tekst, ...] = ()
    eigen_bevoegdheid: JaNee = False


def veldnamen(soort: type[Any]) -> tuple[str, ...]:
    """Return the keys that a table of this kind may have, in order."""
    return tuple(veld.name for veld in fields(soort))
