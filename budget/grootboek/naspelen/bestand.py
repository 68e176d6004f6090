"""Reading a pot-scenario/1 file: every fault with its place at once, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.naspelen.stapkeur import GROOTSTE, is_geheel, is_tekst, keur_velden
from budget.grootboek.naspelen.stappen import toegestane_velden, verplichte_velden

FORMAAT = "pot-scenario/1"


@dataclass(frozen=True, slots=True)
class Sleutelregel:
    versie: str
    vanaf: date
    gewichten: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Regio:
    """A fictional region: the pot account, participants in order, other parties, key versions, tolerance."""

    pot: str
    deelnemers: Mapping[str, str]
    partijen: Mapping[str, str]
    sleutels: tuple[Sleutelregel, ...]
    tolerantie: int


@dataclass(frozen=True, slots=True)
class Begin:
    toezegging: int
    datum: date
    gestort: date | None


@dataclass(frozen=True, slots=True)
class Scenario:
    nr: str
    naam: str
    regio: Regio
    begin: Begin | None
    rekeningen: tuple[str, ...]
    stappen: tuple[Mapping[str, Any], ...]


class _Lezer:
    """Collects the faults of one file."""

    def __init__(self, bestand: str) -> None:
        self._bestand = bestand
        self.fouten: list[Fout] = []

    def fout(
        self, plaats: str, melding: str, oplossing: str = "Vergelijk met een voorbeeld van pot-scenario/1."
    ) -> None:
        self.fouten.append(Fout(self._bestand, plaats, melding, oplossing))

    def kaart(self, waarde: Any, plaats: str, verplicht: str, mag: str = "") -> Mapping[str, Any]:
        """Return a map with the right keys; keys that begin with x_ are left out."""
        if not isinstance(waarde, Mapping):
            self.fout(plaats, "hier hoort een lijst van naam en waarde")
            return {}
        schoon = {str(naam): deel for naam, deel in waarde.items() if not str(naam).startswith("x_")}
        for naam in verplicht.split():
            if naam not in schoon:
                self.fout(plaats, f"'{naam}' ontbreekt")
        for naam in schoon:
            if naam not in verplicht.split() and naam not in mag.split():
                self.fout(f"{plaats}.{naam}", "dit veld is onbekend")
        return schoon

    def dag(self, waarde: Any, plaats: str) -> date:
        if type(waarde) is date:
            return waarde
        try:
            return date.fromisoformat(str(waarde))
        except ValueError:
            self.fout(plaats, f"'{waarde}' is geen datum", "Schrijf een datum als 2026-11-23.")
            return date(2000, 1, 1)

    def geheel(self, waarde: Any, plaats: str) -> int:
        if not is_geheel(waarde) or not 0 <= waarde <= GROOTSTE:
            self.fout(plaats, f"'{waarde}' is geen geheel getal van nul of meer")
            return 0
        return int(waarde)

    def namen(self, waarde: Any, plaats: str) -> Mapping[str, Any]:
        if not isinstance(waarde, Mapping):
            self.fout(plaats, "hier hoort een lijst van naam en waarde")
            return {}
        return {str(naam): deel for naam, deel in waarde.items()}

    def lijst(self, waarde: Any, plaats: str) -> list[Any]:
        if isinstance(waarde, list):
            return waarde
        self.fout(plaats, "hier hoort een lijst")
        return []

    def ibans(self, waarde: Any, plaats: str) -> dict[str, str]:
        """Return parties with their IBAN; empty when it is not known."""
        partijen = self.namen(waarde, plaats)
        for naam, iban in partijen.items():
            if iban is not None and not is_tekst(iban):
                self.fout(f"{plaats}.{naam}", f"'{iban}' is geen rekeningnummer")
        return {naam: str(iban or "") for naam, iban in partijen.items()}


def lees_scenarios(tekst: str, bestand: str = "scenario") -> list[Scenario]:
    """Return the scenarios of a file; anything that does not fit is an OnbruikbareInvoer with every fault."""
    lezer = _Lezer(bestand)
    try:
        inhoud = yaml.safe_load(tekst)
    except yaml.YAMLError as fout:
        plek = getattr(fout, "problem_mark", None)
        plaats = f"regel {plek.line + 1}" if plek else "begin"
        raise OnbruikbareInvoer(
            [
                Fout(
                    bestand,
                    plaats,
                    "dit is geen leesbare YAML of JSON",
                    "Controleer haakjes, streepjes en inspringing.",
                )
            ]
        ) from None
    kop = lezer.kaart(inhoud, "bestand", "formaat regios scenarios")
    if kop.get("formaat") != FORMAAT:
        lezer.fout("formaat", f"'{kop.get('formaat')}' is niet {FORMAAT}")
    regios = {
        naam: _regio(lezer, regio, f"regios.{naam}") for naam, regio in lezer.namen(kop.get("regios"), "regios").items()
    }
    lijst = lezer.lijst(kop.get("scenarios"), "scenarios")
    scenarios = [_scenario(lezer, deel, f"scenarios[{plaats}]", regios) for plaats, deel in enumerate(lijst)]
    if lezer.fouten:
        raise OnbruikbareInvoer(lezer.fouten)
    return [scenario for scenario in scenarios if scenario is not None]


def _regio(lezer: _Lezer, waarde: Any, plaats: str) -> Regio:
    kaart = lezer.kaart(waarde, plaats, "pot deelnemers sleutels", "partijen tolerantie")
    sleutels: list[Sleutelregel] = []
    for nummer, deel in enumerate(lezer.lijst(kaart.get("sleutels"), f"{plaats}.sleutels")):
        waar = f"{plaats}.sleutels[{nummer}]"
        sleutel = lezer.kaart(deel, waar, "versie vanaf gewichten")
        gewichten = lezer.namen(sleutel.get("gewichten", {}), f"{waar}.gewichten")
        regel = Sleutelregel(
            str(sleutel.get("versie")),
            lezer.dag(sleutel.get("vanaf"), f"{waar}.vanaf"),
            {naam: lezer.geheel(gewicht, f"{waar}.gewichten.{naam}") for naam, gewicht in gewichten.items()},
        )
        if any(regel.versie == ander.versie or regel.vanaf == ander.vanaf for ander in sleutels):
            lezer.fout(waar, "deze versie of begindag staat er al")
        sleutels.append(regel)
    if not sleutels:
        lezer.fout(f"{plaats}.sleutels", "een regio heeft ten minste een sleutelversie")
    deelnemers = lezer.ibans(kaart.get("deelnemers", {}), f"{plaats}.deelnemers")
    partijen = lezer.ibans(kaart.get("partijen") or {}, f"{plaats}.partijen")
    for naam in partijen:
        if naam in deelnemers:
            lezer.fout(f"{plaats}.partijen.{naam}", "deze partij is al deelnemer")
    return Regio(
        str(kaart.get("pot", "")),
        deelnemers,
        partijen,
        tuple(sleutels),
        lezer.geheel(kaart.get("tolerantie", 0), f"{plaats}.tolerantie"),
    )


def _scenario(lezer: _Lezer, waarde: Any, plaats: str, regios: Mapping[str, Regio]) -> Scenario | None:
    kaart = lezer.kaart(waarde, plaats, "nr naam regio stappen", "begin rekeningen")
    regio = regios.get(str(kaart.get("regio")))
    if regio is None:
        lezer.fout(f"{plaats}.regio", f"regio '{kaart.get('regio')}' staat niet onder regios")
        return None
    begin = None
    if kaart.get("begin") is not None:
        deel = lezer.kaart(kaart["begin"], f"{plaats}.begin", "toezegging datum", "gestort")
        gestort = deel.get("gestort")
        begin = Begin(
            lezer.geheel(deel.get("toezegging"), f"{plaats}.begin.toezegging"),
            lezer.dag(deel.get("datum"), f"{plaats}.begin.datum"),
            None if gestort is None else lezer.dag(gestort, f"{plaats}.begin.gestort"),
        )
    lijst = lezer.lijst(kaart.get("stappen"), f"{plaats}.stappen")
    stappen = tuple(_stappen(lezer, lijst, f"{plaats}.stappen"))
    bekend = {str(stap["id"]) for stap in stappen if "id" in stap}
    for nummer, stap in enumerate(stappen):
        if stap.get("doe") == "tegenboeking" and str(stap.get("van")) not in bekend:
            lezer.fout(f"{plaats}.stappen[{nummer}].van", f"geen stap heeft het id '{stap.get('van')}'")
    return Scenario(
        str(kaart.get("nr")),
        str(kaart.get("naam")),
        regio,
        begin,
        tuple(str(rekening) for rekening in lezer.lijst(kaart.get("rekeningen", []), f"{plaats}.rekeningen")),
        stappen,
    )


def _stappen(lezer: _Lezer, lijst: list[Any], plaats: str) -> Iterator[Mapping[str, Any]]:
    for nummer, deel in enumerate(lijst):
        waar = f"{plaats}[{nummer}]"
        if not isinstance(deel, Mapping):
            lezer.fout(waar, "een stap is een lijst van naam en waarde")
            continue
        stap = {str(naam): waarde for naam, waarde in deel.items() if not str(naam).startswith("x_")}
        doe = str(stap.get("doe", ""))
        mag = toegestane_velden(doe)
        if mag is None:
            lezer.fout(f"{waar}.doe", f"'{doe}' is geen gebeurtenis van de pot")
            continue
        for naam in stap:
            if naam not in mag:
                lezer.fout(f"{waar}.{naam}", f"dit veld hoort niet bij '{doe}'")
        for naam in verplichte_velden(doe):
            if naam not in stap:
                lezer.fout(waar, f"'{naam}' ontbreekt bij '{doe}'")
        for naam in ("datum", "tot", "van"):
            if isinstance(stap.get(naam), str) and (naam != "van" or doe == "dagverdeling"):
                stap[naam] = lezer.dag(stap[naam], f"{waar}.{naam}")
        if doe == "dagverdeling" and isinstance(stap.get("wissels", []), list):
            stap["wissels"] = [_wissel(wissel) for wissel in stap.get("wissels", [])]
        for naam, melding in keur_velden(doe, stap):
            lezer.fout(f"{waar}.{naam}", melding, f"Zie de velden van '{doe}'.")
        if doe == "rf" and not {"kern", "controleer"} & stap.keys():
            lezer.fout(waar, "'kern' of 'controleer' ontbreekt bij 'rf'")
        if doe == "gelijktijdig" and isinstance(stap.get("stappen"), list):
            stap["stappen"] = tuple(_stappen(lezer, stap["stappen"], f"{waar}.stappen"))
        yield stap


def _wissel(wissel: Any) -> Any:
    """Return a change of payer with its day read; as it was when it does not look like one."""
    try:
        op, wie = wissel
        return (op if type(op) is date else date.fromisoformat(op)), str(wie)
    except (TypeError, ValueError):
        return wissel
