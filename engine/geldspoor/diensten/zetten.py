"""One use case for every event of the money track by its own name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.geldspoor import handelingen as h
from engine.geldspoor.diensten import afwikkelen as af
from engine.geldspoor.diensten import opdracht as op_
from engine.geldspoor.diensten import terug
from engine.geldspoor.diensten.geschil import breng_aanhangig, impasse, leg_uitspraak_vast, verleng_onderzoek
from engine.geldspoor.diensten.reserveren import Vrijgave, geef_vrij
from engine.geldspoor.diensten.uitzoeken import Onderzoek, open_onderzoek
from engine.geldspoor.overgang import lijn_voor
from engine.invoer.lezen import Invoer


@dataclass(frozen=True, slots=True)
class Lijnzet:
    """One event of a line: its own name, and what it carries."""

    lijn: str
    gebeurtenis: str
    handeling: Invoer = field(default_factory=h.Zonder)


_ZONDER = {
    "verrekenen": af.verrekenen,
    "alles_afgewikkeld": af.wikkel_af,
    "ten_laste_pot": af.ten_laste_pot,
    "sluiten": af.sluit_lijn,
}


@gebruiksgeval
def zet_lijn(db: Sessie, wie: Gebruiker, opdracht: Lijnzet, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Move a line by one event. Refusals: those of `zet_geldstatus`, of the event and of the ledger."""
    gebeurtenis, eigen = opdracht.gebeurtenis, f"{sleutel}/zet"
    if gebeurtenis in _ZONDER:
        return _ZONDER[gebeurtenis](db, wie, af.Lijnstap(opdracht.lijn), sleutel=eigen, versie=versie, nu=nu)
    if gebeurtenis == "onderzoek_openen":
        return open_onderzoek(db, wie, Onderzoek(opdracht.lijn), sleutel=eigen, versie=versie, nu=nu)
    if isinstance(opdracht.handeling, h.Vrijgeven):
        vrijgave = Vrijgave(opdracht.lijn, opdracht.handeling.reden)
        return geef_vrij(db, wie, vrijgave, sleutel=eigen, versie=versie, nu=nu)
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    match opdracht.handeling:
        case h.VerlengenHoudbaarheid() as handeling:
            return op_.verleng_houdbaarheid(db, wie, lijn, handeling, nu)
        case h.BetalerNeemtOver() as handeling:
            return op_.neem_over(db, wie, lijn, handeling, sleutel, nu)
        case h.AnnulerenVerplichting() as handeling:
            return op_.annuleer(db, wie, lijn, handeling, sleutel, nu)
        case h.TermijnVerlengen() as handeling:
            return verleng_onderzoek(db, wie, lijn, handeling, nu)
        case h.GeschilAanhangig() as handeling:
            return breng_aanhangig(db, wie, lijn, handeling, nu)
        case h.Uitspraak() as handeling:
            return leg_uitspraak_vast(db, wie, lijn, handeling, sleutel, nu)
        case h.AfschrijvenVordering() as handeling:
            return terug.schrijf_af(db, wie, lijn, handeling, sleutel, nu)
        case h.Heropenen() as handeling:
            return terug.heropen(db, wie, lijn, handeling, sleutel, nu)
        case h.TerugvorderenAanbieder() as handeling:
            return terug.vorder_terug(db, wie, lijn, handeling, sleutel, nu)
    return impasse(db, wie, lijn, nu) if gebeurtenis == "impasse" else terug.storno(db, wie, lijn, nu)
