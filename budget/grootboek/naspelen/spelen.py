"""Playing scenarios: an empty practice pot per scenario, the steps through the use cases, then the comparison."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from threading import Barrier
from typing import Any

from budget.bank.rf import is_rf, maak_rf
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie, lezing, transactie
from budget.basis.weigering import Fout, OnbruikbareInvoer, Weigering
from budget.grootboek import vragen
from budget.grootboek.begrippen import ZONDER_BOEKING, Bankregel, Gebeurtenis, Storting, Toezegging
from budget.grootboek.controle import controleer
from budget.grootboek.diensten import boek, open_pot, vergrendel
from budget.grootboek.naspelen.bankkant import Bankkant, NogNietOndersteund
from budget.grootboek.naspelen.bestand import Scenario, lees_scenarios
from budget.grootboek.naspelen.stappen import HULP, maak_gebeurtenis
from budget.grootboek.naspelen.verwachting import saldi_detail, vergelijk
from budget.grootboek.regels.verdelen import dagen_per_wie, verdeel
from budget.grootboek.registreren import (
    Partijsoort,
    Sleutelversie,
    registreer_partij,
    registreer_sleutel,
)
from budget.grootboek.ruw import Ruw
from budget.grootboek.weigeringen import VerdeelsleutelOntbreekt

_FORMAATCODE = {"verdeelsleutel_ontbreekt": "sleutel_ontbreekt"}
"""The closed list of pot-scenario/1 is older than the product's own name for this refusal."""

OEFENAAR = Gebruiker("oefenaar", Rol.KASSIER, "oefenpot")


@dataclass(frozen=True, slots=True)
class Stapuitslag:
    """What one step did; afwijkingen is empty when everything was as expected."""

    stap: int
    doe: str
    uitkomst: str
    code: str | None
    saldi: Mapping[str, int]
    saldi_detail: Mapping[str, int]
    beschikbaar: int
    beschikbaar_besluit: int
    afwijkingen: tuple[str, ...] = ()

    def als_json(self) -> dict[str, Any]:
        """Return the fields of the contract, and the differences."""
        return {
            "stap": self.stap,
            "doe": self.doe,
            "uitkomst": self.uitkomst,
            "code": self.code,
            "saldi": dict(self.saldi),
            "saldi_detail": dict(self.saldi_detail),
            "beschikbaar": self.beschikbaar,
            "beschikbaar_besluit": self.beschikbaar_besluit,
            "verwacht_klopt": not self.afwijkingen,
            "afwijkingen": list(self.afwijkingen),
        }


@dataclass(frozen=True, slots=True)
class Scenariouitslag:
    """What one scenario did."""

    scenario: str
    naam: str
    stappen: tuple[Stapuitslag, ...]

    @property
    def klopt(self) -> bool:
        """Say whether every expectation was met."""
        return not any(stap.afwijkingen for stap in self.stappen)

    def als_json(self) -> dict[str, Any]:
        """Return the fields of the contract."""
        return {"scenario": self.scenario, "naam": self.naam, "stappen": [stap.als_json() for stap in self.stappen]}


@dataclass(slots=True)
class _Spel:
    url: str
    scenario: Scenario
    bank: Bankkant | None
    zelf: bool
    map_: Path
    op: date = date(2026, 1, 1)
    posten: dict[str, int] = field(default_factory=dict)
    namen: dict[str, str] = field(default_factory=dict)
    gezien: set[int] = field(default_factory=set)


