"""A month of an independent bank: nothing matched wrongly by itself, hardly anything left, and every cent explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.afletteren.vragen import openstaand, rekeningstanden
from budget.basis.transactie import lezing
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.vragen import facturen_open, vorderingen
from engine.migraties.schema import maak_schema
from tests.engine.bank.bankmaand import INLEG, Maand, Uitslag
from tests.engine.bank.bankwereld import POT, Kantoor, Oefenbank, een_oefenbank


def speel(url: str, zaad: int, casussen: int) -> Uitslag:
    with een_oefenbank(INLEG) as oefenbank:
        maand = Maand(url, oefenbank, zaad, casussen=casussen)
        uitslag = maand.speel()
    with lezing(url) as db:
        assert openstaand(db).aantal == 0
        (stand,) = rekeningstanden(db, {POT: ()})
        assert (stand.aansluiting, stand.quarantaine) == (0, ())
        assert stand.bank == stand.boek
        assert [v for v in vorderingen(db) if v.open.cents] == []
        # Only invoices of the provider whose account is closed are still to be paid.
        assert {f.aanbieder for f in facturen_open(db)} <= {"de_dichte_deur"}
        assert controleer(db, volledig=True).in_orde
    assert uitslag.fout_vanzelf == []
    return uitslag


def test_een_maand_van_een_onafhankelijke_bank(sqlite_url: str) -> None:
    uitslag = speel(sqlite_url, zaad=7, casussen=30)
    assert uitslag.vanzelf >= 0.95 * uitslag.met_kenmerk > 20
    assert uitslag.in_eerste_drie >= 0.9 * uitslag.over > 2, uitslag.gemist
    assert uitslag.terug
    assert uitslag.quarantaine


def test_een_afschrift_waar_de_bank_een_regel_van_weglaat_is_precies_de_uitgelegde_rest(
    kantoor: Kantoor, oefenbank: Oefenbank
) -> None:
    oefenbank.laat_een_regel_weg()
    for bedrag in ("12,00", "30,00"):
        oefenbank.ontvang(bedrag, "SWV ZOUT", "bijdrage", "NL49TEST0001000043")
    oefenbank.verder(1)
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    (wacht,) = gegevens["rekeningen"][0]["quarantaine"]
    assert (gegevens["regels"], wacht["redenen"]) == (0, ["SALDO_SLUIT_NIET"])
    assert wacht["verschil"] in (1_200, 3_000)
    # Nothing of it is in the book: all of that day is what bank and book differ.
    assert gegevens["aansluiting"] == 4_200


@pytest.mark.lang
def test_veel_maanden(tmp_path: Path) -> None:
    alles = Uitslag()
    for zaad in range(40):
        url = f"sqlite:///{tmp_path}/{zaad}.db"
        maak_schema(url)
        uitslag = speel(url, zaad, casussen=120)
        alles.met_kenmerk += uitslag.met_kenmerk
        alles.vanzelf += uitslag.vanzelf
        alles.over += uitslag.over
        alles.in_eerste_drie += uitslag.in_eerste_drie
        alles.gemist += uitslag.gemist
        alles.afgewezen += uitslag.afgewezen
    print(
        f"\n{alles.vanzelf} van {alles.met_kenmerk} regels met kenmerk vanzelf, {alles.in_eerste_drie} van {alles.over}"
        f" in de eerste drie, {alles.afgewezen} betalingen afgewezen"
    )
    assert alles.vanzelf >= 0.95 * alles.met_kenmerk
    assert alles.in_eerste_drie >= 0.9 * alles.over, alles.gemist[:10]
    assert alles.afgewezen
