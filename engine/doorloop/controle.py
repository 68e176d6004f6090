"""The nightly check: what is not whole is told to the beheerder, and stays in the report of the run."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.berichten.diensten import zet_in_outbox
from engine.controle.vragen import controleer
from engine.doorloop.begrippen import Stap, Werk
from engine.register.vragen import houders


def _elke_dag(db: Sessie, nu: datetime) -> Sequence[Werk]:
    return [Werk("alles", keer=dag(nu).isoformat())]


def _controleer(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    uitslag = controleer(db, wie)
    if uitslag.in_orde:
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
