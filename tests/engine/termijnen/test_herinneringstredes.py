"""The reminder ladder: service terms by share of the term, statutory and pact terms by working days before."""

from datetime import UTC, date, datetime

import pytest

from budget.basis.klok import dag
from engine.termijnen.begrippen import Duur, Eenheid, Grondslag, Laddertrede, Opschorting, lees_duur
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import (
    bereken,
    feestdagen_lopen_af,
    laatste_werkdag,
    ruw_einde,
    te_laat,
    tel_werkdagen,
    tredes,
)
from engine.termijnen.regels.tellen import werkdagen_in

KALENDER = nationale_kalender()
DIENST = [Laddertrede(op) for op in ("70%", "100%", "150%", "200%")]
WETTELIJK = [Laddertrede(op) for op in ("-10wd", "-5wd", "-1wd", "200%")]


def ladder(start, duur, **rest):
    termijn = bereken(start, lees_duur(duur), Grondslag.DIENST, KALENDER, **rest)
    return [(t.naam, t.op) for t in tredes(DIENST, start, termijn.einde, termijn.duur, KALENDER)]


def test_hulpstart_twintig_werkdagen_na_het_besluit():
    assert ladder(date(2026, 3, 10), "20wd") == [
        ("70%", date(2026, 3, 30)),
        ("100%", date(2026, 4, 9)),
        ("150%", date(2026, 4, 23)),
        ("200%", tel_werkdagen(date(2026, 3, 10), 40, KALENDER, dienst=True)),
    ]


@pytest.mark.parametrize(
    ("werkdagen", "verwacht"),
    [
        (2, {"100%": 2, "150%": 3, "200%": 4}),
        (3, {"100%": 3, "150%": 5, "200%": 6}),
        (5, {"70%": 4, "100%": 5, "150%": 8, "200%": 10}),
        (10, {"70%": 7, "100%": 10, "150%": 15, "200%": 20}),
        (20, {"70%": 14, "100%": 20, "150%": 30, "200%": 40}),
    ],
)
def test_tredes_worden_naar_boven_afgerond_en_gelijke_tredes_zijn_er_een(werkdagen, verwacht):
    start = date(2026, 8, 31)
    geteld = {naam: werkdagen_in(start, op, KALENDER, dienst=True) for naam, op in ladder(start, f"{werkdagen}wd")}
    assert geteld == verwacht


def test_dertig_dagen_geven_tredes_op_werkdagen():
    assert ladder(date(2026, 3, 2), "30d") == [
        ("70%", date(2026, 3, 23)),
        ("100%", date(2026, 4, 1)),
        ("150%", date(2026, 4, 16)),
        ("200%", date(2026, 5, 1)),
    ]


def test_een_schoolweek_heeft_ook_een_ladder():
    school = nationale_kalender("midden")
    einde = bereken(date(2026, 2, 9), lees_duur("2schoolweek"), Grondslag.SCHOOLWEKEN, school).einde

    namen = [t.naam for t in tredes(DIENST, date(2026, 2, 9), einde, lees_duur("2schoolweek"), school)]
    assert namen == ["70%", "100%", "150%", "200%"]


def test_na_opschorting_schuift_de_hele_ladder_mee():
    rust = Opschorting(date(2026, 3, 16), date(2026, 3, 18))
    zonder, met = ladder(date(2026, 3, 9), "10wd"), ladder(date(2026, 3, 9), "10wd", opschortingen=[rust])

    assert [tel_werkdagen(op, 2, KALENDER, dienst=True) for _, op in zonder] == [op for _, op in met]


def test_r1_tien_vijf_en_een_werkdag_voor_het_definitieve_einde():
    ladder = tredes(WETTELIJK, date(2026, 3, 5), date(2026, 5, 18), None, KALENDER)

    assert [(t.naam, t.op) for t in ladder] == [
        ("-10wd", date(2026, 4, 29)),
        ("-5wd", date(2026, 5, 7)),
        ("-1wd", date(2026, 5, 13)),
        ("200%", date(2026, 7, 31)),
    ]


