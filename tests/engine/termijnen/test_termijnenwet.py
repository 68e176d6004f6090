"""Statutory terms: to which day the Algemene termijnenwet extends them, and when it stays out of it."""

from datetime import date

import pytest

from engine.termijnen.begrippen import Grondslag, lees_duur
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import bereken

KALENDER = nationale_kalender()
GEEN_WET = [g for g in Grondslag if g is not Grondslag.WETTELIJK]

# number, start, term, raw end, end
WETTELIJK = [
    ("A01", "2026-02-06", "8w", "2026-04-03", "2026-04-07"),  # Goede Vrijdag, weekend, Tweede Paasdag
    ("A02", "2026-03-05", "10w", "2026-05-14", "2026-05-18"),  # Hemelvaartsdag, 15-5 equated, weekend
    ("A03", "2025-11-14", "6w", "2025-12-26", "2025-12-29"),  # Tweede Kerstdag on Friday
    ("A04", "2025-11-06", "8w", "2026-01-01", "2026-01-05"),  # Nieuwjaarsdag, 2-1 equated, weekend
    ("A05", "2026-03-19", "6w", "2026-04-30", "2026-04-30"),  # ordinary Thursday: no move
    (
        "A06",
        "2027-03-10",
        "8w",
        "2027-05-05",
        "2027-05-10",
    ),  # 5 mei (wo), Hemelvaart (do), 7-5 equated (vr), weekend: five days
    ("A07", "2027-03-11", "8w", "2027-05-06", "2027-05-10"),  # Hemelvaartsdag
    ("A08", "2028-03-02", "8w", "2028-04-27", "2028-05-01"),  # Koningsdag (do), 28-4 equated
    ("A09", "2028-03-10", "8w", "2028-05-05", "2028-05-08"),  # 5 mei on Friday
    ("A10", "2026-03-10", "8w", "2026-05-05", "2026-05-06"),  # 5 mei in a non-lustrum year is a holiday
    ("A11", "2025-03-01", "8w", "2025-04-26", "2025-04-28"),  # Koningsdag moved to Saturday 26-4
    ("A12", "2025-03-02", "8w", "2025-04-27", "2025-04-28"),  # Sunday 27-4-2025; Monday is ordinary
    ("A13", "2026-03-02", "8w", "2026-04-27", "2026-04-28"),  # Koningsdag on Monday
    ("A14", "2025-04-03", "8w", "2025-05-29", "2025-06-02"),  # Hemelvaart and 30-5 equated
    ("A15", "2025-04-14", "8w", "2025-06-09", "2025-06-10"),  # Tweede Pinksterdag
    ("A16", "2026-10-30", "8w", "2026-12-25", "2026-12-28"),  # Eerste Kerstdag (vr), Tweede (za)
    ("A17", "2027-11-01", "8w", "2027-12-27", "2027-12-27"),  # Monday after a Christmas weekend is *not* a holiday
    ("A18", "2027-11-06", "8w", "2028-01-01", "2028-01-03"),  # Nieuwjaarsdag on Saturday
    ("A19", "2026-01-09", "12w", "2026-04-03", "2026-04-07"),  # exactly 12 weeks: Atw applies
    ("A20", "2026-01-02", "13w", "2026-04-03", "2026-04-03"),  # more than 12 weeks: stays on Goede Vrijdag
    ("A21", "2026-01-03", "90d", "2026-04-03", "2026-04-07"),  # exactly 90 days: Atw applies
    ("A22", "2026-01-04", "91d", "2026-04-05", "2026-04-05"),  # 91 days: ends on Easter Sunday, no Atw
    ("A23", "2026-11-30", "3m", "2027-02-28", "2027-03-01"),  # exactly three months, month-end rule
    ("A24", "2026-10-31", "4m", "2027-02-28", "2027-02-28"),  # more than three months: stays on Sunday
    ("A25", "2026-08-31", "6m", "2027-02-28", "2027-02-28"),  # six months: stays on Sunday
    ("A26", "2025-05-03", "1j", "2026-05-03", "2026-05-03"),  # a year: stays on Sunday
    ("A27", "2026-06-05", "3d", "2026-06-08", "2026-06-09"),  # art. 2: za, zo, ma hold one ordinary day
    ("A28", "2026-04-02", "5d", "2026-04-07", "2026-04-08"),  # art. 2: 3..7 April hold one ordinary day
    ("A29", "2026-12-24", "4d", "2026-12-28", "2026-12-29"),  # art. 2 at Christmas
    ("A30", "2026-06-04", "2d", "2026-06-06", "2026-06-08"),  # shorter than three days: art. 1 only
    ("A31", "2027-05-04", "5d", "2027-05-09", "2027-05-11"),  # art. 1 gives ma 10-5, art. 2 one day more
    ("A32", "2026-06-01", "3d", "2026-06-04", "2026-06-04"),  # no move
    ("A33", "2026-01-31", "1m", "2026-02-28", "2026-03-02"),  # month-end rule, then weekend
    ("A34", "2028-01-31", "1m", "2028-02-29", "2028-02-29"),  # leap year
    ("A35", "2026-05-18", "-14d", "2026-05-04", "2026-05-04"),  # counted backwards
    ("A36", "2026-05-11", "-7d", "2026-05-04", "2026-05-04"),  # counted backwards
    ("A37", "2026-05-11", "-6d", "2026-05-05", "2026-05-05"),  # counted backwards: stays on 5 mei
]


