"""Use cases on versions of the process: take one up, and move the casussen to it in bulk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer, Weigering
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import Wacht, open_wacht, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import open_geldwacht, raak_lijn
from engine.proces.begrippen import Proces
from engine.proces.formaat import lees_definitie
from engine.proces.keuring import keur
from engine.proces.overstap import Loper, Overstap, kaartfouten, stap_over
from engine.proces.vragen import procesversie, procesversies
from engine.register.diensten import neem_regeling_op
from engine.register.vragen import functies, regeling, regelingversie
from engine.termijnen.verplichtingen import sluit_termijnen

GEMIGREERD = "proces_gemigreerd"


class ProcesstaatVervalt(Weigering):
    """Casussen or lines stand in a state that the new version does not have."""

    code = "processtaat_vervalt"

    def __init__(self, versie: str, per_staat: dict[str, list[str]]) -> None:
        delen = (f"'{staat}': {_noem(nummers)}" for staat, nummers in per_staat.items())
        super().__init__(
            f"Versie {versie} kent een staat niet waarin nog iets loopt. {'; '.join(delen)}.",
            oplossing="Zet in het bestand van de nieuwe versie waar zij heen gaan "
            '([overstap."oude versie".hulp], staat = "nieuwe staat"), en neem het opnieuw op.',
            casussen=sorted({n for nummers in per_staat.values() for n in nummers}),
        )


class VerplichteStapGemist(Weigering):
    """Casussen would skip a step that nobody can skip in the new version."""

    code = "verplichte_stap_gemist"

    def __init__(self, versie: str, per_stap: dict[str, list[str]]) -> None:
        delen = (f"'{stap}': {_noem(nummers)}" for stap, nummers in per_stap.items())
        super().__init__(
            f"In versie {versie} slaan zij een verplichte stap over. {'; '.join(delen)}.",
            oplossing="Laat ze in de nieuwe versie op een eerdere staat beginnen ([overstap] in het bestand), "
            "of laat ze hun weg afmaken in hun eigen versie en zet ze later over.",
            casussen=sorted({n for nummers in per_stap.values() for n in nummers}),
        )


class ProcesversieOnbekend(Weigering):
    code = "procesversie_onbekend"

    def __init__(self, versie: str, bekend: Sequence[str]) -> None:
        super().__init__(
            f"Procesversie '{versie}' is er niet.",
            oplossing=f"Kies uit: {', '.join(bekend)}; een nieuwe neemt u op met 'register proces neem-op'.",
        )


class ProcesversieBestaat(Weigering):
    code = "procesversie_bestaat"

    def __init__(self, versie: str) -> None:
        super().__init__(
            f"Procesversie {versie} is al opgenomen, met een andere inhoud.",
            oplossing="Geef de nieuwe versie een hoger nummer; casussen rekenen op wat er stond.",
        )


@dataclass(frozen=True, slots=True)
class Opname:
    """The text of a new version, and from which day new casussen get it; proef: only look."""

    tekst: str
    naam: str = "proces.toml"
    vanaf: date | None = None


@gebruiksgeval
def neem_op(db: Sessie, wie: Gebruiker, opdracht: Opname, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Take up a new version of the process: new casussen get it, running ones keep theirs until they are moved.

    Refusals: niet_bevoegd, procesversie_bestaat, processtaat_vervalt (a casus is in a state that it drops and its
    map does not say where to); unusable input with everything that is wrong with it.
    """
    _eis_beheerder(wie, "een procesversie opnemen")
    nieuw, document = lees_definitie(opdracht.tekst, opdracht.naam)
    _keur(db, nieuw, opdracht.naam, dag(nu))
    if nieuw.versie in procesversies(db):
        raise ProcesversieBestaat(nieuw.versie)
    _eis_plek([stap_over(loper, nieuw) for loper in _lopers(db)], nieuw)
    vanaf = opdracht.vanaf or dag(nu)
    neem_regeling_op(db, "proces", nieuw.versie, vanaf, document, str(document["bron"]), nu)
    return Uitkomst(
        {"versie": nieuw.versie, "vanaf": vanaf.isoformat()},
        f"Procesversie {nieuw.versie} geldt voor nieuwe casussen vanaf {datum(vanaf)}.",
    )