def naspelen(
    bron: str | Path,
    url_maker: Callable[[], str],
    scenario: str | None = None,
    *,
    bank: Bankkant | None = None,
    zelf_boeken: bool = False,
) -> list[Scenariouitslag]:
    """Play the scenarios of a file (a path or its text), each on the empty database that url_maker gives.

    zelf_boeken: without a bank side, book the steps that the product would book itself and skip what only the
    bank side can judge. Refusals: nog_niet_ondersteund (a step needs the bank side); a file that cannot be used,
    or a scenario that is not in it, is an OnbruikbareInvoer.
    """
    pad = bron if isinstance(bron, Path) else None
    try:
        tekst = pad.read_text(encoding="utf-8") if pad else str(bron)
    except (OSError, UnicodeDecodeError):
        raise OnbruikbareInvoer(
            [Fout(str(pad), "bestand", "dit bestand is niet te lezen", "Controleer het pad en de rechten.")]
        ) from None
    scenarios = lees_scenarios(tekst, str(pad) if pad else "scenario")
    if scenario is not None:
        bekend = [deel.nr for deel in scenarios]
        scenarios = [deel for deel in scenarios if deel.nr == str(scenario)]
        if not scenarios:
            raise OnbruikbareInvoer(
                [Fout(str(pad or "scenario"), "--scenario", f"er is geen scenario '{scenario}'", f"Kies uit {bekend}.")]
            )
    map_ = (pad.parent if pad else Path()) / "voorbeelden"
    return [speel(_Spel(url_maker(), deel, bank, zelf_boeken, map_)) for deel in scenarios]


def speel(spel: _Spel) -> Scenariouitslag:
    """Play one scenario on an empty database."""
    _begin(spel)
    uitslagen = tuple(_stap(spel, nummer, stap) for nummer, stap in enumerate(spel.scenario.stappen, 1))
    return Scenariouitslag(spel.scenario.nr, spel.scenario.naam, uitslagen)


def _nu(op: date) -> datetime:
    return datetime.combine(op, time(12), UTC)


def _begin(spel: _Spel) -> None:
    regio, begin = spel.scenario.regio, spel.scenario.begin
    eerste = begin.datum if begin else next((s["datum"] for s in spel.scenario.stappen if "datum" in s), spel.op)
    spel.op = eerste
    with transactie(spel.url) as db:
        open_pot(db, iban=regio.pot, nu=_nu(eerste), tolerantie=Geld(regio.tolerantie))
        for naam, iban in regio.deelnemers.items():
            registreer_partij(db, naam, iban, Partijsoort.DEELNEMER)
        for naam, iban in regio.partijen.items():
            registreer_partij(db, naam, iban, Partijsoort.AANBIEDER)
        for sleutel in regio.sleutels:
            registreer_sleutel(db, Sleutelversie(sleutel.versie, sleutel.vanaf, sleutel.gewichten))
        if spel.bank is not None:
            spel.bank.open(db, spel.scenario.rekeningen, _nu(eerste))
        if begin is None:
            return
        inleg = {naam: cents for naam, cents in verdeel(begin.toezegging, regio.sleutels[0].gewichten).items() if cents}
        gebeurtenissen: list[Gebeurtenis] = [
            Toezegging(datum=begin.datum, deelnemer=naam, bedrag=Geld(cents)) for naam, cents in inleg.items()
        ]
        if begin.gestort is not None:
            for naam, cents in inleg.items():
                regel, bedrag, jaar = f"inleg-{naam}", Geld(cents), begin.datum.year
                gebeurtenissen += [
                    Bankregel(datum=begin.gestort, regel=regel, bedrag=bedrag),
                    Storting(datum=begin.gestort, regel=regel, deelnemer=naam, bedrag=bedrag, jaar=jaar),
                ]
        for nummer, gebeurtenis in enumerate(gebeurtenissen, 1):
            boek(db, OEFENAAR, gebeurtenis, sleutel=f"begin/{nummer}", nu=_nu(gebeurtenis.datum))


