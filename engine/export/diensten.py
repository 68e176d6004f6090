"""Make export files for a Gebruiker; every export leaves a line in the access log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.beancount import beancount_bestand
from budget.export.csvbestand import Cel, schrijf_csv
from budget.export.hledger import hledger_bestand
from budget.export.journaal import casussen_in, journaal_csv
from engine.casus.weigeringen import NietBevoegd
from engine.export.bestanden import Exportbestand
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, Deelnemeroverzicht, eis_rol, overzicht
from engine.register.vragen import regeling

_POSTEN = ("ingelegd", "aangewend", "terugbetaald", "saldo", "nog_te_storten", "terug_te_ontvangen", "openstaand")


def exporteer_csv(db: Sessie, wie: Gebruiker, nu: datetime) -> list[Exportbestand]:
    """Return the journal and an overview per participant; a financier gets the overview of the own body only.

    Refusal: niet_bevoegd. O(boekingen).
    """
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), "exporteren")
    deelnemers = [d["organisatie"] for d in regeling(db, "pot", dag(nu)).inhoud["deelnemers"]]
    bestanden = []
    if wie.rol is Rol.FINANCIER:
        deelnemers = [naam for naam in deelnemers if naam == wie.organisatie]
        if not deelnemers:
            raise NietBevoegd("exporteren", ["een financier van een deelnemer", "kassier"])
    else:
        log(db, wie, Handeling.EXPORTEREN, casussen_in(db), nu, object_="export/csv/journaal")
        bestanden.append(Exportbestand("journaal.csv", journaal_csv(db)))
    for naam in deelnemers:
        gegevens = overzicht(db, wie, naam, nu)
        casussen = sorted({v.casus for v in gegevens.vorderingen})
        log(db, wie, Handeling.EXPORTEREN, casussen, nu, object_=f"export/csv/overzicht/{naam}")
        bestanden.append(Exportbestand(f"overzicht-{naam}.csv", overzicht_csv(gegevens)))
    return bestanden


def exporteer_beancount(db: Sessie, wie: Gebruiker, nu: datetime) -> list[Exportbestand]:
    """Return the whole book for beancount; refusal: niet_bevoegd. O(boekingen)."""
    _log_heel_het_boek(db, wie, nu, "beancount")
    return [Exportbestand("pot.beancount", beancount_bestand(db))]


def exporteer_hledger(db: Sessie, wie: Gebruiker, nu: datetime) -> list[Exportbestand]:
    """Return the whole book for hledger; refusal: niet_bevoegd. O(boekingen)."""
    _log_heel_het_boek(db, wie, nu, "hledger")
    return [Exportbestand("pot.journal", hledger_bestand(db))]


def _log_heel_het_boek(db: Sessie, wie: Gebruiker, nu: datetime, soort: str) -> None:
    eis_rol(wie, GROOTBOEK_LEZEN, "het hele grootboek exporteren")
    log(db, wie, Handeling.EXPORTEREN, casussen_in(db), nu, object_=f"export/{soort}/journaal")


def overzicht_csv(o: Deelnemeroverzicht) -> bytes:
    """Return the overview of a participant as a table: totals first, then one row per claim."""
    kop = ("soort", "deelnemer", "nummer", "casusnummer", "lijn", "gevorderd", "ontvangen", "betwist", "bedrag")
    return schrijf_csv(kop, _rijen(o))


def _rijen(o: Deelnemeroverzicht) -> Iterator[tuple[Cel, ...]]:
    for naam in _POSTEN:
        yield (naam, o.deelnemer, None, None, None, None, None, None, getattr(o, naam))
    for v in o.vorderingen:
        yield (
            "vordering", o.deelnemer, v.nummer, v.casus, v.besluit, v.gevorderd, v.ontvangen - v.gestorneerd, v.betwist,
            v.open,
        )  # fmt: skip
