"""The share vectors K-1 to K-5: the same split everywhere, and the key of the day of the decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.geld import EURO, Geld
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import Bankregel, Reservering, Storting, Toezegging, Uitzoekbesluit, Voorfinanciering
from budget.grootboek.begrippen import Verplichting as Order
from budget.grootboek.diensten import boek, open_pot
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel
from budget.grootboek.vragen import saldi


@pytest.mark.parametrize(
    ("bedrag", "gewichten", "verwacht"),
    [
        pytest.param("100", (1, 1, 1), ("33,34", "33,33", "33,33"), id="K-1"),
        pytest.param("-100", (1, 1, 1), ("-33,34", "-33,33", "-33,33"), id="K-1 gespiegeld"),
        pytest.param("0,01", (1, 1, 1), ("0,01", "0", "0"), id="K-2"),
        pytest.param("100", (0, 1, 2), ("0", "33,33", "66,67"), id="K-3"),
        pytest.param(
            "12.345,67",
            (1078, 3017, 3458, 1659, 4788, 3000, 3000),
            ("665,43", "1.862,35", "2.134,57", "1.024,07", "2.955,55", "1.851,85", "1.851,85"),
            id="K-4",
        ),
    ],
)
def test_verdelen_tot_de_cent(bedrag: str, gewichten: tuple[int, ...], verwacht: tuple[str, ...]) -> None:
    namen = [f"deelnemer_{nummer}" for nummer in range(len(gewichten))]
    aandelen = verdeel(EURO(bedrag).cents, dict(zip(namen, gewichten, strict=True)))
    assert [Geld(cents) for cents in aandelen.values()] == [EURO(tekst) for tekst in verwacht]


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        open_pot(sessie, iban="NL19TEST0001000001", nu=datetime(2026, 1, 2, tzinfo=UTC))
        for naam, soort in (("a", Partijsoort.DEELNEMER), ("b", Partijsoort.DEELNEMER), ("x", Partijsoort.AANBIEDER)):
            registreer_partij(sessie, naam, "", soort)
        registreer_sleutel(sessie, Sleutelversie("oud", date(2026, 1, 1), {"a": 1, "b": 1}))
        registreer_sleutel(sessie, Sleutelversie("nieuw", date(2026, 7, 1), {"a": 1, "b": 3}))
        yield sessie


@pytest.mark.parametrize(("op", "versie"), [(date(2026, 6, 30), "oud"), (date(2026, 7, 1), "nieuw")])
def test_k5_de_sleutel_van_de_dag_van_het_besluit_telt(db: Sessie, op: date, versie: str) -> None:
    nu, inleg = datetime(op.year, op.month, op.day, 10, tzinfo=UTC), EURO("100")
    for nummer, gebeurtenis in enumerate(
        (
            Toezegging(datum=op, deelnemer="a", bedrag=inleg),
            Bankregel(datum=op, regel="r", bedrag=inleg),
            Storting(datum=op, regel="r", deelnemer="a", bedrag=inleg),
            Reservering(datum=op, casus="K1", bedrag=inleg, door=("p",)),
            Order(datum=op, casus="K1", bedrag=inleg),
            Voorfinanciering(datum=op, casus="K1", aanbieder="x", factuur="1", bedrag=inleg, prestatie_door="q"),
            Uitzoekbesluit(datum=op, casus="K1", aandelen={"pot": inleg}, taakveld="6.751"),
        )
    ):
        boek(db, SYSTEEM, gebeurtenis, sleutel=f"k5/{nummer}", nu=nu)
    assert [s.dimensies for s in saldi(db, "4000")] == [("K1", versie, "6.751")]
