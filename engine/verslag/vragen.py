"""Reports on the whole pot for a Gebruiker; what names a casus goes to who keeps or reads the books, and is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek import vragen as grootboek
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring
from budget.verslag import lezen
from budget.verslag.begrippen import NU_ALLES, Kijk, Mutatie, Openstaand, Positie, Verdeling
from budget.verslag.regels import positie as positieregels
from budget.verslag.regels import verdeling as verdelingregels
from budget.verslag.regels.prognose import Prognose
from budget.verslag.regels.prognose import prognose as stel_prognose
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, STAND_LEZEN, eis_rol
from engine.register.vragen import organisatie, regeling
from engine.verslag.begrippen import Aansluiting, Balans, aansluiting_json
from engine.verslag.indeling import lees_indeling
from engine.verslag.profielen import balans as stel_balans
from engine.verslag.profielen import passend_profiel, profielen

_GELD = tuple(code for code, soort in REKENINGSCHEMA.items() if soort.kring is Kring.GELD)
_PARTIJ = ("deelnemer", "betaler", "partij")
_BEDRAGEN = (
    "bank", "onderweg", "crediteuren", "toe_te_wijzen_bij", "toe_te_wijzen_af", "terug_te_betalen", "voorziening",
    "nog_te_storten",
)  # fmt: skip
_GROEPEN = ("in_uitzoek", "vorderingen", "betwist", "terug_te_vorderen", "reserveringen", "verplichtingen")


class Naar(StrEnum):
    """What balances are divided by."""

    DEELNEMER = "deelnemer"
    CASUS = "casus"
    WET = "wet"
    TAAKVELD = "taakveld"


@dataclass(frozen=True, slots=True)
class Houdbaarheid:
    """What is still reserved on a line, and the day after which it lapses."""

    lijn: str
    casus: str
    cents: int
    houdbaar_tot: date


@dataclass(frozen=True, slots=True)
class Positieverslag:
    """The position with what is reserved per line (only as it is now), and whether it agrees with the ledger.

    posten: whether the user sees the items per casus, or totals and ages only.
    """

    op: date
    kijk: Kijk
    positie: Positie
    houdbaar: tuple[Houdbaarheid, ...]
    aansluiting: tuple[Aansluiting, ...]
    posten: bool

    def als_json(self) -> dict[str, Any]:
        """Return the position in cents; items only for who may see them."""
        uit: dict[str, Any] = {**_kijk_json(self.op, self.kijk)}
        for naam in _BEDRAGEN:
            uit[naam] = getattr(self.positie, naam)
        for naam in _GROEPEN:
            groep: Openstaand = getattr(self.positie, naam)
            uit[naam] = {"totaal": groep.totaal, "ouderdom": dict(groep.ouderdom)}
            if self.posten:
                uit[naam]["posten"] = [
                    dict(zip(REKENINGSCHEMA[post.rekening].dimensies, post.dimensies, strict=True))
                    | {"bedrag": post.cents, "sinds": post.sinds.isoformat(), "dagen": (self.op - post.sinds).days}
                    for post in groep.posten
                ]
        uit["houdbaar"] = [
            {
                "lijn": h.lijn,
                "casusnummer": h.casus,
                "bedrag": h.cents,
                "houdbaar_tot": h.houdbaar_tot.isoformat(),
                "verlopen": h.houdbaar_tot < self.op,
            }
            for h in self.houdbaar
        ]
        uit["beschikbaar"] = self.positie.kaskant
        uit["beschikbaar_besluit"] = self.positie.beschikbaar_besluit
        return uit | aansluiting_json(self.aansluiting)


def positie(db: Sessie, wie: Gebruiker, nu: datetime, kijk: Kijk = NU_ALLES) -> Positieverslag:
    """Return the position of the pot, now or as it was known on a day about a day; refusal: niet_bevoegd. O(boekingen).

    Leaves a line in the access log for who sees the items.
    """
    eis_rol(wie, STAND_LEZEN, "de pot bekijken")
    mutaties = lezen.mutaties(db, positieregels.REKENINGEN, kijk)
    op = kijk.over or dag(nu)
    gevonden = positieregels.positie(mutaties, op)
    posten = wie.rol in GROOTBOEK_LEZEN
    if posten:
        log(db, wie, Handeling.LEZEN, _casussen(mutaties), nu, object_="pot/positie")
    controle = [Aansluiting("Beschikbaar: geld en eigendom", gevonden.kaskant, gevonden.budgetkant)]
    if kijk == NU_ALLES:
        stand = grootboek.stand(db)
        controle += [
            Aansluiting("Beschikbaar", gevonden.kaskant, stand.beschikbaar.cents),
            Aansluiting("Beschikbaar voor besluiten", gevonden.beschikbaar_besluit, stand.beschikbaar_besluit.cents),
        ]
    houdbaar = _houdbaar(db) if posten and kijk == NU_ALLES else ()
    return Positieverslag(op, kijk, gevonden, houdbaar, tuple(controle), posten)


def _houdbaar(db: Sessie) -> tuple[Houdbaarheid, ...]:
    lijn = FinancieringslijnRij
    rijen = db.execute(
        select(col(lijn.lijn), col(lijn.casus), col(lijn.gereserveerd), col(lijn.houdbaar_tot))
        .where(col(lijn.gereserveerd) > 0)
        .order_by(col(lijn.houdbaar_tot), col(lijn.lijn))
    )
    return tuple(Houdbaarheid(*rij) for rij in rijen)


@dataclass(frozen=True, slots=True)
class Verdelingsverslag:
    """Balances per participant, casus, law or taakveld, and whether every column agrees with the ledger."""

    naar: Naar
    op: date
    kijk: Kijk
    verdeling: Verdeling
    aansluiting: tuple[Aansluiting, ...]

    def als_json(self) -> dict[str, Any]:
        """Return a row per name and the totals, in cents."""
        v = self.verdeling
        return {
            "naar": self.naar.value,
            **_kijk_json(self.op, self.kijk),
            "kolommen": list(v.kolommen),
            "rijen": [{"naam": naam} | dict(zip(v.kolommen, rij, strict=True)) for naam, rij in v.rijen.items()],
            "totalen": dict(zip(v.kolommen, v.totalen, strict=True)),
            **aansluiting_json(self.aansluiting),
        }


def verdeling(db: Sessie, wie: Gebruiker, nu: datetime, naar: Naar, kijk: Kijk = NU_ALLES) -> Verdelingsverslag:
    """Return the balances divided; a financier sees the row of the own body. Refusal: niet_bevoegd. O(boekingen).

    While nobody has decided who pays, law and taakveld are those that the lines presume. Leaves a line in the log.
    """
    rollen = (*GROOTBOEK_LEZEN, Rol.FINANCIER) if naar is Naar.DEELNEMER else GROOTBOEK_LEZEN
    eis_rol(wie, rollen, f"de saldi per {naar} bekijken")
    kolommen = verdelingregels.PER_DEELNEMER if naar is Naar.DEELNEMER else verdelingregels.PER_CASUS
    codes = verdelingregels.rekeningen(kolommen)
    mutaties = lezen.mutaties(db, codes, kijk)
    eigen = wie.organisatie if wie.rol is Rol.FINANCIER else None
    if eigen is not None:
        mutaties = [m for m in mutaties if _partij(m) == eigen]
    indeling = lees_indeling(db, kijk)
    namen = {
        Naar.DEELNEMER: _partij,
        Naar.CASUS: lambda m: m.dimensie("casus") or "zonder casus",
        Naar.WET: indeling.wet,
        Naar.TAAKVELD: indeling.taakveld,
    }
    uit = verdelingregels.verdeling(mutaties, kolommen, namen[naar])
    log(db, wie, Handeling.LEZEN, _casussen(mutaties), nu, object_=f"pot/saldi/{naar}")
    saldi = _saldi(db, codes, eigen) if kijk == NU_ALLES else {}
    controle = tuple(
        Aansluiting(naam, totaal, teken * sum(saldi.get(code, 0) for code in delen))
        for (naam, (teken, delen)), totaal in zip(kolommen.items(), uit.totalen, strict=True)
        if kijk == NU_ALLES
    )
    return Verdelingsverslag(naar, kijk.over or dag(nu), kijk, uit, controle)


def prognose(db: Sessie, wie: Gebruiker, nu: datetime) -> Prognose:
    """Return when the pot is empty at the present rate, with a band; refusal: niet_bevoegd. O(journaalposten)."""
    eis_rol(wie, STAND_LEZEN, "de prognose van de pot bekijken")
    op = dag(nu)
    beschikbaar, _ = grootboek.beschikbaar(db)
    return stel_prognose(beschikbaar.cents, lezen.uitstroom(db, op), lezen.eerste_inleg(db), op)


def balans(db: Sessie, wie: Gebruiker, nu: datetime, profiel: str | None = None, over: date | None = None) -> Balans:
    """Return balance sheet and result in one of the profiles; by default the one that fits the kassier.

    Refusal: niet_bevoegd. O(boekingen).
    """
    eis_rol(wie, STAND_LEZEN, "de balans van de pot bekijken")
    return _balans(db, nu, profiel, over)


def balans_op(db: Sessie, nu: datetime, *, einde_van: int) -> Balans:
    """Return the balance of the last day of a year, for who was let in already."""
    return _balans(db, nu, None, date(einde_van, 12, 31))


def _balans(db: Sessie, nu: datetime, profiel: str | None, over: date | None) -> Balans:
    kassier = organisatie(db, regeling(db, "pot", dag(nu)).inhoud["kassier"])
    gekozen = profielen()[profiel or passend_profiel("" if kassier is None else kassier.soort)]
    saldi: dict[str, int] = {}
    for m in lezen.mutaties(db, _GELD, Kijk(over=over)):
        saldi[m.rekening] = saldi.get(m.rekening, 0) + m.cents
    return stel_balans(saldi, gekozen, over or dag(nu))


def _kijk_json(op: date, kijk: Kijk) -> dict[str, Any]:
    return {
        "op": op.isoformat(),
        "bekend_op": kijk.bekend_op.isoformat() if kijk.bekend_op else None,
        "over": kijk.over.isoformat() if kijk.over else None,
    }


def _saldi(db: Sessie, codes: Sequence[str], eigen: str | None) -> dict[str, int]:
    """Return the stored balances per account number, of all or of one party."""
    uit: dict[str, int] = {}
    for code in codes:
        saldi = grootboek.saldi(db, code) if eigen is None else grootboek.saldi(db, code, eigen)
        uit[code] = sum(s.saldo.cents for s in saldi)
    return uit


def _partij(m: Mutatie) -> str:
    return next((waarde for naam in _PARTIJ if (waarde := m.dimensie(naam))), "onbekend")


def _casussen(mutaties: Sequence[Mutatie]) -> list[str]:
    return sorted({casus for m in mutaties if (casus := m.dimensie("casus"))})
