"""Dutch for what Textual would say in English; everything else of it is left out or replaced by our own."""

from __future__ import annotations

STOPPEN = "Stop met ctrl+q. Wat is vastgelegd blijft staan; een half besluit wordt als concept bewaard."
KIES = "kies …"
LADEN = "Even laden …"
ONGELDIG = "Er ging iets mis in het scherm zelf (foutnummer {kenmerk})."
VERDER = (
    "Wat is vastgelegd blijft staan. Start opnieuw met 'doorbraak tafel'; een half besluit staat er nog als concept."
)
