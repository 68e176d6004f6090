"""A small pot for the tests of the ledger, and short ways to post in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import transactie
from budget.grootboek.antwoorden import Geboekt
from budget.grootboek.begrippen import Bankregel, Gebeurtenis, Storting, Toezegging
from budget.grootboek.diensten import boek, open_pot
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel

KASSIER = Gebruiker("p-kassier", Rol.KASSIER, "gemeente-a")
DAG = date(2026, 3, 2)
NU = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DEELNEMERS = {"Aarde": 3, "Vuur": 2, "Water": 1}


def open_oefenpot(url: str, *, gestort: int = 600_000, tolerantie: int = 100) -> None:
    """A pot with three participants, one provider and what was paid in."""
    with transactie(url) as db:
        open_pot(db, iban="NL00TEST0000000001", nu=NU, tolerantie=Geld(tolerantie))
        for nummer, naam in enumerate(DEELNEMERS, 2):
            registreer_partij(db, naam, f"NL00TEST000000000{nummer}", Partijsoort.DEELNEMER)
        registreer_partij(db, "Brug", "NL00TEST0000000009", Partijsoort.AANBIEDER)
        registreer_sleutel(db, Sleutelversie("v1", date(2026, 1, 1), DEELNEMERS))
        if gestort:
            dag = date(2026, 1, 5)
            for nummer, gebeurtenis in enumerate(
                (
                    Toezegging(datum=dag, deelnemer="Aarde", bedrag=Geld(gestort)),
                    Bankregel(datum=dag, regel="inleg", bedrag=Geld(gestort)),
                    Storting(datum=dag, regel="inleg", deelnemer="Aarde", bedrag=Geld(gestort)),
                )
            ):
                boek(db, KASSIER, gebeurtenis, sleutel=f"begin/{nummer}", nu=NU)


Boeker = Callable[..., Geboekt]


def maak_boeker(url: str) -> Boeker:
    """Return a way to post events in one transaction each; the key is made up unless given."""
    teller = iter(range(1, 1_000_000))

    def doe(gebeurtenis: Gebeurtenis, sleutel: str | None = None, nu: datetime = NU) -> Geboekt:
        with transactie(url) as db:
            return boek(db, KASSIER, gebeurtenis, sleutel=sleutel or f"s/{next(teller)}", nu=nu)

    return doe


def oefenpot(url: str, **keuzes: int) -> Boeker:
    """Open a pot with 6.000,00 paid in and return the way to post in it."""
    open_oefenpot(url, **keuzes)
    return maak_boeker(url)
