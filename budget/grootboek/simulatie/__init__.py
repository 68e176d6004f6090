"""The deterministic simulation of the ledger: a seed, random but realistic commands, and a plain model beside it."""

from budget.grootboek.simulatie.simuleren import Simulatie, simuleer

__all__ = ["Simulatie", "simuleer"]