def test_r2_tien_werkdagen_voor_een_leeftijdsgrens_op_hemelvaartsdag():
    assert tel_werkdagen(date(2026, 5, 14), -10, KALENDER, dienst=True) == date(2026, 4, 29)


def test_r3_voorgefinancierd_dertig_zestig_en_negentig_dagen_en_acht_weken_voor_de_betaler():
    start = date(2026, 3, 2)

    assert [ruw_einde(start, Duur(n, Eenheid.DAG)) for n in (30, 60, 90)] == [
        date(2026, 4, 1),
        date(2026, 5, 1),
        date(2026, 5, 31),
    ]
    assert bereken(start, lees_duur("8w"), Grondslag.DIENST, KALENDER).einde == date(2026, 4, 27)


def test_r4_een_trede_voor_het_begin_bestaat_niet():
    start = date(2026, 3, 9)
    einde = bereken(start, lees_duur("2wd"), Grondslag.DIENST, KALENDER).einde

    assert [t.naam for t in tredes(WETTELIJK, start, einde, None, KALENDER)] == ["-1wd", "200%"]


def test_p1_thuiszitter_alarm_op_vier_acht_en_twaalf_weken():
    eerste_dag_thuis = date(2026, 1, 12)
    alarmen = [bereken(eerste_dag_thuis, lees_duur(d), Grondslag.PACT, KALENDER) for d in ("4w", "8w", "12w")]
    uiterlijk = bereken(eerste_dag_thuis, lees_duur("3m"), Grondslag.PACT, KALENDER)

    assert [a.einde for a in alarmen] == [date(2026, 2, 9), date(2026, 3, 9), date(2026, 4, 6)]
    assert alarmen[2].waarschuw_op == date(2026, 4, 2)
    assert (uiterlijk.einde, uiterlijk.waarschuw_op) == (date(2026, 4, 12), date(2026, 4, 10))


def test_p2_drie_maanden_vanaf_30_november_is_28_februari_en_blijft_zondag():
    eerste_dag_thuis = date(2026, 11, 30)
    alarmen = [bereken(eerste_dag_thuis, lees_duur(d), Grondslag.PACT, KALENDER).einde for d in ("4w", "8w", "12w")]

    assert alarmen == [date(2026, 12, 28), date(2027, 1, 25), date(2027, 2, 22)]
    assert bereken(eerste_dag_thuis, lees_duur("3m"), Grondslag.PACT, KALENDER).einde == date(2027, 2, 28)


def test_laatste_werkdag_is_de_dag_zelf_als_er_gewerkt_wordt():
    assert laatste_werkdag(date(2026, 4, 2), KALENDER) == date(2026, 4, 2)


def test_t1_en_t2_een_bericht_in_de_nacht_valt_op_de_dag_in_amsterdam():
    assert dag(datetime(2026, 3, 28, 23, 30, tzinfo=UTC)) == date(2026, 3, 29)
    assert dag(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_t3_te_laat_begint_om_middernacht_in_amsterdam():
    einde = date(2026, 4, 28)

    assert not te_laat(einde, datetime(2026, 4, 28, 21, 59, tzinfo=UTC))
    assert te_laat(einde, datetime(2026, 4, 28, 22, 0, tzinfo=UTC))


def test_een_jaar_voor_het_einde_van_de_feestdagen_wordt_gewaarschuwd():
    assert not feestdagen_lopen_af(KALENDER, date(2027, 12, 31))
    assert feestdagen_lopen_af(KALENDER, date(2028, 1, 1))


def test_werkdagen_tellen_zonder_kalender_kan_niet():
    with pytest.raises(ValueError, match="alleen met een kalender"):
        ruw_einde(date(2026, 3, 2), lees_duur("5wd"))