def _stap(spel: _Spel, nummer: int, stap: Mapping[str, Any]) -> Stapuitslag:
    if "datum" in stap:
        spel.op = stap["datum"]
    elif stap["doe"] == "periode_sluiten":
        spel.op = max(spel.op, stap["tot"])
    # A step that must be refused is offered before the matching of the step before it: it changes nothing anyway.
    if spel.bank is not None and nummer > 1 and "geweigerd" not in stap:
        with transactie(spel.url) as db:
            spel.bank.boek_automatisch(db, spel.op, _nu(spel.op))
    voor = _saldi(spel.url)
    code, uitkomst = None, "geen_boeking"
    uitkomsten: dict[str, Any] = {}
    try:
        uitkomst, uitkomsten = _doe(spel, nummer, stap)
    except NogNietOndersteund:
        raise
    except Weigering as weigering:
        code, uitkomst = _FORMAATCODE.get(weigering.code, weigering.code), "geweigerd"
    afwijkingen: list[str] = []
    hoort = stap.get("geweigerd")
    if code != hoort:
        afwijkingen.append(f"geweigerd: verwacht {hoort or 'geen weigering'}, gevonden {code or 'geen weigering'}")
    na = _saldi(spel.url)
    if code is not None and voor != na:
        afwijkingen.append("een geweigerde stap veranderde het boek")
    verwacht = stap.get("verwacht") or {}
    if spel.zelf and spel.bank is None:
        verwacht = {sleutel: deel for sleutel, deel in verwacht.items() if sleutel not in ("afletteren", "pain001")}
    with lezing(spel.url) as db:
        afwijkingen += vergelijk(db, verwacht, uitkomsten, spel.namen, spel.bank)
        stand = vragen.stand(db)
        afwijkingen += [f"{b.regel} {b.plaats}: {b.melding}" for b in controleer(db).bevindingen]
    return Stapuitslag(
        nummer,
        str(stap["doe"]),
        uitkomst,
        code,
        per_rekening(na),
        {":".join(sleutel): cents for sleutel, cents in na.items()},
        stand.beschikbaar.cents,
        stand.beschikbaar_besluit.cents,
        tuple(afwijkingen),
    )


def per_rekening(saldi: Mapping[tuple[str, ...], int]) -> dict[str, int]:
    """Return the sum per account number, zero left out."""
    som: dict[str, int] = {}
    for (code, *_), cents in saldi.items():
        som[code] = som.get(code, 0) + cents
    return {code: cents for code, cents in sorted(som.items()) if cents}


def _saldi(url: str) -> dict[tuple[str, ...], int]:
    with lezing(url) as db:
        return saldi_detail(db)


