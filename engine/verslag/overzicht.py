"""Everything that a participant wants to know of the pot now: totals, years, earmarks, claims with their ground."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import Sessie
from budget.verslag import lezen
from engine.pot.vragen import overzicht
from engine.verslag.indeling import lees_indeling
from engine.verslag.weigeringen import DeelnemerOnbekend


def volledig_overzicht(db: Sessie, wie: Gebruiker, deelnemer: str, nu: datetime) -> dict[str, Any]:
    """Return the overview of a participant in cents, with law and taakveld per claim, years and earmarks.

    Access, log and refusal are those of `engine.pot.vragen.overzicht`. A name that neither takes part nor owes
    is refused (deelnemer_onbekend): zeros would look like an answer. O(boekingen).
    """
    kort = overzicht(db, wie, deelnemer, nu)
    if not kort.vorderingen and deelnemer not in (bekend := lezen.deelnemers(db)):
        raise DeelnemerOnbekend(deelnemer, bekend)
    indeling = lees_indeling(db)
    uit = kort.als_json()
    for regel, v in zip(uit["vorderingen"], kort.vorderingen, strict=True):
        wet, artikel = indeling.aandeel(v.besluit, deelnemer)
        regel |= {
            "wet": wet,
            "artikel": artikel,
            "taakveld": indeling.besluiten.get((v.casus, v.besluit), ""),
            "sinds": v.sinds.isoformat(),
            "kenmerk": v.kenmerk,
        }
    uit["jaren"] = [_jaar(db, deelnemer, jaar) for jaar in lezen.boekjaren(db)]
    uit["oormerken"] = [
        {"oormerk": oormerk, "over": cents} for wie_, oormerk, cents in lezen.oormerken(db) if wie_ == deelnemer
    ]
    return uit


def _jaar(db: Sessie, deelnemer: str, jaar: int) -> dict[str, int]:
    k = lezen.kapitaal(db, deelnemer, jaar)
    return {
        "jaar": jaar,
        "begin": k.get("begin", 0),
        "ingelegd": k.get("storting", 0) + k.get("storting_storno", 0),
        "aangewend": -k.get("jaarverdeling", 0),
        "terugbetaald": -k.get("terugbetaling_deelnemer", 0),
        "eind": sum(k.values()),
    }
