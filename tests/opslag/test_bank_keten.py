"""The chain of statements in the check: every break of it is named with its place, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from budget.bank.controle import afschriftfouten
from budget.bank.diensten import lees_in
from budget.basis.transactie import lezing, transactie
from budget.grootboek.diensten import open_pot
from tests.budget.bank.bouw import POT, Post, camt
from tests.budget.grootboek.oefenpot import KASSIER, NU
from tests.opslag.test_grootboek_knoeien import knoei

TWEEDE = "NL47TEST0000000099"
DAG1, DAG2, DAG3 = "2026-03-02", "2026-03-03", "2026-03-04"


@pytest.fixture
def twee_rekeningen(url: str) -> str:
    """Four statements of the pot account (the first brings an opening balance, the third overlaps), one of another."""
    bestanden = (
        camt([Post(DAG1, 10_000), Post(DAG1, 10_000), Post(DAG1, -2_500)], begin=5_000, nummer="1", dag=DAG1),
        camt([Post(DAG2, 700)], begin=22_500, nummer="2", dag=DAG2),
        camt([Post(DAG2, 700), Post(DAG3, 900)], begin=22_500, nummer="3", dag=DAG3),
        camt([Post(DAG1, 300)], rekening=TWEEDE, begin=0, nummer="1", dag=DAG1),
        camt([Post(DAG3, 40)], begin=24_100, nummer="4", dag=DAG3),
        camt([Post(DAG3, 5)], begin=99_999, nummer="9", dag=DAG3),
    )
    with transactie(url) as db:
        open_pot(db, iban=POT, nu=NU)
        lees_in(db, KASSIER, {f"{nr}.xml": b for nr, b in enumerate(bestanden)}, {POT: (), TWEEDE: ()}, nu=NU)
    return url


def gevonden(url: str, *knoeien: str, volledig: bool = True) -> list[str]:
    """Return what the check says of a book in which something was changed; the change is undone."""
    with pytest.raises(InterruptedError) as na, transactie(url) as db:
        for opdracht in knoeien:
            assert db.execute(text(opdracht)).rowcount == 1, opdracht  # type: ignore[attr-defined]
        raise InterruptedError([f"{f.regel} {f.plaats}" for f in afschriftfouten(db, volledig=volledig)])
    return list(na.value.args[0])


def van(nummer: int, rekening: str = POT) -> str:
    return f"I3 afschrift {nummer} van {rekening}"


def test_elke_breuk_in_de_keten_van_afschriften_wordt_genoemd(twee_rekeningen: str) -> None:
    """1 is the opening balance, 2 to 4 and 6 are the pot account, 5 is the other one, 7 waits."""
    url = twee_rekeningen
    assert gevonden(url) == []
    zet, regel = "UPDATE afschrift SET", "UPDATE bankregel SET"
    laatste = "DELETE FROM bankregel WHERE afschrift = 6"
    for opdrachten, hoort in (
        ([f"{zet} einde = einde + 1 WHERE nummer = 3"], [van(3), van(4)]),
        ([f"{zet} begin = begin - 1 WHERE nummer = 3"], [van(3)]),
        ([f"{zet} einde = einde + 1 WHERE nummer = 6"], [van(6), f"I3 1100:{POT}"]),
        ([f"{zet} einde = einde + 1 WHERE nummer = 5"], [van(5, TWEEDE), f"I3 1100:{TWEEDE}"]),
        ([f"{zet} einde = NULL WHERE nummer = 2"], [van(2)]),
        ([f"{zet} nieuw = 2 WHERE nummer = 2"], [van(2)]),
        ([f"{zet} status = 'quarantaine' WHERE nummer = 6"], ["I3 afschrift 6", "I4 bankregel 20260304-bij-40-1"]),
        ([f"{zet} rekening = '{TWEEDE}' WHERE nummer = 6"], [van(6, TWEEDE), f"I3 1100:{POT}"]),
        ([f"{zet} volgorde = 90 WHERE nummer = 6"], ["I3 afschriften"]),
        ([laatste], [van(6)]),
        ([laatste, "DELETE FROM afschrift WHERE nummer = 6"], [f"I3 1100:{POT}"]),
        ([f"{regel} cents = cents + 1 WHERE afschrift = 6"], [van(6), "I4 bankregel 20260304-bij-40-1"]),
        ([f"{regel} afschrift = 3 WHERE afschrift = 6"], [van(3), van(6)]),
        ([f"{regel} rekening = '{TWEEDE}' WHERE afschrift = 6"], ["I4 bankregel 20260304-bij-40-1"]),
    ):  # fmt: skip
        uitslag = gevonden(url, *opdrachten, volledig=False)
        assert set(hoort) <= set(uitslag), (opdrachten, uitslag)


def test_heel_nagaan_ziet_ook_een_verschoven_dag(twee_rekeningen: str) -> None:
    """Balances that still add up: only the identity that the statement was accepted with tells."""
    for opdracht, nummer in (
        ("UPDATE bankregel SET boekdatum = '2026-03-09' WHERE afschrift = 3", 3),
        ("UPDATE afschrift SET einddatum = '2026-03-09' WHERE nummer = 6", 6),
    ):
        assert gevonden(twee_rekeningen, opdracht, volledig=False) == []
        assert gevonden(twee_rekeningen, opdracht) == [van(nummer)]


def test_geld_op_1100_dat_op_geen_afschrift_staat(twee_rekeningen: str) -> None:
    saldo = "(SELECT nummer FROM rekening WHERE code = '1100' AND d1 = '{}')"
    knoei(
        twee_rekeningen,
        f"UPDATE saldo SET cents = cents + 1 WHERE rekening = {saldo.format(TWEEDE)}",
        zonder_triggers=True,
    )
    with lezing(twee_rekeningen) as db:
        (fout,) = afschriftfouten(db)
    assert (fout.plaats, fout.melding) == (
        f"1100:{TWEEDE}",
        "het laatste afschrift (5) eindigt met € 3,00, het grootboek heeft € 3,01",
    )
