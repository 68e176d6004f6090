"""From a step of the file to an event of the ledger; absent persons are different, competent persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any

from budget.basis.geld import Geld
from budget.grootboek.begrippen import SOORTEN, Banksoort, Gebeurtenis, Mandaat, Van

GERESERVEERD = frozenset({"doe", "id", "geweigerd", "automatisch", "verwacht", "datum"})

HULP: dict[str, tuple[str, str]] = {
    "controle": ("", ""),
    "verdeling": ("bedrag", "gewichten sleutel"),
    "dagverdeling": ("van tot eerste bedrag", "wissels"),
    "aanvulling": ("doel sleutel", ""),
    "rf": ("", "kern controleer"),
    "gelijktijdig": ("stappen", ""),
    "importeer": ("", "bestand afschrift mutatie"),
    "statusbericht": ("bestand", ""),
}
"""Steps that are no event: required and optional fields."""

BANKOMSCHRIJVING = frozenset({"naam", "tegenrekening", "omschrijving", "kenmerk", "eindtoteind", "retour", "delen"})
"""What describes a bank line for the matcher; the ledger does not read it."""

INGEVULD = {
    "reservering": {"door"},
    "voorfinanciering": {"prestatie_door"},
    "betaalopdracht": {"door"},
    "terugbetaalopdracht": {"door"},
    "iban_wijziging": {"door"},
}
"""The persons that the harness makes up when a step does not name them."""


def toegestane_velden(doe: str) -> frozenset[str] | None:
    """Return the fields that a step may have, None when there is no such step."""
    if doe in HULP:
        verplicht, mag = HULP[doe]
        return GERESERVEERD | set(verplicht.split()) | set(mag.split())
    soort = SOORTEN.get(doe)
    if soort is None:
        return None
    eigen = {veld.name for veld in fields(soort)}
    return GERESERVEERD | eigen | (BANKOMSCHRIJVING if doe == "bankregel" else frozenset())


def verplichte_velden(doe: str) -> frozenset[str]:
    """Return the fields that a step must have."""
    if doe in HULP:
        return frozenset(HULP[doe][0].split())
    return frozenset(
        veld.name
        for veld in fields(SOORTEN[doe])
        if veld.default is MISSING and veld.default_factory is MISSING and veld.name != "datum"
    ) - INGEVULD.get(doe, set())


def maak_gebeurtenis(stap: Mapping[str, Any], nummer: int, op: date, posten: Mapping[str, int]) -> Gebeurtenis:
    """Make the event of a step; posten gives the journaalpost of earlier steps by their id."""
    doe = str(stap["doe"])
    waarden = dict(_personen(doe, nummer))
    for veld in fields(SOORTEN[doe]):
        if veld.name in stap:
            waarden[veld.name] = _waarde(doe, veld.name, stap[veld.name])
    waarden["datum"] = op
    if doe == "tegenboeking":
        waarden["van"] = posten.get(str(stap["van"]), 0)
    return SOORTEN[doe](**waarden)


def _personen(doe: str, nummer: int) -> dict[str, Any]:
    match doe:
        case "reservering":
            return {"door": (f"tafel-{nummer}",)}
        case "voorfinanciering":
            return {"prestatie_door": f"prestatie-{nummer}"}
        case "betaalopdracht" | "terugbetaalopdracht":
            return {"door": (f"eerste-{nummer}", f"tweede-{nummer}")}
        case "iban_wijziging":
            return {"door": f"stamgegevens-{nummer}"}
        case _:
            return {}


def _waarde(doe: str, naam: str, waarde: Any) -> Any:
    """Return the value of a field that `keur_velden` accepted."""
    match naam:
        case "bedrag":
            return Geld(waarde)
        case "aandelen":
            return {str(wie): Geld(cents) for wie, cents in waarde.items()}
        case "gewichten":
            return {str(wie): gewicht for wie, gewicht in waarde.items()}
        case "kenmerken":
            return {str(wie): str(kenmerk) for wie, kenmerk in waarde.items()}
        case "door" if doe != "iban_wijziging":
            return tuple(str(wie) for wie in waarde) if isinstance(waarde, list) else (str(waarde),)
        case "oormerken":
            return tuple(str(oormerk) for oormerk in waarde)
        case "mandaten":
            return tuple(_mandaat(mandaat) for mandaat in waarde)
        case "mandaat":
            return _mandaat(waarde)
        case "van" if doe in ("vrijval", "overheveling"):
            return Van(waarde)
        case "soort":
            return Banksoort(waarde)
        case "jaar" | "datum" | "tot":
            return waarde
        case _:
            return str(waarde)


def _mandaat(waarde: Any) -> Mandaat:
    if not isinstance(waarde, Mapping):
        return Mandaat(str(waarde))
    plafonds = [None if waarde.get(naam) is None else Geld(waarde[naam]) for naam in ("jaarplafond", "casusplafond")]
    return Mandaat(
        str(waarde["mandaat"]),
        jaarplafond=plafonds[0],
        casusplafond=plafonds[1],
        geldig_van=waarde.get("geldig_van"),
        geldig_tot=waarde.get("geldig_tot"),
    )
