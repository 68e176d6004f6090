"""Is the book whole: chain, balances, sub-ledgers, schema, and what a financier was given before."""

from budget.grootboek.controle.bewijs import Ontvangstbewijs, maak_zegel, onderteken
from budget.grootboek.controle.controleren import Controle, controleer
from budget.grootboek.controle.gegevens import Bevinding

__all__ = ["Bevinding", "Controle", "Ontvangstbewijs", "controleer", "maak_zegel", "onderteken"]