@dataclass(frozen=True, slots=True)
class Migratie:
    """To which version the running casussen go."""

    naar: str


def plan(db: Sessie, wie: Gebruiker, naar: str) -> list[Overstap]:
    """Return what moving every running casus and line would do; writes nothing.

    Refusals: niet_bevoegd, procesversie_onbekend.
    """
    _eis_beheerder(wie, "casussen overzetten")
    if naar not in procesversies(db):
        raise ProcesversieOnbekend(naar, procesversies(db))
    nieuw = procesversie(db, naar)
    return [stap_over(loper, nieuw) for loper in _lopers(db) if loper.versie != naar]


@gebruiksgeval
def migreer(db: Sessie, wie: Gebruiker, opdracht: Migratie, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Move every running casus with its lines to a version, each with an event; all of them or none.

    Casussen in an end state keep their version and stay readable. Refusals: niet_bevoegd, procesversie_onbekend,
    processtaat_vervalt, verplichte_stap_gemist. O(casussen + events).
    """
    stappen = plan(db, wie, opdracht.naar)
    nieuw = procesversie(db, opdracht.naar)
    _eis_plek(stappen, nieuw)
    _eis_niets_gemist(stappen, nieuw)
    rijen = {c.nummer: c for c in _gelockt(db, CasusRij, CasusRij.nummer, {s.loper.casus for s in stappen})}
    lijnen = _gelockt(db, FinancieringslijnRij, FinancieringslijnRij.lijn,
                      {s.loper.nummer for s in stappen if s.loper.spoor == "geld"})  # fmt: skip
    per_lijn = {rij.lijn: rij for rij in lijnen}
    for stap in stappen:
        loper, naar = stap.loper, stap.naar
        assert naar is not None
        schrijf_gebeurtenis(
            db, wie, loper.casus, spoor="proces", lijn=loper.nummer if loper.spoor == "geld" else None, code="",
            naam=GEMIGREERD, van=loper.status, naar=naar, op=dag(nu), nu=nu,
            gegevens={"van_versie": loper.versie, "naar_versie": nieuw.versie},
        )  # fmt: skip
        staat, oud = nieuw.spoor(loper.spoor).staten[naar], procesversie(db, loper.versie).spoor(loper.spoor)
        opnieuw = naar != loper.status or staat != oud.staten[loper.status]
        if loper.spoor == "geld":
            lijn = per_lijn[loper.nummer]
            lijn.status = naar
            if opnieuw:
                open_geldwacht(db, lijn, staat, dag(nu), nu)
            raak_lijn(db, lijn, nu)
            continue
        casus = rijen[loper.casus]
        casus.proces, casus.status = nieuw.versie, naar
        if opnieuw:
            sluit_termijnen(db, casus.nummer, "hulp", nu)
            open_wacht(db, casus, staat, dag(nu), Wacht(start=dag(nu)), nu)
        raak(db, casus, nu)
    aantal = sum(stap.loper.spoor == "hulp" for stap in stappen)
    return Uitkomst(
        {"versie": nieuw.versie, "casussen": aantal, "stappen": [als_json(stap) for stap in stappen]},
        f"{aantal} casussen zijn overgezet naar procesversie {nieuw.versie}.",
    )


def als_json(stap: Overstap) -> dict[str, Any]:
    """Return one move with its reasons, ready for JSON."""
    return {
        "casusnummer": stap.loper.casus,
        "lijn": stap.loper.nummer if stap.loper.spoor == "geld" else None,
        "van_versie": stap.loper.versie,
        "van": stap.loper.status,
        "naar": stap.naar,
        "mist": list(stap.mist),
        "kan": stap.kan,
    }


def versielijst(db: Sessie) -> list[dict[str, Any]]:
    """Return every version, from which day new casussen got it, and how many casussen have it now."""
    c = CasusRij
    aantal = dict(db.execute(select(col(c.proces), func.count()).group_by(col(c.proces))).tuples().all())
    return [
        {
            "versie": versie,
            "vanaf": regelingversie(db, "proces", versie).geldig_van.isoformat(),
            "casussen": aantal.get(versie, 0),
        }
        for versie in procesversies(db)
    ]


def _lopers(db: Sessie) -> list[Loper]:
    """Return every running casus with its lines; what ended in its own version stays there."""
    c, f, g = CasusRij, FinancieringslijnRij, GebeurtenisRij
    einden = cache(lambda versie: frozenset(procesversie(db, versie).hulp.einde))
    casussen = {
        nummer: (versie, status)
        for nummer, versie, status in db.execute(select(col(c.nummer), col(c.proces), col(c.status)))
        if status not in einden(versie)
    }
    bezocht: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    stappen = select(col(g.casus), col(g.lijn), col(g.van), col(g.naar)).where(col(g.spoor).in_(("hulp", "geld")))
    for casus, lijn, van, naar in db.execute(stappen):
        bezocht[casus, lijn] |= {van, naar}
    lopers = [
        Loper(nummer, nummer, "hulp", versie, status, frozenset(bezocht[nummer, None]))
        for nummer, (versie, status) in sorted(casussen.items())
    ]
    lijnen = select(col(f.lijn), col(f.casus), col(f.status)).order_by(col(f.lijn))
    lopers += [
        Loper(lijn, casus, "geld", casussen[casus][0], status, frozenset(bezocht[casus, lijn]))
        for lijn, casus, status in db.execute(lijnen)
        if casus in casussen
    ]
    return lopers


def _gelockt(db: Sessie, tabel: Any, sleutel: Any, welke: Iterable[str]) -> list[Any]:
    nummers = sorted(welke)
    gevonden: list[Any] = []
    for begin in range(0, len(nummers), 5_000):
        deel = select(tabel).where(col(sleutel).in_(nummers[begin : begin + 5_000])).order_by(col(sleutel))
        gevonden += db.execute(deel.with_for_update()).scalars()
    return gevonden


def _keur(db: Sessie, nieuw: Proces, naam: str, op: date) -> None:
    codes = frozenset(rij["code"] for rij in regeling(db, "termijnen", op).inhoud["termijnen"])
    bekend = [procesversie(db, versie) for versie in procesversies(db)]
    fouten = keur(nieuw, codes, frozenset(f.id for f in functies(db))) + kaartfouten(nieuw, bekend)
    if fouten:
        raise OnbruikbareInvoer([Fout(naam, "", f"{fout}.", "Herstel de procesdefinitie.") for fout in fouten])


def _eis_plek(stappen: Iterable[Overstap], nieuw: Proces) -> None:
    per_staat: dict[str, list[str]] = defaultdict(list)
    for stap in stappen:
        if stap.naar is None:
            per_staat[stap.loper.status].append(stap.loper.nummer)
    if per_staat:
        raise ProcesstaatVervalt(nieuw.versie, per_staat)


def _eis_niets_gemist(stappen: Iterable[Overstap], nieuw: Proces) -> None:
    per_stap: dict[str, list[str]] = defaultdict(list)
    for stap in stappen:
        for gemist in stap.mist:
            per_stap[gemist].append(stap.loper.nummer)
    if per_stap:
        raise VerplichteStapGemist(nieuw.versie, per_stap)


def samenvatting(stappen: Sequence[Overstap]) -> list[str]:
    """Return in Dutch what would change: per pair of states how many, then each that cannot go and why."""
    tellers = Counter((s.loper.spoor, s.loper.status, s.naar) for s in stappen if s.kan)
    regels = [
        f"{aantal} x {spoor}spoor: {van} {'blijft' if van == naar else 'wordt'} {naar}"
        for (spoor, van, naar), aantal in sorted(tellers.items(), key=str)
    ]
    for stap in stappen:
        if stap.naar is None:
            regels.append(f"{stap.loper.nummer} kan niet: staat '{stap.loper.status}' is er niet meer.")
        elif stap.mist:
            regels.append(f"{stap.loper.nummer} kan niet: mist {', '.join(stap.mist)}.")
    return regels or ["Er is niets om over te zetten."]


def _eis_beheerder(wie: Gebruiker, wat: str) -> None:
    if wie.rol is not Rol.BEHEERDER:
        raise NietBevoegd(wat, ["beheerder"])


def _noem(nummers: Sequence[str]) -> str:
    rest = len(nummers) - 20
    return ", ".join(nummers[:20]) + (f" en nog {rest}" if rest > 0 else "")
