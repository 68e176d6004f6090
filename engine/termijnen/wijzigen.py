"""Use cases on one obligation: open it by hand, let it stand still, run on, extend it, move it, call it done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import voeg_in
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.casus.diensten import keur_neutraal
from engine.casus.overgang import casus_voor, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import kalender, termijnregel, termijnregels
from engine.termijnen.begrippen import (
    EEN_DAG,
    Afleiding,
    Opschortgrond,
    Opschorting,
    Verlenging,
    Verlengruimte,
    Verplaatsing,
)
from engine.termijnen.geschiedenis import (
    Geschiedenis,
    herleid,
    lees_geschiedenis,
    opschorting_als_json,
    verlenging_als_json,
)
from engine.termijnen.opslag import TermijnRij, TermijnwijzigingRij
from engine.termijnen.regels.berekening import toets_verlenging
from engine.termijnen.verplichtingen import leid_af, met_regel, open_termijn, sluit_termijn, zet_einde
from engine.termijnen.weigeringen import (
    GeenOpschorting,
    OpschortenKanNiet,
    TermijnAfgesproken,
    TermijnGesloten,
    TermijnOnbekend,
)

_MAG = (Rol.VOORZITTER, Rol.SECRETARIS)
GEEN_RUIMTE = Verlengruimte(0, None)
ELDERS = "wet"
"""The subject of an obligation that somebody opened from the catalogue."""


@dataclass(frozen=True, slots=True)
class Openen:
    """Start a term of the catalogue in a casus, on the day of the event that starts it."""

    casus: str
    code: str
    van: date


@dataclass(frozen=True, slots=True)
class Opschorten:
    """Let a term stand still from a day; `tot` is the first running day, when that is known.

    uitgenodigd: for an application that must be completed the day of that request; the suspension starts the day
    after, and lasts at most to `gestelde_termijn`, the last day that the applicant got.
    """

    termijn: int
    grond: Opschortgrond
    reden: str
    van: date | None = None
    uitgenodigd: date | None = None
    tot: date | None = None
    gestelde_termijn: date | None = None


@dataclass(frozen=True, slots=True)
class Hervatten:
    """Let a term run again from a day."""

    termijn: int
    op: date
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Verlengen:
    """Extend a term: by what its rule allows, or to the day that the notice names."""

    termijn: int
    kennisgeving: date
    reden: str
    nieuw_einde: date | None = None


@dataclass(frozen=True, slots=True)
class Verplaatsen:
    """Put a service term or an agreed day on another day."""

    termijn: int
    naar: date
    reden: str


@dataclass(frozen=True, slots=True)
class Voldoen:
    """Say that what had to be done was done."""

    termijn: int
    reden: str = ""


Wijziging = Opschorten | Hervatten | Verlengen | Verplaatsen


@dataclass(frozen=True, slots=True)
class Voorstel:
    """What a change would do: the end before and after, why, and the row that the log gets."""

    termijn: int
    casus: str | None
    oud_einde: date
    einde: date
    ruw_einde: date
    uitleg: dict[str, Any]
    soort: str
    inhoud: dict[str, Any]
    op: date

    def als_json(self) -> dict[str, Any]:
        """Return the answer of the command line."""
        return {
            "termijn": self.termijn,
            "casus": self.casus,
            "oud_einde": self.oud_einde.isoformat(),
            "einde": self.einde.isoformat(),
            "voorlopig": self.uitleg.get("voorlopig", False),
            "waarschuwingen": self.uitleg.get("waarschuwingen", []),
            "uitleg": self.uitleg["uitleg"],
        }


def stel_voor(db: Sessie, wie: Gebruiker, wijziging: Wijziging, nu: datetime) -> Voorstel:
    """Return what a change would do, without doing it.

    Refusals: niet_bevoegd, casus_onbekend, termijn_onbekend, termijn_gesloten, termijn_afgesproken,
    opschorten_kan_niet, geen_opschorting, verlenging_te_vaak, verlenging_te_lang, wettelijke_termijn_vast,
    feestdagen_ontbreken; unusable input for days that cannot be.
    """
    _eis_bevoegd(wie, wijziging)
    casus = _open_termijn(db, wie, wijziging.termijn, nu)
    wat = lees_geschiedenis(db, wijziging.termijn)
    match wijziging:
        case Opschorten():
            nieuw, soort, inhoud, op = _schort_op(db, wat, wijziging, wie)
        case Hervatten():
            nieuw, soort, inhoud, op = _hervat(wat, wijziging)
        case Verlengen():
            nieuw, soort, inhoud, op = _verleng(db, wat, wijziging, dag(nu), wie)
        case Verplaatsen():
            nieuw, soort, inhoud, op = _verplaats(wat, wijziging, dag(nu), wie)
    if nieuw.duur is None:
        zin = f"Op {datum(dag(nu))} verplaatst naar {datum(nieuw.einde)}: {wijziging.reden}."
        uitleg = {"van": wat.start.isoformat(), "einde": nieuw.einde.isoformat(), "uitleg": [zin]}
        return Voorstel(wat.nummer, casus, wat.einde, nieuw.einde, nieuw.einde, uitleg, soort, inhoud, op)
    afleiding = herleid(db, nieuw, dag(nu))
    uitleg = _uitleg(db, nieuw, afleiding, dag(nu))
    return Voorstel(
        wat.nummer, casus, wat.einde, afleiding.einde, afleiding.ruw_einde, uitleg, soort, inhoud, op
    )  # fmt: skip


@gebruiksgeval
def wijzig(db: Sessie, wie: Gebruiker, opdracht: Wijziging, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Change when an obligation ends: one row in the log, the new end, and reminders armed again when it moved.

    Refusals: those of `stel_voor`, versie_verouderd, tekst_met_persoonsgegeven.
    """
    voorstel = stel_voor(db, wie, opdracht, nu)
    if voorstel.casus is not None:
        casus = casus_voor(db, wie, voorstel.casus, nu, versie)
        keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
        schrijf_gebeurtenis(
            db, wie, casus.nummer, spoor="termijn", lijn=str(voorstel.termijn), code=voorstel.soort,
            naam=f"termijn_{voorstel.soort}", van=voorstel.oud_einde.isoformat(), naar=voorstel.einde.isoformat(),
            op=dag(nu), nu=nu, reden=opdracht.reden,
        )  # fmt: skip
        raak(db, casus, nu)
    voeg_in(
        db, TermijnwijzigingRij, termijnverplichting=voorstel.termijn, soort=voorstel.soort, inhoud=voorstel.inhoud,
        reden=opdracht.reden, op=voorstel.op, door=wie.persoon, vastgelegd_op=nu,
    )  # fmt: skip
    start = date.fromisoformat(voorstel.uitleg["van"])
    zet_einde(db, voorstel.termijn, start, voorstel.ruw_einde, voorstel.einde, voorstel.uitleg, nu)
    return Uitkomst(voorstel.als_json(), zin_van(voorstel))


