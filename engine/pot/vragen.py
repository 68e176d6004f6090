"""Questions about the pot for a Gebruiker: totals for who decides or pays, details for who keeps the books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie
from budget.grootboek import vragen as grootboek
from budget.grootboek.antwoorden import Potstand, Rekeningsaldo, Vordering
from budget.grootboek.naspelen.verloop import verloop
from budget.grootboek.rekeningschema import REKENINGSCHEMA
from engine.casus.weigeringen import NietBevoegd
from engine.inzage.logboek import Handeling, log

STAND_LEZEN = (
    Rol.VOORZITTER,
    Rol.SECRETARIS,
    Rol.FINANCIER,
    Rol.KASSIER,
    Rol.BESTUURDER,
    Rol.AUDITOR,
    Rol.SYSTEEM,
)
"""Roles that see what the pot holds in all."""

GROOTBOEK_LEZEN = (Rol.KASSIER, Rol.AUDITOR, Rol.VOORZITTER, Rol.SECRETARIS, Rol.SYSTEEM)
"""Roles that see every account; a financier sees the accounts of the own body."""

_PARTIJDIMENSIES = frozenset({"deelnemer", "betaler", "partij", "aanbieder", "begunstigde"})


def eis_rol(wie: Gebruiker, rollen: Sequence[Rol], wat: str) -> None:
    """Refuse (niet_bevoegd) who has none of these roles."""
    if wie.rol not in rollen:
        raise NietBevoegd(wat, [rol.value for rol in rollen if rol is not Rol.SYSTEEM])


def stand(db: Sessie, wie: Gebruiker) -> Potstand:
    """Return what is available and the balance per account number; refusals: niet_bevoegd, pot_ontbreekt."""
    eis_rol(wie, STAND_LEZEN, "de pot bekijken")
    return grootboek.stand(db)


def saldi(db: Sessie, wie: Gebruiker, nu: datetime, rekening: str | None = None) -> list[Rekeningsaldo]:
    """Return the balances of the accounts that the user may see: all, or of one account number.

    A financier sees the accounts of the own body. Leaves a line in the access log with the casussen shown.
    Refusal: niet_bevoegd.
    """
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), "het grootboek bekijken")
    gevonden = grootboek.saldi(db, rekening)
    if wie.rol is Rol.FINANCIER:
        gevonden = [s for s in gevonden if wie.organisatie in _partijen(s.rekening, s.dimensies)]
    casussen = sorted({nummer for s in gevonden for nummer in _casussen(s.rekening, s.dimensies)})
    log(db, wie, Handeling.LEZEN, casussen, nu, object_=f"pot/grootboek/{rekening or 'alles'}")
    return gevonden


def rekeningnaam(rekening: str) -> str | None:
    """Return the name of an account number of the chart, None when there is no such account."""
    soort = REKENINGSCHEMA.get(rekening)
    return None if soort is None else soort.naam


@dataclass(frozen=True, slots=True)
class Deelnemeroverzicht:
    """What a participant put in, what was used of it, what is left, and what it still owes or gets.

    saldo = ingelegd - aangewend - terugbetaald; aangewend counts divided years only.
    """

    deelnemer: str
    nog_te_storten: Geld
    ingelegd: Geld
    aangewend: Geld
    terugbetaald: Geld
    saldo: Geld
    terug_te_ontvangen: Geld
    vorderingen: tuple[Vordering, ...]

    @property
    def openstaand(self) -> Geld:
        """Return what the participant still owes on claims, disputed amounts included."""
        return Geld(sum(v.open.cents for v in self.vorderingen))

    def als_json(self) -> dict[str, Any]:
        """Return the overview in cents."""
        return {
            "deelnemer": self.deelnemer,
            "nog_te_storten": self.nog_te_storten.cents,
            "ingelegd": self.ingelegd.cents,
            "aangewend": self.aangewend.cents,
            "terugbetaald": self.terugbetaald.cents,
            "saldo": self.saldo.cents,
            "terug_te_ontvangen": self.terug_te_ontvangen.cents,
            "openstaand": self.openstaand.cents,
            "vorderingen": [
                {
                    "nummer": v.nummer, "casusnummer": v.casus, "lijn": v.besluit, "gevorderd": v.gevorderd.cents,
                    "ontvangen": v.ontvangen.cents, "open": v.open.cents, "betwist": v.betwist.cents,
                }
                for v in self.vorderingen
            ],
        }  # fmt: skip


def ingebracht(db: Sessie, wie: Gebruiker, eerste: int, laatste: int, nu: datetime) -> list[dict[str, Any]]:
    """Return what each of these journaalposten left, as `pot naspelen` says it: all balances after every step.

    A financier gets the accounts of the own body. Leaves a line in the access log. Refusal: niet_bevoegd.
    O(steps x accounts) in size: that is what the format asks.
    """
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), "het grootboek bekijken")
    stappen = list(verloop(db, eerste, laatste))
    if wie.rol is Rol.FINANCIER:
        stappen = [
            replace(
                stap,
                saldi_detail={
                    rekening: cents
                    for rekening, cents in stap.saldi_detail.items()
                    if wie.organisatie in _partijen(*_gesplitst(rekening))
                },
            )
            for stap in stappen
        ]
    gezien = {rekening for stap in stappen for rekening in stap.saldi_detail}
    casussen = {nummer for rekening in gezien for nummer in _casussen(*_gesplitst(rekening))}
    log(db, wie, Handeling.LEZEN, sorted(casussen), nu, object_=f"pot/ingebracht/{eerste}-{laatste}")
    return [stap.als_json() for stap in stappen]


def _gesplitst(rekening: str) -> tuple[str, list[str]]:
    code, *dimensies = rekening.split(":", len(REKENINGSCHEMA[rekening[:4]].dimensies))
    return code, dimensies


def overzicht(db: Sessie, wie: Gebruiker, deelnemer: str, nu: datetime) -> Deelnemeroverzicht:
    """Return the overview of one participant; a financier asks for the own body only.

    Leaves a line in the access log. Refusal: niet_bevoegd. O(journaalposten on account 2000).
    """
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), f"het overzicht van {deelnemer} bekijken")
    if wie.rol is Rol.FINANCIER and wie.organisatie != deelnemer:
        raise NietBevoegd(f"het overzicht van {deelnemer} bekijken", [f"de financier van {deelnemer}", "kassier"])
    kapitaal = -_som(db, "2000", deelnemer)
    aangewend = _beweging(db, deelnemer, "jaarverdeling")
    terugbetaald = _beweging(db, deelnemer, "terugbetaling_deelnemer")
    vorderingen = tuple(grootboek.vorderingen(db, betaler=deelnemer))
    log(db, wie, Handeling.LEZEN, sorted({v.casus for v in vorderingen}), nu, object_=f"pot/overzicht/{deelnemer}")
    return Deelnemeroverzicht(
        deelnemer,
        nog_te_storten=_som(db, "1200", deelnemer),
        ingelegd=kapitaal + aangewend + terugbetaald,
        aangewend=aangewend,
        terugbetaald=terugbetaald,
        saldo=kapitaal,
        terug_te_ontvangen=-_som(db, "1710", deelnemer),
        vorderingen=vorderingen,
    )


def _som(db: Sessie, rekening: str, dimensie: str) -> Geld:
    return Geld(sum(s.saldo.cents for s in grootboek.saldi(db, rekening, dimensie)))


def _beweging(db: Sessie, deelnemer: str, soort: str) -> Geld:
    """Return how much an event of this kind took from the capital of a participant, reversals included."""
    rekening = f"2000:{deelnemer}"
    posten = grootboek.regels(db, rekening="2000")
    nummers = {post.nummer for post in posten if post.soort == soort}
    return Geld(
        sum(
            regel.bedrag.cents * ((regel.debet == rekening) - (regel.credit == rekening))
            for post in posten
            if post.nummer in nummers or post.keert_om in nummers
            for regel in post.regels
        )
    )


def _partijen(rekening: str, dimensies: Sequence[str]) -> set[str]:
    namen = REKENINGSCHEMA[rekening].dimensies
    return {waarde for naam, waarde in zip(namen, dimensies, strict=True) if naam in _PARTIJDIMENSIES}


def _casussen(rekening: str, dimensies: Sequence[str]) -> list[str]:
    namen = REKENINGSCHEMA[rekening].dimensies
    return [waarde for naam, waarde in zip(namen, dimensies, strict=True) if naam == "casus"]
