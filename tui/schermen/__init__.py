"""The screens: one question each."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


def alle_schermen() -> tuple[type[Screen[Any]], ...]:
    """Return every screen that declares actions, for the register."""
    from tui.schermen.aanwezig import AanwezigScherm
    from tui.schermen.agenda import AgendaScherm
    from tui.schermen.bank import BankScherm
    from tui.schermen.beamer import BeamerScherm
    from tui.schermen.besluit import BesluitScherm
    from tui.schermen.besluitenlijst import BesluitenlijstScherm
    from tui.schermen.casus import CasusScherm
    from tui.schermen.formulier import FormulierVenster
    from tui.schermen.kiezen import AkkoordVenster
    from tui.schermen.pot import PotScherm
    from tui.schermen.regie import RegieScherm
    from tui.schermen.termijnen import TermijnenScherm
    from tui.schermen.vaststellen import VaststellenScherm
    from tui.schermen.voorleggen import VoorleggenScherm

    return (
        AgendaScherm,
        TermijnenScherm,
        PotScherm,
        BankScherm,
        BesluitenlijstScherm,
        CasusScherm,
        BesluitScherm,
        BeamerScherm,
        RegieScherm,
        FormulierVenster,
        AkkoordVenster,
        AanwezigScherm,
        VaststellenScherm,
        VoorleggenScherm,
    )
