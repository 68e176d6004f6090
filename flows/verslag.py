"""The report of a run, in words that a voorzitter and a financier read."""

from __future__ import annotations

from engine.doorloop.begrippen import Verslag


def als_markdown(naam: str, verslag: Verslag) -> str:
    """Return what moved, what waits and what was refused, with what to do; casusnummers only."""
    regels = [f"# Ronde {naam}", ""]
    if verslag.verplaatst:
        regels += ["## Verplaatst", "", "| Stap | Wat | Gevolg |", "|---|---|---|"]
        regels += [f"| {r['stap']} | {r['kenmerk']} | {r['melding']} |" for r in verslag.verplaatst]
    else:
        regels += ["Er was niets om te verplaatsen."]
    if verslag.gewacht:
        regels += ["", "## Wacht op mensen", "", "| Stap | Wat | Waarom |", "|---|---|---|"]
        regels += [f"| {r['stap']} | {r['kenmerk']} | {r['melding']} |" for r in verslag.gewacht]
    if verslag.geweigerd:
        regels += ["", "## Geweigerd", "", "| Stap | Wat | Waarom | Wat nu |", "|---|---|---|---|"]
        regels += [f"| {r['stap']} | {r['kenmerk']} | {r['melding']} | {r['oplossing']} |" for r in verslag.geweigerd]
    return "\n".join(regels)
