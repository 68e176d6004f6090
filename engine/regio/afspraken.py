"""What a region agreed: keys, pot, ladder, terms, thresholds, spending rules and matrix; and the region as a whole."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from budget.basis.geld import NUL
from engine.mandaat.begrippen import Bevoegdheid, Mandaat, Spoor
from engine.regio.begrippen import (
    STRENG,
    Betalerkolom,
    Functie,
    Kop,
    Mens,
    Organisatiesoort,
    Partij,
    Sluitingsdag,
)
from engine.regio.waarden import (
    Bedrag,
    Bic,
    Dag,
    Getal,
    Iban,
    Id,
    JaNee,
    Looptermijn,
    Registratienummer,
    Status,
    Tekst,
    Tijd,
    TredeMoment,
)
from engine.termijnen.begrippen import Grondslag, Opschortgrond

# -------------------------------------------------------------------------------------- sleutels.toml, pot.toml
Sleutelgrondslag = Literal[
    "vast_bedrag", "percentage", "inwoners", "jeugdigen_0_17", "jeugdigen_0_22", "leerlingen", "gebruik_t_1",
    "gem_3jaar", "plafond_hoge_kosten", "mix",
]  # fmt: skip


@dataclass(config=STRENG, frozen=True)
class Sleuteldeel:
    """A part of a key: its share of the whole, and the weights by which that share is split.

    With a plafond: kosten are the items of each payer in the year before; each payer bears its own up to the plafond,
    and the weights share what lies above it.
    """

    aandeel: int
    grondslag: Sleutelgrondslag
    gewichten: dict[Id, int]
    plafond: Bedrag | None = None
    kosten: dict[Id, tuple[Bedrag, ...]] = Field(default_factory=dict)


@dataclass(config=STRENG, frozen=True)
class Sleutel:
    """One version of a verdeelsleutel: whole weights per participant, in force from a day.

    delen: the parts that the weights come from, of a mix and of a plafond_hoge_kosten; the program adds them up.
    """

    naam: Id
    versie: Id
    doelen: tuple[Literal["bijdrage", "potlast", "tekort", "uitkering", "instandhouding", "impasse"], ...]
    grondslag: Sleutelgrondslag
    peildatum: Dag
    geldig_van: Dag
    besluit: Tekst
    bron: Tekst
    status: Status
    gewichten: dict[Id, int] = Field(default_factory=dict)
    delen: tuple[Sleuteldeel, ...] = ()
    geldig_tot: Dag | None = None


@dataclass(config=STRENG, frozen=True)
class Deelnemer:
    """A participant in its fixed place (ties in a split go to the earlier one) and the earmark of its money."""

    organisatie: Id
    oormerk: Id


@dataclass(config=STRENG, frozen=True)
class Toezegging:
    """What is promised for a year: a total split by a key, or an amount per participant.

    termijnen: the days on which equal parts come in; none: the whole on `datum`.
    """

    jaar: Getal
    datum: Dag
    bron: Tekst
    status: Status
    totaal: Bedrag | None = None
    sleutel: Id | None = None
    bedragen: dict[Id, Bedrag] = Field(default_factory=dict)
    termijnen: tuple[Dag, ...] = ()


@dataclass(config=STRENG, frozen=True)
class Eadres:
    """Where an e-invoice comes from or goes to; without an eindpunt that is the registratie."""

    straat: Tekst
    postcode: Tekst
    plaats: Tekst
    registratie: Registratienummer
    eindpunt: Registratienummer | None = None


@dataclass(config=STRENG, frozen=True)
class Efactuur:
    """What an e-invoice of a claim needs: why there is no btw on it, and the address of who sends and who gets it."""

    btw_categorie: Literal["O", "E", "Z"]
    btw_reden: Tekst
    bron: Tekst
    status: Status
    adressen: dict[Id, Eadres] = Field(default_factory=dict)


@dataclass(config=STRENG, frozen=True)
class Pot:
    """The head of the pot agreement: account, kassier and limits; the participants and pledges stand apart.

    orgaan: the organisation on whose behalf pot money is committed, the giver of the volmacht.
    fiscaal_nummer: that of who keeps the pot, for the auditfile; empty is not known. bedrag_vanzelf: a receipt without
    reference goes by itself to the one claim of just that amount. betaalbestand: the payment file that the bank takes.
    """

    naam: Tekst
    orgaan: Id
    rekening: Iban
    bic: Bic
    tenaamstelling: Tekst
    kassier: Id
    potlast_sleutel: Id
    betaaltermijn: Looptermijn
    bron: Tekst
    status: Status
    tolerantie: Bedrag = NUL
    ondergrens: Bedrag = NUL
    fiscaal_nummer: str = ""
    bedrag_vanzelf: JaNee = False
    betaalbestand: Literal["pain.001.001.09", "pain.001.001.03"] = "pain.001.001.09"
    efactuur: Efactuur | None = None


# ------------------------------------------------------------------------------------- ladder.toml, termijnen.toml
@dataclass(config=STRENG, frozen=True)
class Stap:
    """A step of the ladder: who answers, within what time, and where silence leads."""

    nummer: Tekst
    naam: Tekst
    spoor: Spoor
    houders: tuple[Id, ...]
    mag: Tekst
    bron: Tekst
    status: Status
    bevoegdheid: Bevoegdheid = Bevoegdheid.MANDAAT
    samen: JaNee = False
    antwoordtermijn: Looptermijn | None = None
    bij_stilte: Tekst | None = None
    organen: dict[Id, Id] = Field(default_factory=dict)
    bevestigen_binnen: Getal = 2


@dataclass(config=STRENG, frozen=True)
class Verlenging:
    """How often a term may be extended, and by how much each time."""

    hoogstens: Getal
    erbij: Looptermijn


@dataclass(config=STRENG, frozen=True)
class Termijn:
    """A term by its code: how long, on what ground, whose, and which reminders."""

    code: Tekst
    naam: Tekst
    duur: Looptermijn
    grondslag: Grondslag
    eigenaar: Id
    profiel: Id
    bron: Tekst
    status: Status
    verlenging: Verlenging | None = None


@dataclass(config=STRENG, frozen=True)
class Wetsverlenging:
    """How a term from elsewhere may be extended: each time by so much, or `vrij`: the notice names the new end."""

    hoogstens: Getal
    erbij: Looptermijn | None = None
    vrij: JaNee = False

    def __post_init__(self) -> None:
        if self.vrij is (self.erbij is not None):
            raise ValueError("noem óf hoeveel erbij komt, óf vrij = true")


@dataclass(config=STRENG, frozen=True)
class Wetstermijn:
    """A term that was set outside the region, from the first day on which it counts, with where it was read."""

    code: Tekst
    naam: Tekst
    begint: Tekst
    duur: Looptermijn
    grondslag: Grondslag
    eigenaar: Id
    geldig_van: Dag
    bron: Tekst
    status: Status
    verlenging: Wetsverlenging | None = None
    opschorten: tuple[Opschortgrond, ...] = ()


@dataclass(config=STRENG, frozen=True)
class Profieltrede:
    """A moment of a reminder ladder and who is told then."""

    op: TredeMoment
    naar: tuple[Id, ...]


@dataclass(config=STRENG, frozen=True)
class Profiel:
    """A reminder ladder that several terms share."""

    naam: Id
    treden: tuple[Profieltrede, ...]
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Herinnering:
    """One row of the reminder matrix."""

    code: Tekst
    naam: Tekst
    treden: tuple[Profieltrede, ...]
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Bericht:
    """When mail goes out: one digest a day, and quiet hours."""

    verzamelbericht: Tijd
    stil_vanaf: Tijd
    stil_tot: Tijd
    weekend_stil: JaNee
    bron: Tekst
    status: Status


# ------------------------------------------------------------------------ netwerk.toml, bestedingsregels.toml, matrix
Drempel = Getal


@dataclass(config=STRENG, frozen=True)
class Rangpunten:
    """What counts in the ranking of whom to ask for the regie; from `genoeg` somebody is proposed by name."""

    maatregel: float = 5
    woongemeente: float = 4
    mandaat: float = 3
    gezin: float = 3
    lijn: float = 1
    geen_lijn: float = -1
    wijzen_hierheen: float = 2
    eerder_samen: float = 1
    vol: float = -3
    vertrekt: float = -5
    genoeg: float = 4


@dataclass(config=STRENG, frozen=True)
class Drempels:
    """The thresholds of the network rules, in calendar days unless the name says otherwise."""

    bron: Tekst
    status: Status
    gratie_regie_dagen: Drempel = 5
    waarneming_dagen: Drempel = 14
    overdrachtsvenster_dagen: Drempel = 14
    wacht_dagen: Drempel = 7
    ontvangst_dagen: Drempel = 7
    contactvenster_dagen: Drempel = 90
    stappen: Drempel = 2
    nieuw_dagen: Drempel = 14
    stil_dagen: Drempel = 42
    stil_factor: float = Field(default=1.5, ge=1, le=10)
    aanbieders_vanaf: Drempel = 4
    vertrek_dagen: Drempel = 60
    melding_dagen: Drempel = 14
    wissel_dagen: Drempel = 14
    koppel_vanaf: Drempel = 3
    lijst_bevestigen_dagen: Drempel = 28
    weigering_dagen: Drempel = 60
    vertrek_uitsluiten_dagen: Drempel = 30
    vertrek_min_dagen: Drempel = 180
    gever_houdt_regie: JaNee = True
    maatregel_telt_als_regie: JaNee = True
    mandaat_stapelen: JaNee = True
    gesloten_soorten: tuple[Organisatiesoort, ...] = ("veilig_thuis", "politie")
    punten: Rangpunten = Rangpunten()


@dataclass(config=STRENG, frozen=True)
class Besteding:
    """A spending rule of the region; the national ones of nl/bestedingsregels.toml hold as well."""

    oormerk: Tekst
    bestemming: Tekst
    waarde: Literal["toegestaan", "voorwaardelijk", "geblokkeerd"]
    reden: Tekst
    bron: Tekst
    status: Status
    voorwaarden: tuple[Id, ...] = ()
    alternatieven: tuple[Tekst, ...] = ()
    tenzij_matrix: JaNee = False
    geldig_van: Dag | None = None
    geldig_tot: Dag | None = None


@dataclass(config=STRENG, frozen=True)
class Cel:
    """What the matrix says of one activity in one column; voorwaarde is filled for `voorwaardelijk` only."""

    kolom: str
    waarde: Literal["ja", "nee", "voorwaardelijk", "grijs"]
    voorwaarde: str | None = None


@dataclass(config=STRENG, frozen=True)
class Activiteit:
    """A row of the payer matrix: a concrete activity, its need category A-I and a cell per column."""

    code: Tekst
    kop: Tekst
    tekst: Tekst
    behoefte: Literal["A", "B", "C", "D", "E", "F", "G", "H", "I"]
    cellen: tuple[Cel, ...]
    bron: Tekst
    status: Status


@dataclass(config=STRENG, frozen=True)
class Landelijk:
    """National data and the process version, as they are copied into the database."""

    feestdagen: str
    schoolvakanties: str
    bestedingsregels: tuple[dict[str, Any], ...]
    herinneringen: dict[str, Any]
    termijnen: tuple[Wetstermijn, ...]
    vereisten: dict[str, Any]
    proces: dict[str, Any]


@dataclass(config=STRENG, frozen=True)
class Regio:
    """A region that was read without a single fault."""

    kop: Kop
    organisaties: tuple[Partij, ...]
    functies: tuple[Functie, ...]
    personen: tuple[Mens, ...]
    mandaten: tuple[Mandaat, ...]
    sleutels: tuple[Sleutel, ...]
    pot: Pot
    deelnemers: tuple[Deelnemer, ...]
    toezeggingen: tuple[Toezegging, ...]
    ladder: tuple[Stap, ...]
    termijnen: tuple[Termijn, ...]
    profielen: tuple[Profiel, ...]
    herinneringen: tuple[Herinnering, ...]
    bericht: Bericht
    drempels: Drempels
    bestedingsregels: tuple[Besteding, ...]
    kolommen: tuple[Betalerkolom, ...]
    matrix: tuple[Activiteit, ...]
    sluitingsdagen: tuple[Sluitingsdag, ...]
    landelijk: Landelijk
    vingerafdruk: str
