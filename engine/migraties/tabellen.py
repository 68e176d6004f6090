"""Every table of the product, imported so that the metadata is complete."""

from importlib import import_module

from sqlalchemy import MetaData
from sqlmodel import SQLModel

MODULES = (
    "budget.basis.opdracht",
    "budget.basis.wijziging",
    "budget.bank.opslag",
    "budget.afletteren.opslag",
    "budget.betalen.opslag",
    "engine.casus.opslag",
    "engine.casus.zoekindex",
    "engine.geldspoor.opslag",
    "engine.vordering.opslag",
    "engine.betaler.opslag",
    "engine.inzage.kluis",
    "engine.inzage.logboek",
    "engine.netwerk.opslag",
    "engine.termijnen.opslag",
    "engine.register.opslag",
    "engine.berichten.opslag",
    "engine.regie.opslag",
    "engine.zitting.slot",
    "engine.toestemming.opslag",
)


def alle_tabellen() -> MetaData:
    """Return the metadata with every table of the product."""
    for naam in MODULES:
        import_module(naam)
    return SQLModel.metadata
