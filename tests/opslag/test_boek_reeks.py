"""Many events in one go: the same answers, the same head, and all of it or nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from budget.basis.geld import EURO
from budget.basis.opdracht import SleutelGebruikt
from budget.basis.transactie import lezing, transactie
from budget.grootboek import begrippen as b
from budget.grootboek import vragen
from budget.grootboek.antwoorden import Geboekt
from budget.grootboek.controle import controleer
from budget.grootboek.diensten import boek, boek_reeks
from budget.grootboek.weigeringen import BankregelBestaat, OnvoldoendeBeschikbaar, PeriodeGesloten
from tests.budget.grootboek.oefenpot import DAG, KASSIER, NU, oefenpot

REEKS: list[tuple[str, b.Gebeurtenis]] = [
    ("r1", b.Bankregel(datum=DAG, regel="in", bedrag=EURO("700"))),
    ("r2", b.Reservering(datum=DAG, casus="K1", bedrag=EURO("1.000"), door=("p-tafel",))),
    ("r3", b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("800"))),
    ("r4", b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("200"), van=b.Van.RESERVERING)),
    (
        "r5",
        b.Voorfinanciering(
            datum=DAG, casus="K1", aanbieder="Brug", factuur="F1", bedrag=EURO("800"), prestatie_door="p-r"
        ),
    ),
    ("r6", b.Betaalopdracht(datum=DAG, aanbieder="Brug", factuur="F1", door=("p-1", "p-2"))),
    ("r7", b.Bankregel(datum=DAG, regel="uit", bedrag=-EURO("800"))),
    ("r8", b.Betaling(datum=DAG, regel="uit", begunstigde="Brug", opdracht="F1")),
    ("r9", b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("700"), "pot": EURO("100")})),
    ("r10", b.Ontvangst(datum=DAG, regel="in", betaler="Aarde", casus="K1", bedrag=EURO("700"))),
    ("r11", b.PeriodeSluiten(datum=DAG, tot=DAG - timedelta(days=1))),
]


def in_een_keer(url: str, reeks: list[tuple[str, b.Gebeurtenis]]) -> list[Geboekt]:
    with transactie(url) as db:
        return boek_reeks(db, KASSIER, reeks, nu=NU)


def kop(url: str) -> str:
    with lezing(url) as db:
        controle = controleer(db, volledig=True)
    assert controle.in_orde, controle.bevindingen
    return controle.kop


def test_een_reeks_geeft_dezelfde_antwoorden_en_dezelfde_kop_als_een_voor_een(
    sqlite_url: str, postgres_url: str
) -> None:
    for url in (sqlite_url, postgres_url):
        oefenpot(url)
    with transactie(sqlite_url) as db:
        los = [boek(db, KASSIER, gebeurtenis, sleutel=sleutel, nu=NU) for sleutel, gebeurtenis in REEKS]
    assert in_een_keer(postgres_url, REEKS) == los
    assert kop(postgres_url) == kop(sqlite_url)


def test_wat_al_geboekt_was_geeft_het_eerste_antwoord(url: str) -> None:
    oefenpot(url)
    eerst = in_een_keer(url, REEKS[:4])
    opnieuw = in_een_keer(url, REEKS[:6])
    assert [(post.nummer, post.herhaald) for post in opnieuw[:4]] == [(post.nummer, True) for post in eerst]
    assert not any(post.herhaald for post in opnieuw[4:])
    assert in_een_keer(url, [REEKS[0], REEKS[0]])[1].herhaald
    with pytest.raises(SleutelGebruikt):
        in_een_keer(url, [("r1", REEKS[1][1])])


def test_een_weigering_houdt_de_hele_reeks_tegen_en_noemt_haar_plaats(url: str) -> None:
    oefenpot(url)
    te_veel = b.Reservering(datum=DAG, casus="K2", bedrag=EURO("9.000"), door=("p-tafel",))
    for _ in range(2):
        with pytest.raises(OnvoldoendeBeschikbaar) as weigering:
            in_een_keer(url, [*REEKS[:3], ("te-veel", te_veel), *REEKS[3:]])
        assert weigering.value.plaats == 3
    with lezing(url) as db:
        assert {post.soort for post in vragen.regels(db)} == {"toezegging", "bankregel", "storting"}
    assert len(in_een_keer(url, REEKS)) == len(REEKS)


def test_een_gebeurtenis_ziet_wat_eerder_in_de_reeks_is_geboekt(url: str) -> None:
    oefenpot(url)
    with pytest.raises(BankregelBestaat):
        in_een_keer(url, [REEKS[0], ("nog-eens", REEKS[0][1])])
    laat = b.Bankregel(datum=DAG - timedelta(days=3), regel="laat", bedrag=EURO("1"))
    with pytest.raises(PeriodeGesloten):
        in_een_keer(url, [("voor", REEKS[0][1]), ("dicht", REEKS[-1][1]), ("laat", laat)])
    assert in_een_keer(url, []) == []
