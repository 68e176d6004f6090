"""What is asked about who pays, and the advice: ranked candidates with reasons, never a bare verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from budget.basis.geld import Geld
from engine.betaler.bestedingsregels import Bestedingsregel
from engine.betaler.regels.woonplaats import Jeugdigefeiten, Zekerheid
from engine.regio.afspraken import Activiteit
from engine.regio.begrippen import Betalerkolom


class Adviesuitkomst(StrEnum):
    """How the advice ends; `grijs` is a normal outcome: more laws can pay and none of them says it surely."""

    ENKEL = "enkel"
    GEDEELD = "gedeeld"
    GRIJS = "grijs"
    GEBLOKKEERD = "geblokkeerd"


@dataclass(frozen=True, slots=True)
class Betalerfeiten:
    """The line and what is known of the child, without a name.

    van and tot are both part of the period; leeftijd is that on the first day. activiteiten: codes of the matrix;
    without them the need category (A-I) stands for them. indicaties: wlz, zvw. aangetoond: conditions with evidence.
    mbo: enrolled at an mbo-instelling, which is then `school`.
    """

    van: date
    tot: date
    jeugdige: Jeugdigefeiten
    bedrag: Geld | None = None
    bestemming: str = ""
    behoefte: str | None = None
    activiteiten: tuple[str, ...] = ()
    leeftijd: int | None = None
    school: str | None = None
    swv: str | None = None
    mbo: bool = False
    indicaties: frozenset[str] = frozenset()
    gedwongen_kader: bool = False
    kenmerken: frozenset[str] = frozenset()
    aangetoond: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Impasse:
    """What the covenant says when nobody can decide in time: a key that divides until the arbiter has spoken."""

    route: str
    arbiter: str
    bindend: bool
    sleutel: str = ""
    versie: str = ""
    gewichten: Mapping[str, int] = field(default_factory=dict)
    bron: str = ""


@dataclass(frozen=True, slots=True)
class Betalerafspraken:
    """What a region agreed and the law gives: columns, matrix, spending rules, earmarks and the way out.

    gemeenten: organisation by the name of the gemeente; oormerken: earmark by participant, in the order of the pot;
    fora: where a dispute goes, by the kinds of parties (see `Forum`).
    """

    kolommen: tuple[Betalerkolom, ...]
    activiteiten: tuple[Activiteit, ...]
    matrixversie: str
    bestedingsregels: tuple[Bestedingsregel, ...]
    gemeenten: Mapping[str, str]
    oormerken: Mapping[str, str]
    impasse: Impasse
    fora: tuple[Forum, ...] = ()


@dataclass(frozen=True, slots=True)
class Forum:
    """Where a dispute between two kinds of payers goes; partijen are places of columns, in any order."""

    partijen: frozenset[str]
    naam: str
    bron: str
    status: str


@dataclass(frozen=True, slots=True)
class Reden:
    """A rule that fired for or against a candidate, with its source."""

    regel: str
    tekst: str
    voor: bool
    bron: str


@dataclass(frozen=True, slots=True)
class Kandidaat:
    """Somebody who may have to pay, for which part of the period, and how sure that is.

    betaler: an organisation of the register, else the name of the gemeente or the column. bedrag: the part of the
    line when it can be split by days; None when it cannot be told yet.
    """

    betaler: str
    kolom: str
    plek: str
    wet: str
    artikel: str
    rol: str
    van: date
    tot: date
    bedrag: Geld | None
    zekerheid: Zekerheid
    redenen: tuple[Reden, ...]


@dataclass(frozen=True, slots=True)
class Advies:
    """The advice. afgevallen: columns that cannot pay, with why; ontbreekt: facts that would change the order.

    bij_impasse: the shares under the key of the covenant when time runs out, only for grijs.
    """

    uitkomst: Adviesuitkomst
    kandidaten: tuple[Kandidaat, ...]
    afgevallen: tuple[Reden, ...]
    ontbreekt: tuple[str, ...]
    alternatieven: tuple[str, ...]
    fora: tuple[Forum, ...]
    bij_impasse: Mapping[str, Geld]
    matrixversie: str
