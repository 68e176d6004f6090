"""Ask the mandate check about the lines of one casus, with the register, attendance and usage of this moment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij, rijen
from engine.casus.opslag import CasusRij
from engine.mandaat.begrippen import Aanwezigheid, Mandaat, Register, Wijze
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.regels.functiescheiding import Handelrol
from engine.mandaat.regels.toets import stel_omstandigheden
from engine.mandaat.regels.vooraf import Beslisruimte, beslisruimte
from engine.mandaat.toetsing import (
    Besluituitslag,
    GeweigerdeVraag,
    Handtekening,
    Omstandigheden,
    Planregel,
    RolInZaak,
    Toetsvraag,
)
from engine.mandaat.vragen import register_met_gebruik, werkdag_later
from engine.register.begrippen import Regeling
from engine.register.opslag import OrganisatieRij
from engine.register.vragen import aanstellingen_bij, afwezigheden, mandaatregister, organisatie, regeling
from engine.zitting.opslag import ZittingPersoonRij
from engine.zitting.regels.vereisten import Plaatsen, Regelsoorten, Regelvraag, lees_regelsoorten, vereisten

TAFEL = "3"
"""The step of the ladder that the doorbraaktafel itself is."""


@dataclass(frozen=True, slots=True)
class Tafel:
    """Who decides: the people who count as present or absent, the step, and who leads (never a mandate holder).

    erbij: mandates for this casus only, that a body gave in writing; geweigerd: what a body refused before.
    """

    aanwezig: tuple[Aanwezigheid, ...]
    voorzitter: str | None = None
    trede: str = TAFEL
    handtekeningen: tuple[Handtekening, ...] = ()
    erbij: tuple[Mandaat, ...] = ()
    geweigerd: tuple[GeweigerdeVraag, ...] = ()


@dataclass(frozen=True, slots=True)
class Toets:
    """The answer with everything that it was based on; gevraagd: the lines in the order of the answer."""

    gevraagd: tuple[Regelvraag, ...]
    uitslag: Besluituitslag
    register: Register
    vraag: Toetsvraag
    omstandigheden: Omstandigheden


def regelsoorten(db: Sessie, op: date) -> Regelsoorten:
    """Return the kinds of plan lines with the powers they need."""
    return _regelsoorten(regeling(db, "vereisten", op))


@lru_cache(maxsize=8)
def _regelsoorten(vereisten_: Regeling) -> Regelsoorten:
    return lees_regelsoorten(vereisten_.inhoud)


_O = OrganisatieRij
_GEMEENTE = (
    select(col(_O.id))
    .where(col(_O.soort) == "gemeente", col(_O.gemeente) == bindparam("gemeente"))
    .order_by(col(_O.id))
    .limit(1)
)


def plaatsen(db: Sessie, casus: CasusRij, op: date) -> Plaatsen:
    """Return which organisation is the woonplaats, the swv, the schoolbestuur, the table and the pot of this casus."""
    gemeente = rij(db, _GEMEENTE, gemeente=casus.gemeente)
    school = organisatie(db, casus.school) if casus.school else None
    return Plaatsen(
        woonplaats=None if gemeente is None else gemeente[0],
        swv=casus.swv,
        schoolbestuur=None if school is None else school.onderdeel_van or school.id,
        tafel=regeling(db, "regio", op).inhoud["tafel"]["organisatie"],
        pot=regeling(db, "pot", op).inhoud["orgaan"],
        gemeente=casus.gemeente,
    )


_Z = ZittingPersoonRij
_AANWEZIG = (
    select(col(_Z.persoon), col(_Z.wijze), col(_Z.geauthenticeerd), col(_Z.vastgelegd_door))
    .where(col(_Z.zitting) == bindparam("zitting"), col(_Z.wijze).is_not(None))
    .order_by(col(_Z.persoon))
)


def aanwezigheid(db: Sessie, zitting: str, op: date) -> tuple[Aanwezigheid, ...]:
    """Return the attendance of a zitting and every recorded absence of that day, as the mandate check counts them."""
    aan_tafel = tuple(
        Aanwezigheid(wie, wijze=Wijze(wijze), geauthenticeerd=zeker, vastgelegd_door=door)
        for wie, wijze, zeker, door in rijen(db, _AANWEZIG, zitting=zitting)
    )
    return (*aan_tafel, *afwezig(db, op))


def afwezig(db: Sessie, op: date) -> tuple[Aanwezigheid, ...]:
    """Return the absences that the register knows for the day."""
    return tuple(
        Aanwezigheid(a.persoon, wijze=Wijze.AFWEZIG, van=a.van, tot=a.tot, vastgelegd_door=a.door)
        for a in afwezigheden(db, op)
    )


def kenmerken_van(db: Sessie, aanbieder: str | None) -> frozenset[str]:
    """Return the traits of a provider that a mandate or a spending rule may name."""
    if aanbieder is None:
        return frozenset()
    gevonden = organisatie(db, aanbieder)
    if gevonden is None:
        return frozenset()
    los = gevonden.soort == "aanbieder" and "gecontracteerd" not in gevonden.kenmerken
    return frozenset(gevonden.kenmerken) | (frozenset({"niet_gecontracteerde_aanbieder"}) if los else frozenset())


def toets(db: Sessie, casus: CasusRij, regels: Sequence[Regelvraag], tafel: Tafel, op: date) -> Toets:
    """Run the mandate check for these lines, with the usage of this moment; no effect."""
    soorten, plek = regelsoorten(db, op), plaatsen(db, casus, op)
    lijnen = tuple(
        Planregel(regel.kenmerk, vereisten(regel, soorten, plek, casus.nummer), regel.samenhang_groep)
        for regel in regels
    )
    organen = {vereiste.orgaan for lijn in lijnen for vereiste in lijn.vereisten}
    register = register_met_gebruik(db, op, [casus.nummer], organen, tafel.erbij)
    vraag = Toetsvraag(
        regels=lijnen,
        datum=op,
        aanwezigheid=tafel.aanwezig,
        trede=tafel.trede,
        rollen=_rollen(db, casus, tafel.voorzitter, {r.aanbieder for r in regels}, op),
        handtekeningen=tafel.handtekeningen,
        geweigerd=tafel.geweigerd,
    )
    later = werkdag_later(db)
    omstandigheden = stel_omstandigheden(vraag, register, later)
    return Toets(tuple(regels), toets_mandaat(vraag, register, later), register, vraag, omstandigheden)


def beslisruimte_nu(db: Sessie, aan_tafel: tuple[Aanwezigheid, ...], casus: str, op: date) -> tuple[Beslisruimte, ...]:
    """Return per record what the people present can decide now in a casus (empty: in none in particular)."""
    gevers = {mandaat.gever for mandaat in mandaatregister(db, op).mandaten}
    register = register_met_gebruik(db, op, [casus], gevers)
    vraag = Toetsvraag(regels=(), datum=op, aanwezigheid=aan_tafel, trede=TAFEL)
    return beslisruimte(stel_omstandigheden(vraag, register, werkdag_later(db)), register.gebruik, casus)


def beslissers(toets_: Toets, kenmerk: str) -> tuple[str, ...]:
    """Return the persons who decide a line together: holders, the other half of a duo, and co-signers."""
    regel = next(r for r in toets_.uitslag.regels if r.regel.kenmerk == kenmerk)
    aan_tafel = {a.persoon for a in toets_.vraag.aanwezigheid if a.wijze is not Wijze.AFWEZIG}
    namen: list[str] = []
    for uitslag in regel.uitslagen:
        namen += [uitslag.persoon] if uitslag.persoon else []
        if uitslag.samen_met:
            dragers = toets_.register.vervuld_door(uitslag.samen_met, toets_.vraag.datum)
            namen += [d.persoon for d in dragers if d.persoon in aan_tafel][:1]
        if uitslag.getekend:
            tekenden = [h for h in toets_.vraag.handtekeningen if h.regel == kenmerk and h.bedrag == uitslag.bedrag]
            namen += [h.persoon for h in tekenden if h.functie in uitslag.ondertekenaars]
    return tuple(dict.fromkeys(namen))


def _rollen(
    db: Sessie, casus: CasusRij, voorzitter: str | None, aanbieders: Collection[str | None], op: date
) -> tuple[RolInZaak, ...]:
    """Return what people are in this casus that may keep them from deciding."""
    rollen = [RolInZaak(voorzitter, Handelrol.VOORZITTER.value, casus.nummer)] if voorzitter else []
    if casus.aanmelder:
        rollen.append(RolInZaak(casus.aanmelder, Handelrol.AANMELDER.value, casus.nummer))
    genoemd = [aanbieder for aanbieder in aanbieders if aanbieder is not None]
    if genoemd:
        rollen += [
            RolInZaak(baan.persoon, Handelrol.WERKT_VOOR_AANBIEDER.value, baan.organisatie)
            for aanbieder in genoemd
            for baan in aanstellingen_bij(db, aanbieder, op)
        ]
    return tuple(rollen)


def als_json(aanwezig: Sequence[Aanwezigheid]) -> list[dict[str, Any]]:
    """Return the attendance that a check used, to be kept with the besluit."""
    return [
        {
            "persoon": a.persoon,
            "wijze": a.wijze.value,
            "geauthenticeerd": a.geauthenticeerd,
            "vastgelegd_door": a.vastgelegd_door,
        }
        for a in aanwezig
    ]