def _doe(spel: _Spel, nummer: int, stap: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Do a step; returns the outcome and what it answers."""
    doe = str(stap["doe"])
    if stap.get("automatisch") and not (spel.zelf and spel.bank is None):
        return _al_geboekt(spel, stap), {}
    if doe in HULP:
        return _hulp(spel, nummer, stap)
    gebeurtenis = maak_gebeurtenis(_vertaald(spel, stap), nummer, spel.op, spel.posten)
    with transactie(spel.url) as db:
        geboekt = boek(db, OEFENAAR, gebeurtenis, sleutel=f"stap/{nummer}", nu=_nu(spel.op))
        if spel.bank is not None and doe == "bankregel":
            spel.bank.beschrijf(db, stap, spel.op, _nu(spel.op))
    if "id" in stap:
        spel.posten[str(stap["id"])] = geboekt.nummer
    return ("geen_boeking" if doe in ZONDER_BOEKING else "geboekt"), {}


def _vertaald(spel: _Spel, stap: Mapping[str, Any]) -> Mapping[str, Any]:
    regel = stap.get("regel")
    return stap if regel is None else {**stap, "regel": spel.namen.get(str(regel), str(regel))}


def _al_geboekt(spel: _Spel, stap: Mapping[str, Any]) -> str:
    """Check that the product booked this step itself; each journaalpost counts once."""
    if spel.bank is None:
        raise NogNietOndersteund(f"{stap['doe']} (automatisch)")
    gezocht = maak_gebeurtenis(_vertaald(spel, stap), 0, spel.op, spel.posten)
    velden = {naam for naam in stap if hasattr(gezocht, naam)} - {"datum", "door"}
    with lezing(spel.url) as db:
        for nummer, tekst in _teksten(db, str(stap["doe"])):
            inhoud = json.loads(tekst)
            if nummer not in spel.gezien and all(inhoud[veld] == _kaal(getattr(gezocht, veld)) for veld in velden):
                spel.gezien.add(nummer)
                if "id" in stap:
                    spel.posten[str(stap["id"])] = nummer
                return "geboekt"
    raise NietAutomatischGeboekt(str(stap["doe"]))


def _teksten(db: Sessie, soort: str) -> list[tuple[int, str]]:
    rijen = Ruw(db).rijen(
        "SELECT j.nummer, t.inhoud FROM journaalpost j JOIN journaaltekst t ON t.post = j.nummer WHERE j.soort = ?"
        " ORDER BY j.nummer",
        soort,
    )
    return [(nummer, tekst) for nummer, tekst in rijen]


def _kaal(waarde: Any) -> Any:
    return waarde.cents if isinstance(waarde, Geld) else waarde


class NietAutomatischGeboekt(Weigering):
    code = "niet_automatisch_geboekt"
    exitcode = 3

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"Het product heeft '{wat}' niet zelf geboekt.",
            oplossing="Kijk wat het afletteren met de regel voorstelde.",
        )


def _hulp(spel: _Spel, nummer: int, stap: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    match stap["doe"]:
        case "controle":
            return "geen_boeking", {}
        case "verdeling":
            gewichten = _gewichten(spel, stap["sleutel"]) if "sleutel" in stap else stap.get("gewichten") or {}
            return "geen_boeking", {"aandelen": verdeel(stap["bedrag"], gewichten)}
        case "dagverdeling":
            dagen = dagen_per_wie(stap["van"], stap["tot"], str(stap["eerste"]), stap["wissels"])
            return "geen_boeking", {"dagen": dagen, "aandelen": verdeel(stap["bedrag"], dagen)}
        case "aanvulling":
            with lezing(spel.url) as db:
                kapitaal = -sum(regel.saldo.cents for regel in vragen.saldi(db, "2000"))
            tekort = stap["doel"] - kapitaal
            return "geen_boeking", {"aandelen": verdeel(tekort, _gewichten(spel, stap["sleutel"]))}
        case "rf":
            rf = is_rf(str(stap["controleer"])) if "controleer" in stap else maak_rf(str(stap["kern"]))
            return "geen_boeking", {"rf": rf}
        case "gelijktijdig":
            gelukt = _gelijktijdig(spel, nummer, stap["stappen"])
            return ("geboekt" if gelukt else "geen_boeking"), {"gelukt": gelukt}
        case "importeer" if spel.bank is not None:
            voor = _laatste(spel.url)
            with transactie(spel.url) as db:
                uitslag = spel.bank.importeer(db, stap, spel.map_, spel.op, _nu(spel.op))
            naam = str(stap.get("id", nummer))
            spel.namen.update({f"{naam}.{plaats}": regel for plaats, regel in enumerate(uitslag.regels, 1)})
            geboekt = _laatste(spel.url) > voor
            return ("geboekt" if geboekt else "geen_boeking"), {"import": list(uitslag.afschriften)}
        case "statusbericht" if spel.bank is not None:
            with transactie(spel.url) as db:
                status = spel.bank.statusbericht(db, stap, spel.map_, spel.op, _nu(spel.op))
            return "geen_boeking", {"status": dict(status)}
        case doe:
            raise NogNietOndersteund(str(doe))


def _laatste(url: str) -> int:
    with transactie(url) as db:
        return vergrendel(db).post


def _gewichten(spel: _Spel, versie: str) -> Mapping[str, int]:
    for sleutel in spel.scenario.regio.sleutels:
        if sleutel.versie == str(versie):
            return sleutel.gewichten
    raise VerdeelsleutelOntbreekt(spel.op)


def _gelijktijdig(spel: _Spel, nummer: int, stappen: Sequence[Mapping[str, Any]]) -> int:
    """Offer the steps at the same moment, each in a transaction of its own; returns how many were booked."""
    hek = Barrier(len(stappen))

    def bied(plaats: int) -> bool:
        stap = stappen[plaats]
        gebeurtenis = maak_gebeurtenis(
            _vertaald(spel, stap), nummer * 100 + plaats, stap.get("datum", spel.op), spel.posten
        )
        hek.wait(timeout=30)
        try:
            with transactie(spel.url) as db:
                boek(db, OEFENAAR, gebeurtenis, sleutel=f"stap/{nummer}/{plaats}", nu=_nu(gebeurtenis.datum))
        except Weigering:
            return False
        return True

    with ThreadPoolExecutor(len(stappen)) as samen:
        return sum(samen.map(bied, range(len(stappen))))
