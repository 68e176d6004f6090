"""The besluitenlijst on paper: choose for whom, then where and in which form. Each recipient sees only its own part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui import tafeldaden
from tui.schermen.formulier import FormulierVenster, Veld
from tui.schermen.kiezen import KiesVenster
from tui.viewmodels.opmaak import Regel

if TYPE_CHECKING:
    from engine.besluitenlijst.begrippen import Ontvanger
    from tui.schermen.basis import Scherm

VORMEN = (("PDF, om te versturen", "pdf"), ("ODT, om te bewerken", "odt"), ("Markdown, gewone tekst", "md"))
IEDEREEN = "iedereen"


def vraag_papier(scherm: Scherm, zitting: str, ontvangers: Sequence[Ontvanger]) -> None:
    """Ask for whom, and then where to write."""
    wie = {o.kenmerk: o for o in ontvangers}

    def gekozen(keuze: str | None) -> None:
        if keuze is not None:
            _vraag_map(scherm, zitting, wie.get(keuze))

    regels = [(IEDEREEN, "i", "Iedereen: elke ontvanger een eigen lijst")] if len(wie) > 1 else []
    regels += [(sleutel, "", f"{o.soort.value:<10} {o.naam or 'de tafel'}") for sleutel, o in wie.items()]
    leeg = "Voor deze zitting kunt u nog geen lijst maken: er is nog niets besloten of afgesproken."
    scherm.app.push_screen(KiesVenster("Op papier · voor wie?", regels, leeg), gekozen)


def _vraag_map(scherm: Scherm, zitting: str, voor: Ontvanger | None) -> None:
    def doe(venster: FormulierVenster, w: Mapping[str, str], sleutel: str) -> None:
        werk = tafeldaden.schrijf_lijsten(zitting, voor, Path(w["map"]).expanduser(), w["vorm"])
        scherm.gateway.doe(venster, "papier", werk, sleutel=sleutel)

    velden = (
        Veld("map", "Map", "Schrijf in welke map de bestanden komen.", waarde=f"besluitenlijst-{zitting}"),
        Veld("vorm", "Vorm", "Kies een vorm.", waarde="pdf", keuzes=VORMEN),
    )
    uitleg = [Regel("In de bestanden staan namen. Bewaar ze niet langer dan nodig en deel ze alleen met de ontvanger.")]
    titel = f"Op papier · {(voor.naam or 'de tafel') if voor else 'iedereen'}"
    venster = FormulierVenster(titel, velden, doe, knop="Schrijven", uitleg=uitleg)
    scherm.app.push_screen(venster, lambda melding: scherm.meld(Regel(f"✓ {melding}", "goed")) if melding else None)
