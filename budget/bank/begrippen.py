"""What a bank file holds and what is said about it: statements, lines, parts, reasons and remarks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias, TypeVar

Sleutel: TypeAlias = tuple[date, int]
"""What lines are counted by: booking date and cents (credit positive)."""


class Uitkomst(StrEnum):
    """The three outcomes of a statement, from light to heavy."""

    AANVAARD = "aanvaard"
    QUARANTAINE = "quarantaine"
    GEWEIGERD = "geweigerd"


class Reden(StrEnum):
    """Why a file or statement is not accepted; the order is the order in which reasons are reported."""

    PAGINA_ONTBREEKT = "PAGINA_ONTBREEKT"
    SALDO_ONTBREEKT = "SALDO_ONTBREEKT"
    SALDO_SLUIT_NIET = "SALDO_SLUIT_NIET"
    GAT = "GAT"
    OVERLAP_ONDUIDELIJK = "OVERLAP_ONDUIDELIJK"

    LEEG = "LEEG"
    TE_GROOT = "TE_GROOT"
    ZIP_ONVEILIG = "ZIP_ONVEILIG"
    DOCTYPE = "DOCTYPE"
    ONLEESBAAR = "ONLEESBAAR"
    ONBEKEND_FORMAAT = "ONBEKEND_FORMAAT"
    VERKEERDE_BERICHTSOORT = "VERKEERDE_BERICHTSOORT"
    VERSIE_NIET_ONDERSTEUND = "VERSIE_NIET_ONDERSTEUND"
    ONVOLLEDIG_BERICHT = "ONVOLLEDIG_BERICHT"
    ANDERE_REKENING = "ANDERE_REKENING"
    ANDERE_VALUTA = "ANDERE_VALUTA"
    BEDRAG_ONGELDIG = "BEDRAG_ONGELDIG"
    DATUM_ONGELDIG = "DATUM_ONGELDIG"


class Opmerking(StrEnum):
    """What is worth knowing and changes no outcome, in the order of reporting."""

    DUBBEL_BESTAND = "DUBBEL_BESTAND"
    DUBBEL_AFSCHRIFT = "DUBBEL_AFSCHRIFT"
    OVERLAP = "OVERLAP"
    GEEN_REGELS = "GEEN_REGELS"
    PDNG_OVERGESLAGEN = "PDNG_OVERGESLAGEN"
    INFO_OVERGESLAGEN = "INFO_OVERGESLAGEN"
    FUTR_OVERGESLAGEN = "FUTR_OVERGESLAGEN"
    NULBEDRAG = "NULBEDRAG"
    XSD_WIJKT_AF = "XSD_WIJKT_AF"
    VERSIE_NIET_GETOETST = "VERSIE_NIET_GETOETST"
    TELLING_WIJKT_AF = "TELLING_WIJKT_AF"
    BATCH_TELT_NIET_OP = "BATCH_TELT_NIET_OP"
    VALUTADATUM_AANGEPAST = "VALUTADATUM_AANGEPAST"
    TEKENSET_AANGENOMEN = "TEKENSET_AANGENOMEN"
    GESLOTEN_PERIODE = "GESLOTEN_PERIODE"
    AANKONDIGING = "AANKONDIGING"


Item = TypeVar("Item", Reden, Opmerking)


def op_volgorde(soort: type[Item], gevonden: Iterable[Item]) -> tuple[Item, ...]:
    """Return each item once, in the order in which its kind lists them."""
    aanwezig = set(gevonden)
    return tuple(item for item in soort if item in aanwezig)


@dataclass(frozen=True, slots=True)
class Deel:
    """One payment inside a batch entry; its key is the entry and this number, ids repeat inside a batch.

    cents: credit positive. Texts are "" where the bank gave nothing.
    """

    volgnr: int
    cents: int
    naam: str = ""
    tegenrekening: str = ""
    bic: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    bankreferentie: str = ""
    transactiecode: str = ""


@dataclass(frozen=True, slots=True)
class Bankregel:
    """One booked entry of a statement.

    volgnr: its place among the booked entries of the statement, from 1. cents: credit positive, never 0.
    kenmerk: the structured reference. omschrijving: the free text. eindtoteind: the payer's own reference
    (NOTPROVIDED and NONREF are no references). retour: reason code of a return. omkering: the bank calls it a
    reversal; that never turns the sign. batchkenmerk: PmtInfId of our own file when the bank books it as one.
    transactiecode: domain-family-subfamily, else the bank's own code. boekdatum is None in an advice only.
    """

    volgnr: int
    boekdatum: date | None
    valutadatum: date | None
    cents: int
    naam: str = ""
    tegenrekening: str = ""
    bic: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    omkering: bool = False
    bankreferentie: str = ""
    regelreferentie: str = ""
    batchkenmerk: str = ""
    transactiecode: str = ""
    delen: tuple[Deel, ...] = ()

    @property
    def sleutel(self) -> Sleutel:
        """What lines are counted by; only booked lines of a statement have a booking date."""
        if self.boekdatum is None:
            raise ValueError("een aankondiging zonder boekdatum telt niet mee")
        return self.boekdatum, self.cents


@dataclass(frozen=True, slots=True)
class Regels:
    """The lines of a statement: held in memory, or read again from the file each time, so that size costs none."""

    aantal: int = 0
    vast: tuple[Bankregel, ...] = ()
    herlees: Callable[[], Iterator[Bankregel]] | None = None

    def __len__(self) -> int:
        return self.aantal

    def __iter__(self) -> Iterator[Bankregel]:
        return iter(self.vast) if self.herlees is None else self.herlees()


@dataclass(frozen=True, slots=True)
class Blad:
    """Which page of a statement this is; a whole statement is its own first and last page."""

    nummer: int = 1
    eerste: bool = True
    laatste: bool = True

    @property
    def heel(self) -> bool:
        return self.eerste and self.laatste


@dataclass(frozen=True, slots=True)
class Afschrift:
    """A statement (or advice) as it stands in the file, before it is judged.

    soort: message and version, as in camt.053.001.08 or MT940. volgnr: place in the file from 1. nummer: the bank's
    own number, no identity: banks use numbers again. rekening: as in the file, without spaces and dots. Cents are
    credit positive; begin, einde and som are None when the file does not say them or they cannot be read. aantal
    counts booked entries, also those of 0,00; telling counts the others by booking date and cents. redenen: refusals
    that show from the statement alone. bladen: the pages this statement was put together from.
    """

    soort: str
    volgnr: int
    nummer: str
    rekening: str
    munt: str
    begin: int | None
    einde: int | None
    begindatum: date | None
    einddatum: date | None
    aantal: int
    som: int | None
    telling: Mapping[Sleutel, int]
    regels: Regels
    aankondiging: bool = False
    blad: Blad = Blad()
    redenen: tuple[Reden, ...] = ()
    opmerkingen: tuple[Opmerking, ...] = ()
    bladen: tuple[Afschrift, ...] = ()

    @property
    def telt_op(self) -> bool | None:
        """Opening + booked entries = closing; None when a figure is missing."""
        if self.begin is None or self.einde is None or self.som is None:
            return None
        return self.begin + self.som == self.einde


@dataclass(frozen=True, slots=True)
class Bestand:
    """One file after reading: refused (redenen filled) or its statements; a zip holds its members.

    soort: message and version, zip, or "" when unknown. toelichting: what was found, in Dutch, without personal data.
    """

    naam: str
    sha256: str
    grootte: int
    soort: str = ""
    redenen: tuple[Reden, ...] = ()
    toelichting: str = ""
    afschriften: tuple[Afschrift, ...] = ()
    leden: tuple[Bestand, ...] = ()

    @property
    def delen(self) -> tuple[Bestand, ...]:
        """The files with statements: the members of a zip, else this file itself."""
        return self.leden or (self,)


@dataclass(frozen=True, slots=True)
class Stand:
    """What is known of an account when a statement is judged.

    saldo: the ledger's bank balance in cents, credit positive. bekend: accepted lines by booking date and cents; it may
    be limited to the keys of the statement at hand. afschriften: identities of the accepted statements.
    """

    saldo: int
    bekend: Mapping[Sleutel, int] = field(default_factory=dict)
    afschriften: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The judgement of one statement: outcome, reasons and remarks in their fixed order.

    verschil: the cents to show beside the reason (SALDO_SLUIT_NIET, GAT). nieuw: how many lines are to be posted.
    """

    uitkomst: Uitkomst
    redenen: tuple[Reden, ...] = ()
    opmerkingen: tuple[Opmerking, ...] = ()
    verschil: int | None = None
    nieuw: int = 0
