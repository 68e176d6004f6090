"""What is asked of a zitting, and the rows that it answers with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from budget.basis.geld import Geld
from engine.zitting.formaat import Aanwezige, Besluit


@dataclass(frozen=True, slots=True)
class Planning:
    """A new zitting: the day, the place and who leads it."""

    op: date
    plaats: str
    voorzitter: str
    plaatsvervanger: str | None = None


@dataclass(frozen=True, slots=True)
class Uitnodiging:
    """Send the agenda of a zitting to everybody who is invited."""

    zitting: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Open a zitting, on its day."""

    zitting: str


@dataclass(frozen=True, slots=True)
class Presentie:
    """Who takes part, remote or not, and who is absent with which vervanger."""

    zitting: str
    aanwezigen: tuple[Aanwezige, ...]


@dataclass(frozen=True, slots=True)
class Bespreking:
    """An agendapunt was dealt with."""

    zitting: str
    casus: str


@dataclass(frozen=True, slots=True)
class Besluitopdracht:
    """Decide on an agendapunt; without lines of its own a higher step decides those of the voorgenomen besluit."""

    zitting: str
    casus: str
    besluit: Besluit | None = None


@dataclass(frozen=True, slots=True)
class Afronding:
    """An afspraak of a casus is done, or it lapses with a reason."""

    casus: str
    afspraak: int
    gedaan: bool = True
    reden: str = ""


@dataclass(frozen=True, slots=True)
class NieuweAfspraak:
    """Somebody promises something before a day; meetbaar: how one sees that it is done. zitting: made at the table."""

    casus: str
    wie: str
    wat: str
    op: date
    meetbaar: str = ""
    zitting: str | None = None


@dataclass(frozen=True, slots=True)
class Punt:
    """What happens to an agendapunt in the meeting when it is not decided on."""

    zitting: str
    casus: str
    status: str
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Gezinspresentie:
    """Who of the family was at the table for a casus; nobody: it is told afterwards."""

    zitting: str
    casus: str
    aanwezig: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terugname:
    """Take back the newest besluit of a casus, as long as the zitting is open; besluit: only when it is this one."""

    zitting: str
    casus: str
    besluit: str | None = None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Correctie:
    """What is wrong in a besluit of a closed zitting and why; nieuw_besluit: the decision that takes its place."""

    zitting: str
    besluit: str
    correctie: str
    reden: str
    nieuw_besluit: str | None = None


@dataclass(frozen=True, slots=True)
class Ruggespraakantwoord:
    """What a body answers to the question of the table, in writing.

    houder: the function that may now decide for this casus; without one the function of the mandate that was used.
    """

    casus: str
    orgaan: str
    akkoord: bool
    document: str = ""
    reden: str = ""
    houder: str | None = None


@dataclass(frozen=True, slots=True)
class Meebesluit:
    """A holder of the higher step decides along on these lines, in person; without lines: the voorgenomen besluit."""

    casus: str
    besluit: Besluit | None = None


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """Close a zitting; what was not reached goes on to another zitting, with a reason."""

    zitting: str
    schuif_door: str | None = None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Proef:
    """A line that is only tried: what would the mandate and the pot say to this amount? maanden count from `vanaf`."""

    soort: str
    bedrag: Geld
    maanden: int
    vanaf: date
    bron: str = "pot"
    aanbieder: str | None = None


@dataclass(frozen=True, slots=True)
class ZittingKort:
    """A zitting in a list."""

    id: str
    op: date
    plaats: str
    voorzitter: str
    plaatsvervanger: str | None
    status: str
    agendapunten: int
    genodigden: int


@dataclass(frozen=True, slots=True)
class Agendaregel:
    """A line of the agenda: the casus in neutral words, its status in the meeting and what is asked."""

    casus: str
    volgorde: int
    minuten: int
    status: str
    reden: str
    vraag: str
    casusstatus: str
    versie: int
    thuis_sinds: date | None
    gevraagd: int
    mandaat: str | None
    regisseur: str | None
    regie: str
    genodigden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Besluitregel:
    """A besluit as it stands in the besluitenlijst."""

    besluit: str
    casus: str
    status: str
    uitkomst: str
    trede: str
    doel: str
    door: str
    dag: date
    plan: dict[str, Any]
    regels: tuple[dict[str, Any], ...]
    afspraken: tuple[dict[str, Any], ...]
    correcties: tuple[dict[str, Any], ...] = ()
