"""One mandate check: the question, the conditions that it looks at, and the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from budget.basis.geld import NUL, Geld
from engine.betaler.bestedingsregels import Waarde
from engine.mandaat.begrippen import Aanwezigheid, Gebruik, Register, Soort, Spoor


class Uitkomst(StrEnum):
    """The four results of the check, from best to worst."""

    JA = "ja"
    JA_MET_MEDEONDERTEKENING = "ja_met_medeondertekening"
    RUGGESPRAAK = "ruggespraak"
    NEE = "nee"

    @property
    def rang(self) -> int:
        """0 for the best result, 3 for the worst."""
        return _RANG[self]


_RANG = {uitkomst: rang for rang, uitkomst in enumerate(Uitkomst)}


@dataclass(frozen=True, slots=True)
class RolInZaak:
    """What a person did or is in a casus, line, claim, payment or provider; zaak None counts everywhere."""

    persoon: str
    rol: str
    zaak: str | None = None


@dataclass(frozen=True, slots=True)
class GeweigerdeVraag:
    """A ruggespraak that was refused; without an amount every amount was refused."""

    door: str
    casus: str
    handeling: str
    bedrag: Geld | None = None


@dataclass(frozen=True, slots=True)
class Handtekening:
    """A co-signature under the exact line and amount; it falls when the amount changes."""

    persoon: str
    functie: str
    regel: str
    bedrag: Geld


@dataclass(frozen=True, slots=True)
class Vereiste:
    """One power that a plan line needs: (body, kind, domain, act, amount, duration).

    orgaan None: the competent body is not known yet. vanaf None: the line starts on the day of the decision.
    regel: the plan line it stands in, filled in by the check.
    kenmerken: traits of the line that a mandate may exclude or a bestedingsregel may name.
    """

    orgaan: str | None
    soort: Soort
    domein: str
    handeling: str
    bedrag: Geld
    looptijd_maanden: int
    casus: str
    regel: str = "1"
    vanaf: date | None = None
    werkgebied: str | None = None
    aanbieder: str | None = None
    kenmerken: frozenset[str] = frozenset()
    oormerk: str | None = None
    bestemming: str | None = None
    aangetoond: frozenset[str] = frozenset()
    matrixcel: Waarde | None = None
    spoor: Spoor = Spoor.HULP


@dataclass(frozen=True, slots=True)
class Planregel:
    """A plan line with all powers that it needs; lines of one samenhang_groep are decided together or not."""

    kenmerk: str
    vereisten: tuple[Vereiste, ...]
    samenhang_groep: str | None = None


@dataclass(frozen=True, slots=True)
class Toetsvraag:
    """The question: which lines, on which day, at which ladder step, with whom.

    nodig_voor: the needed date, before which an answer must have come; None is `antwoord_binnen` working days.
    onbereikbaar: bodies and functions that cannot answer before that date.
    """

    regels: tuple[Planregel, ...]
    datum: date
    nodig_voor: date | None = None
    antwoord_binnen: int = 5
    aanwezigheid: tuple[Aanwezigheid, ...] = ()
    trede: str = "3"
    onbereikbaar: frozenset[str] = frozenset()
    geweigerd: tuple[GeweigerdeVraag, ...] = ()
    rollen: tuple[RolInZaak, ...] = ()
    handtekeningen: tuple[Handtekening, ...] = ()


WerkdagLater: TypeAlias = Callable[[date, int], date]
"""Return the n-th working day after a day; the calendar belongs to the region."""


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """What every rule of one check shares: question, register, needed date and the calendar."""

    vraag: Toetsvraag
    register: Register
    voor_datum: date
    werkdag_later: WerkdagLater


class Voorwaarden(NamedTuple):
    """The nine conditions of the decision table for one vereiste under one record."""

    geblokkeerd: bool
    orgaan_bekend: bool
    bruikbaar: bool
    uitgesloten: bool
    beschikbaar: bool
    binnen_plafonds: bool
    medeondertekening_nodig: bool
    medeondertekenaar_beschikbaar: bool
    gever_bereikbaar: bool


@dataclass(frozen=True, slots=True)
class Melding:
    """A rule that fired: K-number, code that never changes, and why in plain Dutch.

    houdt_tegen False: it is shown and stored, but it stops nothing.
    """

    regel: str
    code: str
    tekst: str
    mandaat: str | None = None
    houdt_tegen: bool = True


@dataclass(frozen=True, slots=True)
class Uitslag:
    """The answer for one vereiste, with every rule that fired.

    aan: who is asked (ruggespraak) or co-signs; bedrag is always the full amount, boven_grens the part above
    the ceiling. opschalen_naar: in words; trede: the number of that step, None when no step can help.
    ondertekenaars: every function that must still co-sign.
    persoon acts in the function houder; samen_met: the other one of a duo who is there too.
    gebruikt: the records whose usage is written when the line is decided.
    """

    vereiste: Vereiste
    uitkomst: Uitkomst
    rij: int
    meldingen: tuple[Melding, ...]
    bedrag: Geld
    boven_grens: Geld = NUL
    aan: str | None = None
    voor_datum: date | None = None
    opschalen_naar: str | None = None
    trede: str | None = None
    namens: str | None = None
    houder: str | None = None
    persoon: str | None = None
    als_vervanger: bool = False
    samen_met: str | None = None
    mandaat: str | None = None
    versie: int | None = None
    gebruikt: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()
    alarm: tuple[str, ...] = ()
    label: str | None = None
    ondertekenaars: tuple[str, ...] = ()
    getekend: bool = False
    achteraf_gedekt: bool = False
    instructies: tuple[str, ...] = ()

    @property
    def mag_nu(self) -> bool:
        """Say whether this power is there now: `ja`, or co-signed."""
        return self.uitkomst is Uitkomst.JA or (self.uitkomst is Uitkomst.JA_MET_MEDEONDERTEKENING and self.getekend)


@dataclass(frozen=True, slots=True)
class Regeluitslag:
    """The answer for a plan line: the worst of its vereisten.

    mag_nu: it may be decided now, its whole samenhang_groep included; else it becomes a voorgenomen besluit.
    """

    regel: Planregel
    uitslagen: tuple[Uitslag, ...]
    groepsuitkomst: Uitkomst
    mag_nu: bool

    @property
    def bepalend(self) -> Uitslag:
        """The vereiste that makes the line what it is; on a tie the first."""
        return max(self.uitslagen, key=lambda uitslag: uitslag.uitkomst.rang)

    @property
    def uitkomst(self) -> Uitkomst:
        """The worst result of the vereisten."""
        return self.bepalend.uitkomst


@dataclass(frozen=True, slots=True)
class Besluituitslag:
    """The answer for all lines of a question, and the usage after the lines that can be decided."""

    regels: tuple[Regeluitslag, ...]
    gebruik: Gebruik

    @property
    def bepalend(self) -> Uitslag:
        """The vereiste that decides the worst line; on a tie the first."""
        return max((regel.bepalend for regel in self.regels), key=lambda uitslag: uitslag.uitkomst.rang)

    @property
    def uitkomst(self) -> Uitkomst:
        """The worst result of all lines."""
        return self.bepalend.uitkomst
