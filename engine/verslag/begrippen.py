"""What the reports answer with; amounts are whole cents, and every report says whether it agrees with the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from budget.verslag.begrippen import Kijk as Kijk


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


def aansluiting_json(controle: Iterable[Aansluiting]) -> dict[str, Any]:
    """Return whether everything agrees, and every figure beside that of the ledger."""
    regels = tuple(controle)
    return {
        "sluit_aan": all(c.sluit for c in regels),
        "aansluiting": [asdict(c) | {"verschil": c.verslag - c.grootboek} for c in regels],
    }


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

    def als_json(self) -> dict[str, Any]:
        """Return the afrekening in cents."""
        velden = (
            "deelnemer",
            "naam",
            "pot",
            "jaar",
            "begin",
            "ingelegd",
            "aangewend",
            "terugbetaald",
            "eind",
            "nog_te_storten",
            "terug_te_ontvangen",
            "openstaand",
            "aandeel",
            "verdeeld",
        )
        return {
            **{naam: getattr(self, naam) for naam in velden},
            "op": self.op.isoformat(),
            "gesloten": not self.open_periode,
            "vorderingen": [
                {**asdict(v), "casusnummer": v.casus, "sinds": v.sinds.isoformat()} for v in self.vorderingen
            ],
            "potlasten": [asdict(p) for p in self.potlasten],
            "aandelen": [asdict(a) for a in self.aandelen],
            "opmerkingen": list(self.opmerkingen),
            **aansluiting_json(self.aansluiting),
        }


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

    @property
    def resultaat(self) -> int:
        """Return what was earned less what was spent and not yet divided."""
        return self.som("baten") - self.som("lasten")

    @property
    def sluit(self) -> bool:
        """Say whether the balance sheet balances and what stands beside it is zero in all."""
        return self.som("activa") == self.som("passiva") + self.resultaat and not self.som("buiten")

    def als_json(self) -> dict[str, Any]:
        """Return the balance in cents."""
        return {
            "profiel": self.profiel,
            "naam": self.naam,
            "toelichting": self.toelichting,
            "status": self.status,
            "op": self.op.isoformat(),
            "regels": [asdict(regel) for regel in self.regels],
            "totalen": {kant: self.som(kant) for kant in dict.fromkeys(regel.kant for regel in self.regels)},
            "resultaat": self.resultaat,
            "sluit_aan": self.sluit,
        }
