"""A process of its own that posts in a pot: `python grootboek_werker.py URL NAAM AANTAL BEDRAG [PLAFOND]`.

After every commit it writes the number of the journaalpost to stdout: an acknowledgement.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from budget.basis.geld import Geld
from budget.basis.transactie import transactie
from budget.basis.weigering import Weigering
from budget.grootboek.begrippen import Mandaat, Reservering
from budget.grootboek.diensten import boek
from tests.budget.grootboek.oefenpot import DAG, KASSIER, NU


def werk(url: str, naam: str, aantal: int, bedrag: int, plafond: int | None) -> None:
    """Reserve over and over, and say what was booked."""
    mandaten = () if plafond is None else (Mandaat("M", jaarplafond=Geld(plafond)),)
    print("klaar", flush=True)
    sys.stdin.readline()
    for nummer in range(aantal):
        sleutel = f"{naam}/{nummer}"
        gebeurtenis = Reservering(
            datum=DAG, casus=f"{naam}-{nummer}", bedrag=Geld(bedrag), door=("p-tafel",), mandaten=mandaten
        )
        try:
            with transactie(url) as db:
                geboekt = boek(db, KASSIER, gebeurtenis, sleutel=sleutel, nu=NU)
        except Weigering as weigering:
            print(f"geweigerd {sleutel} {weigering.code}", flush=True)
        else:
            print(f"geboekt {sleutel} {geboekt.nummer}", flush=True)


if __name__ == "__main__":
    werk(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]) if sys.argv[5:] else None)