def zin_van(voorstel: Voorstel) -> str:
    """Return what the change does to the end, as a sentence."""
    voorlopig = ", voorlopig" if voorstel.uitleg.get("voorlopig") else ""
    if voorstel.einde == voorstel.oud_einde:
        return f"Termijn {voorstel.termijn} blijft eindigen op {datum(voorstel.einde)}{voorlopig}."
    return f"Termijn {voorstel.termijn}: van {datum(voorstel.oud_einde)} naar {datum(voorstel.einde)}{voorlopig}."


@gebruiksgeval
def open_uit_catalogus(
    db: Sessie, wie: Gebruiker, opdracht: Openen, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Open an obligation from the catalogue of terms, for the owner that its rule names.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, feestdagen_ontbreken; unusable input for another code.
    """
    _eis_bevoegd(wie, opdracht)
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    codes = sorted(regel.code for regel in termijnregels(db) if regel.begint)
    if opdracht.code not in codes:
        oplossing = f"Kies uit: {', '.join(codes)}."
        raise OnbruikbareInvoer([Fout("opdrachtregel", "--code", f"{opdracht.code} staat er niet in", oplossing)])
    if opdracht.van > dag(nu):
        fout = f"{datum(opdracht.van)} moet nog komen"
        raise OnbruikbareInvoer([Fout("opdrachtregel", "--van", fout, "Noem de dag waarop het begon.")])
    regel = termijnregel(db, opdracht.code, opdracht.van)
    termijn = open_termijn(
        db, casus=casus.nummer, onderwerp=f"{ELDERS}:{regel.code}", code=regel.code, start=opdracht.van,
        ontvanger=regel.eigenaar, doe=f"Let op de termijn: {regel.naam}.", nu=nu,
    )  # fmt: skip
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="termijn", lijn=str(termijn.nummer), code=regel.code, naam="termijn_begint",
        van="", naar=termijn.einde.isoformat(), op=opdracht.van, nu=nu,
    )  # fmt: skip
    raak(db, casus, nu)
    afleiding = leid_af(db, regel.code, opdracht.van)
    return Uitkomst(
        {"termijn": termijn.nummer, "casus": casus.nummer, "code": regel.code} | afleiding.als_json(),
        f"Termijn {termijn.nummer} ({regel.naam}) eindigt op {datum(termijn.einde)}.",
    )


@gebruiksgeval
def voldoe(db: Sessie, wie: Gebruiker, opdracht: Voldoen, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Close an obligation that somebody opened from the catalogue; its reminders stop.

    Everything else closes by what is done in the casus itself. Refusals: as `stel_voor`, termijn_afgesproken.
    """
    _eis_bevoegd(wie, opdracht)
    nummer = _open_termijn(db, wie, opdracht.termijn, nu)
    onderwerp = db.execute(
        select(col(TermijnRij.onderwerp)).where(col(TermijnRij.nummer) == opdracht.termijn)
    ).scalar_one()
    if nummer is None or not onderwerp.startswith(f"{ELDERS}:"):
        raise TermijnAfgesproken(opdracht.termijn, "sluit vanzelf door wat u in de casus of de zitting vastlegt")
    casus = casus_voor(db, wie, nummer, nu, versie)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    sluit_termijn(db, opdracht.termijn, nu)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="termijn", lijn=str(opdracht.termijn), code="voldaan", naam="termijn_voldaan",
        van="open", naar="voldaan", op=dag(nu), nu=nu, reden=opdracht.reden,
    )  # fmt: skip
    raak(db, casus, nu)
    return Uitkomst(
        {"termijn": opdracht.termijn, "casus": nummer, "status": "voldaan"}, f"Termijn {opdracht.termijn} is voldaan."
    )


