"""Who may have to pay: of a file, or of every line of a casus. An advice books nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.betaler.afspraken import afspraken_uit_map, afspraken_van
from engine.betaler.antwoord import als_json
from engine.betaler.begrippen import Betalerafspraken, Betalerfeiten
from engine.betaler.formaat import Betalervraag, als_adressen
from engine.betaler.regels.advies import adviseer
from engine.betaler.regels.woonplaats import Jeugdigefeiten
from engine.casus.formaat import Adres, Jeugdige
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import PERSOON_LEZEN, mag_zien
from engine.geldspoor.afspraken import uitzoekers_nodig
from engine.geldspoor.diensten.besluitversies import beslissers_van
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.zicht import mag_lijn_zien
from engine.invoer.lezen import lees
from engine.inzage.kluis import Kluis
from engine.inzage.logboek import Handeling, log
from engine.register.vragen import heeft_functie, houders
from engine.termijnen.opslag import TermijnRij
from engine.zitting.opslag import PlanregelRij
from engine.zitting.toetsen import kenmerken_van

MEELEZEN = ("onderzoeker", "uitzoeker")
"""Functions that may see what the advice takes from the person store: ages and gemeenten, no name."""


def advies_op_bestand(tekst: str, naam: str, *, db: Sessie | None = None, regio: str | None = None) -> dict[str, Any]:
    """Answer a file of `doorbraak-betalervraag/1` with the agreements of this database or of a region folder.

    Unusable input with every finding at once.
    """
    vraag = lees(tekst, naam, Betalervraag)
    afspraken = afspraken_van(db, vraag.op) if db is not None else afspraken_uit_map(regio or "", vraag.op)
    return als_json(adviseer(vraag.als_feiten(), afspraken, vraag.op), afspraken.impasse)


def advies(db: Sessie, wie: Gebruiker, casus: str, nu: datetime) -> dict[str, Any]:
    """Return the advice on every line of a casus that the user may see; the reading is logged.

    Who may see it: a role that sees the names of the casus, or an onderzoeker or uitzoeker. Refusal: casus_onbekend.
    """
    op = dag(nu)
    rij: CasusRij | None = db.execute(select(CasusRij).where(col(CasusRij.nummer) == casus)).scalar_one_or_none()
    meeleest = any(heeft_functie(db, wie.persoon, functie, op) for functie in MEELEZEN)
    ziet = db.execute(select(col(CasusRij.nummer)).where(col(CasusRij.nummer) == casus, mag_zien(wie, op))).first()
    if rij is None or not (meeleest or (wie.rol in PERSOON_LEZEN and ziet)):
        raise CasusOnbekend(casus)
    lijnen = _lijnen(db, wie, casus, op)
    log(db, wie, Handeling.LEZEN, [casus], nu, object_="betaleradvies")
    afspraken = afspraken_van(db, op)
    persoon = _persoon(db, rij)
    gevonden = [_op_lijn(db, rij, lijn, persoon, afspraken, op) for lijn in lijnen]
    return {
        "casusnummer": casus,
        "op": op.isoformat(),
        "grijs": any(deel["grijs"] for deel in gevonden),
        "kandidaten": [{"lijn": deel["lijn"], **k} for deel in gevonden for k in deel["kandidaten"]],
        "regels": [{"lijn": deel["lijn"], **r} for deel in gevonden for r in deel["regels"]],
        "lijnen": gevonden,
    }


@dataclass(frozen=True, slots=True)
class _Persoon:
    """What the person store adds: ages and gemeenten; empty when it was destroyed."""

    geboren: date | None
    jeugdige: Jeugdigefeiten
    ontbreekt: tuple[str, ...]


def _lijnen(db: Sessie, wie: Gebruiker, casus: str, op: date) -> list[tuple[FinancieringslijnRij, dict[str, Any]]]:
    lijn, regel = FinancieringslijnRij, PlanregelRij
    vraag = (
        select(lijn, col(regel.invoer))
        .outerjoin(regel, (col(regel.besluit) == col(lijn.besluit)) & (col(regel.kenmerk) == col(lijn.planregel)))
        .where(col(lijn.casus) == casus, mag_lijn_zien(wie, op))
        .order_by(col(lijn.volgnummer))
    )
    return [(rij, invoer or {}) for rij, invoer in db.execute(vraag)]


def _persoon(db: Sessie, casus: CasusRij) -> _Persoon:
    """Take the address history out of the person store; without one the gemeente of the casus stands in."""
    velden = Kluis(db).lees(casus.nummer)
    if velden is None or "jeugdige" not in velden:
        vernietigd = ("de persoonsgegevens zijn vernietigd: adreshistorie en leeftijd",)
        return _Persoon(None, Jeugdigefeiten(werkelijk_verblijf=casus.gemeente), vernietigd)
    gegevens = Jeugdige.model_validate(velden["jeugdige"])
    adressen = gegevens.adreshistorie or (Adres(gemeente=gegevens.gemeente, van=gegevens.geboortedatum),)
    feiten = Jeugdigefeiten(als_adressen(adressen), gegevens.gemeente_moeder_bij_geboorte, gegevens.gemeente)
    mist = () if gegevens.adreshistorie else ("de adreshistorie, met bron en datum",)
    return _Persoon(gegevens.geboortedatum, feiten, mist)


def _op_lijn(
    db: Sessie,
    casus: CasusRij,
    lijn: tuple[FinancieringslijnRij, dict[str, Any]],
    persoon: _Persoon,
    afspraken: Betalerafspraken,
    op: date,
) -> dict[str, Any]:
    rij, invoer = lijn
    school = casus.kenmerken.get("school") or {}
    feiten = Betalerfeiten(
        van=rij.van,
        tot=rij.tot,
        jeugdige=persoon.jeugdige,
        bedrag=Geld(rij.toegekend),
        bestemming=rij.bestemming,
        behoefte=invoer.get("behoefte"),
        activiteiten=tuple(invoer.get("activiteiten", ())),
        leeftijd=None if persoon.geboren is None else _jaren(persoon.geboren, rij.van),
        school=casus.school if school.get("ingeschreven", True) else None,
        swv=casus.swv,
        indicaties=frozenset(h["wet"] for h in casus.kenmerken.get("lopende_hulp", ()) if h["wet"] in ("wlz", "zvw")),
        gedwongen_kader=casus.gedwongen_kader,
        kenmerken=kenmerken_van(db, rij.aanbieder),
        aangetoond=frozenset(invoer.get("aangetoond", ())),
    )
    antwoord = als_json(adviseer(feiten, afspraken, op), afspraken.impasse)
    antwoord["ontbreekt"] += persoon.ontbreekt
    antwoord["vervolg"] |= _wie_beslist(db, rij, op)
    return {"lijn": rij.lijn, "bedrag": rij.toegekend, "status_geld": rij.status, **antwoord}


def _wie_beslist(db: Sessie, lijn: FinancieringslijnRij, op: date) -> dict[str, Any]:
    """Say who decides, before when, and whether the time of the covenant is up; the onderzoeker never decides."""
    t = TermijnRij
    vraag = select(col(t.einde)).where(
        col(t.casus) == lijn.casus, col(t.onderwerp) == f"geld:{lijn.lijn}", col(t.status) == "open"
    )
    einde: date | None = db.execute(vraag.order_by(col(t.einde)).limit(1)).scalar()
    niet = beslissers_van(db, lijn.casus) | {lijn.onderzoeker}
    return {
        "onderzoeker": lijn.onderzoeker,
        "uitzoekers": [wie for wie in houders(db, "uitzoeker", op) if wie not in niet],
        "uitzoekers_nodig": uitzoekers_nodig(db, op),
        "voor": None if einde is None else einde.isoformat(),
        "tijd_om": einde is not None and einde < op,
    }


def _jaren(geboren: date, op: date) -> int:
    return op.year - geboren.year - ((op.month, op.day) < (geboren.month, geboren.day))
