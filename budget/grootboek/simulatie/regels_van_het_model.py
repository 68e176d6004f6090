"""Which function of the reference model belongs to which event."""

from __future__ import annotations

from budget.grootboek.begrippen import SOORTEN
from budget.grootboek.simulatie import model_besluiten, model_bewaken, model_geld, model_vorderingen
from budget.grootboek.simulatie.model import Gebeurtenisregel

MODELREGELS: dict[str, Gebeurtenisregel] = {
    naam: getattr(module, naam)
    for module in (model_geld, model_besluiten, model_vorderingen, model_bewaken)
    for naam in SOORTEN
    if hasattr(module, naam)
}
"""Every event but beginsaldo and mandaatgebruik, which a running pot does not see or which need no money."""
