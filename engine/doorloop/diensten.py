"""Do the work of a round: every item in a transaction of its own, so that one refusal stops nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from budget.basis.gebruiker import SYSTEEM
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from engine.berichten.kanalen import kanaal_voor
from engine.berichten.versturen import verstuur
from engine.doorloop.begrippen import Stap, Verslag, Werk
from engine.doorloop.rondes import RONDES
from engine.inzage.ingang import opdracht, vraag

ONBEREIKBAAR = 4
"""The exit code of a database that cannot be reached, was locked too long or cannot be written."""

# What a next round may find ready: nothing is wrong, somebody still has to act.
WACHT = frozenset({"eis_niet_gehaald", "overgang_kan_niet"})


def wat_ligt_er(url: str, stap: Stap, nu: datetime | None = None) -> tuple[Sequence[Werk], datetime]:
    """Return what is due for this step, and the moment that holds for it."""
    with vraag(url, SYSTEEM.persoon, nu) as i:
        return stap.zoek(i.db, i.nu), i.nu


def werk_af(url: str, stap: Stap, werk: Iterable[Werk], nu: datetime | None = None) -> Verslag:
    """Do these items; done twice, an item answers the first result and nothing happens."""
    verslag = Verslag()
    for ding in werk:
        sleutel = f"{stap.naam}/{ding.kenmerk}/{ding.keer}"
        regel = {"stap": stap.naam, "kenmerk": ding.kenmerk, "casus": ding.casus}
        try:
            with opdracht(url, SYSTEEM.persoon, nu, sleutel) as i:
                uitkomst = stap.doe(i.db, i.wie, ding, i.sleutel, i.nu)
        except Weigering as weigering:
            if weigering.exitcode == ONBEREIKBAAR:
                # Not this item is refused: there is no database to ask. Who called tries the whole batch again.
                raise
            waar = verslag.gewacht if weigering.code in WACHT else verslag.geweigerd
            waar.append(
                regel | {"code": weigering.code, "melding": weigering.melding, "oplossing": weigering.oplossing}
            )
        except OnbruikbareInvoer as fout:
            eerste = fout.fouten[0]
            verslag.geweigerd.append(
                regel | {"code": "onbruikbare_invoer", "melding": eerste.melding, "oplossing": eerste.oplossing}
            )
        else:
            if not uitkomst.herhaald:
                verslag.verplaatst.append(regel | {"melding": uitkomst.melding})
    return verslag


def ronde(url: str, naam: str, nu: datetime | None = None) -> Verslag:
    """Do one round: its steps in order, each on what is due at that moment."""
    verslag = Verslag()
    for stap in RONDES[naam]:
        werk, _ = wat_ligt_er(url, stap, nu)
        verslag.erbij(werk_af(url, stap, werk, nu))
    return verslag


def bezorg(url: str, nu: datetime | None = None) -> Verslag:
    """Deliver what waits in the outbox through the channel of this database.

    What cannot be delivered stays in the outbox and is told to the beheerder by the next round of reminders.
    """
    with vraag(url, SYSTEEM.persoon, nu) as i:
        moment = i.nu
    bezorging = verstuur(url, kanaal_voor(url), moment)
    verslag = Verslag()
    if bezorging.verzonden:
        zin = f"{bezorging.verzonden} berichten bezorgd."
        verslag.verplaatst.append({"stap": "bezorgen", "kenmerk": "outbox", "casus": None, "melding": zin})
    return verslag


def doorloop(url: str, nu: datetime | None = None) -> dict[str, Verslag]:
    """Do every round once, in the order of the process: what the flows do, without Prefect."""
    return {naam: ronde(url, naam, nu) for naam in RONDES} | {"post": bezorg(url, nu)}
