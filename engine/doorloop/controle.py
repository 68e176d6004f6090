"""The check of every night and of every start: a sound book is sealed, what is not whole is told to the beheerder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.controle import maak_zegel
from engine.berichten.diensten import zet_in_outbox
from engine.controle.vragen import controleer
from engine.doorloop.begrippen import Stap, Werk
from engine.register.vragen import houders

_HEEL_OP = 7
"""On Sunday the whole book is read again; on other days what came after the last seal."""


def _elke_dag(db: Sessie, nu: datetime) -> Sequence[Werk]:
    return [Werk("alles", keer=dag(nu).isoformat())]


def _controleer(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    uitslag = controleer(db, wie, volledig=dag(nu).isoweekday() == _HEEL_OP)
    if uitslag.in_orde:
        # The next check begins at this seal.
        if uitslag.journaalposten:
            maak_zegel(db, nu)
        return Uitkomst(uitslag.als_json(), "Alles is in orde.", herhaald=True)
    for beheerder in houders(db, "beheerder", dag(nu)):
        zet_in_outbox(
            db,
            soort="controle",
            aan=beheerder,
            onderwerp="De controle van vannacht vond iets dat niet klopt",
            regels=[
                f"{len(uitslag.bevindingen)} bevindingen. Kijk met 'doorbraak controleer' wat het is en waar.",
                "Zet de database niet terug en wis niets voordat dit is uitgezocht.",
            ],
            sleutel=f"{sleutel}/{beheerder}",
            nu=nu,
        )
    return Uitkomst(uitslag.als_json(), f"{len(uitslag.bevindingen)} bevindingen; de beheerder krijgt bericht.")


CONTROLE = (Stap("controleren", _elke_dag, _controleer),)
