"""Every reason and remark has words: what it means and what to do."""

from budget.bank.begrippen import Opmerking, Reden
from budget.bank.uitleg import OPMERKINGEN, REDENEN
from budget.betalen.bericht.redencodes import BLOKKEERT_IBAN, REDENCODES, in_woorden


def test_elke_reden_zegt_wat_er_is_en_wat_nu() -> None:
    assert list(REDENEN) == list(Reden)
    assert all(wat.endswith(".") and nu.endswith(".") for wat, nu in REDENEN.values())


def test_elke_opmerking_heeft_woorden() -> None:
    assert list(OPMERKINGEN) == list(Opmerking)
    assert all(tekst.endswith(".") for tekst in OPMERKINGEN.values())


def test_een_redencode_in_woorden() -> None:
    assert in_woorden("AC04") == "de rekening is opgeheven (AC04)"
    assert in_woorden("XX99").endswith("(XX99)")
    assert set(REDENCODES) >= BLOKKEERT_IBAN
