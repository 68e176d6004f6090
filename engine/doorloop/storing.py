"""Tell the beheerder that a round failed, crashed or is late, whatever the scheduler was doing (R12)."""

from __future__ import annotations

from datetime import datetime

from budget.basis.gebruiker import SYSTEEM
from budget.basis.klok import dag
from engine.berichten.diensten import zet_in_outbox
from engine.doorloop.rondes import RONDES
from engine.inzage.ingang import opdracht
from engine.termijnen.adresboek import adresboek
from engine.termijnen.regels.ontvangers import BEHEERDER

HOE = {"mislukt": "is mislukt", "te_laat": "begint niet op tijd"}


def meld_storing(url: str, ronde: str, hoe: str, nu: datetime | None = None) -> bool:
    """Write one message a day for each round and kind of trouble; False when it was told, or nobody can be.

    Unknown names are a ValueError: this text goes into a message.
    """
    if ronde not in RONDES or hoe not in HOE:
        raise ValueError("no such round, or no such trouble")
    with opdracht(url, SYSTEEM.persoon, nu) as i:
        boek = adresboek(i.db, dag(i.nu))
        bereikt = (boek.bereik(naam) for naam in boek.houders.get(BEHEERDER, ()))
        beheerder = next((persoon for persoon in bereikt if persoon is not None), None)
        if beheerder is None:
            return False
        nummer = zet_in_outbox(
            i.db,
            soort="beheer",
            aan=beheerder,
            onderwerp=f"Doorbraaktafel: de ronde {ronde} {HOE[hoe]}",
            regels=[
                f"De ronde {ronde} {HOE[hoe]}. Er is niets half gedaan; wat bleef liggen gaat de volgende keer mee.",
                f"Kijk in Prefect bij '{ronde}' wat er stond, of probeer het zelf: 'doorbraak-flows eenmalig {ronde}'.",
            ],
            sleutel=f"storing:{ronde}:{hoe}:{dag(i.nu)}",
            nu=i.nu,
        )
    return nummer is not None
