"""What the gateway read in one view of the database: frozen, to be shown in any stand without reading again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.casus.vragen import Aanduiding, CasusKort, Dossier, Gebeurtenis, Termijn
    from engine.geldspoor.begrippen import Lijn
    from engine.regie.begrippen import Regie
    from engine.termijnen.verloop import Balk
    from engine.zitting.begrippen import Agendaregel, Besluitregel, ZittingKort


@dataclass(frozen=True, slots=True)
class Omgeving:
    """Who looks, at what moment, at which region; names by id."""

    persoon: str
    rol: str
    nu: datetime
    vandaag: date
    regio: str
    oefen: bool
    mensen: Mapping[str, str] = field(default_factory=dict)
    organisaties: Mapping[str, str] = field(default_factory=dict)
    pot_vrij: int | None = None
    pot_ondergrens: int | None = None
    stilstand: str = ""


@dataclass(frozen=True, slots=True)
class Agendafeiten:
    """The agenda of the zitting that is on, or comes next; without a zitting the casussen themselves."""

    omgeving: Omgeving
    zitting: ZittingKort | None
    volgende: tuple[ZittingKort, ...] = ()
    regels: tuple[Agendaregel, ...] = ()
    casussen: tuple[CasusKort, ...] = ()
    aanduidingen: Mapping[str, Aanduiding] = field(default_factory=dict)
    termijnen: Mapping[str, Termijn] = field(default_factory=dict)
    besluiten: Mapping[str, str] = field(default_factory=dict)
    aanwezig: Sequence[Mapping[str, Any]] = ()
    ruimte: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Bevindingenfeiten:
    """The network findings of the casussen on the agenda, read after the agenda stands."""

    per_casus: Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Termijnfeiten:
    """Every open obligation of the casussen that the user may see, earliest first."""

    omgeving: Omgeving
    termijnen: tuple[Termijn, ...]
    aanduidingen: Mapping[str, Aanduiding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Potfeiten:
    """The pot in cents, saldi by account number; lijnen: the open financieringslijnen that the user may see."""

    omgeving: Omgeving
    vrij: int
    saldi: Mapping[str, int]
    namen: Mapping[str, str]
    lijnen: tuple[Lijn, ...] = ()


@dataclass(frozen=True, slots=True)
class Bankfeiten:
    """The open bank lines with proposals and the state of the accounts, as `bank open` gives them; cents."""

    omgeving: Omgeving
    stand: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Besluitenfeiten:
    """The besluiten of one zitting; zittingen: all of them, newest first."""

    omgeving: Omgeving
    zittingen: tuple[ZittingKort, ...]
    zitting: ZittingKort | None
    besluiten: tuple[Besluitregel, ...] = ()
    aanduidingen: Mapping[str, Aanduiding] = field(default_factory=dict)
    afspraken: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Casusfeiten:
    """One casus as it was opened, with its regie, network, money and time line.

    punt: its place in the zitting; hele_agenda: this user sees every other place too. stil: the terms that stand still.
    """

    omgeving: Omgeving
    dossier: Dossier
    aanduiding: Mapping[str, Aanduiding]
    regie: Regie
    netwerk: Mapping[str, Any]
    lijnen: tuple[Lijn, ...]
    besluiten: tuple[Besluitregel, ...]
    tijdlijn: tuple[Gebeurtenis, ...]
    zitting: ZittingKort | None = None
    punt: Agendaregel | None = None
    concept: Sequence[Mapping[str, Any]] = ()
    volgorde: tuple[str, ...] = ()
    hele_agenda: bool = True
    balken: tuple[Balk, ...] = ()
    stil: frozenset[int] = frozenset()
    afspraken: Sequence[Mapping[str, Any]] = ()
    aanwezig: Sequence[Mapping[str, Any]] = ()


@dataclass(frozen=True, slots=True)
class Zoekfeiten:
    """The casussen found."""

    omgeving: Omgeving
    zoek: str
    casussen: tuple[CasusKort, ...]
    aanduidingen: Mapping[str, Aanduiding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Keuzes:
    """What a form of a besluit may choose from: (label, id)."""

    soorten: tuple[tuple[str, str], ...] = ()
    aanbieders: tuple[tuple[str, str], ...] = ()
    bronnen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WatAls:
    """What the mandate check would say to a form now; nr: which state of the form was asked."""

    nr: int
    mandaat: Mapping[str, Any]
