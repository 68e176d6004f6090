"""The events of the ledger, one frozen dataclass each; the names are those of the accounting rules of the pot.

`datum` is the boekdatum that decides period, boekjaar and key version. Amounts are positive, except in
`Bankregel` (sign of the bank: a credit on the pot account is positive). Persons are ids of the register,
never names. `toelichting` may hold private text: only a salted commitment of it reaches the hash chain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import ClassVar

from budget.basis.geld import Geld

POT = "pot"
"""The reserved payer of an uitzoekbesluit: the share that nobody else bears."""


class Van(StrEnum):
    """Which memo item an amount leaves."""

    RESERVERING = "reservering"
    VERPLICHTING = "verplichting"


class Banksoort(StrEnum):
    """What the bank itself charges or pays."""

    BANKKOSTEN = "bankkosten"
    RENTE = "rente"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """What happened, on which day, by which source document or decision (`bron`, an opaque reference)."""

    naam: ClassVar[str] = ""

    datum: date
    bron: str = ""
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Mandaat:
    """The mandate that a decision uses, as the register had it under the book lock.

    jaarplafond and casusplafond: what may be used in the boekjaar, and for this casus in the boekjaar,
    this decision included; None is no ceiling. geldig_van and geldig_tot: both days included.
    """

    mandaat: str
    jaarplafond: Geld | None = None
    casusplafond: Geld | None = None
    geldig_van: date | None = None
    geldig_tot: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toezegging(Gebeurtenis):
    """A participant commits an amount for a year (default: the year of datum), perhaps earmarked."""

    naam: ClassVar[str] = "toezegging"

    deelnemer: str
    bedrag: Geld
    jaar: int | None = None
    oormerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bankregel(Gebeurtenis):
    """A booked line of the bank; iban is the pot account (default: that of the pot)."""

    naam: ClassVar[str] = "bankregel"

    regel: str
    bedrag: Geld
    iban: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginsaldo(Gebeurtenis):
    """What was on the pot account before the first bank line."""

    naam: ClassVar[str] = "beginsaldo"

    bedrag: Geld
    regel: str = "beginsaldo"
    iban: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Storting(Gebeurtenis):
    """Pledged money arrives; jaar is the year of the toezegging (default: the year of datum).

    oormerk: that of the oldest toezegging of that year when empty.
    """

    naam: ClassVar[str] = "storting"

    regel: str
    deelnemer: str
    bedrag: Geld
    jaar: int | None = None
    oormerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StortingStorno(Gebeurtenis):
    """The bank takes a storting back."""

    naam: ClassVar[str] = "storting_storno"

    regel: str
    deelnemer: str
    bedrag: Geld
    jaar: int | None = None
    oormerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservering(Gebeurtenis):
    """A decision of the table that ties money; door is who decided, bestemming what it is for.

    oormerken: the earmarks that may pay this destination, in the order in which the region fills (empty: any).
    """

    naam: ClassVar[str] = "reservering"

    casus: str
    bedrag: Geld
    door: tuple[str, ...]
    mandaten: tuple[Mandaat, ...] = ()
    bestemming: str = ""
    oormerken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandaatgebruik(Gebeurtenis):
    """A decision that uses a mandate without money of the pot."""

    naam: ClassVar[str] = "mandaatgebruik"

    mandaat: Mandaat
    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Verplichting(Gebeurtenis):
    """An order to a provider, out of the reservering of the casus."""

    naam: ClassVar[str] = "verplichting"

    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class VerplichtingGeannuleerd(Gebeurtenis):
    """The order is withdrawn; the money goes back to the reservering."""

    naam: ClassVar[str] = "verplichting_geannuleerd"

    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Vrijval(Gebeurtenis):
    """Tied money becomes available again."""

    naam: ClassVar[str] = "vrijval"

    casus: str
    bedrag: Geld
    van: Van


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorfinanciering(Gebeurtenis):
    """An invoice is accepted; prestatie_door confirmed the delivery."""

    naam: ClassVar[str] = "voorfinanciering"

    casus: str
    aanbieder: str
    factuur: str
    bedrag: Geld
    prestatie_door: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaalopdracht(Gebeurtenis):
    """Two persons order the payment of what is open on an invoice; opdracht is the EndToEndId (default: factuur)."""

    naam: ClassVar[str] = "betaalopdracht"

    aanbieder: str
    factuur: str
    door: tuple[str, ...]
    opdracht: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaalopdrachtAfgewezen(Gebeurtenis):
    """The bank refuses the order."""

    naam: ClassVar[str] = "betaalopdracht_afgewezen"

    aanbieder: str
    factuur: str
    opdracht: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terugbetaalopdracht(Gebeurtenis):
    """Two persons order the refund of what was received too much."""

    naam: ClassVar[str] = "terugbetaalopdracht"

    partij: str
    bedrag: Geld
    opdracht: str
    door: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugbetaalopdrachtAfgewezen(Gebeurtenis):
    """The bank refuses the refund."""

    naam: ClassVar[str] = "terugbetaalopdracht_afgewezen"

    partij: str
    opdracht: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Betaling(Gebeurtenis):
    """The bank debited an order; the amount is the whole order."""

    naam: ClassVar[str] = "betaling"

    regel: str
    begunstigde: str
    opdracht: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitzoekbesluit(Gebeurtenis):
    """Who pays: shares per payer, or an amount with weights; `pot` is the share of the pot.

    besluit is the casus unless given. kenmerken: the payment reference per payer, made when absent.
    """

    naam: ClassVar[str] = "uitzoekbesluit"

    casus: str
    besluit: str = ""
    aandelen: Mapping[str, Geld] | None = None
    bedrag: Geld | None = None
    gewichten: Mapping[str, int] | None = None
    taakveld: str = ""
    kenmerken: Mapping[str, str] = field(default_factory=dict)
    door: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UitzoekbesluitHerzien(Gebeurtenis):
    """A new version of an uitzoekbesluit; only the differences are posted."""

    naam: ClassVar[str] = "uitzoekbesluit_herzien"

    casus: str
    besluit: str = ""
    aandelen: Mapping[str, Geld] | None = None
    bedrag: Geld | None = None
    gewichten: Mapping[str, int] | None = None
    taakveld: str = ""
    kenmerken: Mapping[str, str] = field(default_factory=dict)
    door: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontvangst(Gebeurtenis):
    """A payer pays a claim; besluit may be left out when the payer has one claim in the casus."""

    naam: ClassVar[str] = "ontvangst"

    regel: str
    betaler: str
    casus: str
    bedrag: Geld
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeVeelOntvangen(Gebeurtenis):
    """Money that belongs to the payer and is to be paid back."""

    naam: ClassVar[str] = "te_veel_ontvangen"

    regel: str
    partij: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Betalingsverschil(Gebeurtenis):
    """A small rest of a claim that the pot bears, up to the limit of the region."""

    naam: ClassVar[str] = "betalingsverschil"

    betaler: str
    casus: str
    bedrag: Geld
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankkostenRente(Gebeurtenis):
    """What the bank charges or pays; the direction is that of the bank line."""

    naam: ClassVar[str] = "bankkosten_rente"

    regel: str
    bedrag: Geld
    soort: Banksoort


@dataclass(frozen=True, slots=True, kw_only=True)
class Storno(Gebeurtenis):
    """The bank takes a receipt back; the claim is open again."""

    naam: ClassVar[str] = "storno"

    regel: str
    betaler: str
    casus: str
    bedrag: Geld
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BetalingRetour(Gebeurtenis):
    """A payment of an invoice comes back; the invoice is open again."""

    naam: ClassVar[str] = "betaling_retour"

    regel: str
    aanbieder: str
    factuur: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugbetalingRetour(Gebeurtenis):
    """A refund comes back."""

    naam: ClassVar[str] = "terugbetaling_retour"

    regel: str
    partij: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Betwisting(Gebeurtenis):
    """A payer disputes a claim (default: all that is open and undisputed)."""

    naam: ClassVar[str] = "betwisting"

    betaler: str
    casus: str
    bedrag: Geld | None = None
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BetwistingOngegrond(Gebeurtenis):
    """The dispute is unfounded (default: all that is disputed)."""

    naam: ClassVar[str] = "betwisting_ongegrond"

    betaler: str
    casus: str
    bedrag: Geld | None = None
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnterechteBetaling(Gebeurtenis):
    """The provider must pay back what was paid wrongly."""

    naam: ClassVar[str] = "onterechte_betaling"

    aanbieder: str
    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugvorderingOntvangen(Gebeurtenis):
    """The provider pays back."""

    naam: ClassVar[str] = "terugvordering_ontvangen"

    regel: str
    aanbieder: str
    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugvorderingVerrekend(Gebeurtenis):
    """A reclaim is netted with an open invoice of the same provider."""

    naam: ClassVar[str] = "terugvordering_verrekend"

    aanbieder: str
    factuur: str
    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugvorderingIngetrokken(Gebeurtenis):
    """The reclaim was wrong; the amount is in uitzoek again."""

    naam: ClassVar[str] = "terugvordering_ingetrokken"

    aanbieder: str
    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Voorziening(Gebeurtenis):
    """Open claims of a casus may not be paid: part of them is provided for."""

    naam: ClassVar[str] = "voorziening"

    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class VoorzieningVrijval(Gebeurtenis):
    """A provision is not needed any more."""

    naam: ClassVar[str] = "voorziening_vrijval"

    casus: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Afschrijving(Gebeurtenis):
    """A claim is given up, under a mandate of its own."""

    naam: ClassVar[str] = "afschrijving"

    betaler: str
    casus: str
    bedrag: Geld
    besluit: str = ""
    mandaat: Mandaat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NagekomenOntvangst(Gebeurtenis):
    """A claim that was given up is paid after all."""

    naam: ClassVar[str] = "nagekomen_ontvangst"

    regel: str
    betaler: str
    casus: str
    bedrag: Geld
    besluit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaarverdeling(Gebeurtenis):
    """The pot costs of a year are split over the participants, one split per key version."""

    naam: ClassVar[str] = "jaarverdeling"

    jaar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultaatbestemming(Gebeurtenis):
    """The result accounts of a divided year go to zero."""

    naam: ClassVar[str] = "resultaatbestemming"

    jaar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overheveling(Gebeurtenis):
    """An open reservering or verplichting goes to the next year; datum lies in the old year."""

    naam: ClassVar[str] = "overheveling"

    casus: str
    bedrag: Geld
    van: Van


@dataclass(frozen=True, slots=True, kw_only=True)
class TerugbetalingDeelnemer(Gebeurtenis):
    """A participant gets capital back; paid with a Terugbetaalopdracht."""

    naam: ClassVar[str] = "terugbetaling_deelnemer"

    deelnemer: str
    bedrag: Geld


@dataclass(frozen=True, slots=True, kw_only=True)
class Tegenboeking(Gebeurtenis):
    """The reversal of one journaalpost, by its number."""

    naam: ClassVar[str] = "tegenboeking"

    van: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CasusSluiten(Gebeurtenis):
    """The money side of a casus is done; no lines."""

    naam: ClassVar[str] = "casus_sluiten"

    casus: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasusHeropenen(Gebeurtenis):
    """The money side of a casus opens again; no lines."""

    naam: ClassVar[str] = "casus_heropenen"

    casus: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodeSluiten(Gebeurtenis):
    """No journaalpost may carry a date on or before `tot` any more; no lines."""

    naam: ClassVar[str] = "periode_sluiten"

    tot: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IbanWijziging(Gebeurtenis):
    """A party has another IBAN; without a second person no payment to it. No lines."""

    naam: ClassVar[str] = "iban_wijziging"

    partij: str
    door: str
    bevestigd_door: str = ""
    iban: str = ""


def _soorten() -> dict[str, type[Gebeurtenis]]:
    return {soort.naam: soort for soort in Gebeurtenis.__subclasses__() if soort.naam}


SOORTEN: dict[str, type[Gebeurtenis]] = _soorten()
"""Every event by its name."""

ZONDER_BOEKING = frozenset({"casus_sluiten", "casus_heropenen", "periode_sluiten", "iban_wijziging"})
"""Events whose journaalpost has no lines: they keep the ledger without moving anything."""
