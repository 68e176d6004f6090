"""Can this pot-scenario/1 file be posted on this database? Every finding at once, nothing stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.begrippen import SOORTEN
from budget.grootboek.naspelen.bestand import Regio, Scenario, lees_scenarios
from budget.grootboek.naspelen.stappen import INGEVULD
from budget.grootboek.naspelen.verwachting import VAN_DE_BANK
from budget.grootboek.opslag import lees_kop
from budget.grootboek.ruw import Ruw

_OEFENEN = "Speel het bestand na met 'doorbraak pot naspelen', of laat deze stap weg."
_UIT_DE_POT = "Neem over wat 'doorbraak register lijst partijen' en de inrichting van de pot zeggen."


def lees_inbreng(tekst: str, bestand: str) -> Scenario:
    """Return the one scenario of a file whose steps can all be posted as they stand."""
    scenarios = lees_scenarios(tekst, bestand)
    if len(scenarios) != 1:
        melding = f"hier staan {len(scenarios)} scenario's; inbrengen gaat met precies één"
        raise OnbruikbareInvoer([Fout(bestand, "scenarios", melding, "Bewaar elk scenario in een eigen bestand.")])
    (scenario,) = scenarios
    fouten = [
        Fout(bestand, f"scenarios[0].{plaats}", melding, oplossing)
        for plaats, melding, oplossing in _scenariofouten(scenario)
    ]
    if fouten:
        raise OnbruikbareInvoer(fouten)
    return scenario


Bezwaar = tuple[str, str, str]
"""Place, what is wrong, what to do."""


def _scenariofouten(scenario: Scenario) -> Iterator[Bezwaar]:
    if scenario.begin is not None:
        yield "begin", "'begin' vult een oefenpot", "Schrijf de toezeggingen en stortingen uit als stappen."
    if scenario.rekeningen:
        yield "rekeningen", "andere namen van de rekening horen bij het oefenen", _OEFENEN
    if not scenario.stappen:
        yield "stappen", "er staat geen stap in", "Schrijf ten minste één stap."
    gedateerd = False
    for nummer, stap in enumerate(scenario.stappen):
        gedateerd = gedateerd or "datum" in stap or stap["doe"] == "periode_sluiten"
        if not gedateerd:
            yield f"stappen[{nummer}].datum", "'datum' ontbreekt", "Geef de eerste stap een datum als 2026-01-02."
            gedateerd = True
        for plaats, melding, oplossing in _stapfouten(scenario.regio, stap):
            yield f"stappen[{nummer}]{plaats}", melding, oplossing


def _stapfouten(regio: Regio, stap: Mapping[str, Any]) -> Iterator[Bezwaar]:
    doe = str(stap["doe"])
    if doe not in SOORTEN:
        yield ".doe", f"'{doe}' boekt niets: dat is een hulpstap van het oefenen", _OEFENEN
        return
    for naam in ("automatisch", "geweigerd"):
        if stap.get(naam):
            yield f".{naam}", "hier wordt elke stap geboekt zoals zij er staat", _OEFENEN
    for naam in sorted(INGEVULD.get(doe, set()) - stap.keys()):
        yield f".{naam}", f"'{naam}' ontbreekt: bij oefenen wordt iemand verzonnen, hier niet", "Noem wie dit deed."
    if doe in ("toezegging", "terugbetaling_deelnemer") and stap["deelnemer"] not in regio.deelnemers:
        yield ".deelnemer", f"'{stap['deelnemer']}' is geen deelnemer van de pot", "Kies een deelnemer onder regios."
    for naam in sorted(VAN_DE_BANK & (stap.get("verwacht") or {}).keys()):
        yield f".verwacht.{naam}", "dit is alleen bij oefenen te vergelijken", _OEFENEN


def eis_zelfde_pot(db: Sessie, scenario: Scenario, bestand: str) -> None:
    """Refuse (OnbruikbareInvoer) a file that is about another pot than that of this database."""
    fouten = [
        Fout(bestand, f"regios.{plaats}", melding, _UIT_DE_POT) for plaats, melding in _verschillen(db, scenario.regio)
    ]
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _verschillen(db: Sessie, regio: Regio) -> Iterator[tuple[str, str]]:
    ruw = Ruw(db)
    iban = lees_kop(ruw).iban
    if regio.pot != iban:
        yield "pot", f"het bestand noemt rekening {regio.pot}, deze pot heeft {iban}"
    soorten: dict[str, str] = dict(ruw.rijen("SELECT partij, soort FROM pot_partij ORDER BY volgorde"))
    ibans: dict[str, str] = dict(ruw.rijen("SELECT partij, iban FROM pot_iban ORDER BY nummer"))
    deelnemers = [naam for naam, soort in soorten.items() if soort == "deelnemer"]
    if list(regio.deelnemers) != deelnemers:
        yield "deelnemers", f"het bestand noemt {', '.join(regio.deelnemers)}; deze pot heeft {', '.join(deelnemers)}"
    for groep, partijen in (("deelnemers", regio.deelnemers), ("partijen", regio.partijen)):
        for naam, rekening in partijen.items():
            if naam not in soorten:
                yield f"{groep}.{naam}", "deze partij is hier niet bekend"
            elif rekening != ibans.get(naam, ""):
                yield f"{groep}.{naam}", f"het bestand noemt rekening {rekening or '(geen)'}, hier is dat een andere"
    hier = {
        versie: (vanaf, _gewichten(ruw, versie))
        for versie, vanaf in ruw.rijen("SELECT versie, vanaf FROM pot_sleutel WHERE naam = 'uitvoering' ORDER BY vanaf")
    }
    daar = {sleutel.versie: (sleutel.vanaf.isoformat(), dict(sleutel.gewichten)) for sleutel in regio.sleutels}
    for versie in {**hier, **daar}:
        if hier.get(versie) != daar.get(versie):
            yield f"sleutels.{versie}", "deze versie van de verdeelsleutel is hier anders, of ontbreekt aan één kant"
    tolerantie = ruw.waarde("SELECT cents FROM pot_tolerantie ORDER BY vanaf DESC LIMIT 1") or 0
    if regio.tolerantie != tolerantie:
        yield "tolerantie", f"het bestand noemt {regio.tolerantie} cent, deze pot heeft {tolerantie}"


def _gewichten(ruw: Ruw, versie: str) -> dict[str, int]:
    return dict(ruw.rijen("SELECT deelnemer, gewicht FROM pot_gewicht WHERE versie = ? ORDER BY plaats", versie))
