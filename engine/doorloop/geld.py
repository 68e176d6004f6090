"""The steps of the money track that need no person; `vanzelf` of the geldspoor says which can be made now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.doorloop.begrippen import Stap, Werk, toestand
from engine.geldspoor.diensten.afwikkelen import (
    Casusgeld,
    Lijnstap,
    sluit_geld,
    sluit_lijn,
    ten_laste_pot,
    verrekenen,
    wikkel_af,
)
from engine.geldspoor.diensten.geschil import geschil_verder
from engine.geldspoor.diensten.uitzoeken import Onderzoek, open_onderzoek
from engine.geldspoor.diensten.zetten import Lijnzet, zet_lijn
from engine.geldspoor.vragen import vanzelf


def _stap(geval: Callable[..., Uitkomst], opdracht: Callable[[str], object]) -> Stap:
    """Make a step of a use case of the geldspoor; its name is that of the use case."""
    naam: str = geval.__name__

    def zoek(db: Sessie, nu: datetime) -> list[Werk]:
        keer = toestand(db)
        return [Werk(s.waarvan, s.casus, keer) for s in vanzelf(db, nu) if s.doe == naam]

    def doe(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
        return geval(db, wie, opdracht(werk.kenmerk), sleutel=sleutel, versie=0, nu=nu)

    return Stap(naam, zoek, doe)


def _lijnzet(gebeurtenis: str) -> Stap:
    """Make a step of an event of the line that has no use case of its own."""

    def zoek(db: Sessie, nu: datetime) -> list[Werk]:
        keer = toestand(db)
        return [Werk(s.waarvan, s.casus, keer) for s in vanzelf(db, nu) if s.doe == gebeurtenis]

    def doe(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
        return zet_lijn(db, wie, Lijnzet(werk.kenmerk, gebeurtenis), sleutel=sleutel, versie=0, nu=nu)

    return Stap(gebeurtenis, zoek, doe)


UITZOEKEN = (_stap(open_onderzoek, Onderzoek), _lijnzet("impasse"), _stap(geschil_verder, Lijnstap))
VERREKENING = (
    _lijnzet("storno"),
    _stap(verrekenen, Lijnstap),
    _stap(ten_laste_pot, Lijnstap),
    _stap(wikkel_af, Lijnstap),
    _stap(sluit_lijn, Lijnstap),
    _stap(sluit_geld, Casusgeld),
)
