"""Begin and end of a practice run: the account at the bank, the clock, the checks, the files and the answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from budget.basis.gebruiker import SYSTEEM
from engine.bank.vragen import cijfers
from engine.controle.vragen import controleer
from engine.inzage.ingang import opdracht, vraag
from engine.oefen.bank import Oefenbank, bankbestanden
from engine.oefen.rapport import Lezers, schrijf_alles
from engine.oefen.stand import Bevindingenboek, potstand, tellingen
from engine.oefen.verhaal import Oefenmap
from engine.register.vragen import regeling


def open_potrekening(url: str, bank: Oefenbank, nu: datetime) -> None:
    """Open the account of the pot at the bank, as the region says it is called."""
    with vraag(url, SYSTEEM.persoon, nu) as i:
        pot = regeling(i.db, "pot").inhoud
    bank.rekening(pot["tenaamstelling"], pot["rekening"], pot["bic"])


def weekstand(url: str) -> dict[str, Any]:
    """Return the counts that the progress shows: casussen, besluiten, reminders, and what the pot has left."""
    with vraag(url, SYSTEEM.persoon) as i:
        geteld = tellingen(i.db)
        pot = potstand(i.db)
    return {
        "casussen": sum(geteld["casussen"].values()),
        "besluiten": geteld["besluiten"].get("genomen", 0),
        "herinneringen": geteld["herinneringen"],
        "pot": pot["beschikbaar_besluit"],
    }


def sluit_af(url: str, oefen: Oefenmap, map_: Path, bevindingen: Bevindingenboek) -> dict[str, Any]:
    """Put the clock at the end, check everything, write the files; return the answer of the demo."""
    verhaal = oefen.verhaal
    with opdracht(url, SYSTEEM.persoon, verhaal.einde):
        pass
    lezers = Lezers(verhaal.gezien_door, verhaal.pot_door)
    plaat_van = oefen.nummers[verhaal.plaat_van]
    bestanden = schrijf_alles(url, map_, verhaal.einde, lezers, plaat_van, bevindingen)
    with vraag(url, SYSTEEM.persoon) as i:
        geteld, pot, bank = tellingen(i.db), potstand(i.db), cijfers(i.db)
        controle = controleer(i.db, i.wie, volledig=True).als_json()
    # The picture of the bank is part of what must be right: bank and book agree to the cent.
    controle["in_orde"] = controle["in_orde"] and bank["aansluiting"] == 0
    return {
        "casussen": geteld["casussen"],
        "besluiten": geteld["besluiten"],
        "lijnen": geteld["lijnen"],
        "vorderingen": geteld["vorderingen"],
        "pot": pot,
        "bank": {naam: bank[naam] for naam in ("open", "aansluiting", "rekeningen")},
        "herinneringen": geteld["herinneringen"],
        "berichten": geteld["berichten"],
        "bevindingen": sorted({b.regel for b in bevindingen.regels.values()}),
        "controle": controle,
        "bestanden": [*bestanden, *(str(pad.relative_to(map_)) for pad in bankbestanden(url))],
    }