def bewaak_opschortingen(db: Sessie, nu: datetime) -> None:
    """Move the projected end of terms that stand still without a known end: it grows by a day each day."""
    t, w = TermijnRij, TermijnwijzigingRij
    vraag = (
        select(col(t.nummer))
        .where(col(t.status) == "open", col(t.nummer).in_(select(col(w.termijnverplichting)).where(
            col(w.soort) == "opschorting")))
        .order_by(col(t.nummer))
    )  # fmt: skip
    for nummer in db.execute(vraag).scalars().all():
        wat = lees_geschiedenis(db, nummer)
        if not wat.loopt:
            continue
        afleiding = herleid(db, wat, dag(nu))
        if afleiding.einde != wat.einde:
            uitleg = _uitleg(db, wat, afleiding, dag(nu))
            zet_einde(db, nummer, wat.start, afleiding.ruw_einde, afleiding.einde, uitleg, nu)


def _uitleg(db: Sessie, wat: Geschiedenis, afleiding: Afleiding, peildatum: date) -> dict[str, Any]:
    return met_regel(db, wat.code, wat.start, afleiding) | {"peildatum": peildatum.isoformat()}


_Nieuw = tuple[Geschiedenis, str, dict[str, Any], date]


def _schort_op(db: Sessie, wat: Geschiedenis, gevraagd: Opschorten, wie: Gebruiker) -> _Nieuw:
    _eis_duur(wat, "opschorten")
    regel = termijnregel(db, wat.code, wat.start)
    if gevraagd.grond not in regel.opschorten:
        raise OpschortenKanNiet(regel.naam, gevraagd.grond.value, [grond.value for grond in regel.opschorten])
    van = gevraagd.uitgenodigd + EEN_DAG if gevraagd.uitgenodigd else gevraagd.van
    fouten = []
    if van is None:
        fouten.append(Fout("opdrachtregel", "--van", "de eerste dag ontbreekt", "Noem --van, of --uitgenodigd."))
    for plaats, dag_ in (("--tot", gevraagd.tot), ("--hersteltermijn", gevraagd.gestelde_termijn)):
        if van is not None and dag_ is not None and dag_ < van:
            fouten.append(
                Fout("opdrachtregel", plaats, f"{datum(dag_)} ligt voor {datum(van)}", "Kies een latere dag.")
            )
    if van is None or fouten:
        raise OnbruikbareInvoer(fouten)
    nieuw = Opschorting(van, gevraagd.tot, gevraagd.grond, gevraagd.gestelde_termijn, gevraagd.reden, wie.persoon)
    straks = max(wat.opschortingen, default=0) + 1
    opgeschort = replace(wat, opschortingen={**wat.opschortingen, straks: nieuw})
    return opgeschort, "opschorting", opschorting_als_json(nieuw), van