@pytest.mark.parametrize(("nummer", "start", "duur", "ruw", "einde"), WETTELIJK, ids=[r[0] for r in WETTELIJK])
def test_wettelijke_termijn_eindigt_op(nummer, start, duur, ruw, einde):
    termijn = bereken(date.fromisoformat(start), lees_duur(duur), Grondslag.WETTELIJK, KALENDER)

    assert termijn.ruw_einde == date.fromisoformat(ruw), nummer
    assert termijn.einde == date.fromisoformat(einde), nummer
    assert termijn.te_laat_vanaf > termijn.einde


@pytest.mark.parametrize("grondslag", GEEN_WET)
def test_zonder_wet_blijft_het_einde_op_goede_vrijdag_en_waarschuwt_de_dag_ervoor(grondslag):
    termijn = bereken(date(2026, 2, 6), lees_duur("8w"), grondslag, KALENDER)

    assert termijn.einde == date(2026, 4, 3)
    assert termijn.waarschuw_op == date(2026, 4, 2)
    assert not termijn.atw
    assert "Goede Vrijdag" in termijn.tekst


def test_de_uitleg_noemt_elke_dag_die_wordt_overgeslagen():
    termijn = bereken(date(2026, 2, 6), lees_duur("8w"), Grondslag.WETTELIJK, KALENDER)

    assert [s.tekst for s in termijn.stappen] == [
        "8 weken na vr 6 feb 2026 is vr 3 apr 2026; vr 6 feb 2026 zelf telt niet mee.",
        "vr 3 apr 2026 is geen gewone dag (Goede Vrijdag, weekend, Tweede Paasdag): "
        "de Algemene termijnenwet (artikel 1) maakt er di 7 apr 2026 van.",
        "Te laat vanaf wo 8 apr 2026.",
    ]


def test_de_uitleg_noemt_artikel_2_als_er_te_weinig_gewone_dagen_zijn():
    termijn = bereken(date(2027, 5, 4), lees_duur("5d"), Grondslag.WETTELIJK, KALENDER)

    assert "(artikel 1) maakt er ma 10 mei 2027 van" in termijn.tekst
    assert "(artikel 2) maakt er di 11 mei 2027 van" in termijn.tekst


@pytest.mark.parametrize(
    ("duur", "reden"),
    [
        ("13w", "13 weken is meer dan 12 weken"),
        ("91d", "91 dagen is meer dan 90 dagen"),
        ("4m", "4 maanden is meer dan 3 maanden"),
        ("1j", "voor een termijn in jaren"),
        ("-14d", "die terugtelt, schuift niet"),
    ],
)
def test_de_uitleg_zegt_waarom_de_wet_niet_geldt(duur, reden):
    assert reden in bereken(date(2026, 3, 2), lees_duur(duur), Grondslag.WETTELIJK, KALENDER).tekst


def test_een_maand_terug_vanaf_de_31e_is_de_laatste_dag_van_de_maand():
    assert bereken(date(2026, 3, 31), lees_duur("-1m"), Grondslag.CONTRACT, KALENDER).einde == date(2026, 2, 28)
