"""Refusals of the ledger that no acceptance scenario plays: more than there is, and what cannot be found."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest
import yaml

from budget.basis.geld import EURO, Geld
from budget.basis.weigering import Weigering
from budget.grootboek import begrippen as b
from budget.grootboek.naspelen import naspelen
from budget.grootboek.naspelen.bankkant import Bankkant, NogNietOndersteund
from tests.budget.grootboek.oefenpot import DAG, Boeker, oefenpot


def geweigerd(doe: Boeker, gebeurtenis: b.Gebeurtenis) -> Weigering:
    with pytest.raises(Weigering) as gevangen:
        doe(gebeurtenis)
    return gevangen.value


def bankregel(doe: Boeker, bedrag: int, regel: str = "R1") -> None:
    doe(b.Bankregel(datum=DAG, regel=regel, bedrag=Geld(bedrag)))


def vordering(doe: Boeker, casus: str = "K1") -> None:
    """An invoice of 100,00 that Vuur must pay."""
    bedrag = EURO("100")
    doe(b.Reservering(datum=DAG, casus=casus, bedrag=bedrag, door=("p-tafel",)))
    doe(b.Verplichting(datum=DAG, casus=casus, bedrag=bedrag))
    doe(
        b.Voorfinanciering(
            datum=DAG, casus=casus, aanbieder="Brug", factuur=f"F-{casus}", bedrag=bedrag, prestatie_door="p-regie"
        )
    )


def test_meer_dan_de_bankregel(url: str) -> None:
    doe = oefenpot(url)
    bankregel(doe, 5_000)
    te_veel: dict[str, Any] = {"datum": DAG, "partij": "Vuur", "bedrag": EURO("50,01")}
    weigering = geweigerd(doe, b.TeVeelOntvangen(regel="R1", **te_veel))
    assert (weigering.code, "€ 50,00" in weigering.melding) == ("boven_bankregel", True)
    assert "onbekend" in geweigerd(doe, b.TeVeelOntvangen(regel="R2", **te_veel)).melding


def test_meer_storten_dan_toegezegd(url: str) -> None:
    doe = oefenpot(url)
    bankregel(doe, 10_000)
    storting = b.Storting(datum=DAG, regel="R1", deelnemer="Vuur", bedrag=EURO("100"))
    weigering = geweigerd(doe, storting)
    assert (weigering.code, weigering.bijzonderheden) == ("boven_toezegging", {"rest": 0})


def test_meer_terughalen_dan_er_kwam(url: str) -> None:
    doe = oefenpot(url)
    bankregel(doe, -700_000)
    storno = b.StortingStorno(datum=DAG, regel="R1", deelnemer="Aarde", bedrag=EURO("6.000,01"))
    assert geweigerd(doe, storno).code == "boven_ontvangen"


def test_meer_terugvorderen_dan_wordt_teruggevorderd(url: str) -> None:
    doe = oefenpot(url)
    vordering(doe)
    doe(b.OnterechteBetaling(datum=DAG, aanbieder="Brug", casus="K1", bedrag=EURO("40")))
    bankregel(doe, 10_000)
    terug = b.TerugvorderingOntvangen(datum=DAG, regel="R1", aanbieder="Brug", casus="K1", bedrag=EURO("40,01"))
    assert geweigerd(doe, terug).code == "boven_terugvordering"


def test_een_ontvangst_zonder_vordering(url: str) -> None:
    doe = oefenpot(url)
    bankregel(doe, 10_000)
    ontvangst = b.Ontvangst(datum=DAG, regel="R1", betaler="Vuur", casus="K1", bedrag=EURO("100"))
    weigering = geweigerd(doe, ontvangst)
    assert (weigering.code, weigering.bijzonderheden) == ("vordering_niet_eenduidig", {"aantal": 0})


def test_voor_de_eerste_verdeelsleutel(url: str) -> None:
    doe = oefenpot(url)
    bankregel(doe, -1_435)
    vroeger = DAG.replace(year=2025)
    kosten = b.BankkostenRente(datum=vroeger, regel="R1", bedrag=EURO("14,35"), soort=b.Banksoort.BANKKOSTEN)
    assert geweigerd(doe, kosten).code == "verdeelsleutel_ontbreekt"


def test_naspelen_zegt_wat_het_zonder_bank_niet_kan(url: str, tmp_path: Path) -> None:
    document = yaml.safe_load(Path(__file__).with_name("scenarios.yaml").read_text())
    document["scenarios"] = [s for s in document["scenarios"] if str(s["nr"]) == "17"]
    bestand = tmp_path / "een.yaml"
    bestand.write_text(yaml.safe_dump(document, allow_unicode=True))
    with pytest.raises(NogNietOndersteund) as gevangen:
        naspelen(bestand, lambda: url, "17")
    assert gevangen.value.code == "nog_niet_ondersteund"


def test_naspelen_merkt_dat_het_afletteren_niets_deed(url: str) -> None:
    stappen = [
        {"doe": "bankregel", "id": "r", "regel": "r", "datum": DAG, "bedrag": 100},
        {"doe": "te_veel_ontvangen", "regel": "r", "partij": "p", "bedrag": 100, "automatisch": True},
    ]
    begin = {"toezegging": 1000, "datum": DAG, "gestort": DAG}
    scenario = {"nr": 1, "naam": "niets", "regio": "zuidoost", "begin": begin, "stappen": stappen}
    heel = yaml.safe_load(Path(__file__).with_name("scenarios.yaml").read_text())
    tekst = yaml.safe_dump(heel | {"scenarios": [scenario]}, allow_unicode=True)
    (uitslag,) = naspelen(tekst, lambda: url, bank=MagicMock(spec=Bankkant))
    assert [stap.code for stap in uitslag.stappen] == [None, "niet_automatisch_geboekt"]
