"""What the mandate check needs from the database: the register with its usage, and the working days of the region."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Mandaat as Boekmandaat
from budget.grootboek.vragen import mandaatgebruik
from engine.betaler.bestedingsregels import bestedingsregels_uit
from engine.mandaat.begrippen import Gebruik, Mandaat, Onbeperkt, Plafond, Register
from engine.mandaat.toetsing import WerkdagLater
from engine.regio.plaats import config_map
from engine.register.vragen import kalender, mandaatregister
from engine.termijnen.begrippen import Kalender
from engine.termijnen.kalender import lees_feestdagen
from engine.termijnen.regels.tellen import tel_werkdagen


def register_met_gebruik(
    db: Sessie,
    op: date,
    casussen: Collection[str],
    organen: Collection[str | None],
    erbij: tuple[Mandaat, ...] = (),
) -> Register:
    """Return the register of a day with the usage of the mandates of these bodies, as the ledger has it now.

    erbij: mandates that a body gave for one casus, which can be used up like any other. Under the lock of the book
    the usage is that of this very moment. A select per mandate of the bodies, and one more per casus and year in
    which it holds.
    """
    register = mandaatregister(db, op)
    register = replace(register, mandaten=(*register.mandaten, *erbij))
    per_casus: dict[tuple[str, str], Geld] = {}
    per_jaar: dict[tuple[str, int], Geld] = {}
    for mandaat in register.geldende_versies(op):
        if mandaat.gever not in organen:
            continue
        per_jaar[mandaat.id, op.year] = mandaatgebruik(db, mandaat.id, op.year)
        jaren = range(min(mandaat.geldig_van.year, op.year), op.year + 1)
        for casus in casussen:
            per_casus[mandaat.id, casus] = sum((mandaatgebruik(db, mandaat.id, jaar, casus) for jaar in jaren), NUL)
    return replace(register, gebruik=Gebruik(per_casus, per_jaar))


def toets_met_register(db: Sessie, tekst: str, naam: str) -> dict[str, Any]:
    """Answer a file of `doorbraak-mandaatvraag/1` with the register and the usage of this database.

    A file that brings its own register is answered with that. Unusable input with every finding at once.
    """
    from engine.invoer.lezen import lees
    from engine.mandaat.formaat import Mandaatvraag, toets_bestand

    vraag = lees(tekst, naam, Mandaatvraag).als_vraag()
    nodig = [vereiste for regel in vraag.regels for vereiste in regel.vereisten]
    register = register_met_gebruik(db, vraag.datum, {v.casus for v in nodig}, {v.orgaan for v in nodig})
    return toets_bestand(tekst, naam, register, werkdag_later=werkdag_later(db), landelijk=register.bestedingsregels)


def toets_zonder_database(tekst: str, naam: str) -> dict[str, Any]:
    """Answer a file that brings its own register, with the national holidays and spending rules; needs no database."""
    from engine.mandaat.formaat import toets_bestand

    nl = config_map() / "nl"
    dagen = lees_feestdagen((nl / "feestdagen.csv").read_text(encoding="utf-8"))
    rooster = Kalender(dagen, frozenset(op.year for op in dagen), {}, None)
    regels = tomllib.loads((nl / "bestedingsregels.toml").read_text(encoding="utf-8"))["regel"]
    return toets_bestand(tekst, naam, werkdag_later=_later(rooster), landelijk=bestedingsregels_uit(regels))


def werkdag_later(db: Sessie) -> WerkdagLater:
    """Return the function that counts working days of the table, closing days of the region left out."""
    return _later(kalender(db))


def _later(rooster: Kalender) -> WerkdagLater:
    return lambda begin, aantal: tel_werkdagen(begin, aantal, rooster, dienst=True)


def boekmandaat(db: Sessie, mandaat: Mandaat, casus: str, op: date) -> Boekmandaat:
    """Return the ceilings of a record as the ledger checks them once more under its lock.

    The ledger counts per boekjaar, so what the casus used in earlier years is taken off; and it counts both days
    as included, while the register leaves the last one out.
    """
    eindes = [einde for einde in (mandaat.geldig_tot, mandaat.ingetrokken_op) if einde is not None]
    casusplafond = _als_geld(mandaat.max_per_casus)
    if casusplafond is not None:
        for jaar in range(mandaat.geldig_van.year, op.year):
            casusplafond -= mandaatgebruik(db, mandaat.id, jaar, casus)
    return Boekmandaat(
        mandaat.id,
        jaarplafond=_als_geld(mandaat.max_per_jaar),
        casusplafond=casusplafond,
        geldig_van=mandaat.geldig_van,
        geldig_tot=min(eindes) - timedelta(days=1) if eindes else None,
    )


def lijst(db: Sessie, wie: Gebruiker, nu: datetime) -> list[dict[str, Any]]:
    """Return the mandates in force today with who may use them now and what is used of them; whole cents.

    Everybody in the register may see who decides about what.
    """
    op = dag(nu)
    register = mandaatregister(db, op)
    return [_rij(db, register, mandaat, op) for mandaat in register.geldende_versies(op)]


def _rij(db: Sessie, register: Register, mandaat: Mandaat, op: date) -> dict[str, Any]:
    return {
        "mandaat": mandaat.id,
        "versie": mandaat.versie,
        "gever": mandaat.gever,
        "soort": mandaat.soort.value,
        "domein": mandaat.domein,
        "handelingen": sorted(mandaat.handelingen),
        "houder": mandaat.houder_functie,
        "personen": [v.persoon for v in register.vervuld_door(mandaat.houder_functie, op)],
        "vervangers": [v.functie for v in mandaat.vervangers],
        "samen_met": mandaat.gezamenlijk_met,
        "mede_ondertekening": mandaat.mede_ondertekening.functie if mandaat.mede_ondertekening else None,
        "max_per_regel": _als_json(mandaat.max_per_regel),
        "max_per_casus": _als_json(mandaat.max_per_casus),
        "max_per_jaar": _als_json(mandaat.max_per_jaar),
        "max_looptijd": mandaat.max_looptijd.value
        if isinstance(mandaat.max_looptijd, Onbeperkt)
        else mandaat.max_looptijd,
        "gebruikt_dit_jaar": mandaatgebruik(db, mandaat.id, op.year).cents,
        "adviserend": mandaat.adviserend,
        "geldig_van": mandaat.geldig_van.isoformat(),
        "geldig_tot": mandaat.geldig_tot.isoformat() if mandaat.geldig_tot else None,
        "bron": mandaat.bron,
    }


def _als_geld(plafond: Plafond) -> Geld | None:
    return None if isinstance(plafond, Onbeperkt) else plafond


def _als_json(plafond: Plafond) -> int | str:
    return plafond.value if isinstance(plafond, Onbeperkt) else plafond.cents
