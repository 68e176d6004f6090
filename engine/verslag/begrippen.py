"""What the reports answer with; amounts are whole cents, and every report says whether it agrees with the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Aansluiting:
    """One figure twice: as the report adds it up and as the ledger has it."""

    wat: str
    verslag: int
    grootboek: int

    @property
    def sluit(self) -> bool:
        """Say whether both are equal, to the cent."""
        return self.verslag == self.grootboek


@dataclass(frozen=True, slots=True)
class Vorderingregel:
    """A claim in the afrekening of its payer; the casusnummer is a pseudonym: random, without meaning."""

    nummer: str
    casus: str
    lijn: str
    wet: str
    artikel: str
    taakveld: str
    sinds: date
    gevorderd: int
    ontvangen: int
    afgeschreven: int
    open: int
    betwist: int


@dataclass(frozen=True, slots=True)
class Potlastregel:
    """Costs that the pot bears itself, per key version, law and taakveld: of all participants together."""

    sleutel: str
    wet: str
    taakveld: str
    kosten: int


@dataclass(frozen=True, slots=True)
class Sleutelaandeel:
    """The share of one participant in the costs of one key version."""

    sleutel: str
    gewicht: int
    gewichten: int
    kosten: int
    aandeel: int


@dataclass(frozen=True, slots=True)
class Afrekening:
    """What a participant put in, what was used of it, what is left and what is open, of one year.

    op: the day up to which it counts, the last of the year or today; verdeeld: the pot costs of the year were booked
    on the participants, else the shares are provisional; open_periode: later postings in this year are possible.
    """

    deelnemer: str
    naam: str
    pot: str
    jaar: int
    op: date
    begin: int
    ingelegd: int
    aangewend: int
    terugbetaald: int
    eind: int
    nog_te_storten: int
    terug_te_ontvangen: int
    vorderingen: tuple[Vorderingregel, ...]
    potlasten: tuple[Potlastregel, ...]
    aandelen: tuple[Sleutelaandeel, ...]
    verdeeld: bool
    open_periode: bool
    aansluiting: tuple[Aansluiting, ...]

    @property
    def openstaand(self) -> int:
        """Return what the participant still owes on claims, disputed amounts included."""
        return sum(v.open for v in self.vorderingen)

    @property
    def aandeel(self) -> int:
        """Return the share in the pot costs of the year over all key versions."""
        return sum(a.aandeel for a in self.aandelen)

    @property
    def opmerkingen(self) -> tuple[str, ...]:
        """Return what a reader must know before signing."""
        zinnen = []
        if not self.verdeeld and self.aandelen:
            zinnen.append("De potkosten van dit jaar zijn nog niet verdeeld; het aandeel is voorlopig.")
        if self.open_periode:
            zinnen.append("Dit jaar is nog niet gesloten; er kunnen nog boekingen bij komen.")
        zinnen += [f"{a.wat} sluit niet aan op het grootboek." for a in self.aansluiting if not a.sluit]
        return tuple(zinnen)


@dataclass(frozen=True, slots=True)
class Balansregel:
    """A line of balance sheet or result in the words of a profile; kant decides the sign."""

    kant: str
    naam: str
    rekeningen: tuple[str, ...]
    cents: int


@dataclass(frozen=True, slots=True)
class Balans:
    """Balance sheet and result on a day in one of the three reporting profiles."""

    profiel: str
    naam: str
    toelichting: str
    status: str
    op: date
    regels: tuple[Balansregel, ...]

    def som(self, kant: str) -> int:
        """Return the total of one side."""
        return sum(regel.cents for regel in self.regels if regel.kant == kant)