def _hervat(wat: Geschiedenis, gevraagd: Hervatten) -> _Nieuw:
    if not wat.loopt:
        raise GeenOpschorting(wat.nummer)
    welke = wat.loopt[-1]
    loopt = wat.opschortingen[welke]
    weer = replace(loopt, tot=max(gevraagd.op, loopt.van))
    nieuw = replace(wat, opschortingen={**wat.opschortingen, welke: weer})
    return nieuw, "hervatting", {"opschorting": welke}, gevraagd.op


def _verleng(db: Sessie, wat: Geschiedenis, gevraagd: Verlengen, vandaag: date, wie: Gebruiker) -> _Nieuw:
    _eis_duur(wat, "verlengen")
    regel = termijnregel(db, wat.code, wat.start)
    ruimte = regel.verlenging
    fouten = []
    if gevraagd.kennisgeving > vandaag:
        oplossing = "Noem de dag waarop het bericht echt is verstuurd."
        fouten.append(
            Fout("opdrachtregel", "--kennisgeving", f"{datum(gevraagd.kennisgeving)} moet nog komen", oplossing)
        )
    if ruimte is not None and ruimte.erbij is None and gevraagd.nieuw_einde is None:
        fouten.append(Fout("opdrachtregel", "--tot", "het nieuwe einde ontbreekt", "Noem --tot, zo kort mogelijk."))
    if fouten:
        raise OnbruikbareInvoer(fouten)
    erbij = ruimte.erbij if ruimte is not None and gevraagd.nieuw_einde is None else None
    tot = None if erbij else gevraagd.nieuw_einde or wat.einde
    nieuw = Verlenging(gevraagd.kennisgeving, erbij, tot, regel.bron, gevraagd.reden, wie.persoon)
    toets_verlenging(herleid(db, wat, vandaag), nieuw, ruimte or GEEN_RUIMTE, kalender(db))
    verlengd = replace(wat, verlengingen=(*wat.verlengingen, nieuw))
    return verlengd, "verlenging", verlenging_als_json(nieuw), gevraagd.kennisgeving


def _verplaats(wat: Geschiedenis, gevraagd: Verplaatsen, vandaag: date, wie: Gebruiker) -> _Nieuw:
    if gevraagd.naar < vandaag:
        fout = Fout("opdrachtregel", "--naar", f"{datum(gevraagd.naar)} is voorbij", "Kies een dag die nog komt.")
        raise OnbruikbareInvoer([fout])
    inhoud = {"nieuw_einde": gevraagd.naar.isoformat()}
    nieuw = replace(
        wat, verplaatsingen=(*wat.verplaatsingen, Verplaatsing(vandaag, gevraagd.naar, gevraagd.reden, wie.persoon))
    )
    return (nieuw if wat.duur else replace(nieuw, einde=gevraagd.naar)), "verplaatsing", inhoud, vandaag


def _eis_duur(wat: Geschiedenis, handeling: str) -> None:
    if wat.duur is None:
        raise TermijnAfgesproken(wat.nummer, f"kunt u niet {handeling}, wel verplaatsen met een reden")


def _open_termijn(db: Sessie, wie: Gebruiker, nummer: int, nu: datetime) -> str | None:
    """Return the casus of an open obligation that this user may see."""
    t = TermijnRij
    rij = db.execute(select(col(t.casus), col(t.status)).where(col(t.nummer) == nummer)).first()
    if rij is None:
        raise TermijnOnbekend(nummer)
    casus, status = rij
    if casus is not None:
        casus_voor(db, wie, casus, nu)
    if status != "open":
        raise TermijnGesloten(nummer, status)
    return None if casus is None else str(casus)


def _eis_bevoegd(wie: Gebruiker, wat: object) -> None:
    mag = (Rol.VOORZITTER,) if isinstance(wat, Verplaatsen) else _MAG
    if wie.rol not in mag:
        raise NietBevoegd("een termijn wijzigen", [rol.value for rol in mag])
