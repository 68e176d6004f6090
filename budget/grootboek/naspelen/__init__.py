"""Play a pot-scenario/1 file on an empty practice pot and compare with what it expects."""

from budget.grootboek.naspelen.spelen import Scenariouitslag, Stapuitslag, naspelen

__all__ = ["Scenariouitslag", "Stapuitslag", "naspelen"]
